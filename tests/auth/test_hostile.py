"""Input that nobody should send, to every operation, as anybody: an answer of the published shape."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from typing import Any

import pytest

from mizan.setup.registry import registry
from tests.auth.conftest import ADDRESS, PASSWORD
from tests.auth.project import project
from tests.auth.test_reach import OPERATIONS
from tests.auth.visitor import PREFIX, Visitor, judge
from tests.security.fuzz.values import HOSTILE, Raw

pytestmark = pytest.mark.django_db
ROUNDS = 8
NAMES = sorted(OPERATIONS)


def known(name: str) -> list[str]:
    """Return the names of the fields or arguments."""
    form = registry.get_form(name.rpartition(".")[0])
    if form is not None:
        return list(form.form_class.base_fields)
    operation = registry.get(name)
    return list(operation.input.schema().get("properties", {})) if operation else []


def write(value: Any) -> str:
    """Return JSON, also what is none."""
    if isinstance(value, Raw):
        return str(value)
    if isinstance(value, dict):
        return "{" + ",".join(f"{json.dumps(key)}:{write(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(write, value)) + "]"
    return json.dumps(value)


def body(name: str, chance: random.Random) -> str:
    """Return a body whose every value is hostile."""
    values: dict[str, Any] = {each: any_value(chance) for each in known(name) if chance.random() < 0.9}
    if chance.random() < 0.1:
        values["extra"] = any_value(chance)
    if name.endswith(".submit") and chance.random() < 0.95:
        return write({"data": values})
    return write(values)


def any_value(chance: random.Random) -> Any:
    """Return one of what is hostile, by itself or inside."""
    value = chance.choice(HOSTILE)
    return chance.choice(
        [value, value, value, [value], {"a": value}, {"response": {"clientDataJSON": value}}]
    )


def nobody(ann: Any) -> Visitor:
    return Visitor()


def user(ann: Any) -> Visitor:
    visitor = Visitor(ann)
    visitor.ask("reauthenticate", password=PASSWORD)
    return visitor


def pending(ann: Any) -> Visitor:
    visitor = Visitor()
    visitor.ask("request_login_code", email=ADDRESS)
    return visitor


def resetting(ann: Any) -> Visitor:
    visitor = Visitor()
    visitor.ask("request_password_reset", email=ADDRESS)
    return visitor


WHO: dict[str, Callable[[Any], Visitor]] = {
    "nobody": nobody,
    "user": user,
    "pending": pending,
    "resetting": resetting,
}


@pytest.mark.parametrize("who", WHO)
def test_no_input_breaks_the_server(who: str, ann: Any) -> None:
    chance = random.Random(4711)
    with project(
        ACCOUNT_RATE_LIMITS=False, MFA_RATE_LIMITS=False, ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED=True
    ):
        for name in NAMES:
            visitor = WHO[who](ann)
            for _ in range(ROUNDS):
                text = body(name, chance)
                response = visitor.http.post(
                    f"{PREFIX}/api/mizan/call/{name}/",
                    text.encode(errors="surrogatepass"),
                    content_type="application/json",
                )
                answer = json.loads(response.content)
                assert response.status_code < 500 or answer["code"] == "unavailable", (name, text[:2000])
                if response.status_code >= 400:
                    assert {"code", "message", "issues"} <= set(answer), (name, text[:500])
    assert judge is not None
