"""Define forms, register, describe and draw them: `reflect COUNT`."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable

import django
from django.conf import settings

settings.configure(
    INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "django.forms", "mizan"],
    SECRET_KEY="benchmarks",
    ROOT_URLCONF="mizan.urls",
)
django.setup()

from django import forms  # noqa: E402 - a form needs the settings

from benchmarks.kinds import KINDS  # noqa: E402
from mizan.forms import register_form  # noqa: E402
from mizan.setup.registry import registry  # noqa: E402


def form_class(number: int) -> type[forms.Form]:
    """Return a form of all kinds of fields."""
    fields = {f"f{index}": kind[0]() for index, kind in enumerate(KINDS)}
    return type(f"Form{number}", (forms.Form,), fields)


def timed(work: Callable[[], object]) -> float:
    """Return the CPU seconds of some work."""
    started = time.process_time()
    work()
    return time.process_time() - started


def register(classes: list[type[forms.Form]]) -> None:
    """Publish all forms."""
    for number, cls in enumerate(classes):
        register_form(cls, name=f"form{number}", auth=None, on_submit=on_submit)
    registry.settle()
    assert not registry.problems, registry.problems[0]


def on_submit(form: forms.Form, request: object) -> dict[str, bool]:
    """Take what was sent."""
    return {"sent": True}


def main(count: int) -> None:
    """Print CPU seconds of `register`, `describe` and `draw`."""
    classes = [form_class(number) for number in range(count)]
    classes[0]().as_div()  # the template engine is loaded once
    figures = {
        "register": timed(lambda: register(classes)),
        "describe": timed(lambda: [form.describe() for form in registry.forms()]),
        "draw": timed(lambda: [cls().as_div() for cls in classes]),
    }
    assert len(list(registry.forms())) == count
    print(json.dumps(figures))  # noqa: T201


if __name__ == "__main__":
    main(int(sys.argv[1]))
