"""The whole document: paths, components, and what of the site it has to know."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from mizan.codegen.names import Scope
from mizan.codegen.openapi import calls, failures, posts
from mizan.codegen.openapi.failures import Declared
from mizan.codegen.openapi.schemas import Schemas
from mizan.protocol.envelope import JSON

VERSION = "3.1.1"
"""The version of OpenAPI."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Site:
    """What of a site's settings a foreign client has to know."""

    mount: str = "/api/mizan/"
    session_cookie: str = "sessionid"
    max_batch: int = 10


def openapi(contract: dict[str, Any], site: Site) -> dict[str, JSON]:
    """Return the OpenAPI document of a contract, or of the part of one that an audience may know."""
    scope = Scope({*failures.SCHEMAS, *posts.SCHEMAS})
    schemas, declared = Schemas(contract, scope), Declared(scope)
    paths = dict(_paths(contract, calls.Writer(contract, schemas, declared), site))
    return {
        "openapi": VERSION,
        "info": {
            "title": "Mizan",
            "version": contract["hash"],
            "description": "The calls of this site. The version is what answers carry as `X-Mizan-Build`.",
        },
        "servers": [{"url": site.mount.rstrip("/") or "/"}],
        "paths": paths,
        "components": {
            "schemas": {**failures.SCHEMAS, **posts.SCHEMAS, **schemas.all, **declared.schemas},
            "responses": failures.responses(calls.BUILD),
            "headers": calls.HEADERS,
            "parameters": calls.PARAMETERS,
            "securitySchemes": _security_schemes(site),
        },
    }


def _paths(contract: dict[str, Any], writer: calls.Writer, site: Site) -> Iterator[tuple[str, JSON]]:
    for name in sorted(contract["operations"]):
        yield f"/call/{name}/", writer.call(name)
    for name in sorted(contract["forms"]):
        if not name.startswith("auth."):  # these take no flat posts
            yield f"/form/{name}/", posts.path(name, contract["forms"][name], writer)
    yield "/batch/", writer.batch(site.max_batch)
    yield "/session/", calls.session()


def _security_schemes(site: Site) -> dict[str, JSON]:
    return {
        "session": {
            "type": "apiKey",
            "in": "cookie",
            "name": site.session_cookie,
            "description": "Django's session of a user who is logged in.",
        },
        "csrf": {
            "type": "apiKey",
            "in": "header",
            "name": "X-CSRFToken",
            "description": "The token of the CSRF cookie; `session/` sets the cookie and tells the token.",
        },
    }
