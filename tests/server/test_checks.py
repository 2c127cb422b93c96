"""A site that mounts Mizan wrongly is told."""

from __future__ import annotations

from django.test import override_settings

from mizan.server.checks import check_csrf, check_mount


def test_this_site_is_right() -> None:
    assert check_mount() == []
    assert check_csrf() == []


def test_a_site_without_routes_is_warned() -> None:
    with override_settings(ROOT_URLCONF="tests.server.no_urls"):
        [message] = check_mount()
    assert message.id == "mizan.W002"
    assert "include" in str(message.hint)


def test_a_route_without_csrf_check_is_found_and_others_are_left_alone() -> None:
    with override_settings(ROOT_URLCONF="tests.server.wrong_urls"):
        messages = check_csrf()
    assert [message.id for message in messages] == ["mizan.E009", "mizan.E009"]
    assert "'hole/'" in messages[0].msg
