"""Rules files of a few lines, and sites that saved them."""

from pathlib import Path

from moderation import rulebooks
from moderation.rulebooks import Saved
from moderation.service import Service


def rule(id: str, when: str, **more: str) -> str:
    fields = {"says": f"It is {id}.", "when": when, **more}
    return "".join(
        [f"  - id: {id}\n", *(f"    {name}: {its}\n" for name, its in fields.items())]
    )


TRAMS = rule("trams", "'words(\"trams\")'", then="hold")
LONG = rule("long", "words.count >= 4", then="hold")


def written(folder: Path, *rules: str, name: str = "ours", trams: str = "tram") -> Path:
    """A rules file; a list of words beside it if a rule wants that."""
    path = folder / f"{name}.yaml"
    head = f"name: {name}\n"
    if any('words("trams")' in each for each in rules):
        (folder / "words").mkdir(exist_ok=True)
        (folder / "words" / "trams.txt").write_text(f"{trams}\n")
        head += "words:\n  trams: trams.txt\n"
    path.write_text(f"{head}rules:\n{''.join(rules)}")
    return path


def save(service: Service, folder: Path, *rules: str, **more: str) -> Saved:
    path = written(folder, *rules, **more)
    return rulebooks.save(service.db, "default", path, by="ed", note="A note.")
