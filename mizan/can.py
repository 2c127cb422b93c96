"""`mizan.can`: what the user of a page may, as a hint for the interface; the server decides at every call."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest
from pydantic import Field

from mizan.client import client
from mizan.permissions import may_once_proven
from mizan.setup.registry import register, registry


@client(auth=None, readonly=True)
def can(request: HttpRequest, names: Annotated[list[str], Field(max_length=100)]) -> dict[str, bool]:
    """Return which of these operations the user may call, if need be after a proof; no unknown one."""
    operations = {name: registry.get(name) for name in names}
    return {
        name: operation is not None and may_once_proven(operation.policy, request)
        for name, operation in operations.items()
    }


register(can, "mizan.can")
