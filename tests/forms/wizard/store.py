"""Stores of sessions, each as a site may choose it."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.file import SessionStore as FileStore

STORES = ("db", "cached_db", "cache", "file", "signed_cookies")


def use_store(settings: Any, kind: str, folder: Path) -> None:
    """Keep sessions in this store, and what it needs in a folder."""
    settings.SESSION_ENGINE = f"django.contrib.sessions.backends.{kind}"
    settings.SESSION_FILE_PATH = str(folder)
    if hasattr(FileStore, "_storage_path"):  # the folder of another test
        del FileStore._storage_path


def new_session() -> Any:
    """Return a session that is there."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session["answers"] = 1
    session.save()
    return session
