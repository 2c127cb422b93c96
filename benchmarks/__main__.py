"""Measure, print the table, and with `--write` keep it in docs/reference/benchmarks.md."""

from __future__ import annotations

import argparse
import inspect
import os
import sys
from importlib import import_module
from pathlib import Path

import django

from benchmarks.page import MISSING, Section, page
from benchmarks.table import table

SUITES = (
    "call",
    "listing",
    "many",
    "batch",
    "form",
    "reflection",
    "verdict",
    "registration",
    "generation",
    "types",
    "bundles",
)
PAGE = Path(__file__).resolve().parent.parent / "docs" / "reference" / "benchmarks.md"


def section(name: str, rounds: int) -> Section:
    """Measure a suite."""
    sys.stderr.write(f"· {name}\n")
    suite = import_module(f"benchmarks.suites.{name}")
    return Section(text=inspect.cleandoc(suite.__doc__ or name), results=suite.measure(rounds))


def main(arguments: list[str]) -> None:
    """Run the chosen suites."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", nargs="+", choices=SUITES, default=SUITES, help="the suites to run")
    parser.add_argument("--rounds", type=int, default=101, help="of what runs in this process (101)")
    parser.add_argument("--write", action="store_true", help="keep the table in docs/reference/benchmarks.md")
    options = parser.parse_args(arguments)
    if options.write and tuple(options.only) != SUITES:
        parser.error("the page tells of one complete run: leave --only out")

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")
    django.setup()
    sections = [section(name, options.rounds) for name in options.only]
    sys.stdout.write(table([result for part in sections for result in part.results]))
    sys.stdout.writelines(f"{number:3}  {what}: not built yet\n" for number, what in MISSING.items())
    if options.write:
        PAGE.write_text(page(sections, options.rounds))


if __name__ == "__main__":
    main(sys.argv[1:])
