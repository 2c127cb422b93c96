"""What fails is rolled back, each operation by itself."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import replace
from typing import Any

import pytest
from django.db import IntegrityError, connections, transaction
from django.http import HttpRequest

from mizan.protocol.envelope import Call, FailureBody, Success
from mizan.protocol.errors import Failure
from mizan.server.batch import run_batch
from mizan.server.dispatch import dispatch
from mizan.server.transactions import databases_of
from mizan.setup.functions import operation_of
from mizan.setup.operations import Operation
from mizan.setup.registry import Registry
from tests.app.models import Note


def save(request: HttpRequest) -> int:
    Note.objects.create(title="saved")
    return Note.objects.count()


def save_and_refuse(request: HttpRequest) -> int:
    Note.objects.create(title="saved")
    raise Failure("conflict")


def save_and_crash(request: HttpRequest) -> int:
    Note.objects.create(title="saved")
    raise RuntimeError


def save_and_answer_nonsense(request: HttpRequest) -> int:
    Note.objects.create(title="saved")
    return "nonsense"  # type: ignore[return-value]


async def save_later_and_refuse(request: HttpRequest) -> int:
    await Note.objects.acreate(title="saved")
    raise Failure("conflict")


@contextmanager
def databases(**options: dict[str, Any]) -> Iterator[None]:
    kept = copy.deepcopy(connections.settings)
    for alias, changes in options.items():
        connections.settings[alias] = {**kept["default"], **changes}
    yield
    connections.settings.clear()
    connections.settings.update(kept)


ATOMIC = {"ATOMIC_REQUESTS": True}


def operation(**changes: Any) -> Operation:
    return replace(operation_of(save, None), **changes)


ALIASES: list[tuple[dict[str, Any], dict[str, Any], list[str]]] = [
    ({}, {}, []),
    ({"default": ATOMIC}, {}, ["default"]),
    ({"default": ATOMIC, "other": ATOMIC}, {}, ["default", "other"]),
    ({"other": {}}, {"using": "other"}, ["other"]),
    ({"default": ATOMIC, "other": {}}, {"using": "other"}, ["default", "other"]),
    ({}, {"rolls_back": True}, ["default"]),
    ({"other": {}}, {"rolls_back": True, "using": "other"}, ["other"]),
    ({"default": {"ENGINE": "django.db.backends.dummy"}}, {"rolls_back": True}, []),
]


@pytest.mark.parametrize(("options", "changes", "aliases"), ALIASES, ids=str)
def test_an_operation_has_the_transactions_that_it_needs(
    options: Any, changes: Any, aliases: list[str]
) -> None:
    with databases(**options):
        assert databases_of(operation(**changes)) == aliases


@pytest.mark.proves("atomic")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "function", [save_and_refuse, save_and_crash, save_and_answer_nonsense, save_later_and_refuse]
)
def test_every_failure_rolls_back(function: Any, fresh_registry: Registry) -> None:
    fresh_registry.add(operation_of(function, "save"))
    with databases(default=ATOMIC):
        assert isinstance(dispatch(Call(name="save"), HttpRequest()), FailureBody)
    assert Note.objects.count() == 0


@pytest.mark.proves("atomic")
@pytest.mark.django_db(transaction=True)
def test_a_batch_rolls_back_each_call_by_itself(fresh_registry: Registry) -> None:
    def note(request: HttpRequest, *, title: str, fails: bool) -> int:
        Note.objects.create(title=title)
        if fails:
            raise Failure("conflict")
        return Note.objects.count()

    fresh_registry.add(replace(operation_of(note, "note"), readonly=True))
    calls = [{"name": "note", "input": {"title": title, "fails": title == "b"}} for title in "abc"]
    with databases(default=ATOMIC):
        run_batch({"calls": calls}, HttpRequest())
    assert sorted(note.title for note in Note.objects.all()) == ["a", "c"]


@pytest.mark.django_db(transaction=True)
def test_a_success_is_saved(fresh_registry: Registry) -> None:
    fresh_registry.add(operation())
    with databases(default=ATOMIC):
        assert isinstance(dispatch(Call(name="save"), HttpRequest()), Success)
    assert Note.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_without_atomic_requests_nothing_is_wrapped(fresh_registry: Registry) -> None:
    fresh_registry.add(operation_of(save_and_refuse, "save"))
    dispatch(Call(name="save"), HttpRequest())
    assert Note.objects.count() == 1


def save_and_fail_silently(request: HttpRequest) -> int:
    Note.objects.create(title="saved")
    with suppress(IntegrityError):
        Note.objects.create(title="saved")
    return 1


def take_back(request: HttpRequest) -> int:
    Note.objects.create(title="saved")
    transaction.set_rollback(True)
    return 0


def save_within(request: HttpRequest) -> int:
    Note.objects.create(title="saved")
    with suppress(IntegrityError), transaction.atomic():
        Note.objects.create(title="saved")
    return 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("function", "is_success", "saved"),
    [(save_and_fail_silently, False, 0), (save_within, True, 1), (take_back, True, 0)],
)
def test_a_success_is_none_where_a_failed_statement_took_all_back(
    function: Any, is_success: bool, saved: int, fresh_registry: Registry
) -> None:
    fresh_registry.add(operation_of(function, "save"))
    with databases(default=ATOMIC):
        answer = dispatch(Call(name="save"), HttpRequest())
    assert isinstance(answer, Success) == is_success
    assert Note.objects.count() == saved


@pytest.mark.proves("never-saves")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("outer", [True, False])
def test_what_rolls_back_answers_and_saves_nothing(outer: bool, fresh_registry: Registry) -> None:
    fresh_registry.add(operation(rolls_back=True))
    with transaction.atomic() if outer else nullcontext():
        answer = dispatch(Call(name="save"), HttpRequest())
    assert isinstance(answer, Success)
    assert answer.data == b"1"
    assert Note.objects.count() == 0


@pytest.mark.django_db
def test_what_the_outer_transaction_saved_stays(fresh_registry: Registry) -> None:
    fresh_registry.add(operation(rolls_back=True))
    with transaction.atomic():
        Note.objects.create(title="before")
        dispatch(Call(name="save"), HttpRequest())
    assert [note.title for note in Note.objects.all()] == ["before"]


@pytest.mark.django_db(transaction=True)
def test_on_commit_runs_after_a_success_and_not_after_a_failure(fresh_registry: Registry) -> None:
    ran = []

    def promise(request: HttpRequest, *, fail: bool) -> None:
        transaction.on_commit(lambda: ran.append(fail))
        if fail:
            raise Failure("conflict")

    from mizan.protocol.envelope import Body

    fresh_registry.add(operation_of(promise, "promise"))
    with databases(default=ATOMIC):
        dispatch(Call(name="promise", body=Body(text=b'{"fail":true}')), HttpRequest())
        dispatch(Call(name="promise", body=Body(text=b'{"fail":false}')), HttpRequest())
    assert ran == [False]
