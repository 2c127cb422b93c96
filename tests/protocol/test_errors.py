"""Failures: one code, one status, typed parameters."""

from __future__ import annotations

from typing import Any

import pytest

from mizan.protocol.envelope import Issue
from mizan.protocol.errors import MESSAGE, STATUS, ConfigurationError, Failure


class OutOfStock(Failure):
    code = "out_of_stock"
    status = 409
    message = "There is not enough in stock."
    left: int


class SoldOut(OutOfStock):
    code = "sold_out"
    until: str | None


class Bare(Failure):
    code = "bare"
    status = 400


@pytest.mark.proves("status")
def test_every_code_has_a_status_and_a_text() -> None:
    assert STATUS.keys() == MESSAGE.keys()
    assert all(400 <= status < 600 for status in STATUS.values())


@pytest.mark.parametrize("code", STATUS)
def test_a_failure_of_the_protocol_has_its_status_and_text(code: str) -> None:
    body = Failure(code).body()
    assert (body.code, body.status, body.message) == (code, STATUS[code], MESSAGE[code])
    assert body.as_json() == {"code": code, "message": MESSAGE[code], "issues": []}


def test_an_unknown_code_is_a_mistake_that_names_the_known_ones() -> None:
    with pytest.raises(ValueError, match="not_found"):
        Failure("teapot")


def test_a_failure_carries_issues_and_headers() -> None:
    issue = Issue(path=("a", 0), code="required", message="x")
    failure = Failure("invalid", "No.", issues=[issue], headers={"Retry-After": "1"})
    assert failure.body().issues == (issue,)
    assert failure.body().headers == {"Retry-After": "1"}
    assert str(failure) == "No."
    assert failure.body().as_json()["issues"] == [
        {"path": ["a", 0], "code": "required", "message": "x", "params": {}}
    ]


@pytest.mark.proves("declared")
def test_a_declared_failure_has_typed_params() -> None:
    failure = OutOfStock(left=3)
    assert failure.left == 3
    assert failure.body().as_json() == {
        "code": "out_of_stock",
        "message": "There is not enough in stock.",
        "issues": [],
        "params": {"left": 3},
    }
    assert failure.body().status == 409


@pytest.mark.parametrize("params", [{}, {"right": 1}, {"left": 1, "right": 1}])
def test_a_declared_failure_takes_exactly_its_params(params: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match="left"):
        OutOfStock(**params)


def test_parameters_are_inherited_and_resolved() -> None:
    assert SoldOut.parameters() == {"left": int, "until": str | None}
    assert Bare.parameters() == {}
    assert Failure.parameters() == {}


def test_a_configuration_error_says_the_way_out() -> None:
    error = ConfigurationError("No.", hint="Yes.", check_id="mizan.E009", obj="x")
    assert (str(error), error.hint, error.check_id, error.obj) == ("No.", "Yes.", "mizan.E009", "x")
