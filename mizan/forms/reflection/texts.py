"""What depends on the language, apart from what does not (protocol/forms.md, "Languages")."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

from mizan.protocol.envelope import JSON

Schema: TypeAlias = dict[str, JSON]
Texts: TypeAlias = dict[str, JSON]

_EXTENSION = ("messages", "formats", "separators", "inner", "help_html", "label_html")


def split(schema: Schema) -> tuple[Schema, Texts]:
    """Return the form without texts, and its texts: `{"title", "fields": {name: {"label", …}}}`."""
    neutral: Schema = _copy(schema)
    drop_texts(neutral)
    return neutral, texts_of(schema)


def drop_texts(schema: Schema) -> None:
    """Take away the texts of the form."""
    schema.pop("title", None)
    _drop_fields(schema)


def texts_of(schema: Schema) -> Texts:
    """Return the texts of the form, which stay where they are."""
    return {"title": schema.get("title", ""), **_texts_of_fields(schema)}


def join(neutral: Schema, texts: Texts, language: str) -> Schema:
    """Return the form with texts again: the reverse of `split`."""
    schema: Schema = _copy(neutral)
    schema["title"] = texts["title"]
    _join_fields(schema, _copy(texts), language)
    return schema


def _join_fields(schema: Schema, texts: Texts, language: str) -> None:
    schema["x-mizan"]["language"] = language
    for name, words in texts["fields"].items():
        _join_property(schema["properties"][name], words, language)


def _copy(value: JSON) -> JSON:
    """Return a copy of what is dicts and lists all through, which `deepcopy` would ask piece by piece."""
    if isinstance(value, dict):
        return {key: _copy(part) for key, part in value.items()}
    return [_copy(part) for part in value] if isinstance(value, list | tuple) else value


def _drop_fields(schema: Schema) -> None:
    schema["x-mizan"].pop("language", None)
    for property_ in schema["properties"].values():
        _drop_property(property_)


def _drop_property(property_: Schema) -> None:
    extension = property_["x-mizan"]
    property_.pop("title", None)
    property_.pop("description", None)
    for key in _EXTENSION:
        extension.pop(key, None)
    _drop_widget(extension["widget"])
    _drop_choices(extension.get("choices", []))
    for branch in _constants(property_):
        branch.pop("title", None)
    if "formset" in extension:
        _drop_fields(property_["items"])


def _drop_widget(widget: Any) -> None:
    widget.get("attrs", {}).pop("placeholder", None)
    _drop_choices(widget.get("choices", []))
    for part in widget.get("widgets", ()):
        _drop_widget(part)


def _drop_choices(choices: list[Any]) -> None:
    for number, group in enumerate(_groups(choices)):
        del group["label"]
        group["group"] = number
    for option in _options(choices):
        del option["label"]


def _texts_of_fields(schema: Schema) -> Texts:
    return {"fields": {name: _texts_of_property(part) for name, part in schema["properties"].items()}}


def _texts_of_property(property_: Schema) -> Texts:
    extension = property_["x-mizan"]
    texts: Texts = {"label": property_.get("title", "")}
    if "description" in property_:
        texts["help"] = property_["description"]
    texts.update({key: extension[key] for key in _EXTENSION if key in extension})
    texts |= _texts_of_widget(extension["widget"])
    if "choices" in extension:
        texts |= _texts_of_choices(extension["choices"])
    if "formset" in extension:
        texts["row"] = _texts_of_fields(property_["items"])
    return texts


def _texts_of_widget(widget: Any) -> Texts:
    """Return the texts of a widget; those of its parts stand in `parts`, in order, if any has some."""
    texts: Texts = {}
    if "placeholder" in widget.get("attrs", {}):
        texts["placeholder"] = widget["attrs"]["placeholder"]
    if "choices" in widget:
        texts |= _texts_of_choices(widget["choices"])
    parts = [_texts_of_widget(part) for part in widget.get("widgets", ())]
    return texts | ({"parts": parts} if any(parts) else {})


def _texts_of_choices(choices: list[Any]) -> Texts:
    groups = [group["label"] for group in _groups(choices)]
    labels = [option["label"] for option in _options(choices)]
    return {"choices": labels, **({"groups": groups} if groups else {})}


def _join_property(property_: Schema, texts: Texts, language: str) -> None:
    extension = property_["x-mizan"]
    property_["title"] = texts["label"]
    if "help" in texts:
        property_["description"] = texts["help"]
    extension.update({key: texts[key] for key in _EXTENSION if key in texts})
    _join_widget(extension["widget"], texts)
    if "choices" in extension:
        _join_choices(extension["choices"], texts)
    titles = {option["value"]: option["label"] for option in _options(extension.get("choices", []))}
    for branch in _constants(property_):
        branch["title"] = titles.get(branch["const"], branch["const"])
    if "row" in texts:
        _join_fields(property_["items"], texts["row"], language)


def _join_widget(widget: Any, texts: Texts) -> None:
    if "placeholder" in texts:
        widget.setdefault("attrs", {})["placeholder"] = texts["placeholder"]
    if "choices" in widget:
        _join_choices(widget["choices"], texts)
    for part, words in zip(widget.get("widgets", ()), texts.get("parts", ()), strict=False):
        _join_widget(part, words)


def _join_choices(choices: list[Any], texts: Texts) -> None:
    for option, label in zip(_options(choices), texts["choices"], strict=True):
        option["label"] = label
    for group in choices:
        if "group" in group:
            group["label"] = texts["groups"][group.pop("group")]


def _groups(choices: list[Any]) -> list[Any]:
    return [choice for choice in choices if "choices" in choice]


def _options(choices: list[Any]) -> Iterator[Any]:
    for choice in choices:
        yield from choice.get("choices", [choice])


def _constants(property_: Schema) -> Iterator[Any]:
    """Iterate over the branches that name one value each."""
    for schema in (property_, property_.get("items", {})):
        yield from (branch for branch in schema.get("oneOf", ()) if "const" in branch)
