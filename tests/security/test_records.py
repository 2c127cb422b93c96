"""Somebody reads or writes a record, or a field of a record, that is not offered to them."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from mizan.forms import register_form
from tests.app.models import Note
from tests.conftest import kept_registry
from tests.security.conftest import log_in

pytestmark = pytest.mark.django_db
JSON = "application/json"


@pytest.fixture
def notes() -> tuple[Note, Note]:
    """Return a note that is offered (rating 1) and one of somebody else."""
    return Note.objects.create(title="open", rating=1), Note.objects.create(title="secret", rating=2)


def test_a_foreign_choice_answers_the_bytes_of_an_absent_one(notes: tuple[Note, Note]) -> None:
    for field, value in (("note", 0), ("notes", [])):
        bodies = set()
        for pk in (notes[1].pk, 999_999):
            data = {"text": "a", field: [pk] if value == [] else pk}
            response = Client().post("/api/mizan/call/survey.submit/", {"data": data}, content_type=JSON)
            bodies.add(response.content.replace(str(pk).encode(), b"PK"))
            assert response.status_code == 422
        assert len(bodies) == 1
        assert b"secret" not in bodies.pop()


@pytest.mark.parametrize("pk", [True, 1.0, "1.0", "1e0", [1], {"pk": 1}, "１", 10**400, None])
def test_a_choice_is_a_key_and_nothing_like_it(pk: Any, notes: tuple[Note, Note]) -> None:
    data = {"data": {"text": "a", "notes": [pk]}}
    response = Client(raise_request_exception=False).post(
        "/api/mizan/call/survey.submit/", data, content_type=JSON
    )
    assert response.status_code in (400, 422)


def test_rows_stand_in_no_schema(notes: tuple[Note, Note]) -> None:
    for client in (Client(), log_in("user")):
        text = client.get("/api/mizan/call/survey.schema/").content
        assert b"open" not in text
        assert b"secret" not in text


def test_a_foreign_record_answers_the_bytes_of_an_absent_one(notes: tuple[Note, Note]) -> None:
    client = log_in("user")
    foreign = [Note.objects.create(title=f"foreign {number}", rating=2).pk for number in range(20)]
    for path in ("call/edit_note.schema/", "call/edit_note.validate/", "call/edit_note.submit/"):
        answers = set()
        for pk in [*foreign, 999_999, -1]:
            body = {"params": {"number": pk}, "data": {"title": "mine"}}
            answers.add(client.post(f"/api/mizan/{path}", body, content_type=JSON).content)
        assert len(answers) == 1
    for pk in foreign:
        client.post(f"/api/mizan/form/edit_note/?number={pk}", {"title": "mine"})
    assert not Note.objects.filter(title="mine").exists()


def test_only_declared_fields_are_written(notes: tuple[Note, Note]) -> None:
    client, mine = log_in("user"), notes[0]
    every = {"id": 77, "pk": 77, "title": "new", "body": "injected", "rating": 9, "due": "2027-06-10"}
    ways: list[tuple[str, Any, str]] = [
        ("call/edit_note.submit/", {"params": {"number": mine.pk}, "data": every}, JSON),
        (f"form/edit_note/?number={mine.pk}", every, JSON),
    ]
    for path, body, kind in ways:
        assert client.post(f"/api/mizan/{path}", body, content_type=kind).status_code == 200
    assert client.post(f"/api/mizan/form/edit_note/?number={mine.pk}", every).status_code == 200
    kept = Note.objects.get(pk=mine.pk)
    assert (kept.title, str(kept.due), kept.body, kept.rating) == ("new", "2027-06-10", "", 1)
    assert Note.objects.count() == 2


def test_rights_are_not_written_with_a_name() -> None:
    from django.forms import modelform_factory

    client = log_in("user")
    ada = User.objects.get()
    every = {field.name: True for field in User._meta.get_fields()} | {"first_name": "Ada", "id": 5}
    form = modelform_factory(User, fields=["first_name"])
    with kept_registry():
        register_form(form, name="profile", auth=True, get_instance=lambda request, params: request.user)
        for path, body in (("call/profile.submit/", {"data": every}), ("form/profile/", every)):
            assert client.post(f"/api/mizan/{path}", body, content_type=JSON).status_code == 200
        client.post("/api/mizan/form/profile/", every)
    now = User.objects.get()
    assert (now.first_name, now.pk, now.password) == ("Ada", ada.pk, ada.password)
    assert not (now.is_staff)
    assert not (now.is_superuser)


def test_a_disabled_field_keeps_its_value() -> None:
    response = Client().post(
        "/api/mizan/call/survey.submit/", {"data": {"text": "a", "fixed": "x"}}, content_type=JSON
    )
    assert response.json() == "mine"
