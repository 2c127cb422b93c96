"""The texts of all forms in each language but the default one, loaded when that language is active."""

from __future__ import annotations

from typing import Any

from mizan.codegen.emit.forms import texts_node
from mizan.codegen.nodes import Text, join, record
from mizan.codegen.source import Namespace, SourceFile


def emit(contract: dict[str, Any], header: str, kernel: str) -> list[SourceFile]:
    """Return `locales/<language>.gen.ts` of each further language, with the texts of all forms."""
    return [_locale(contract, language, header, kernel) for language in _others(contract)]


def write_index(file: SourceFile, contract: dict[str, Any], m: Namespace) -> None:
    """Add `locales`, which a client takes: how to load the texts of each language."""
    file.space()
    file.add("/** How to load the texts of each further language. */")
    entries = [
        (language, join("() => import(", Text(_module(language)), ").then((file) => file.texts)"))
        for language in _others(contract)
    ]
    file.add(f"export const locales: {m.type('Locales')} = ", record(entries))


def _others(contract: dict[str, Any]) -> list[str]:
    return [language for language in contract["languages"] if language != contract["language"]]


def _module(language: str) -> str:
    return f"./locales/{language}.gen.js"


def _locale(contract: dict[str, Any], language: str, header: str, kernel: str) -> SourceFile:
    file = SourceFile(f"locales/{language}.gen.ts", header)
    m = file.namespace("m", kernel)
    forms = record((name, texts_node(entry, language)) for name, entry in sorted(contract["forms"].items()))
    file.add(f"export const texts: {m.type('LocaleTexts')} = ", forms)
    return file
