"""What installed apps declare is found without a line of code."""

from __future__ import annotations

import sys

import pytest
from django.test import modify_settings

from mizan.setup.discovery import MODULES, discover
from mizan.setup.registry import Registry, registry


@pytest.mark.parametrize("module", MODULES)
def test_modules_of_installed_apps_are_imported(module: str, fresh_registry: Registry) -> None:
    name = f"tests.setup.discovered.{module}"
    sys.modules.pop(name, None)
    with modify_settings(INSTALLED_APPS={"append": "tests.setup.discovered"}):
        discover()
    assert name in sys.modules


def test_what_they_register_is_there(fresh_registry: Registry) -> None:
    sys.modules.pop("tests.setup.discovered.mizan_clients", None)
    with modify_settings(INSTALLED_APPS={"append": "tests.setup.discovered"}):
        discover()
    assert registry.get("discovered")


def test_an_app_that_breaks_is_not_hidden() -> None:
    broken = modify_settings(INSTALLED_APPS={"append": "tests.setup.discovered_broken"})
    with pytest.raises(ZeroDivisionError), broken:
        discover()
