"""Define operations and generate from them: `generate ninja|mizan|pydantic COUNT OUT`.

`pydantic` only reads the types: it makes what judges them, and their JSON Schemas.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable
from io import StringIO
from pathlib import Path
from typing import Any, get_type_hints

import django
from django.conf import settings
from django.core.management import call_command
from pydantic import TypeAdapter
from typing_extensions import TypedDict

from benchmarks.operations import module, source


def read_types(functions: Iterable[Callable[..., Any]]) -> None:
    """Read the types of functions with pydantic alone."""
    for function in functions:
        parameters = get_type_hints(function)
        result = parameters.pop("return")
        TypeAdapter(TypedDict(function.__name__, parameters)).json_schema()  # type: ignore[operator]  # made at run time
        TypeAdapter(result).json_schema(mode="serialization")


def main(kind: str, count: int, out: str) -> None:
    """Print `{"start", "generate"}`: CPU seconds until all is defined, and from there to the files."""
    apps = ["django.contrib.contenttypes", "django.contrib.auth", *(["mizan"] if kind == "mizan" else [])]
    settings.configure(INSTALLED_APPS=apps, SECRET_KEY="benchmarks", ROOT_URLCONF="mizan.urls")
    django.setup()
    target = module(kind)
    exec(source("ninja" if kind == "ninja" else "mizan parameters", count), vars(target))
    functions = [value for name, value in vars(target).items() if name.startswith("read_thing_")]
    started = time.process_time()
    if kind == "pydantic":
        read_types(functions)
    elif kind == "mizan":
        call_command("mizan_generate", target="react", out=Path(out), stdout=StringIO())
    else:
        Path(out).write_text(json.dumps(target.api.get_openapi_schema(path_prefix="/api/")))
    print(json.dumps({"start": started, "generate": time.process_time() - started}))  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
