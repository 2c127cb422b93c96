"""How a layout of crispy-forms wants a field to look."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any, TypeAlias

from mizan.forms.reflection.messages import plain
from mizan.forms.reflection.widgets import allowed_attributes
from mizan.protocol.envelope import JSON

Look: TypeAlias = dict[str, JSON]

_DRAWN_BY = {
    "checkboxselectmultiple_inline.html": "inline",
    "radioselect_inline.html": "inline",
    "inline_field.html": "bare",
    "floating_field.html": "floating",
    "switch.html": "switch",
    "uneditable_input.html": "fixed",
}
"""What the templates of crispy-forms and its template packs draw; `Field(template=…)` names them as well."""


def helper_look(helper: Any) -> Look:
    """Return how a helper wants all of its fields: `label` (False), `label_class`, `field_class`,
    `horizontal`, `help`."""
    look: Look = {
        "label_class": str(helper.label_class or ""),
        "field_class": str(helper.field_class or ""),
        "horizontal": is_horizontal(helper),
        "help": "inline" if helper.help_text_inline else "",
    }
    said = {key: word for key, word in look.items() if word}
    return said if helper.form_show_labels else {**said, "label": False}


def is_horizontal(helper: Any) -> bool:
    """Tell whether labels stand beside the controls."""
    return "form-horizontal" in str(helper.form_class)


def field_look(part: Any, template: str) -> Look:
    """Return how one field is wanted: `as`, `attrs`, `parts`, `before`, `after`, `size`."""
    look: Look = {"as": _DRAWN_BY.get(template.rpartition("/")[2], "")}
    given = getattr(part, "attrs", {})
    if isinstance(given, dict):
        look["attrs"] = _without_class(given)
        if given.get("type") == "hidden":
            look["as"] = "hidden"
    else:
        look["parts"] = [allowed_attributes(attrs) for attrs in given]
    look["before"] = plain(getattr(part, "prepended_text", None) or "")
    look["after"] = plain(getattr(part, "appended_text", None) or "")
    look["size"] = str(getattr(part, "input_size", None) or "")
    return {key: word for key, word in look.items() if word}


def _without_class(attrs: dict[str, Any]) -> dict[str, JSON]:
    return {name: value for name, value in allowed_attributes(attrs).items() if name != "class"}


def attributes(flat: str, *also: str) -> dict[str, JSON]:
    """Return what a page may carry of attributes written as HTML; `also` are names allowed beside those of
    controls."""
    reader = _Tag()
    reader.feed(f"<a {flat}>")
    kept = {name: value for name, value in reader.found.items() if name in ("role", *also)}
    return {**allowed_attributes(reader.found), **kept}


class _Tag(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str | bool] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found = {name: True if value is None else value for name, value in attrs}
