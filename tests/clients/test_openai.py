"""OpenAI's own clients, unmodified, with another base URL."""

import asyncio
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from moderation import keys
from moderation.service import Service
from tests.clients import folders
from tests.needs import missing

IN_NODE = """
const OpenAI = require("openai");
(async () => {
  const its = new OpenAI({apiKey: process.env.KEY, baseURL: process.env.URL});
  const told = await its.moderations.create({input: ["You are an idiot.", "Thanks!"]});
  const wrong = new OpenAI({apiKey: "sk-1", baseURL: process.env.URL});
  let error;
  try { await wrong.moderations.create({input: "x"}); } catch (it) { error = it; }
  console.log(JSON.stringify({
    flagged: told.results.map(each => each.flagged),
    insult: told.results[0].categories.harassment,
    error: [error.constructor.name, error.status, error.code],
  }));
})();
"""


@pytest.fixture
def key_of(service: Service) -> str:
    return keys.make(service.db, "client", "default", keys.USUAL_RIGHTS)


@pytest.fixture
def openai() -> Any:
    if find_spec("openai") is None:
        missing("the package openai")
    import openai

    return openai


def test_in_python_texts_lists_and_parts_are_judged(
    served: str, key_of: str, openai: Any
) -> None:
    with openai.OpenAI(api_key=key_of, base_url=f"{served}/v1") as client:
        answer = client.moderations.create(input="I will find you and you will pay.")
        (result,) = answer.results
        assert answer.id.startswith("modr-")
        assert answer.model == "omni-moderation-latest"
        assert result.flagged
        assert result.categories.harassment_threatening
        assert result.category_scores.self_harm_intent == 0
        assert result.category_applied_input_types.hate == ["text"]
        its = client.moderations.create(
            model="omni-moderation-latest", input=["Thanks!", "You are an idiot.", ""]
        )
        assert [each.flagged for each in its.results] == [False, True, False]
        parts = [{"type": "text", "text": "You are an idiot."}]
        its = client.moderations.create(model="text-moderation-stable", input=parts)
        assert [each.flagged for each in its.results] == [True]


def test_in_python_errors_are_the_client_s_own(
    served: str, service: Service, openai: Any
) -> None:
    few = keys.make(service.db, "few", "default", frozenset({"submit"}), per_minute=1)
    make = openai.OpenAI
    with make(api_key="sk-1", base_url=f"{served}/v1", max_retries=0) as client:
        with pytest.raises(openai.AuthenticationError) as refused:
            client.moderations.create(input="x")
        assert refused.value.code == "invalid_api_key"
    with make(api_key=few, base_url=f"{served}/v1", max_retries=0) as client:
        image = {"type": "image_url", "image_url": {"url": "https://a.example/1.png"}}
        with pytest.raises(openai.BadRequestError) as bad:
            client.moderations.create(input=[image])
        assert bad.value.param == "input[0]"
        client.moderations.create(input="x")
        with pytest.raises(openai.RateLimitError) as late:
            client.moderations.create(input="x")
        assert late.value.code == "rate_limit_exceeded"


def test_in_python_the_asynchronous_client_and_the_variable_do_too(
    served: str, key_of: str, openai: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", f"{served}/v1")
    monkeypatch.setenv("OPENAI_API_KEY", key_of)

    async def ask() -> bool:
        async with openai.AsyncOpenAI() as client:
            answer = await client.moderations.create(input="You are an idiot.")
            return bool(answer.results[0].flagged)

    assert asyncio.run(ask())


def test_in_node_as_well(served: str, key_of: str, tmp_path: Path) -> None:
    folder = folders.of_node(tmp_path, "openai@6.49.0")
    told = folders.run(["node", "-e", IN_NODE], folder, KEY=key_of, URL=f"{served}/v1")
    assert told == {
        "flagged": [True, False],
        "insult": True,
        "error": ["AuthenticationError", 401, "invalid_api_key"],
    }
