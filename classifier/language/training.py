"""Makes the shipped table of the languages, from the model of py3langid.

py3langid (BSD-3-Clause, Adrien Barbaresi; a fork of langid.py by Marco Lui) is a naive
Bayes model of 142 languages over 100,000 sequences of bytes, 4.6 MB. Comments need
less: the languages that people write comments in, letters only, without case. What is
kept are log probabilities against the mean language, in eight bits.

`python -m classifier.language.training` writes the folder that ships; it needs
py3langid, as serving does not.
"""

from collections import defaultdict
from importlib.metadata import version
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from classifier import folder
from classifier.language.table import KIND, SCALE, SHIPPED

_ALONE = """af ar az be bg ca cs cy da de en es et eu fa fi fr ga hu is it kk lt lv
mk nl pl pt ro ru sk sl sq sr sv sw tl tr uk ur vi"""
COLUMNS: dict[str, tuple[str, ...]] = {
    **{code: (code,) for code in _ALONE.split()},
    "hr": ("hr", "bs"),
    "id": ("id", "ms"),
    "no": ("no", "nn"),
}
"""A language and the classes of py3langid that it is the mean of. Chosen by us: the
languages of Europe and the great ones beyond it that share a script with another.
Galician and Esperanto are left out, for they draw Portuguese and English comments to
themselves; scripts of one language need no table."""

KEPT = 18_000
"""Sequences kept, the most telling ones. Of Portuguese tweets, the hardest of what was
measured, 85 % are known with 4,000, 88 % with 8,000, 90 % with 16,000 and 91 % with all
37,000; of German comments 98.3, 98.7, 98.9 and 98.9 %."""

FLOOR = 1e-7  # of a probability, so that what one language never writes is no proof

Floats = NDArray[np.float64]


LIMITS = [
    "A language that is not listed is taken for one that is, or left undecided.",
    "A few words tell no language: a very short text takes that of its site.",
    "Near relations may be taken for each other, such as Danish for Norwegian or "
    "Croatian for Serbian in Latin letters.",
    "Slang, dialects and other spellings than a newspaper's are told less well.",
]


def convert() -> tuple[folder.Arrays, folder.Card]:
    """The arrays and the card of the table, from the installed py3langid.

    Returns:
        `grams`, shape (`KEPT`,), and `weights`, shape (`KEPT`, n_languages), int8, in
        units of 1 / `SCALE` of natural log probability; with what they are.
    """
    codes = sorted(COLUMNS)
    grams, probabilities = _letters_only(*_grams_of(codes))
    logs = np.log(probabilities + FLOOR)
    weights = logs - logs.mean(axis=1, keepdims=True)
    telling = np.sqrt(probabilities.max(axis=1)) * weights.std(axis=1)
    kept = np.sort(np.argsort(-telling, kind="stable")[:KEPT])
    packed = np.clip(np.rint(weights[kept] * SCALE), -127, 127).astype(np.int8)
    arrays = {"grams": np.array(grams)[kept], "weights": packed}
    return arrays, {
        "version": f"language-{folder.fingerprint(packed)}",
        "languages": codes,
        "made_from": f"py3langid {version('py3langid')}",
        "licence": "BSD-3-Clause, copyright Adrien Barbaresi and Marco Lui",
        "limits": LIMITS,
    }


def _grams_of(codes: list[str]) -> tuple[list[bytes], Floats]:
    """py3langid's sequences of bytes, and how probable each is in each language."""
    from py3langid import langid, modelio

    table, _, classes, moves, row_of, owner = modelio.load_model(
        Path(langid.MODEL_DIR) / langid.MODEL_FILE
    )
    chances = np.exp(np.asarray(table, np.float64))
    names = np.array(classes)
    columns = [chances[:, np.isin(names, COLUMNS[code])].mean(axis=1) for code in codes]
    rows = np.asarray(moves).reshape(-1, 256)[np.asarray(row_of)]
    return _spelt(rows, np.asarray(owner)), np.stack(columns, axis=1)


def _spelt(moves: NDArray[np.unsignedinteger], owner: NDArray[np.int_]) -> list[bytes]:
    """For each feature the bytes that lead to it, by the shortest way from the start.

    Args:
        moves: the next state by state and byte, shape (n_states, 256).
        owner: the feature of each state, -1 for none.
    """
    ways = {0: b""}
    seen = np.arange(len(moves)) == 0
    edge = [0]
    while edge:
        reached = moves[edge].ravel()
        fresh = np.flatnonzero(~seen[reached])  # most lead back
        states, first = np.unique(reached[fresh], return_index=True)
        seen[states] = True
        new = {
            state: ways[edge[place // 256]] + bytes([place % 256])
            for state, place in zip(states.tolist(), fresh[first].tolist(), strict=True)
        }
        ways |= new
        edge = list(new)
    spelt = [b""] * (int(owner.max()) + 1)
    for state, way in ways.items():  # shortest ways come first
        feature = int(owner[state])
        if feature >= 0 and not spelt[feature]:
            spelt[feature] = way
    return spelt


def _letters_only(spelt: list[bytes], chances: Floats) -> tuple[list[str], Floats]:
    """Whole letters, and spaces at the ends only; spellings that differ in case add up.

    Words are looked at one by one, so what holds a space inside is never met.
    """
    sums: dict[str, Floats] = defaultdict(lambda: np.zeros(chances.shape[1]))
    for way, row in zip(spelt, chances, strict=True):
        gram = way.decode("utf-8", "replace").lower()
        inner = gram.removeprefix(" ").removesuffix(" ")
        if inner and inner.isalpha():
            sums[gram] += row
    return list(sums), np.array(list(sums.values()))


if __name__ == "__main__":
    arrays, card = convert()
    folder.write(SHIPPED, arrays, {"kind": KIND, **card})
