"""`protocol/auth.md` lists what there is."""

from __future__ import annotations

import re
from pathlib import Path

from mizan.auth.flows import FLOWS, Calling, Filling, Flow
from mizan.auth.operations import SESSION
from mizan.setup.registry import registry

ROLES = ("schema", "submit")
PAGE = Path(__file__).parent.parent.parent / "protocol" / "auth.md"


def row(flow: Flow) -> tuple[str, ...]:
    kind = "form" if isinstance(flow, Filling) else "call" if isinstance(flow, Calling) else "read"
    fields = flow.fields.items() if isinstance(flow, Calling) else ()
    takes = ", ".join(name if required else f"{name}?" for name, (_, required) in fields)
    return f"`auth.{flow.name}`", kind, f"{flow.method} `{flow.route}`", takes, flow.description


def test_page_lists_every_flow_with_its_route_and_input() -> None:
    rows = re.findall(
        r"^\| (`auth\..*?`) \| (.*?) \| (.*?) \| (.*?) ?\| (.*?) \|$", PAGE.read_text(), re.MULTILINE
    )
    assert rows == [row(flow) for flow in (SESSION, *FLOWS)]


def test_every_flow_is_registered() -> None:
    names = {operation.name for operation in registry.operations()}
    forms = {f"auth.{flow.name}.{role}" for flow in FLOWS if isinstance(flow, Filling) for role in ROLES}
    others = {f"auth.{flow.name}" for flow in (SESSION, *FLOWS) if not isinstance(flow, Filling)}
    assert forms | others <= names
    assert registry.problems == []
