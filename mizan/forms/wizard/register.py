"""Register wizards: each becomes a form for every step, and the operations that lead through them."""

from __future__ import annotations

import inspect
from typing import Any

from django.forms.forms import BaseForm

from mizan.forms.register import default_name, source_of
from mizan.forms.wizard.declaration import mizanWizard, mizanWizardMeta
from mizan.forms.wizard.operations import ROLES, wizard_spec
from mizan.protocol.errors import ConfigurationError
from mizan.setup.registry import registry


def register_wizard(wizard_class: type[mizanWizard]) -> None:
    """Put a wizard, its forms and all operations into the registry. Raises ConfigurationError."""
    source = source_of(wizard_class)
    _require_meta(wizard_class, source)
    _require_steps(wizard_class.mizan.steps, source)
    if wizard_class.on_finish is mizanWizard.on_finish:
        raise ConfigurationError(
            f"{source} does nothing when its last step is done.",
            hint="Define on_finish(self, forms) on it.",
            check_id="mizan.E091",
            obj=source,
        )
    name = wizard_class.mizan.name or default_name(wizard_class, "Wizard")
    spec, forms, operations = wizard_spec(wizard_class, name, source)
    registry.add(*operations)
    for form in forms:
        registry.add_form(form)
    registry.add_wizard(spec)


def _require_meta(wizard_class: Any, source: str) -> None:
    declared = wizard_class.__dict__["mizan"]
    if not isinstance(declared, mizanWizardMeta):
        raise ConfigurationError(
            f"{source}.mizan is {declared!r}.",
            hint="Write mizan = mizanWizardMeta(name='apply', steps={'you': YouForm, …}).",
            check_id="mizan.E004",
            obj=source,
        )


def _require_steps(steps: Any, source: str) -> None:
    wrong = [
        step
        for step, form in dict(steps).items()
        if not (isinstance(step, str) and step.isidentifier() and step.isascii() and step not in ROLES)
        or not (inspect.isclass(form) and issubclass(form, BaseForm))
    ]
    if wrong or not steps:
        raise ConfigurationError(
            f"{source} has no steps that could be asked: {', '.join(map(repr, wrong)) or 'there are none'}.",
            hint=f"Name each step by an identifier that is none of {', '.join(ROLES)}, and give it a form "
            "class: steps={'you': YouForm}.",
            check_id="mizan.E092",
            obj=source,
        )
