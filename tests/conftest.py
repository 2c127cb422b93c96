"""What all tests share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mizan.setup.registry import Registry, registry


@pytest.fixture
def fresh_registry() -> Iterator[Registry]:
    """Give the registry, and put it back as it was after the test."""
    registry.settle()
    kept = {
        name: value.copy() for name, value in vars(registry).items() if isinstance(value, dict | list)
    }
    yield registry
    for name, value in kept.items():
        setattr(registry, name, value)
    registry.version += 1
