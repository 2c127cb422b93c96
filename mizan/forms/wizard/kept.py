"""What a wizard keeps until its last step: what was posted in the session, files in a storage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import File
from django.core.files.storage import Storage, storages
from django.core.files.uploadedfile import UploadedFile
from django.forms.forms import BaseForm
from django.http import QueryDict
from django.utils.crypto import get_random_string
from django.utils.datastructures import MultiValueDict
from django.utils.text import get_valid_filename

if TYPE_CHECKING:
    from django.http import HttpRequest

SESSION_KEY = "mizan.wizards"
FOLDER = "mizan-wizards"
"""Where files wait in their storage."""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What was posted to one step."""

    data: QueryDict
    files: MultiValueDict[str, UploadedFile[Any]] = field(default_factory=MultiValueDict)


class WaitingFile(UploadedFile):  # type: ignore[type-arg]  # generic in the stubs alone
    """An upload of an earlier step, opened when somebody reads it."""

    def __init__(self, storage: Storage, said: dict[str, Any]) -> None:
        self._storage, self._path = storage, said["path"]
        self._opened: File[Any] | None = None
        super().__init__(name=said["name"], content_type=said["type"], size=said["size"])

    @property
    def file(self) -> Any:
        """The open file."""
        if self._opened is None or self._opened.closed:
            self._opened = self._storage.open(self._path)
        return self._opened

    @file.setter
    def file(self, file: Any) -> None:
        pass  # the base class sets what it is given: nothing

    def close(self) -> None:
        """Close the file if it is open."""
        if self._opened is not None:
            self._opened.close()


class Kept:
    """The answers of one visitor to one wizard, by step."""

    def __init__(self, request: HttpRequest, name: str, files: Storage | str | None) -> None:
        self._session = request.session
        self._name = name
        self._storage = storages[files] if isinstance(files, str) else files
        self._waiting: list[WaitingFile] = []

    @property
    def run(self) -> str:
        """What names these answers, from the first until they are forgotten."""
        return str(self._record.get("run") or self._session.session_key)

    def __contains__(self, step: str) -> bool:
        return step in self._steps

    def __iter__(self) -> Iterator[str]:
        return iter(self._steps)

    def __getitem__(self, step: str) -> Answer:
        """Return what was posted to a step. A file that has gone from its storage is left out."""
        record = self._steps[step]
        files: MultiValueDict[str, UploadedFile[Any]] = MultiValueDict()
        for said in record["files"]:
            if self._storage is not None and self._storage.exists(said["path"]):
                file = WaitingFile(self._storage, said)
                self._waiting.append(file)
                files.appendlist(said["field"], file)
        return Answer(data=QueryDict(record["data"]), files=files)

    def close(self) -> None:
        """Close the files that somebody read."""
        for file in self._waiting:
            file.close()

    @property
    def at(self) -> str | None:
        """The step that the visitor went to."""
        return self._record.get("at")

    def go(self, step: str | None) -> None:
        """Remember the step that the visitor goes to; None for the next one that wants an answer."""
        self._change({**self._record, "at": step})

    def put(self, step: str, form: BaseForm) -> None:
        """Keep what a bound form and its rows were posted. A file stays until another comes, or until it is
        cleared; in rows there are none (`mizan.E096`)."""
        old = self._steps[step]["files"] if step in self else []
        names = {form.add_prefix(name): name for name in form.fields}
        # Whoever posts a file to another field is not heard by the field either.
        takers = [key for key, name in names.items() if form.fields[name].widget.needs_multipart_form]
        new = [self._store(key, file) for key in takers for file in form.files.getlist(key)]
        cleared = {key for key, name in names.items() if form.cleaned_data.get(name) is False}
        gone = {said["field"] for said in new} | cleared
        files = [said for said in old if said["field"] not in gone] + new
        kept = _own_keys(form.data, list(names))
        _keep_rows(form, kept)
        record = {"data": kept.urlencode(), "files": files}
        self._change({"at": None, "steps": {**self._steps, step: record}})
        self._delete(said for said in old if said["field"] in gone)

    def clear(self) -> None:
        """Forget everything, files too."""
        old = [said for record in self._steps.values() for said in record["files"]]
        others = {name: kept for name, kept in self._all.items() if name != self._name}
        self._session[SESSION_KEY] = others
        self._delete(old)

    @property
    def _all(self) -> dict[str, Any]:
        found = self._session.get(SESSION_KEY)
        return found if isinstance(found, dict) else {}

    @property
    def _record(self) -> dict[str, Any]:
        record: dict[str, Any] = self._all.get(self._name) or {}
        return record

    @property
    def _steps(self) -> dict[str, Any]:
        steps: dict[str, Any] = self._record.get("steps") or {}
        return steps

    def _change(self, record: dict[str, Any]) -> None:
        named = {"run": self._record.get("run") or get_random_string(32), **record}
        self._session[SESSION_KEY] = {**self._all, self._name: named}

    def _store(self, field_name: str, file: UploadedFile[Any]) -> dict[str, Any]:
        if self._storage is None:
            raise ImproperlyConfigured(f"The wizard {self._name!r} has no `files` where uploads could wait.")
        name = str(file.name)
        place = f"{FOLDER}/{get_random_string(32)}/{get_valid_filename(name) or 'file'}"
        return {
            "field": field_name,
            "path": self._storage.save(place, file),
            "name": name,
            "type": file.content_type,
            "size": file.size,
        }

    def _delete(self, files: Iterable[dict[str, Any]]) -> None:
        for said in files:
            if self._storage is not None:
                self._storage.delete(said["path"])


def _keep_rows(form: Any, kept: QueryDict) -> None:
    """Keep what the formsets of a form were posted, their own counts too."""
    for formset in getattr(form, "formsets", {}).values():
        for key in (f"{formset.prefix}-TOTAL_FORMS", f"{formset.prefix}-INITIAL_FORMS"):
            kept.setlist(key, formset.data.getlist(key))
        for row in formset.forms:
            own = _own_keys(row.data, [row.add_prefix(name) for name in row.fields])
            for key in own:
                kept.setlist(key, own.getlist(key))
            _keep_rows(row, kept)


def _own_keys(data: Any, names: list[str]) -> QueryDict:
    """Return what was posted under the names of these fields and of their parts, and nothing else."""
    kept = QueryDict(mutable=True)
    for key in data:
        if any(key == name or key.startswith((f"{name}_", f"{name}-")) for name in names):
            kept.setlist(key, data.getlist(key))
    return kept
