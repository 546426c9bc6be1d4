"""`comments:analyze` past Flask."""

from urllib.parse import parse_qs

from werkzeug.datastructures import EnvironHeaders

from moderation import keys, usage
from moderation.store.keys import Key
from web.answer import Answer
from web.auth import told_allowance
from web.compat.perspective.answering import JSON_TYPE, answered
from web.straight import Asked, Lanes

METHOD = "comments:analyze"
ADDRESS = f"/v1alpha1/{METHOD}"


def _analyze(asked: Asked) -> Answer:
    service, left = asked.service, dict[str, str]()

    def admit(right: str, secret: str) -> Key:
        key = keys.authorise(service.db, secret, right)
        left.update(told_allowance(usage.count(service.usage, key, 1)))
        return key

    query = {
        name: its[0]
        for name, its in parse_qs(asked.query, keep_blank_values=True).items()
    }
    headers = EnvironHeaders(asked.environ)
    answer = answered(service, METHOD, query, headers, asked.body, admit)
    told = {"Content-Type": JSON_TYPE, **left, **answer.headers}
    return Answer(answer.status, answer.body, told)


LANES: Lanes = {("POST", ADDRESS): _analyze}
