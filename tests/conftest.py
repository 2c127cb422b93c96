"""What all tests share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from mizan.setup.registry import Registry, registry


def pytest_configure(config: pytest.Config) -> None:
    if config.pluginmanager.has_plugin("hypothesispytest"):  # the packages of others are tested without it
        from hypothesis import settings

        settings.register_profile("mizan", deadline=None)  # a busy machine is no defect
        settings.load_profile("mizan")
    config.addinivalue_line("markers", "proves(*names): the sentences of protocol.md that this test holds to")


@contextmanager
def kept_registry() -> Iterator[Registry]:
    """Give the registry without problems, and put it back as it was."""
    registry.settle()
    kept = {
        name: value.copy() if isinstance(value, dict | list) else value
        for name, value in vars(registry).items()
        if name not in ("version", "_lock", "_is_settling")
    }
    registry.problems = []
    yield registry
    vars(registry).update(kept)
    registry.version += 1


@pytest.fixture
def fresh_registry() -> Iterator[Registry]:
    """Give the registry without problems, and put it back as it was after the test."""
    with kept_registry():
        yield registry


@pytest.fixture(scope="module")
def published() -> Iterator[Registry]:
    """Give the app of `protocol/vectors` to a module whose tests change nothing of it."""
    from tests.conformance.operations import publish

    with kept_registry():
        publish()
        registry.settle()
        yield registry


@pytest.fixture
def conformance(fresh_registry: Registry) -> Registry:
    """Give the registry with the app of `protocol/vectors` in it."""
    from tests.conformance.operations import publish  # its models need the apps

    publish()
    return fresh_registry
