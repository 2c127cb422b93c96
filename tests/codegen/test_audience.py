"""What a bundle may name."""

from __future__ import annotations

import pytest

from mizan.codegen.audience import select
from tests.codegen.sample import contract


@pytest.mark.parametrize(
    ("audience", "left_out"),
    [
        ("public", {"staff": ["vault"], "superuser": ["wipe"]}),
        ("staff", {"superuser": ["wipe"]}),
        ("superuser", {}),
    ],
)
def test_an_audience_includes_those_before_it(audience: str, left_out: dict[str, list[str]]) -> None:
    part, omitted = select(contract(), audience)
    assert omitted == left_out
    assert not {name for names in left_out.values() for name in names} & part["operations"].keys()


def test_the_public_part_names_nothing_of_staff() -> None:
    part, _ = select(contract())
    assert part["operations"]["shop.order"]["affects"] == ["me"]
    assert sorted(part["contexts"]) == ["greet", "me"]
    assert sorted(part["$defs"]) == ["Note"]
    assert "vault" not in str(part)


def test_a_form_of_staff_is_named_once() -> None:
    whole = contract()
    for entry in [
        whole["forms"]["contact"],
        *(whole["operations"][f"contact.{r}"] for r in ("schema", "validate", "submit")),
    ]:
        entry["audience"] = "staff"
    part, left_out = select(whole)
    assert left_out["staff"] == ["contact", "vault"]
    assert part["forms"] == {}
    assert "contact" not in str(part)


def test_the_contract_itself_is_not_changed() -> None:
    whole = contract()
    select(whole)
    assert whole == contract()
