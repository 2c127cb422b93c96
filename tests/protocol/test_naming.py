"""Names on the wire, and what they are called in TypeScript."""

from __future__ import annotations

import pytest

from mizan.protocol.errors import ConfigurationError
from mizan.protocol.naming import camel, check_name, clashes, pascal


@pytest.mark.parametrize("name", ["echo", "contact.submit", "a1.b_2.C", "authors", "mizanlike"])
def test_dotted_identifiers_are_names(name: str) -> None:
    assert check_name(name, "app.views.echo") == name


WRONG = ["", ".", "a.", ".a", "a..b", "a b", "a-b", "1a", "a.1", "_a", "ä", "a/b", "a\n", None, 7]
RESERVED = ["auth.login", "mizan.can", "auth.", "mizan."]


@pytest.mark.proves("name", "reserved")
@pytest.mark.parametrize("name", [*WRONG, *RESERVED])
def test_anything_else_is_refused(name: object) -> None:
    with pytest.raises(ConfigurationError) as caught:
        check_name(name, "app.views.echo")
    assert caught.value.check_id == "mizan.E003"
    assert "app.views.echo" in str(caught.value)


@pytest.mark.proves("reserved")
def test_mizan_may_use_its_own_prefixes() -> None:
    assert check_name("mizan.can", "mizan.can.can") == "mizan.can"


SPELLED = [
    ("echo", "echo", "Echo"),
    ("current_user", "currentUser", "CurrentUser"),
    ("shop.order", "shopOrder", "ShopOrder"),
    ("shop.order_2", "shopOrder2", "ShopOrder2"),
    ("delete", "delete_", "Delete"),
    ("build", "build_", "Build"),
    ("alreadyCamel", "alreadyCamel", "AlreadyCamel"),
    ("Upper", "upper", "Upper"),
]


@pytest.mark.proves("wire-name")
@pytest.mark.parametrize(("name", "value", "of_type"), SPELLED)
def test_typescript_spells_names_its_own_way(name: str, value: str, of_type: str) -> None:
    assert (camel(name), pascal(name)) == (value, of_type)


CLASHES = [
    ([("operation", "foo_bar"), ("operation", "foo.bar")], "fooBar"),
    ([("operation", "foo_bar"), ("operation", "fooBar")], "fooBar"),
    ([("operation", "contact_form"), ("form", "contact")], "useContactForm"),
    ([("operation", "echo"), ("operation", "Echo")], "echo"),
    ([("form", "contact"), ("form", "Contact")], "ContactInput"),
    ([("context", "greet"), ("operation", "greet_context")], "greetContext"),
]


@pytest.mark.parametrize(("things", "identifier"), CLASHES)
def test_names_that_meet_are_found(things: list[tuple[str, str]], identifier: str) -> None:
    [(found, first, second)] = clashes(things)
    assert found == identifier
    assert repr(things[0][1]) in first
    assert repr(things[1][1]) in second


def test_a_context_and_its_operation_do_not_clash() -> None:
    assert list(clashes([("operation", "greet"), ("context", "greet"), ("operation", "echo")])) == []
