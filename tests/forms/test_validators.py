"""The validators of `mizan.forms`."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.migrations.writer import MigrationWriter
from django.utils import translation

from mizan.forms import MaxFileSize, reflect


class PaperForm(forms.Form):
    paper = forms.FileField(validators=[MaxFileSize(1536)])


def complaints(form_class: type[forms.Form], size: int) -> Any:
    form = form_class(files={"paper": SimpleUploadedFile("a.txt", b"x" * size)})
    return form.errors.as_data().get("paper", [])


def test_a_file_may_have_as_many_bytes_as_the_limit() -> None:
    assert complaints(PaperForm, 1536) == []
    (error,) = complaints(PaperForm, 1537)
    assert (error.code, error.messages) == ("max_size", ["Ensure this file is no larger than 1.5\xa0KB."])
    assert error.params["limit_value"] == 1536
    assert error.params["show_value"] == 1537


@pytest.mark.parametrize("language", ["en", "de", "fr", "ar", "ja"])
def test_the_client_says_it_in_the_same_words(language: str) -> None:
    with translation.override(language):
        (error,) = complaints(PaperForm, 1537)
        messages = reflect(PaperForm)["properties"]["paper"]["x-mizan"]["messages"]
        assert messages["max_size"] == error.messages[0]


def test_words_and_code_may_be_others() -> None:
    class OwnForm(forms.Form):
        paper = forms.FileField(validators=[MaxFileSize(3, "%(show_value)d > %(limit_value)d", "big")])

    (error,) = complaints(OwnForm, 4)
    assert (error.code, error.messages) == ("big", ["4 > 3"])
    said = reflect(OwnForm)["properties"]["paper"]["x-mizan"]
    assert said["messages"]["big"] == "%(show_value)s > 3"
    assert said["rule"]["checks"] == [{"k": "maxSize", "n": 3, "code": "big"}]


def test_a_file_whose_size_nobody_knows_passes() -> None:
    unknown = ContentFile(b"x" * 9)
    unknown.size = None  # type: ignore[assignment]
    MaxFileSize(3)(unknown)


def test_a_migration_can_write_it_down() -> None:
    text, imports = MigrationWriter.serialize(MaxFileSize(7))
    assert (text, imports) == ("mizan.forms.validators.MaxFileSize(7)", {"import mizan.forms.validators"})
    assert MaxFileSize(7) == MaxFileSize(7)
    assert MaxFileSize(7) != MaxFileSize(8)
    assert len({MaxFileSize(7), MaxFileSize(7)}) == 1
