"""Mark a form that the page draws, so that a script that comes later takes over what was typed into it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from mizan.web.script import escape_json

if TYPE_CHECKING:
    from django.forms import BaseForm

    from mizan.protocol.envelope import Issue
    from mizan.setup.operations import FormSpec


def mark_early(spec: FormSpec, form: BaseForm, issues: Iterable[Issue] = ()) -> SafeString:
    """Return the element that `earlyForms()` of `@mizan/base` looks for.

    It says whether the form was posted, and what is wrong with it.
    """
    said = {"bound": form.is_bound, "issues": [issue.as_json() for issue in issues]}
    text = escape_json(json.dumps(said))
    return mark_safe(
        f'<script type="application/json" data-mizan-early="{escape(spec.name)}">{text}</script>'
    )
