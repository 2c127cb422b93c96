"""A statement that failed ends its transaction: what goes on after it is never told to be saved."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from threading import Barrier
from typing import Any

import pytest
from django import forms
from django.db import DataError, IntegrityError, connection
from django.db.transaction import atomic, set_rollback
from django.http import HttpRequest

from mizan.forms import register_form
from mizan.setup.databases import FAILED
from mizan.setup.registry import Registry, register
from mizan.testing import MizanClient
from tests.app.models import Note
from tests.postgres.meeting import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def registry(fresh_registry: Registry) -> Registry:
    Note.objects.create(title="taken")
    return fresh_registry


def write_again() -> None:
    Note.objects.create(title="taken")


def write_in_sql() -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO app_note (title, body) VALUES ('taken', '')")


def read_what_is_no_pattern() -> None:
    Note.objects.filter(title__regex="[").exists()


FAILING = [write_again, write_in_sql, read_what_is_no_pattern]


class Title(forms.Form):
    """Is judged by Django alone, so that its hook has a transaction of its own."""

    title = forms.CharField()


FORMS = [Title, forms.modelform_factory(Note, fields=["title"])]


def submit(form_class: Any, act: Callable[[], None]) -> tuple[int, bool]:
    """Return the status of a submission whose hook does this, and whether its record is there."""

    def hook(form: Any, request: HttpRequest) -> None:
        Note.objects.get_or_create(title=form.cleaned_data["title"])
        with suppress(DataError, IntegrityError):
            act()

    register_form(form_class, name="note", auth=None, on_submit=hook)
    return MizanClient().submit("note", {"title": "new"}).status, Note.objects.filter(title="new").exists()


@pytest.mark.parametrize("form_class", FORMS)
@pytest.mark.parametrize("act", FAILING)
def test_what_fails_in_an_atomic_of_its_own_may_be_caught(form_class: Any, act: Callable[[], None]) -> None:
    assert submit(form_class, atomic(act)) == (200, True)


@pytest.mark.parametrize("form_class", FORMS)
@pytest.mark.parametrize("act", FAILING)
def test_what_fails_and_is_caught_is_no_success_that_saves_nothing(
    form_class: Any, act: Callable[[], None], caplog: pytest.LogCaptureFixture
) -> None:
    assert submit(form_class, act) == (500, False)
    assert FAILED in caplog.text


@pytest.mark.parametrize("form_class", FORMS)
def test_who_takes_back_on_purpose_may(form_class: Any) -> None:
    assert submit(form_class, partial(set_rollback, True)) == (200, False)


def test_of_two_who_wait_for_each_other_one_is_told_of_a_conflict() -> None:
    meeting = Barrier(2)
    Note.objects.create(title="other")

    def change(request: HttpRequest, first: str, second: str) -> None:
        with atomic():
            Note.objects.filter(title=first).update(body=first)
            meeting.wait(10)
            Note.objects.filter(title=second).update(body=first)

    register(change, "change")
    call = MizanClient().call
    results = at_once(
        partial(call, "change", {"first": "taken", "second": "other"}),
        partial(call, "change", {"first": "other", "second": "taken"}),
    )
    assert sorted((result.status, result.code) for result in results) == [(200, None), (409, "conflict")]
    assert len(set(Note.objects.values_list("body", flat=True))) == 1
