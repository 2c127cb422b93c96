"""What a script that comes late is told of a form that the page drew."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.template import Context, Template
from django.test import Client

from tests.web.conftest import NoteForm

pytestmark = pytest.mark.django_db
MARK = re.compile(r'<script type="application/json" data-mizan-early="([^"]*)">([^<]*)</script>')


def marked(html: str) -> tuple[str, Any]:
    [(name, said)] = MARK.findall(html)
    return name, json.loads(said)


def test_a_fresh_form_is_marked_by_its_name() -> None:
    html = Client().get("/note/").content.decode()
    assert marked(html) == ("web_note", {"bound": False, "issues": []})
    assert html.index("<form") < html.index("data-mizan-early") < html.index("</form>")


def test_a_refused_form_carries_its_complaints_as_data_that_cannot_break_out() -> None:
    html = Client().post("/note/", {"title": "forbidden"}).content.decode()
    issue = {"path": ["title"], "code": "word", "message": "Not this <b>word</b>.", "params": {}}
    assert marked(html) == ("web_note", {"bound": True, "issues": [issue]})
    assert "\\u003Cb\\u003E" in html


def test_what_the_sender_typed_does_not_stand_in_the_mark() -> None:
    html = Client().post("/note/", {"title": "forbidden", "body": "long text"}).content.decode()
    assert "long text" not in MARK.findall(html)[0][1]


def test_fields_of_another_view_are_not_marked_and_the_tag_alone_says_where_it_belongs() -> None:
    html = Template("{% load mizan %}{% mizan_fields form %}").render(Context({"form": NoteForm()}))
    assert 'name="title"' in html
    assert "data-mizan-early" not in html
    with pytest.raises(ImproperlyConfigured, match="FormPage"):
        Template("{% load mizan %}{% mizan_early %}").render(Context({"form": NoteForm()}))
