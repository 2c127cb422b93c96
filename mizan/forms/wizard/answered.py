"""A step as it was answered: its form, bound to what is kept of it, with its rows."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.forms.forms import BaseForm

from mizan.forms.formsets import bind_posted
from mizan.forms.gate import Posted
from mizan.forms.options import formsets_of
from mizan.forms.rows import complaints
from mizan.forms.wizard.kept import Answer
from mizan.protocol.envelope import Issue


class Answered:
    """What was posted to one step, in its form; judged once, when somebody asks."""

    def __init__(
        self,
        form_class: type[BaseForm],
        answer: Answer,
        kwargs: dict[str, Any],
        supply: Callable[[str], dict[str, Any]],
    ) -> None:
        arguments = {"data": answer.data, "files": answer.files, **kwargs}
        self.form = form_class(**arguments)
        """The form; its rows are `form.formsets`."""
        self._rows = bind_posted(self.form, formsets_of(form_class), answer.data, answer.files, supply)

    @cached_property
    def complaints(self) -> list[Issue]:
        """What is wrong with it by now."""
        return complaints(self.form, Posted(), self._rows)
