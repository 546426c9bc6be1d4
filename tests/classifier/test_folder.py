"""A model on disk: whole and unchanged, or refused; never unpickled."""

import contextlib
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from classifier import folder
from classifier.errors import DamagedModel

ARRAYS = {"table": np.arange(6, dtype=np.float32).reshape(2, 3)}
CARD = {"kind": "test", "version": "1"}


@pytest.fixture
def model(tmp_path: Path) -> Path:
    folder.write(tmp_path / "model", ARRAYS, CARD)
    return tmp_path / "model"


def attest(model: Path) -> None:
    digests = {
        name: folder._digest(model / name) for name in (folder.WEIGHTS, folder.CARD)
    }
    (model / folder.DIGESTS).write_text(json.dumps(digests))


def test_what_is_written_is_read_back(model: Path) -> None:
    arrays, card = folder.read(model, "test")
    assert np.array_equal(arrays["table"], ARRAYS["table"])
    assert (card["kind"], card["version"]) == ("test", "1")


NOISE = np.random.default_rng(0).integers(0, 256, (1_300, 1_000), np.uint8)
EVERY_KIND = {
    "repeated": np.zeros((1_100, 1_000), np.int8),
    "noise": NOISE,
    "by_columns": np.asfortranarray(NOISE),
    "short_noise": NOISE[0],
    "one": np.array(0.5, np.float32),
    "none": np.zeros((0, 7), np.float16),
    "text": np.array(["a", "bc"]),
}


def test_arrays_are_read_back_whether_they_were_deflated_or_stored(
    tmp_path: Path,
) -> None:
    folder.write(tmp_path / "model", EVERY_KIND, CARD)
    arrays, _ = folder.read(tmp_path / "model", "test")
    assert arrays.keys() == EVERY_KIND.keys()
    for name, array in EVERY_KIND.items():
        assert arrays[name].dtype == array.dtype
        assert np.array_equal(arrays[name], array)
    packed = (tmp_path / "model" / folder.WEIGHTS).stat().st_size
    assert packed < 2 * NOISE.nbytes + 10_000  # nothing is left of the zeros


def test_what_earlier_versions_deflated_is_read_as_before(model: Path) -> None:
    np.savez_compressed(model / folder.WEIGHTS, **EVERY_KIND)
    attest(model)
    arrays, _ = folder.read(model, "test")
    for name, array in EVERY_KIND.items():
        assert np.array_equal(arrays[name], array)


def test_the_same_arrays_give_the_same_bytes(model: Path, tmp_path: Path) -> None:
    folder.write(tmp_path / "again", ARRAYS, CARD)
    first, second = (each / folder.WEIGHTS for each in (model, tmp_path / "again"))
    assert first.read_bytes() == second.read_bytes()


def test_a_small_array_does_not_keep_the_file_that_it_was_read_from(
    tmp_path: Path,
) -> None:
    folder.write(tmp_path / "model", EVERY_KIND, CARD)
    arrays, _ = folder.read(tmp_path / "model", "test")
    assert memoryview(arrays["short_noise"].base).nbytes < 2_000


@pytest.mark.parametrize(
    ("head", "changed"),
    [
        (b"'descr'", b"'descr("),
        (b"'descr'", b"'desc\0'"),
        (b"'descr'", b"'other'"),
        (b"'descr': '|u1'", b"'descr': ()   "),
        (b"(1300, 1000)", b"(1300, -100)"),
        (b"(1300, 1000)", b"(-1,)       "),
        (b"(1300, 1000)", b"(9999, 9999)"),
        (b"'|u1'", b"'|O8'"),
        (b"NUMPY\x01", b"NUMPY\x09"),
    ],
)
def test_a_large_array_with_another_head_is_refused_though_its_digest_is_right(
    tmp_path: Path, head: bytes, changed: bytes
) -> None:
    model = tmp_path / "model"
    folder.write(model, {"noise": NOISE}, CARD)
    raw = (model / folder.WEIGHTS).read_bytes()
    assert raw.count(head) == 1
    (model / folder.WEIGHTS).write_bytes(raw.replace(head, changed))
    attest(model)
    with pytest.raises(DamagedModel, match="not a readable model"):
        folder.read(model, "test")


@given(st.binary(max_size=3), st.floats(0, 1, exclude_max=True))
@example(b"\x06\x07", 0.15)  # the data cannot be unpacked
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_weights_that_are_no_archive_are_refused_though_their_digest_is_right(
    model: Path, put: bytes, where: float
) -> None:
    noise = NOISE[0, :300]  # which is stored and not deflated
    folder.write(model, {**ARRAYS, "noise": noise}, CARD)
    raw = (model / folder.WEIGHTS).read_bytes()
    at = int(where * len(raw))
    (model / folder.WEIGHTS).write_bytes(raw[:at] + put + raw[at + len(put) :])
    attest(model)
    with contextlib.suppress(DamagedModel):  # what else is raised fails the test
        folder.read(model, "test")
    (model / folder.WEIGHTS).write_bytes(raw[:at])
    attest(model)
    with pytest.raises(DamagedModel, match="not a readable model"):
        folder.read(model, "test")


@pytest.mark.parametrize("name", [folder.WEIGHTS, folder.CARD])
def test_one_changed_byte_is_seen(model: Path, name: str) -> None:
    raw = bytearray((model / name).read_bytes())
    raw[len(raw) // 2] ^= 1
    (model / name).write_bytes(raw)
    with pytest.raises(DamagedModel, match="put the model back from a copy"):
        folder.read(model, "test")


@pytest.mark.parametrize("name", [folder.WEIGHTS, folder.CARD, folder.DIGESTS])
def test_a_missing_file_is_named(model: Path, name: str) -> None:
    (model / name).unlink()
    with pytest.raises(DamagedModel, match=name):
        folder.read(model, "test")


@pytest.mark.parametrize("digests", [b"[]", b"{}", b"", b"\xff"])
def test_digests_that_are_none_are_refused(model: Path, digests: bytes) -> None:
    (model / folder.DIGESTS).write_bytes(digests)
    with pytest.raises(DamagedModel):
        folder.read(model, "test")


def test_a_model_of_another_kind_or_format_is_refused(model: Path) -> None:
    with pytest.raises(DamagedModel, match="kind 'other'"):
        folder.read(model, "other")
    folder.write(model, ARRAYS, {**CARD, "format": 99})
    with pytest.raises(DamagedModel, match="found format 99"):
        folder.read(model, "test")


def test_an_array_of_objects_is_neither_written_nor_read(tmp_path: Path) -> None:
    objects = {"table": np.array([{"run": "me"}], dtype=object)}
    with pytest.raises(ValueError, match="allow_pickle"):
        folder.write(tmp_path / "model", objects, CARD)
    assert list(tmp_path.iterdir()) == []  # nothing half-written
    folder.write(tmp_path / "model", ARRAYS, CARD)
    np.savez(tmp_path / "model" / folder.WEIGHTS, **objects)
    attest(tmp_path / "model")
    with pytest.raises(DamagedModel, match="not a readable model"):
        folder.read(tmp_path / "model", "test")


@pytest.mark.parametrize("dtype", ["S3", "V3", "M8[s]", "c8", [("a", "<f4")]])
def test_only_arrays_of_numbers_or_text_are_read(
    model: Path, dtype: str | list[tuple[str, str]]
) -> None:
    folder.write(model, {"table": np.zeros(2, dtype)}, CARD)
    with pytest.raises(DamagedModel, match="which no model has"):
        folder.read(model, "test")


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_an_archive_that_is_packed_as_no_model_is_is_refused(
    model: Path, method: int
) -> None:
    with zipfile.ZipFile(model / folder.WEIGHTS, "w", method) as archive:
        archive.writestr("table.npy", b"no matter what")
    attest(model)
    with pytest.raises(DamagedModel, match="packed as no model is"):
        folder.read(model, "test")


def test_a_new_model_takes_the_place_of_the_old_one_whole(model: Path) -> None:
    folder.write(model, {"other": np.ones(3)}, CARD)
    arrays, _ = folder.read(model, "test")
    assert set(arrays) == {"other"}
    assert {path.name for path in model.parent.iterdir()} == {"model"}


def test_on_a_full_disk_the_old_model_stays_and_nothing_is_left(model: Path) -> None:
    before = {each.name: each.read_bytes() for each in model.iterdir()}
    script = f"""
import resource, signal
from pathlib import Path
import numpy as np
from classifier import folder
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, 1_000))
noise = np.random.default_rng(0).integers(0, 2**60, 10_000)
folder.write(Path({str(model)!r}), {{"weights": noise}}, {{"kind": "test"}})
"""
    done = subprocess.run(  # noqa: S603 - our own interpreter and text
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert "File too large" in done.stderr
    assert {each.name: each.read_bytes() for each in model.iterdir()} == before
    assert [each.name for each in model.parent.iterdir()] == [model.name]
