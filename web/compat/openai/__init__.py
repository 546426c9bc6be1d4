"""`POST /v1/moderations`, as OpenAI's clients call it."""

from web.compat.openai.routes import blueprint

__all__ = ["blueprint"]
