"""A form with formsets as a browser's own page posts it, and as it comes back."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.forms import inlineformset_factory, modelform_factory
from django.http import HttpRequest
from django.test import Client

from mizan.forms import mizanFormMeta, register_form
from mizan.setup.registry import Registry
from tests.app.models import Chapter, Note, Page

pytestmark = pytest.mark.django_db
PAGE = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}

ChapterForm = modelform_factory(Chapter, fields=["title", "pages"])
ChapterForm.mizan = mizanFormMeta(  # type: ignore[attr-defined]
    formsets={"sheets": inlineformset_factory(Chapter, Page, fields=["text"], extra=1)}
)
ChapterFormSet = inlineformset_factory(
    Note, Chapter, form=ChapterForm, extra=1, min_num=1, max_num=2, validate_max=True
)


def kept(form: Any, request: HttpRequest) -> None:
    assert form.instance.pk


@pytest.fixture(autouse=True)
def book(fresh_registry: Registry) -> None:
    register_form(
        modelform_factory(Note, fields=["title"]),
        name="library.book",
        formsets={"chapters": ChapterFormSet},
        on_submit=kept,
    )


def post(data: dict[str, Any]) -> Any:
    return Client().post("/api/mizan/form/library.book/", data, headers=PAGE)


def page(**fields: Any) -> dict[str, Any]:
    management = {"chapters-TOTAL_FORMS": 2, "chapters-INITIAL_FORMS": 0}
    inner = {f"chapters-{n}-sheets-{kind}_FORMS": 0 for n in (0, 1) for kind in ("TOTAL", "INITIAL")}
    first = {"chapters-0-title": "One", "chapters-0-pages": 1, "chapters-1-title": "", "chapters-1-pages": 1}
    return {"title": "A", **management, **inner, **first, **fields}


def test_a_page_of_djangos_own_formset_is_saved() -> None:
    sheets = {"chapters-0-sheets-TOTAL_FORMS": 1, "chapters-0-sheets-0-text": "a"}
    assert post(page(**sheets)).status_code == 200
    assert Chapter.objects.get().note.title == "A"
    assert Page.objects.get().chapter.title == "One"


def test_the_page_comes_back_with_its_rows_and_complaints() -> None:
    sheets = {"chapters-0-sheets-TOTAL_FORMS": 1, "chapters-0-sheets-0-text": "b" * 41}
    response = post(page(**{"chapters-1-title": "<Two>", "chapters-1-pages": "x"}, **sheets))
    html = response.content.decode()
    assert response.status_code == 422
    assert html.count("Enter a whole number.") == 1
    assert html.count("Ensure this value has at most 40 characters (it has 41).") == 1
    assert "&lt;Two&gt;" in html
    assert re.search(r'name="chapters-TOTAL_FORMS" value="2"', html)
    assert not Note.objects.exists()


def test_a_formset_that_is_too_long_says_so_once() -> None:
    response = post(page(**{"chapters-TOTAL_FORMS": 3, "chapters-2-title": "x", "chapters-1-title": "y"}))
    assert response.content.decode().count("Please submit at most 2 forms.") == 1


def test_a_page_without_its_management_form_is_refused() -> None:
    response = post({"title": "A"})
    assert response.status_code == 422
    assert "ManagementForm data is missing" in response.content.decode()
    assert not Note.objects.exists()


TOTALS = ["x", "99999999", "1e9", "", "9" * 400, "9" * 5000, " +900.0 ", "٩٠٠"]


@pytest.mark.parametrize("total", TOTALS)
@pytest.mark.parametrize("last", [{}, {"chapters-899-title": "x"}], ids=["none", "the last"])
def test_a_clients_word_about_the_number_of_rows_does_not_count(total: str, last: dict[str, str]) -> None:
    response = post(page(**{"chapters-TOTAL_FORMS": total, **last}))
    assert response.status_code == 422
    assert len(response.content) < 200_000  # not a row for each of what was said


def test_a_row_of_somebody_else_is_not_there() -> None:
    other = Chapter.objects.create(note=Note.objects.create(title="B"), title="Theirs", pages=1)
    for key in (other.pk, 99999):
        response = post(page(**{"chapters-INITIAL_FORMS": 1, "chapters-0-id": key}))
        assert response.status_code == 422
        assert "Select a valid choice." in response.content.decode()
    other.refresh_from_db()
    assert other.title == "Theirs"
