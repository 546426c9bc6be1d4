"""All that is written for the product with one seed: to write it takes seconds."""

from functools import cache

from classifier import invented
from classifier.samples import Sample


@cache
def all_written() -> tuple[Sample, ...]:
    """The samples, the same for all tests; they are written for the first that asks."""
    return tuple(invented.samples(0))
