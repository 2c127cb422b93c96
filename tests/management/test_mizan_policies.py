"""The list of policies is complete, and objects to what nobody wrote."""

from __future__ import annotations

from io import StringIO

import pytest
from django import forms
from django.core.management import CommandError, call_command, execute_from_command_line
from django.http import HttpRequest

from mizan.client import client
from mizan.forms import register_form
from mizan.setup.registry import Registry, register


@client
def implicit(request: HttpRequest) -> None: ...


@client(auth=("staff", lambda request: True), reauthenticate=True)
def careful(request: HttpRequest) -> None: ...


@client(auth="staff", limit=["100/h/ip", "5/10s"])
def slow(request: HttpRequest) -> None: ...


def policies(**options: bool) -> dict[str, str]:
    out = StringIO()
    call_command("mizan_policies", stdout=out, **options)
    return {line.split()[0]: " ".join(line.split()[1:]) for line in out.getvalue().splitlines()}


@pytest.fixture(autouse=True)
def _nothing_else(fresh_registry: Registry) -> None:
    """Take away what modules of other tests declare when they are imported."""
    for operation in fresh_registry.operations():
        if operation.policy.is_implicit:
            fresh_registry.remove(operation.name)


def test_every_operation_is_listed(conformance: Registry) -> None:
    register(careful)
    register(implicit)
    register(slow)
    listed = policies()
    assert listed.keys() == {operation.name for operation in conformance.operations()}
    assert listed["echo"] == "write public"
    assert listed["motto"] == "read public"
    assert listed["member_echo"] == "write logged in"
    assert listed["staff_echo"] == "write staff"
    assert listed["superuser_secret"] == "read superuser"
    assert listed["broken_policy"] == "write custom"
    assert listed["careful"] == "write staff and custom and a recent proof of identity"
    assert listed["slow"] == "write staff, 5/10s, 100/h/ip"
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


def run(*arguments: str) -> int:
    """Return the exit code of `manage.py mizan_policies`."""
    try:
        execute_from_command_line(["manage.py", "mizan_policies", *arguments])
    except SystemExit as end:
        return int(end.code or 0)
    return 0


@pytest.mark.django_db  # newer Djangos ask the database in their checks of fields
def test_the_exit_code_and_the_last_line_tell_what_is_not_written(
    fresh_registry: Registry, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run() == run("--fail-on-implicit") == 0
    capsys.readouterr()
    register(implicit)
    register(implicit, "another")
    assert run() == 0
    table = capsys.readouterr()
    assert "nobody wrote auth=" not in table.err
    assert run("--fail-on-implicit") == 1
    failed = capsys.readouterr()
    assert failed.out == table.out  # the table is printed all the same
    assert "Public because nobody wrote auth=: another, implicit." in failed.err
    assert "Traceback" not in failed.err


class AskForm(forms.Form):
    text = forms.CharField()


def answer(form: AskForm, request: HttpRequest) -> None: ...


def test_a_form_is_its_three_operations(fresh_registry: Registry) -> None:
    register_form(AskForm, name="ask", on_submit=answer)
    register_form(AskForm, name="tell", on_submit=answer, auth="staff")
    listed = policies()
    for kind, access in (("schema", "read"), ("validate", "write"), ("submit", "write")):
        assert listed[f"ask.{kind}"] == f"{access} public (auth= is not written)"
        assert listed[f"tell.{kind}"] == f"{access} staff"
    with pytest.raises(CommandError, match=r"ask\.schema, ask\.submit, ask\.validate\. Write auth=None"):
        policies(fail_on_implicit=True)
