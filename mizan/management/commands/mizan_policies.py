"""`manage.py mizan_policies`: who may reach what, and how often."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from mizan.permissions import Policy
from mizan.setup.operations import Operation
from mizan.setup.registry import registry


class Command(BaseCommand):
    """Print every operation with its policy; a form is its three operations."""

    help = "List every function, form and context with its policy."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add `--fail-on-implicit`."""
        parser.add_argument(
            "--fail-on-implicit",
            action="store_true",
            help="Fail when something is public because nobody wrote auth=.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the table."""
        operations = list(registry.operations())
        width = max((len(operation.name) for operation in operations), default=0)
        for operation in operations:
            access = "read" if operation.readonly else "write"
            self.stdout.write(f"{operation.name:<{width}}  {access:<5}  {_words(operation)}")
        implicit = [operation.name for operation in operations if operation.policy.is_implicit]
        if implicit and options["fail_on_implicit"]:
            names = ", ".join(implicit)
            raise CommandError(f"Public because nobody wrote auth=: {names}. Write auth=None where meant.")


def _words(operation: Operation) -> str:
    limit = f", {operation.limit}" if operation.limit else ""
    return _policy(operation.policy) + limit


def _policy(policy: Policy) -> str:
    if policy.is_open:
        return "public (auth= is not written)" if policy.is_implicit else "public"
    described = policy.describe()
    parts = [_word(part) for part in (described if isinstance(described, list) else [described])]
    return " and ".join(parts)


def _word(part: object) -> str:
    if part == "reauthenticate":
        return "a recent proof of identity"
    return "logged in" if part is True else str(part)
