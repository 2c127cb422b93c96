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
    neutral = _copy(schema)
    return neutral, {"title": neutral.pop("title", ""), **_split_fields(neutral)}


def _split_fields(schema: Schema) -> Texts:
    schema["x-mizan"].pop("language", None)
    return {"fields": {name: _split_property(part) for name, part in schema["properties"].items()}}


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


def _split_property(property_: Schema) -> Texts:
    extension = property_["x-mizan"]
    texts: Texts = {"label": property_.pop("title", "")}
    if "description" in property_:
        texts["help"] = property_.pop("description")
    texts.update({key: extension.pop(key) for key in _EXTENSION if key in extension})
    texts |= _split_widget(extension["widget"])
    if "choices" in extension:
        texts |= _split_choices(extension["choices"])
    for branch in _constants(property_):
        branch.pop("title", None)
    if "formset" in extension:
        texts["row"] = _split_fields(property_["items"])
    return texts


def _split_widget(widget: Any) -> Texts:
    """Return the texts of a widget; those of its parts stand in `parts`, in order, if any has some."""
    texts: Texts = {}
    if "placeholder" in widget.get("attrs", {}):
        texts["placeholder"] = widget["attrs"].pop("placeholder")
    if "choices" in widget:
        texts |= _split_choices(widget["choices"])
    parts = [_split_widget(part) for part in widget.get("widgets", ())]
    return texts | ({"parts": parts} if any(parts) else {})


def _split_choices(choices: list[Any]) -> Texts:
    groups = [choice.pop("label") for choice in choices if "choices" in choice]
    for number, group in enumerate(choice for choice in choices if "choices" in choice):
        group["group"] = number
    labels = [option.pop("label") for option in _options(choices)]
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


def _options(choices: list[Any]) -> Iterator[Any]:
    for choice in choices:
        yield from choice.get("choices", [choice])


def _constants(property_: Schema) -> Iterator[Any]:
    """Iterate over the branches that name one value each."""
    for schema in (property_, property_.get("items", {})):
        yield from (branch for branch in schema.get("oneOf", ()) if "const" in branch)
