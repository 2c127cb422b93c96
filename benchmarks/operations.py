"""Python source of many operations, for Mizan and for what it is compared with.

Each has five values in and four out, in classes of its own; every tenth returns a list of rows as well.
"""

from __future__ import annotations

import sys
from types import ModuleType

INPUT = {"name": "str", "email": "str", "age": "int", "is_member": "bool", "tags": "list[str]"}
OUTPUT = {"id": "int", "label": "str", "score": "float", "notes": "list[str]"}

HEADS = {
    "pydantic": "from pydantic import BaseModel as Base\nREGISTRY = {}\n",
    "ninja": "from ninja import NinjaAPI, Schema as Base\napi = NinjaAPI(urls_namespace='operations')\n",
    "mizan": "from pydantic import BaseModel as Base\n"
    "from mizan.client import client\nfrom mizan.setup.registry import register\n",
}
TAILS = {
    "pydantic": "",
    "ninja": "urls = api.urls\n",
    "mizan": "",
}

FUNCTIONS = {
    "pydantic": "def read_thing_{n}(data: In{n}) -> Out{n}: ...\n"
    "REGISTRY['read_thing_{n}'] = (read_thing_{n}, In{n}, Out{n})\n",
    "ninja": "@api.post('/read_thing_{n}', response=Out{n}, operation_id='read_thing_{n}')\n"
    "def read_thing_{n}(request, data: In{n}): ...\n",
    "mizan": "@client(auth=None)\ndef read_thing_{n}(request, data: In{n}) -> Out{n}: ...\n"
    "register(read_thing_{n}, 'read_thing_{n}')\n",
    "mizan parameters": "@client(auth=None)\ndef read_thing_{n}(request, {parameters}) -> Out{n}: ...\n"
    "register(read_thing_{n}, 'read_thing_{n}')\n",
}
"""How a function is published, by who publishes it. Mizan takes a model, or the values as parameters."""

KINDS = tuple(FUNCTIONS)


def source(kind: str, count: int) -> str:
    """Return the text of a module with so many operations."""
    package = kind.split()[0]
    return HEADS[package] + "".join(_operation(kind, n) for n in range(1, count + 1)) + TAILS[package]


def _operation(kind: str, n: int) -> str:
    has_rows = n % 10 == 0
    models = _model(f"Row{n}", OUTPUT) if has_rows else ""
    if kind != "mizan parameters":
        models += _model(f"In{n}", INPUT)
    models += _model(f"Out{n}", OUTPUT | ({"rows": f"list[Row{n}]"} if has_rows else {}))
    parameters = ", ".join(f"{name}: {annotation}" for name, annotation in INPUT.items())
    return models + FUNCTIONS[kind].format(n=n, parameters=parameters)


def _model(name: str, fields: dict[str, str]) -> str:
    return f"class {name}(Base):\n" + "".join(f"    {key}: {value}\n" for key, value in fields.items())


def module(kind: str) -> ModuleType:
    """Return an empty module for the operations to be defined in."""
    made = ModuleType("benchmark_operations")
    sys.modules[made.__name__] = made
    return made
