"""Texts of further languages."""

from __future__ import annotations

from mizan.codegen.emit import emit
from tests.codegen.sample import contract


def test_each_further_language_has_a_file_of_texts() -> None:
    document = contract()
    document["languages"] = ["de", "en", "pt-br"]
    document["forms"]["contact"]["texts"]["pt-br"] = document["forms"]["contact"]["texts"]["de"]
    files = emit(document, [], header="// header\n")
    assert sorted(files) == ["locales/de.gen.ts", "locales/pt-br.gen.ts", "mizan.gen.ts"]
    assert "import type * as m from" in files["locales/de.gen.ts"]
    assert (
        "export const texts: m.LocaleTexts = {\n  contact: {\n    language: 'de',\n"
        in files["locales/de.gen.ts"]
    )
    assert (
        "'pt-br': () => import('./locales/pt-br.gen.js').then((file) => file.texts)" in files["mizan.gen.ts"]
    )


def test_texts_follow_the_order_of_the_form() -> None:
    text = emit(contract(), [], header="// header\n")["locales/de.gen.ts"]
    assert text.index("email:") < text.index("copy:") < text.index("topic:")
