"""Publish the app of the vectors for one test."""

from __future__ import annotations

import pytest

from mizan.setup.registry import Registry
from tests.conformance.operations import publish


@pytest.fixture
def conformance(fresh_registry: Registry) -> Registry:
    """Give the registry with the app of the vectors in it."""
    publish()
    return fresh_registry
