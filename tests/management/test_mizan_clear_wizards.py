"""Uploads of wizards that nobody finished."""

from __future__ import annotations

import os
from io import StringIO
from pathlib import Path
from typing import Any

from django import forms
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.core.management import call_command

from mizan.forms import mizanWizard, mizanWizardMeta
from mizan.setup.registry import Registry


class PaperForm(forms.Form):
    paper = forms.FileField()


def test_old_files_go_and_new_ones_stay(fresh_registry: Registry, tmp_path: Path) -> None:
    class SomeWizard(mizanWizard):
        mizan = mizanWizardMeta(steps={"one": PaperForm}, files=FileSystemStorage(tmp_path))

        def on_finish(self, forms: dict[str, Any]) -> None:
            return None

    out = StringIO()
    call_command("mizan_clear_wizards", stdout=out)
    assert out.getvalue() == "0 deleted\n", "where nothing was ever kept, too"
    storage = FileSystemStorage(tmp_path)
    old = storage.save("mizan-wizards/a/old.pdf", ContentFile(b"1"))
    new = storage.save("mizan-wizards/b/new.pdf", ContentFile(b"1"))
    other = storage.save("other.pdf", ContentFile(b"1"))
    for path in (old, other):
        os.utime(tmp_path / path, (0, 0))
    call_command("mizan_clear_wizards", stdout=out)
    assert out.getvalue().endswith("1 deleted\n")
    assert [storage.exists(path) for path in (old, new, other)] == [False, True, True]
    assert not (tmp_path / "mizan-wizards/a").exists()
    call_command("mizan_clear_wizards", "--days", "0", stdout=out)
    assert not storage.exists(new)
