"""Python types as JSON Schema, and JSON of these types in and out: all that speaks to pydantic."""

from mizan.schema.typed import BigInt, TypedInput, TypedOutput

__all__ = ["BigInt", "TypedInput", "TypedOutput"]
