"""Texts that would break out of the element that a page embeds its data in."""

from __future__ import annotations

from typing import Any

RUN = "alert(1)"
"""What must never run."""

_ENDS = (
    "</script>",
    "</SCRIPT>",
    "</script ",
    "</script\t",
    "</script\n>",
    "</script/>",
    "</script x='>",
    "</sc\0ript>",
    "<!--",
    "<!--<script>",
    "<!--<script></script>",
    "-->",
    "--!>",
    "]]>",
    "<![CDATA[",
    "<?xml",
    "</body></html>",
    "</title>",
    "</textarea>",
    "</style>",
    "</noscript>",
    "</template>",
    "</div>",
    "</svg>",
    "<script>",
    "&lt;/script&gt;",
    "&#60;/script&#62;",
    "\\u003c/script\\u003e",
    "\\",
    "\\\\",
    '"',
    '\\"',
    '"}',
    '"]}}',
    "'",
    "`",
    "${",
    "\u2028",
    "\u2029",
    "\u0085",
    "\x00",
    "\x1b",
    "\x7f",
    "\ufeff",
    "\ufffe",
    "\u202e",
    "\r",
    "\n",
    "\r\n",
    "\t",
    "\U0001f600",
    "\U000e0001",
    "*/",
    "//",
    "{{ csrf_token }}",
    "{% load mizan %}",
    "%3C/script%3E",
    "+ADw-/script+AD4-",
    "\u226e",
    "\uff1c/script\uff1e",
)
_RUNS = (f"<script>{RUN}</script>", f"<img src=x onerror={RUN}>", f"<svg onload={RUN}>", f";{RUN};//")

PAYLOADS = [f"{end}{_RUNS[number % len(_RUNS)]}" for number, end in enumerate(_ENDS)]
"""Sixty, each followed by what would run if it broke out."""


def everywhere(payload: str) -> dict[str, Any]:
    """Return data that hold a payload as a value, an item and a key."""
    return {"value": payload, payload: [payload, {payload: payload}]}
