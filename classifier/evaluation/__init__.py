"""How good a model is, on rows that it did not learn from.

`validation` measures what the model card keeps, `examination` what one page of a
`report` shows beside it: `scored` rows by source, `probes` of our own writing, a
`baseline` that learnt the same rows. Serving loads none of it.
"""

from classifier.evaluation.validation import (
    FILES,
    HELD_OUT,
    card_parts,
    carried_over,
    evaluate,
    figures,
    fill_card,
    is_validation,
    keep_out_of_source,
    labelled,
    out_of_source,
    table,
)

__all__ = [
    "FILES",
    "HELD_OUT",
    "card_parts",
    "carried_over",
    "evaluate",
    "figures",
    "fill_card",
    "is_validation",
    "keep_out_of_source",
    "labelled",
    "out_of_source",
    "table",
]
