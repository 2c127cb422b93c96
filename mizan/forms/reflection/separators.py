"""Numbers as the active language writes them, as `sanitize_separators` reads them."""

from __future__ import annotations

import unicodedata

from django.conf import settings
from django.utils.formats import get_format

from mizan.forms.reflection.reflection import Reflection


def localized(reflection: Reflection) -> Reflection:
    """Return the rule of a number behind the one that takes the language's separators out."""
    reflection.rule = {"k": "localized", "rule": reflection.rule}
    group = str(get_format("THOUSAND_SEPARATOR")) if settings.USE_THOUSAND_SEPARATOR else ""
    reflection.separators = {
        "decimal": str(get_format("DECIMAL_SEPARATOR")),
        "group": list(dict.fromkeys(filter(None, (group, unicodedata.normalize("NFKD", group))))),
    }
    return reflection
