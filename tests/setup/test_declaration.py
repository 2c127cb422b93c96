"""What a decorator says is checked where it is said."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpRequest

import mizan
from mizan.client import client
from mizan.protocol.errors import ConfigurationError
from mizan.setup.declaration import (
    Declaration,
    check_declarations,
    context_names,
    declaration_of,
    declared_failures,
    one_of,
    source_of,
)
from mizan.setup.registry import register


class Good(mizan.Failure):
    code = "good"
    status = 409


class NoCode(mizan.Failure):
    status = 409


class Taken(mizan.Failure):
    code = "not_found"
    status = 404


class Shouting(mizan.Failure):
    code = "Shouting"
    status = 409


class Server(mizan.Failure):
    code = "server"
    status = 500


@pytest.mark.parametrize("affects", [["a"], ("a",), {"a"}, frozenset({"a"})])
def test_contexts_are_named_in_a_list(affects: Any) -> None:
    assert context_names(affects, "app.f") == ("a",)


@pytest.mark.parametrize("affects", ["current_user", [1], 7, None])
def test_anything_else_is_no_list_of_contexts(affects: Any) -> None:
    with pytest.raises(ConfigurationError) as caught:
        context_names(affects, "app.f")
    assert caught.value.check_id == "mizan.E007"


def test_declared_failures_have_codes_of_their_own() -> None:
    assert declared_failures([Good], "app.f") == (Good,)


@pytest.mark.parametrize(
    "error", [NoCode, Taken, Shouting, Server, mizan.Failure, ValueError, "good", Good()]
)
def test_a_failure_that_cannot_be_sent_is_refused(error: Any) -> None:
    with pytest.raises(ConfigurationError) as caught:
        declared_failures([error], "app.f")
    assert caught.value.check_id == "mizan.E012"


def test_errors_are_a_list() -> None:
    with pytest.raises(ConfigurationError):
        declared_failures(Good, "app.f")


def test_one_of_is_exact() -> None:
    assert one_of("context", None, (None, "global"), "app.f") is None
    for wrong in (True, 0, "", "Global"):
        with pytest.raises(ConfigurationError):
            one_of("context", wrong, (None, "global"), "app.f")


def test_an_undecorated_function_has_the_defaults() -> None:
    assert declaration_of(lambda: None) == Declaration()


def test_the_source_names_the_function() -> None:
    assert source_of(test_errors_are_a_list) == "tests.setup.test_declaration.test_errors_are_a_list"


def test_a_function_that_is_declared_and_never_registered_is_reported() -> None:
    @client(auth=None)
    def forgotten(request: HttpRequest) -> None: ...

    def mine() -> list[Any]:
        return [message for message in check_declarations() if "forgotten" in message.msg]

    assert [message.id for message in mine()] == ["mizan.W001"]
    register(forgotten, "remembered")
    assert mine() == []
