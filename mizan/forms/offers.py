"""What a field of a form offers: `<form>.options`, searched, and a page at a time.

A row is offered only where Django itself would show it: by a widget that lists its choices, from the queryset
of the form that this request gets. A search finds what a label shows, or what the developer names.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from django.core.exceptions import ValidationError
from django.db.models import IntegerField, Q, QuerySet
from django.forms import FilePathField
from django.forms.forms import BaseForm
from django.forms.models import ModelChoiceIterator
from django.forms.widgets import ChoiceWidget

from mizan.forms.binding import bind, unbound_form
from mizan.forms.gate import Raw, read_json
from mizan.forms.options import FormOptions
from mizan.forms.reflection.choices import has_rows, is_static
from mizan.forms.reflection.messages import plain
from mizan.forms.reflection.static import has_own_init
from mizan.protocol.envelope import JSON, Body
from mizan.protocol.errors import Failure
from mizan.schema.validation import issue
from mizan.setup.operations import FormSpec

if TYPE_CHECKING:
    from django.http import HttpRequest

logger = logging.getLogger("mizan.forms")

PAGE = 50
"""The most that one answer holds, and the most `ids` that one call asks about."""
LAST_PAGE = 1000
LONGEST_QUERY = 200
SCANNED = 5000
"""How many labels a search looks at where no columns are named: as many as Django would write into a page."""

Offer: TypeAlias = dict[str, str]
"""`{value, label}`, with `group` where the choices have groups."""

OFFERS: dict[str, JSON] = {
    "type": "object",
    "properties": {
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {key: {"type": "string"} for key in ("value", "label", "group")},
                "required": ["value", "label"],
            },
        },
        "next": {"type": ["integer", "null"]},
    },
    "required": ["items", "next"],
}
"""What `<form>.options` answers."""


@dataclass(frozen=True, kw_only=True, slots=True)
class OffersCall:
    """What somebody wants to choose from."""

    field: str
    query: str
    page: int
    ids: list[str] | None
    data: dict[str, JSON]
    params: dict[str, JSON]


class OffersInput:
    """Read `{field, query?, page?, ids?, data?, params?}`; `params` as the form's other operations do."""

    def __init__(self, shared: dict[str, JSON], names: list[str] | None) -> None:
        self._shared = shared
        self._field: dict[str, JSON] = {"type": "string"} | ({} if names is None else {"enum": names})

    def schema(self) -> dict[str, JSON]:
        """Return the JSON Schema."""
        properties = {
            "field": self._field,
            "query": {"type": "string", "maxLength": LONGEST_QUERY},
            "page": {"type": "integer", "minimum": 1, "maximum": LAST_PAGE},
            "ids": {"type": "array", "items": {"type": "string"}, "maxItems": PAGE},
            "data": {"type": "object"},
        }
        return {
            **self._shared,
            "properties": properties | self._shared["properties"],
            "required": ["field", *self._shared["required"]],
        }

    def parse(self, body: Body) -> OffersCall:
        """Return the call. Raises Failure `bad_request`, or `invalid` for parts of the wrong type."""
        document = read_json(body.text)
        given = {key: part for key, part in document.items() if part is not None}
        field, query, ids = given.get("field"), given.get("query", ""), given.get("ids")
        if type(field) is not str:
            raise _wrong("field", "invalid" if "field" in given else "required")
        if type(query) is not str or len(query) > LONGEST_QUERY or "\0" in query:
            raise _wrong("query")
        if ids is not None and not _are_ids(ids):
            raise _wrong("ids")
        for key in ("data", "params"):
            if not isinstance(given.get(key, {}), dict):
                raise _wrong(key)
        return OffersCall(
            field=field,
            query=query,
            page=_page(given.get("page", Raw("1"))),
            ids=[str(each) for each in ids] if ids is not None else None,
            data=given.get("data", {}),
            params=given.get("params", {}),
        )


def offers(spec: FormSpec, request: HttpRequest, call: OffersCall) -> dict[str, JSON]:
    """Return `{items, next}`. Raises Failure `invalid` for a field that offers nothing in this form.

    With `data` the form is bound to it, so that what it offers may depend on what was chosen elsewhere.
    """
    form = _form(spec, request, call)
    field: Any = form.fields.get(call.field)
    if field is None or not is_offered(field):
        raise _wrong("field", "invalid_choice")
    if call.ids is not None:
        return {"items": chosen(field, call.ids), "next": None}
    options: FormOptions = spec.options
    columns = (options.search or {}).get(call.field)
    first = (call.page - 1) * PAGE
    found = list(islice(_found(field, call.query, columns, first), PAGE + 1))
    return {
        "items": found[:PAGE],
        "next": call.page + 1 if len(found) > PAGE and call.page < LAST_PAGE else None,
    }


def is_offered(field: Any) -> bool:
    """Tell a field whose widget shows choices that no schema holds: rows, or what is computed."""
    widget = field.widget
    is_shown = isinstance(widget, ChoiceWidget) and not isinstance(field, FilePathField)
    return is_shown and not is_static(widget.choices)


def may_offer(form_class: type[BaseForm], options: FormOptions) -> bool:
    """Tell whether a form has such a field, or an `__init__` of its own that may add one."""
    return bool(offered_names(form_class)) or may_add(form_class, options)


def offered_names(form_class: type[BaseForm]) -> list[str]:
    """Return the fields of a class that offer something."""
    return [name for name, field in getattr(form_class, "base_fields", {}).items() if is_offered(field)]


def may_add(form_class: type[BaseForm], options: FormOptions) -> bool:
    """Tell a form whose fields are not all known before a request."""
    return has_own_init(form_class) and options.dynamic is not False


def chosen(field: Any, values: Iterable[str]) -> list[Offer]:
    """Return those of these values that the field offers, with their labels, in the order that is asked."""
    wanted = list(dict.fromkeys(values))
    rows = _rows(field)
    found = _all(field.choices) if rows is None else map(_row_offer(field), _by_key(rows, field, wanted))
    by_value = {offer["value"]: offer for offer in found}
    return [by_value[value] for value in wanted if value in by_value]


def chosen_initially(form: BaseForm, initial: Mapping[str, JSON]) -> dict[str, list[Offer]]:
    """Return the labels of what a form's fields with rows hold at first."""
    held = {
        name: [
            str(value) for value in (initial[name] if isinstance(initial[name], list) else [initial[name]])
        ]
        for name, field in form.fields.items()
        if initial.get(name) not in (None, "", []) and is_offered(field) and has_rows(field.widget.choices)
    }
    return {name: chosen(form.fields[name], values[:PAGE]) for name, values in held.items()}


def _form(spec: FormSpec, request: HttpRequest, call: OffersCall) -> BaseForm:
    if not call.data:
        return unbound_form(spec, request, call.params)
    return bind(spec, request, call.data, None, call.params, has_bytes=False)[0]


def _rows(field: Any) -> QuerySet[Any] | None:
    """Return the queryset behind choices that are its rows, one for one."""
    is_plain = type(field.choices) is ModelChoiceIterator
    return cast("QuerySet[Any]", field.queryset) if is_plain and field.queryset is not None else None


def _found(field: Any, query: str, columns: Iterable[str] | None, first: int) -> Iterator[Offer]:
    """Yield what a query finds, from the given place on."""
    words, rows = query.split(), _rows(field)
    if rows is not None:
        rows = rows if rows.ordered else rows.order_by("pk")  # without an order pages overlap
    if rows is not None and (columns or not words):
        rows = _search(rows, words, columns or ())
        return map(_row_offer(field), rows[first : first + PAGE + 1])
    labelled = _all(field.choices) if rows is None else map(_row_offer(field), rows[: SCANNED + 1])
    return islice(_labelled(field, labelled, [word.casefold() for word in words]), first, None)


def _search(rows: QuerySet[Any], words: Iterable[str], columns: Iterable[str]) -> QuerySet[Any]:
    """Narrow rows to those in which each word stands in one of the columns, whichever it is."""
    found = rows.model._base_manager.using(rows.db)
    conditions = [_any(columns, word) for word in words]
    if not conditions:
        return rows
    # Inside a query of its own, a column of a related table makes no row appear twice.
    return rows.filter(pk__in=found.filter(*conditions).values("pk"))


def _any(columns: Iterable[str], word: str) -> Q:
    condition = Q()
    for column in columns:
        condition |= Q(**{f"{column}__icontains": word})
    return condition


def _labelled(field: Any, found: Iterable[Offer], words: list[str]) -> Iterator[Offer]:
    """Yield what shows each of these words in its label."""
    for number, offer in enumerate(found):
        if number == SCANNED:
            logger.warning(
                "A search looked at %d labels of a %s and stopped. Name columns that the database can "
                "search: mizanFormMeta(search={'<field>': ['name']}).",
                SCANNED,
                type(field).__name__,
            )
            return
        label = offer["label"].casefold()
        if all(word in label for word in words):
            yield offer


def _row_offer(field: Any) -> Any:
    return lambda row: {
        "value": str(field.prepare_value(row)),
        "label": plain(field.label_from_instance(row)),
    }


def _all(choices: Iterable[Any], group: str | None = None) -> Iterator[Offer]:
    """Yield choices one by one, without the empty one."""
    for key, label in choices:
        if isinstance(label, (list, tuple)):
            yield from _all(label, plain(key))
        elif key is not None and str(key):
            yield {"value": str(key), "label": plain(label), **({} if group is None else {"group": group})}


def _by_key(rows: QuerySet[Any], field: Any, values: list[str]) -> Iterable[Any]:
    key = field.to_field_name or "pk"
    column = rows.model._meta.pk if key == "pk" else rows.model._meta.get_field(key)
    keys = [each for each in (_key(column, value) for value in values) if each is not None]
    return rows.filter(**{f"{key}__in": keys}) if keys else ()


def _key(column: Any, value: str) -> Any:
    """Return what a text stands for in a column, or None where no row can have it."""
    while column.remote_field:
        column = column.target_field
    try:
        found = column.to_python(value)
        if isinstance(column, IntegerField):
            column.run_validators(found)  # whether the database knows numbers of this size
    except (ValidationError, ValueError, TypeError, OverflowError):
        return None
    return found


def _page(page: JSON) -> int:
    is_number = isinstance(page, Raw) and page.isascii() and page.isdecimal() and len(page) < 5
    if not is_number or not 1 <= int(page) <= LAST_PAGE:
        raise _wrong("page")
    return int(page)


def _are_ids(ids: JSON) -> bool:
    return isinstance(ids, list) and len(ids) <= PAGE and all(_is_text(each) for each in ids)


def _is_text(value: JSON) -> bool:
    return isinstance(value, str) and "\0" not in value


def _wrong(key: str, code: str = "invalid") -> Failure:
    return Failure("invalid", issues=[issue((key,), code)])
