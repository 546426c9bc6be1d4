"""Genuine clients of Perspective in Python, unmodified, pointed here."""

import json
import urllib.error
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from typing import Any

import pytest

from moderation import keys, queue
from moderation.comments import Status
from moderation.service import Service
from moderation.store import people
from tests.moderation.stories import post
from tests.needs import missing

GOOGLE = "https://commentanalyzer.googleapis.com"
RUDE = "You are an idiot, 😀 and you know it."
KIND = "Thank you for this careful report on the trams."


def need(module: str, package: str) -> None:
    if find_spec(module) is None:
        missing(f"the package {package}")


@pytest.fixture
def key(service: Service) -> str:  # type: ignore[override]
    return keys.make(service.db, "client", "default", keys.USUAL_RIGHTS)


@pytest.fixture
def google(served: str, key: str) -> Iterator[Any]:
    """Google's own client, as its sample builds it, with one address changed."""
    need("googleapiclient", "google-api-python-client")
    from googleapiclient import discovery

    client = discovery.build(
        "commentanalyzer",
        "v1alpha1",
        developerKey=key,
        discoveryServiceUrl=f"{served}/$discovery/rest?version=v1alpha1",
        static_discovery=False,
    )
    yield client
    client.close()


def ask(text: str, **more: Any) -> dict[str, Any]:
    wanted: dict[str, Any] = {"TOXICITY": {}}
    return {"comment": {"text": text}, "requestedAttributes": wanted, **more}


def test_googles_client_analyzes(google: Any) -> None:
    body = ask(RUDE, languages=["en"], spanAnnotations=True, clientToken="t1")
    told = google.comments().analyze(body=body).execute()
    its = told["attributeScores"]["TOXICITY"]
    assert its["summaryScore"]["value"] > 0.8
    assert its["spanScores"][-1]["end"] == len(RUDE) + 1  # in UTF-16
    assert told["clientToken"] == "t1"


def test_googles_client_suggests_a_score_that_decides_the_comment(
    google: Any, service: Service
) -> None:
    post(service, KIND, "c-1")
    scores = {"TOXICITY": {"summaryScore": {"value": 1, "type": "PROBABILITY"}}}
    body = {"comment": {"text": KIND}, "attributeScores": scores}
    body |= {"clientToken": "comment:c-1", "communityId": "unit-test"}
    told = google.comments().suggestscore(body=body).execute()
    assert told["clientToken"] == "comment:c-1"
    assert queue.find(service.db, "default", "c-1").status is Status.REJECTED


@pytest.mark.parametrize(
    ("body", "found_in_it"),
    [
        (ask(""), "COMMENT_EMPTY"),
        (ask(KIND, languages=["om"]), "LANGUAGE_NOT_SUPPORTED_BY_ATTRIBUTE"),
    ],
)
def test_the_text_of_googles_error_has_what_users_look_for(
    google: Any, body: dict[str, Any], found_in_it: str
) -> None:
    from googleapiclient.errors import HttpError

    with pytest.raises(HttpError) as raised:
        google.comments().analyze(body=body).execute()
    assert found_in_it in str(raised.value)
    assert raised.value.status_code == 400
    assert raised.value.error_details[0]["errorType"] == found_in_it


def test_googles_client_sees_a_bad_key(served: str, google: Any) -> None:
    from googleapiclient import discovery
    from googleapiclient.errors import HttpError

    url = f"{served}/$discovery/rest?version=v1alpha1"
    client = discovery.build(
        "commentanalyzer",
        "v1alpha1",
        developerKey="wrong",
        discoveryServiceUrl=url,
        static_discovery=False,
    )
    with pytest.raises(HttpError, match="API key not valid"):
        client.comments().analyze(body=ask(KIND)).execute()
    client.close()


def test_googles_batch_of_three_has_one_that_fails(google: Any) -> None:
    told: dict[str, Any] = {}

    def take(id: str, answer: Any, error: Any) -> None:
        told[id] = error or answer["attributeScores"]["TOXICITY"]["summaryScore"]

    batch = google.new_batch_http_request(callback=take)
    for id, text in (("rude", RUDE), ("none", ""), ("kind", KIND)):
        batch.add(google.comments().analyze(body=ask(text)), request_id=id)
    batch.execute()
    assert told["rude"]["value"] > 0.8 > 0.1 > told["kind"]["value"]
    assert "COMMENT_EMPTY" in str(told["none"])


def test_a_document_that_was_saved_is_used_with_another_address(
    served: str, google: Any, key: str
) -> None:
    import urllib.request

    from googleapiclient import discovery

    with urllib.request.urlopen(f"{served}/$discovery/rest") as found:  # noqa: S310
        document = json.load(found)
    document["rootUrl"] = f"{GOOGLE}/"
    client = discovery.build_from_document(
        document, developerKey=key, client_options={"api_endpoint": served}
    )
    told = client.comments().analyze(body=ask(KIND)).execute()
    assert told["languages"] == ["en"]
    client.close()


def test_perspective_of_pypi_scores_suggests_and_sees_errors(
    served: str, key: str
) -> None:
    need("perspective", "perspective")
    from perspective import PerspectiveAPI

    client = PerspectiveAPI(key)
    client.api_client.url = served + "/v1alpha1/{endpoint}"
    scores = client.score(RUDE, tests=["TOXICITY", "INSULT"])
    assert min(scores["TOXICITY"], scores["INSULT"]) > 0.8
    told = client.analyze_comment(
        "you <b>are</b> nice",
        comment_type="HTML",
        context=[{"text": "parent", "type": "PLAIN_TEXT"}],
        requested_attributes={"TOXICITY": {"scoreType": "PROBABILITY"}},
        span_annotations=True,
        languages=["en"],
        do_not_store=True,
        client_token="t",
    )
    assert told["clientToken"] == "t"
    assert told["attributeScores"]["TOXICITY"]["spanScores"][0]["end"] == 19
    suggested = client.suggest_score(
        KIND, {"TOXICITY": {"summaryScore": {"value": 0.1}}}
    )
    assert suggested["detectedLanguages"] == ["en"]
    with pytest.raises(urllib.error.HTTPError, match="400") as raised:
        client.score("")
    raised.value.close()


def test_pyspective_is_answered_once_the_site_has_zeros_for_what_it_asks_by_default(
    served: str, key: str, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    need("pyspective", "PySpective")
    import requests
    from pyspective.pyspective import PyspectiveAPI

    monkeypatch.setattr(requests, "post", _here(requests.post, served))
    client = PyspectiveAPI(key)
    assert client.score(RUDE, "insult")["INSULT"] > 0.8
    with pytest.raises(KeyError):  # it reads scores out of whatever comes
        client.score(RUDE)
    with service.db.writing() as db:
        people.change_site(db, "default", zeros=["FLIRTATION", "SEXUALLY_EXPLICIT"])
    scores = client.score(RUDE)
    assert len(scores) == 8
    assert scores["TOXICITY"] > 0.8
    assert scores["FLIRTATION"] == scores["SEXUALLY_EXPLICIT"] == 0.0
    assert client.suggest(KIND, 0.1) == "Successed"


def _here(send: Callable[..., Any], served: str) -> Callable[..., Any]:
    """Its address is written into it, so what sends for it goes here instead."""

    def post(url: str, **more: Any) -> Any:
        return send(url.replace(GOOGLE, served), **more)

    return post
