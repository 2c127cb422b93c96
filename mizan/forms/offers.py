"""What a field of a form or of its rows offers: `<form>.options`, searched, and a page at a time.

A record is offered only where Django itself would show it: by a widget that lists its choices, from the
queryset of the form, or the row, that this request gets. A search finds what a label shows, or what the
developer names.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from django.core.exceptions import ValidationError
from django.db.models import IntegerField, Q, QuerySet
from django.forms import FilePathField
from django.forms.forms import BaseForm
from django.forms.models import ModelChoiceIterator
from django.forms.widgets import ChoiceWidget

from mizan.forms.binding import offering_form
from mizan.forms.formsets import has_own_forms
from mizan.forms.initial import shown_rows
from mizan.forms.offers_call import LAST_PAGE, PAGE, OffersCall, wrong
from mizan.forms.options import FormOptions, FormSets, declared_of, formsets_of, mizanFormMeta
from mizan.forms.reflection.choices import has_rows, is_static
from mizan.forms.reflection.messages import plain
from mizan.forms.reflection.static import has_own_init
from mizan.forms.reflection.wrapped import unwrapped
from mizan.protocol.envelope import JSON
from mizan.setup.operations import FormSpec

if TYPE_CHECKING:
    from django.http import HttpRequest

logger = logging.getLogger("mizan.forms")

SCANNED = 5000
"""How many labels a search looks at where no columns are named: as many as Django would write into a page."""
LABELLED = 1000
"""Of how many values in the rows of a formset the description brings the labels; of others they are asked."""

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


def offers(spec: FormSpec, request: HttpRequest, call: OffersCall) -> dict[str, JSON]:
    """Return `{items, next}`. Raises Failure `invalid` for a field that offers nothing in this form.

    With `data` the form is bound to it, so that what it offers may depend on what was chosen elsewhere.
    """
    path, name = _split(spec, call.field)
    form = offering_form(spec, request, path, call.data, call.params)
    field: Any = form.fields.get(name) if form is not None else None
    if field is None or not is_offered(field):
        raise wrong("field", "invalid_choice")
    if call.ids is not None:
        return {"items": chosen(field, call.ids), "next": None}
    declared: mizanFormMeta = declared_of(type(form)) if path else spec.options
    columns = (declared.search or {}).get(name)
    first = (call.page - 1) * PAGE
    found = list(islice(_found(field, call.query, columns, first), PAGE + 1))
    return {
        "items": found[:PAGE],
        "next": call.page + 1 if len(found) > PAGE and call.page < LAST_PAGE else None,
    }


def is_offered(field: Any) -> bool:
    """Tell a field whose widget shows choices that no schema holds: rows, or what is computed."""
    widget = unwrapped(field).widget
    is_shown = isinstance(widget, ChoiceWidget) and not isinstance(field, FilePathField)
    return is_shown and not is_static(widget.choices)


def may_offer(form_class: type[BaseForm], options: FormOptions) -> bool:
    """Tell whether a form or its rows have such a field, or code of their own that may add one."""
    return bool(offered_names(form_class, options.formsets)) or may_add(form_class, options)


def offered_names(form_class: type[BaseForm], formsets: FormSets) -> list[str]:
    """Return the fields of a class that offer something, those of its rows as `speakers.*.city`."""
    fields = getattr(form_class, "base_fields", {})
    names = [name for name, field in fields.items() if is_offered(field)]
    for name, formset_class in formsets.items():
        row: Any = formset_class.form
        names += [f"{name}.*.{each}" for each in offered_names(row, formsets_of(row))]
    return names


def may_add(form_class: type[BaseForm], options: FormOptions) -> bool:
    """Tell a form whose fields, or whose rows' fields, are not all known before a request."""
    return (has_own_init(form_class) and options.dynamic is not False) or _rows_may_add(options.formsets)


def _rows_may_add(formsets: FormSets) -> bool:
    return any(
        has_own_init(formset_class.form)
        or has_own_forms(formset_class)
        or _rows_may_add(formsets_of(formset_class.form))
        for formset_class in formsets.values()
    )


def chosen(field: Any, values: Iterable[str]) -> list[Offer]:
    """Return those of these values that the field offers, with their labels, in the order that is asked."""
    wanted = list(dict.fromkeys(values))
    rows = _rows(field)
    found = _all(field.choices) if rows is None else map(_row_offer(field), _by_key(rows, field, wanted))
    by_value = {offer["value"]: offer for offer in found}
    return [by_value[value] for value in wanted if value in by_value]


def chosen_initially(form: BaseForm, initial: Mapping[str, JSON]) -> dict[str, list[Offer]]:
    """Return the labels of what fields with rows hold at first, those of formsets by `speakers.*.city`."""
    held = {name: _texts(initial.get(name))[:PAGE] for name in _with_rows(form)}
    told = {name: chosen(form.fields[name], values) for name, values in held.items() if values}
    return told | _chosen_in_rows(form, [(form, initial)])


def _chosen_in_rows(one: Any, held: list[tuple[Any, Mapping[str, JSON]]]) -> dict[str, list[Offer]]:
    """Return the labels of what the rows of some forms hold, which are like the `one` that is described."""
    told: dict[str, list[Offer]] = {}
    for name, like in getattr(one, "formsets", {}).items():
        formsets = [(form.formsets[name], values.get(name) or []) for form, values in held]
        rows = [pair for formset, sent in formsets for pair in zip(shown_rows(formset), sent, strict=True)]
        described = like.described
        is_alike = not (has_own_init(type(described)) or has_own_forms(type(like)))
        for field in _with_rows(described):
            wanted: dict[Any, list[str]] = {}
            for row, values in rows:  # rows that are alike are asked about at once
                wanted.setdefault(described if is_alike else row, []).extend(_texts(values.get(field)))
            found = [
                offer
                for row, values in wanted.items()
                if field in row.fields
                for offer in chosen(row.fields[field], values[:LABELLED])
            ]
            told |= {f"{name}.*.{field}": _once(found)} if found else {}
        told |= {f"{name}.*.{inner}": offers for inner, offers in _chosen_in_rows(described, rows).items()}
    return told


def _with_rows(form: BaseForm) -> list[str]:
    return [
        name for name, field in form.fields.items() if is_offered(field) and has_rows(field.widget.choices)
    ]


def _texts(value: JSON) -> list[str]:
    """Return what a field holds, one or several, as texts."""
    if value in (None, "", []):
        return []
    return [str(each) for each in value] if isinstance(value, list) else [str(value)]


def _once(offers: list[Offer]) -> list[Offer]:
    return list({offer["value"]: offer for offer in offers}.values())


def _split(spec: FormSpec, name: str) -> tuple[list[str], str]:
    """Return the path of a row, and the name of its field; no path for a field of the form itself."""
    parts = name.split(".")
    is_of_row = parts[0] in spec.options.formsets and len(parts) % 2 == 1
    return (parts[:-1], parts[-1]) if is_of_row else ([], name)


def _rows(field: Any) -> QuerySet[Any] | None:
    """Return the queryset behind choices that are its rows, one for one, and that may be narrowed: not one of
    the first ten rows, nor a union."""
    queryset: Any = field.queryset if type(field.choices) is ModelChoiceIterator else None
    is_whole = queryset is not None and not queryset.query.is_sliced and not queryset.query.combinator
    return cast("QuerySet[Any]", queryset) if is_whole else None


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
