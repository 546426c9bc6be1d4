"""What a database of the version before has is carried over."""

import json
import sqlite3
from pathlib import Path

import pytest
import sqlite_utils

from moderation.store import Database, tries
from moderation.store import endpoints as store
from moderation.store.database import now
from moderation.store.tables import migrations
from moderation.store.tries import State
from moderation.webhooks import endpoints

AT = "2026-11-26T12:00:0{}+00:00"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A database from before there were several endpoints, with messages."""
    path = tmp_path / "m.db"
    db = sqlite3.connect(path)
    migrations.apply(sqlite_utils.Database(db), stop_before="endpoints")
    db.execute(
        "UPDATE sites SET webhook_url = 'https://cms.example/', "
        "webhook_secret = 'whsec_eA=='"
    )
    db.execute("INSERT INTO sites (name, created_at) VALUES ('b', '2026')")
    db.execute(
        "INSERT INTO comments (key, site, id, text, format, digest, status, action, "
        "priority, waiting, revision, version, received_at) VALUES (1, 'default', '1', "
        "'T', 'plain', '', 'approved', 'approve', 0, 0, 1, 1, '2026')"
    )
    for number, site, type, tries_made, next_try, delivered in (
        (2, "default", "comment.rejected", 3, AT.format(9), None),
        (1, "default", "comment.approved", 1, None, AT.format(1)),
        (3, "default", "comment.held", 11, None, None),
        (4, "b", "comment.held", 0, AT.format(9), None),
    ):
        db.execute(
            "INSERT INTO outbox (id, site, comment, body, tries, next_try_at, "
            "delivered_at, created_at) VALUES (?, ?, 1, ?, ?, ?, ?, ?)",
            (
                f"msg_{number}",
                site,
                json.dumps({"type": type}),
                tries_made,
                next_try,
                delivered,
                AT.format(number),
            ),
        )
    db.commit()
    db.close()
    return path


def test_a_webhook_is_an_endpoint_with_its_secret_and_its_messages(old: Path) -> None:
    db = Database(old)
    (known,) = endpoints.listed(db)
    assert (known.site, known.url, known.types) == (
        "default",
        "https://cms.example/",
        (),
    )
    with db.reading() as connection:
        assert store.secrets(connection, known.id, now()) == ["whsec_eA=="]
        found = tries.log(connection, known.id, limit=9)
    assert [(each.id, each.type, each.comment, each.state) for each in found] == [
        ("msg_3", "comment.held", "1", State.FAILED),
        ("msg_2", "comment.rejected", "1", State.WAITING),
        ("msg_1", "comment.approved", "1", State.DELIVERED),
    ]
    db.close()
