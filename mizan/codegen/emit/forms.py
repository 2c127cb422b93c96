"""A form in `mizan.gen.ts`: its input type, texts, validator and definition."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from mizan.codegen.emit.names import Form
from mizan.codegen.nodes import Doc, Group, Node, Text, join, literal, record
from mizan.codegen.part import AUTH
from mizan.codegen.source import Namespace, SourceFile
from mizan.codegen.types import Types, interface, member, union
from mizan.codegen.zod import Rules, ZodMini, field_rule
from mizan.protocol.naming import camel, pascal


def write(
    file: SourceFile,
    form: Form,
    language: str,
    types: Types,
    m: Namespace,
    validator: ZodMini | Rules,
    failures: Sequence[str] = (),
) -> None:
    """Add everything of one form to a file; `failures` are the types that its submission declares."""
    schema = form.entry["schema"]
    properties = {name: schema["properties"][name] for name in schema["x-mizan"]["order"]}
    file.space()
    rows = RowTypes(file, types, m, alone=form.row if form.entry["bare"] else None)
    values = {name: rows.value_type(form.row, name, prop) for name, prop in properties.items()}
    required = set(schema.get("required", ()))
    file.add(*_input(form.input, values, required, _alternatives(schema)))
    file.add(types.declaration(form.result, form.entry["output"]))
    if form.entry["params"] is not None:
        file.add(types.declaration(form.params, form.entry["params"]))
    texts = f"{m.type('FormTexts')}<{form.input}>"
    file.add(f"export const {form.texts}: {texts} = ", texts_node(form.entry, language))
    fields = [
        (
            name,
            validator.field(
                name, rows.judged(form.row, name, prop), values[name], is_required=name in required
            ),
        )
        for name, prop in properties.items()
    ]
    schema_in = validator.schema(fields, form.input, schema["x-mizan"].get("equals", []))
    file.add(f"export const {form.schema_in} = (t: {texts}) => ", schema_in)
    file.add(f"export const {form.schema} = /* @__PURE__ */ {form.schema_in}({form.texts})")
    arguments = (form.input, form.result, *([union(list(failures))] if failures else []))
    kind = Group(f"{m.type('FormDef')}<", arguments, ">")
    definition = record(_definition(form, properties, required, m))
    file.add(Doc(form.description), f"export const {form.value}: ", kind, " = ", definition)


def _alternatives(schema: dict[str, Any]) -> list[str]:
    """Return the fields of which exactly one is filled in, if the form has such."""
    return [name for each in schema.get("anyOf", ()) for name in each["required"]]


def _input(name: str, values: dict[str, Node], required: set[str], alternatives: list[str]) -> list[Node]:
    """Return the declaration of a form's input: an interface, or one for each of its alternatives."""
    if not alternatives:
        members = interface(member(key, kind, key in required) for key, kind in values.items())
        return [f"export interface {name} ", members]
    choices = [
        interface(
            member(key, "''" if key in alternatives and key != chosen else kind, key in {*required, chosen})
            for key, kind in values.items()
        )
        for chosen in alternatives
    ]
    return [f"export type {name} = ", union(choices)]


def texts_node(entry: dict[str, Any], language: str) -> Group:
    """Return a form's texts in a language, fields in the form's order."""
    texts = entry["texts"][language]
    order = entry["schema"]["x-mizan"]["order"]
    fields = record((name, literal(_label_first(texts["fields"][name]))) for name in order)
    title = [("title", literal(texts["title"]))] if texts.get("title") else []
    layout = [("layout", literal(_kind_first(texts["layout"])))] if "layout" in texts else []
    return record([("language", literal(language)), *title, ("fields", fields), *layout])


class RowTypes:
    """Write the rows of formsets: a type and what makes the validator of each, those inside of rows first."""

    def __init__(self, file: SourceFile, types: Types, m: Namespace, *, alone: str | None = None) -> None:
        self._file, self._types, self._m = file, types, m
        self._alone = alone

    def value_type(self, stem: str, name: str, prop: dict[str, Any]) -> Node:
        """Return the type of a field; that of a formset is written before."""
        if "formset" not in prop["x-mizan"]:
            return _value_type(self._types, prop)
        row, item = self._row(stem, name), prop["items"]
        order, required = item["x-mizan"]["order"], set(item.get("required", ()))
        values = {each: self.value_type(row, each, item["properties"][each]) for each in order}
        marks = {each: part for each, part in item["properties"].items() if each not in values}
        members = [member(each, kind, each in required) for each, kind in values.items()]
        members += [member(each, self._types.type(part), False) for each, part in sorted(marks.items())]
        self._file.add(f"export interface {row}Row ", interface(members))
        if prop["x-mizan"]["rule"]["k"] == "rows":
            judged = record(
                (each, field_rule(self._m, self.judged(row, each, item["properties"][each])))
                for each in [*order, *sorted(marks)]
            )
            texts = f"{self._m.type('FormTexts')}<{row}Row>"
            make = f"{self._m('objectSchema')}<{row}Row>("
            self._file.add(f"export const {camel(row)}RowIn = (t: {texts}) => ", join(make, judged, ", t)"))
        return f"{row}Row[]"

    def judged(self, stem: str, name: str, prop: dict[str, Any]) -> dict[str, Any]:
        """Return how a property is judged; a formset by what makes the validator of its rows."""
        return {**prop["x-mizan"], "row": f"{camel(self._row(stem, name))}RowIn"}

    def _row(self, stem: str, name: str) -> str:
        """Return what the type of a row begins with: a formset that stands alone is its rows."""
        return stem if stem == self._alone and name == "rows" else f"{stem}{pascal(name)}"


def _label_first(texts: dict[str, Any]) -> dict[str, Any]:
    return {"label": texts["label"], **texts}


def _value_type(types: Types, prop: dict[str, Any]) -> Node:
    """Return what a field may hold while it is filled in: a box that must be ticked is not yet."""
    if prop.get("format") == "binary":
        is_several = prop["x-mizan"]["widget"].get("attrs", {}).get("multiple")
        return union(["File[]" if is_several else "File", "null"])
    return "boolean" if "const" in prop else types.type(prop)


def _definition(
    form: Form, properties: dict[str, Any], required: set[str], m: Namespace
) -> Iterable[tuple[str, Node]]:
    entry = form.entry
    yield "name", Text(form.name)
    for role, operation in form.operations.items():
        is_bare = entry["bare"] and role != "schema"
        yield role, _bare(m, entry["bare"], operation) if is_bare else _operation(m, role, operation)
    yield "order", literal(list(properties))
    fields = {name: field_definition(prop, name in required) for name, prop in properties.items()}
    yield "fields", record((name, literal(said)) for name, said in fields.items())
    yield "initial", record((n, literal(entry["initial"][n])) for n in properties if n in entry["initial"])
    yield "texts", form.texts
    yield "validator", form.schema_in
    said = {**entry, "dynamic": entry["dynamic"] or (entry["personal"] and "initial")}
    for key in ("live", "dynamic", "multipart", "layout"):
        if said[key]:
            yield key, literal(_kind_first(said[key]))
    for key, name in (("choices_from", "choicesFrom"), ("refresh_on", "refreshOn")):
        if entry[key]:
            yield name, literal(entry[key])
    if entry["dynamic"]:
        yield "rules", m("schemaFromJson")


def _operation(m: Namespace, role: str, operation: dict[str, Any]) -> Node:
    """Return an operation; one that may tell who is logged in by now puts that in force."""
    if role != "submit" or not operation["name"].startswith(AUTH):
        return literal(operation)
    return join(f"/* @__PURE__ */ {m('authSubmit')}(", literal(operation), ")")


def _bare(m: Namespace, name: str, operation: dict[str, Any]) -> Node:
    return join(f"/* @__PURE__ */ {m('bare')}(", Text(name), ", ", literal(operation), ")")


def field_definition(prop: dict[str, Any], is_required: bool) -> dict[str, Any]:
    """Return what is fixed of a field, whatever the language: the kernel's `FieldDef`."""
    extension = prop["x-mizan"]
    said: dict[str, Any] = {"widget": _kind_first(_widget(extension["widget"]))}
    if is_required:
        said["required"] = True
    if extension.get("disabled"):
        said["disabled"] = True
    if extension["verdict"] == "server" or extension.get("server"):
        said["server"] = True
    if extension.get("remote"):
        said["remote"] = True
    if extension.get("choices"):
        said["choices"] = list(_choices(extension["choices"]))
    if "formset" in extension:
        said["rows"] = _rows(extension["formset"], prop["items"])
    return said


def _rows(formset: dict[str, Any], item: dict[str, Any]) -> dict[str, Any]:
    order, required = item["x-mizan"]["order"], set(item.get("required", ()))
    fields = {name: field_definition(item["properties"][name], name in required) for name in order}
    rest = {key: value for key, value in formset.items() if key != "absolute_max"}
    return {**rest, "order": order, "fields": fields}


def _widget(widget: dict[str, Any]) -> dict[str, Any]:
    """Return a widget in which the choices of its parts are values alone."""
    said = {**widget}
    if "choices" in widget:
        said["choices"] = list(_choices(widget["choices"]))
    if "widgets" in widget:
        said["widgets"] = [_widget(part) for part in widget["widgets"]]
    return said


def _kind_first(tree: Any) -> Any:
    """Return a widget or a layout in which each node begins with its kind, and ends with its children."""
    if isinstance(tree, list):
        return [_kind_first(item) for item in tree]
    if not isinstance(tree, dict):
        return tree
    ranks = {"kind": -1, "children": 1}
    return {key: _kind_first(tree[key]) for key in sorted(tree, key=lambda key: (ranks.get(key, 0), key))}


def _choices(choices: list[dict[str, Any]]) -> Iterable[Any]:
    """Yield values in order; a group as its number, its label and those of its choices stand in the texts."""
    group = 0
    for choice in choices:
        if "choices" in choice:
            yield {"group": group, "choices": [inner["value"] for inner in choice["choices"]]}
            group += 1
        else:
            yield choice["value"]
