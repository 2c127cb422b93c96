"""`manage.py mizan_export`: print the contract."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from mizan.codegen.contract import contract, dump
from mizan.codegen.validate import validate
from mizan.codegen.write import save
from mizan.protocol.errors import ConfigurationError


class Command(BaseCommand):
    """Print the contract: everything that a client can reach, as JSON."""

    help = "Print the contract of this project: everything that a client can reach, as JSON with sorted keys."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take where to write."""
        parser.add_argument("--out", type=Path, help="write to this file instead, if it changed")

    def handle(self, *_: Any, **options: Any) -> None:
        """Write the contract. Raises CommandError if it is not valid."""
        document = contract()
        try:
            validate(document)
        except ConfigurationError as error:
            raise CommandError(f"{error} {error.hint}") from error
        if options["out"] is None:
            self.stdout.write(dump(document), ending="")
        elif save(options["out"], dump(document)):
            self.stderr.write(f"mizan: {options['out']} written")
