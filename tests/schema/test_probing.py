"""Types that would let a client ask the file system, or import code."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import pytest
from pydantic import BaseModel, DirectoryPath, FilePath, ImportString, NewPath, SocketPath, TypeAdapter

from mizan.protocol.errors import ConfigurationError
from mizan.schema import TypedInput, TypedOutput
from mizan.schema.probing import probe_in


class Deep(BaseModel):
    """A model that hides one, and itself."""

    path: dict[str, list[FilePath | None]] = {}
    others: list[Deep] = []


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
    assert str(caught.value).startswith(f"shop.views.order takes a {name}: a client could ask about ")
    assert caught.value.hint == "Take a str, and look only where you decided beforehand."


def test_a_model_as_the_whole_input_cannot_either() -> None:
    with pytest.raises(ConfigurationError, match=r"^Room takes a FilePath: "):
        TypedInput(Outer, title="Room")
    with pytest.raises(ConfigurationError, match=r"^shop\.Room takes a FilePath: "):
        TypedInput(Outer, title="Room", source="shop.Room")


@pytest.mark.parametrize("annotation", [str, Path, list[Path], dict[str, int], Any])
def test_plain_paths_and_other_types_are_taken(annotation: Any) -> None:
    assert probe_in(TypeAdapter(annotation).core_schema) is None


def test_an_output_may_name_a_file_of_the_server() -> None:
    assert TypedOutput(FilePath).dump(Path(__file__)) == f'"{__file__}"'.encode()
