"""A model on disk: arrays, a card, and the digests that prove both unchanged.

A model folder holds `weights.npz` (arrays only; nothing is ever unpickled),
`card.json` (what the model is, what it learnt from and how well it does) and
`digests.json` (SHA-256 of every other file that serving reads).
"""

import hashlib
import io
import json
import os
import shutil
import struct
import tempfile
import tokenize
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from classifier.errors import DamagedModel

WEIGHTS, CARD, DIGESTS = "weights.npz", "card.json", "digests.json"
SHIPPED = Path(__file__).parent / "pretrained"
FORMAT = 3
"""Of the folder, and of how its words are hashed and weighed: a reader refuses another,
which would give wrong scores without a word."""

WORTH_INFLATING = 0.8
"""What deflating leaves of an array at most, or it is stored as it is: to inflate one
takes 9 ms a megabyte, and to read it 1 ms."""

LARGE = 1_000_000
"""Bytes of an array that stays where it was read, in an archive that is read for it.
Who keeps a smaller one does not keep all that was read."""

KINDS = "biufU"
"""Of arrays that are read (`numpy.dtype.kind`): never objects, which would have to be
unpickled and could run what they like."""

_LONGEST_HEAD = 10 + (1 << 16)  # of an array; its length is kept in two bytes

_UNREADABLE = (
    *(OSError, EOFError, ValueError, TypeError, AttributeError, LookupError),
    *(zipfile.BadZipFile, zlib.error, struct.error),
    *(SyntaxError, tokenize.TokenError),  # the head of an array is a Python literal
    RuntimeError,  # an archive that is encrypted
)
"""What reading files raises that are not what they should be."""

Arrays = dict[str, NDArray[Any]]
Card = dict[str, Any]


def write(
    folder: Path, arrays: Mapping[str, NDArray[Any]], card: Mapping[str, Any]
) -> None:
    """Write a model folder whole or not at all.

    The files are made in a new folder beside the target, which then takes the
    target's place, so a reader never sees half a model.

    Args:
        folder: where the model shall be; an older model there is replaced.
        arrays: the weights by name; no object arrays.
        card: what JSON can hold; `kind` says which class reads the model.

    Raises:
        OSError: the disk is full or the place cannot be written.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        _write_arrays(draft / WEIGHTS, arrays)
        _write_json(draft / CARD, {"format": FORMAT, **card})
        digests = {name: _digest(draft / name) for name in (WEIGHTS, CARD)}
        _write_json(draft / DIGESTS, digests)
        for name in (WEIGHTS, CARD, DIGESTS):
            _sync(draft / name)
        draft.chmod(0o755)
        _take_the_place_of(folder, draft)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def read(folder: Path, kind: str) -> tuple[Arrays, Card]:
    """Read a model folder after checking every byte of it.

    Args:
        folder: as `write` left it.
        kind: what the card's `kind` must say.

    Returns:
        The arrays by name, which cannot be written to, and the card.

    Raises:
        DamagedModel: a file is missing, differs from its digest, or is a model
            of another kind or format.
    """
    with reading(folder):
        digests = json.loads((folder / DIGESTS).read_bytes())
        weights, card_file = (_attested(folder / n, digests) for n in (WEIGHTS, CARD))
        card: Card = json.loads(card_file)
        _check_kind(folder, card, kind)
        return _arrays(weights), card


@contextmanager
def reading(folder: Path) -> Iterator[None]:
    """While a model is made of what is read from a folder.

    Raises:
        DamagedModel: what was read is not what makes one.
    """
    try:
        yield
    except _UNREADABLE as error:
        raise DamagedModel(
            f"{folder}: not a readable model ({type(error).__name__}: {error}); put it "
            "back from a copy or train it again"
        ) from error


def array(
    arrays: Mapping[str, NDArray[Any]], name: str, kinds: str, *sides: int | None
) -> NDArray[Any]:
    """One of the arrays that `read` gave.

    Args:
        kinds: codes of kinds of numbers (`numpy.dtype.kind`), one of which it must be.
        sides: its shape, with None for a side of any length.

    Raises:
        ValueError: there is none of this name, or it is of another kind or shape.
    """
    its = arrays.get(name)
    found = "none" if its is None else f"{its.shape} of {its.dtype}"
    if (
        its is None
        or its.dtype.kind not in kinds
        or len(its.shape) != len(sides)
        or any(s not in (None, n) for s, n in zip(sides, its.shape, strict=True))
    ):
        raise ValueError(f"{name}: wanted {sides} of kind {kinds}, got {found}")
    return its


def _attested(path: Path, digests: Mapping[str, str]) -> bytes:
    """The bytes of a file, which are what its digest is of."""
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != digests.get(path.name):
        raise DamagedModel(
            f"{path}: its SHA-256 is not the one in {DIGESTS}; "
            "put the model back from a copy or train it again"
        )
    return content


def _arrays(content: bytes) -> Arrays:
    """Those of an archive, as `np.load` gives them at twice the work."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {
            entry.filename.removesuffix(".npy"): _array(_raw(archive, entry, content))
            for entry in archive.infolist()
        }


def _raw(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, content: bytes
) -> memoryview:
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise ValueError(f"{entry.filename}: packed as no model is")
    if entry.compress_type != zipfile.ZIP_STORED or entry.file_size < LARGE:
        return memoryview(archive.read(entry))
    # Before it stand 30 bytes, its name, and what else there may be of it.
    lengths = struct.unpack_from("<HH", content, entry.header_offset + 26)
    begin = entry.header_offset + 30 + sum(lengths)
    return memoryview(content)[begin : begin + entry.file_size]


def _array(raw: memoryview) -> NDArray[Any]:
    head = io.BytesIO(raw[:_LONGEST_HEAD])
    if np.lib.format.read_magic(head) != (1, 0):
        raise ValueError("an array of an unknown format")
    shape, by_columns, dtype = np.lib.format.read_array_header_1_0(head)
    if dtype.kind not in KINDS or not dtype.itemsize or min(shape, default=0) < 0:
        raise ValueError(f"an array of shape {shape} of {dtype}, which no model has")
    order: Literal["F", "C"] = "F" if by_columns else "C"
    return np.ndarray(shape, dtype, raw, head.tell(), order=order)


def _check_kind(folder: Path, card: Card, kind: str) -> None:
    found = (card.get("format"), card.get("kind"))
    if found != (FORMAT, kind):
        raise DamagedModel(
            f"{folder}: wanted a model of format {FORMAT} and kind {kind!r}, "
            f"found format {found[0]!r} and kind {found[1]!r}; train it again"
        )


def _sync(path: Path) -> None:
    """Let it be on the disk before its name is: a machine may stop at any time."""
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _take_the_place_of(folder: Path, draft: Path) -> None:
    # A folder cannot be renamed over a full one, so the old one steps aside.
    if folder.exists():
        aside = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
        folder.rename(aside / "old")
        draft.rename(folder)
        shutil.rmtree(aside)
    else:
        draft.rename(folder)


def _write_arrays(path: Path, arrays: Mapping[str, NDArray[Any]]) -> None:
    """An archive as NumPy reads it; the same arrays give the same bytes."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, array in arrays.items():
            content = io.BytesIO()
            np.lib.format.write_array(content, np.asarray(array), allow_pickle=False)
            raw = content.getvalue()
            shrinks = len(zlib.compress(raw)) < WORTH_INFLATING * len(raw)
            method = zipfile.ZIP_DEFLATED if shrinks else zipfile.ZIP_STORED
            entry = zipfile.ZipInfo(f"{name}.npy")  # of no date
            archive.writestr(entry, raw, method, compresslevel=9)


def _write_json(path: Path, value: Mapping[str, Any]) -> None:
    text = json.dumps(value, indent=1, sort_keys=False, ensure_ascii=False)
    with path.open("w", encoding="utf-8") as file:
        file.write(text + "\n")
        file.flush()
        os.fsync(file.fileno())


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def fingerprint(*arrays: NDArray[Any]) -> str:
    """Eight hexadecimal digits that tell one model's weights from another's."""
    digest = hashlib.sha256()
    for array in arrays:
        digest.update(array.tobytes())
    return digest.hexdigest()[:8]


def stable_hash(text: str) -> int:
    """32 bits that are the same on every machine and in every run, unlike `hash`."""
    return zlib.crc32(text.encode("utf-8", "replace"))
