"""Whole forms of odd shape: what Django accepts nobody refuses, and what it refuses is said in its words."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, QueryDict
from jsonschema import Draft202012Validator

from mizan.forms import register_form
from mizan.setup.registry import Registry
from mizan.testing import MizanClient, Result
from tests.differential.engine import Data, Engine
from tests.differential.odd_forms import FORMS

pytestmark = pytest.mark.django_db

POSTS = 60
TEXTS = [
    "", "", " ", "a", "b", "A", "ab", "abc", " a ", "none", "skip", "x", "x,y", "x,y,z", "1", "2", "3", "4",
    "5", "7", "8", "18", "1.5", "1e2", ".5", "1_0", "٣", "True", "False", "null", "{}", "[1", "90", "9:05",
    "P1D", "1:02:03", "2024-01-02", "2 Jan 2024", "33/24", "127.0.0.1", "::ffff:1.2.3.4", "1::2::3", "49",
    "a%", "ä-ö", "\0", "a\nb", "\u200b", "\x1f", "😀😀", "9" * 30,
]  # fmt: skip


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with Engine() as running:
        yield running


def done(form: Any, request: HttpRequest) -> bool:
    return True


def made(form_class: Any, data: Any = None) -> Any:
    request = HttpRequest()
    request.user = AnonymousUser()
    given = getattr(form_class, "get_form_kwargs", None)
    return form_class(data=data, **(given(request, None) if given else {}))


def value(field: Any, draw: random.Random) -> Any:
    if isinstance(field.widget, forms.CheckboxInput):
        return draw.random() < 0.8
    if isinstance(field.widget, forms.MultiWidget):
        names = [name.lstrip("_") for name in field.widget.widgets_names]  # type: ignore[attr-defined]
        return {name: likely(part, draw) for name, part in zip(names, field.fields, strict=True)}
    if isinstance(field.widget, forms.SelectDateWidget):
        parts = {"year": ("2024", "", "x"), "month": ("2", "", "13"), "day": ("1", "", "30")}
        return {part: draw.choice((first, first, *rest)) for part, (first, *rest) in parts.items()}
    if getattr(field.widget, "allow_multiple_selected", False) or isinstance(
        field.widget, forms.MultipleHiddenInput
    ):
        return [likely(field, draw) for _ in range(draw.choice((0, 1, 1, 2)))]
    return likely(field, draw)


LIKELY: list[tuple[type[forms.Field], tuple[str, ...]]] = [
    (forms.DecimalField, ("1.5", ".5", "2", "1e1")),
    (forms.IntegerField, ("1", "3", "4", "5", "7", "18")),
    (forms.DurationField, ("90", "P1D", "1:02:03")),
    (forms.DateField, ("2 Jan 2024", "2024-01-02")),
    (forms.TimeField, ("9:05",)),
    (forms.JSONField, ("{}", "90", "null")),
    (forms.GenericIPAddressField, ("127.0.0.1", "::ffff:1.2.3.4")),
    (forms.RegexField, ("A", "ab")),
    (forms.Field, ("a", "1", "ab")),
]


def likely(field: Any, draw: random.Random) -> str:
    """Return what is right as often as not, so that forms are valid at times."""
    flat = [str(key) for key, label in getattr(field, "choices", ()) if not isinstance(label, (list, tuple))]
    right = flat or next(texts for kind, texts in LIKELY if isinstance(field, kind))
    return draw.choice(right if draw.random() < 0.7 else TEXTS)


def posted(form: Any, values: Data) -> QueryDict:
    """Return what a browser would post."""
    data = QueryDict(mutable=True)
    for name, said in values.items():
        key = form.add_prefix(name)
        if isinstance(said, dict):
            data.update({f"{key}_{part}": text for part, text in said.items()})
        elif isinstance(said, list):
            data.setlist(key, said)
        elif said is not False:
            data[key] = "on" if said is True else said
    return data


def complaints(form: Any) -> list[tuple[list[str], str, str]]:
    return [
        ([] if name == "__all__" else [name], single.code or "invalid", single.messages[0])
        for name in [*form.fields, "__all__"]
        if name in form.errors
        for error in form.errors[name].as_data()
        for single in error.error_list
    ]


def told(result: Result) -> list[tuple[list[str], str, str]]:
    return [(issue["path"], issue["code"], issue["message"]) for issue in result.issues]  # type: ignore[misc]


@pytest.mark.parametrize("form_class", FORMS, ids=lambda form_class: form_class.__name__)
def test_a_form_is_judged_as_django_judges_it(
    form_class: Any, engine: Engine, fresh_registry: Registry
) -> None:
    hook = getattr(form_class, "get_form_kwargs", None)
    register_form(form_class, name="odd", on_submit=done, get_form_kwargs=hook)
    fresh_registry.settle()
    assert fresh_registry.problems == []
    client, draw = MizanClient(), random.Random(form_class.__name__)
    schema = client.get("odd.schema").data["schema"]
    keywords = Draft202012Validator(schema)
    accepted = 0
    for _ in range(POSTS):
        empty = made(form_class)
        values = {name: value(field, draw) for name, field in empty.fields.items() if draw.random() < 0.95}
        form = made(form_class, posted(empty, values))
        is_valid, said = form.is_valid(), complaints(form)
        submitted, asked = client.submit("odd", values), client.validate("odd", values)
        assert (submitted.ok, told(submitted)) == (is_valid, said), values
        words = {(path[0] if path else "", message) for path, _, message in said}
        [(_, local)] = engine.issues(schema, [values])
        assert {(name, message) for name, _, message, _ in local} <= words, values
        assert {(path[0] if path else "", message) for path, _, message in told(asked)} <= words, values
        if is_valid:
            accepted += 1
            texts = {name: text.strip() if isinstance(text, str) else text for name, text in values.items()}
            assert [
                error.message for error in keywords.iter_errors(texts) if not is_set(form, error)
            ] == [], values
    assert 0 < accepted < POSTS


def is_set(form: Any, error: Any) -> bool:
    """Tell a complaint about what is not the value's text: a field that nobody fills in, or a JSON type."""
    name = next(iter(error.absolute_path), None)
    return name in form.fields and (
        form.fields[name].disabled or isinstance(form.fields[name], forms.NullBooleanField)
    )
