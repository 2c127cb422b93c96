"""Generate the client of a wide form with both validators, and what is filled in: `wide COUNT OUT`."""

from __future__ import annotations

import json
import sys
from io import StringIO
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command

settings.configure(
    INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "mizan"],
    SECRET_KEY="benchmarks",
    ROOT_URLCONF="mizan.urls",
)
django.setup()

from django import forms  # noqa: E402 - a form needs the settings

from benchmarks.kinds import KINDS  # noqa: E402
from mizan.forms import register_form  # noqa: E402

KNOWN = [kind for kind in KINDS if not isinstance(kind[0](), forms.URLField)]
"""Without addresses: what Django takes for one is not what zod takes."""


def on_submit(form: forms.Form, request: object) -> dict[str, bool]:
    """Take what was sent."""
    return {"sent": True}


def main(count: int, out: Path) -> None:
    """Write `zod-mini/`, `rules/` and `values.json`."""
    fields = {f"f{index}": KNOWN[index % len(KNOWN)] for index in range(count)}
    wide = type("WideForm", (forms.Form,), {name: kind[0]() for name, kind in fields.items()})
    register_form(wide, name="wide", on_submit=on_submit, auth=None)
    for validator in ("zod-mini", "rules"):
        call_command("mizan_generate", out=out / validator, validator=validator, stdout=StringIO())
    said = {
        "valid": {name: right for name, (_, right, _) in fields.items()},
        "invalid": {name: wrong for name, (_, _, wrong) in fields.items()},
    }
    (out / "values.json").write_text(json.dumps(said))


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
