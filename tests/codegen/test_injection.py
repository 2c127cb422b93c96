"""Words and names of Python declarations, through the contract, into TypeScript."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from typing import Any, Literal

import pytest
from django import forms
from django.http import HttpRequest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, Field, create_model

from mizan import Failure
from mizan.client import client
from mizan.codegen.contract import contract
from mizan.codegen.emit import emit
from mizan.codegen.names import type_name
from mizan.forms import register_form
from mizan.protocol.errors import ConfigurationError
from mizan.protocol.naming import camel, check_name, pascal
from mizan.setup.registry import Registry, register
from tests.codegen.conftest import TypeScript
from tests.codegen.test_text import HOSTILE

ENDS = [
    *(
        "'}",
        "*/ export const evil = 1 /*",
        "\n}\nexport const evil = 1\n",
        "${evil}",
        "</script>",
        "__proto__",
    ),
    *("]);evil(", "', evil: '"),
]
words = st.lists(
    st.sampled_from([text for text in [*HOSTILE, *ENDS] if text != "\ud800"])
    | st.characters(exclude_categories=["Cs"]),
    min_size=1,
    max_size=8,
).map("".join)
WORDS = 16
harmless = [f"w{number}" for number in range(WORDS)]


@contextmanager
def published(registry: Registry, texts: list[str]) -> Iterator[None]:
    """Register a function and a form of which every text and every key is one of these."""
    doc, first, second, key, about, title, value, message, *rest = texts
    label, help_, choice, shown, group, name, hint, said = rest

    def spoken(request: HttpRequest, item: Any) -> Any:
        return value

    spoken.__doc__ = doc
    model = _model(doc, first, second, key, about, title)
    spoken.__annotations__ = {"request": HttpRequest, "item": model, "return": Literal[value]}
    field = forms.ChoiceField(
        label=label,
        help_text=help_,
        choices=[(choice, shown), (group, [(first, second)])],
        widget=forms.Select({"placeholder": hint, "class": hint, f"data-{hint}": hint}),
        error_messages={"required": said, "invalid_choice": message},
    )
    form_class = type("SpokenForm", (forms.Form,), {name: field, "__doc__": doc})
    register(client(errors=[_failure(message, said)])(spoken), "spoken")
    register_form(form_class, name="said", title=title, on_submit=lambda form, request: None)
    registry.settle()
    assert [str(problem) for problem in registry.problems] == []
    try:
        yield
    finally:
        registry.remove("spoken")
        registry.remove("said")


def _failure(message: str, said: str) -> type[Failure]:
    body = {"code": "full", "status": 409, "message": message, "__doc__": said}
    return type("Full", (Failure,), {**body, "__annotations__": {"left": Literal[said]}})


def _model(doc: str, first: str, second: str, key: str, about: str, title: str) -> type[BaseModel]:
    kinds = Enum("Kind", {"A": first, "B": second})  # type: ignore[misc]
    field: Any = Field(alias=key, description=about, title=title)
    return create_model("Item", __doc__=doc, kind=(kinds, field), other=(Literal[second, first], ...))


def statements(typescript: TypeScript) -> list[tuple[str, list[str]]]:
    """Return what stands at the top of each file; a text that repeats may have a constant."""
    found = []
    for validator in ("zod-mini", "rules"):
        files: dict[str, str] = emit(contract(), ["react"], header="// header\n", validator=validator)
        for path, code in sorted(files.items()):
            names = [name for _, name in typescript.statements(code) if not name.startswith("$text")]
            found.append((path, names))
    return found


@settings(
    max_examples=60,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # to make a failure small takes minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(texts=st.lists(words, min_size=WORDS, max_size=WORDS, unique=True))
def test_no_text_of_a_declaration_becomes_code(
    typescript: TypeScript, fresh_registry: Registry, texts: list[str]
) -> None:
    with published(fresh_registry, harmless):
        expected = statements(typescript)
    with published(fresh_registry, texts):
        assert statements(typescript) == expected


def refusal(name: Any) -> ConfigurationError | None:
    """Return why a name may not be registered."""
    try:
        check_name(name, "app.views.name")
    except ConfigurationError as error:
        return error
    return None


@settings(max_examples=200)
@given(name=words | st.from_regex(r"[A-Za-z_.][A-Za-z0-9_.\n-]{0,8}"))
def test_a_name_is_refused_or_an_identifier(typescript: TypeScript, name: str) -> None:
    refused = refusal(name)
    if refused:
        assert (refused.check_id, bool(refused.hint)) == ("mizan.E003", True)
    else:
        code = f"export const {camel(name)} = 1\nexport interface {pascal(name)}Input {{ a: 1 }}\n"
        assert [kind for kind, _ in typescript.statements(code)] == ["FirstStatement", "InterfaceDeclaration"]


@settings(max_examples=200)
@given(title=words)
def test_the_title_of_a_model_makes_the_name_of_one_interface(typescript: TypeScript, title: str) -> None:
    name = type_name(title)
    assert typescript.statements(f"interface {name} {{ a: 1 }}\n") == [["InterfaceDeclaration", name]]


@pytest.mark.parametrize(
    "name", ["a-b", "a b", "1a", "a..b", ".a", "a.", "é", "a\n", "__proto__", "a;b", "a/*", None, 1]
)
def test_what_is_registered_under_such_a_name_is_a_problem_at_start(
    fresh_registry: Registry, name: Any
) -> None:
    @client
    def fine(request: HttpRequest) -> None:
        return None

    register(fine, name)
    register_form(type("FineForm", (forms.Form,), {}), name=name, on_submit=lambda form, request: None)
    fresh_registry.settle()
    problems = [problem for problem in fresh_registry.problems if problem.check_id == "mizan.E003"]
    assert len(problems) == (0 if name is None else 2)
