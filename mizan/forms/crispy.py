"""The layout of a crispy-forms helper as a neutral tree."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeAlias

from crispy_forms import bootstrap, layout
from django.forms.forms import BaseForm
from django.template import Context, Template
from django.utils.functional import Promise

from mizan.forms.reflection.messages import plain
from mizan.protocol.envelope import JSON

Node: TypeAlias = dict[str, JSON]
Names: TypeAlias = frozenset[str]

_RANDOM_ID = re.compile(r"accordion-\d{4}\Z")
"""What an Accordion calls itself where it was given no id: another name in every process."""


def nodes_of(helper: Any, form: BaseForm | type[BaseForm]) -> list[Node]:
    """Return the nodes of a helper's layout, its buttons last. Fields that the form does not have are left
    out."""
    names = frozenset(form.fields if isinstance(form, BaseForm) else getattr(form, "base_fields", ()))
    return list(_nodes([*helper.layout.fields, *helper.inputs], names))


def _nodes(parts: Iterable[Any], names: Names) -> Iterator[Node]:
    for part in parts:
        if isinstance(part, (str, Promise)):
            yield from _field_nodes([str(part)], names)
        else:
            entry = next((ENTRIES[cls] for cls in type(part).__mro__ if cls in ENTRIES), _box("div"))
            yield from entry(part, names)


def _field_nodes(fields: Iterable[Any], names: Names, **more: str | None) -> Iterator[Node]:
    kept = {key: text for key, text in more.items() if text}
    yield from ({"kind": "field", "name": name, **kept} for name in map(str, fields) if name in names)


def _box(kind: str, title: str | None = None) -> Callable[[Any, Names], Iterator[Node]]:
    """Make the entry of a part that holds others; `title` is its attribute with the words above it."""

    def entry(part: Any, names: Names) -> Iterator[Node]:
        words = {
            "title": str(getattr(part, title, "") or "") if title else "",
            "class": str(getattr(part, "css_class", "") or ""),
            "id": _RANDOM_ID.sub("", str(getattr(part, "css_id", "") or "")),
        }
        children = list(_nodes(getattr(part, "fields", ()), names))
        yield {"kind": kind, **{key: text for key, text in words.items() if text}, "children": children}

    return entry


def _layout(part: Any, names: Names) -> Iterator[Node]:
    yield from _nodes(part.fields, names)


def _field(part: Any, names: Names) -> Iterator[Node]:
    given = getattr(part, "attrs", {}).get("class")
    yield from _field_nodes(part.fields, names, **{"class": given, "wrapper_class": part.wrapper_class})


def _html(part: Any, names: Names) -> Iterator[Node]:
    yield {"kind": "html", "html": str(Template(str(part.html)).render(Context()))}


def _button(part: Any, names: Names) -> Iterator[Node]:
    if part.input_type == "hidden":
        return
    kind = part.input_type if part.input_type in ("submit", "reset") else "button"
    look = {"class": str(getattr(part, "field_classes", "") or "")}
    yield {"kind": "button", "type": kind, "name": part.name, "label": str(part.value)} | {
        key: text for key, text in look.items() if text
    }


def _strict_button(part: Any, names: Names) -> Iterator[Node]:
    kinds = [kind for kind in ("submit", "reset") if f'type="{kind}"' in part.flat_attrs]
    yield {"kind": "button", "type": (kinds or ["button"])[0], "label": plain(part.content)}


ENTRIES: dict[type, Callable[[Any, Names], Iterator[Node]]] = {
    layout.Layout: _layout,
    layout.Field: _field,
    layout.Row: _box("row"),
    layout.Column: _box("column"),
    layout.Fieldset: _box("fieldset", "legend"),
    layout.MultiField: _box("fieldset", "label_html"),
    layout.HTML: _html,
    layout.BaseInput: _button,
    bootstrap.StrictButton: _strict_button,
    bootstrap.TabHolder: _box("tabs"),
    bootstrap.Tab: _box("tab", "name"),
    bootstrap.Accordion: _box("accordion"),
    bootstrap.AccordionGroup: _box("group", "name"),
}
"""What each part of a layout becomes; any other that holds fields is a `div`."""
