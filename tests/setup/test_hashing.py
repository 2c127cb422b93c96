"""Hashes change with the input, and with nothing else."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import get_language

from mizan.protocol.envelope import Body
from mizan.schema import TypedOutput
from mizan.setup.functions import operation_of
from mizan.setup.hashing import canonical, digest, operation_hash
from mizan.setup.operations import FormSpec, Operation
from mizan.setup.registry import Registry


def one(request: HttpRequest, text: str) -> str:
    return text


def two(request: HttpRequest, text: str, more: int = 1) -> str:
    return text


def test_the_order_of_keys_does_not_count() -> None:
    assert digest({"a": 1, "b": ["é"]}) == digest({"b": ["é"], "a": 1})
    assert canonical({"b": 1, "a": "é"}) == '{"a":"é","b":1}'.encode()
    assert len(digest({})) == 16


def test_the_hash_follows_the_input_alone() -> None:
    first, same, other = operation_of(one, "a"), operation_of(one, "a"), operation_of(two, "a")
    assert operation_hash(first) == operation_hash(same) != operation_hash(other)


class Input:
    """An input whose schema depends on the language, or refers to a form."""

    def __init__(self, schema: Any = None) -> None:
        self.document = schema

    def schema(self) -> dict[str, Any]:
        return self.document or {"title": get_language()}

    def parse(self, body: Body) -> None: ...


def operation(input: Input) -> Operation:  # noqa: A002
    return Operation(
        name="contact.submit", run=lambda request, value: None, input=input, output=TypedOutput(None)
    )


def test_the_hash_is_taken_in_english() -> None:
    with translation.override("de"):
        german = operation_hash(operation(Input()))
    assert german == operation_hash(operation(Input())) == digest({"title": "en"})


def test_a_reference_to_a_form_counts_with_the_form(fresh_registry: Registry) -> None:
    schema = {"type": "object"}
    fresh_registry.add_form(
        FormSpec(name="contact", form_class=Input, operations={}, describe=lambda: {"schema": schema})
    )
    submit = operation(Input({"properties": {"data": {"$ref": "#/forms/contact/schema"}}}))
    before = operation_hash(submit)
    assert operation_hash(submit) == before
    schema["title"] = "changed"
    fresh_registry.version += 1
    assert operation_hash(submit) != before
