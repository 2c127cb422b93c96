"""New passwords that are asked for twice: both sides judge the two fields together."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.contrib.auth import forms as auth
from django.contrib.auth.models import User
from django.test import override_settings
from django.utils import translation

from mizan.forms import reflect
from mizan.forms.cleaning import clean
from mizan.forms.gate import Posted, admit, read_json
from mizan.forms.reflection.texts import split
from tests.differential.engine import Data, Engine

pytestmark = pytest.mark.django_db

_HOME = "django.contrib.auth.password_validation."
VALIDATORS = [
    {"NAME": _HOME + "UserAttributeSimilarityValidator"},
    {"NAME": _HOME + "MinimumLengthValidator", "OPTIONS": {"min_length": 9}},
    {"NAME": _HOME + "CommonPasswordValidator"},
    {"NAME": _HOME + "NumericPasswordValidator"},
]

PASSWORDS = [
    *("", " ", "short", "long enough", " long enough", "long enough "),
    *("2718281828", "٢٧١٨٢٨١٨٢٨", "password1"),
]
MORE = [None, 5, 2718281828, True, "\0long enough", "😀" * 8, "😀" * 9, "é" * 9, "e\u0301" * 5]


class SetPassword(auth.SetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(User(username="ann"), *args, **kwargs)


FORMS = {
    auth.UserCreationForm: ("password1", "password2", {"username": "ann"}),
    SetPassword: ("new_password1", "new_password2", {}),
}


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with Engine() as engine:
        yield engine


def issues(form_class: type[forms.Form], wire: str) -> list[tuple[str, str, str, dict[str, Any]]]:
    posted = Posted()
    admit(posted, form_class(), read_json(wire.encode()))
    posted.seal()
    found = clean(form_class(posted.data), posted)
    return [(str(issue.path[0]), issue.code, issue.message, issue.params) for issue in found]


@pytest.mark.parametrize("language", ["en", "de", "ar"])
@pytest.mark.parametrize("form_class", FORMS)
@override_settings(AUTH_PASSWORD_VALIDATORS=VALIDATORS)
def test_both_sides_say_the_same_of_two_passwords(
    engine: Engine, form_class: type[forms.Form], language: str
) -> None:
    first, second, others = FORMS[form_class]
    pairs = [*itertools.product(PASSWORDS, PASSWORDS), *itertools.product(MORE, MORE)]
    batch: list[Data] = [{**others, first: one, second: other} for one, other in pairs]
    with translation.override(language):
        schema = reflect(form_class())
        assert [pair["fields"] for pair in schema["x-mizan"]["equals"]] == [[first, second]]
        said = engine.issues(schema, batch)
        django = [issues(form_class, wire) for wire, _ in said]
    assert said == engine.issues(*_apart(schema, batch))
    answers = zip(said, django, strict=True)
    wrong = [(wire, client, server) for (wire, client), server in answers if _differ(client, server)]
    assert wrong == []
    caught = sum(bool(client) for _, client in said)
    assert caught >= 0.95 * sum(map(bool, django))


def _apart(schema: Data, batch: list[Data]) -> tuple[Data, list[Data], Data]:
    neutral, texts = split(schema)
    return neutral, batch, texts


def _differ(client: list[Any], server: list[Any]) -> bool:
    """Tell a complaint of the client that is not Django's; what only the server knows may be missing."""
    return not all(complaint in server for complaint in client)


class Renamed(auth.UserCreationForm):
    def save(self, commit: bool = True) -> Any:
        return super().save(commit)


class Trimming(auth.UserCreationForm):
    def clean_password1(self) -> str:
        return self.cleaned_data["password1"].strip()


class Lax(auth.UserCreationForm):
    def clean(self) -> Any:
        return self.cleaned_data


class Unmatched(auth.UserCreationForm):
    def validate_passwords(self, *args: Any, **kwargs: Any) -> None:
        return None


class Stripped(auth.UserCreationForm):
    password1 = forms.CharField()


class Copying(auth.UserCreationForm):
    def clean_username(self) -> Any:
        self.cleaned_data["password2"] = self.cleaned_data["password1"]
        return super().clean_username()


@pytest.mark.parametrize(
    ("form_class", "is_known"),
    [
        (auth.BaseUserCreationForm, True),
        (auth.UserCreationForm, True),
        (Renamed, True),
        (auth.SetPasswordForm, True),
        (auth.PasswordChangeForm, True),
        (auth.AdminUserCreationForm, False),
        (auth.AdminPasswordChangeForm, False),
        (Trimming, False),
        (Lax, False),
        (Unmatched, False),
        (Stripped, False),
        (Copying, False),
        (auth.AuthenticationForm, False),
    ],
)
def test_only_what_django_alone_judges_is_told(form_class: type[forms.Form], is_known: bool) -> None:
    assert ("equals" in reflect(form_class)["x-mizan"]) == is_known
