"""Names for the controls of a widget of several, to which Django gives none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, cast

from django.forms import MultiWidget, SelectDateWidget, SplitDateTimeWidget
from django.utils.translation import gettext

if TYPE_CHECKING:
    from django.forms import BaseForm
    from django.forms.boundfield import BoundField
    from django.forms.renderers import BaseRenderer
    from django.utils.safestring import SafeString


class PartsRenderer:
    """Render as a form does anyway, with an `aria-label` on each part of a widget of several.

    The names are those that React says: date and time, year, month and day, the key of a part, or the label
    with a number. What a widget's own `attrs` say stays. A renderer, for a form may share its fields with
    others.
    """

    def __init__(self, renderer: BaseRenderer, form: BaseForm) -> None:
        self._renderer = renderer
        self._form = form

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> SafeString:
        """Return the HTML of a template, after the parts in its context have their names."""
        widget = context.get("widget")
        if widget and widget.get("subwidgets"):
            for part, name in zip(widget["subwidgets"], self._names(widget), strict=False):
                part["attrs"].setdefault("aria-label", name)
        return cast("SafeString", self._renderer.render(template_name, context, request))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._renderer, name)

    def _names(self, widget: dict[str, Any]) -> Iterator[str]:
        field = next((field for field in self._form if field.html_name == widget["name"]), None)
        if field is None:
            return
        for number, part in enumerate(widget["subwidgets"]):
            yield _name(field, str(part["name"]).removeprefix(widget["name"]).strip("_"), number)


def name_parts(form: BaseForm) -> None:
    """Let a form name the controls of its widgets of several when it is rendered."""
    if any(isinstance(field.widget, (MultiWidget, SelectDateWidget)) for field in form.fields.values()):
        form.renderer = cast("BaseRenderer", PartsRenderer(form.renderer, form))


def _name(field: BoundField, key: str, number: int) -> str:
    if isinstance(field.field.widget, SplitDateTimeWidget):
        return gettext("Time") if number else gettext("Date")
    return f"{field.label} {number + 1}" if not key or key.isdigit() else gettext(key)
