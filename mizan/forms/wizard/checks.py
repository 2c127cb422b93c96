"""System checks of wizards."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.conf import settings
from django.core import checks
from django.forms import FileField, PasswordInput
from django.utils.module_loading import import_string

from mizan.forms.options import formsets_of, with_rows
from mizan.forms.register import source_of
from mizan.setup.operations import WizardSpec
from mizan.setup.registry import registry


def check_wizards(**_: object) -> list[checks.CheckMessage]:
    """Report wizards that could keep nothing, or would keep a secret (`mizan.E093`–`E096`, `W090`)."""
    return [message for spec in registry.wizards() for check in _CHECKS for message in check(spec)]


def _sessions(spec: WizardSpec) -> Iterator[checks.CheckMessage]:
    if not any(map(_keeps_sessions, settings.MIDDLEWARE)):
        yield checks.Error(
            f"{source_of(spec.wizard_class)} keeps its answers in the session, and there are no sessions.",
            hint="Add 'django.contrib.sessions.middleware.SessionMiddleware' to MIDDLEWARE.",
            obj=source_of(spec.wizard_class),
            id="mizan.E093",
        )


def _keeps_sessions(path: str) -> bool:
    from_django: Any = import_string("django.contrib.sessions.middleware.SessionMiddleware")
    middleware = import_string(path)
    return isinstance(middleware, type) and issubclass(middleware, from_django)


def _files(spec: WizardSpec) -> Iterator[checks.CheckMessage]:
    wizard: Any = spec.wizard_class
    files = wizard.mizan.files
    if isinstance(files, str) and files not in settings.STORAGES:
        yield checks.Error(
            f"{source_of(wizard)} keeps uploads in {files!r}, and STORAGES has no storage of this name.",
            hint=f"Add {files!r} to STORAGES, with a location that the web server does not serve.",
            obj=source_of(wizard),
            id="mizan.E095",
        )
    for step, form in wizard.mizan.steps.items():
        names = [name for name, field in form.base_fields.items() if isinstance(field, FileField)]
        if names and wizard.mizan.files is None:
            yield checks.Error(
                f"The step {step!r} of {source_of(wizard)} takes a file ({', '.join(names)}), "
                "and nothing says where it waits for the last step.",
                hint="Give mizanWizardMeta(files=…) a storage that is not public, or its name in STORAGES.",
                obj=source_of(wizard),
                id="mizan.E094",
            )


def _files_in_rows(spec: WizardSpec) -> Iterator[checks.CheckMessage]:
    wizard: Any = spec.wizard_class
    for form, words in _rows(wizard):
        names = [name for name, field in form.base_fields.items() if isinstance(field, FileField)]
        if names:
            yield checks.Error(
                f"{words} takes a file ({', '.join(names)}), and rows may come in another order when the "
                "step is sent again: nobody could tell whose file it was.",
                hint="Ask for files in a step that has no rows.",
                obj=source_of(wizard),
                id="mizan.E096",
            )


def _rows(wizard: Any) -> Iterator[tuple[Any, str]]:
    """Yield the forms of all rows that the steps ask for, and what each is called."""
    for step, form in wizard.mizan.steps.items():
        words = f"The step {step!r} of {source_of(wizard)}"
        yield from (each for each in with_rows(form, formsets_of(form), words) if each[0] is not form)


def _secrets(spec: WizardSpec) -> Iterator[checks.CheckMessage]:
    wizard: Any = spec.wizard_class
    steps = [(form, f"The step {step!r} of {source_of(wizard)}") for step, form in wizard.mizan.steps.items()]
    for form, words in [*steps, *_rows(wizard)]:
        names = [name for name, field in form.base_fields.items() if isinstance(field.widget, PasswordInput)]
        if names:
            yield checks.Warning(
                f"{words} asks for a secret ({', '.join(names)}), which the session would keep as it was "
                "typed.",
                hint="Ask for it in a form of its own, after the wizard.",
                obj=source_of(wizard),
                id="mizan.W090",
            )


_CHECKS: tuple[Callable[[WizardSpec], Iterator[checks.CheckMessage]], ...] = (
    _sessions,
    _files,
    _files_in_rows,
    _secrets,
)
