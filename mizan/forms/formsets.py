"""The formsets of a form, made for a request: JSON in, what Django's own page would have posted out.

The server builds the management form from the rows themselves; a client's word about their number does not
count.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeAlias

from django.core.exceptions import ValidationError
from django.forms import ModelChoiceField
from django.forms.formsets import ORDERING_FIELD_NAME
from django.forms.models import BaseInlineFormSet, BaseModelForm, BaseModelFormSet
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext

from mizan.forms import cleaning
from mizan.forms.bare import prefix_of
from mizan.forms.gate import Posted, admit
from mizan.forms.options import FormSets, formsets_of
from mizan.forms.reflection.static import has_own_init
from mizan.forms.rows import Rows
from mizan.protocol.envelope import JSON, Issue

Supply: TypeAlias = Callable[[str], dict[str, Any]]
"""What a formset wants beside its data, by its path: `speakers`, `speakers.talks`."""


def bind_rows(
    form: Any,
    declared: FormSets,
    values: Mapping[str, JSON],
    files: Any,
    supply: Supply,
    *,
    has_bytes: bool,
    path: str = "",
) -> list[Rows]:
    """Bind the formsets of a bound form to the rows that were sent; it has them as `form.formsets`."""
    binder = _Binder(supply, has_bytes)
    bound = [
        binder.bind(form, name, formset_class, values.get(name), below(files, name), path)
        for name, formset_class in declared.items()
    ]
    form.formsets = {rows.name: rows.formset for rows in bound}
    return bound


def bind_posted(
    form: Any, declared: FormSets, data: Any, files: Any, supply: Supply, path: str = ""
) -> list[Rows]:
    """Bind the formsets of a form to what Django's own page posted, management form and all."""
    bound = []
    for name, formset_class in declared.items():
        kwargs = formset_kwargs(form, formset_class, supply(path + name))
        formset: Any = formset_class(data=data, files=files, prefix=prefix_of(form, name), **kwargs)
        gates = [Posted(data=data) for _ in formset.forms]
        if isinstance(formset, BaseModelFormSet):
            for gate, stranger in zip(gates, _strangers(formset), strict=False):
                gate.issues += [_missing(formset)] if stranger else []
        inner = [
            bind_posted(row, formsets_of(formset.form), data, files, supply, f"{path}{name}.")
            for row in formset.forms
        ]
        for row, nested in zip(formset.forms, inner, strict=True):
            _heed(row, nested)
        bound.append(
            Rows(name=name, formset=formset, places=list(range(len(gates))), gates=gates, inner=inner)
        )
    form.formsets = {rows.name: rows.formset for rows in bound}
    return bound


def unbound_rows(form: Any, declared: FormSets, supply: Supply, path: str = "") -> None:
    """Hang the formsets of a form on it, as a page shows them first."""
    form.formsets = {}
    for name, formset_class in declared.items():
        kwargs = formset_kwargs(form, formset_class, supply(path + name))
        formset: Any = formset_class(prefix=prefix_of(form, name), **kwargs)
        formset.described = _empty_row(formset)
        rows = [*formset.forms, formset.described]
        for row in rows:
            unbound_rows(row, formsets_of(formset.form), supply, f"{path}{name}.")
        form.formsets[name] = formset


def row_at(
    form: Any,
    declared: FormSets,
    path: list[str],
    values: Mapping[str, JSON],
    supply: Supply,
    above: str = "",
) -> Any:
    """Return the form of one row by its path, `["speakers", "2", "talks", "*"]`; None where there is no such
    row.

    `*` is a row that nobody filled in. Of what was sent nothing is read but this row and those around it.
    """
    name, place, *rest = path
    formset_class: Any = declared.get(name)
    if formset_class is None:
        return None
    inner = formsets_of(formset_class.form)
    if place == "*":
        kwargs = formset_kwargs(form, formset_class, supply(above + name))
        if issubclass(formset_class, BaseModelFormSet):  # which counts its records for a new row, too
            queryset = kwargs.get("queryset")
            kwargs["queryset"] = (
                formset_class.model._default_manager if queryset is None else queryset
            ).none()
        row, values = _empty_row(formset_class(prefix=prefix_of(form, name), **kwargs)), {}
    else:
        sent = _sent_at(values.get(name), place)
        if sent is None:
            return None
        own = {key: value for key, value in sent.items() if key not in inner}
        one = {name: formset_class}
        (rows,) = bind_rows(form, one, {name: [own]}, None, supply, has_bytes=False, path=above)
        row, values = rows.formset.forms[0], sent
    return row_at(row, inner, rest, values, supply, f"{above}{name}.") if rest else row


def _sent_at(rows: JSON, place: str) -> dict[str, JSON] | None:
    is_there = (
        isinstance(rows, list)
        and place.isascii()
        and place.isdecimal()
        and len(place) < 6
        and int(place) < len(rows)
    )
    row = rows[int(place)] if is_there else None
    return row if isinstance(row, dict) else None


def _empty_row(formset: Any) -> Any:
    """Return the form of a new row; that it may stay empty is the formset's business."""
    row = formset.empty_form
    row.empty_permitted = False
    return row


def formset_kwargs(form: Any, formset_class: Any, supplied: dict[str, Any]) -> dict[str, Any]:
    """Return what a formset is made with: without a queryset of the project's, rows can only be created."""
    if issubclass(formset_class, BaseInlineFormSet):
        own = {"instance": form.instance} if isinstance(form, BaseModelForm) else {}
        return {**own, **supplied}
    if issubclass(formset_class, BaseModelFormSet):
        return {"queryset": formset_class.model._default_manager.none(), **supplied}
    return supplied


def key_of(formset: Any) -> str | None:
    """Return what says which record a row of a model formset is: the name of its primary key."""
    return formset.model._meta.pk.name if hasattr(formset, "model") else None


def below(files: Any, name: str | int) -> Any:
    """Return the files below a name: those of `0.photo` as `photo`."""
    if not files:
        return None
    start, found = f"{name}.", MultiValueDict[str, Any]()
    for key in files:
        if key.startswith(start):
            found.setlist(key.removeprefix(start), files.getlist(key))
    return found


class _Binder:
    def __init__(self, supply: Supply, has_bytes: bool) -> None:
        self._supply = supply
        self._has_bytes = has_bytes
        self._made: dict[str, int] = {}

    def bind(self, form: Any, name: str, formset_class: Any, sent: JSON, files: Any, path: str) -> Rows:
        """Return the formset of one name, bound to its rows."""
        sent = [] if sent is None else sent
        kwargs = formset_kwargs(form, formset_class, self._supply(path + name))
        prefix = prefix_of(form, name)
        refused = self._refuse(name, formset_class, sent, path)
        if refused:
            formset = formset_class(data=_management(prefix, 0, 0).data, prefix=prefix, **kwargs)
            return Rows(name=name, formset=formset, places=[], gates=[], inner=[], refused=refused)
        existing: list[int] = []
        if issubclass(formset_class, BaseModelFormSet):
            existing = _existing(formset_class, kwargs, sent)
            begun = len(existing)
        else:  # the rows with which a page begins are none that may stay empty
            begun = min(len(kwargs.get("initial") or ()), len(sent))
        places = [*existing, *(n for n in range(len(sent)) if n not in set(existing))]
        posted = _management(prefix, len(places), begun)
        ordered = [(place, sent[place]) for place in places]
        if issubclass(formset_class, BaseModelFormSet):
            key = formset_class.model._meta.pk.name
            for number in range(len(existing)):
                posted.data[f"{prefix}-{number}-{key}"] = str(ordered[number][1][key])
        formset, gates = self._fill(formset_class, kwargs, prefix, posted, ordered, files)
        rows = Rows(name=name, formset=formset, places=places, gates=gates, inner=[])
        for number, (place, row) in enumerate(ordered):
            rows.inner.append(
                [
                    self.bind(
                        formset.forms[number],
                        inner,
                        cls,
                        row.get(inner),
                        below(below(files, place), inner),
                        f"{path}{name}.",
                    )
                    for inner, cls in formsets_of(formset.form).items()
                ]
            )
            _hang(formset.forms[number], rows.inner[number])
        if formset.can_order:
            _order(rows, ordered, posted, prefix)
        posted.seal()
        return rows

    def _refuse(self, name: str, formset_class: Any, sent: JSON, path: str) -> list[Issue]:
        """Return why no form is made for these rows: their type, or their number, which is a limit of all
        formsets of this name together."""
        if not isinstance(sent, list):
            return [Issue(path=(name,), code="invalid", message=gettext("Enter a list of values."))]
        self._made[path + name] = made = self._made.get(path + name, 0) + len(sent)
        if made > formset_class.absolute_max:
            formset = formset_class(data={})
            words = formset.error_messages["too_many_forms"] % {"num": formset_class.max_num}
            return [Issue(path=(name,), code="too_many_forms", message=str(words))]
        return [
            Issue(path=(name, place), code="invalid", message=gettext("Enter a valid value."))
            for place, row in enumerate(sent)
            if not isinstance(row, dict)
        ]

    def _fill(
        self,
        formset_class: Any,
        kwargs: dict[str, Any],
        prefix: str,
        posted: Posted,
        ordered: Any,
        files: Any,
    ) -> tuple[Any, list[Posted]]:
        """Return the formset with its rows posted, and what the gate says of each.

        Forms that look at the data while they are made are made again when it is there.
        """
        gates = [replace(posted, issues=[], undecided=set()) for _ in ordered]
        known: list[set[str]] = [set() for _ in ordered]
        passes = 2 if has_own_init(formset_class.form) or has_own_forms(formset_class) else 1
        for _ in range(passes):
            formset = formset_class(data=posted.data, prefix=prefix, **kwargs)
            formset.files = posted.files  # Django takes no files yet for none at all
            key = key_of(formset)
            for number, (place, row) in enumerate(ordered):
                form = formset.forms[number]
                skip = {ORDERING_FIELD_NAME} | known[number]
                if key and number < formset.initial_form_count():
                    skip.add(key)
                names = [name for name in form.fields if name not in skip]
                known[number].update(names)
                admit(gates[number], form, row, below(files, place), names=names, has_bytes=self._has_bytes)
        if isinstance(formset, BaseModelFormSet):
            for number, stranger in enumerate(_strangers(formset)):
                if stranger:
                    gates[number].issues.append(_missing(formset))
                    posted.data.pop(f"{prefix}-{number}-{key}", None)
        return formset, gates


_FORM_MAKERS = ("__init__", "__new__", "forms", "_construct_form", "add_fields", "get_form_kwargs")


def has_own_forms(formset_class: Any) -> bool:
    """Tell a formset whose own code makes its forms, so that they may be others than their class says."""
    return any(
        name in vars(cls)
        and cls.__module__.partition(".")[0] not in ("builtins", "crispy_forms", "django", "mizan")
        for cls in formset_class.__mro__
        for name in _FORM_MAKERS
    )


def _management(prefix: str, total: int, initial: int) -> Posted:
    posted = Posted()
    posted.data[f"{prefix}-TOTAL_FORMS"] = str(total)
    posted.data[f"{prefix}-INITIAL_FORMS"] = str(initial)
    return posted


def _existing(formset_class: Any, kwargs: dict[str, Any], sent: list[Any]) -> list[int]:
    """Return the places of the rows that name a record, and narrow the queryset to these records.

    Where people choose the key themselves, a row that names no record of this request is a new one.
    """
    pk = formset_class.model._meta.pk
    given = {
        place: _key(pk, row[pk.name]) for place, row in enumerate(sent) if row.get(pk.name) not in (None, "")
    }
    queryset = kwargs.get("queryset")
    if queryset is None:
        queryset = formset_class.model._default_manager.all()
    if not queryset.query.is_sliced:
        kwargs["queryset"] = queryset.filter(pk__in=[key for key in given.values() if key is not None])
    if pk.name not in formset_class.form.base_fields:
        return list(given)
    found = {record.pk for record in formset_class(**kwargs).get_queryset()}
    return [place for place, key in given.items() if key in found]


def _key(pk: Any, value: JSON) -> Any:
    """Return a primary key, or None for what is none."""
    while pk.remote_field is not None:
        pk = pk.remote_field.get_related_field()
    try:
        return pk.clean(str(value), None) if isinstance(value, str) else None
    except ValidationError:
        return None


def _strangers(formset: Any) -> list[bool]:
    """Tell of each row that names a record whether this request has none of that name, or had it before."""
    seen, told = set(), []
    for form in formset.forms[: formset.initial_form_count()]:
        told.append(form.instance._state.adding or form.instance.pk in seen)
        seen.add(form.instance.pk)
    return told


def _missing(formset: Any) -> Issue:
    """Return the complaint about a record that is not there, or not for this user: nobody can tell which."""
    words = ModelChoiceField.default_error_messages["invalid_choice"]
    return Issue(path=(formset.model._meta.pk.name,), code="invalid_choice", message=str(words))


def _hang(form: Any, inner: list[Rows]) -> None:
    form.formsets = {rows.name: rows.formset for rows in inner}
    _heed(form, inner)


def _heed(form: Any, inner: list[Rows]) -> None:
    """Have a row count as filled in when something hangs on it."""
    if any(
        rows.refused or any(_is_filled(rows, number) for number in range(len(rows.places))) for rows in inner
    ):
        form.empty_permitted = False
        form.has_changed = lambda: True


def _order(rows: Rows, ordered: list[tuple[int, Any]], posted: Posted, prefix: str) -> None:
    """Post the place of each row as its order, where the row says none; an empty row stays empty."""
    for number, (place, row) in enumerate(ordered):
        said = row.get(ORDERING_FIELD_NAME)
        if said is None and not _is_filled(rows, number):
            continue
        values = {ORDERING_FIELD_NAME: str(place + 1) if said is None else said}
        admit(rows.gates[number], rows.formset.forms[number], values, names=[ORDERING_FIELD_NAME])


def _is_filled(rows: Rows, number: int) -> bool:
    """Tell whether a row says something beside its order; what it says of that is kept by the form."""
    try:
        return not rows.is_empty(number)
    except cleaning.CHOKED:
        return True
