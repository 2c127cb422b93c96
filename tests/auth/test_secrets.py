"""No password, code, key or credential in any log, error page or answer."""

from __future__ import annotations

import json
import logging
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.test import override_settings
from django.views.debug import ExceptionReporter

from mizan.setup.registry import registry
from tests.auth.conftest import ADDRESS, PASSWORD, mailed_code
from tests.auth.project import project
from tests.auth.visitor import PREFIX, Visitor

pytestmark = pytest.mark.django_db
CANARY = "canary-secret-4711"
WRITES = sorted(
    each.name for each in registry.operations() if each.name.startswith("auth.") and not each.readonly
)


def filled(name: str) -> Any:
    """Return an input whose every text is the canary, and what else a form takes."""
    if name.endswith(".submit"):
        form: Any = registry.get_form(name.removesuffix(".submit"))
        return {"data": dict.fromkeys(form.form_class.base_fields, CANARY)}
    operation = registry.get(name)
    assert operation
    properties = operation.input.schema()["properties"]
    kinds: dict[str, Any] = {"object": {"id": CANARY, "response": {"a": CANARY}}, "array": [1], "integer": 1}
    made = {key: kinds.get(each.get("type"), CANARY) for key, each in properties.items()}
    return {**made, **({"process": "login"} if "process" in made else {})}


def texts(caplog: pytest.LogCaptureFixture) -> str:
    """Return all that was logged, with what the traceback of each record would show of its frames."""
    shown = [record.getMessage() + repr(vars(record)) for record in caplog.records]
    for record in caplog.records:
        if record.exc_info:
            reporter = ExceptionReporter(None, *record.exc_info)  # type: ignore[arg-type]
            shown.append(reporter.get_traceback_text())
            if not settings.DEBUG:  # a page with every local variable, as admins get it by mail
                shown.append(reporter.get_traceback_html())
    return "\n".join(shown) + caplog.text


@pytest.mark.parametrize("who", ["nobody", "ann"])
@pytest.mark.parametrize("debug", [True, False])
def test_no_log_and_no_answer_tells_what_was_sent(
    debug: bool, who: str, ann: Any, caplog: pytest.LogCaptureFixture
) -> None:
    inputs = {name: filled(name) for name in WRITES}
    caplog.set_level(logging.DEBUG)
    logging.getLogger("django.db.backends").setLevel(logging.INFO)
    told = []
    with override_settings(DEBUG=debug):
        for name in WRITES:
            visitor = Visitor() if who == "nobody" else Visitor(ann)
            result = visitor.call(name, inputs[name])
            told.append(json.dumps([result.data, result.issues, result.message, dict(result.headers)]))
    assert CANARY not in texts(caplog)
    assert not [text for text in told if CANARY in text and "auth" not in text]


@pytest.mark.parametrize("debug", [True, False])
def test_a_view_that_breaks_tells_nothing_either(
    debug: bool, ann: Any, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The worst case: the project's own adapter raises with the password at hand."""
    with project(ACCOUNT_ADAPTER="tests.auth.people.adapters.BreakingAdapter", DEBUG=debug):
        visitor = Visitor()
        body = json.dumps({"data": {"username": "ann", "password": CANARY}})
        url = f"{PREFIX}/api/mizan/call/auth.login.submit/"
        response = visitor.http.post(url, body, content_type="application/json")
        told = texts(caplog)
    assert response.status_code == 500
    assert CANARY not in response.content.decode()
    assert "adapter broke" in told
    assert CANARY not in told


def test_codes_and_links_are_in_the_mail_alone(
    ann: Any, visitor: Visitor, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    logging.getLogger("django.db.backends").setLevel(logging.INFO)
    told = [visitor.call("auth.session")]
    told.append(visitor.ask("request_login_code", email=ADDRESS))
    code = mailed_code()
    told.append(visitor.call("auth.session"))
    told.append(visitor.ask("confirm_login_code", code="WRONG1"))
    told.append(visitor.ask("confirm_login_code", code=code))
    told.append(visitor.ask("change_password", current_password=PASSWORD, new_password=CANARY))
    assert told[-1].ok
    everything = repr([(each.data, each.issues, dict(each.headers)) for each in told]) + texts(caplog)
    for secret in (code, PASSWORD, CANARY):
        assert secret not in everything
    assert code in mail.outbox[0].body
    assert settings.DEBUG is False
