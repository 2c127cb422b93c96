"""Every stock field against hostile JSON, through HTTP: an answer of the protocol, never a crash."""

from __future__ import annotations

import datetime
import json
import uuid
from decimal import Decimal
from typing import Any

import pytest
from django import forms
from django.db.backends.postgresql.psycopg_any import DateRange, NumericRange
from django.forms.fields import BaseTemporalField
from django.urls import reverse
from django.utils import translation

from mizan.forms import register_form
from mizan.forms.gate import Posted, admit, read_json
from mizan.setup.registry import Registry
from mizan.testing import MizanClient
from tests.forms.stock import field_classes, make_field, postgres_classes
from tests.forms.test_gate import HOSTILE

LONG = "x" * 20_000
VALUES = [
    *HOSTILE,
    *(
        "-0.0",
        "9007199254740992.5",
        "1" * 4301,
        "-" + "1" * 4301,
        "1e-400",
        "123456789012345678901234567890.5",
    ),
    *('"\\u202eabc\\u2066"', '"\\u0000\\u0000"', '"a\\u0000"', '"١٢"', '"\\ufeff"', '"\\u2028"', f'"{LONG}"'),
    *('"0001-01-01"', '"10000-01-01"', '"9999-12-31 23:59:59.999999+23:59"', '"0001-01-01T00:00-23:59"'),
    *(
        '"24:00"',
        '"2026-03-29 02:30"',
        '"P999999999999D"',
        '"-999999999 23:59:59"',
        '"2024-W01-1"',
        '"1:2:3:4"',
    ),
    *('"http://["', '"http://ex℀mple.com"', '"http://[::1%eth0]/"', '"//"', '"javascript:alert(1)"'),
    *('"::ffff:1.2.3.4.5"', '"fe80::1%' + "a" * 500 + '"', '"1.2.3.4/8"', '"urn:uuid:{}"', '"NaN"', '"sNaN"'),
    *(
        '"__proto__"',
        '"constructor"',
        '"../../etc/passwd"',
        '"%(value)s %s {0}"',
        '"[[[[[[[["',
        '"{\\"a\\":1}"',
    ),
    '"' + "[" * 5_000 + '"',
    '"' + "9" * 30 + '"',
    *('["\\u0000"]', "[1e400]", "[9007199254740993]", "[" + "1" * 30 + "]", '[["a"],{"b":[]}]', '[""]'),
    *('{"":""}', '{"0":null,"1":null}', '{"0":"2026-02-30","1":"99:99"}', '{"left":{"left":1},"right":[1]}'),
    *(
        '{"year":"0","month":"0","day":"0"}',
        '{"year":1e400,"month":-1,"day":"٣"}',
        '{"0":1e400,"1":"-1e400"}',
    ),
    '{"a":{"a":{"a":"\\u0000"}}}',
    "[" * 500 + "]" * 500,
    '{"constructor":{"prototype":{"polluted":true}}}',
]
"""JSON texts; a value for every field at once."""

DAY = datetime.date(2026, 1, 31)
MOMENT = datetime.datetime(2026, 1, 31, 12, tzinfo=datetime.UTC)
INITIAL: dict[str, Any] = {
    "BooleanField": True,
    "DateField": DAY,
    "DateTimeField": MOMENT,
    "DecimalField": Decimal("1.50"),
    "DurationField": datetime.timedelta(days=1),
    "FloatField": 1.5,
    "HStoreField": {"a": "b"},
    "IntegerField": 3,
    "JSONField": {"a": [1]},
    "MultiValueField": ["a", 2],
    "MultipleChoiceField": ["a"],
    "SimpleArrayField": [1, 2],
    "SplitArrayField": [1, 2],
    "SplitDateTimeField": MOMENT,
    "TimeField": datetime.time(12),
    "TypedMultipleChoiceField": ["a"],
    "UUIDField": uuid.UUID(int=1),
}
NUMBERS = ("IntegerField", "FloatField", "DecimalField")


def fields(**options: Any) -> dict[str, forms.Field]:
    """Return one of each field."""
    classes = {*field_classes(), *postgres_classes()} - {BaseTemporalField}  # which is abstract
    return {cls.__name__: make_field(cls, **options) for cls in classes}


def begun(**options: Any) -> dict[str, forms.Field]:
    """Return one of each field, with something to begin with."""
    made = fields(**options)
    for name, field in made.items():
        field.initial = INITIAL.get(name)
    return made


FORMS: dict[str, dict[str, forms.Field]] = {
    "required": fields(),
    "optional": fields(required=False),
    "begun": begun(show_hidden_initial=True),
    "disabled": begun(disabled=True, required=False),
    "localized": fields(localize=True, required=False),
}


@pytest.fixture
def client(fresh_registry: Registry) -> MizanClient:
    """Give a client, and a form of all fields for each way of making them."""
    for name, made in FORMS.items():
        form_class = type("EveryForm", (forms.Form,), dict(made))
        register_form(form_class, name=f"every.{name}", on_submit=lambda form, request: None)
    fresh_registry.settle()
    assert not fresh_registry.problems, fresh_registry.problems
    return MizanClient()


def ask(client: MizanClient, operation: str, document: str) -> tuple[int, Any]:
    """Return the status and the document that answer JSON as it is written here."""
    path = reverse("mizan:call", args=[operation])
    response = client.http.post(path, document.encode(), content_type="application/json")
    return response.status_code, json.loads(response.content, parse_constant=pytest.fail)


def test_there_are_enough_of_both() -> None:
    assert len(set(VALUES)) == len(VALUES) > 80
    assert len(FORMS["required"]) == 40


@pytest.mark.django_db
@pytest.mark.parametrize("name", FORMS)
def test_no_value_of_any_field_is_answered_by_a_crash(client: MizanClient, name: str, settings: Any) -> None:
    settings.USE_THOUSAND_SEPARATOR = True
    odd: list[Any] = []
    names = json.dumps(list(FORMS[name]))
    with translation.override("de" if name == "localized" else "en"):
        for value in VALUES:
            data = "{" + ",".join(f'"{field}":{value}' for field in FORMS[name]) + "}"
            for operation, document in (
                ("submit", f'{{"data":{data}}}'),
                ("validate", f'{{"data":{data}}}'),
                ("validate", f'{{"data":{data},"only":{names}}}'),
            ):
                status, answer = ask(client, f"every.{name}.{operation}", document)
                if status not in (200, 400, 422):
                    odd.append((operation, value[:80], status, answer))
    assert odd == []


POSTGRES: dict[str, tuple[Any, Any]] = {
    "SimpleArrayField": ("1,2", [1, 2]),
    "SplitArrayField": (["1", "2"], [1, 2]),
    "HStoreField": ({"a": "b", "c": None}, {"a": "b", "c": None}),
    "IntegerRangeField": ({"0": 1, "1": "5"}, NumericRange(1, 5)),
    "DateRangeField": ({"0": "2026-01-31", "1": ""}, DateRange(DAY, None)),
}


@pytest.mark.parametrize("name", POSTGRES)
def test_the_fields_of_postgres_take_their_wire_values(name: str) -> None:
    value, expected = POSTGRES[name]
    cls = next(cls for cls in postgres_classes() if cls.__name__ == name)
    form_class = type("OneForm", (forms.Form,), {"f": make_field(cls)})
    made = Posted()
    admit(made, form_class(), read_json(json.dumps({"f": value}).encode()))
    form = form_class(made.data)
    assert (made.issues, form.errors) == ([], {})
    assert form.cleaned_data["f"] == expected


@pytest.mark.django_db
def test_a_field_alone_is_judged_as_among_others(client: MizanClient) -> None:
    odd: list[Any] = []
    for value in VALUES:
        data = "{" + ",".join(f'"{field}":{value}' for field in FORMS["required"]) + "}"
        status, answer = ask(client, "every.required.validate", f'{{"data":{data}}}')
        if status != 200:
            continue
        among = {issue["path"][0]: issue["code"] for issue in reversed(answer["issues"])}
        for field in FORMS["required"]:
            document = f'{{"data":{{"{field}":{value}}},"only":["{field}"]}}'
            status, answer = ask(client, "every.required.validate", document)
            alone = [issue["code"] for issue in answer["issues"][:1]] if status == 200 else [status]
            if alone != ([among[field]] if field in among else []):
                odd.append((field, value[:80], alone, among.get(field)))
    assert odd == []
