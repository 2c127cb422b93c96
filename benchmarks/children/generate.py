"""Define operations and generate from them: `generate ninja|mizan COUNT OUT`."""

from __future__ import annotations

import json
import sys
import time
from io import StringIO
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command

from benchmarks.operations import module, source


def main(kind: str, count: int, out: str) -> None:
    """Print `{"start", "generate"}`: CPU seconds until all is defined, and from there to the files."""
    apps = ["django.contrib.contenttypes", "django.contrib.auth", *(["mizan"] if kind == "mizan" else [])]
    settings.configure(INSTALLED_APPS=apps, SECRET_KEY="benchmarks", ROOT_URLCONF="mizan.urls")
    django.setup()
    target = module(kind)
    exec(source("mizan parameters" if kind == "mizan" else kind, count), vars(target))
    started = time.process_time()
    if kind == "mizan":
        call_command("mizan_generate", target="react", out=Path(out), stdout=StringIO())
    else:
        Path(out).write_text(json.dumps(target.api.get_openapi_schema(path_prefix="/api/")))
    print(json.dumps({"start": started, "generate": time.process_time() - started}))  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
