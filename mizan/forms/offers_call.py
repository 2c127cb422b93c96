"""What comes for the offers of a form, and how it is read: `{field, query?, page?, ids?, data?, params?}`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mizan.forms.bare import inside
from mizan.forms.gate import Raw, read_json
from mizan.protocol.envelope import JSON, Body
from mizan.protocol.errors import Failure
from mizan.schema.validation import issue

PAGE = 50
"""The most that one answer holds, and the most `ids` that one call asks about."""
LAST_PAGE = 1000
LONGEST_QUERY = 200


@dataclass(frozen=True, kw_only=True, slots=True)
class OffersCall:
    """What somebody wants to choose from."""

    field: str
    """The field; that of a row by its path: `speakers.2.city`, `speakers.*.city`."""
    query: str
    page: int
    ids: list[str] | None
    data: dict[str, JSON]
    params: dict[str, JSON]


class OffersInput:
    """Read the call; `params` as the form's other operations do.

    `names` are the fields that offer something, if they are known; `bare` is the formset that stands alone.
    """

    def __init__(self, shared: dict[str, JSON], names: list[str] | None, *, bare: str | None = None) -> None:
        self._shared = shared
        self._bare = bare
        self._field: dict[str, JSON] = {"type": "string"}
        if names is not None:
            self._field |= _told([name.removeprefix(f"{bare}.") for name in names])

    def schema(self) -> dict[str, JSON]:
        """Return the JSON Schema."""
        properties = {
            "field": self._field,
            "query": {"type": "string", "maxLength": LONGEST_QUERY},
            "page": {"type": "integer", "minimum": 1, "maximum": LAST_PAGE},
            "ids": {"type": "array", "items": {"type": "string"}, "maxItems": PAGE},
            "data": {"type": "array" if self._bare else "object"},
        }
        return {
            **self._shared,
            "properties": properties | self._shared["properties"],
            "required": ["field", *self._shared["required"]],
        }

    def parse(self, body: Body) -> OffersCall:
        """Return the call. Raises Failure `bad_request`, or `invalid` for parts of the wrong type."""
        document = read_json(body.text)
        given = {key: part for key, part in document.items() if part is not None}
        field, query, ids = given.get("field"), given.get("query", ""), given.get("ids")
        if type(field) is not str:
            raise wrong("field", "invalid" if "field" in given else "required")
        if type(query) is not str or len(query) > LONGEST_QUERY or "\0" in query:
            raise wrong("query")
        if ids is not None and not _are_ids(ids):
            raise wrong("ids")
        kinds = {"data": list if self._bare else dict, "params": dict}
        for key, kind in kinds.items():
            if not isinstance(given.get(key, kind()), kind):
                raise wrong(key)
        data: JSON = given.get("data", {})
        return OffersCall(
            field=field if self._bare is None else inside(self._bare, field),
            query=query,
            page=_page(given.get("page", Raw("1"))),
            ids=[str(each) for each in ids] if ids is not None else None,
            data=data if self._bare is None else {self._bare: data or []},
            params=given.get("params", {}),
        )


def _told(names: Sequence[str]) -> dict[str, JSON]:
    """Return what JSON Schema says of the names of fields; those of rows stand for any number."""
    if not any("*" in name for name in names):
        return {"enum": list(names)}
    escaped = [re.sub(r"[\\^$.+?()[\]{}|/]", r"\\\g<0>", name) for name in names]
    return {"pattern": f"^({'|'.join(escaped)})$".replace("*", r"(\*|[0-9]{1,5})")}


def _page(page: JSON) -> int:
    is_number = isinstance(page, Raw) and page.isascii() and page.isdecimal() and len(page) < 5
    if not is_number or not 1 <= int(page) <= LAST_PAGE:
        raise wrong("page")
    return int(page)


def _are_ids(ids: JSON) -> bool:
    return isinstance(ids, list) and len(ids) <= PAGE and all(_is_text(each) for each in ids)


def _is_text(value: JSON) -> bool:
    return isinstance(value, str) and "\0" not in value


def wrong(key: str, code: str = "invalid") -> Failure:
    """Return the failure about a part of the call."""
    return Failure("invalid", issues=[issue((key,), code)])
