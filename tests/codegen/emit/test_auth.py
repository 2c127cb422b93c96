"""What `auth.gen.ts` offers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mizan.codegen.emit.auth import MANAGED, PASSKEYS, taken_of

SITE = Path(__file__).parents[3] / "sample_site/frontend/src/mizan/auth.gen.ts"


def test_only_what_stands_alone_has_a_hook_of_its_own() -> None:
    hooks = re.findall(r"^export const (use\w+) = \(\) => r\.useCall", SITE.read_text(), re.MULTILINE)
    assert hooks == [
        "useEmailVerification",
        "usePasswordReset",
        "useProviderToken",
        "useResendEmailCode",
        "useResendLoginCode",
    ]


@pytest.mark.parametrize("hook", [*MANAGED, *PASSKEYS])
def test_without_one_half_of_a_flow_the_other_is_not_taken(hook: str) -> None:
    parts = {f"auth.{part}" for part in {**MANAGED, **PASSKEYS}[hook]}
    assert taken_of(parts) == parts
    assert not taken_of({sorted(parts)[-1]}) or len(parts) == 1
