"""The file without a framework."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mizan.codegen.emit import emit
from mizan.protocol.errors import ConfigurationError
from tests.codegen.conftest import TypeScript
from tests.codegen.sample import contract, operation, properties
from tests.codegen.test_text import hostile


def generated(document: dict[str, Any], **options: Any) -> dict[str, str]:
    """Return the generated files."""
    return emit(document, ["react"], header="// header\n", **options)


def base(document: dict[str, Any] | None = None, **options: Any) -> str:
    """Return `mizan.gen.ts`."""
    return generated(document or contract(), **options)["mizan.gen.ts"]


@pytest.mark.parametrize("validator", ["zod-mini", "rules"])
def test_every_file_is_typescript(typescript: TypeScript, validator: Any) -> None:
    files = generated(contract(), validator=validator)
    assert sorted(files) == ["locales/de.gen.ts", "mizan.gen.ts", "react.gen.ts"]
    for text in files.values():
        assert typescript.statements(text)


def test_the_same_contract_gives_the_same_bytes() -> None:
    assert generated(contract()) == generated(contract())


@pytest.mark.parametrize(
    "expected",
    [
        "export const build = '0123456789abcdef'\n",
        "export interface EchoInput { text: string }\n",
        "  return m.operation(name, hash, traits)\n",
        "/** Say it again. */\nexport const echo = /* @__PURE__ */ $operation<EchoInput, string>(",
        "auth: 'staff'",
        "export const ping = /* @__PURE__ */ $operation<PingInput, null>('ping', '0123456789abcdef')\n",
        "export interface Note { title: string; notes: Note[] }\n",
        "/** No more. */\nexport interface OutOfStock { code: 'out_of_stock'; params: { left: number } }\n",
        "export const shopOrder = /* @__PURE__ */ $operation<ShopOrderInput, Note, OutOfStock>(",
        "export interface GreetOutput { text: string }\n",
        "export const greetContext: m.ContextDef<GreetParams, GreetOutput> = {\n  name: 'greet',\n",
        "export const locales: m.Locales = { de: () => import('./locales/de.gen.js').then(",
    ],
)
def test_functions_and_contexts_are_bound_in_a_line_each(expected: str) -> None:
    assert expected in base()


@pytest.mark.parametrize(
    "expected",
    [
        "export interface ContactInput {\n  email: string\n  copy?: string\n  topic: 'a' | 'b'\n"
        "  agree: boolean\n  photo?: File | null\n  secret?: string\n}\n",
        "export interface ContactResult { ok: boolean }\n",
        "export interface ContactParams { pk: number }\n",
        "export const contactTexts: m.FormTexts<ContactInput> = {\n  language: 'en',\n",
        "export const contactSchemaIn = (t: m.FormTexts<ContactInput>) => z.object({\n",
        "  copy: mz.optional<string>(m.char({",
        "  agree: mz.field<boolean>(m.boolean({ required: true }), t.fields.agree),\n",
        "  secret: mz.optional<string>(m.unknown({}), t.fields.secret),\n",
        "export const contactSchema = /* @__PURE__ */ contactSchemaIn(contactTexts)\n",
        "  schema: { name: 'contact.schema', hash: '0123456789abcdef', readonly: true },\n",
        "  order: ['email', 'copy', 'topic', 'agree', 'photo', 'secret'],\n",
        "    copy: { widget: { kind: 'email' }, server: true },\n",
        "{ widget: { kind: 'select' }, required: true, choices: ['a', { group: 0, choices: ['b'] }] },\n",
        "    secret: { widget: { kind: 'hidden' }, disabled: true },\n",
        "  initial: { email: '', agree: false },\n",
        "  live: ['email'],\n",
    ],
)
def test_a_form_is_types_literals_and_a_validator(expected: str) -> None:
    assert expected in base()


def test_a_dynamic_form_brings_the_engine_that_reads_its_schema() -> None:
    document = contract()
    document["forms"]["contact"]["dynamic"] = True
    assert "schemaFromJson" not in base()
    assert "  dynamic: true,\n  rules: m.schemaFromJson,\n" in base(document)


def test_failures_of_a_submission_have_types() -> None:
    document = contract()
    document["operations"]["contact.submit"]["errors"] = document["operations"]["shop.order"].pop("errors")
    document["operations"]["shop.order"]["errors"] = []
    assert "export interface OutOfStock { code: 'out_of_stock'; params: { left: number } }\n" in base(
        document
    )


def test_regexes_that_repeat_stand_once() -> None:
    assert base().count("u" * 60) == 1


def test_without_zod_the_engine_alone_judges() -> None:
    text = base(validator="rules")
    assert "zod" not in text
    assert (
        "export const contactSchemaIn = (t: m.FormTexts<ContactInput>) => m.objectSchema<ContactInput>({\n"
        in text
    )


def test_an_empty_contract_imports_types_alone() -> None:
    text = base({**contract(), "forms": {}, "operations": {}, "contexts": {}})
    assert "import type * as m from '@mizan/base/codegen/v1'\n" in text
    assert "$operation" not in text


def test_a_contract_without_forms_needs_no_zod() -> None:
    document = {**contract(), "forms": {}, "operations": {"ping": operation()}, "contexts": {}}
    assert "zod" not in base(document)


def test_mizans_own_operations_are_the_kernels_business() -> None:
    assert "mizanCan" not in base()


@pytest.mark.parametrize(
    ("name", "exported"),
    [
        ("default", "default_"),
        ("class", "class_"),
        ("await", "await_"),
        ("undefined", "undefined_"),
        ("m", "m_"),
        ("z", "z_"),
        ("mz", "mz_"),
        ("build", "build_"),
        ("locales", "locales_"),
        ("constructor", "constructor"),
        ("toString", "toString"),
        ("get", "get"),
    ],
)
def test_words_of_typescript_are_no_names(typescript: TypeScript, name: str, exported: str) -> None:
    document = contract()
    document["operations"][name] = operation()
    assert exported in [name for _, name in typescript.statements(base(document))]


def test_nothing_is_exported_twice(typescript: TypeScript) -> None:
    document = contract()
    document["operations"] |= {name: operation() for name in ("default", "m", "build", "text1")}
    for title in ("EchoInput", "ContactInput", "OutOfStock", "Promise", "File", "Record"):
        document["$defs"][title] = properties(a={"type": "string"})
        document["operations"]["echo"]["output"] = {"type": "array"}
    names = [tuple(statement) for statement in typescript.statements(base(document)) if statement[1]]
    assert len(names) == len(set(names))
    assert ("InterfaceDeclaration", "EchoInputModel") in names


@pytest.mark.parametrize(
    ("kind", "name", "complaint"),
    [
        ("operations", "shop_order", "'shop.order'"),
        ("operations", "contact_form", "form 'contact'"),
        ("operations", "contact", "form 'contact'"),
    ],
)
def test_names_that_meet_are_refused(kind: str, name: str, complaint: str) -> None:
    document = contract()
    document[kind][name] = operation()
    with pytest.raises(ConfigurationError, match="in TypeScript") as caught:
        base(document)
    assert complaint in str(caught.value)
    assert repr(name) in str(caught.value)
    assert caught.value.check_id == "mizan.E006"


@settings(max_examples=150)
@given(st.data())
def test_words_of_people_never_become_code(typescript: TypeScript, data: st.DataObject) -> None:
    document = contract()
    expected = {path: typescript.statements(text) for path, text in generated(document).items()}
    spoil(document, lambda: data.draw(hostile))
    for path, text in generated(document).items():
        found = [
            statement for statement in typescript.statements(text) if not statement[1].startswith("$text")
        ]
        assert found == [statement for statement in expected[path] if not statement[1].startswith("$text")]


def spoil(document: dict[str, Any], text: Any) -> None:
    """Put texts of outsiders wherever a contract holds words, values or keys."""
    echo = document["operations"]["echo"]
    echo["description"] = text()
    echo["input"]["properties"][text()] = {"type": "string", "description": text()}
    echo["output"] = {"enum": [text(), text()], "title": text()}
    error = document["operations"]["shop.order"]["errors"][0]
    error["message"] = text()
    error["params"]["properties"][text()] = {"enum": [text()]}
    note = document["$defs"]["Note"]
    note["description"] = text()
    note["properties"][text()] = {"const": text(), "description": text(), "title": text()}
    document["contexts"]["greet"]["params"]["properties"][text()] = {"type": "string"}
    form = document["forms"]["contact"]
    form["params"]["properties"][text()] = {"type": "string", "description": text()}
    name = text()
    field = form["schema"]["properties"].pop("email")
    field["oneOf"] = [{"const": text()}, {"const": text()}]
    field["x-mizan"]["rule"]["checks"] = [{"k": "email", "user": text(), "domain": text()}]
    part = {"name": text(), "kind": text(), "choices": [{"value": text()}]}
    field["x-mizan"]["widget"] = {"kind": "multi", "attrs": {text(): text()}, "widgets": [part]}
    field["x-mizan"]["choices"] = [{"value": text()}]
    form["schema"]["properties"][name] = field
    form["schema"]["required"] = [name]
    form["schema"]["x-mizan"]["order"] = list(form["schema"]["properties"])
    form["initial"] = {name: text()}
    button = {"kind": "button", "type": "submit", "name": text(), "label": text(), "class": text()}
    html = {"kind": "html", "html": text()}
    form["layout"] = [
        {"kind": "fieldset", "title": text(), "id": text(), "class": text(), "children": [html, button]}
    ]
    for texts in form["texts"].values():
        texts["title"] = text()
        texts["layout"] = [{"kind": "alert", "text": text(), "html": text()}]
        texts["fields"][name] = {
            "label": text(),
            "help": text(),
            "help_html": text(),
            "label_html": text(),
            "placeholder": text(),
            "messages": {text(): text()},
            "formats": [{"re": text()}],
            "choices": [text()],
            "groups": [text()],
            "parts": [{"choices": [text()], "placeholder": text()}],
        }
