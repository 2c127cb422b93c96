"""Generate again when the Python changes: after a reload of `runserver`, or while `--watch` runs."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from django.apps import apps
from django.core.checks import CheckMessage, Error

from mizan.codegen.collector import paused
from mizan.codegen.contract import contract
from mizan.codegen.generate import Job, apart, generate
from mizan.protocol.errors import ConfigurationError
from mizan.setup.settings import settings

Stamps = Mapping[Path, int]


def jobs() -> list[Job]:
    """Return what `MIZAN["GENERATE"]` asks for. Raises ConfigurationError."""
    asked = settings.GENERATE
    return apart(
        [Job.of(options) for options in ([asked] if isinstance(asked, Mapping) else asked) if options]
    )


def check_generate(**_: object) -> list[CheckMessage]:
    """Report what `MIZAN["GENERATE"]` says wrongly (`mizan.E022`)."""
    try:
        jobs()
    except ConfigurationError as error:
        return [Error(str(error), hint=error.hint, id=error.check_id)]
    return []


def regenerate() -> None:
    """Generate what `MIZAN["GENERATE"]` asks for and print what changed; errors are printed, not raised."""
    try:
        for job in jobs():
            with paused():
                report = generate(contract(), job)
            if report.changes:
                _say(str(report))
    except ConfigurationError as error:
        _say(f"not generated: {error} {error.hint}")
    except Exception:
        logging.getLogger("mizan.codegen").exception("The client could not be generated.")


def _say(message: str) -> None:
    sys.stderr.write(f"mizan: {message}\n")


def watch(
    run: Callable[[], None], *, interval: float = 0.5, stop: Callable[[], bool] = lambda: False
) -> None:
    """Run at once, then after every change of a Python file of the project, until `stop`."""
    before = stamps()
    run()
    while not stop():
        time.sleep(interval)
        now = stamps()
        if now != before:
            before = now
            run()


def stamps() -> Stamps:
    """Return when each Python file of the project was changed."""
    found = {}
    for folder in _folders():
        for path in folder.rglob("*.py"):
            try:
                found[path] = path.stat().st_mtime_ns
            except FileNotFoundError:
                continue
    return found


def _folders() -> Iterator[Path]:
    """Yield the folders of apps and settings that are the project's own, not installed packages."""
    settings_file = getattr(sys.modules.get(os.environ.get("DJANGO_SETTINGS_MODULE", "")), "__file__", None)
    own = {Path(app.path) for app in apps.get_app_configs()} | (
        {Path(settings_file).parent} if settings_file else set()
    )
    yield from sorted(folder for folder in own if not {"site-packages", "dist-packages"} & set(folder.parts))


def in_new_process(arguments: list[str]) -> None:
    """Run `mizan_generate` in a process of its own, which sees the Python as it is now."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    subprocess.run(
        [sys.executable, "-m", "django", "mizan_generate", *arguments], env=environment, check=False
    )
