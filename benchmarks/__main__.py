"""Measure, print the table, and with `--write` keep it in docs/reference/benchmarks.md."""

from __future__ import annotations

import argparse
import os
import sys
from importlib import import_module

import django

from benchmarks.measure import Result
from benchmarks.table import write_page, write_table

SUITES = ("call", "listing", "many", "batch", "form", "registration", "generation", "types", "bundles")


def main(arguments: list[str]) -> None:
    """Run the chosen suites."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", nargs="+", choices=SUITES, default=SUITES, help="the suites to run")
    parser.add_argument("--rounds", type=int, default=41, help="of what runs in this process (41)")
    parser.add_argument("--write", action="store_true", help="keep the table in docs/reference/benchmarks.md")
    options = parser.parse_args(arguments)

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")
    django.setup()
    results: list[Result] = []
    for name in options.only:
        sys.stderr.write(f"· {name}\n")
        results += import_module(f"benchmarks.suites.{name}").measure(options.rounds)
    write_table(results)
    if options.write:
        write_page(results)


if __name__ == "__main__":
    main(sys.argv[1:])
