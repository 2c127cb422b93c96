"""Fields of text."""

from __future__ import annotations

from django import forms
from django.core import validators
from django.core.validators import EmailValidator
from hypothesis import strategies as st

from tests.differential.cases.case import Case, case
from tests.differential.strategies import django, matching, mixed

SHORT = mixed(st.text(st.sampled_from("ab é😀\0\ufeff\u0301 "), max_size=8))
WORDS = matching(r"[-a-z0-9_ ]{1,6}\n?", whole=True)
LETTERS = st.text(st.characters(categories=["L", "N", "M", "Pd"]), max_size=5)
PHONES = mixed(matching(r"^\+?1?\d{9,15}$"), matching(r"\+?[0-9]{7,16}\n?", whole=True))
_users = ["a", "a.b", '"a b"', '"a\\\t"', "a..b", "", "ı", "\u212a", "*", "a@b", "{a}", "é"]
_hosts = [
    *("x.com", "localhost", "LOCALHOST", "müller.de", "x.co-m", "x.c", "x", "-x.com", "x-.com", "x.xn--p1ai"),
    *("[127.0.0.1]", "[127.0.0.01]", "[::1]", "[::ffff:1.2.3.4]", "[1::2::3]", "[fe80::1%1]", "x.com."),
    *("ı.com", "x.\u212aom", "😀.com", "x_y.com", "x.com\n", "a" * 64 + ".com", "a" * 63 + ".com"),
]
EMAILS = mixed(
    st.emails(),
    django(EmailValidator.user_regex).map(lambda user: user + "@example.com"),
    django(EmailValidator.domain_regex).map(lambda host: "a@" + host),
    st.ip_addresses().map(lambda ip: f"a@[{ip}]"),
    st.tuples(st.sampled_from(_users), st.sampled_from(_hosts)).map("@".join),
    st.integers(300, 330).map(lambda size: "x" * (size - 6) + "@x.com"),
)

OWN_WORDS = {"required": "Bitte!", "max_length": "%(limit_value)d, not %(show_value)d: %(value)s, 100%%"}
VALIDATORS = [
    validators.RegexValidator("a", inverse_match=True, code="no_a", message="No a in %(value)s."),
    validators.RegexValidator(r"^[^é]+$"),
    validators.MinLengthValidator(2, "Two."),
]

CASES: dict[str, Case] = {
    "char": case(forms.CharField, SHORT, "a", "a b"),
    "char optional": case(forms.CharField, SHORT, "", "a", required=False),
    "char 2..5": case(forms.CharField, SHORT, "ab", "abcde", "😀😀", min_length=2, max_length=5),
    "char optional 2..5": case(forms.CharField, SHORT, "", "ab", min_length=2, max_length=5, required=False),
    "char no strip": case(forms.CharField, SHORT, " ", "a", strip=False, max_length=4),
    "char own words": case(
        forms.CharField, SHORT, "abc", max_length=3, min_length=3, error_messages=OWN_WORDS
    ),
    "char textarea": case(forms.CharField, SHORT, "a\nb", widget=forms.Textarea, max_length=6),
    "char validators": case(forms.CharField, SHORT, "bb", validators=VALIDATORS),
    "char 3": case(forms.CharField, SHORT, "abc", min_length=3, max_length=3),
    "email": case(forms.EmailField, EMAILS, "a@x.com", "a@müller.de", "a@localhost"),
    "email optional": case(forms.EmailField, EMAILS, "", required=False),
    "email max 12": case(forms.EmailField, EMAILS, "a@x.com", max_length=12),
    "regex phone": case(forms.RegexField, PHONES, "+491234567890", regex=r"^\+?1?\d{9,15}$"),
    "regex word": case(
        forms.RegexField, mixed(matching(r"^\w+$"), WORDS), "abc", regex=r"^\w+$", max_length=6
    ),
    "slug": case(forms.SlugField, mixed(WORDS), "a-b_1"),
    "slug unicode": case(forms.SlugField, mixed(WORDS, LETTERS), "é-1", allow_unicode=True),
}
