"""The registry keeps what was registered, first come first served, and remembers what went wrong."""

from __future__ import annotations

import threading
import time
from typing import Any

import pytest
from django.http import HttpRequest

from mizan.client import client
from mizan.protocol.errors import ConfigurationError
from mizan.setup.functions import operation_of
from mizan.setup.operations import ContextSpec, FormSpec
from mizan.setup.registry import Registry, register


def echo(request: HttpRequest, text: str) -> str:
    return text


def other(request: HttpRequest, text: str) -> str:
    return text


def test_a_bare_annotated_function_is_published_under_its_own_name(fresh_registry: Registry) -> None:
    assert register(echo) is echo
    operation = fresh_registry.get("echo")
    assert operation is not None
    assert operation.source == "tests.setup.test_registry.echo"
    assert operation in list(fresh_registry.operations())


def test_a_function_may_have_two_names(fresh_registry: Registry) -> None:
    register(echo, "first")
    register(echo, "second")
    assert fresh_registry.get("first")
    assert fresh_registry.get("second")


def test_a_name_that_is_taken_is_reported_and_the_first_one_kept(fresh_registry: Registry) -> None:
    register(echo, "echo")
    register(other, "echo")
    kept = fresh_registry.get("echo")
    assert kept is not None
    assert kept.source.endswith(".echo")
    assert [problem.check_id for problem in fresh_registry.problems] == ["mizan.E002"]
    assert "tests.setup.test_registry.other" in fresh_registry.problems[0].message


def test_registering_the_same_function_again_replaces_it(fresh_registry: Registry) -> None:
    register(echo)
    register(echo)
    assert fresh_registry.get("echo")
    assert fresh_registry.problems == []


def test_every_change_has_a_version(fresh_registry: Registry) -> None:
    versions = [fresh_registry.version]
    register(echo)
    fresh_registry.get("echo")
    versions.append(fresh_registry.version)
    fresh_registry.remove("echo")
    versions.append(fresh_registry.version)
    assert versions == sorted(set(versions))
    assert fresh_registry.get("echo") is None


def test_a_context_comes_with_its_operation(fresh_registry: Registry) -> None:
    register(client(auth=None, context="global")(lambda_with_types), "me")
    assert fresh_registry.get_context("me") == ContextSpec(name="me", operation="me", scope="global")
    operation = fresh_registry.get("me")
    assert operation is not None
    assert operation.readonly
    assert "me" in [context.name for context in fresh_registry.contexts()]


def lambda_with_types(request: HttpRequest) -> str:
    return ""


def test_what_makes_no_sense_is_a_problem_and_is_not_published(fresh_registry: Registry) -> None:
    def untyped(request: Any, text: Any):  # type: ignore[no-untyped-def]
        return text

    register(untyped)
    assert fresh_registry.get("untyped") is None
    assert [problem.check_id for problem in fresh_registry.problems] == ["mizan.E004"]


def test_a_registration_that_crashes_is_a_problem(
    fresh_registry: Registry, caplog: pytest.LogCaptureFixture
) -> None:
    fresh_registry.defer(lambda: 1 / 0)  # type: ignore[arg-type, return-value]
    assert fresh_registry.get("anything") is None
    assert "ZeroDivisionError" in fresh_registry.problems[0].message
    assert caplog.records


def test_what_was_deferred_may_defer_more(fresh_registry: Registry) -> None:
    fresh_registry.defer(lambda: register(echo, "later") and None)
    assert fresh_registry.get("later")


def test_a_thread_that_comes_while_things_are_registered_waits(fresh_registry: Registry) -> None:
    started = threading.Event()

    def slowly() -> None:
        started.set()
        time.sleep(0.05)
        register(echo, "slow")

    fresh_registry.defer(slowly)
    first = threading.Thread(target=fresh_registry.settle)
    first.start()
    started.wait()
    assert fresh_registry.get("slow")
    first.join()


def test_a_function_is_read_when_it_is_asked_for_and_no_other(fresh_registry: Registry) -> None:
    read: list[str] = []
    fresh_registry.defer(lambda: read.append("a"), name="a")
    fresh_registry.defer(lambda: read.append("a again"), name="a")
    fresh_registry.defer(lambda: read.append("b"), name="b")
    fresh_registry.defer(lambda: read.append("a form"))
    fresh_registry.get("c")
    assert read == ["a form"]
    fresh_registry.get("a")
    assert read == ["a form", "a", "a again"]
    list(fresh_registry.operations())
    assert read == ["a form", "a", "a again", "b"]


def test_a_wrong_type_is_a_problem_at_start_up_and_no_function_afterwards(fresh_registry: Registry) -> None:
    def wrong(request: HttpRequest, call: Registry) -> str:
        return ""

    register(wrong)
    register(echo)
    assert fresh_registry.get("echo")
    assert fresh_registry.problems == []
    fresh_registry.settle()
    assert [problem.check_id for problem in fresh_registry.problems] == ["mizan.E011"]
    assert fresh_registry.get("wrong") is None


def test_a_thread_that_asks_for_a_function_waits_while_it_is_read(fresh_registry: Registry) -> None:
    started = threading.Event()

    def slowly() -> None:
        started.set()
        fresh_registry.get("slow")
        time.sleep(0.05)
        fresh_registry.add(operation_of(echo, "slow"))

    fresh_registry.defer(slowly, name="slow")
    first = threading.Thread(target=fresh_registry.settle)
    first.start()
    started.wait()
    assert fresh_registry.get("slow")
    first.join()


class Some:
    pass


class Another:
    pass


def form(cls: type) -> FormSpec:
    return FormSpec(name="contact", form_class=cls, operations={"submit": "contact.submit"}, describe=dict)


def test_two_forms_of_one_name_are_reported(fresh_registry: Registry) -> None:
    fresh_registry.add_form(form(Some))
    fresh_registry.add_form(form(Another))
    found = fresh_registry.get_form("contact")
    assert found is not None
    assert found.form_class is Some
    assert [problem.check_id for problem in fresh_registry.problems] == ["mizan.E002"]


def test_removing_a_form_removes_its_operations() -> None:
    registry = Registry()
    registry.add(operation_of(echo, "contact.submit"))
    registry.add_form(form(Some))
    registry.remove("contact")
    assert registry.get("contact.submit") is None
    assert list(registry.forms()) == []


def test_a_reported_error_keeps_its_hint(fresh_registry: Registry) -> None:
    fresh_registry.report(ConfigurationError("No.", hint="Yes.", check_id="mizan.E003", obj="x"))
    [problem] = fresh_registry.problems
    assert (problem.message, problem.hint, problem.check_id, problem.obj) == (
        "No.",
        "Yes.",
        "mizan.E003",
        "x",
    )
