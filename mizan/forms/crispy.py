"""The layout of a crispy-forms helper as a neutral tree."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from inspect import isclass
from typing import TYPE_CHECKING, Any, TypeAlias

from crispy_forms import bootstrap, layout
from django.forms.forms import BaseForm
from django.template import Template
from django.template.context import make_context
from django.utils.functional import Promise
from django.utils.safestring import mark_safe
from django.utils.text import slugify

from mizan.forms.crispy_look import Look, attributes, field_look, helper_look, is_horizontal
from mizan.forms.layout import field_names
from mizan.forms.options import formsets_of
from mizan.forms.reflection.messages import markup, plain
from mizan.protocol.envelope import JSON

if TYPE_CHECKING:
    from django.http import HttpRequest

Node: TypeAlias = dict[str, JSON]

logger = logging.getLogger("mizan.forms")

_RANDOM_ID = re.compile(r"accordion-\d{4}\Z")
"""What an Accordion calls itself where it was given no id: another name in every process."""


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What the parts of one layout are read with."""

    names: frozenset[str]
    """The fields and formsets that the form has; any other is left out, as crispy-forms leaves it out."""
    formsets: frozenset[str]
    helper: Any
    common: Look
    """How the helper wants every field to look."""
    template: str
    """What draws a field whose part names no template of its own."""
    form: BaseForm | None = None
    """The form that is laid out, where it is more than a class."""
    request: HttpRequest | None = None
    """Whose page the layout is for, if it is for one."""

    def nodes(self, parts: Iterable[Any]) -> Iterator[Node]:
        """Iterate over the nodes that these parts of a layout become."""
        for part in parts:
            if isinstance(part, (str, Promise)):
                yield from self.field(str(part))
            else:
                entry = next((ENTRIES[cls] for cls in type(part).__mro__ if cls in ENTRIES), _own)
                yield from entry(part, self)

    def field(
        self, name: str, part: Any = None, wrapper_class: str | None = None, **own: JSON
    ) -> Iterator[Node]:
        """Yield the node of one field, if the form has it; `part` is the layout object that holds it."""
        if name not in self.names:
            return
        attrs = getattr(part, "attrs", {})
        given = attrs.get("class") if isinstance(attrs, dict) else None
        look = {**self.common, **field_look(part, getattr(part, "template", self.template)), **own}
        yield {"kind": "field", "name": name} | _said(
            **{"class": given}, wrapper_class=wrapper_class, look=_said(**look)
        )

    def words(self, text: Any) -> str:
        """Return a text of the layout, which is a template.

        Only what its author marked as HTML is HTML; crispy-forms takes all of it for HTML.
        """
        if not text:
            return ""
        is_html = hasattr(text, "__html__")
        words = self.render(text, autoescape=is_html)
        return mark_safe(words) if is_html else words

    def render(self, text: Any, *, autoescape: bool = True) -> str:
        """Return what a template of the layout says, as a plain `str`.

        Nothing, where it wants what a view gives its page alone: `{% url "edit" object.pk %}`.
        """
        if "{" not in str(text):  # context processors may cost something
            return "" + str(text)
        context = make_context({"form": self.form}, self.request, autoescape=autoescape)
        try:
            return "" + Template(str(text)).render(context)  # what a template gives is marked, whatever it is
        except Exception:
            logger.warning("Left out of the layout of a form: %r", str(text), exc_info=True)
            return ""


def nodes_of(helper: Any, form: BaseForm | type[BaseForm], request: HttpRequest | None = None) -> list[Node]:
    """Return the nodes of a helper's layout, its buttons last. Fields that the form does not have are left
    out."""
    fields = form.fields if isinstance(form, BaseForm) else getattr(form, "base_fields", {})
    formsets = getattr(form, "formsets", None) or formsets_of(form if isclass(form) else type(form))
    reading = Reading(
        names=frozenset([*fields, *formsets]),
        formsets=frozenset(formsets),
        helper=helper,
        common=helper_look(helper),
        template=helper.field_template or "",
        form=form if isinstance(form, BaseForm) else None,
        request=request,
    )
    nodes = list(reading.nodes(fields if helper.layout is None else helper.layout.fields))
    named = set(field_names(nodes))
    left = [name for name in fields if name not in named and _is_added(helper, fields[name])]
    return [*nodes, *reading.nodes(left), *_inputs(helper, reading)]


def _inputs(helper: Any, reading: Reading) -> list[Node]:
    """Return the buttons of the helper, which stand in the column of the controls."""
    buttons = list(reading.nodes(helper.inputs))
    return _beside_labels(helper, buttons) if buttons and helper.label_class else buttons


def _beside_labels(helper: Any, children: list[Node], css_class: str = "") -> list[Node]:
    """Put nodes where the controls of a form stand whose labels are beside them."""
    rows = ["mb-3", "row" if is_horizontal(helper) else "", css_class]
    places = [("aab " + helper.label_class, []), (helper.field_class, children)]
    inside: list[JSON] = [
        {"kind": "div", **_said(**{"class": place}), "children": held} for place, held in places
    ]
    return [{"kind": "div", "class": " ".join(filter(None, rows)), "children": inside}]


def _is_added(helper: Any, field: Any) -> bool:
    """Tell whether the helper draws a field that its layout does not name."""
    return bool(
        helper.render_unmentioned_fields
        or (helper.render_hidden_fields and field.widget.is_hidden)
        or (helper.render_required_fields and field.widget.is_required)
    )


def _said(**words: JSON) -> dict[str, JSON]:
    """Leave out what says nothing; False does."""
    return {key: word for key, word in words.items() if word or word is False}


def _box(kind: str) -> Callable[[Any, Reading], Iterator[Node]]:
    """Make the entry of a part that holds others."""

    def entry(part: Any, reading: Reading) -> Iterator[Node]:
        children = list(reading.nodes(getattr(part, "fields", ())))
        yield {"kind": kind, **_looks(part), "children": children}

    return entry


def _own(part: Any, reading: Reading) -> Iterator[Node]:
    """Yield a part of the project's own: the formset that it names, or else a box for what it holds."""
    said = [text for text in getattr(part, "__dict__", {}).values() if isinstance(text, str)]
    formset = next((text for text in said if text in reading.formsets), None)
    if formset is None or getattr(part, "fields", None):
        yield from _box("div")(part, reading)
    else:
        yield {"kind": "field", "name": formset}


def _looks(part: Any, **words: JSON) -> dict[str, JSON]:
    """Return class, id and attributes of a part, with words of its own before them."""
    return _said(
        **words,
        **{"class": str(getattr(part, "css_class", "") or "").strip()},
        id=_RANDOM_ID.sub("", str(getattr(part, "css_id", "") or "")),
        attrs=attributes(getattr(part, "flat_attrs", "")),
    )


def _layout(part: Any, reading: Reading) -> Iterator[Node]:
    yield from reading.nodes(part.fields)


def _field(part: Any, reading: Reading) -> Iterator[Node]:
    for name in map(str, part.fields):
        yield from reading.field(name, part, part.wrapper_class)


def _field_with_buttons(part: Any, reading: Reading) -> Iterator[Node]:
    first, *rest = part.fields
    inner, name = (None, first) if isinstance(first, (str, Promise)) else (first, first[0])
    own: Node = {"as": "", "buttons": list(reading.nodes(rest)), "size": part.input_size}
    yield from reading.field(str(name), inner, part.css_class, **own)


def _fieldset(part: Any, reading: Reading) -> Iterator[Node]:
    legend = reading.words(part.legend)
    words = {"title": plain(legend), "title_html": markup(legend)}
    yield {"kind": "fieldset", **_looks(part, **words), "children": list(reading.nodes(part.fields))}


def _multi_field(part: Any, reading: Reading) -> Iterator[Node]:
    looks = {key: word for key, word in _looks(part).items() if key == "id"}
    title = plain(mark_safe(str(part.label_html or "")))
    children = list(replace(reading, template=part.field_template).nodes(part.fields))
    yield {"kind": "multi", **_said(title=title), **looks, "children": children}


def _holder(part: Any, reading: Reading) -> Iterator[Node]:
    children = list(reading.nodes(part.fields))
    css_class = " ".join(filter(None, ["buttonHolder", part.css_class]))
    yield {"kind": "div", **_looks(part), "class": css_class, "children": children}


def _actions(part: Any, reading: Reading) -> Iterator[Node]:
    children = list(reading.nodes(part.fields))
    if reading.helper.label_class:
        yield from _beside_labels(reading.helper, children, part.css_class or "")
    else:
        css_class = " ".join(filter(None, ["mb-3", part.css_class]))
        looks = _said(id=part.id, attrs=attributes(part.flat_attrs))
        yield {"kind": "div", "class": css_class, **looks, "children": children}


def _html(part: Any, reading: Reading) -> Iterator[Node]:
    yield {"kind": "html", "html": reading.render(part.html)}


def _alert(part: Any, reading: Reading) -> Iterator[Node]:
    looks = _looks(part, html=markup(part.content), dismiss=part.dismiss or None)
    yield {"kind": "alert", "text": plain(part.content), **looks}


def _modal(part: Any, reading: Reading) -> Iterator[Node]:
    words = {"title": str(part.title), "title_class": str(part.title_class)}
    looks = _looks(part, **words)
    looks.pop("attrs", None)
    yield {"kind": "modal", **looks, "children": list(reading.nodes(part.fields))}


def _tab(part: Any, reading: Reading) -> Iterator[Node]:
    title = str(part.name)
    looks = _looks(part, title=title[:1].upper() + title[1:])
    yield {"kind": "tab", **looks, "children": list(reading.nodes(part.fields))}


def _accordion(part: Any, reading: Reading) -> Iterator[Node]:
    """Yield the groups under a name that they share, unless each may be open beside the others."""
    groups = list(reading.nodes(part.fields))
    own = _RANDOM_ID.sub("", str(part.css_id or ""))
    shared = own or f"accordion-{slugify(getattr(part.fields[0], 'name', ''))}" if part.fields else ""
    for number, (group, held) in enumerate(zip(groups, part.fields, strict=False)):
        if group["kind"] != "group":
            continue
        was_told = getattr(held, "_active_originally_included", False)
        if held.active or (number == 0 and not was_told):
            group["open"] = True
        if not getattr(held, "always_open", False):
            group["name"] = shared
    looks = _looks(part)
    if getattr(part, "flush", False):
        looks["class"] = " ".join(filter(None, ["accordion-flush", str(looks.get("class", ""))]))
    yield {"kind": "accordion", **looks, "children": groups}


def _group(part: Any, reading: Reading) -> Iterator[Node]:
    yield {
        "kind": "group",
        **_looks(part, title=str(part.name)),
        "children": list(reading.nodes(part.fields)),
    }


def _button(part: Any, reading: Reading) -> Iterator[Node]:
    if part.input_type == "hidden":
        return
    kind = part.input_type if part.input_type in ("submit", "reset") else "button"
    name = slugify(part.name) if len(str(part.name).split()) > 1 else str(part.name)
    look = _said(
        **{"class": str(getattr(part, "field_classes", "") or "")},
        id=getattr(part, "id", ""),
        attrs=attributes(part.flat_attrs),
    )
    yield {"kind": "button", "type": kind, "name": name, "label": reading.words(part.value), **look}


def _strict_button(part: Any, reading: Reading) -> Iterator[Node]:
    given = attributes(part.flat_attrs, "type", "id", "name", "value")
    kind = given.pop("type", "button")
    looks: Node = {key: given.pop(key) for key in ("class", "id", "name") if key in given}
    label = plain(reading.words(part.content))
    yield {"kind": "button", "type": kind, "label": label, **looks, **_said(attrs=given)}


ENTRIES: dict[type, Callable[[Any, Reading], Iterator[Node]]] = {
    layout.Layout: _layout,
    layout.Field: _field,
    layout.Div: _box("div"),
    layout.Row: _box("row"),
    layout.Column: _box("column"),
    layout.Fieldset: _fieldset,
    layout.MultiField: _multi_field,
    layout.ButtonHolder: _holder,
    layout.HTML: _html,
    layout.BaseInput: _button,
    bootstrap.FieldWithButtons: _field_with_buttons,
    bootstrap.FormActions: _actions,
    bootstrap.StrictButton: _strict_button,
    bootstrap.TabHolder: _box("tabs"),
    bootstrap.Tab: _tab,
    bootstrap.Accordion: _accordion,
    bootstrap.AccordionGroup: _group,
    bootstrap.Alert: _alert,
    bootstrap.Modal: _modal,
}
"""What each part of a layout becomes; any other that holds fields is a `div`."""
