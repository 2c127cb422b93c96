"""What belongs to somebody: profiles and proposals."""

from io import BytesIO
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from mizan.testing import MizanClient
from sample_site.conference.forms import ProfileForm, ProposalForm
from sample_site.conference.models import Profile, Proposal
from sample_site.conference.tests.test_forms import PROPOSAL, codes

pytestmark = pytest.mark.django_db

VALUES = {key: value for key, value in PROPOSAL.items() if key != "agrees"}


@pytest.fixture
def proposal(ada: User) -> Proposal:
    """Return a proposal of Ada's."""
    form = ProposalForm(PROPOSAL)
    form.instance.owner = ada
    return form.save()


def edit(user: User, proposal: Proposal, kind: str = "submit", **more: Any) -> Any:
    """Call the form that edits a proposal."""
    return MizanClient(user).call(
        f"edit_proposal.{kind}", {"params": {"number": proposal.pk}, "data": VALUES, **more}
    )


def version_of(user: User, proposal: Proposal) -> str:
    """Return the version that an edit begins with."""
    return MizanClient(user).call("edit_proposal.schema", {"params": {"number": proposal.pk}}).data["version"]


def test_who_proposes_owns_it_and_a_visitor_nothing(ada: User) -> None:
    for user, title in ((ada, "Looms"), (None, "Boats")):
        data = {**VALUES, "title": title, "agrees": True, "speakers": []}
        assert MizanClient(user).call("proposal.submit", {"data": data}).ok
    assert dict(Proposal.objects.values_list("title", "owner")) == {"Looms": ada.pk, "Boats": None}


def test_nobody_edits_a_proposal_of_another(proposal: Proposal, ada: User, grace: User) -> None:
    for kind in ("schema", "validate", "submit"):
        assert edit(grace, proposal, kind).code == "not_found"
    client = Client()
    client.force_login(grace)
    for area in ("app", "classic"):
        assert client.get(f"/{area}/proposals/edit/?number={proposal.pk}").status_code == 404
        assert client.get(f"/{area}/proposals/").context["proposals"].count() == 0
    assert version_of(ada, proposal)


@pytest.mark.parametrize("number", ["", "0", "-1", "x", "9" * 400, "\0"])
def test_a_number_of_no_proposal_is_not_found(number: str, ada: User) -> None:
    client = Client()
    client.force_login(ada)
    for area in ("app", "classic"):
        assert client.get(f"/{area}/proposals/edit/", {"number": number}).status_code == 404


def test_a_proposal_that_has_changed_meanwhile_is_a_conflict(proposal: Proposal, ada: User) -> None:
    first = version_of(ada, proposal)
    assert edit(ada, proposal, version=first).ok
    late = edit(ada, proposal, version=first)
    assert late.code == "conflict"
    assert late.issues[0]["code"] == "changed"
    assert edit(ada, proposal, version=version_of(ada, proposal)).ok


@pytest.mark.parametrize(("name", "expected"), [("a.pdf", {}), ("a.exe", {"slides": ["invalid_extension"]})])
def test_slides_have_a_kind(name: str, expected: dict[str, list[str]]) -> None:
    assert codes(ProposalForm(PROPOSAL, {"slides": SimpleUploadedFile(name, b"%PDF")})) == expected


def picture(kind: str = "PNG") -> bytes:
    """Return a small picture."""
    file = BytesIO()
    Image.new("RGB", (2, 2)).save(file, kind)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.png", picture(), {}),
        ("a.png", b"no picture", {"picture": ["invalid_image"]}),
        ("a.gif", picture("GIF"), {"picture": ["invalid_extension"]}),
    ],
)
def test_a_picture_is_one(name: str, content: bytes, expected: dict[str, list[str]], ada: User) -> None:
    form = ProfileForm(
        {"handle": "ada"}, {"picture": SimpleUploadedFile(name, content)}, instance=Profile(user=ada)
    )
    assert codes(form) == expected


def test_everybody_has_a_profile_of_their_own(ada: User, grace: User) -> None:
    for user, handle in ((ada, "a"), (grace, "g"), (ada, "ada")):
        assert MizanClient(user).call("profile.submit", {"data": {"handle": handle, "bio": ""}}).ok
    assert dict(Profile.objects.values_list("user__username", "handle")) == {"ada": "ada", "grace": "g"}
    taken = MizanClient(ada).call("profile.submit", {"data": {"handle": "g", "bio": ""}})
    assert [issue["code"] for issue in taken.issues] == ["unique"]


def test_a_picture_is_shown_to_its_owner_alone(ada: User, grace: User) -> None:
    Profile.objects.create(user=ada, handle="ada", picture="people/ada.png")
    shown = {"name": "people/ada.png", "url": "/pictures/people/ada.png"}
    assert MizanClient(ada).call("profile.schema").data["initial"]["picture"] == shown
    assert "picture" not in MizanClient(grace).call("profile.schema").data["initial"]
