"""What `auth.gen.ts` offers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mizan.codegen.audience import select
from mizan.codegen.emit import emit
from mizan.codegen.emit.auth import MANAGED, PASSKEYS, taken_of
from tests.codegen.sample import contract, operation, properties

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


@pytest.mark.parametrize(
    ("audience", "policies"),
    [
        ("public", {"shop.order": "'custom'"}),
        ("staff", {"shop.order": "'custom'", "vault": "['staff', 'custom']"}),
        ("superuser", {"shop.order": "'custom'", "vault": "['staff', 'custom']", "wipe": "'superuser'"}),
    ],
)
def test_a_bundle_tells_the_policies_of_what_it_names_alone(audience: str, policies: dict[str, str]) -> None:
    whole = contract()
    user = properties(user={"type": "object"})
    whole["$defs"]["AuthAuthenticated"] = user
    whole["operations"]["auth.session"] = operation(output={"$ref": "#/$defs/AuthAuthenticated"})
    for name, auth in (("shop.order", "custom"), ("vault", ["staff", "custom"]), ("wipe", "superuser")):
        whole["operations"][name]["auth"] = auth
    text = emit(select(whole, audience)[0], ["react"], header="//")["auth.gen.ts"]
    told = re.search(r"const \$policies = \{\n(.*?)\n\} as const", text, re.DOTALL)
    assert told
    found = dict(line.strip().rstrip(",").split(": ", 1) for line in told[1].splitlines())
    guarded = {name.strip("'"): policy for name, policy in found.items() if policy != "null"}
    assert guarded == {"echo": "'staff'", **policies}
    assert {"contact.submit", "echo"} <= {name.strip("'") for name in found}
    assert not {"contact.schema", "contact.validate", "auth.session"} & {name.strip("'") for name in found}
