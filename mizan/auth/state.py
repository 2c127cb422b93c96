"""allauth's answers as states of a log-in."""

from __future__ import annotations

import dataclasses
import types
from typing import Any, Union, get_args, get_origin

from allauth.headless.adapter import DefaultHeadlessAdapter, get_adapter

from mizan.auth.delegate import Reply
from mizan.auth.types import STEPS, typed_dict
from mizan.protocol.envelope import JSON

_RANK = ("provider_signup", "password_reset_by_code")
"""Steps that wait beside a log-in: that of the log-in comes first."""


def user_type() -> Any:
    """Return the type of a user as HEADLESS_ADAPTER shows it.

    It is that of `get_user_dataclass()`; where the adapter writes users in its own way, anything.
    """
    adapter = get_adapter()
    if type(adapter).serialize_user is not DefaultHeadlessAdapter.serialize_user:
        return dict[str, Any]
    fields = dataclasses.fields(adapter.get_user_dataclass())
    return typed_dict(
        "AuthUser", {each.name: each.type for each in fields}, "The user, as HEADLESS_ADAPTER shows one."
    )


def _takes_none(kind: Any) -> bool:
    return get_origin(kind) in (Union, types.UnionType) and type(None) in get_args(kind)


def whole_user(user: dict[str, JSON]) -> dict[str, JSON]:
    """Return a user with what allauth left out because it is empty."""
    adapter = get_adapter()
    if type(adapter).serialize_user is not DefaultHeadlessAdapter.serialize_user:
        return user
    blanks = {
        each.name: "" if each.type is str else None
        for each in dataclasses.fields(adapter.get_user_dataclass())
        if each.type is str or _takes_none(each.type)
    }
    return {**blanks, **user}


def state_of(reply: Reply) -> dict[str, JSON]:
    """Return the `AuthState` that a reply tells."""
    data = reply.data or {}
    if reply.meta.get("is_authenticated"):
        known = {"user": whole_user(data["user"]), "rights": reply.rights, "methods": data["methods"]}
        return {"status": "authenticated", **known}
    flows = data.get("flows", [])
    pending = sorted((flow for flow in flows if flow.get("is_pending")), key=_rank)
    startable = [_flow(flow) for flow in flows if not flow.get("is_pending")]
    if not pending:
        return {"status": "anonymous", "flows": startable}
    return {"status": "pending", "step": _step(pending[0]), "flows": startable}


def ways_of(reply: Reply) -> list[JSON]:
    """Return the flows by which somebody who is logged in may prove it again."""
    return [_flow(flow) for flow in (reply.data or {}).get("flows", [])]


def _rank(flow: dict[str, JSON]) -> int:
    return _RANK.index(flow["id"]) + 1 if flow["id"] in _RANK else 0


def _flow(flow: dict[str, JSON]) -> dict[str, JSON]:
    return {key: flow[key] for key in ("id", "providers", "types") if key in flow}


def _step(flow: dict[str, JSON]) -> dict[str, JSON]:
    name = flow["id"]
    if name not in STEPS:
        return {"id": "custom", "key": name}
    extra = {"mfa_authenticate": "types", "provider_signup": "provider"}.get(name)
    return {"id": name, **({extra: flow.get(extra, [])} if extra else {})}
