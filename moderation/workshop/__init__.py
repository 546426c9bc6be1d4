"""Where a site's rules are made: drafted, checked, tried, published, and looked after.

Each person has a draft of their own, which is kept as they write; it has no effect
until they publish it. What takes long runs beside the pages (`moderation.jobs`).
"""
