"""The layout of a form as a neutral tree, where it has one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.utils.module_loading import import_string

from mizan.protocol.envelope import JSON

if TYPE_CHECKING:
    from django.http import HttpRequest


def layout_of(form: Any, request: HttpRequest | None = None) -> list[JSON] | None:
    """Return the nodes of a form's or form class's crispy-forms layout, or None: fields in their order.

    What is a template in it knows the request, if there is one, as it does on a page.
    """
    helper: Any = getattr(form, "helper", None)
    if not hasattr(helper, "layout") or not apps.is_installed("crispy_forms"):
        return None
    nodes: list[JSON] = import_string("mizan.forms.crispy.nodes_of")(helper, form, request)
    is_usual = helper.layout is None and all(set(node) == {"kind", "name"} for node in nodes)
    return None if is_usual else nodes


def is_computed_layout(form_class: type) -> bool:
    """Tell whether a form's helper is a property, so that only an instance has it."""
    return hasattr(type(getattr(form_class, "helper", None)), "__get__") and apps.is_installed("crispy_forms")


def with_formsets(nodes: list[JSON] | None, names: Iterable[str]) -> list[JSON] | None:
    """Return a layout that draws the formsets too: one that it names nowhere stands below all else, above its
    last buttons."""
    if nodes is None:
        return None
    placed = set(field_names(nodes))
    names = [name for name in names if name not in placed]
    end = next((n for n in range(len(nodes), 0, -1) if nodes[n - 1]["kind"] != "button"), 0)
    return [*nodes[:end], *({"kind": "field", "name": name} for name in names), *nodes[end:]]


def field_names(nodes: Iterable[Any]) -> Iterator[str]:
    """Yield the names of the fields in a layout, wherever they stand."""
    for node in nodes:
        if node["kind"] == "field":
            yield node["name"]
        yield from field_names(node.get("children", ()))
