"""What an operator may set, by `MODERATION_*` variables or one TOML file.

A variable beats the file, which beats the default. A wrong value stops the start and
names the setting, what was wanted and what came.
"""

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from ipaddress import ip_network
from pathlib import Path
from typing import Any, Literal, get_args
from urllib.parse import urlsplit

from classifier.scorers import Choice, choices
from moderation import rights
from moderation.errors import BadSetting
from moderation.webhooks.targets import Network

PREFIX = "MODERATION_"
FILE = "MODERATION_CONFIG"

Server = Literal["gunicorn", "granian"]
SERVERS: tuple[str, ...] = get_args(Server)

_NAMES = re.compile(r"[\w.:=\s,-]*")


def _setting(
    default: Any,
    says: str,
    *,
    least: float = 0,
    most: float = 1e9,
    secret: bool = False,
) -> Any:
    metadata = {"says": says, "least": least, "most": most}
    if isinstance(default, dict):
        return field(default_factory=default.copy, metadata=metadata)
    return field(default=default, metadata=metadata, repr=not secret)


@dataclass(frozen=True, kw_only=True)
class Settings:
    """All settings; each field's `says` is its line in the README."""

    data: Path = _setting(
        Path("moderation-data"), "Folder of the database, the models and the secret key"
    )
    host: str = _setting("127.0.0.1", "Address to listen on")
    port: int = _setting(8000, "Port to listen on", least=1, most=65_535)
    server: Server = _setting(
        "gunicorn",
        "Server of HTTP, `gunicorn` or `granian`; the second leaves more of each core "
        "to judging, and needs the extra `fast`",
    )
    workers: int = _setting(2, "Worker processes", least=1, most=256)
    threads: int = _setting(8, "Threads a worker", least=1, most=256)
    work: Literal["serve", "apart"] = _setting(
        "serve",
        "Who does what goes on behind: delivers webhooks, learns, counts, erases what "
        "is old. `serve` does it, too, or leaves it to `moderate work` (`apart`)",
    )
    model: Path | None = _setting(
        None,
        "Folder of a base model made by `moderate train`; the shipped one if unset",
    )
    models_kept: int = _setting(
        20,
        "Versions of each site's own model that are kept; those in service, in service "
        "lately or in the shadow stay anyway",
        least=2,
        most=1_000,
    )
    rules: Path | None = _setting(
        None,
        "Rules file of sites that have saved none; `rules/default.yaml` if unset",
    )
    hold_off_topic_below: float | None = _setting(
        None,
        "Hold a comment whose `on_topic` is below, 0 to 1; what the topic model "
        "advises if unset",
        most=1,
    )
    topic: Literal["words", "minilm"] = _setting(
        "words",
        "Who judges what is on topic, `words` or `minilm`; the second is better and "
        "slower, and needs the extra `topic`",
    )
    scorers: tuple[Choice, ...] = _setting(
        (),
        "Scorers that stand in for attributes, `attribute=scorer?option=value` with "
        "commas between; in the file also a table",
    )
    scorer_timeout: float = _setting(
        2.0,
        "Seconds that all of them may take for a comment; then it is held",
        least=0.01,
        most=60,
    )
    busy_timeout: float = _setting(
        5.0, "Seconds to wait for a locked database before answering 503", most=60
    )
    public_url: str | None = _setting(
        None,
        "Address by which others reach the service, such as `https://host/`, for what "
        "it tells them to call; that of each request if unset",
    )
    webhook_private: frozenset[Network] = _setting(
        frozenset(),
        "Networks that webhooks may go to although they are not public, as "
        "`10.1.2.0/24` or `127.0.0.1`, with commas between; all others are refused",
    )
    webhook_days: int = _setting(
        30,
        "Days that messages of webhooks and the log of their tries are kept",
        least=5,
        most=3_650,
    )
    secure_cookies: bool = _setting(
        False, "`true` when the desk is reached by https only: its cookie says so"
    )
    oidc_issuer: str | None = _setting(
        None,
        "Provider of OpenID Connect at which people of the desk may sign in, as "
        "`https://login.example/realm`; needs the extra `oidc`",
    )
    oidc_client_id: str | None = _setting(None, "What the provider calls this service")
    oidc_client_secret: str | None = _setting(
        None, "By which this service proves that to it; none if unset", secret=True
    )
    oidc_domain: str = _setting(
        "", "Only people whose verified address of e-mail is of this domain sign in so"
    )
    oidc_claim: str = _setting("groups", "Claim that names somebody's groups")
    oidc_roles: Mapping[str, str] = _setting(
        {},
        "Roles by group, as `editors=lead,desk=moderator`; where set, nobody without "
        "one signs in so",
    )
    oidc_role: str | None = _setting(
        None,
        "Role of those who are in no group that has one; if unset, only people whom an "
        "admin has added sign in so",
    )
    oidc_site: str = _setting("default", "Site of those who come first")

    @property
    def address(self) -> str:
        """Where it listens, as in a URL: a number in IPv6 stands in brackets."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.data / "moderation.db"

    @property
    def usage(self) -> Path:
        """Where calls of keys are counted."""
        return self.data / "usage.db"

    @property
    def models(self) -> Path:
        """Where the sites' own models are."""
        return self.data / "models"


def read(environ: Mapping[str, str] | None = None, **given: Any) -> Settings:
    """The settings in force.

    Args:
        environ: the variables; the process's own unless given.
        given: what the command line says, which beats all; `None` is not said.

    Raises:
        BadSetting: naming the setting, what was wanted and what came.
    """
    environ = os.environ if environ is None else environ
    said: dict[str, Any] = _file(environ.get(FILE))
    names = {each.name for each in fields(Settings)}
    if unknown := sorted(set(said) - names):
        raise BadSetting(
            f"{environ[FILE]}: no setting is called {unknown[0]!r}; "
            f"there are {', '.join(sorted(names))}"
        )
    said |= {
        name: environ[variable]
        for name in names
        if (variable := PREFIX + name.upper()) in environ
    }
    said |= {name: value for name, value in given.items() if value is not None}
    return Settings(**{name: _value(name, value) for name, value in said.items()})


def _file(path: str | None) -> dict[str, Any]:
    if path is None:
        return {}
    try:
        return tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BadSetting(f"{FILE}={path}: wanted a TOML file: {error}") from error


def _value(name: str, given: Any) -> Any:
    setting = next(each for each in fields(Settings) if each.name == name)
    kind = str(setting.type).replace("pathlib.", "").partition(" | ")[0]
    kind = getattr(setting.type, "__name__", kind)
    try:
        match kind:
            case "int" | "float":
                return _number(setting.metadata, int if kind == "int" else float, given)
            case "bool":
                return _yes_or_no(given)
            case "str" if name == "public_url":
                return _address(given)
            case "str" if name == "oidc_issuer":
                return _issuer(given)
            case "str" if name == "oidc_role":
                return _one_of(tuple(rights.RIGHTS), given)
            case "str":
                return str(given)
            case "Mapping":
                return _roles(given)
            case "Literal":
                return _one_of(get_args(setting.type), given)
            case "tuple":
                return choices(given)
            case "frozenset":
                return _networks(given)
            case _:
                return Path(str(given)).expanduser()
    except ValueError as error:
        shown = _without_options(given) if name == "scorers" else repr(given)
        raise BadSetting(
            f"{PREFIX}{name.upper()}: wanted {error}, got {shown}"
        ) from None


def _number(limits: Mapping[str, Any], kind: type, given: Any) -> Any:
    least, most = limits["least"], limits["most"]
    wanted = f"a number from {least:g} to {most:g}"
    try:
        number = kind(given)
    except (TypeError, ValueError):
        raise ValueError(wanted) from None
    if not least <= number <= most:
        raise ValueError(wanted)
    return number


def _address(given: Any) -> str:
    try:
        parts = urlsplit(str(given))
        good = parts.scheme in ("http", "https") and parts.hostname
    except ValueError:
        good = None
    if not good or parts.query or parts.fragment or parts.username is not None:
        raise ValueError("an address that begins with https:// or http://")
    return parts.geturl().rstrip("/") + "/"


def _issuer(given: Any) -> str:
    """As it is written, for the provider's tokens have to name the very same."""
    scheme, _, rest = str(given).partition("://")
    near = rest.partition("/")[0].rpartition(":")[0] in ("localhost", "127.0.0.1")
    if not (rest and (scheme == "https" or (scheme == "http" and near))):
        raise ValueError("an address that begins with https://, or this machine's")
    return str(given)


def _roles(given: Any) -> Mapping[str, str]:
    if not isinstance(given, Mapping):
        parts = [each.rpartition("=") for each in str(given).split(",") if each.strip()]
        given = {group.strip(): role.strip() for group, _, role in parts}
    if "" in given or set(given.values()) - set(rights.RIGHTS):
        known = ", ".join(rights.RIGHTS)
        raise ValueError(f"GROUP=ROLE with commas between, of the roles {known}")
    return {str(group): str(role) for group, role in given.items()}


def _one_of(words: tuple[str, ...], given: Any) -> str:
    if given not in words:
        raise ValueError(" or ".join(words))
    return str(given)


def _networks(given: Any) -> frozenset[Network]:
    names = given if isinstance(given, list) else str(given).split(",")
    try:
        said = filter(None, (str(each).strip() for each in names))
        return frozenset(map(ip_network, said))
    except ValueError:
        raise ValueError(
            "networks as 10.1.2.0/24 or 127.0.0.1 with commas between"
        ) from None


def _without_options(given: Any) -> str:
    """What was said of scorers, as far as no key can be in it: names only."""
    if isinstance(given, Mapping):
        uses = [
            (name, use.get("use", "") if isinstance(use, Mapping) else use)
            for name, use in given.items()
        ]
        return ", ".join(f"{name}={_without_options(str(use))}" for name, use in uses)
    shown = "".join(_NAMES.findall(str(given))[:1])
    return repr(shown if shown == str(given) else f"{shown}…")


def _yes_or_no(given: Any) -> bool:
    words = {"true": True, "1": True, "yes": True, "false": False, "0": False}
    words["no"] = False
    if str(given).lower() not in words:
        raise ValueError("true or false")
    return words[str(given).lower()]
