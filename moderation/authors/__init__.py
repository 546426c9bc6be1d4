"""What moderators know and say of an author, and what they hold against one.

`card` is what there is to see, `notes` are among moderators alone, and `sanctions` say
how an author's comments are treated, until when and why.
"""

from moderation.authors.card import Card, Page, card, read, require, wrote

__all__ = ["Card", "Page", "card", "read", "require", "wrote"]
