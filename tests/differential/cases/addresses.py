"""Fields of addresses and identifiers."""

from __future__ import annotations

from django import forms
from django.core import validators
from django.core.validators import DomainNameValidator, URLValidator
from hypothesis import strategies as st

from tests.differential.cases.case import Case, case
from tests.differential.strategies import django, matching, mixed

_schemes = st.sampled_from(
    [
        "http://",
        "https://",
        "HTTP://",
        "ftp://",
        "ws://",
        "//",
        "",
        "",
        "mailto:",
        "javascript:",
        "http:",
        "://",
        "h\u212attp://",
    ]
)
_hosts = st.sampled_from(
    [
        *(
            "x.com",
            "localhost",
            "localhost:8000",
            "müller.de",
            "x.co-m",
            "x",
            "x_y.com",
            "-x.com",
            "x.com.",
            "1.2.3.4",
        ),
        *(
            "1.2.3.04",
            "[::1]",
            "[::1]:80",
            "[1::2::3]",
            "[1.2.3.4]",
            "u:p@x.com",
            "u@[::g]",
            "ex℀mple.com",
            "x.com:123456",
        ),
        *("a" * 64 + ".com", ".".join(["a" * 60] * 5) + ".com", "İ.com", "x..com", "[fe80::1%eth0]"),
    ]
)
_paths = st.sampled_from(
    ["", "", "/", "/a b", "/a\tb", "?q=:", "#é", "/" + "a" * 2040, "/\x1c", ":80/a", "/\n"]
)
URLS = mixed(
    st.tuples(_schemes, _hosts, _paths).map("".join),
    st.tuples(_schemes, _hosts, _paths).map("".join),
    django(URLValidator.regex),
    st.tuples(_schemes, st.ip_addresses(), _paths).map(lambda parts: f"{parts[0]}[{parts[1]}]{parts[2]}"),
)
UUIDS = mixed(
    st.uuids().map(str),
    st.uuids().map(lambda value: value.hex.upper()),
    st.uuids().map(lambda value: value.urn),
    st.tuples(st.sampled_from(["{", "{{", "urn:", "uuid:"]), st.uuids(), st.sampled_from(["}", "", "-"])).map(
        lambda parts: "".join(map(str, parts))
    ),
    matching(r"[0-9a-fx_+ -]{31,33}", whole=True),
    matching(r"(0x_?)?[0-9a-g]{30}(_[0-9a-f])?", whole=True),
    st.sampled_from(
        ["\u0663" * 32, "0" * 32, "\xa0" + "1" * 31, "\U0001d7d8" * 32, "\u2460" * 32, "1" * 31 + "\x1c"]
    ),
)
IPS = mixed(
    st.ip_addresses().map(str),
    st.ip_addresses(v=6).map(lambda address: address.exploded),
    st.ip_addresses(v=4).map(lambda address: f"::ffff:{address}"),
    st.tuples(st.ip_addresses(v=6), st.sampled_from(["%eth0", "%", "%1%2", "/64", "%é", ":", "\n1"])).map(
        lambda parts: "".join(map(str, parts))
    ),
    matching(r"[0-9]{1,3}(\.[0-9]{1,3}){3}", whole=True),
    matching(r"([0-9a-f]{0,5}:){1,8}[0-9a-g.]{0,7}", whole=True),
    st.sampled_from(
        [
            *(
                "127.0.0.01",
                "1.2.3",
                "1.2.3.4/8",
                "[::1]",
                "::",
                ":",
                "::1.2.3.4",
                "::1.2.3.04",
                "1.2.3.\u0664",
                "1.2.\t3.4",
            ),
            "0000:0000:0000:0000:0000:ffff:255.255.255.255",
        ]
    ),
)
NAMES = mixed(
    st.sampled_from(
        [
            "x.com",
            "x.com.",
            "localhost",
            "müller.de",
            "xn--x.xn--p1ai",
            "x",
            "-x.com",
            "x.c",
            "a." * 130 + "com",
        ]
    ),
    matching(r"[a-z0-9-]{1,4}(\.[a-zü-]{1,5}){1,2}\.?", whole=True),
    django(DomainNameValidator().regex),
)
LISTS = mixed(
    st.lists(st.integers(-20, 20), max_size=4).map(lambda numbers: ",".join(map(str, numbers))),
    matching(r"-?[0-9]{1,2}(, ?-?[0-9]{1,2}){0,3},?", whole=True),
)
MAPPED = {"unpack_ipv4": True, "protocol": "both"}
SCHEMES = [URLValidator(schemes=["git", "https"]), validators.MaxLengthValidator(30)]

CASES: dict[str, Case] = {
    "url": case(forms.URLField, URLS, "https://x.com/a?b#c", "x.com", assume_scheme="https"),
    "url optional": case(
        forms.URLField, URLS, "", "x.com", assume_scheme="http", required=False, max_length=20
    ),
    "url of a text": case(forms.CharField, URLS, "https://x.com", validators=SCHEMES),
    "uuid": case(forms.UUIDField, UUIDS, "123e4567-e89b-12d3-a456-426614174000"),
    "uuid optional": case(forms.UUIDField, UUIDS, "", required=False),
    "ip": case(forms.GenericIPAddressField, IPS, "1.2.3.4", "::1", "fe80::1%eth0"),
    "ip optional": case(forms.GenericIPAddressField, IPS, "", "::ffff:1.2.3.4", required=False, **MAPPED),
    "ip v4": case(forms.GenericIPAddressField, IPS, "1.2.3.4", protocol="IPv4"),
    "ip v6": case(forms.GenericIPAddressField, IPS, "::1", protocol="ipv6", max_length=20),
    "ip of a text": case(forms.CharField, IPS, "1.2.3.4", validators=[validators.validate_ipv46_address]),
    "domain": case(forms.CharField, NAMES, "x.com", validators=[DomainNameValidator()]),
    "domain in ascii": case(
        forms.CharField,
        NAMES,
        "xn--mller-kva.de",
        validators=[DomainNameValidator(accept_idna=False)],
        required=False,
    ),
    "numbers in a text": case(
        forms.CharField, LISTS, "1,-2", validators=[validators.int_list_validator(allow_negative=True)]
    ),
}
