"""What a model says of its rows comes out as Django's own form would say it, at the same places."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms
from django.http import QueryDict

from mizan.forms import reflect, register_form
from mizan.setup.registry import Registry
from mizan.testing import MizanClient, Result
from tests.app.models import Booking, Open, Ticket, Workshop

pytestmark = pytest.mark.django_db

ALL = ["slug", "title", "day", "room", "starts", "ends", "code", "speaker", "seat", "is_open", "note"]
FIRST = {
    "slug": "one",
    "title": "One",
    "day": "2024-05-01",
    "room": "A",
    "starts": 9,
    "ends": 10,
    "code": "c1",
    "speaker": "ann",
    "seat": 1,
    "is_open": True,
}
NEXT = FIRST | {
    "seat": "",
    "slug": "two",
    "title": "Two",
    "day": "2024-05-02",
    "room": "B",
    "code": "",
    "speaker": "",
}


def form_of(model: type[Any], names: list[str]) -> type[Any]:
    return forms.modelform_factory(model, fields=names)


def codes(result: Result) -> list[tuple[list[str], str]]:
    return [(issue["path"], issue["code"]) for issue in result.issues]


def django_says(form_class: type[Any], data: dict[str, Any]) -> list[tuple[list[str], str, str]]:
    """Return what a form of Django's, posted by a browser, complains about."""
    posted = QueryDict(mutable=True)
    for name, value in data.items():
        if value is not False:
            posted[name] = "on" if value is True else str(value)
    return [
        ([] if name == "__all__" else [name], error["code"] or "invalid", error["message"])
        for name, errors in form_class(posted).errors.get_json_data().items()
        for error in errors
    ]


BROKEN: dict[str, tuple[dict[str, Any], list[tuple[list[str], str]]]] = {
    "a model's validator": ({"room": "b"}, [(["room"], "invalid")]),
    "unique": ({"slug": "one"}, [(["slug"], "unique"), ([], "unique_together")]),
    "unique for a date": ({"title": "One", "day": "2024-05-01"}, [(["title"], "unique_for_date")]),
    "unique together": ({"room": "A", "day": "2024-05-01"}, [([], "unique_together")]),
    "a constraint of one field": ({"seat": 1}, [(["seat"], "unique")]),
    "with a condition": ({"code": "c1"}, [([], "invalid")]),
    "whose words are its own": ({"speaker": "ann"}, [([], "busy")]),
    "whose condition does not hold": ({"speaker": "ann", "is_open": False}, []),
    "a constraint of expressions": ({"title": "ONE", "room": "A"}, [([], "again")]),
    "a check": ({"ends": 9}, [([], "order")]),
    "a check without words": ({"room": "X"}, [([], "invalid")]),
    "a field in clean": ({"note": "field"}, [(["room"], "room")]),
    "a field and the whole in clean": ({"note": "both"}, [(["room"], "invalid"), ([], "invalid")]),
    "the whole in clean": ({"note": "form"}, [([], "never")]),
    "two at once": ({"seat": 1, "ends": 1}, [(["seat"], "unique"), ([], "order")]),
}


@pytest.fixture
def client(fresh_registry: Registry) -> MizanClient:
    Booking.objects.create(**FIRST)
    return MizanClient()


@pytest.mark.parametrize("name", BROKEN)
@pytest.mark.parametrize("model", [Booking, Open])
def test_a_broken_rule_is_told_where_django_tells_it(client: MizanClient, name: str, model: Any) -> None:
    change, expected = BROKEN[name]
    if model is Open and not change.get("is_open", True):
        expected = [(["is_open"], "open")]
    form_class = form_of(model, ALL)
    register_form(form_class, name="book", auth=None, live=True)
    data = NEXT | change
    said = django_says(form_class, data)
    judged, submitted = client.validate("book", data), client.submit("book", data)
    told = [(issue["path"], issue["code"], issue["message"]) for issue in judged.issues]
    assert sorted(told) == sorted(said)
    assert judged.issues == submitted.issues
    if name != "unique":  # its second complaint is of a constraint that has `owner`, which no form shows
        assert sorted(codes(judged)) == sorted(expected)
    assert Booking.objects.count() == (1 if said else 2)


RULES_OF_ROWS = [
    *("unique", "unique for a date", "unique together", "a constraint of one field", "with a condition"),
    *("whose words are its own", "a constraint of expressions", "a check"),
]


@pytest.mark.parametrize("name", RULES_OF_ROWS)
def test_rows_are_not_asked_about_before_live_says_so(client: MizanClient, name: str) -> None:
    register_form(form_of(Booking, ALL), name="book", auth=None)
    data = NEXT | BROKEN[name][0]
    assert client.validate("book", data).issues == []
    assert client.submit("book", data).issues != []


def test_a_rule_with_a_field_that_the_form_lacks_is_left_to_the_database(client: MizanClient) -> None:
    form_class = form_of(Booking, ["slug", "title", "day", "room"])
    register_form(form_class, name="book", auth=None, live=True)
    data = {"slug": "two", "title": "Two", "day": "2024-05-02", "room": "A"}
    assert client.validate("book", data).issues == django_says(form_class, data) == []
    # `starts` and `ends` have good defaults, and nobody is told of what is not asked for.
    assert client.submit("book", data).ok


def test_inherited_rules_count_in_both_tables(client: MizanClient) -> None:
    form_class = form_of(Workshop, [*ALL, "tutor"])
    register_form(form_class, name="workshop", auth=None, live=True)
    assert client.submit("workshop", NEXT | {"tutor": "kim"}).ok
    again = NEXT | {"tutor": "kim", "seat": 1, "ends": 3, "day": "2024-05-03"}
    said = django_says(form_class, again)
    told = client.submit("workshop", again)
    assert sorted((issue["path"], issue["code"], issue["message"]) for issue in told.issues) == sorted(said)
    assert {(*path, code) for path, code in codes(told)} >= {
        ("slug", "unique"),
        ("tutor", "unique"),
        ("seat", "unique"),
        ("order",),
    }


@pytest.mark.parametrize("data", [{"buyer": "", "seat": ""}, {"buyer": "a", "seat": 1}, {"seat": 2}])
def test_nulls_are_as_distinct_as_the_constraint_says(fresh_registry: Registry, data: dict[str, Any]) -> None:
    form_class = form_of(Ticket, ["buyer", "seat"])
    register_form(form_class, name="ticket", auth=None, live=True)
    client = MizanClient()
    assert client.submit("ticket", data).ok
    said = django_says(form_class, data)
    told = client.submit("ticket", data)
    assert [(issue["path"], issue["code"], issue["message"]) for issue in told.issues] == said


def test_a_complaint_about_a_field_that_the_form_lacks_is_one_about_the_form(client: MizanClient) -> None:
    form_class = form_of(Booking, ALL)
    register_form(form_class, name="book", auth=None, live=True)
    for result in (
        client.validate("book", NEXT | {"note": "hidden"}),
        client.submit("book", NEXT | {"note": "hidden"}),
    ):
        assert codes(result) == [([], "owner")]
        assert result.issues[0]["message"] == "The owner may not."
    assert Booking.objects.count() == 1


def test_the_schema_names_what_only_the_server_knows() -> None:
    schema: Any = reflect(form_of(Booking, ALL))
    said = {name: schema["properties"][name]["x-mizan"].get("server", []) for name in ALL}
    assert [name for name, server in said.items() if "unique" in server] == ["slug", "title", "seat"]
    assert said["room"] == ["RegexValidator"]
    assert schema["x-mizan"]["server"] == [
        *("model", "unique_together", "UniqueConstraint", "CheckConstraint"),
    ]


def test_what_the_form_lacks_names_no_rule() -> None:
    schema: Any = reflect(form_of(Booking, ["title", "starts"]))
    assert schema["x-mizan"]["server"] == ["model", "UniqueConstraint", "CheckConstraint"]
    assert reflect(form_of(Ticket, ["seat"]))["x-mizan"]["server"] == ["model"]
