"""Promoted and rolled back under load: no answer is half of each, and soon all new."""

from moderation.settings import Settings
from tests.promoted import Load, expected, switched, two_versions
from tests.served import Server
from web.app import open_service

TIMES = 6
SOON = 1.0
"""Seconds; usually it is a hundredth."""


def test_every_answer_is_by_one_version_and_soon_by_the_promoted(
    server: Server,
) -> None:
    service = open_service(Settings(data=server.data / "data"))
    versions = two_versions(service)
    load = Load(server, expected(service, versions))
    with load.asking(4):
        lags = switched(load, service, versions, TIMES, rest=1.0)
    assert len(load.answers) > 100
    assert all(answer.version for answer in load.answers)  # none failed
    assert all(answer.right for answer in load.answers)
    assert {answer.version for answer in load.answers} == set(versions)
    assert max(lags) < SOON
