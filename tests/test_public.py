"""The public surface is a list, and the list is true."""

from __future__ import annotations

import subprocess
import sys

import mizan


def test_all_names_exist_and_are_sorted() -> None:
    assert mizan.__all__ == sorted(mizan.__all__)
    for name in mizan.__all__:
        assert getattr(mizan, name).__module__
        assert name in dir(mizan)


def test_the_list_is_all_there_is() -> None:
    lazy = set(mizan._HOME)
    assert lazy == set(mizan.__all__)


def test_an_unknown_name_is_an_attribute_error() -> None:
    assert not hasattr(mizan, "nothing")


def test_importing_the_package_imports_no_django() -> None:
    code = "import sys, mizan; assert not [m for m in sys.modules if m.startswith(('django', 'pydantic'))]"
    subprocess.run([sys.executable, "-c", code], check=True)
