"""What classes and things hold, read without running it."""

from __future__ import annotations

import re

import pytest
from django import forms
from django.core.validators import RegexValidator

from mizan.forms.reflection.code import is_patched, member_of


class Plain(forms.Form):
    email = forms.EmailField()


class Careful(Plain):
    clean = None

    @property
    def errors(self):
        raise AssertionError("nobody asked for it")


@pytest.mark.parametrize(
    ("cls", "name", "expected"),
    [
        (Plain, "clean", forms.BaseForm.clean),
        (Careful, "errors", vars(Careful)["errors"]),
        (Careful, "clean", None),
        (Plain, "clean_email", None),
        (Plain, "mro", None),
    ],
)
def test_a_class_holds_what_it_or_the_nearest_of_its_bases_says(cls, name, expected):
    assert member_of(cls, name) is expected


def test_a_thing_is_patched_when_it_holds_one_of_its_methods_itself():
    field, validator = forms.CharField(), RegexValidator(re.compile("a"))
    assert not is_patched(field)
    assert not is_patched(validator)
    assert not is_patched(len)  # has no attributes of its own
    field.clean = str
    assert is_patched(field)
