"""A page with a form, without JavaScript."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ImproperlyConfigured
from django.test import Client, RequestFactory

from mizan.web import FormPage
from tests.app.models import Note
from tests.web.conftest import NoteForm

pytestmark = pytest.mark.django_db


def test_page_shows_the_form_and_takes_it_back() -> None:
    client = Client()
    assert 'name="title"' in client.get("/note/").content.decode()
    response = client.post("/note/", {"title": "one"})
    assert (response.status_code, response.context["result"]) == (200, {"saved": 1})
    assert Note.objects.get().title == "one"


def test_page_keeps_what_was_typed_beside_the_error() -> None:
    response = Client().post("/note/", {"title": "forbidden", "body": "long text"})
    assert response.status_code == 422
    assert response.context["form"].errors == {"title": ["Not this <b>word</b>."]}
    assert response.context["form"]["body"].value() == "long text"


def test_page_validates_once(monkeypatch: pytest.MonkeyPatch) -> None:
    cleaned = []
    original = NoteForm.clean_title
    monkeypatch.setattr(NoteForm, "clean_title", lambda form: (cleaned.append(1), original(form))[1])
    assert "Not this" in Client().post("/note/", {"title": "forbidden"}).content.decode()
    assert len(cleaned) == 1


def test_anonymous_is_sent_to_log_in_and_user_is_refused() -> None:
    client = Client()
    assert client.get("/staff/")["Location"] == "/accounts/login/?next=/staff/"
    assert client.post("/staff/", {"title": "one"})["Location"] == "/accounts/login/?next=/staff/"
    client.force_login(User.objects.create_user("ada"))
    assert client.get("/staff/").status_code == client.post("/staff/", {"title": "one"}).status_code == 403
    assert not Note.objects.exists()


def test_staff_goes_on_to_success_url() -> None:
    client = Client()
    client.force_login(User.objects.create_user("grace", is_staff=True))
    response = client.post("/staff/", {"title": "one"})
    assert (response.status_code, response["Location"]) == (303, "/thanks/")


def test_page_is_protected_where_the_site_has_no_csrf_middleware(settings: pytest.FixtureRequest) -> None:
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "Csrf" not in name]  # type: ignore[attr-defined]
    client = Client(enforce_csrf_checks=True)
    assert client.post("/note/", {"title": "one"}).status_code == 403
    assert not Note.objects.exists()


def test_params_that_do_not_validate_lead_nowhere() -> None:
    assert Client().get("/note/?page=x").status_code == 404
    assert Client().get("/note/?page=2&utm=x").status_code == 200


def test_unknown_form_names_the_known_ones() -> None:
    class Lost(FormPage):
        form = "lost"

    with pytest.raises(ImproperlyConfigured, match="web_note"):
        Lost.as_view()(RequestFactory().get("/"))


@pytest.mark.parametrize("query", ["page=x", "page=", "page=%00"])
def test_a_post_with_params_that_do_not_validate_leads_nowhere(query: str) -> None:
    assert Client(raise_request_exception=False).post(f"/note/?{query}", {"title": "one"}).status_code == 404
    assert not Note.objects.exists()


@pytest.mark.parametrize("text", ["[" * 100_000, "9" * 5000])
def test_a_page_shows_its_form_again_without_what_a_field_cannot_show(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(NoteForm.base_fields, "body", forms.JSONField())
    response = Client(raise_request_exception=False).post("/note/", {"title": "one", "body": text})
    assert response.status_code == 422
    assert response.context["form"]["title"].value() == "one"
    assert not response.context["form"]["body"].data


def test_a_post_that_cannot_be_read_shows_nobody_a_form_that_is_not_theirs(
    settings: pytest.FixtureRequest,
) -> None:
    settings.MIZAN = {"MAX_BODY": 1, "MAX_UPLOAD": 1}  # type: ignore[attr-defined]
    flat = {"content_type": "application/x-www-form-urlencoded", "data": "title=one"}
    refused: list[dict[str, Any]] = [
        {"data": {"title": "one"}, "headers": {"Sec-Fetch-Site": "cross-site"}},
        {"data": {"title": "one"}},
        flat,
        {**flat, "content_type": "application/x-www-form-urlencoded; charset=utf-7"},
    ]
    for post in refused:
        assert Client().post("/staff/", **post)["Location"] == "/accounts/login/?next=/staff/"
