"""All that is kept, and every line of SQL.

`database` opens connections and holds transactions, `tables` is the schema, and
each other room reads and writes one thing: comments, events, messages, endpoints,
deliveries, examples, articles, sites, people.
"""

from moderation.store.database import Database

__all__ = ["Database"]
