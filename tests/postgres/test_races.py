"""Two submissions at the same moment: one is saved, the other is told why not, in Django's words."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from django import forms
from django.contrib.auth.forms import UserCreationForm
from django.contrib.auth.models import User
from django.http import HttpRequest

from mizan.forms import mizanWizard, mizanWizardMeta, register_form
from mizan.setup.registry import Registry
from mizan.testing import MizanClient, Result
from tests.app.models import Booking, Chapter, City, Country, Note
from tests.postgres.meeting import Meeting, at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def meeting() -> Meeting:
    return Meeting()


@pytest.fixture(autouse=True)
def registry(fresh_registry: Registry) -> Registry:
    return fresh_registry


def told(results: list[Result]) -> list[tuple[int, list[tuple[list[Any], str]]]]:
    """Return status and complaints of each answer, the success first."""
    said = [
        (result.status, [(issue["path"], issue["code"]) for issue in result.issues]) for result in results
    ]
    return sorted(said, key=lambda each: each[0])


def saving_form(meeting: Meeting, model: Any, names: list[str]) -> Any:
    """Return a ModelForm that is judged when another one was, and not saved yet."""

    class Form(forms.ModelForm):  # type: ignore[type-arg]
        class Meta:
            pass

        def save(self, commit: bool = True) -> Any:
            meeting.wait()
            return super().save(commit)

    return forms.modelform_factory(model, form=Form, fields=names)


def test_a_unique_value_is_taken_once(meeting: Meeting) -> None:
    form = saving_form(meeting, Note, ["title", "body"])
    seen: list[str] = []
    register_form(form, name="note", auth=None, on_submit=lambda form, request: seen.append("hook"))
    send = partial(MizanClient().submit, "note", {"title": "one", "body": "mine"})
    results = at_once(send, partial(MizanClient().submit, "note", {"title": "one", "body": "yours"}))
    assert told(results) == [(200, []), (422, [(["title"], "unique")])]
    assert max(results, key=lambda result: result.status).issues[0]["message"] == send().issues[0]["message"]
    assert Note.objects.count() == len(seen) == 1


CLASHES: dict[str, tuple[dict[str, Any], list[tuple[list[str], str]]]] = {
    "unique": ({"slug": "one"}, [(["slug"], "unique")]),
    "unique together": ({"room": "A", "day": "2024-05-01"}, [([], "unique_together")]),
    "a constraint of one field": ({"seat": 1}, [(["seat"], "unique")]),
    "with a condition": ({"code": "c1"}, [([], "invalid")]),
    "whose words are its own": ({"speaker": "ann"}, [([], "busy")]),
    "a constraint of expressions": ({"title": "ONE", "room": "A"}, [([], "again")]),
}


@pytest.mark.parametrize("name", CLASHES)
def test_every_constraint_is_told_as_if_the_other_had_come_first(meeting: Meeting, name: str) -> None:
    first = {"slug": "one", "title": "One", "day": "2024-05-01", "room": "A", "starts": 9, "ends": 10}
    first |= {"code": "c1", "speaker": "ann", "seat": 1, "is_open": True}
    second = {"slug": "two", "title": "Two", "day": "2024-05-02", "room": "B", "starts": 9, "ends": 10}
    changes, expected = CLASHES[name]
    register_form(saving_form(meeting, Booking, list(first)), name="book", auth=None)
    results = at_once(
        partial(MizanClient().submit, "book", first),
        partial(MizanClient().submit, "book", second | {"is_open": True} | changes),
    )
    assert [status for status, _ in told(results)] == [200, 422]
    assert told(results)[1][1] == expected
    assert Booking.objects.count() == 1


def test_a_user_name_is_taken_once(meeting: Meeting) -> None:
    class Join(UserCreationForm):  # type: ignore[type-arg]
        def save(self, commit: bool = True) -> Any:
            meeting.wait()
            return super().save(commit)

    register_form(Join, name="join", auth=None)
    data = {"username": "ann", "password1": "a-long-secret-1", "password2": "a-long-secret-1"}
    results = at_once(*[partial(MizanClient().submit, "join", data)] * 2)
    assert told(results) == [(200, []), (422, [(["username"], "unique")])]
    assert User.objects.count() == 1


def test_what_only_the_form_s_own_code_asks_is_told_as_well(meeting: Meeting) -> None:
    class Name(forms.Form):
        name = forms.CharField()

        def clean_name(self) -> str:
            if Country.objects.filter(code=self.cleaned_data["name"]).exists():
                raise forms.ValidationError("Taken.", code="taken")
            return str(self.cleaned_data["name"])

    def create(form: Any, request: HttpRequest) -> None:
        meeting.wait()
        Country.objects.create(code=form.cleaned_data["name"], name="x")

    register_form(Name, name="country", auth=None, on_submit=create)
    results = at_once(*[partial(MizanClient().submit, "country", {"name": "it"})] * 2)
    assert told(results) == [(200, []), (422, [(["name"], "taken")])]


def test_a_row_that_goes_while_it_is_chosen_is_no_choice_any_more() -> None:
    class Form(forms.ModelForm):  # type: ignore[type-arg]
        class Meta:
            model = City
            fields = ["name", "country"]

        def save(self, commit: bool = True) -> Any:
            at_once(Country.objects.all().delete)
            return super().save(commit)  # PostgreSQL asks for the row at the end of the transaction alone

    register_form(Form, name="city", auth=None)
    italy = Country.objects.create(code="it", name="Italy")
    result = MizanClient().submit("city", {"name": "Rome", "country": str(italy.pk)})
    assert told([result]) == [(422, [(["country"], "invalid_choice")])]
    assert City.objects.count() == 0


def test_a_record_that_goes_while_it_is_edited_is_not_found() -> None:
    rows = forms.inlineformset_factory(Note, Chapter, fields=["title"], extra=0)

    class Form(forms.ModelForm):  # type: ignore[type-arg]
        class Meta:
            model = Note
            fields = ["body"]

        def save(self, commit: bool = True) -> Any:
            note = super().save(commit=False)  # the rows hang on what is not there any more
            at_once(Note.objects.all().delete)
            return note

    note = Note.objects.create(title="one")
    register_form(
        Form,
        name="note",
        auth=None,
        formsets={"chapters": rows},
        get_instance=lambda request, params: Note.objects.get(pk=note.pk),
    )
    result = MizanClient().submit("note", {"body": "x", "chapters": [{"title": "c"}]})
    assert (result.status, result.code) == (404, "not_found")
    assert Chapter.objects.count() == 0


@pytest.fixture
def rows() -> Any:
    """Give a formset of records that are unique, whose rows wait for each other before they are saved."""
    meeting = Meeting()

    class Rows(forms.BaseModelFormSet):  # type: ignore[type-arg]
        def save(self, commit: bool = True) -> Any:
            meeting.wait()
            return super().save(commit)

    return forms.modelformset_factory(Note, fields=["title"], formset=Rows)


def test_rows_are_saved_once_and_all_or_none(rows: Any) -> None:
    register_form(rows, name="notes", auth=None)
    mine, yours = [{"title": "a"}, {"title": "same"}], [{"title": "b"}, {"title": "c"}, {"title": "same"}]
    submit = MizanClient().submit
    results = at_once(partial(submit, "notes", mine), partial(submit, "notes", yours))
    lost = mine if results[1].ok else yours
    assert told(results) == [(200, []), (422, [([len(lost) - 1, "title"], "unique")])]
    assert set(Note.objects.values_list("title", flat=True)) == {
        row["title"] for row in (yours if lost is mine else mine)
    }


def test_of_two_who_edit_one_version_the_second_is_told(meeting: Meeting) -> None:
    class Form(forms.ModelForm):  # type: ignore[type-arg]
        class Meta:
            model = City
            fields = ["name", "country"]

        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            if self.is_bound:
                meeting.wait()  # both have read the record

    italy = Country.objects.create(code="it", name="Italy")
    rome = City.objects.create(name="Rome", country=italy)
    register_form(
        Form,
        name="place",
        auth=None,
        version="changed",
        get_instance=lambda request, params: City.objects.get(pk=rome.pk),
    )
    version = MizanClient().call("place.schema").data["version"]

    def save(name: str) -> Result:
        data = {"name": name, "country": str(italy.pk)}
        return MizanClient().call("place.submit", {"data": data, "version": version})

    results = at_once(partial(save, "Roma"), partial(save, "Rom"))
    assert told(results) == [(200, []), (409, [([], "changed")])]
    rome.refresh_from_db()
    assert rome.name == ("Roma" if results[0].ok else "Rom")


@pytest.fixture
def wizard(meeting: Meeting) -> Any:
    class NoteWizard(mizanWizard):
        mizan = mizanWizardMeta(
            name="notes", auth=None, steps={"note": forms.modelform_factory(Note, fields=["title", "body"])}
        )

        def on_finish(self, forms: dict[str, Any]) -> str:
            meeting.wait()
            return str(forms["note"].save().title)

    return NoteWizard


def test_a_wizard_that_is_ended_twice_acts_once(wizard: Any, meeting: Meeting) -> None:
    visitor = MizanClient()
    visitor.submit("notes.note", {"title": "one"})
    others = [MizanClient(), MizanClient()]
    for other in others:
        other.http.cookies = visitor.http.cookies
    meeting.leave()  # whoever is second waits for the claim of the first
    results = at_once(*(partial(other.call, "notes.submit") for other in others))
    assert [status for status, _ in told(results)] == [200, 409]
    assert Note.objects.count() == 1


def test_a_wizard_is_told_of_what_was_taken_meanwhile_and_keeps_its_answers(wizard: Any) -> None:
    visitors = [MizanClient(), MizanClient()]
    for visitor in visitors:
        assert visitor.submit("notes.note", {"title": "one", "body": "long"}).ok
    results = at_once(*(partial(visitor.call, "notes.submit") for visitor in visitors))
    assert told(results) == [(200, []), (422, [(["note", "title"], "unique")])]
    late = visitors[results[1].ok is False]
    assert late.call("notes.note.schema").data["initial"]["body"] == "long"
    assert late.submit("notes.note", {"title": "two"}).ok
    assert late.call("notes.submit").data == "two"
