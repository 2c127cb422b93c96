"""What is asked of a file before it is sent: its bytes are not there, and nobody says otherwise."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest

from mizan.forms import register_form
from mizan.setup.registry import Registry
from mizan.testing import MizanClient

pytestmark = pytest.mark.django_db

DESCRIBED = {"name": "a.csv", "size": 3, "type": "text/csv"}


def done(form: Any, request: HttpRequest) -> None: ...


def is_text(file: Any) -> None:
    if b"\0" in file.read():
        raise ValidationError("No text.")


def is_small(file: Any) -> None:
    if file.size > 5 or not file.name.endswith(".csv") or file.content_type != "text/csv":
        raise ValidationError("Not small.")


class Upload(forms.Form):
    file = forms.FileField(required=False)
    count = forms.IntegerField()


class ReadByValidator(Upload):
    file = forms.FileField(required=False, validators=[is_small, is_text])


class ReadByHook(Upload):
    def clean_file(self) -> Any:
        is_text(self.cleaned_data["file"])
        return self.cleaned_data["file"]


class ReadInPieces(Upload):
    def clean_file(self) -> Any:
        assert all(b"\0" not in piece for piece in self.cleaned_data["file"].chunks())
        assert all(b"\0" not in line for line in self.cleaned_data["file"])
        return self.cleaned_data["file"]


class ReadAndExcused(Upload):
    def clean_file(self) -> Any:
        try:
            is_text(self.cleaned_data["file"])
        except Exception as error:
            raise ValidationError("This file is broken.") from error
        return self.cleaned_data["file"]


class ReadByForm(Upload):
    def clean(self) -> None:
        if self.cleaned_data["file"]:
            is_text(self.cleaned_data["file"])


class ReadByFormAndExcused(Upload):
    def clean(self) -> None:
        try:
            is_text(self.cleaned_data["file"])
        except Exception:
            self.add_error("count", "Not with this file.")
            self.add_error(None, "This file is broken.")


class MissedByHook(Upload):
    file = forms.ImageField(required=False)

    def clean_file(self) -> Any:
        if self.cleaned_data["file"].size > 5:
            raise ValidationError("Not small.")
        return self.cleaned_data["file"]


class MissedByForm(Upload):
    file = forms.ImageField(required=False)

    def clean(self) -> None:
        if not self.cleaned_data["file"]:
            raise ValidationError("Send a picture.")


READING: list[Any] = [
    ReadByValidator, ReadByHook, ReadInPieces, ReadAndExcused, ReadByForm, ReadByFormAndExcused, MissedByHook,
    MissedByForm,
]  # fmt: skip


@pytest.mark.parametrize("form_class", READING, ids=lambda form_class: form_class.__name__)
def test_a_file_that_code_wants_to_see_is_not_judged_before_it_is_sent(
    form_class: Any, fresh_registry: Registry
) -> None:
    register_form(form_class, name="upload", on_submit=done)
    client = MizanClient()
    for values, codes in [({"count": 1}, []), ({"count": "x"}, ["invalid"]), ({}, ["required"])]:
        asked = client.validate("upload", {"file": DESCRIBED, **values})
        assert [(issue["path"], issue["code"]) for issue in asked.issues] == [
            (["count"], code) for code in codes
        ]
        assert asked.data["checked"] == ["count"] or codes
    alone = client.validate("upload", {"file": DESCRIBED, "count": 1}, only=["file"])
    assert alone.data == {"issues": [], "checked": []}


def test_a_file_whose_description_is_enough_is_judged(fresh_registry: Registry) -> None:
    register_form(ReadByValidator, name="upload", on_submit=done)
    register_form(
        type("Small", (Upload,), {"file": forms.FileField(validators=[is_small])}),
        name="small",
        on_submit=done,
    )
    small = MizanClient().validate("small", {"file": {**DESCRIBED, "size": 9}}, only=["file"])
    assert small.data["checked"] == ["file"]
    assert [issue["message"] for issue in small.issues] == ["Not small."]


def test_a_file_that_is_sent_is_judged(fresh_registry: Registry) -> None:
    register_form(ReadAndExcused, name="upload", on_submit=done)
    sent = {"file": SimpleUploadedFile("a.csv", b"\0")}
    [issue] = MizanClient().submit("upload", {"count": 1}, sent).issues
    assert (issue["path"], issue["message"]) == (["file"], "This file is broken.")


def test_a_file_of_a_row_that_code_wants_to_see_is_not_judged(fresh_registry: Registry) -> None:
    rows = forms.formset_factory(ReadAndExcused)
    holder = type("Holder", (forms.Form,), {"word": forms.CharField()})
    register_form(holder, name="holder", on_submit=done, formsets={"rows": rows})
    sent = [{"file": DESCRIBED, "count": 1}, {"file": DESCRIBED, "count": "x"}]
    asked = MizanClient().validate(
        "holder", {"word": "a", "rows": sent}, only=["rows.0.file", "rows.*.count"]
    )
    assert [issue["path"] for issue in asked.issues] == [["rows", 1, "count"]]
    assert asked.data["checked"] == ["rows.0.count", "rows.1.count"]
