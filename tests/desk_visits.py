"""How a test goes to the desk: signs in, and posts its forms as a browser does."""

import re

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from moderation.service import Service
from tests.moderation.stories import person


def csrf(page: str) -> str:
    """The token that every form on a page carries."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert found is not None
    return found[1]


def carried(page: str) -> dict[str, str]:
    """What every form on a page of the desk carries: its token and its site."""
    site = re.search(r'name="looked_at" value="([^"]+)"', page)
    return {"csrf_token": csrf(page), **({"looked_at": site[1]} if site else {})}


def sign_in(client: FlaskClient, name: str, password: str) -> TestResponse:
    page = client.get("/sign-in").get_data(as_text=True)
    form = {"name": name, "password": password, "csrf_token": csrf(page)}
    return client.post("/sign-in", data=form)


def signed_in(
    client: FlaskClient,
    service: Service,
    *,
    name: str = "mo",
    role: str = "moderator",
    site: str = "default",
) -> FlaskClient:
    """The same client, with the session of a new person of this role."""
    password = person(service, name, role, site)
    assert sign_in(client, name, password).status_code == 302
    return client


def send(client: FlaskClient, path: str, **fields: str | list[str]) -> TestResponse:
    """Post a form of the desk."""
    page = client.get("/").get_data(as_text=True)
    return client.post(path, data={**carried(page), **fields})
