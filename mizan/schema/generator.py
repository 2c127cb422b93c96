"""pydantic's generator of JSON Schemas, with short ways where nothing has a say but what it is told."""

from __future__ import annotations

import inspect
from typing import Any, Literal

from pydantic import BaseModel, PydanticUserError
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import PydanticOmit

from mizan.protocol.envelope import JSON

Mode = Literal["validation", "serialization"]


class Generator(GenerateJsonSchema):
    """Write the same JSON Schemas as pydantic's own, their keys in no order."""

    def build_schema_type_to_method(self) -> Any:
        """Return pydantic's method for each type of core schema, found when it is asked for."""
        self._methods = _Methods(self)
        return self._methods

    def generate_inner(self, schema: Any) -> dict[str, JSON]:
        """Return the JSON Schema of a node: without reference, metadata and serializer, what it says."""
        if "ref" in schema or "serialization" in schema or schema.get("metadata"):
            return super().generate_inner(schema)
        written: dict[str, JSON] = self._methods[schema["type"]](schema)
        return written

    def sort(self, value: dict[str, Any], parent_key: str | None = None) -> dict[str, Any]:
        """Return the value: the contract sorts all keys, and a hash counts none of their order."""
        return value


class _Methods(dict[Any, Any]):
    """There are fifty, and few are needed."""

    def __init__(self, generator: GenerateJsonSchema) -> None:
        self._generator = generator

    def __missing__(self, kind: str) -> Any:
        method = self[kind] = getattr(self._generator, f"{kind.replace('-', '_')}_schema")
        return method


class _Sample(BaseModel):
    pass


class _Unusual(Exception):  # noqa: N818 - it tells of no error
    """Only the whole way leads to what this type is."""


_TAKES_LONGER = (_Unusual, PydanticUserError, PydanticOmit)


def short_schema(core: Any, mode: Mode) -> dict[str, JSON] | None:
    """Return the JSON Schema of a core schema whose models are no more than their fields, else None.

    To name the models in `$defs` is most of the work of the whole way. Here each has the name of its class.
    """
    try:
        writer = Models(mode)
        schema = writer.model(core) if core["type"] == "model" else writer.generate_inner(core)
    except _TAKES_LONGER:
        return None
    if "$ref" in schema or not writer.fits(schema):
        return None
    return {**schema, "$defs": writer.named} if writer.named else schema


class Models(Generator):
    """Write models by their fields. None has a configuration, which alone could say another mode."""

    mode: Any = "validation"
    named: dict[str, JSON]
    """The models that were named so far: the `$defs`."""

    def __init__(self, mode: Mode) -> None:
        super().__init__()
        self.mode = mode
        self.named = {}
        self._classes: dict[str, type] = {}

    def part(self, core: Any, title: str) -> dict[str, JSON] | None:
        """Return the property that a type is, called by its title unless it has a name; else None."""
        try:
            schema = self.generate_inner(core)
        except _TAKES_LONGER:
            return None
        is_unnamed = "title" not in schema and self.field_title_should_be_set(core)
        return {**schema, "title": title} if is_unnamed else schema

    def fits(self, schema: dict[str, JSON]) -> bool:
        """Tell whether the models stand beside a schema: none is called as it is, none was left out again."""
        if not self.named:
            return True
        told = str([schema, self.named])
        return schema.get("title") not in self.named and all(
            repr(_DEFS + name) in told for name in self.named
        )

    def model(self, core: Any) -> dict[str, JSON]:
        """Return the schema of a model where it stands."""
        model = core["cls"]
        if not _is_bare(model, core):
            raise _Unusual
        schema = self.generate_inner(core["schema"])
        schema["title"] = model.__name__
        if model.__doc__:
            schema["description"] = inspect.cleandoc(model.__doc__)
        return schema

    def generate_inner(self, schema: Any) -> dict[str, JSON]:
        """Return the JSON Schema of a node: of a model the reference to it."""
        if schema["type"] == "model":
            return {"$ref": self._named(schema)}
        if "ref" in schema:
            raise _Unusual
        return super().generate_inner(schema)

    def definitions_schema(self, schema: Any) -> Any:
        """Leave to the whole way what stands at several places, or in itself."""
        raise _Unusual

    def get_schema_from_definitions(self, json_ref: Any) -> Any:
        """Return the model that a reference leads to."""
        name = json_ref.removeprefix(_DEFS)
        if name not in self.named:
            raise _Unusual
        return self.named[name]

    def _named(self, core: Any) -> str:
        model = core["cls"]
        name: str = model.__name__
        if self._classes.setdefault(name, model) is not model or not _is_plain(name, core):
            raise _Unusual
        if name not in self.named:
            self.named[name] = self.model(core)
        return _DEFS + name


_DEFS = "#/$defs/"


def _is_plain(name: str, core: Any) -> bool:
    """Tell a name that stands in `$defs` as it is."""
    return f".{name}:" in core["ref"] and name.isascii() and name.isidentifier()


def _is_bare(model: type[BaseModel], core: Any) -> bool:
    """Tell a model of which only its fields, its name and its description are said."""
    return (
        core.keys() - _NO_MATTER == _BARE.keys()
        and not core["root_model"]
        and not model.model_config
        and core.get("metadata") == _metadata(model)
        and core["schema"]["type"] == "model-fields"
        and not hasattr(model, "__deprecated__")
    )


def _metadata(model: Any) -> dict[str, Any]:
    """Return what pydantic notes of a model that does not write its JSON Schema itself."""
    method = model.__get_pydantic_json_schema__
    stock: Any = BaseModel.__get_pydantic_json_schema__
    if method.__func__ is not stock.__func__:
        return {}
    return {key: [method] for key in _NOTED}


_NO_MATTER = {"generic_origin", "post_init"}
"""What may be noted of how a model is made, which no JSON Schema tells."""

_BARE: Any = _Sample.__pydantic_core_schema__
"""What any model has. Where a release of pydantic notes other things, every model goes the whole way."""

_NOTED = tuple(_BARE.get("metadata", ()))
