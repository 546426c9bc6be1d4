"""What a site's readers are told: its policy, and answers to what they ask.

`policy` is made of the rules' own texts by `sentences`, `faq` answers as the site is
set up, and `of_site` finds what is in force there.
"""

from moderation.public.of_site import for_site
from moderation.public.policy import PublicPolicy, as_data

__all__ = ["PublicPolicy", "as_data", "for_site"]
