"""The values of a call hold what they are made for, and say on the wire no more than they must."""

from __future__ import annotations

import dataclasses

import pytest

from mizan.protocol.envelope import Body, Call, FailureBody, Issue, Success


@pytest.mark.parametrize(
    "value", [Body(), Call(name="echo"), Success(data=b""), FailureBody(code="x", message="y")]
)
def test_nothing_can_be_hung_on_a_value(value: object) -> None:
    with pytest.raises((AttributeError, TypeError)):
        value.request = None  # type: ignore[attr-defined]


@pytest.mark.parametrize("value", [Issue(code="x", message="y"), FailureBody(code="x", message="y")])
def test_what_is_told_to_a_client_cannot_change_on_the_way(value: object) -> None:
    field = dataclasses.fields(value)[0].name  # type: ignore[arg-type]
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(value, field, None)


def test_a_call_without_body_has_empty_input() -> None:
    assert Body() == Body(text=b"{}", files=None, flat=None)


def test_a_failure_leaves_out_what_is_not_set() -> None:
    body = FailureBody(
        code="internal", message="No.", id="7", params={"left": 1}, headers={"X": "y"}, status=500
    )
    assert body.as_json() == {
        "code": "internal",
        "message": "No.",
        "issues": [],
        "params": {"left": 1},
        "id": "7",
    }
    assert FailureBody(code="a", message="b").as_json() == {"code": "a", "message": "b", "issues": []}


def test_the_path_of_an_issue_is_a_list() -> None:
    issue = Issue(path=("rows", 2, "email"), code="invalid", message="No.", params={"n": 1})
    assert issue.as_json() == {
        "path": ["rows", 2, "email"],
        "code": "invalid",
        "message": "No.",
        "params": {"n": 1},
    }
