"""Rows of formsets: the client refuses nothing that Django takes, in whatever configuration."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.forms import formset_factory, modelformset_factory
from django.utils import translation

from mizan.forms import cleaning
from mizan.forms.formsets import bind_rows, unbound_rows
from mizan.forms.gate import read_json
from mizan.forms.reflection.form import reflect_form
from mizan.forms.rows import judge
from tests.app.models import Note
from tests.differential.engine import Data, Engine

pytestmark = pytest.mark.django_db


class TicketForm(forms.Form):
    name = forms.CharField(max_length=5)
    seats = forms.IntegerField(min_value=1, required=False)
    news = forms.BooleanField(required=False)


class BeginningForm(TicketForm):
    size = forms.ChoiceField(choices=[("s", "S"), ("m", "M")], initial="m")
    seats = forms.IntegerField(min_value=1, initial=2)


class NoteForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Note
        fields = ["title", "body"]


CONFIGURATIONS: dict[str, tuple[Any, Data, dict[str, Any]]] = {
    "plain": (TicketForm, {}, {}),
    "min_num": (TicketForm, {"min_num": 2}, {}),
    "validate_min": (TicketForm, {"min_num": 2, "validate_min": True}, {}),
    "validate_max": (TicketForm, {"max_num": 1, "validate_max": True}, {}),
    "max_num": (TicketForm, {"max_num": 1}, {}),
    "absolute_max": (TicketForm, {"max_num": 1, "absolute_max": 3, "validate_max": True}, {}),
    "can_delete": (TicketForm, {"can_delete": True, "min_num": 1, "validate_min": True}, {}),
    "can_delete not extra": (TicketForm, {"can_delete": True, "can_delete_extra": False, "min_num": 1}, {}),
    "can_order": (
        TicketForm,
        {"can_order": True, "can_delete": True, "max_num": 2, "validate_max": True},
        {},
    ),
    "initial of fields": (BeginningForm, {"min_num": 1}, {}),
    "initial of rows": (TicketForm, {}, {"initial": [{"name": "Ada", "seats": 3}, {"name": "Bob"}]}),
    "records": (NoteForm, {"can_delete": True, "min_num": 1, "validate_min": True}, {}),
}

VALUES: dict[str, list[Any]] = {
    "name": ["", " ", "Ada", "Bob", "toolong", None, 5],
    "seats": ["", "0", 0, 3, "x", None, "2"],
    "size": ["", "s", "m", "x"],
    "news": [True, False, "", None],
    "title": ["", "Ada", "A" * 300, None],
    "body": ["", "b", None],
    "DELETE": [True, False, "", "on"],
    "ORDER": ["", "1", "x", 2, None],
    "id": ["", None, "0", 1],
}


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with Engine() as engine:
        yield engine


def batch(names: list[str], records: list[int]) -> Iterator[Data]:
    """Yield rows as nobody would fill them in: each key there or not, each value one of many."""
    chance = random.Random(7)
    values = {**VALUES, "id": [*VALUES["id"], *map(str, records), *records]}
    for _ in range(400):
        rows = [
            {name: chance.choice(values[name]) for name in names if chance.random() < 0.7}
            for _ in range(chance.randrange(5))
        ]
        yield {"rows": rows}
    yield from ({}, {"rows": None}, {"rows": [[]]}, {"rows": [None]}, {"rows": [{}, {}, {}]})


Told = tuple[tuple[Any, ...], str, str]


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_the_client_says_nothing_of_rows_that_django_does_not(
    engine: Engine, name: str, language: str
) -> None:
    form_class, options, supplied = CONFIGURATIONS[name]
    notes = [Note.objects.create(title=title, body="b") for title in ("One", "Two")]
    if issubclass(form_class, forms.ModelForm):
        declared = {"rows": modelformset_factory(Note, form=form_class, **options)}
        supplied = {"queryset": Note.objects.all()}
    else:
        declared = {"rows": formset_factory(form_class, **options)}

    def django(wire: str) -> list[Told]:
        form = forms.Form(data={})
        bound = bind_rows(
            form, declared, read_json(wire.encode()), None, lambda path: dict(supplied), has_bytes=False
        )
        found = [issue for rows in bound for issue in judge(rows, cleaning.clean, is_final=True)]
        return [(issue.path, issue.code, issue.message) for issue in found]

    with translation.override(language):
        unbound = forms.Form()
        unbound_rows(unbound, declared, lambda path: dict(supplied))
        schema = reflect_form(unbound, formsets=unbound.formsets)
        marks = [*schema["properties"]["rows"]["items"]["properties"]]
        answers = engine.answers(schema, list(batch(marks, [note.pk for note in notes])))
        wrong, refused, caught = [], 0, 0
        for answer in answers:
            assert answer["error"] == ""
            server = django(answer["wire"])
            client = [(tuple(said["path"]), said["code"], said["message"]) for said in answer["issues"]]
            wrong += [(answer["wire"], said, server) for said in client if said not in server]
            refused += bool(server)
            caught += bool(client)
    assert wrong == []
    # rows that begin with something may count as empty, whatever they hold: all is the server's
    assert caught >= (0 if "initial" in supplied else 0.7 * refused)
