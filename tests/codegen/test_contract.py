"""The contract of a registry."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import connection
from django.http import HttpRequest
from django.test import override_settings
from django.utils import translation
from pydantic import BaseModel

from mizan import Failure
from mizan.client import client
from mizan.codegen.contract import build_hash, contract, dump
from mizan.codegen.validate import validate
from mizan.setup.registry import Registry, register, registry


class Note(BaseModel):
    """A note."""

    title: str
    stars: int = 0


class Full(Failure):
    """There is no room."""

    code = "full"
    status = 409
    message = "No room."
    room: int


@client(auth="staff", errors=[Full], affects=["here"])
def keep(request: HttpRequest, note: Note) -> Note:
    """Keep a note."""
    return note


@client(context="local")
def here(request: HttpRequest, place: str) -> list[Note]:
    """List the notes of a place."""
    return []


@pytest.fixture(autouse=True)
def notes(fresh_registry: Registry) -> None:
    """Register the functions of this file."""
    register(keep, "notes.keep")
    register(here, "here")


@pytest.mark.proves("contract", "contract-stable")
def test_the_contract_is_valid_and_sorted() -> None:
    document = contract()
    validate(document)
    assert json.dumps(document) == json.dumps(document, sort_keys=True)


def test_an_operation_says_what_a_client_must_know() -> None:
    entry = contract()["operations"]["notes.keep"]
    assert {
        key: entry[key] for key in ("auth", "audience", "readonly", "affects", "files", "description")
    } == {
        "auth": "staff",
        "audience": "staff",
        "readonly": False,
        "affects": ["here"],
        "files": False,
        "description": "Keep a note.",
    }
    assert entry["output"] == {"$ref": "#/$defs/Note"}
    assert entry["input"]["properties"]["note"] == {"$ref": "#/$defs/NoteIn"}


def test_a_declared_failure_carries_its_params() -> None:
    [error] = contract()["operations"]["notes.keep"]["errors"]
    assert (error["code"], error["status"], error["message"]) == ("full", 409, "No room.")
    assert error["params"]["required"] == ["room"]


def test_a_context_names_its_operation() -> None:
    document = contract()
    context = document["contexts"]["here"]
    assert (context["operation"], context["scope"]) == ("here", "local")
    assert context["params"] == document["operations"]["here"]["input"]


def test_what_a_dump_always_writes_is_required_in_outputs_alone() -> None:
    models = contract()["$defs"]
    assert models["Note"]["required"] == ["title", "stars"]
    assert models["NoteIn"]["required"] == ["title"]


def test_the_hash_is_the_same_in_every_language() -> None:
    with translation.override("de"), override_settings(MIZAN={"LANGUAGES": ["de", "en"]}):
        german = build_hash()
    assert german == build_hash()
    assert contract()["language"] == "en"


def test_the_hash_changes_with_the_contract_and_not_with_its_words() -> None:
    before = build_hash()
    keep.__doc__, words = "Other words.", keep.__doc__
    try:
        registry.remove("notes.keep")
        register(keep, "notes.keep")
        assert contract()["operations"]["notes.keep"]["description"] == "Other words."
        assert build_hash() == before
    finally:
        keep.__doc__ = words
    registry.remove("notes.keep")
    assert build_hash() != before


def test_the_contract_is_built_once_until_something_is_registered() -> None:
    first = contract()
    assert contract() is first
    registry.remove("here")
    assert "here" not in contract()["operations"]


@pytest.mark.proves("contract-custom")
def test_no_callable_is_named() -> None:
    def only_on_mondays(request: HttpRequest) -> bool:
        return False

    @client(auth=only_on_mondays)
    def work(request: HttpRequest) -> None: ...

    register(work, "work")
    assert contract()["operations"]["work"]["auth"] == "custom"
    assert "monday" not in dump(contract())


@pytest.mark.proves("contract-stable")
def test_building_asks_no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("a contract holds nothing from a database")

    monkeypatch.setattr(type(connection), "connect", refuse, raising=False)
    assert contract()["operations"]


def test_dump_is_stable_text_that_reads_as_a_diff() -> None:
    text = dump(contract())
    assert text.endswith("}\n")
    assert json.loads(text) == contract()
    assert '\n  "hash": "' in text
