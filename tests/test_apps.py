"""At start-up everything is joined, discovered and checked."""

from __future__ import annotations

import re

from django.core import checks
from django.core.management import call_command
from django.http import HttpRequest

from mizan import apps
from mizan.client import client
from mizan.setup.registry import Registry, register, registry


def test_mizan_registers_its_own_operations() -> None:
    assert registry.get("mizan.can")


def test_the_contract_is_joined() -> None:
    assert re.fullmatch(r"[0-9a-f]{16,64}", registry.build())
    assert registry.document()["operations"]["mizan.can"]["readonly"] is True


def test_every_check_is_registered() -> None:
    registered = checks.registry.registry.registered_checks
    assert set(apps.CHECKS) <= set(registered)


def test_this_project_has_nothing_to_check() -> None:
    call_command("check", tags=["mizan"], fail_level="ERROR")


def test_a_problem_is_told_by_manage_py_check(fresh_registry: Registry) -> None:
    @client(auth="stuff")
    def wrong(request: HttpRequest) -> None: ...

    register(wrong)
    messages = [message for message in checks.run_checks(tags=["mizan"]) if message.id == "mizan.E005"]
    assert len(messages) == 1
    assert messages[0].hint
