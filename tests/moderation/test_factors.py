"""The second factor: set up, asked for, used once, lost and given anew."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pyotp
import pytest

from moderation import audit
from moderation.errors import BadCredentials, BadSubmission, TooManyTries
from moderation.people import factors, managing, resetting, tries
from moderation.service import Service
from moderation.store import people
from moderation.store.audit import Wanted
from moderation.store.people import User
from tests.moderation.stories import person

AT = datetime(2026, 11, 27, 12, 0, 10, tzinfo=UTC)


class Clock:
    """The time that `factors` sees."""

    def __init__(self) -> None:
        self.at = AT

    def __call__(self) -> datetime:
        return self.at

    def wait(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(factors, "now", made)
    return made


@pytest.fixture
def mo(service: Service) -> User:
    person(service)
    return managing.find(service.db, "mo")


@pytest.fixture
def codes(service: Service, mo: User, clock: Clock) -> list[str]:
    """Recovery codes of a factor in force, two minutes ago."""
    secret = factors.begin(service.db, mo)
    made = factors.confirm(service.db, mo, pyotp.TOTP(secret).at(clock.at))
    clock.wait(120)
    return list(made)


def prove(service: Service, code: str, address: str = "a") -> str:
    return factors.prove(service.db, "mo", code, address=address).name


def code_of(service: Service, at: datetime) -> str:
    with service.db.reading() as db:
        (secret,) = db.execute("SELECT secret FROM factors").fetchone()
    return pyotp.TOTP(secret).at(at)


def test_codes_are_those_of_the_standard(clock: Clock) -> None:
    # RFC 6238, appendix B: eight digits of SHA-1 at 59 seconds end in these six.
    clock.at = datetime.fromtimestamp(59, UTC)
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    assert factors._step_of(secret, "287082") == 1
    assert factors._step_of(secret, "287083") is None


def test_a_factor_is_asked_for_once_a_code_showed_that_it_works(
    service: Service, mo: User, clock: Clock
) -> None:
    secret = factors.begin(service.db, mo)
    assert factors.begin(service.db, mo) == secret
    with pytest.raises(BadCredentials):
        factors.confirm(service.db, mo, "000000")
    assert not managing.find(service.db, "mo").has_factor
    factors.confirm(service.db, mo, pyotp.TOTP(secret).at(clock.at))
    assert managing.find(service.db, "mo").has_factor
    with pytest.raises(BadSubmission):
        factors.begin(service.db, mo)


@pytest.mark.parametrize("off", [-30, 0, 30])
@pytest.mark.usefixtures("codes")
def test_a_clock_may_be_half_a_minute_off(
    service: Service, clock: Clock, off: int
) -> None:
    assert prove(service, code_of(service, clock.at + timedelta(seconds=off))) == "mo"


@pytest.mark.parametrize("off", [-90, 90])
@pytest.mark.usefixtures("codes")
def test_an_old_code_and_one_of_the_future_are_wrong(
    service: Service, clock: Clock, off: int
) -> None:
    with pytest.raises(BadCredentials):
        prove(service, code_of(service, clock.at + timedelta(seconds=off)))


@pytest.mark.usefixtures("codes")
def test_a_code_is_good_once_and_so_is_none_before_it(
    service: Service, clock: Clock
) -> None:
    earlier = code_of(service, clock.at - timedelta(seconds=30))
    code = code_of(service, clock.at)
    assert prove(service, code) == "mo"
    for used in (code, earlier):
        with pytest.raises(BadCredentials):
            prove(service, used)
    clock.wait(30)
    assert prove(service, code_of(service, clock.at)) == "mo"


def test_a_secret_waits_ten_minutes_to_be_confirmed(
    service: Service, mo: User, clock: Clock
) -> None:
    secret = factors.begin(service.db, mo)
    clock.wait(600)
    with pytest.raises(BadSubmission, match="ten minutes"):
        factors.confirm(service.db, mo, pyotp.TOTP(secret).at(clock.at))
    assert factors.begin(service.db, mo) != secret


@pytest.mark.parametrize("end", ["signed out", "disabled", "changed password"])
def test_a_secret_that_is_not_confirmed_goes_with_all_they_have_open(
    service: Service, mo: User, end: str
) -> None:
    secret = factors.begin(service.db, mo)
    match end:
        case "signed out":
            managing.sign_out(service.db, "mo", by="mo")
        case "disabled":
            managing.disable(service.db, "mo", by="boss")
        case _:
            token = resetting.make_link(service.db, "mo", by="boss")
            resetting.by_link(service.db, token, "another password")
    assert factors.begin(service.db, mo) != secret


def test_the_code_that_confirms_does_not_sign_in(
    service: Service, mo: User, clock: Clock
) -> None:
    secret = factors.begin(service.db, mo)
    code = pyotp.TOTP(secret).at(clock.at)
    factors.confirm(service.db, mo, code)
    with pytest.raises(BadCredentials):
        prove(service, code)


@pytest.mark.usefixtures("codes")
def test_of_many_who_send_one_code_at_once_one_gets_in(
    service: Service, clock: Clock
) -> None:
    code = code_of(service, clock.at)

    def tried(number: int) -> bool:
        try:
            return bool(prove(service, code, address=str(number)))
        except (BadCredentials, TooManyTries):
            return False

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(tried, range(4))) == 1


@pytest.mark.usefixtures("codes")
def test_guessing_has_to_wait_even_with_the_right_code(
    service: Service, clock: Clock
) -> None:
    for _ in range(tries.TRIES):
        with pytest.raises(BadCredentials):
            prove(service, "000000")
    with pytest.raises(TooManyTries):
        prove(service, code_of(service, clock.at), address="elsewhere")


def test_each_recovery_code_is_good_once(
    service: Service, mo: User, codes: list[str]
) -> None:
    assert len(set(codes)) == factors.CODES
    assert prove(service, codes[0].upper().replace("-", " ")) == "mo"
    with pytest.raises(BadCredentials):
        prove(service, codes[0])
    assert factors.codes_left(service.db, mo) == factors.CODES - 1
    kinds = [each.kind for each in audit.search(service.db, Wanted(site="default"))]
    assert kinds[0] == "factor.recovery_code_used"


def test_new_recovery_codes_make_the_old_ones_useless(
    service: Service, mo: User, codes: list[str]
) -> None:
    made = factors.new_codes(service.db, mo)
    with pytest.raises(BadCredentials):
        prove(service, codes[0])
    assert prove(service, made[0]) == "mo"


def test_of_recovery_codes_digests_alone_are_kept(
    service: Service, codes: list[str]
) -> None:
    with service.db.reading() as db:
        kept = {row[0] for row in db.execute("SELECT digest FROM recovery_codes")}
    assert len(kept) == factors.CODES
    assert not any(code in kept or code.replace("-", "") in kept for code in codes)


@pytest.mark.usefixtures("codes")
def test_a_factor_that_is_removed_is_not_asked_for(service: Service) -> None:
    factors.remove(service.db, "mo", by="boss")
    assert not managing.find(service.db, "mo").has_factor
    with pytest.raises(BadCredentials):
        prove(service, "000000")
    entry = audit.search(service.db, Wanted(site="default"))[0]
    assert (entry.kind, entry.by, entry.about) == ("factor.removed", "boss", "user mo")


def test_a_site_may_want_a_factor_of_some_roles(service: Service, mo: User) -> None:
    assert not factors.is_wanted(service.db, mo)
    with service.db.writing() as db:
        people.change_site(db, "default", factor_for=["admin", "moderator"])
    assert factors.is_wanted(service.db, mo)
    with service.db.writing() as db:
        people.change_site(db, "default", factor_for=["admin", "lead"])
    assert not factors.is_wanted(service.db, mo)


def test_an_app_reads_issuer_name_and_secret_from_the_picture(mo: User) -> None:
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    found = pyotp.parse_uri(factors.address(mo, secret))
    assert isinstance(found, pyotp.TOTP)
    assert (found.issuer, found.name) == (factors.ISSUER, "mo")
    assert found.secret == secret
