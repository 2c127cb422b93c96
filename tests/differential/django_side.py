"""What Django says, behind the wire gate, about data that came over the wire."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django import forms
from django.test import override_settings
from django.utils import translation

from mizan.forms import reflect
from mizan.forms.cleaning import clean
from mizan.forms.gate import Posted, admit, read_json
from mizan.forms.issues import refused
from mizan.protocol.envelope import Issue
from mizan.protocol.errors import Failure
from tests.differential.cases.case import Case
from tests.differential.figures import Verdict


class FormUnderTest:
    """A form of one field, `f`, in one language."""

    def __init__(self, case: Case, language: str = "en") -> None:
        self.language = language
        self.form_class: type[forms.Form] = type("FieldForm", (forms.Form,), {"f": case.make()})
        with self._speaking():
            self.schema: dict[str, Any] = reflect(self.form_class())

    @property
    def verdict(self) -> str:
        """Return how far the client knows."""
        verdict: str = self.schema["properties"]["f"]["x-mizan"]["verdict"]
        return verdict

    def judge(self, *wires: str) -> list[Verdict]:
        """Return what the server would answer to each."""
        with self._speaking():
            return [self._judge(wire) for wire in wires]

    @contextmanager
    def _speaking(self) -> Iterator[None]:
        # Thousands are grouped for the fields that are localized alone.
        with override_settings(USE_THOUSAND_SEPARATOR=True), translation.override(self.language):
            yield

    def _judge(self, wire: str) -> Verdict:
        try:
            issues = self._issues(wire)
        except Exception as error:
            return Verdict(crash=repr(error))
        return Verdict(tuple(issue.code for issue in issues), tuple(issue.message for issue in issues))

    def _issues(self, wire: str) -> list[Issue]:
        posted = Posted()
        try:
            values = read_json(wire.encode())
        except Failure:  # half a surrogate pair: no form ever sees it
            return [refused("f", self.form_class.base_fields["f"])]
        admit(posted, self.form_class(), values, has_bytes=False)
        posted.seal()
        return clean(self.form_class(posted.data, posted.files), posted)
