"""A provider of OpenID Connect on this machine, as small as one can be, and real: it
discovers, authorises with PKCE, gives tokens for codes, and signs them.
"""

import base64
import hashlib
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode

from flask import Flask, jsonify, redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.serving import make_server

CLIENT, SECRET = "desk", "what the desk and the provider share"


class Provider:
    """Who signs in there is in `claims`; `wrong` changes what a token says.

    Attributes:
        claims: of whoever signs in, without a question.
        wrong: instead of what a token would rightly say; `None` leaves a claim out.
        signs_with: the key, if not the one that it publishes.
        algorithm: by which it signs.
        published: claims of the discovery, instead of the right ones.
        asked: what came at each of its addresses.
    """

    def __init__(self) -> None:
        # Here, so that this can be read where the extra is not installed.
        from joserfc.jwk import RSAKey

        self.key = RSAKey.generate_key(2048, {"kid": "one"})
        self.signs_with: Any = self.key
        self.algorithm = "RS256"
        self.issuer = ""
        self.claims: dict[str, Any] = {"sub": "17"}
        self.wrong: dict[str, Any] = {}
        self.published: dict[str, Any] = {}
        self.gives_id_token = True
        self.asked: list[tuple[str, dict[str, str]]] = []
        self._codes: dict[str, dict[str, str]] = {}
        self.app = Flask(__name__)
        for path, answer in (
            ("/.well-known/openid-configuration", self._discovery),
            ("/authorize", self._authorize),
            ("/jwks", self._jwks),
        ):
            self.app.add_url_rule(path, path, answer)
        self.app.add_url_rule("/token", "token", self._token, methods=["POST"])

    def _discovery(self) -> ResponseReturnValue:
        told = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
            "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"],
            "code_challenge_methods_supported": ["S256"],
        }
        return jsonify({**told, **self.published})

    def _jwks(self) -> ResponseReturnValue:
        return jsonify({"keys": [self.key.as_dict(private=False)]})

    def _authorize(self) -> ResponseReturnValue:
        asked = request.args.to_dict()
        self.asked.append(("authorize", asked))
        if asked["client_id"] != CLIENT or asked["response_type"] != "code":
            return "unknown client", 400
        code = secrets.token_urlsafe(16)
        self._codes[code] = asked
        back = urlencode({"code": code, "state": asked["state"]})
        return redirect(f"{asked['redirect_uri']}?{back}")

    def _token(self) -> ResponseReturnValue:
        given = request.form.to_dict()
        self.asked.append(("token", given))
        asked = self._codes.pop(given.get("code", ""), None)  # each once
        login = request.authorization
        if asked is None or login is None or login.password != SECRET:
            return jsonify({"error": "invalid_grant"}), 400
        digest = hashlib.sha256(given["code_verifier"].encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if (challenge, "S256") != (
            asked["code_challenge"],
            asked["code_challenge_method"],
        ):
            return jsonify({"error": "invalid_grant"}), 400
        if given["redirect_uri"] != asked["redirect_uri"]:
            return jsonify({"error": "invalid_grant"}), 400
        answer = {"access_token": "a", "token_type": "Bearer", "expires_in": 60}
        if self.gives_id_token:
            answer["id_token"] = self._id_token(asked["nonce"])
        return jsonify(answer)

    def _id_token(self, nonce: str) -> str:
        from joserfc import jwt

        at = int(time.time())
        right = {
            "iss": self.issuer,
            "aud": CLIENT,
            "iat": at,
            "exp": at + 60,
            "nonce": nonce,
        }
        said = {**right, **self.claims, **self.wrong}
        kept = {name: value for name, value in said.items() if value is not None}
        if self.algorithm == "none":
            return _unsigned(kept)
        header = {"alg": self.algorithm, "kid": "one"}
        return jwt.encode(header, kept, self.signs_with, algorithms=[self.algorithm])


def _unsigned(claims: dict[str, Any]) -> str:
    parts = (jsonify({"alg": "none"}), jsonify(claims))
    bare = [base64.urlsafe_b64encode(each.get_data()).rstrip(b"=") for each in parts]
    return b".".join([*bare, b""]).decode()


@contextmanager
def providing() -> Iterator[Provider]:
    """One that listens while it is needed."""
    made = Provider()
    server = make_server("127.0.0.1", 0, made.app, threaded=True)
    made.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
