"""What Django says, behind the wire gate, about data that came over the wire."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import translation

from mizan.forms import reflect
from mizan.forms.cleaning import clean
from mizan.forms.gate import Posted, admit, read_json
from mizan.protocol.envelope import Issue
from tests.differential.cases import Case
from tests.differential.figures import Verdict


class FormUnderTest:
    """A form of one field, `f`."""

    def __init__(self, case: Case) -> None:
        self.language = case.language
        self.form_class: type[forms.Form] = type("FieldForm", (forms.Form,), {"f": case.make()})
        with translation.override(self.language):
            self.schema: dict[str, Any] = reflect(self.form_class())

    def judge(self, wire: str) -> Verdict:
        """Return what the server would answer."""
        with translation.override(self.language):
            try:
                issues = self._issues(wire)
            except Exception as error:
                return Verdict(crash=repr(error))
        return Verdict(tuple(issue.code for issue in issues), tuple(issue.message for issue in issues))

    def _issues(self, wire: str) -> list[Issue]:
        posted = Posted()
        admit(posted, self.form_class(), read_json(wire.encode()))
        posted.seal()
        return clean(self.form_class(posted.data, posted.files), posted.issues)
