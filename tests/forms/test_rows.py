"""Formsets over HTTP: rows in, issues at their places, one transaction."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import formset_factory, inlineformset_factory, modelformset_factory
from django.http import HttpRequest
from pydantic import BaseModel

from mizan.forms import mizanFormMeta, register_form
from mizan.setup.registry import Registry
from mizan.testing import MizanClient, Result
from tests.app.models import Chapter, Note, Page

pytestmark = pytest.mark.django_db


class ChapterForm(forms.ModelForm):  # type: ignore[type-arg]
    mizan = mizanFormMeta(formsets={})

    class Meta:
        model = Chapter
        fields = ["title", "pages"]

    def clean_title(self) -> str:
        title: str = self.cleaned_data["title"]
        if title == "explode":
            raise forms.ValidationError("No.", code="no")
        return title


PageFormSet = inlineformset_factory(Chapter, Page, fields=["text"], extra=0, max_num=2, validate_max=True)
ChapterForm.mizan = mizanFormMeta(formsets={"sheets": PageFormSet})


class BaseChapters(forms.BaseInlineFormSet):  # type: ignore[type-arg]
    def clean(self) -> None:
        super().clean()
        titles = [form.cleaned_data.get("title") for form in self.forms if form.is_valid()]
        if "same" in titles and titles.count("same") > 1:
            raise forms.ValidationError("Twice the same.", code="twice")


ChapterFormSet = inlineformset_factory(
    Note,
    Chapter,
    form=ChapterForm,
    formset=BaseChapters,
    can_order=True,
    min_num=1,
    validate_min=True,
    max_num=4,
    validate_max=True,
    absolute_max=6,
    extra=1,
)


class NoteParams(BaseModel):
    pk: int | None = None


class NoteForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Note
        fields = ["title", "body"]


class TicketForm(forms.Form):
    name = forms.CharField()
    seats = forms.IntegerField(min_value=1)
    proof = forms.FileField(required=False)


class OrderForm(forms.Form):
    email = forms.EmailField()


def note_of(request: HttpRequest, params: NoteParams) -> Note | None:
    return Note.objects.get(pk=params.pk) if params.pk else None


def kept(form: Any, request: HttpRequest) -> list[str]:
    if form.instance.title == "explode":
        raise RuntimeError
    return [chapter.title for chapter in form.instance.chapters.order_by("pk")]


def ordered(form: Any, request: HttpRequest) -> list[str]:
    rows = form.formsets["tickets"].cleaned_data
    return [f"{row['name']} {row['proof'].read().decode() if row['proof'] else ''}" for row in rows if row]


def mine(request: HttpRequest, params: Any, name: str) -> dict[str, Any]:
    assert name == "notes"
    return {"queryset": Note.objects.filter(body="mine")}


@pytest.fixture(autouse=True)
def formsets_of_the_shop(fresh_registry: Registry) -> None:
    register_form(
        NoteForm,
        name="library.note",
        formsets={"chapters": ChapterFormSet},
        params=NoteParams,
        get_instance=note_of,
        on_submit=kept,
    )
    tickets = formset_factory(TicketForm, can_delete=True)
    register_form(OrderForm, name="library.order", formsets={"tickets": tickets}, on_submit=ordered)
    notes = modelformset_factory(Note, fields=["title", "body"], can_delete=True)
    register_form(
        OrderForm,
        name="library.notes",
        formsets={"notes": notes},
        get_formset_kwargs=mine,
        on_submit=lambda form, request: None,
    )
    register_form(
        OrderForm, name="library.blind", formsets={"notes": notes}, on_submit=lambda form, request: None
    )
    fresh_registry.settle()
    assert fresh_registry.problems == []


@pytest.fixture
def client() -> MizanClient:
    return MizanClient()


def codes(result: Result) -> list[tuple[list[Any], str]]:
    return [(issue["path"], issue["code"]) for issue in result.issues]


def note(*chapters: Any, title: str = "A") -> dict[str, Any]:
    return {"title": title, "body": "b", "chapters": list(chapters)}


def chapter(title: str = "One", **rest: Any) -> dict[str, Any]:
    return {"title": title, "pages": 1, **rest}


def test_a_record_and_its_rows_are_saved_together(client: MizanClient) -> None:
    result = client.submit("library.note", note(chapter("One"), chapter("Two")))
    assert (result.status, result.data) == (200, ["One", "Two"])
    assert Chapter.objects.filter(note=Note.objects.get()).count() == 2


def test_rows_inside_of_rows_are_saved(client: MizanClient) -> None:
    result = client.submit(
        "library.note", note(chapter("One", sheets=[{"text": "a"}, {"text": "b"}]), chapter("Two"))
    )
    assert result.status == 200
    assert [page.chapter.title for page in Page.objects.all()] == ["One", "One"]


def test_rows_inside_of_an_empty_row_make_it_count(client: MizanClient) -> None:
    result = client.submit(
        "library.note", note(chapter(), {"title": "", "pages": "", "sheets": [{"text": "a"}]})
    )
    assert codes(result) == [(["chapters", 1, "title"], "required"), (["chapters", 1, "pages"], "required")]


def test_complaints_stand_at_the_place_of_their_row(client: MizanClient) -> None:
    sheets = [{"text": "a"}, {"text": "b" * 41}]
    result = client.submit(
        "library.note", note(chapter(), chapter("explode", pages="x", sheets=sheets), title="")
    )
    assert codes(result) == [
        (["title"], "required"),
        (["chapters", 1, "title"], "no"),
        (["chapters", 1, "pages"], "invalid"),
        (["chapters", 1, "sheets", 1, "text"], "max_length"),
    ]
    assert not Note.objects.exists()


@pytest.mark.proves("rows-atomic")
def test_a_hook_that_fails_takes_the_rows_back(client: MizanClient) -> None:
    assert client.submit("library.note", note(chapter(), title="explode")).status == 500
    assert not Note.objects.exists()
    assert not Chapter.objects.exists()


def test_the_formset_as_a_whole_complains_at_its_name(client: MizanClient) -> None:
    assert codes(client.submit("library.note", note())) == [(["chapters"], "too_few_forms")]
    empty = client.submit("library.note", note({"title": "", "pages": 1}))
    assert codes(empty) == [(["chapters", 0, "title"], "required"), (["chapters"], "too_few_forms")]
    five = client.submit("library.note", note(*[chapter(f"{n}") for n in range(5)]))
    assert [(issue["code"], issue["message"]) for issue in five.issues] == [
        ("too_many_forms", "Please submit at most 4 forms.")
    ]
    twice = client.submit("library.note", note(chapter("same"), chapter("same")))
    assert codes(twice) == [(["chapters"], "twice")]


def test_more_rows_than_can_be_make_no_form(client: MizanClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ChapterForm, "__init__", None)
    result = client.submit("library.note", note(*[chapter() for _ in range(7)]))
    assert codes(result) == [(["chapters"], "too_many_forms")]


def test_rows_inside_of_rows_are_counted_together(client: MizanClient) -> None:
    sheets = [{"text": "a"}] * 501
    result = client.submit("library.note", note(chapter(sheets=sheets), chapter(sheets=sheets)))
    assert (["chapters", 1, "sheets"], "too_many_forms") in codes(result)


@pytest.mark.parametrize(
    ("sent", "path"),
    [("x", []), ({}, []), (3, []), ([None], [0]), ([[]], [0]), ([{"title": "a", "pages": 1}, "x"], [1])],
)
def test_what_are_no_rows_is_refused(client: MizanClient, sent: Any, path: list[Any]) -> None:
    result = client.submit("library.note", {"title": "A", "body": "b", "chapters": sent})
    assert codes(result) == [(["chapters", *path], "invalid")]


@pytest.fixture
def book() -> Note:
    book = Note.objects.create(title="A", body="mine")
    for title in ("One", "Two", "Three"):
        Chapter.objects.create(note=book, title=title, pages=1)
    return book


def test_rows_are_changed_removed_and_added(client: MizanClient, book: Note) -> None:
    one, two, three = book.chapters.order_by("pk")
    rows = [
        chapter("New"),
        chapter("Three!", id=three.pk),
        {"id": one.pk, "title": "", "DELETE": True},
    ]
    result = client.submit("library.note", note(*rows), params={"pk": book.pk})
    assert (result.status, result.data) == (200, ["Two", "Three!", "New"])
    wrong = [chapter("", pages=2), chapter("Three", id=three.pk), chapter("", id=two.pk)]
    result = client.submit("library.note", note(*wrong), params={"pk": book.pk})
    assert codes(result) == [(["chapters", 0, "title"], "required"), (["chapters", 2, "title"], "required")]


@pytest.mark.proves("rows-denied")
def test_what_belongs_to_others_answers_like_what_is_not_there(client: MizanClient, book: Note) -> None:
    other = Chapter.objects.create(note=Note.objects.create(title="B"), title="Theirs", pages=1)
    answers = []
    for key in (other.pk, 99999, "x", True, 10**30, []):
        result = client.submit("library.note", note(chapter("Mine", id=key)), params={"pk": book.pk})
        answers.append(result.issues)
    assert [issue["path"] for issue in answers[0]] == [["chapters", 0, "id"]]
    assert all(answer == answers[0] for answer in answers)
    other.refresh_from_db()
    assert other.title == "Theirs"
    mine = book.chapters.earliest("pk").pk
    result = client.submit("library.note", note(chapter(id=mine), chapter(id=mine)), params={"pk": book.pk})
    assert codes(result) == [(["chapters", 1, "id"], "invalid_choice")]


def test_the_place_of_a_row_is_its_order(client: MizanClient, book: Note, fresh_registry: Registry) -> None:
    orders: list[Any] = []

    def see(form: Any, request: HttpRequest) -> None:
        formset = form.formsets["chapters"]
        orders.extend((row.cleaned_data["title"], row.cleaned_data["ORDER"]) for row in formset.ordered_forms)

    register_form(
        NoteForm,
        name="library.sorted",
        formsets={"chapters": ChapterFormSet},
        params=NoteParams,
        get_instance=note_of,
        on_submit=see,
    )
    one, two, _three = book.chapters.order_by("pk")
    rows = [chapter("New"), {"title": "", "pages": 1}, chapter("Two", id=two.pk), chapter("One", id=one.pk)]
    assert client.submit("library.sorted", note(*rows), params={"pk": book.pk}).issues == []
    assert orders == [("New", 1), ("Two", 3), ("One", 4)]


def test_a_queryset_of_the_request_says_which_rows_there_are(client: MizanClient, book: Note) -> None:
    theirs = Note.objects.create(title="B", body="theirs")
    data = {"email": "a@example.com"}
    good = {**data, "notes": [{"id": book.pk, "title": "A2", "body": "mine"}]}
    assert client.submit("library.notes", good).status == 200
    assert Note.objects.get(pk=book.pk).title == "A2"
    bad = {**data, "notes": [{"id": theirs.pk, "title": "B2", "body": "theirs"}]}
    assert codes(client.submit("library.notes", bad)) == [(["notes", 0, "id"], "invalid_choice")]
    assert codes(client.submit("library.blind", good)) == [(["notes", 0, "id"], "invalid_choice")]
    assert client.submit("library.blind", {**data, "notes": [{"title": "C", "body": "c"}]}).status == 200


def test_files_travel_with_their_row(client: MizanClient) -> None:
    rows = [{"name": "A", "seats": 1}, {"name": "B", "seats": 1}]
    files = {"tickets.1.proof": SimpleUploadedFile("b.txt", b"bee")}
    result = client.submit("library.order", {"email": "a@example.com", "tickets": rows}, files=files)
    assert result.data == ["A ", "B bee"]


def test_an_empty_row_is_not_judged(client: MizanClient) -> None:
    result = client.submit(
        "library.order", {"email": "a@example.com", "tickets": [{}, {"name": "B", "seats": 1}]}
    )
    assert result.data == ["B "]
    bare = client.submit("library.order", {"email": "a@example.com"})
    assert bare.data == []


def test_rows_are_validated_by_path(client: MizanClient) -> None:
    rows = [
        {"name": "A", "seats": 0},
        {"name": "", "seats": 0},
        {"name": "C", "proof": {"name": "c", "size": "x"}},
    ]
    data = {"email": "", "tickets": rows}

    def asked(*only: str) -> tuple[list[Any], list[str]]:
        result = client.validate("library.order", data, only=list(only))
        return [issue["path"] for issue in result.data["issues"]], result.data["checked"]

    assert asked("tickets.1.seats") == ([["tickets", 1, "seats"]], ["tickets.1.seats"])
    assert asked("tickets.*.seats") == (
        [["tickets", 0, "seats"], ["tickets", 1, "seats"], ["tickets", 2, "seats"]],
        ["tickets.0.seats", "tickets.1.seats", "tickets.2.seats"],
    )
    assert asked("email") == ([["email"]], ["email"])
    assert asked("tickets.7.seats", "tickets.0.nothing", "nowhere.1.x", "tickets.0.name.more") == ([], [])
    assert asked("tickets")[1] == ["tickets"]


def test_a_validation_saves_nothing(client: MizanClient, book: Note) -> None:
    rows = [chapter("New"), chapter("Changed", id=book.chapters.earliest("pk").pk)]
    result = client.validate("library.note", note(*rows), params={"pk": book.pk})
    assert result.data["issues"] == []
    assert "chapters" in result.data["checked"]
    assert [each.title for each in book.chapters.order_by("pk")] == ["One", "Two", "Three"]


def test_the_contract_describes_the_rows() -> None:
    from mizan.codegen.contract import contract

    document = contract()
    schema = document["forms"]["library.note"]["schema"]
    rows = schema["properties"]["chapters"]
    assert schema["x-mizan"]["order"] == ["title", "body", "chapters"]
    assert rows["items"]["x-mizan"]["order"] == ["title", "pages", "sheets"]
    assert sorted(rows["items"]["properties"]) == ["DELETE", "ORDER", "id", "pages", "sheets", "title"]


def test_the_schema_of_a_request_holds_its_rows(client: MizanClient, book: Note) -> None:
    result = client.call("library.note.schema", {"params": {"pk": book.pk}})
    first = book.chapters.earliest("pk")
    assert result.data["initial"]["chapters"][0] == {"id": first.pk, "title": "One", "pages": 1, "sheets": []}
    blank = client.call("library.note.schema", {"params": {}})
    assert blank.data["initial"]["chapters"] == []


def test_rows_with_which_a_page_begins_count_though_nobody_changed_them(client: MizanClient) -> None:
    begun = [{"name": "Ada", "seats": 1}, {"name": "Bob", "seats": 2}]
    register_form(
        OrderForm,
        name="library.begun",
        formsets={"tickets": formset_factory(TicketForm)},
        get_formset_kwargs=lambda request, params, name: {"initial": begun},
        on_submit=ordered,
    )
    shown = client.get("library.begun.schema").data["initial"]["tickets"]
    result = client.submit("library.begun", {"email": "a@example.org", "tickets": shown})
    assert result.data == ["Ada ", "Bob "]
    emptied = client.submit("library.begun", {"email": "a@example.org", "tickets": [{"name": ""}, shown[1]]})
    assert codes(emptied) == [(["tickets", 0, "name"], "required"), (["tickets", 0, "seats"], "required")]
    fewer = client.submit("library.begun", {"email": "a@example.org", "tickets": [shown[1]]})
    assert fewer.data == ["Bob "]


def test_a_form_that_is_described_by_its_values_has_its_rows(client: MizanClient) -> None:
    register_form(
        OrderForm,
        name="library.refreshed",
        formsets={"tickets": formset_factory(TicketForm)},
        refresh_on=["email"],
        on_submit=ordered,
    )
    described = client.call("library.refreshed.schema", {"data": {"email": "x"}}).data
    assert "tickets" in described["schema"]["properties"]
    assert described["initial"]["tickets"] == []
