"""`manage.py mizan_generate`: write the typed client."""

from __future__ import annotations

from argparse import ArgumentParser
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from mizan.codegen.audience import AUDIENCES
from mizan.codegen.collector import paused
from mizan.codegen.contract import contract
from mizan.codegen.emit import TARGETS
from mizan.codegen.generate import Job, Report, apart, generate
from mizan.codegen.watch import in_new_process, jobs, watch
from mizan.codegen.zod import VALIDATORS
from mizan.protocol.errors import ConfigurationError
from mizan.setup.registry import registry


class Command(BaseCommand):
    """Write the typed client of this project. Needs neither Node nor the database."""

    help = "Write the typed client of this project; without --out what MIZAN['GENERATE'] says."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what to generate, and how."""
        parser.add_argument("--target", choices=[*TARGETS], help="the frontend (react)")
        parser.add_argument("--out", type=Path, help="the folder to write to")
        parser.add_argument("--audience", choices=AUDIENCES, help="whose operations to include (public)")
        parser.add_argument("--validator", choices=VALIDATORS, help="what judges forms (zod-mini)")
        how = parser.add_mutually_exclusive_group()
        how.add_argument("--check", action="store_true", help="write nothing; fail if something would change")
        how.add_argument("--watch", action="store_true", help="write again whenever the Python changes")

    def handle(self, *_: Any, **options: Any) -> None:
        """Generate. Raises CommandError, with --check also where a file is not up to date."""
        chosen = {key: options[key] for key in ("target", "out", "audience", "validator")}
        if options["watch"]:
            arguments = [part for key, value in chosen.items() if value for part in (f"--{key}", str(value))]
            self._watch(arguments)
            return
        with paused():
            self._generate(chosen, is_check=options["check"])

    def _generate(self, chosen: dict[str, Any], *, is_check: bool) -> None:
        registry.settle()
        for problem in registry.problems:
            self.stderr.write(f"mizan: {problem.message} {problem.hint}")
        try:
            reports = [generate(contract(), job, is_check=is_check) for job in _jobs(chosen)]
        except ConfigurationError as error:
            raise CommandError(f"{error} {error.hint}") from error
        for report in reports:
            self._print(report, is_check=is_check)
        if is_check and any(report.changes for report in reports):
            raise CommandError("The generated client is stale. Run `manage.py mizan_generate` and commit.")

    def _print(self, report: Report, *, is_check: bool) -> None:
        for path in report.changes.written if is_check else ():
            self.stdout.write(f"stale: {report.job.out / path}")
        for path in report.changes.removed if is_check else ():
            self.stdout.write(f"not generated any more: {report.job.out / path}")
        if not is_check:
            self.stdout.write(f"mizan: {report}")
        for line in report.omissions():
            self.stdout.write(f"mizan: {line}")

    def _watch(self, arguments: list[str]) -> None:
        self.stdout.write("mizan: watching; stop with Ctrl-C")
        try:
            watch(lambda: in_new_process(arguments))
        except KeyboardInterrupt:
            self.stdout.write("")


def _jobs(chosen: dict[str, Any]) -> list[Job]:
    """Return what the options ask for: all of MIZAN["GENERATE"], changed by them, or `--out` alone."""
    asked = [] if chosen["out"] is not None else jobs()
    given = {key: value for key, value in chosen.items() if value is not None}
    return apart([replace(job, **given) for job in asked] or [Job.of(given)])
