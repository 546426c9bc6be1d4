"""What happened at a site, in figures: `counting` keeps them up to date, `overview` is
about a site, `people` about one who decides, `drift` about scores.
"""
