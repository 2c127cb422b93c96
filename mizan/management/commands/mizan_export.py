"""`manage.py mizan_export`: print the contract, as Mizan's own document or as OpenAPI."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from mizan.codegen.audience import AUDIENCES
from mizan.codegen.contract import contract, dump
from mizan.codegen.site import openapi_document
from mizan.codegen.validate import validate
from mizan.codegen.write import save
from mizan.protocol.errors import ConfigurationError

FORMATS = ("contract", "openapi")


class Command(BaseCommand):
    """Print the contract: everything that a client can reach, as JSON."""

    help = "Print the contract of this project: everything that a client can reach, as JSON with sorted keys."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what to write, and where."""
        parser.add_argument("--out", type=Path, help="write to this file instead, if it changed")
        parser.add_argument(
            "--format", choices=("contract", "openapi"), default="contract", help="(contract)"
        )
        parser.add_argument(
            "--audience", choices=AUDIENCES, help="whose operations the OpenAPI document shows (public)"
        )

    def handle(self, *_: Any, **options: Any) -> None:
        """Write the document. Raises CommandError if the contract is not valid."""
        is_openapi = options["format"] == "openapi"
        if options["audience"] and not is_openapi:
            raise CommandError("--audience belongs to --format openapi: the contract is always whole.")
        try:
            validate(contract())
        except ConfigurationError as error:
            raise CommandError(f"{error} {error.hint}") from error
        text = dump(openapi_document(options["audience"] or "public") if is_openapi else contract())
        if options["out"] is None:
            self.stdout.write(text, ending="")
        elif save(options["out"], text):
            self.stderr.write(f"mizan: {options['out']} written")
