"""Texts as a reader sees them."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.password_validation import password_validators_help_text_html
from django.utils.safestring import mark_safe

from mizan.forms.reflection.messages import plain


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<b>1 < 2</b>", "<b>1 < 2</b>"),
        (mark_safe("Your <b>name</b>, &amp; more"), "Your name, & more"),
        (mark_safe("<ul><li>One.</li><li>Two.</li></ul>"), "One. Two."),
        (mark_safe("One.<br>Two.<BR/><p>Three.</p>"), "One. Two. Three."),
    ],
)
def test_a_text_of_several_lines_keeps_its_words_apart(text: Any, expected: str) -> None:
    assert plain(text) == expected


def test_what_django_says_of_passwords_is_sentences(settings: Any) -> None:
    validators = "django.contrib.auth.password_validation."
    settings.AUTH_PASSWORD_VALIDATORS = [
        {"NAME": f"{validators}MinimumLengthValidator"},
        {"NAME": f"{validators}NumericPasswordValidator"},
    ]
    assert plain(password_validators_help_text_html()) == (
        "Your password must contain at least 8 characters. Your password can\u2019t be entirely numeric."
    )
