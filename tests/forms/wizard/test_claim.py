"""One end of a wizard is one, whoever asks for it at the same moment, in whatever store the sessions are."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction

from mizan.forms import mizanWizard, mizanWizardMeta
from mizan.forms.wizard.claim import claimed
from mizan.protocol.errors import Failure
from mizan.setup.registry import Registry
from mizan.testing import MizanClient
from tests.forms.wizard.store import STORES, new_session, use_store
from tests.forms.wizard.test_checks import NameForm

pytestmark = pytest.mark.django_db

KINDS = pytest.mark.parametrize("kind", STORES)


class BrokenError(Exception):
    """What a hook may raise."""


@pytest.fixture
def session(kind: str, settings: Any, tmp_path: Path) -> Any:
    use_store(settings, kind, tmp_path)
    cache.clear()
    return new_session()


@KINDS
@pytest.mark.proves("wizard-once")
def test_a_run_is_claimed_once(session: Any) -> None:
    with claimed(session, "a"):
        pass
    with claimed(session, "b"):
        pass
    with pytest.raises(Failure, match="submitted already") as told, claimed(session, "a"):
        pytest.fail("it ran twice")
    assert told.value.code == "conflict"


@KINDS
def test_a_second_one_is_told_while_the_first_still_runs(session: Any) -> None:
    with claimed(session, "a"), pytest.raises(Failure, match="submitted already"), claimed(session, "a"):
        pytest.fail("it ran twice")


@KINDS
def test_a_run_that_fails_is_given_back(session: Any) -> None:
    for _ in range(2):
        with pytest.raises(BrokenError), transaction.atomic(), claimed(session, "a"):
            raise BrokenError
    with claimed(session, "a"):
        pass


@KINDS
def test_a_run_that_fails_outside_of_a_transaction_is_given_back(session: Any, transactional_db: Any) -> None:
    with pytest.raises(BrokenError), claimed(session, "a"):
        raise BrokenError
    with claimed(session, "a"):
        pass


@pytest.mark.parametrize("kind", [kind for kind in STORES if "db" not in kind])
def test_of_many_threads_one_runs(session: Any) -> None:
    ran: list[int] = []
    together = threading.Barrier(8)

    def end(number: int) -> str:
        together.wait()
        try:
            with claimed(session, "a"):
                ran.append(number)
        except Failure as failure:
            return failure.code
        return "ok"

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(end, range(8)))
    assert sorted(answers) == ["conflict"] * 7 + ["ok"]
    assert len(ran) == 1


def test_answers_that_are_sent_again_after_the_end_are_refused(fresh_registry: Registry) -> None:
    """A page that read the session before the first end had written it comes with the same answers."""
    ran: list[int] = []

    class OneWizard(mizanWizard):
        mizan = mizanWizardMeta(name="one", auth=None, steps={"name": NameForm})

        def on_finish(self, forms: dict[str, Any]) -> None:
            ran.append(1)

    visitor = MizanClient()
    visitor.submit("one.name", {"name": "Ada"})
    kept = visitor.http.session["mizan.wizards"]
    assert visitor.call("one.submit").status == 200
    session = visitor.http.session
    session["mizan.wizards"] = kept
    session.save()
    again = visitor.call("one.submit")
    assert (again.status, again.code) == (409, "conflict")
    assert again.message == "These answers are submitted already."
    assert ran == [1]
    visitor.call("one.reset")
    visitor.submit("one.name", {"name": "Ada"})
    assert visitor.call("one.submit").status == 200
    assert ran == [1, 1]


def test_answers_that_were_kept_without_a_name_end_once_too(fresh_registry: Registry) -> None:
    ran: list[int] = []

    class OldWizard(mizanWizard):
        mizan = mizanWizardMeta(name="old", auth=None, steps={"name": NameForm})

        def on_finish(self, forms: dict[str, Any]) -> None:
            ran.append(1)

    visitor = MizanClient()
    visitor.submit("old.name", {"name": "Ada"})
    session = visitor.http.session
    del session["mizan.wizards"]["old"]["run"]
    kept = session["mizan.wizards"]
    session.save()
    assert visitor.call("old.submit").status == 200
    session = visitor.http.session
    session["mizan.wizards"] = kept
    session.save()
    assert visitor.call("old.submit").code == "conflict"
    assert ran == [1]
