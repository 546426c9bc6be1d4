"""The overview: what happens at a site in charts, each with its table, and what people
who decide do.
"""

from web.desk.overview import pages, telling

__all__ = ["pages", "telling"]
