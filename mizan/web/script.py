"""Data inside a page, for its script to read."""

from __future__ import annotations

# The table of django.utils.html.json_script: what could end the element or open a comment is escaped.
_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


def escape_json(text: str) -> str:
    """Return JSON that may stand in a script element."""
    return text.translate(_ESCAPES)
