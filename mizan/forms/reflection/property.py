"""One field written down as a property of the form's schema."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.utils import pretty_name

from mizan.forms.reflection import choices as choice_data
from mizan.forms.reflection.files import keep_what_is_there
from mizan.forms.reflection.messages import markup, plain
from mizan.forms.reflection.purpose import with_purpose
from mizan.forms.reflection.reflection import Reflection
from mizan.forms.reflection.stock import reflect_field, stock_class
from mizan.forms.reflection.widgets import describe, parts_of
from mizan.forms.reflection.wrapped import unwrapped
from mizan.protocol.envelope import JSON


def write_property(
    name: str,
    field: forms.Field,
    *,
    server: list[str],
    reason: str | None,
    is_live: bool,
    is_there: bool = False,
) -> tuple[dict[str, JSON], bool]:
    """Return the property of a field, and whether its absence is an error.

    `server` names the rules that the form adds to the field; `reason` says why no rule of the field holds in
    this form, if that is so; `is_there` that the record may have its file already.
    """
    field = unwrapped(field)
    reflection = reflect_field(field)
    if reason is not None:
        reflection = reflection.forget(reason)
    if is_there:
        keep_what_is_there(reflection)
    reflection.server = list(dict.fromkeys([*reflection.server, *server]))
    written = {**reflection.keywords, **_words(name, field)}
    if field.disabled:
        written["readOnly"] = True
    written["x-mizan"] = _extension(name, field, reflection, is_live=is_live)
    return written, reflection.absence_is_error and not field.disabled


def _words(name: str, field: forms.Field) -> dict[str, JSON]:
    label = pretty_name(name) if field.label is None else plain(field.label)
    text = plain(field.help_text) if field.help_text else ""
    return {"title": label} | ({"description": text} if text else {})


def _extension(name: str, field: Any, reflection: Reflection, *, is_live: bool) -> dict[str, JSON]:
    extension: dict[str, JSON] = {
        "field": stock_class(field).__name__,
        "verdict": reflection.verdict,
        "rule": reflection.rule,
        "messages": reflection.messages,
        "formats": reflection.formats,
        "separators": reflection.separators,
        "format": reflection.written,
        "inner": reflection.inner,
        "widget": _offer(with_purpose(name, describe(field.widget)), field, field.widget, is_live=is_live),
        "choices": _choices(field, field.widget, is_live=is_live),
        "remote": _offers_rows(field.widget),
        "server": reflection.server,
        "help_html": markup(field.help_text) if field.help_text else None,
        "label_html": markup(field.label) if field.label else None,
        "disabled": bool(field.disabled),
        "downgrade": reflection.downgrade,
    }
    return {
        key: part
        for key, part in extension.items()
        if part or (key in ("messages", "formats") and part is not None)
    }


def _offers_rows(widget: Any) -> bool:
    """Tell a widget that lists rows: they are asked of `<form>.options`."""
    return isinstance(widget, forms.widgets.ChoiceWidget) and choice_data.has_rows(widget.choices)


def _offer(described: dict[str, Any], field: Any, widget: Any, *, is_live: bool) -> dict[str, JSON]:
    """Return the description of a widget, in which each part says what it offers."""
    fields = dict(enumerate(getattr(field, "fields", ())))
    for number, (said, (_, part)) in enumerate(
        zip(described.get("widgets", ()), parts_of(widget), strict=True)
    ):
        inner = fields.get(number, getattr(field, "base_field", None))
        choices = _choices(inner, part, is_live=is_live)
        if choices:
            said["choices"] = choices
        _offer(said, inner, part, is_live=is_live)
    return described


def _choices(field: Any, widget: Any, *, is_live: bool) -> list[choice_data.Choice] | None:
    """Return what a widget offers; never rows, never the paths of files."""
    choices = getattr(widget, "choices", None)
    if choices is None or isinstance(field, forms.FilePathField) or choice_data.has_rows(choices):
        return None
    if choice_data.is_static(choices):
        return choice_data.tree(choices)
    if not is_live:
        return None
    found = list(choices)
    return choice_data.tree(found) if choice_data.is_static(found) else None
