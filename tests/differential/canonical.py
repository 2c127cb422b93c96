"""Canonical values of a property, made from its schema: what a client that knows the schema would send."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st
from hypothesis.provisional import domains, urls

from tests.differential.canonical_structures import structured
from tests.differential.strategies import Values

Data = dict[str, Any]

SERVER = {"ambiguous_timezone"}
"""Codes of what only the server knows about a canonical value."""


def canonical(property_: Data) -> Values | None:
    """Return values of a property; None where its rule stays with the server."""
    rule = property_["x-mizan"]["rule"]
    make = _MAKERS.get(rule["k"])
    if make is None:
        return structured(property_, canonical)
    values = make(property_, rule)
    is_optional = rule.get("rule", rule).get("required") is False and rule["k"] != "boolean"
    return st.one_of(st.just(""), values) if is_optional else values


def _checks(rule: Data, *kinds: str) -> list[Data]:
    return [check for check in rule.get("checks", ()) if check["k"] in kinds]


_PRINTABLE = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"])


def _text(property_: Data, rule: Data) -> Values:
    patterns = [
        re.compile(_python(check["re"])) for check in _checks(rule, "regex") if "inverse" not in check
    ]
    without = [re.compile(_python(check["re"])) for check in _checks(rule, "regex") if "inverse" in check]
    most = min([check["n"] for check in _checks(rule, "maxLength")], default=40)
    least = max([check["n"] for check in _checks(rule, "minLength")], default=0)
    makers: dict[str, Callable[[], Values]] = {
        "email": st.emails,
        "url": lambda: _urls(property_, rule),
        "domainName": domains,
        "ipAddress": lambda: st.ip_addresses().map(str),
    }
    named = [makers[check["k"]]() for check in _checks(rule, *makers)]
    if patterns:
        values: Values = st.from_regex(patterns[0], fullmatch=True)
    else:
        values = named[0] if named else st.text(_PRINTABLE, min_size=least, max_size=most)
    return values.filter(
        lambda text: (
            text != ""
            and "\0" not in text
            and least <= len(text) <= most
            and (rule.get("strip") is False or text == text.strip())
            and all(pattern.search(text) for pattern in patterns)
            and not any(pattern.search(text) for pattern in without)
        )
    )


def _python(source: str) -> str:
    """Return an ECMAScript source for Python, with the letters and digits of ASCII alone."""
    named = source.replace(r"\p{Nd}", "[0-9]").replace(r"[\p{L}\p{N}_", "[a-zA-Z0-9_")
    return named.replace(r"\p{L}", "a-zA-Z").replace(r"\p{N}", "0-9").replace("(?=\\n?$)", "$")


def _urls(_property: Data, rule: Data) -> Values:
    schemes = next(check["schemes"] for check in _checks(rule, "url"))
    made = st.tuples(st.sampled_from(schemes), urls())
    return made.map(lambda pair: pair[0] + pair[1][pair[1].index("://") :])


def _link(property_: Data, rule: Data) -> Values:
    most = min([check["n"] for check in _checks(rule, "maxLength")], default=2000)
    short = st.sampled_from(["x.com", "http://x.com", "ftp://x.com/#a"])
    return st.one_of(short, _urls(property_, rule)).filter(lambda text: len(text) <= most - 8)


def _ip(_property: Data, rule: Data) -> Values:
    protocol = rule["checks"][0]["protocol"]
    version = {"ipv4": 4, "ipv6": 6}.get(protocol)
    most = min(check["n"] for check in _checks(rule, "maxLength"))
    texts = st.ip_addresses(v=version).map(str)
    # Django writes one of IPv4 inside IPv6 longer than `ipaddress` does.
    return texts.filter(lambda text: len(text) <= most and not text.startswith("::ffff:"))


def _number(property_: Data, rule: Data) -> Values:
    """Numbers between the limits, on the steps, of as many digits as are allowed; as texts and as numbers."""
    limits = {check["k"]: Decimal(check["n"]) for check in _checks(rule, "minValue", "maxValue")}
    least, most = limits.get("minValue", Decimal(-(10**6))), limits.get("maxValue", Decimal(10**6))
    digits = next(iter(_checks(rule, "digits")), {})
    if "max" in digits:
        most = min(most, 10 ** Decimal(digits["max"] - digits.get("places", 2)) - 1)
        least = max(least, -most)
    step = next(iter(_checks(rule, "step")), {"n": "1" if rule["k"] == "integer" else "0.01"})
    size, offset = Decimal(step["n"]), Decimal(step.get("offset", "0"))
    first, last = int((least - offset) / size) + 1, int((most - offset) / size) - 1
    exact = st.integers(first, last).map(lambda count: offset + count * size)
    texts = exact.map(lambda number: str(round(number)) if rule["k"] == "integer" else f"{number:.2f}")
    texts = texts.filter(lambda text: least <= Decimal(text) <= most)
    kinds = property_["type"] if isinstance(property_["type"], list) else [property_["type"]]
    numbers = texts.map(int if rule["k"] == "integer" else float)
    safe = numbers.filter(lambda number: abs(number) < 2**53)
    if kinds == ["string"]:
        return texts
    return safe if property_["x-mizan"]["rule"]["k"] == "localized" else st.one_of(safe, texts)


def _localized(property_: Data, rule: Data) -> Values:
    return _number(property_, rule["rule"])


def _moment(property_: Data, _rule: Data) -> Values:
    days = st.datetimes(datetime(1000, 1, 1), datetime(9998, 12, 31))
    if property_.get("format") == "date":
        return days.map(lambda day: day.date().isoformat())
    return days.map(lambda day: day.strftime(property_["x-mizan"]["format"]))


def _duration(_property: Data, _rule: Data) -> Values:
    return st.from_regex(re.compile(r"(-?\d{1,8} )?\d{2}:\d{2}:\d{2}(\.\d{1,6})?", re.ASCII), fullmatch=True)


_MAKERS: dict[str, Callable[[Data, Data], Values]] = {
    "char": _text,
    "link": _link,
    "ip": _ip,
    "uuid": lambda _property, _rule: st.uuids().map(str),
    "integer": _number,
    "float": _number,
    "decimal": _number,
    "localized": _localized,
    "boolean": lambda _property, rule: st.just(True) if rule["required"] else st.booleans(),
    "nullBoolean": lambda _property, _rule: st.sampled_from([True, False, None]),
    "choice": lambda property_, _rule: st.sampled_from([one["const"] for one in property_["oneOf"]]),
    "temporal": _moment,
    "dateTime": _moment,
    "duration": _duration,
}
