"""Publish the app of the vectors for one test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mizan.setup.registry import Registry
from tests.conformance.operations import publish


@pytest.fixture
def conformance(fresh_registry: Registry) -> Iterator[Registry]:
    """Give the registry with the app of the vectors in it."""
    publish()
    yield fresh_registry
