"""Canonical values of fields that are made of several values."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from tests.differential.cases.structures import ROWS
from tests.differential.strategies import Values

Data = dict[str, Any]
Canonical = Callable[[Data], Values | None]


def structured(property_: Data, canonical: Canonical) -> Values | None:
    """Return values of a property of several values, empty ones too where they are right; None for another.

    `canonical` makes those of a part.
    """
    rule = property_["x-mizan"]["rule"]
    make = _MAKERS.get(rule["k"])
    if make is None:
        return None
    values = make(property_, rule, canonical)
    return values if rule.get("required", True) else st.one_of(st.just(_empty(property_, rule)), values)


def _empty(property_: Data, rule: Data) -> Any:
    if rule["k"] == "parts":
        return dict.fromkeys(property_["properties"], "")
    return [] if property_.get("type") == "array" else ""


def _part(keywords: Data, rule: Data, canonical: Canonical) -> Values:
    if rule["k"] == "temporal" and rule["of"] == "time":
        return st.times().map(lambda time: time.strftime("%H:%M:%S"))
    if rule["k"] == "dateTime":
        return st.dates().map(lambda day: f"{day.isoformat()} 12:00:00")
    values = canonical({**keywords, "x-mizan": {"rule": rule}})
    assert values is not None
    return values.filter(lambda value: value != "")


def _choices(property_: Data, _rule: Data, _canonical: Canonical) -> Values:
    known = [branch["const"] for branch in property_["items"]["oneOf"]]
    return st.lists(st.sampled_from(known), min_size=property_.get("minItems", 0), max_size=5)


def _combo(property_: Data, rule: Data, canonical: Canonical) -> Values:
    kinds = [check["k"] for inner in rule["rules"] for check in inner.get("checks", ())]
    if "email" in kinds:
        return st.sampled_from(["a@x.com", "b@x.com"])
    return _part({"type": ["integer", "string"]}, rule["rules"][0], canonical)


def _parts(property_: Data, rule: Data, canonical: Canonical) -> Values:
    kinds = zip(property_["properties"].items(), rule["rules"], strict=True)
    made = {name: _part(keywords, inner, canonical) for (name, keywords), inner in kinds}
    if any(check["k"] == "ordered" for check in rule.get("checks", ())):
        return made[rule["names"][0]].map(lambda value: dict.fromkeys(rule["names"], value))
    return st.fixed_dictionaries(made)


def _picked(_property: Data, _rule: Data, _canonical: Canonical) -> Values:
    return st.dates().map(lambda day: {"year": str(day.year), "month": str(day.month), "day": str(day.day)})


def _items(property_: Data, rule: Data, canonical: Canonical) -> Values:
    counts = {check["k"]: check["n"] for check in rule.get("checks", ())}
    least, most = counts.get("minItems", 1), counts.get("maxItems", 5)
    items = _part(property_["items"], rule["rules"][0], canonical).map(str)
    plain = items.filter(lambda text: rule["delimiter"] not in text)
    lists = st.lists(plain, min_size=least, max_size=most)
    return st.one_of(lists, lists.map(rule["delimiter"].join))


def _places(property_: Data, rule: Data, canonical: Canonical) -> Values:
    item = st.just(True) if rule.get("boxes") else _part(property_["items"], rule["rules"][0], canonical)
    return st.lists(item, min_size=rule["size"], max_size=rule["size"])


_words = st.text(st.sampled_from("abé"), min_size=1, max_size=4)
_rows = st.sampled_from([*ROWS, *map(str, ROWS)])

_MAKERS: dict[str, Callable[[Data, Data, Canonical], Values]] = {
    "choices": _choices,
    "combo": _combo,
    "parts": _parts,
    "selectDate": _picked,
    "json": lambda *_: st.dictionaries(_words, st.one_of(_words, st.integers(-9, 9)), min_size=1),
    "hstore": lambda *_: st.dictionaries(_words, _words, min_size=1, max_size=2),
    "array": _items,
    "places": _places,
    "record": lambda *_: _rows,
    "records": lambda *_: st.lists(_rows, min_size=1, max_size=4),
    "username": lambda *_: _words,
}
