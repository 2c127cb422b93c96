"""From the contract to an OpenAPI 3.1 document, for tools that know HTTP but not Mizan."""

from mizan.codegen.openapi.document import Site, openapi

__all__ = ["Site", "openapi"]
