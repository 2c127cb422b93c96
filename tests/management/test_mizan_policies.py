"""The list of policies is complete, and objects to what nobody wrote."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.http import HttpRequest

from mizan.client import client
from mizan.setup.registry import Registry, register


@client
def implicit(request: HttpRequest) -> None: ...


@client(auth=("staff", lambda request: True), reauthenticate=True)
def careful(request: HttpRequest) -> None: ...


def policies(**options: bool) -> dict[str, str]:
    out = StringIO()
    call_command("mizan_policies", stdout=out, **options)
    return {line.split()[0]: " ".join(line.split()[1:]) for line in out.getvalue().splitlines()}


def test_every_operation_is_listed(conformance: Registry) -> None:
    register(careful)
    register(implicit)
    listed = policies()
    assert listed.keys() == {operation.name for operation in conformance.operations()}
    assert listed["echo"] == "write public"
    assert listed["motto"] == "read public"
    assert listed["member_echo"] == "write logged in"
    assert listed["staff_echo"] == "write staff"
    assert listed["superuser_secret"] == "read superuser"
    assert listed["broken_policy"] == "write custom"
    assert listed["careful"] == "write staff and custom and a recent proof of identity"
    assert listed["implicit"] == "write public (auth= is not written)"


def test_an_unwritten_policy_fails_where_it_is_asked(conformance: Registry) -> None:
    for operation in conformance.operations():
        if operation.policy.is_implicit:
            conformance.remove(operation.name)
    policies(fail_on_implicit=True)
    register(implicit)
    policies()
    with pytest.raises(CommandError, match="implicit"):
        policies(fail_on_implicit=True)
