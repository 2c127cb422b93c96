"""The layout of a form as a neutral tree, where it has one."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.utils.module_loading import import_string

from mizan.protocol.envelope import JSON


def layout_of(form: Any) -> list[JSON] | None:
    """Return the nodes of a form's or form class's crispy-forms layout, or None: fields in their order."""
    helper = getattr(form, "helper", None)
    if getattr(helper, "layout", None) is None or not apps.is_installed("crispy_forms"):
        return None
    nodes: list[JSON] = import_string("mizan.forms.crispy.nodes_of")(helper, form)
    return nodes
