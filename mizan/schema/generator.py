"""pydantic's generator of JSON Schemas, with short ways where nothing has a say but what it is told."""

from __future__ import annotations

import inspect
from typing import Any, Literal

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

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


class _Fields(Generator):
    """Write the fields of a model that has no configuration, which alone could say another mode."""

    mode: Any = "validation"

    def __init__(self, mode: Mode) -> None:
        super().__init__()
        self.mode = mode


class _Sample(BaseModel):
    pass


def model_schema(model: type[BaseModel], mode: Mode) -> dict[str, JSON] | None:
    """Return the JSON Schema of a model that is no more than its fields and names no other type, else None.

    `$defs` and what they are called are most of the work of the whole way, and here there are none.
    """
    core: Any = vars(model).get("__pydantic_core_schema__")
    if not _is_bare(model, core):
        return None
    generator = _Fields(mode)
    schema = generator.generate_inner(core["schema"])
    if generator.definitions:
        return None
    schema["title"] = model.__name__
    if model.__doc__:
        schema["description"] = inspect.cleandoc(model.__doc__)
    return schema


def _is_bare(model: type[BaseModel], core: Any) -> bool:
    """Tell a model of which only its fields, its name and its description are said."""
    return (
        isinstance(core, dict)
        and core.keys() - _NO_MATTER == _BARE.keys()
        and core["type"] == "model"
        and core["cls"] is model
        and not core["root_model"]
        and not model.model_config
        and core.get("metadata") == _metadata(model)
        and core["schema"]["type"] == "model-fields"
        and not hasattr(model, "__deprecated__")
    )


def _metadata(model: Any) -> dict[str, Any]:
    """Return what pydantic notes of a model that does not write its JSON Schema itself."""
    method = model.__get_pydantic_json_schema__
    if method.__func__ is not BaseModel.__get_pydantic_json_schema__.__func__:  # type: ignore[attr-defined]
        return {}
    return {key: [method] for key in _BARE.get("metadata", ())}


_NO_MATTER = {"generic_origin", "post_init"}
"""What may be noted of how a model is made, which no JSON Schema tells."""

_BARE: Any = _Sample.__pydantic_core_schema__
"""What any model has. Where a release of pydantic notes other things, every model goes the whole way."""
