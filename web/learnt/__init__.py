"""What there is to tell of a version of a site's own model, as a page."""
