"""Akismet's clients, unmodified, pointed here as each allows."""

import asyncio
import json
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from moderation import keys
from moderation.service import Service
from moderation.store import examples
from tests.clients import folders
from tests.moderation.stories import KIND, RUDE
from tests.needs import missing, program

SPAM = "Cheap loans for everyone, apply now at http://quick-cash.example"
BLOG = "http://blog.example"

NO_NAMES = """
import socket
_asked = socket.getaddrinfo
socket.getaddrinfo = lambda host, *more, **others: _asked("127.0.0.1", *more, **others)
"""
"""As if every host's name led here: the key is a part of it."""

PYTHON_AKISMET = f"""
{NO_NAMES}
import datetime, json, os
from akismet import Akismet

class Here(Akismet):
    protocol = "http"
    domain = "localhost:" + os.environ["PORT"]

its = Here(os.environ["KEY"], blog="{BLOG}", application_user_agent="App/1.0")
def check(text, **more):
    return its.check("127.0.0.1", "UA/1", comment_content=text, **more)

told = [check({KIND!r}), check({RUDE!r}), check({SPAM!r}),
        check("x", comment_author="viagra-test-123", is_test=True,
              comment_date=datetime.datetime(2026, 11, 23, 10))]
its.submit_spam("127.0.0.1", "UA/1", comment_content="Nice post, friend.")
its.submit_ham("127.0.0.1", "UA/1", comment_content={RUDE!r})
try:
    Here("000000000000", blog="{BLOG}").check("127.0.0.1", "UA/1", comment_content="x")
except Exception as error:
    told.append(type(error).__name__)
print(json.dumps(told))
"""

AKISMET_API = """
const HERE = {address: "127.0.0.1", family: 4};
require("dns").lookup = (host, options, then) =>
  (then || options)(null, options.all ? [HERE] : HERE.address, HERE.family);
const {AkismetClient} = require("akismet-api");
(async () => {
  const make = key => new AkismetClient({key, blog: "http://blog.example",
    protocol: "http", host: "localhost:" + process.env.PORT});
  const its = make(process.env.KEY), ip = {ip: "127.0.0.1", useragent: "UA/1"};
  const told = [await its.verifyKey(), await make("000000000000").verifyKey()];
  for (const content of JSON.parse(process.env.TEXTS))
    told.push(await its.checkSpam({...ip, content, name: "Ann", isTest: true}));
  await its.submitSpam({...ip, content: "Nice post, friend."});
  await its.submitHam({...ip, content: "So it is."});
  console.log(JSON.stringify(told));
})();
"""

WORDPRESS = """<?php
// As much of WordPress as the plugin asks for.
define('ABSPATH', '/');
define('MODERATION_URL', getenv('URL'));
function add_filter($name, $filter, $priority, $arguments) {
    $GLOBALS['filter'] = $name === 'pre_http_request' ? $filter : null;
}
function wp_remote_request($url, $arguments) {
    $lines = [];
    foreach ($arguments['headers'] as $name => $value) $lines[] = "$name: $value";
    $http = ['method' => $arguments['method'], 'header' => $lines,
             'content' => $arguments['body']];
    $body = file_get_contents($url, false, stream_context_create(['http' => $http]));
    return ['body' => $body, 'url' => $url];
}
require getenv('PLUGIN');
$told = [];
foreach (['https://rest.akismet.com', 'http://' . getenv('KEY') . '.rest.akismet.com',
          'https://api.wordpress.org'] as $base)
    $told[] = $GLOBALS['filter'](false, [
        'method' => 'POST',
        'headers' => ['Content-Type' => 'application/x-www-form-urlencoded',
                      'Host' => 'rest.akismet.com'],
        'body' => $base[4] === 's' ? 'key=' . getenv('KEY') . '&blog=b' : 'blog=b',
    ], "$base/1.1/verify-key");
echo json_encode($told);
"""


@pytest.fixture
def short(service: Service) -> str:
    return keys.make(service.db, "blog", "default", keys.USUAL_RIGHTS, short=True)


@pytest.fixture
def akismet(served: str, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The package of that name with its one constant changed."""
    if find_spec("akismet") is None:
        missing("the package akismet")
    import akismet

    if not hasattr(akismet, "SyncClient"):
        missing("the package akismet (another has its name)")
    monkeypatch.setattr("akismet._common._API_URL", served)
    # It gives up after a second, which a busy machine of tests may need.
    monkeypatch.setattr("akismet._common._TIMEOUT", 20.0)
    return akismet


@pytest.fixture
def rewriting(served: str, short: str) -> Iterator[Any]:
    """Its public way: an HTTP client of one's own, here with the key in the path."""
    if find_spec("httpx") is None:
        missing("the package httpx")
    import httpx

    class Rewriting(httpx.HTTPTransport):
        def handle_request(self, request: httpx.Request) -> httpx.Response:
            where = httpx.URL(f"{served}/akismet/{short}{request.url.path}")
            request.url = where.copy_with(query=request.url.query)
            return super().handle_request(request)

    with httpx.Client(transport=Rewriting(), timeout=20) as client:
        yield client


def learnt(service: Service) -> dict[str, bool]:
    with service.db.reading() as db:
        return {each.text: each.rejected for each in examples.in_order(db, "default")}


def test_akismet_of_pypi(akismet: Any, short: str, service: Service) -> None:
    its = akismet.Config(key=short, url=BLOG)
    said, meant = {"user_ip": "127.0.0.1"}, akismet.CheckResponse
    with akismet.SyncClient.validated_client(config=its) as client:
        for text, answer in (
            (KIND, meant.HAM),
            (RUDE, meant.SPAM),
            (SPAM, meant.DISCARD),
        ):
            found = client.comment_check(
                **said, comment_content=text, comment_author="Ann", is_test=False
            )
            assert found is answer
        assert client.submit_spam(**said, comment_content="Nice post, friend.")
        assert client.submit_ham(**said, comment_content=RUDE)
        assert client.usage_limit()["usage"] == 3
    assert learnt(service) == {"Nice post, friend.": True, RUDE: False}
    wrong = akismet.Config(key="000000000000", url=BLOG)
    with pytest.raises(akismet.APIKeyError):
        akismet.SyncClient.validated_client(config=wrong)


def test_akismet_of_pypi_waits_for_nothing_in_its_asynchronous_client(
    akismet: Any, short: str
) -> None:
    its = akismet.Config(key=short, url=BLOG)

    async def ask() -> Any:
        async with await akismet.AsyncClient.validated_client(config=its) as client:
            return await client.comment_check(user_ip="::1", comment_content=RUDE)

    assert asyncio.run(ask()) is akismet.CheckResponse.SPAM


def test_akismet_of_pypi_with_a_client_of_one_s_own_and_the_key_in_the_path(
    akismet: Any, rewriting: Any, short: str
) -> None:
    its = akismet.Config(key=short, url=BLOG)
    client = akismet.SyncClient(config=its, http_client=rewriting)
    text = "Grüße, ✓, well said!"
    assert not client.comment_check(user_ip="::1", comment_content=text)
    (month,) = [its for name, its in client.key_sites().items() if name[:2] == "20"]
    assert (month[0]["site"], month[0]["ham"]) == (BLOG, "1")
    assert BLOG in client.key_sites(result_format="csv")


def test_python_akismet_with_the_key_in_the_host_s_name(
    served: str, short: str, service: Service, tmp_path: Path
) -> None:
    if find_spec("requests") is None:
        missing("the package requests")
    folder = folders.of_python(tmp_path, "python-akismet==0.4.3")
    told = folders.run(
        [sys.executable, "-c", PYTHON_AKISMET],
        folder,
        KEY=short,
        PORT=served.rpartition(":")[2],
        PYTHONPATH=str(folder),
    )
    # ham, probable spam, definite spam, and what it makes of `true` for its test
    assert told == [0, 2, 3, 2, "AkismetServerError"]
    assert learnt(service) == {"Nice post, friend.": True, RUDE: False}


def test_akismet_api_of_npm(
    served: str, short: str, service: Service, tmp_path: Path
) -> None:
    folder = folders.of_node(tmp_path, "akismet-api@6.0.0")
    told = folders.run(
        ["node", "-e", AKISMET_API],
        folder,
        KEY=short,
        PORT=served.rpartition(":")[2],
        TEXTS=json.dumps([KIND, RUDE, SPAM]),
    )
    assert told[:2] == [True, False]
    assert [bool(each) for each in told[2:]] == [False, True, True]
    assert learnt(service) == {"Nice post, friend.": True, "So it is.": False}


def test_the_plugin_for_wordpress_sends_what_was_for_akismet_here(
    served: str, short: str, tmp_path: Path
) -> None:
    php = program("php")
    (tmp_path / "run.php").write_text(WORDPRESS)
    plugin = Path(__file__).parents[2] / "web/compat/akismet/wordpress.php"
    told = folders.run(
        [php, "run.php"], tmp_path, KEY=short, URL=served, PLUGIN=str(plugin)
    )
    assert told == [
        {"body": "valid", "url": f"{served}/1.1/verify-key"},
        {"body": "valid", "url": f"{served}/akismet/{short}/1.1/verify-key"},
        False,  # as it was: nothing of ours
    ]
