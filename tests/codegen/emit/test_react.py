"""The hooks of React."""

from __future__ import annotations

from typing import Any

import pytest

from mizan.codegen.emit import emit
from tests.codegen.sample import contract, operation, properties


def hooks(document: dict[str, Any]) -> list[str]:
    """Return the lines of `react.gen.ts`."""
    return emit(document, ["react"], header="// header\n")["react.gen.ts"].splitlines()


@pytest.mark.parametrize(
    "line",
    [
        "import * as r from '@mizan/react/codegen/v1'",
        "import * as g from './mizan.gen.js'",
        "/** Say it again. */",
        "export const useEcho = () => r.useCall(g.echo)",
        "export const useMe = () => r.useContextValue(g.meContext)",
        "  props: r.ProviderProps<g.GreetParams>,",
        ") => r.provideContext(g.greetContext, props)",
        "export const useGreet = () => r.useProvidedContext(g.greetContext)",
    ],
)
def test_each_thing_has_a_hook(line: str) -> None:
    assert line in hooks(contract())


def test_the_function_of_a_context_has_no_hook_of_its_own() -> None:
    assert sum("useMe" in line for line in hooks(contract())) == 1


@pytest.mark.parametrize(
    ("params", "parameter"),
    [
        (None, "options?: r.FormOptions<g.ContactInput, g.ContactResult>"),
        (
            properties(pk={"type": "integer"}),
            "options: r.FormOptions<g.ContactInput, g.ContactResult> & { params: g.ContactParams }",
        ),
        (
            {"type": "object", "properties": {"pk": {"type": "integer"}}},
            "options?: r.FormOptions<g.ContactInput, g.ContactResult> & { params?: g.ContactParams }",
        ),
    ],
)
def test_a_form_asks_for_the_params_that_it_needs(params: Any, parameter: str) -> None:
    document = contract()
    document["forms"]["contact"]["params"] = params
    assert parameter in "\n".join(hooks(document))


def test_an_empty_local_context_leaves_room_for_children() -> None:
    document = contract()
    document["operations"]["weather"] = operation(readonly=True)
    document["contexts"]["weather"] = {"operation": "weather", "scope": "local", "params": {}}
    files = emit(document, ["react"], header="// header\n")
    assert "export type WeatherParams = Record<never, never>\n" in files["mizan.gen.ts"]
