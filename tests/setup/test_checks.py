"""What does not fit together is told at start-up."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.http import HttpRequest
from django.test import Client, override_settings

from mizan import permissions
from mizan.client import client
from mizan.setup.checks import (
    check_affects,
    check_explorer,
    check_names,
    check_reauthentication,
    check_registry,
)
from mizan.setup.operations import FormSpec
from mizan.setup.registry import Registry, register


@client(auth=None, affects=["nowhere", "me"])
def change(request: HttpRequest) -> None: ...


@client(auth=None, context="global")
def me(request: HttpRequest) -> None: ...


@client(reauthenticate=True)
def close_account(request: HttpRequest) -> None: ...


def test_a_context_that_does_not_exist_is_reported(fresh_registry: Registry) -> None:
    register(change)
    register(me)
    [message] = check_affects()
    assert message.id == "mizan.E007"
    assert "'nowhere'" in message.msg
    assert "me" in str(message.hint)


def test_names_that_meet_in_typescript_are_reported(fresh_registry: Registry) -> None:
    register(change, "shop.change")
    register(me, "shop_change")
    [message] = check_names()
    assert message.id == "mizan.E006"
    assert "'shop.change'" in message.msg
    assert "'shop_change'" in message.msg


def test_a_form_s_own_operations_do_not_clash_with_it(fresh_registry: Registry) -> None:
    register(change, "contact.schema")
    operations = {"schema": "contact.schema"}
    fresh_registry.settle()
    fresh_registry.add_form(FormSpec(name="contact", form_class=object, operations=operations, describe=dict))
    assert check_names() == []


def test_an_explorer_policy_that_is_none_is_reported() -> None:
    assert check_explorer() == []
    with override_settings(MIZAN={"EXPLORER_AUTH": "stuff"}):
        assert [message.id for message in check_explorer()] == ["mizan.E005"]
        assert Client().get("/api/mizan/contract.json").json()["code"] == "forbidden"


def test_problems_keep_their_ids(fresh_registry: Registry) -> None:
    register(change, "no name")
    [message] = check_registry()
    assert message.id == "mizan.E003"
    assert message.hint


@pytest.fixture
def no_proof() -> Iterator[None]:
    permissions.set_reauthentication(None)
    yield
    permissions.set_reauthentication(None)


def test_a_proof_that_nobody_can_give_is_reported(fresh_registry: Registry, no_proof: None) -> None:
    register(close_account)
    assert [message.id for message in check_reauthentication()] == ["mizan.E013"]
    permissions.set_reauthentication(lambda request: True)
    assert check_reauthentication() == []
