"""`@client` declares; a function stays a function; nonsense is never published."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from django.http import HttpRequest

from mizan.client import client
from mizan.permissions import IMPLICIT, PUBLIC, policy
from mizan.setup.declaration import declaration_of
from mizan.setup.registry import Registry, register


def test_it_works_bare_and_with_arguments() -> None:
    @client
    def bare(request: HttpRequest, n: int) -> int:
        return n

    @client(auth=None)
    def said(request: HttpRequest, n: int) -> int:
        return n

    assert bare(HttpRequest(), 3) == said(HttpRequest(), n=3) == 3
    assert declaration_of(bare).policy is IMPLICIT
    assert declaration_of(said).policy is PUBLIC


def test_an_async_function_stays_one() -> None:
    @client(auth=True)
    async def later(request: HttpRequest) -> int:
        return 1

    assert asyncio.run(later(HttpRequest())) == 1


def test_everything_is_declared() -> None:
    @client(auth=("staff", len), affects=["a"], audience="staff", reauthenticate=True)
    def everything(request: HttpRequest) -> None: ...

    declaration = declaration_of(everything)
    assert declaration.policy == policy(("staff", len), reauthenticate=True)
    assert declaration.affects == ("a",)
    assert declaration.audience == "staff"


@pytest.mark.parametrize("scope", ["global", "local"])
def test_a_context_is_read_only(scope: Any) -> None:
    @client(auth=None, context=scope)
    def shared(request: HttpRequest) -> None: ...

    assert declaration_of(shared).readonly
    assert declaration_of(shared).context == scope


NONSENSE: list[tuple[dict[str, Any], str]] = [
    ({"auth": "stuff"}, "mizan.E005"),
    ({"auth": False}, "mizan.E005"),
    ({"context": "page"}, "mizan.E004"),
    ({"affects": "current_user"}, "mizan.E007"),
    ({"errors": [ValueError]}, "mizan.E012"),
    ({"audience": "everybody"}, "mizan.E004"),
    ({"public": True}, "mizan.E004"),
    ({"public": True, "readonly": True, "auth": True}, "mizan.E004"),
    ({"public": True, "readonly": True, "reauthenticate": True}, "mizan.E004"),
]


@pytest.mark.parametrize(("arguments", "check_id"), NONSENSE, ids=str)
def test_nonsense_is_a_problem_and_never_published(
    arguments: dict[str, Any], check_id: str, fresh_registry: Registry
) -> None:
    @client(**arguments)
    def broken(request: HttpRequest) -> None: ...

    register(broken, "broken")
    assert fresh_registry.get("broken") is None
    [problem] = fresh_registry.problems
    assert problem.check_id == check_id
    assert problem.hint
    assert "broken" in f"{problem.message} {problem.obj}"
