"""Every exception becomes a failure, and no secret leaves with it."""

from __future__ import annotations

import datetime
import json
import logging
from typing import Any

import pytest
from django.core.exceptions import (
    BadRequest,
    DisallowedHost,
    ImproperlyConfigured,
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
    TooManyFilesSent,
    ValidationError,
)
from django.http import Http404, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.test import override_settings
from django.utils import translation

from mizan.protocol.envelope import Issue
from mizan.protocol.errors import Failure
from mizan.server.failures import failure_json, failure_of

SECRET = "canary"
TABLE: list[tuple[Exception, str]] = [
    (Http404(SECRET), "not_found"),
    (PermissionDenied(SECRET), "forbidden"),
    (BadRequest(SECRET), "bad_request"),
    (SuspiciousOperation(SECRET), "bad_request"),
    (DisallowedHost(SECRET), "bad_request"),
    (UnreadablePostError(SECRET), "bad_request"),
    (MultiPartParserError(SECRET), "bad_request"),
    (RequestDataTooBig(SECRET), "payload_too_large"),
    (TooManyFieldsSent(SECRET), "payload_too_large"),
    (TooManyFilesSent(SECRET), "payload_too_large"),
    (ImproperlyConfigured(SECRET), "internal"),
    (KeyError(SECRET), "internal"),
    (RecursionError(SECRET), "internal"),
    (MemoryError(SECRET), "internal"),
]


@pytest.mark.parametrize(("error", "code"), TABLE, ids=lambda part: type(part).__name__)
def test_an_exception_has_its_code_and_tells_no_secret(error: Exception, code: str) -> None:
    body = failure_of(error)
    assert body.code == code
    assert SECRET not in json.dumps(body.as_json())


@pytest.mark.proves("internal-id")
def test_an_internal_failure_is_in_the_log_under_its_id(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR, logger="mizan.server"):
        body = failure_of(KeyError(SECRET))
    assert body.id
    assert body.id in caplog.text
    assert SECRET in caplog.text


@pytest.mark.proves("internal-id")
def test_an_internal_failure_that_is_raised_by_name_tells_no_more(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR, logger="mizan.server"):
        body = failure_of(Failure("internal", SECRET, at=SECRET))
    assert body.id
    assert body.id in caplog.text
    assert SECRET not in json.dumps(body.as_json())


@pytest.mark.proves("retry-after")
@pytest.mark.parametrize(
    ("failure", "header", "params"),
    [
        (Failure("rate_limited"), "60", {"retry_after": 60}),
        (Failure("rate_limited", retry_after=5), "5", {"retry_after": 5}),
        (Failure("rate_limited", headers={"Retry-After": "7"}), "7", {}),
    ],
)
def test_who_is_told_to_wait_is_told_how_long(failure: Failure, header: str, params: dict[str, Any]) -> None:
    body = failure_of(failure)
    assert body.headers["Retry-After"] == header
    assert body.params == params


@pytest.mark.proves("internal-id")
def test_debug_shows_what_went_wrong() -> None:
    with override_settings(DEBUG=True):
        assert failure_of(KeyError(SECRET)).message == "KeyError: 'canary'"


def test_texts_are_in_the_active_language() -> None:
    with translation.override("de"):
        issues = failure_of(ValidationError({"a": "x"})).issues
        assert failure_of(Failure("conflict", "My own words.")).message == "My own words."
    assert issues[0].message == "x"


ISSUES: list[tuple[Any, list[Issue]]] = [
    (ValidationError("No."), [Issue(path=(), code="invalid", message="No.")]),
    (ValidationError("No.", code="odd"), [Issue(path=(), code="odd", message="No.")]),
    (
        ValidationError(["A.", "B."]),
        [Issue(code="invalid", message="A."), Issue(code="invalid", message="B.")],
    ),
    (
        ValidationError({"a": ["A."], "__all__": ["B."]}),
        [Issue(path=("a",), code="invalid", message="A."), Issue(code="invalid", message="B.")],
    ),
    (
        ValidationError("%(n)s, %(value)s", params={"n": 1, "value": "v", "when": object}),
        [Issue(code="invalid", message="1, v", params={"n": 1, "when": str(object)})],
    ),
]


@pytest.mark.parametrize(("error", "issues"), ISSUES, ids=str)
def test_a_validation_error_is_invalid_with_its_issues(error: ValidationError, issues: list[Issue]) -> None:
    body = failure_of(error)
    assert (body.code, body.status, list(body.issues)) == ("invalid", 422, issues)


ODD: list[tuple[Any, str]] = [
    ({"left": object()}, "internal"),
    ({"left": "\ud800"}, "internal"),
    ({"left": float("nan")}, "conflict"),
    ({"left": datetime.date(2026, 1, 1)}, "conflict"),
]


@pytest.mark.parametrize(("params", "code"), ODD, ids=str)
def test_params_are_always_json(params: dict[str, Any], code: str) -> None:
    body = failure_of(Failure("conflict", **params))
    assert body.code == code
    assert json.loads(failure_json(body))["code"] == code


def test_debug_shows_even_what_is_no_text() -> None:
    with override_settings(DEBUG=True):
        assert failure_json(failure_of(KeyError("\ud800")))


def test_an_integration_teaches_its_own_exceptions() -> None:
    class LimitedError(Exception):
        pass

    @failure_of.register(LimitedError)
    def _(error: Exception) -> Any:
        return failure_of(Failure("rate_limited", headers={"Retry-After": "1"}))

    assert failure_of(LimitedError()).headers == {"Retry-After": "1"}
