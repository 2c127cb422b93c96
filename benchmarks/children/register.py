"""Start Django, import a package, define operations: `register KIND COUNT`."""

from __future__ import annotations

import gc
import json
import os
import sys
import time
from importlib import import_module
from pathlib import Path

import django
from django.apps import AppConfig, apps
from django.conf import settings

from benchmarks.operations import module, source

APPS = ["django.contrib.contenttypes", "django.contrib.auth"]


def memory() -> float:
    """Return the MiB that this process holds."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def declare(kind: str) -> None:
    """Import what declares operations."""
    if kind == "pydantic":
        import_module("pydantic").BaseModel  # noqa: B018 - its names are loaded when they are asked for
    elif kind == "ninja":
        import_module("ninja")
    else:
        import_module("mizan.client")
        import_module("mizan.setup.registry")


def serve(kind: str) -> None:
    """Import what serves and generates, as `INSTALLED_APPS` and `include("mizan.urls")` do."""
    if kind.startswith("mizan"):
        config = AppConfig.create("mizan")
        apps.app_configs[config.label] = config
        config.ready()
        import_module("mizan.urls")


def level() -> None:
    """Import what all kinds need: else those that import less find room that Django's start has left."""
    for kind in ("pydantic", "ninja", "mizan"):
        declare(kind)
        serve(kind)


def read(kind: str) -> None:
    """Read the types of all operations, as the first answer of a process does; others do it at once."""
    if kind.startswith("mizan"):
        registry = import_module("mizan.setup.registry").registry
        registry.settle()
        assert not registry.problems, registry.problems[0]


def main(kind: str, count: int) -> None:
    """Print CPU seconds of `declare`, `import` (the former in it), `register` and `read` (the former in it).

    And the MiB that were taken: `memory` after `register`, `read memory` after `read`.
    """
    settings.configure(INSTALLED_APPS=APPS, SECRET_KEY="benchmarks", ROOT_URLCONF="mizan.urls")
    django.setup()
    code, target = compile(source(kind, count), "operations", "exec"), module(kind)

    started = time.process_time()
    declare(kind)
    declared = time.process_time()
    serve(kind)
    loaded = time.process_time()
    level()
    before = memory()
    begun = time.process_time()
    exec(code, vars(target))
    registered = time.process_time()
    held = memory() - before
    resumed = time.process_time()
    read(kind)
    known = time.process_time()
    figures = {
        "declare": declared - started,
        "import": loaded - started,
        "register": registered - begun,
        "read": registered - begun + known - resumed,
        "memory": held,
        "read memory": memory() - before,
    }
    print(json.dumps(figures))  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
