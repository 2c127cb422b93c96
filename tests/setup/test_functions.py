"""A function becomes an operation with everything its declaration says."""

from __future__ import annotations

import pytest
from django.http import HttpRequest

import mizan
from mizan.client import client
from mizan.permissions import IMPLICIT, policy
from mizan.protocol.envelope import Body
from mizan.setup.functions import context_of, failure_params, operation_of


class OutOfStock(mizan.Failure):
    code = "out_of_stock"
    status = 409
    left: int


def test_a_declaration_reaches_the_operation() -> None:
    @client(auth="staff", affects=["cart"], errors=[OutOfStock], audience="public")
    def order(request: HttpRequest, amount: int) -> int:
        """Order it.

        Now.
        """
        return amount

    operation = operation_of(order, "shop.order")
    assert operation.name == "shop.order"
    assert operation.policy == policy("staff")
    assert operation.affects == ("cart",)
    assert operation.errors == (OutOfStock,)
    assert operation.audience == "public"
    assert operation.description == "Order it.\n\nNow."
    assert not operation.readonly
    assert not operation.is_async
    assert operation.input.schema()["title"] == "ShopOrderInput"
    assert context_of(order, operation) is None


@pytest.mark.proves("audience")
def test_the_audience_follows_the_policy() -> None:
    @client(auth=("staff", "superuser"))
    def secret(request: HttpRequest) -> None: ...

    assert operation_of(secret, None).audience == "superuser"


def test_a_bare_function_is_implicitly_public() -> None:
    def bare(request: HttpRequest) -> None: ...

    assert operation_of(bare, None).policy is IMPLICIT


def test_a_public_answer_has_an_etag() -> None:
    @client(auth=None, readonly=True, public=True)
    def motto(request: HttpRequest) -> str:
        return ""

    operation = operation_of(motto, None)
    assert operation.is_public
    assert operation.has_etag
    assert operation.readonly


def test_python_s_own_defaults_apply() -> None:
    def greet(request: HttpRequest, name: str, words: str = "Hello") -> str:
        return f"{words}, {name}"

    operation = operation_of(greet, None)
    arguments = operation.input.parse(Body(text=b'{"name":"Ada"}'))
    assert operation.run(HttpRequest(), arguments) == "Hello, Ada"


def test_a_function_without_request_gets_none() -> None:
    def add(*, a: int, b: int) -> int:
        return a + b

    assert operation_of(add, None).run(HttpRequest(), {"a": 1, "b": 2}) == 3


def test_a_method_of_an_object_is_a_function() -> None:
    class Shop:
        def order(self, request: HttpRequest, n: int) -> int:
            return n

    assert operation_of(Shop().order, None).run(HttpRequest(), {"n": 3}) == 3


def test_the_params_of_a_failure_have_a_schema() -> None:
    schema = failure_params(OutOfStock)
    assert schema["properties"] == {"left": {"title": "Left", "type": "integer"}}
    assert schema["required"] == ["left"]
