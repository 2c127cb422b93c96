"""The one gate before every form: JSON in, exactly what a browser's POST would have been out.

Django's fields are written for what a browser posts; JSON of another type would crash them or be coerced
silently. Whatever a field cannot take is an Issue `invalid` at that field, never an exception.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.forms.forms import BaseForm
from django.http import QueryDict
from django.http.multipartparser import MultiPartParser
from django.utils.datastructures import MultiValueDict
from django.utils.formats import get_format

from mizan.forms.described import Described
from mizan.forms.issues import refused
from mizan.forms.reflection.stock import stock_class
from mizan.forms.reflection.widgets import reading
from mizan.forms.reflection.wrapped import unwrapped
from mizan.protocol.envelope import JSON, Issue
from mizan.schema.objects import read_object


class Raw(str):
    """A JSON number by its literal text: `1.50`, `9007199254740993`."""

    __slots__ = ()


class _RefusedError(ValueError):
    """The field cannot take this JSON."""


class _UndecidedError(ValueError):
    """The field cannot judge a file by its description."""


@dataclass(kw_only=True)
class Posted:
    """What a form is bound to, and what the gate refused. `seal` it when all is posted."""

    data: QueryDict = field(default_factory=lambda: QueryDict.__new__(QueryDict))
    files: MultiValueDict[str, UploadedFile[Any]] = field(default_factory=MultiValueDict)
    issues: list[Issue] = field(default_factory=list)
    undecided: set[str] = field(default_factory=set)
    """Fields whose file was described, but must be seen to be judged."""

    def find_wanted(self, form: BaseForm) -> None:
        """Add the fields of a form of whose file somebody wanted to see the bytes."""
        self.undecided |= {
            name
            for name in (form.fields if self.files else ())
            if getattr(self.files.get(form.add_prefix(name)), "is_wanted", False)
        }

    def seal(self) -> None:
        """Make the data read-only, as those of a request are."""
        self.data._mutable = False


def read_json(text: bytes) -> dict[str, JSON]:
    """Return a JSON object whose numbers are `Raw`. Raises Failure `bad_request` for anything else."""
    if rb"\u" in text or len(text) > sys.int_info.default_max_str_digits:
        read_object(text)  # the decoder would take half a surrogate pair, and a number of any length
    return read_object(text, _decode)


def _decode(text: bytes) -> JSON:
    return _decoder.decode(text.decode())


def dump_json(value: JSON) -> str:
    """Return the JSON text of a value whose numbers are `Raw`."""
    if isinstance(value, Raw):
        return str(value)
    if isinstance(value, dict):
        return "{" + ",".join(f"{dump_json(key)}:{dump_json(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(dump_json, value)) + "]"
    return _encoder.encode(value)


def admit(
    posted: Posted,
    form: BaseForm,
    values: Mapping[str, JSON],
    files: MultiValueDict[str, UploadedFile[Any]] | None = None,
    *,
    names: Iterable[str] | None = None,
    has_bytes: bool = True,
) -> None:
    """Post these values as a browser would, by the fields and widgets of a form.

    `names` says which fields matter (all by default). Without `has_bytes` a file may be described instead of
    sent, `{name, size, type}`. Unknown keys are ignored, as Django does.
    """
    for name in form.fields if names is None else names:
        is_sent = files is not None and name in files
        if not is_sent and name not in values:
            continue
        field, html_name = unwrapped(form.fields[name]), form.add_prefix(name)
        try:
            if files and is_sent:
                posted.files.setlist(html_name, files.getlist(name))
            if name in values:
                _post(_Slot(posted, html_name, field, field.widget, has_bytes), values[name])
        except _RefusedError:
            posted.issues.append(refused(name, field))
        except _UndecidedError:
            posted.undecided.add(name)


class _Slot(NamedTuple):
    """The place in a POST that one widget reads."""

    posted: Posted
    name: str
    field: forms.Field | None
    widget: forms.Widget
    has_bytes: bool

    def put(self, *texts: str) -> None:
        # QueryDict.setlist would turn bytes to text first.
        MultiValueDict.setlist(self.posted.data, self.name, list(texts))


Way: TypeAlias = Callable[[_Slot, JSON], None]
"""How to post a value to a widget."""


def _post(slot: _Slot, value: JSON) -> None:
    if slot.field is None or not slot.field.disabled:
        _way(slot.field, slot.widget)(slot, value)


def _way(field: forms.Field | None, widget: forms.Widget) -> Way:
    """Return how to post to a widget; its class and that of the field say it, but for what it was given."""
    if not vars(widget).keys().isdisjoint(_OWN):
        return _find_way(field, widget)
    classes = type(field), type(widget)
    known = _known_ways.get(classes)
    if known is None:
        known = _known_ways[classes] = _find_way(field, widget)
    return known


_OWN = ("value_from_datadict", "allow_multiple_selected")
"""What makes one widget read otherwise than others of its class."""

_known_ways: dict[tuple[type, type], Way] = {}


def _find_way(field: forms.Field | None, widget: forms.Widget) -> Way:
    way = _WAYS[reading(widget)]
    if way is not _plain or field is None:
        return way
    if own := _OWN_JSON.get(stock_class(field).__name__):
        return own
    return _plain_flag if isinstance(field, forms.BooleanField) else _plain


def _plain(slot: _Slot, value: JSON) -> None:
    slot.put(_text(value, slot.field))


def _plain_json(slot: _Slot, value: JSON) -> None:
    slot.put(_json(value))


def _plain_flag(slot: _Slot, value: JSON) -> None:
    slot.put(_flag(value))


def _plain_items(slot: _Slot, value: JSON) -> None:
    if not isinstance(value, list):
        return slot.put(_text(value))
    # Django's field takes items as they are, so that one may hold the delimiter.
    items: Any = [list(map(_text, value))]
    MultiValueDict.setlist(slot.posted.data, slot.name, items)
    return None


_OWN_JSON: dict[str, Way] = {
    "JSONField": _plain_json,
    "HStoreField": _plain_json,
    "SimpleArrayField": _plain_items,
}
"""Fields that read more than text under their one name."""


def _several(slot: _Slot, value: JSON) -> None:
    if value is None:
        return
    if not isinstance(value, list):
        raise _RefusedError
    if any(item is None for item in value):
        raise _RefusedError
    slot.put(*(_text(item) for item in value))


def _checkbox(slot: _Slot, value: JSON) -> None:
    if value is None or value is False:
        return
    slot.put("on" if value is True else _text_alone(value))


def _null_boolean(slot: _Slot, value: JSON) -> None:
    slot.put({True: "true", False: "false"}[value] if isinstance(value, bool) else _text_alone(value))


def _file(slot: _Slot, value: JSON) -> None:
    if value is None:
        if isinstance(slot.widget, forms.ClearableFileInput):
            name = slot.widget.clear_checkbox_name(slot.name)
            slot.posted.data[name] = "on"
    elif isinstance(value, dict) and not slot.has_bytes:
        file = _described(value)
        if file is None:
            return
        if type(slot.field) is not forms.FileField:
            raise _UndecidedError
        slot.posted.files[slot.name] = file
    elif value != "" or isinstance(value, Raw):
        raise _RefusedError


def _parts(slot: _Slot, value: JSON) -> None:
    if value is None or value == "":
        return
    if not isinstance(value, dict) or not isinstance(slot.widget, forms.MultiWidget):
        raise _RefusedError
    fields = slot.field.fields if isinstance(slot.field, forms.MultiValueField) else ()
    # Django pairs names and widgets in the same way: where their number differs, the rest is not read.
    parts = zip(slot.widget.widgets_names, slot.widget.widgets)  # type: ignore[attr-defined]  # noqa: B905 - a MultiWidget
    for number, (name, part) in enumerate(parts):
        key = name.removeprefix("_")
        if key in value:
            inner = fields[number] if number < len(fields) else None
            _post(_Slot(slot.posted, slot.name + name, inner, part, slot.has_bytes), value[key])


def _date_parts(slot: _Slot, value: JSON) -> None:
    if not isinstance(value, dict):
        return slot.put(_text(value))
    for key in ("year", "month", "day"):
        if key in value:
            slot.posted.data[f"{slot.name}_{key}"] = _text(value[key])
    return None


def _places(slot: _Slot, value: JSON) -> None:
    if value is None or value == "":
        return
    if not isinstance(value, (list, dict)):
        raise _RefusedError
    widget: Any = slot.widget
    given = value if isinstance(value, dict) else {str(number): item for number, item in enumerate(value)}
    for number in range(widget.size):
        if str(number) in given:
            name, inner = f"{slot.name}_{number}", getattr(slot.field, "base_field", None)
            _post(_Slot(slot.posted, name, inner, widget.widget, slot.has_bytes), given[str(number)])


def _custom(slot: _Slot, value: JSON) -> None:
    """Post whatever a browser could post under the name of a widget that reads in a way of its own."""
    if isinstance(value, dict):
        for key, part in value.items():
            slot.posted.data[f"{slot.name}_{key}"] = _text(part)
    elif isinstance(value, list):
        slot.put(*map(_text, value))
    elif isinstance(value, bool):
        _checkbox(slot, value)
    elif value is not None:
        slot.put(_text(value))


_WAYS: dict[str, Way] = {
    "plain": _plain,
    "list": _several,
    "checkbox": _checkbox,
    "null-boolean": _null_boolean,
    "file": _file,
    "parts": _parts,
    "date-parts": _date_parts,
    "places": _places,
    "custom": _custom,
}
"""How to post to a widget that reads in this way."""


def _text(value: JSON, field: forms.Field | None = None) -> str:
    """Return the text of a string or a number; nothing for null."""
    if value is None:
        return ""
    if not isinstance(value, str):
        raise _RefusedError
    if isinstance(value, Raw) and field is not None and field.localize:
        return str(value).replace(".", str(get_format("DECIMAL_SEPARATOR")))
    return str(value)


def _text_alone(value: JSON) -> str:
    """Return the text of a string; nothing for null. A number is no text here."""
    if isinstance(value, Raw):
        raise _RefusedError
    return _text(value)


def _flag(value: JSON) -> str:
    """Return what a hidden input, or a select of True and False, posts."""
    return str(value) if isinstance(value, bool) else _text_alone(value)


def _json(value: JSON) -> str:
    """Return the JSON text of a value; a string is such a text already."""
    if value is None:
        return ""
    if isinstance(value, str):
        return str(value)
    try:
        return dump_json(value)
    except RecursionError:
        raise _RefusedError from None


def _described(value: dict[str, JSON]) -> UploadedFile[Any] | None:
    """Return a file as far as `{name, size, type}` goes; None where its upload would be left out."""
    name, size, kind = value.get("name"), value.get("size"), value.get("type", "")
    if type(name) is not str or not isinstance(size, Raw) or not size.isdecimal() or type(kind) is not str:
        raise _RefusedError
    if len(size) > 18:
        raise _RefusedError
    kept = MultiPartParser.sanitize_file_name(None, name)  # type: ignore[arg-type]  # it asks nothing of itself
    return Described(name=kept, size=int(size), content_type=kind) if kept else None


def _refuse(constant: str) -> Any:
    raise ValueError


_decoder = json.JSONDecoder(parse_int=Raw, parse_float=Raw, parse_constant=_refuse)
_encoder = json.JSONEncoder(ensure_ascii=False)
