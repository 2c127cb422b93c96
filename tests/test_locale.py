"""Mizan's own words are translated, all of them, and none of Django's."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from gettext import GNUTranslations
from pathlib import Path
from typing import Any

import django
import pytest
from django.utils.translation import gettext, override

import mizan
from mizan.protocol.errors import MESSAGE
from mizan.schema.validation import _TEXTS
from mizan.testing import MizanClient

ROOT = Path(mizan.__file__).parent
DJANGO = Path(django.__file__).parent
LANGUAGES = ("ar", "de", "es", "fr", "ja")
FUNCTIONS = ("gettext", "gettext_lazy", "_")
PARTS = ("year", "month", "day")
"""What `SelectDateWidget` calls its parts, which are read aloud."""
OF_DJANGO = (
    "The password reset link was invalid, possibly because it has already been used.  Please request a new "
    "password reset.",
)
"""What django.contrib.admin says, so that its own catalogue has it where it is installed."""

EACH = pytest.mark.parametrize("language", LANGUAGES)


def catalogue(path: Path) -> dict[str, str]:
    with path.open("rb") as file:
        found: dict[Any, str] = GNUTranslations(file)._catalog  # type: ignore[attr-defined] # no public name
    return {key: said for key, said in found.items() if isinstance(key, str) and key}


def compiled(language: str) -> dict[str, str]:
    return catalogue(ROOT / "locale" / language / "LC_MESSAGES" / "django.mo")


def written(language: str) -> dict[str, str]:
    """Return what a `.po` file says, each text on one line."""
    text = (ROOT / "locale" / language / "LC_MESSAGES" / "django.po").read_text()
    pairs = re.findall(r'^msgid (".+")\nmsgstr (".*")$', text, flags=re.MULTILINE)
    assert len(pairs) == text.count("\nmsgid ") - 1, "a text is written in a way that this test cannot read"
    return {ast.literal_eval(msgid): ast.literal_eval(said) for msgid, said in pairs}


def words_of_the_code() -> Iterator[str]:
    """Yield every text that goes through gettext."""
    yield from MESSAGE.values()
    yield from PARTS
    yield from (text for text in _TEXTS.values() if isinstance(text, str))
    for path in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", None) in FUNCTIONS and node.args:
                (text,) = node.args
                if isinstance(text, ast.Constant) and text.value:
                    yield text.value
    for path in ROOT.rglob("*.html"):
        yield from re.findall(r'{% translate "([^"]+)"', path.read_text())


def words_of_django(language: str) -> set[str]:
    """Return every text that any catalogue of Django's has."""
    found = DJANGO.glob(f"**/locale/{language}/LC_MESSAGES/django.mo")
    return {text for path in found for text in catalogue(path)}


@EACH
def test_all_of_our_own_words_are_there_and_no_others(language: str) -> None:
    own = set(words_of_the_code()) - words_of_django(language) - set(OF_DJANGO)
    assert set(written(language)) == own
    assert all(written(language).values())


@EACH
def test_no_word_of_django_is_said_otherwise(language: str) -> None:
    assert set(compiled(language)).isdisjoint(words_of_django(language))


@EACH
def test_placeholders_are_the_same(language: str) -> None:
    for text, said in written(language).items():
        assert sorted(re.findall(r"%\(\w+\)s|%", said)) == sorted(re.findall(r"%\(\w+\)s|%", text)), text


@EACH
def test_what_is_compiled_is_what_is_written(language: str) -> None:
    assert compiled(language) == written(language)


@EACH
def test_plurals_are_counted_as_django_does(language: str) -> None:
    def rule(folder: Path) -> str:
        with (folder / "locale" / language / "LC_MESSAGES" / "django.mo").open("rb") as file:
            return GNUTranslations(file).info()["plural-forms"]

    assert rule(ROOT) == rule(DJANGO / "conf")


@EACH
def test_a_failure_is_told_in_the_language_of_the_request(language: str) -> None:
    with override(language):
        result = MizanClient().call("nothing.of.this.name")
    assert result.message == compiled(language)["There is nothing by this name."]


def test_django_speaks_as_before() -> None:
    with override("de"):
        assert gettext("This field is required.") == "Dieses Feld ist zwingend erforderlich."
        assert gettext("Enter a valid value.") == "Bitte einen gültigen Wert eingeben."
