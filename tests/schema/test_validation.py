"""What is wrong is said by stable codes, in the request's language, and never with the input itself."""

from __future__ import annotations

import datetime
import json
import uuid
from decimal import Decimal
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation
from pydantic import AfterValidator, BaseModel, Field
from pydantic_core import PydanticCustomError

from mizan.protocol.envelope import Body, Issue
from mizan.protocol.errors import Failure
from mizan.schema import BigInt, TypedInput
from mizan.schema.validation import _CODES, _TEXTS


def issues(annotation: Any, wire: Any) -> list[Issue]:
    arguments = TypedInput({"v": (annotation, True)})
    with pytest.raises(Failure) as caught:
        arguments.parse(Body(text=json.dumps(wire).encode()))
    return list(caught.value.issues)


class Cat(BaseModel):
    kind: Literal["cat"]
    lives: int


class Dog(BaseModel):
    kind: Literal["dog"]


def odd(value: int) -> int:
    raise PydanticCustomError("odd", "Not odd.", {"number": Decimal("2.5"), "limit": None, "value": value})


Odd = Annotated[int, AfterValidator(odd)]


def known(value: int) -> int:
    raise PydanticCustomError("known", "Not known.")


def asserted(value: int) -> int:
    raise AssertionError("Not asserted.")


def refused(value: int) -> int:
    raise ValueError("Not refused.")


def silent(value: int) -> int:
    raise ValueError


TABLE: list[tuple[Any, Any, str, dict[str, Any], str]] = [
    (str, {}, "required", {}, "This field is required."),
    (str, {"v": 1}, "invalid", {}, "Enter a valid value."),
    (int, {"v": "x"}, "invalid", {}, "Enter a whole number."),
    (float, {"v": "x"}, "invalid", {}, "Enter a number."),
    (Decimal, {"v": "x"}, "invalid", {}, "Enter a number."),
    (datetime.date, {"v": "x"}, "invalid", {}, "Enter a valid date."),
    (datetime.datetime, {"v": "x"}, "invalid", {}, "Enter a valid date/time."),
    (datetime.time, {"v": "x"}, "invalid", {}, "Enter a valid time."),
    (uuid.UUID, {"v": "x"}, "invalid", {}, "Enter a valid UUID."),
    (Literal["a"], {"v": "x"}, "invalid_choice", {}, "Select a valid choice."),
    (
        Annotated[str, Field(min_length=3)],
        {"v": "x"},
        "min_length",
        {"limit_value": 3},
        "Ensure this has at least 3 characters or items.",
    ),
    (
        Annotated[list[int], Field(max_length=1)],
        {"v": [1, 2]},
        "max_length",
        {"limit_value": 1},
        "Ensure this has at most 1 characters or items.",
    ),
    (
        Annotated[int, Field(ge=2)],
        {"v": 1},
        "min_value",
        {"limit_value": 2},
        "Ensure this value is greater than or equal to 2.",
    ),
    (
        Annotated[int, Field(le=2)],
        {"v": 3},
        "max_value",
        {"limit_value": 2},
        "Ensure this value is less than or equal to 2.",
    ),
    (
        Annotated[int, Field(gt=2)],
        {"v": 2},
        "greater_than",
        {"limit_value": 2},
        "Ensure this value is greater than 2.",
    ),
    (
        Annotated[int, Field(lt=2)],
        {"v": 2},
        "less_than",
        {"limit_value": 2},
        "Ensure this value is less than 2.",
    ),
    (
        Annotated[int, Field(multiple_of=2)],
        {"v": 3},
        "step_size",
        {"limit_value": 2},
        "Ensure this value is a multiple of step size 2.",
    ),
    (Annotated[str, Field(pattern="^a")], {"v": "b"}, "pattern", {"pattern": "^a"}, "Enter a valid value."),
    (Annotated[Decimal, Field(max_digits=2)], {"v": "123"}, "max_digits", {"max": 2}, "Enter a valid value."),
    (
        Annotated[Decimal, Field(ge=Decimal("1.5"))],
        {"v": "1"},
        "min_value",
        {"limit_value": "1.5"},
        "Ensure this value is greater than or equal to 1.5.",
    ),
    (BigInt, {"v": "1.5"}, "invalid", {}, "Enter a whole number."),
    (Annotated[int, AfterValidator(odd)], {"v": 2}, "odd", {"number": "2.5", "limit": None}, "Not odd."),
    (Annotated[int, AfterValidator(known)], {"v": 2}, "known", {}, "Not known."),
    (Annotated[int, AfterValidator(asserted)], {"v": 2}, "invalid", {}, "Not asserted."),
    (Annotated[int, AfterValidator(refused)], {"v": 2}, "invalid", {}, "Not refused."),
    (Annotated[int, AfterValidator(silent)], {"v": 2}, "invalid", {}, "Enter a valid value."),
]


@pytest.mark.proves("issue-codes")
@pytest.mark.parametrize(
    ("annotation", "wire", "code", "params", "words"), TABLE, ids=lambda part: str(part)[:30]
)
def test_a_complaint_has_a_stable_code(
    annotation: Any, wire: Any, code: str, params: Any, words: str
) -> None:
    [issue] = issues(annotation, wire)
    assert issue.as_json() == {"path": ["v"], "code": code, "message": words, "params": params}


@pytest.mark.proves("language")
def test_the_words_are_in_the_active_language() -> None:
    with translation.override("de"):
        assert issues(str, {})[0].message == "Dieses Feld ist zwingend erforderlich."
        assert issues(int, {"v": "x"})[0].message == "Bitte eine ganze Zahl eingeben."
        assert issues(BigInt, {"v": "x"})[0].message == "Bitte eine ganze Zahl eingeben."


PATHS: list[tuple[Any, Any, list[tuple[Any, ...]]]] = [
    (list[int], {"v": [1, "x"]}, [("v", 1)]),
    (list[list[int]], {"v": [[], [1, "x"]]}, [("v", 1, 1)]),
    (tuple[int, int], {"v": [1]}, [("v",)]),
    (dict[str, list[int]], {"v": {"a": ["x"]}}, [("v", "a", 0)]),
    (int | list[int], {"v": "x"}, [("v",)]),
    (int | list[int], {"v": ["x"]}, [("v",), ("v", 0)]),
    (Cat | Dog, {"v": {"kind": "cat"}}, [("v", "lives"), ("v", "kind")]),
    (Annotated[Cat | Dog, Field(discriminator="kind")], {"v": {"kind": "cat"}}, [("v", "lives")]),
    (Cat | None, {"v": {"kind": "cat", "lives": None}}, [("v", "lives")]),
]


@pytest.mark.parametrize(("annotation", "wire", "paths"), PATHS, ids=lambda part: str(part)[:40])
def test_a_path_leads_through_the_input_and_names_no_branch(annotation: Any, wire: Any, paths: Any) -> None:
    assert [issue.path for issue in issues(annotation, wire)] == paths


SECRETS = [
    str,
    int,
    Literal["a"],
    uuid.UUID,
    datetime.date,
    Annotated[Cat | Dog, Field(discriminator="kind")],
]


@pytest.mark.proves("no-values")
@pytest.mark.parametrize("annotation", SECRETS, ids=str)
@pytest.mark.parametrize("secret", ["canary", ["canary"], {"kind": "canary"}], ids=str)
def test_the_input_is_never_repeated(annotation: Any, secret: Any) -> None:
    if annotation is str and secret == "canary":
        return
    told = json.dumps([issue.as_json() for issue in issues(annotation, {"v": secret})])
    assert "canary" not in told


@pytest.mark.proves("hundred")
def test_every_code_has_words() -> None:
    assert {code for code, _ in _CODES.values()} <= _TEXTS.keys()


def test_of_complaints_of_one_place_the_first_of_each_code_is_told() -> None:
    number = Annotated[int, Field(ge=5)] | Annotated[int, Field(ge=7), Field(multiple_of=2)] | Literal["a"]
    told = issues(number | datetime.date | Odd | str, {"v": 1})
    assert [(issue.path, issue.code, issue.params) for issue in told] == [
        (("v",), "min_value", {"limit_value": 5}),
        (("v",), "step_size", {"limit_value": 2}),
        (("v",), "invalid_choice", {}),
        (("v",), "invalid", {}),
        (("v",), "odd", {"number": "2.5", "limit": None}),
    ]
    assert told[3].message == "Enter a valid date."


def test_at_most_a_hundred_complaints() -> None:
    assert len(issues(list[int], {"v": ["x"] * 1000})) == 100


@pytest.mark.parametrize("annotation", [int | str, int | Cat | list[int], dict[int, int] | int])
def test_a_branch_of_a_union_is_no_part_of_a_path(annotation: Any) -> None:
    assert {issue.path for issue in issues(annotation, {"v": {"a": {}}})} <= {
        ("v",),
        ("v", "a"),
        ("v", "kind"),
        ("v", "lives"),
    }
    assert ("v",) in {issue.path for issue in issues(annotation, {"v": {"a": {}}})}


def test_the_params_of_a_custom_complaint_hold_no_input() -> None:
    [issue] = issues(ZoneInfo, {"v": "my secret"})
    assert issue.params == {}
