"""All that is written for the product with one seed: to write it takes seconds."""

from classifier import invented

WRITTEN = list(invented.samples(0))
