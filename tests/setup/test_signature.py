"""What a client has to send is read from the signature, and only where nothing is left open."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Annotated, Any, Protocol, get_type_hints

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest

from mizan.protocol.errors import ConfigurationError
from mizan.setup.signature import annotation_of, signature_of

if TYPE_CHECKING:
    from decimal import Decimal

    from django.http import HttpRequest as Unavailable


class LikeRequest(Protocol):
    path: str


class Order:
    pass


def plain(request, text: str, times: int = 1) -> str: ...  # type: ignore[no-untyped-def, empty-body]
def annotated(request: HttpRequest, text: str, times: int = 1) -> str: ...  # type: ignore[empty-body]
def narrower(r: WSGIRequest, text: str, times: int = 1) -> str: ...  # type: ignore[empty-body]
def like(r: LikeRequest, text: str, times: int = 1) -> str: ...  # type: ignore[empty-body]
def anything(r: Any, text: str, times: int = 1) -> str: ...  # type: ignore[empty-body]
def unavailable(request: Unavailable, text: str, times: int = 1) -> str: ...  # type: ignore[empty-body]
def positional(request: HttpRequest, /, text: str, times: int = 1) -> str: ...  # type: ignore[empty-body]
def keywords(request: HttpRequest, *, text: str, times: int = 1) -> str: ...  # type: ignore[empty-body]
def bare(*, text: str, times: int = 1) -> str: ...  # type: ignore[empty-body]
async def later(request: HttpRequest, text: str, times: int = 1) -> str: ...  # type: ignore[empty-body]


@functools.wraps(annotated)
def wrapped(*args: Any, **kwargs: Any) -> Any: ...


@pytest.mark.parametrize(
    "function",
    [plain, annotated, narrower, like, anything, unavailable, positional, keywords, later, wrapped],
)
def test_the_first_positional_parameter_is_the_request(function: Any) -> None:
    signature = signature_of(function, "app.f")
    assert signature.takes_request
    assert signature.parameters == {"text": (str, True), "times": (int, False)}
    assert signature.result is str


def test_a_function_of_keywords_alone_takes_no_request() -> None:
    signature = signature_of(bare, "app.bare")
    assert not signature.takes_request
    assert list(signature.parameters) == ["text", "times"]


def test_a_function_without_parameters_takes_no_request() -> None:
    def nothing() -> None: ...

    assert signature_of(nothing, "app.nothing").takes_request is False
    assert signature_of(nothing, "app.nothing").result is type(None)


def test_annotations_keep_their_metadata() -> None:
    def limited(request: HttpRequest, n: Annotated[int, "metadata"]) -> None: ...

    assert signature_of(limited, "app.f").parameters["n"][0] == Annotated[int, "metadata"]


@pytest.mark.parametrize(
    "annotation",
    [
        "str", "Order", "None", "Any", "list", "list[str]", "list['Order']", "'Order'", "Order | None",
        "float", "type(Order())", str, Order, None, Any, list, list[str], list["Order"],
        Annotated[int, "said"],
    ],
    ids=repr,
)  # fmt: skip
def test_an_annotation_is_what_typing_says(annotation: Any) -> None:
    def function(*, value: None) -> None: ...

    function.__annotations__["value"] = annotation
    expected = get_type_hints(function, include_extras=True)["value"]
    assert annotation_of(function, "value", "app.f") == expected


def test_a_name_of_the_module_stands_before_one_of_python(monkeypatch: pytest.MonkeyPatch) -> None:
    def function(*, value: "float", other: "float | None") -> None: ...  # noqa: UP037

    monkeypatch.setitem(globals(), "float", Order)
    assert annotation_of(function, "value", "app.f") is Order
    assert annotation_of(function, "other", "app.f") == Order | None
    monkeypatch.setitem(globals(), "float", None)
    assert annotation_of(function, "value", "app.f") is type(None)


def no_result(request: HttpRequest, text: str): ...  # type: ignore[no-untyped-def]
def no_annotation(request: HttpRequest, text) -> str: ...  # type: ignore[no-untyped-def, empty-body]
def no_request(a: int, b: int) -> int: ...  # type: ignore[empty-body]
def model_first(order: Order) -> int: ...  # type: ignore[empty-body]
def args(request: HttpRequest, *args: int) -> None: ...
def kwargs(request: HttpRequest, **kwargs: int) -> None: ...
def second_positional(request: HttpRequest, n: int, /) -> None: ...
def type_checkers_only(request: HttpRequest, price: Decimal) -> None: ...
def nowhere(request: HttpRequest, n: int) -> Nowhere: ...  # type: ignore[name-defined] # noqa: F821


WRONG = [
    (no_result, "result is not annotated"),
    (no_annotation, "'text' is not annotated"),
    (no_request, "the request"),
    (model_first, "the request"),
    (args, r"\*args"),
    (kwargs, r"\*\*kwargs"),
    (second_positional, "no name"),
    (type_checkers_only, "Decimal"),
    (nowhere, "Nowhere"),
    (Order, "no function"),
    (3, "no function"),
    (functools.partial(annotated), "no function"),
]


@pytest.mark.parametrize(("function", "words"), WRONG)
def test_what_is_left_open_is_a_configuration_error(function: Any, words: str) -> None:
    with pytest.raises(ConfigurationError, match=words) as caught:
        signature_of(function, "app.f")
    assert caught.value.check_id == "mizan.E004"
    assert caught.value.hint
    assert "app.f" in str(caught.value)
