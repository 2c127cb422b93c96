"""Types that no input may have: they ask the file system, import code, or are judged too late."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable, Sequence
from pathlib import Path
from typing import Annotated, Any

import pytest
from pydantic import (
    AfterValidator,
    BaseModel,
    DirectoryPath,
    FilePath,
    ImportString,
    NewPath,
    SocketPath,
    TypeAdapter,
)

from mizan.protocol.errors import ConfigurationError
from mizan.schema import TypedInput, TypedOutput
from mizan.schema.refused import refused_in


class Deep(BaseModel):
    """A model that hides one, and itself."""

    path: dict[str, list[FilePath | None]] = {}
    others: list[Deep] = []


class Lazy(BaseModel):
    """A model whose items nobody judges."""

    items: Iterable[int] = ()


class Outer(BaseModel):
    """A model around it."""

    deep: Deep | None = None


PROBES = [
    (FilePath, "FilePath"),
    (DirectoryPath, "DirectoryPath"),
    (NewPath, "NewPath"),
    (SocketPath, "SocketPath"),
    (ImportString, "ImportString"),
    (ImportString[Any], "ImportString"),
    (list[FilePath], "FilePath"),
    (dict[str, tuple[int, NewPath | None]], "NewPath"),
    (Annotated[DirectoryPath, "where"], "DirectoryPath"),
    (Outer, "FilePath"),
]


@pytest.mark.parametrize(("annotation", "name"), PROBES)
def test_an_input_cannot_ask_the_server_about_files_or_modules(annotation: Any, name: str) -> None:
    with pytest.raises(ConfigurationError, match=name) as caught:
        TypedInput({"value": (annotation, True)}, source="shop.views.order")
    assert caught.value.check_id == "mizan.E011"
    article = "an" if name.startswith("I") else "a"
    assert str(caught.value).startswith(f"shop.views.order takes {article} {name}: a client could ask about ")
    assert caught.value.hint == "Take a str, and look only where you decided beforehand."


@pytest.mark.parametrize("annotation", [re.Pattern[str], re.Pattern[bytes], list[re.Pattern]])
def test_an_input_cannot_be_a_regular_expression(annotation: Any) -> None:
    with pytest.raises(ConfigurationError, match="takes a Pattern: a client could ") as caught:
        TypedInput({"value": (annotation, True)}, source="shop.views.order")
    assert caught.value.check_id == "mizan.E011"
    assert caught.value.hint == "Take a str, and search for it as it is."


@pytest.mark.parametrize(
    "annotation", [Iterable[int], Generator[int, None, None], dict[str, Iterable[int] | None], Lazy]
)
def test_an_input_cannot_be_judged_when_it_is_too_late(annotation: Any) -> None:
    with pytest.raises(ConfigurationError, match="takes an Iterable: pydantic judges ") as caught:
        TypedInput({"value": (annotation, True)}, source="shop.views.order")
    assert caught.value.check_id == "mizan.E011"
    assert caught.value.hint == "Take a list or a Sequence of them."


def test_a_model_as_the_whole_input_cannot_either() -> None:
    with pytest.raises(ConfigurationError, match=r"^Room takes a FilePath: "):
        TypedInput(Outer, title="Room")
    with pytest.raises(ConfigurationError, match=r"^shop\.Room takes a FilePath: "):
        TypedInput(Outer, title="Room", source="shop.Room")


@pytest.mark.parametrize("annotation", [str, Path, list[Path], dict[str, int], Sequence[int], Any])
def test_plain_paths_and_other_types_are_taken(annotation: Any) -> None:
    assert refused_in(TypeAdapter(annotation).core_schema) is None


def test_an_output_may_be_counted_out_as_it_comes() -> None:
    assert TypedOutput(Iterable[int]).dump(number for number in range(3)) == b"[0,1,2]"


def test_an_output_may_name_a_file_of_the_server() -> None:
    assert TypedOutput(FilePath).dump(Path(__file__)) == f'"{__file__}"'.encode()


def import_string(value: str) -> str:
    """Return the value: a name that pydantic gives to another."""
    return value


class Nameless:
    """A callable of pydantic that has no name."""

    __module__ = "pydantic.functional"

    def __call__(self, value: Any) -> Any:
        return value


@pytest.mark.parametrize("validator", [str.upper, import_string, Nameless()], ids=["C", "own", "nameless"])
def test_a_validator_that_only_looks_alike_is_taken(validator: Any) -> None:
    assert refused_in(TypeAdapter(Annotated[Any, AfterValidator(validator)]).core_schema) is None
