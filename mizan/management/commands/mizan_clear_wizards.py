"""`manage.py mizan_clear_wizards`: delete uploads that wait for a last step that never came."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.core.management.base import BaseCommand
from django.utils import timezone

from mizan.forms.wizard.kept import FOLDER
from mizan.setup.registry import registry


class Command(BaseCommand):
    """Run it regularly, beside Django's own `clearsessions`."""

    help = "Delete uploads of wizards that nobody finished."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add `--days`."""
        parser.add_argument(
            "--days",
            type=float,
            default=settings.SESSION_COOKIE_AGE / 86_400,
            help="Delete what is older (by default as old as a session becomes).",
        )

    def handle(self, *args: Any, days: float, **options: Any) -> None:
        """Look through the storages of all wizards."""
        oldest = timezone.now() - timedelta(days=days)
        wizards: list[Any] = [spec.wizard_class for spec in registry.wizards()]
        declared = [wizard.mizan.files for wizard in wizards]
        found: list[Storage] = []
        for files in declared:
            storage = storages[files] if isinstance(files, str) else files
            if storage is not None and storage not in found:
                found.append(storage)
        deleted = sum(_clear(storage, oldest) for storage in found)
        self.stdout.write(f"{deleted} deleted")


def _clear(storage: Storage, oldest: Any) -> int:
    if not storage.exists(FOLDER):
        return 0
    deleted = 0
    for folder in storage.listdir(FOLDER)[0]:
        for name in storage.listdir(f"{FOLDER}/{folder}")[1]:
            path = f"{FOLDER}/{folder}/{name}"
            if storage.get_modified_time(path) < oldest:
                storage.delete(path)
                deleted += 1
        if not any(storage.listdir(f"{FOLDER}/{folder}")):
            storage.delete(f"{FOLDER}/{folder}")
    return deleted
