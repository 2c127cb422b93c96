"""How schemathesis asks: as whom, how often, and what it may not expect of which call."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import schemathesis
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core.wsgi import get_wsgi_application
from django.test import Client
from schemathesis.checks import CHECKS, load_all_checks

KEY = "0123456789abcdefghijklmnopqrstuv"
"""The key of the session, and the CSRF token: known before there is a database."""


def api(document: dict[str, Any], *, is_member: bool, examples: int) -> Any:
    """Return the document's calls, to be made by a member or by nobody, always with the CSRF token."""
    schema = schemathesis.openapi.from_dict(document)
    schema.app = _reached_from_here(get_wsgi_application())
    generation = schema.config.generation
    generation.deterministic, generation.database = True, "none"
    generation.max_examples = examples or None
    generation.allow_x00 = False  # JSON Schema cannot say that texts hold no NUL
    schema.config.phases.fuzzing.enabled = examples > 0

    @schema.auth()
    class Credentials:
        def get(self, case: Any, context: Any) -> str:
            return KEY

        def set(self, case: Any, key: str, context: Any) -> None:
            session = {"sessionid": key} if is_member else {}
            case.cookies = {**(case.cookies or {}), "csrftoken": key, **session}
            if case.method != "GET":
                case.headers = {**(case.headers or {}), "X-CSRFToken": key}

    return schema


def _reached_from_here(application: Any) -> Any:
    """Return the application as a server runs it: it tells where a caller is."""

    def with_address(environ: dict[str, Any], start: Any) -> Any:
        return application({"REMOTE_ADDR": "127.0.0.1", **environ}, start)

    return with_address


def log_in() -> None:
    """Create the member, who may everything, and their session."""
    client = Client()
    client.force_login(User.objects.create(username="ada", is_staff=True, is_superuser=True))
    Session.objects.filter(pk=client.session.session_key).update(session_key=KEY)


def ask(case: Any) -> None:
    """Make a call, and hold the answer against the document."""
    case.call_and_validate(excluded_checks=list(_not_expected(case.operation)))


def _takes_values(operation: Any) -> bool:
    return operation.tags not in (["functions"], ["mizan"])


def _submits(operation: Any) -> bool:
    return operation.path.startswith("/form/") or operation.path.endswith(".submit/")


def _offers_unnamed(operation: Any) -> bool:
    return operation.path.endswith(".options/") and "enum" not in str(operation.definition.raw)


def _writes(operation: Any) -> bool:
    return operation.path.startswith("/call/") and list(operation.schema[operation.path]) == ["post"]


def _fails(operation: Any) -> bool:
    return operation.path == "/call/fail/"


def _breaks(operation: Any) -> bool:
    return operation.path in ("/call/fail/", "/call/write_note/", "/call/tally/")


def _asks_allauth(operation: Any) -> bool:
    return operation.path.startswith("/call/auth.")


def _is_batch(operation: Any) -> bool:
    return operation.path == "/batch/"


UNTRUE: list[tuple[str, Callable[[Any], bool]]] = [
    # A form knows more than JSON Schema can say: what is unique, what is left after stripping, `clean`.
    ("positive_data_acceptance", _submits),
    # What a passkey or a key of a mail may be, allauth knows.
    ("positive_data_acceptance", _asks_allauth),
    # A form that adds fields of its own names none of those that offer something.
    ("positive_data_acceptance", _offers_unnamed),
    # A form takes whatever a browser could have posted, and reads it as Django does: never less.
    ("negative_data_rejection", _takes_values),
    # Each item is judged by itself, inside an answer of 200.
    ("negative_data_rejection", _is_batch),
    # OPTIONS tells which methods the route takes; it looks up no name, so that it betrays none.
    ("allow_header_conformance", _writes),
    # They are written to fail: of a title that is taken, or a sum that is too large to be exact.
    ("not_a_server_error", _breaks),
    ("positive_data_acceptance", _fails),
]
"""What would not be true of some calls, and why: a check, the calls."""


def _not_expected(operation: Any) -> Iterator[Any]:
    load_all_checks()
    for name, applies in UNTRUE:
        if applies(operation):
            yield CHECKS.get_one(name)
