"""`manage.py mizan_audit`: what Mizan makes of the forms of an app or a package."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from mizan.forms.audit.registration import registration
from mizan.forms.audit.report import audit
from mizan.forms.audit.table import table


class Command(BaseCommand):
    """List every form, formset and field class of a package, and what it takes to convert it."""

    help = (
        "Tell of every form of an app or a package what the client would know of it, and what it takes to "
        "convert it. Asks no database."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what to look at, and how to tell it."""
        parser.add_argument("package", help="the label of an app, or the dotted name of a package or module")
        how = parser.add_mutually_exclusive_group()
        how.add_argument("--json", action="store_true", help="print it as JSON")
        how.add_argument("--write", action="store_true", help="print the code that registers the forms")

    def handle(self, *_: Any, **options: Any) -> None:
        """Print it. Raises CommandError for a package that cannot be imported."""
        found = audit(options["package"])
        if found.unreadable and found.unreadable[0].module == found.package:
            raise CommandError(
                f"{found.package} cannot be imported ({found.unreadable[0].reason}). Give the label of an "
                "installed app, or the dotted name of a package or module."
            )
        if options["write"]:
            self.stdout.write(registration(found), ending="")
        elif options["json"]:
            self.stdout.write(json.dumps(found.as_json(), indent=2, ensure_ascii=False))
        else:
            self.stdout.write(table(found))
