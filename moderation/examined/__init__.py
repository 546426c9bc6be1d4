"""What there is to tell of a version of a site's own judge: figures that are kept."""
