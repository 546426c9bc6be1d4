"""Values of a rules file as they are wanted, with a note of each that is not so."""

import re
from collections.abc import Collection, Iterable, Mapping

from rules.problems import Place, Problem, Severity, nearest, similar
from rules.yaml_reading import Value, scalars


class Notes:
    """Reads values, and keeps what is wrong with them.

    A value that is missing or wrong comes out as nothing: "", an empty list, or what
    is usual.
    """

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def error(self, place: Place, message: str, hint: str = "") -> None:
        """Note what makes the file useless."""
        self.problems.append(Problem(place, message, hint))

    def warn(self, place: Place, message: str, hint: str = "") -> None:
        """Note what is rather a mistake."""
        self.problems.append(Problem(place, message, hint, Severity.WARNING))

    def has_errors(self, since: int = 0) -> bool:
        """Whether there are errors among the problems from this one on."""
        return any(its.severity is Severity.ERROR for its in self.problems[since:])

    def fields(
        self, value: Value, known: Collection[str], *, needed: Collection[str], of: str
    ) -> dict[str, Value]:
        """Those of a mapping, but for what is not `known`.

        Args:
            needed: those that must be there.
            of: what the mapping is, for people.
        """
        fields = value.fields()
        if fields is None:
            told = f"wanted {of} with {', '.join(needed)}, got {value.kind}"
            self.error(value.place, told)
            return {}
        for name, (place, _) in fields.items():
            if name not in known:
                self.error(
                    place,
                    f"`{name}` is nothing that {of} has",
                    nearest(name, known),
                )
        if missing := [name for name in needed if name not in fields]:
            told = f"{of} wants also {', '.join(f'`{name}`' for name in missing)}"
            self.error(value.place, told)
        return {name: its for name, (_, its) in fields.items() if name in known}

    def named(
        self, value: Value | None, wanted: str
    ) -> Mapping[str, tuple[Place, Value]]:
        """Those of a mapping with names of any kind, each with its place."""
        if value is None or value.kind == "nothing":
            return {}
        fields = value.fields()
        if fields is None:
            self.error(value.place, f"wanted {wanted}, got {value.kind}")
        return fields or {}

    def text(self, value: Value | None) -> str:
        """A scalar as it is written."""
        if value is None:
            return ""
        text = value.text()
        if text is None and value.kind != "nothing":
            self.error(value.place, f"wanted text, got {value.kind}")
        return text or ""

    def some_text(self, value: Value | None) -> str:
        """As `text`, of what must say something where it stands."""
        text = self.text(value)
        if value is not None and not text.strip() and not value.is_nested:
            self.error(value.place, "wanted text, got nothing")
        return text

    def texts(self, value: Value | None) -> list[str]:
        """A list of them; one alone is a list of one."""
        if value is None:
            return []
        return [text for each in scalars(value) if (text := self.text(each))]

    def choice(self, value: Value | None, among: Iterable[str]) -> str:
        """One of some words."""
        if value is None or value.kind == "nothing":
            return ""
        text, known = value.text() or "", list(among)
        if text in known:
            return text
        told = f"wanted one of {', '.join(known)}, got {value.kind}"
        is_none = text.lower() in ("none", "nothing")
        hint = "leave it out" if is_none else similar(text, known)
        self.error(value.place, told, hint)
        return ""

    def share(self, value: Value | None, usual: float) -> float:
        """A number from 0 to 1."""
        if value is None:
            return usual
        number = value.number()
        if number is None or not 0 <= number <= 1:
            told = f"wanted a number from 0 to 1, got {value.kind}"
            self.error(value.place, told, _told_share(value.text() or ""))
            return usual
        return number


_NUMBER = re.compile(r"(\d{1,9}(?:[.,]\d{1,9})?)\s*(%?)", re.ASCII)


def _told_share(written: str) -> str:
    """The hint for `0,8`, `80%` and `"0.8"`; "" for what is no such number."""
    found = _NUMBER.fullmatch(written.strip())
    if found is None:
        return ""
    share = float(found[1].replace(",", ".")) / (100 if found[2] else 1)
    return f"write it as {share:g}, without quotes" if share <= 1 else ""
