"""Formsets that stand alone: their rows are the data."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import formset_factory, inlineformset_factory, modelformset_factory
from django.http import HttpRequest
from django.test import Client
from pydantic import BaseModel

from mizan.forms import mizanFormMeta, mizanFormMixin, register_formset
from mizan.protocol.errors import Failure
from mizan.setup.registry import Registry
from mizan.testing import MizanClient, Result
from tests.app.models import Chapter, Note, Page

pytestmark = pytest.mark.django_db


class TicketForm(forms.Form):
    name = forms.CharField()
    seats = forms.IntegerField(min_value=1)
    proof = forms.FileField(required=False)


class BaseTickets(mizanFormMixin, forms.BaseFormSet):  # type: ignore[type-arg]
    """Order tickets for several people."""

    mizan = mizanFormMeta(name="tickets", live=["*.name"])

    def clean(self) -> None:
        names = [form.cleaned_data.get("name") for form in self.forms if form.is_valid()]
        if len(set(names)) < len(names):
            raise forms.ValidationError("Twice the same.", code="twice")

    def on_submit_success(self, request: HttpRequest) -> list[str]:
        rows = [row for row in self.cleaned_data if row]
        return [row["name"] + (row["proof"].read().decode() if row["proof"] else "") for row in rows]


class NoteForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Note
        fields = ["title", "body"]


class ChapterForm(forms.ModelForm):  # type: ignore[type-arg]
    mizan = mizanFormMeta(formsets={"sheets": inlineformset_factory(Chapter, Page, fields=["text"], extra=0)})

    class Meta:
        model = Chapter
        fields = ["title", "pages"]


class OfNote(BaseModel):
    pk: int


def my_notes(request: HttpRequest, params: Any, name: str) -> dict[str, Any]:
    assert name == ""
    return {"queryset": Note.objects.filter(body="mine")}


def of_note(request: HttpRequest, params: OfNote, name: str) -> dict[str, Any]:
    return {"instance": Note.objects.get(pk=params.pk)} if name == "" else {}


async def count(formset: Any, request: HttpRequest) -> int:
    if any(form.instance.title == "explode" for form in formset.forms):
        raise Failure("conflict")
    return len(formset.new_objects) + len(formset.changed_objects)


@pytest.fixture(autouse=True)
def formsets(fresh_registry: Registry) -> type:
    tickets = formset_factory(TicketForm, formset=BaseTickets, min_num=1, validate_min=True)
    notes = modelformset_factory(Note, form=NoteForm, can_delete=True)
    register_formset(notes, name="notes", get_formset_kwargs=my_notes, on_submit=count)
    register_formset(modelformset_factory(Note, form=NoteForm), name="notes.new")
    chapters = inlineformset_factory(Note, Chapter, form=ChapterForm, extra=0)
    register_formset(chapters, name="chapters", get_formset_kwargs=of_note, params=OfNote)
    fresh_registry.settle()
    assert fresh_registry.problems == []
    return tickets


@pytest.fixture
def client() -> MizanClient:
    return MizanClient()


def codes(result: Result) -> list[tuple[list[Any], str]]:
    return [(issue["path"], issue["code"]) for issue in result.issues]


@pytest.mark.proves("rows-bare")
def test_the_rows_are_the_data_and_paths_begin_in_them(client: MizanClient) -> None:
    result = client.submit("tickets", [{"name": "Ada", "seats": 1}, {"name": "", "seats": 0}])
    assert result.status == 422
    assert codes(result) == [([1, "name"], "required"), ([1, "seats"], "min_value")]
    assert codes(client.submit("tickets", [])) == [([], "too_few_forms")]
    twice = [{"name": "Ada", "seats": 1}] * 2
    assert codes(client.submit("tickets", twice)) == [([], "twice")]


def test_the_hook_is_the_formsets_own(client: MizanClient, formsets: type) -> None:
    rows = [{"name": "Ada", "seats": 1}, {"name": "Bob", "seats": 2}]
    assert client.submit("tickets", rows).data == ["Ada", "Bob"]
    assert client.submit(formsets, rows).data == ["Ada", "Bob"]


def test_files_are_named_by_their_row(client: MizanClient) -> None:
    rows = [{"name": "Ada", "seats": 1}, {"name": "Bob", "seats": 2}]
    proof = SimpleUploadedFile("proof.txt", b"!")
    assert client.submit("tickets", rows, files={"1.proof": proof}).data == ["Ada", "Bob!"]


@pytest.mark.parametrize("data", [None, {}, {"rows": []}, "x", 1])
def test_what_is_no_list_is_refused(client: MizanClient, data: Any) -> None:
    assert codes(client.call("tickets.submit", {"data": data})) == [(["data"], "invalid")]


def test_a_row_that_is_no_object_is_refused(client: MizanClient) -> None:
    assert codes(client.submit("tickets", [{"name": "Ada", "seats": 1}, 2])) == [([1], "invalid")]


@pytest.mark.proves("rows-counted")
def test_a_client_has_no_say_about_the_number_of_rows(client: MizanClient) -> None:
    row = {"name": "Ada", "seats": 1, "form-TOTAL_FORMS": "9", "TOTAL_FORMS": 0, "form-INITIAL_FORMS": "1"}
    assert client.submit("tickets", [row]).data == ["Ada"]


@pytest.mark.proves("rows-only")
def test_one_field_of_one_row_is_judged(client: MizanClient) -> None:
    rows = [{"name": "Ada", "seats": 1}, {"name": "", "seats": 0}]
    asked = client.validate("tickets", rows, only=["1.name"])
    assert codes(asked) == [([1, "name"], "required")]
    assert asked.data["checked"] == ["1.name"]
    every = client.validate("tickets", rows, only=["*.seats"])
    assert codes(every) == [([1, "seats"], "min_value")]
    assert every.data["checked"] == ["0.seats", "1.seats"]
    assert client.validate("tickets", rows).data["checked"] == [""]
    assert client.validate("tickets", rows, only=["2.name", "rows", "nothing"]).data["checked"] == []


def test_only_the_records_of_the_hook_are_edited(client: MizanClient) -> None:
    mine = Note.objects.create(title="A", body="mine")
    other = Note.objects.create(title="B", body="yours")
    row = {"title": "C", "body": "mine"}
    result = client.submit("notes", [{"id": str(mine.pk), **row}, {**row, "title": "D"}])
    assert (result.status, result.data) == (200, 2)
    refused = client.submit("notes", [{"id": str(other.pk), **row}])
    assert codes(refused) == [([0, "id"], "invalid_choice")]
    assert client.submit("notes", [{"id": str(mine.pk), **row, "DELETE": True}]).ok
    assert set(Note.objects.values_list("title", flat=True)) == {"B", "D"}


def test_rows_are_saved_in_one_transaction_with_the_hook(client: MizanClient) -> None:
    rows = [{"title": "A", "body": "mine"}, {"title": "explode", "body": "mine"}]
    assert client.submit("notes", rows).code == "conflict"
    assert not Note.objects.exists()


class Deciding(forms.BaseFormSet):  # type: ignore[type-arg]
    """Rows that say for themselves whether they are valid."""

    def is_valid(self) -> bool:
        return super().is_valid() and len(self.forms) < 2


def test_a_formset_that_says_for_itself_whether_it_is_valid_is_asked(client: MizanClient) -> None:
    register_formset(formset_factory(TicketForm, formset=Deciding), name="deciding", on_submit=count)
    row = {"name": "Ada", "seats": 1}
    assert codes(client.submit("deciding", [row])) == []
    assert codes(client.submit("deciding", [row, row])) == [([], "invalid")]
    assert codes(client.submit("deciding", [row, {}])) == [([], "invalid")]


def test_a_row_that_nobody_filled_in_is_asked_nothing_before_the_submission_either(
    client: MizanClient,
) -> None:
    rows = [{"title": "", "body": ""}, {"title": "A", "body": "b"}]
    assert codes(client.validate("notes.new", rows)) == []
    assert codes(client.submit("notes.new", rows)) == []


def test_a_model_formset_needs_no_hook_and_adds_only(client: MizanClient) -> None:
    there = Note.objects.create(title="A", body="mine")
    assert client.submit("notes.new", [{"title": "B", "body": "b"}]).status == 200
    refused = client.submit("notes.new", [{"id": str(there.pk), "title": "B", "body": "b"}])
    assert codes(refused) == [([0, "id"], "invalid_choice")]


def test_an_inline_formset_hangs_on_the_record_of_the_hook(client: MizanClient) -> None:
    note = Note.objects.create(title="A", body="b")
    rows = [{"title": "One", "pages": 1, "sheets": [{"text": "x"}, {"text": ""}]}]
    assert client.submit("chapters", rows, params={"pk": note.pk}).ok
    assert [page.text for page in Page.objects.filter(chapter__note=note)] == ["x"]
    assert client.submit("chapters", rows, params={"pk": 0}).code == "not_found"
    nested = [{"title": "One", "pages": 1, "sheets": [{"text": "x" * 10_000}]}]
    assert client.submit("chapters", nested, params={"pk": note.pk}).status in (200, 422)
    wrong = [{"title": "One", "pages": "x", "sheets": [1]}]
    refused = client.submit("chapters", wrong, params={"pk": note.pk})
    assert ([0, "pages"], "invalid") in codes(refused)
    assert ([0, "sheets", 0], "invalid") in codes(refused)


def test_the_schema_is_that_of_a_form_of_its_rows(client: MizanClient) -> None:
    Note.objects.create(title="A", body="mine")
    described = client.call("notes.schema").data
    assert list(described["schema"]["properties"]) == ["rows"]
    assert [row["title"] for row in described["initial"]["rows"]] == ["A"]


def test_a_page_posts_what_djangos_own_formset_would() -> None:
    posted = {
        "form-TOTAL_FORMS": "2",
        "form-INITIAL_FORMS": "0",
        "form-0-name": "Ada",
        "form-0-seats": "1",
        "form-1-name": "Bob",
        "form-1-seats": "0",
    }
    page = Client().post("/api/mizan/form/tickets/", posted, headers={"Accept": "text/html"})
    assert page.status_code == 422
    text = page.content.decode()
    assert 'name="form-TOTAL_FORMS"' in text
    assert 'name="form-1-name" value="Bob"' in text
    assert text.count("Ensure this value is greater than or equal to 1.") == 1
    answer = Client().post(
        "/api/mizan/form/tickets/", {**posted, "form-1-seats": "2"}, headers={"Accept": "application/json"}
    )
    assert answer.json() == ["Ada", "Bob"]


@pytest.mark.parametrize(
    ("body", "status"),
    [('[{"name": "Ada", "seats": 1}]', 200), ("[]", 422), ("{}", 422), ('[],"only":["x"]', 400), ("[", 400)],
)
def test_other_clients_send_the_rows_bare(body: str, status: int) -> None:
    answer = Client().post("/api/mizan/form/tickets/", body, content_type="application/json")
    assert answer.status_code == status


def test_precognition_names_rows_as_laravel_does() -> None:
    answer = Client().post(
        "/api/mizan/form/tickets/",
        json.dumps([{"name": "", "seats": 1}]),
        content_type="application/json",
        headers={"Precognition": "true", "Precognition-Validate-Only": "0.name"},
    )
    assert answer.status_code == 422
    assert list(answer.json()["errors"]) == ["0.name"]


def test_the_mixin_leaves_djangos_own_methods_alone(formsets: Any) -> None:
    assert formsets(form_kwargs={"prefix": "x"}).get_form_kwargs(0) == {"prefix": "x"}


def problems(registry: Registry) -> list[str]:
    registry.settle()
    return [problem.check_id for problem in registry.problems]


def test_an_inline_formset_of_no_record_is_reported(fresh_registry: Registry) -> None:
    register_formset(inlineformset_factory(Note, Chapter, form=ChapterForm), name="lost")
    assert problems(fresh_registry) == ["mizan.E050"]


def test_a_formset_without_a_form_is_reported(fresh_registry: Registry) -> None:
    register_formset(forms.BaseFormSet, name="nothing")
    assert problems(fresh_registry) == ["mizan.E051"]


def test_a_plain_formset_that_does_nothing_is_reported(fresh_registry: Registry) -> None:
    register_formset(formset_factory(TicketForm), name="idle")
    assert problems(fresh_registry) == ["mizan.E030"]
