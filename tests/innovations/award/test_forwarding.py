"""Sent on to the province and the nation: recorded, awarded in the registry, with its package."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from innovations.award.actions.forwarding import save_forwarding
from innovations.award.actions.results import announce, freeze
from innovations.choices import AwardLevel
from innovations.choices.competition import ForwardLevel, PhaseKind
from innovations.models import Award, Forwarding, Member, ProposalFile
from organizations.choices import Role
from tests.factories.competitions import (
    make_desk_edition,
    make_juror,
    make_proposal,
    make_sheet,
)
from tests.factories.organizations import make_unit, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposal(secretary):
    edition = make_desk_edition(PhaseKind.OBJECTION)
    made = make_proposal(edition, title="Diteruskan", copy={"name": "Sesuai registri"})
    for _ in range(2):
        make_sheet(made, make_juror(edition), 80, 80)
    result = freeze(edition=edition, by=secretary)
    announce(result=result, by=make_user(Role.PIMPINAN, make_unit()))
    made.edition.refresh_from_db()
    return made


def values(**fields):
    return {
        "level": ForwardLevel.PROVINCE,
        "competition": "KOVABLIK provinsi",
        "year": 2026,
        "sent_on": timezone.localdate(),
        "stage": "",
        "outcome": "",
        **fields,
    }


def forward(proposal, by, forwarding=None, *, is_award=False, **fields):
    row = forwarding or Forwarding(proposal=proposal)
    return save_forwarding(forwarding=row, values=values(**fields), is_award=is_award, by=by)


def provincial(proposal):
    rows = Award.objects.filter(innovation=proposal.innovation, level=AwardLevel.PROVINCE)
    return [row.result for row in rows]


def url(name, proposal, *more):
    return reverse(f"innovations:{name}", args=[proposal.edition_id, proposal.pk, *more])


def test_an_outcome_that_is_an_award_stands_in_the_registry(proposal, secretary):
    sent = forward(proposal, secretary)
    assert provincial(proposal) == []

    sent = forward(proposal, secretary, sent, is_award=True, outcome="10 terbaik")
    assert provincial(proposal) == ["10 terbaik"]
    sent = forward(proposal, secretary, sent, is_award=True, outcome="5 terbaik")
    assert provincial(proposal) == ["5 terbaik"]
    forward(proposal, secretary, sent, outcome="5 terbaik")
    assert provincial(proposal) == []


def test_an_award_that_was_there_before_is_not_written_twice(proposal, secretary):
    before = Award.objects.create(
        innovation=proposal.innovation, competition="KOVABLIK provinsi", year=2026,
        result="5 terbaik", level=AwardLevel.PROVINCE,
    )  # fmt: skip

    forward(proposal, secretary, is_award=True, outcome="5 terbaik")

    assert Award.objects.get(level=AwardLevel.PROVINCE) == before


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"sent_on": timezone.localdate() + timedelta(days=1)}, "sesudah hari ini"),
        ({"is_award": True}, "Isi hasilnya"),
    ],
)
def test_what_cannot_be_is_refused(proposal, secretary, fields, said):
    with pytest.raises(ValidationError, match=said):
        forward(proposal, secretary, **fields)
    assert not Forwarding.objects.exists()


def test_it_is_sent_once_a_year_to_a_level(client, proposal, secretary):
    forward(proposal, secretary)
    client.force_login(secretary)

    sent = {**values(), "competition": "Diketik lagi", "sent_on": "2026-01-02"}
    again = client.post(url("forwarding-create", proposal), sent)
    assert again.status_code == 400
    assert "sudah dicatat" in again.content.decode()
    assert "Diketik lagi" in again.content.decode()
    forward(proposal, secretary, level=ForwardLevel.NATION)


def test_only_a_secretariat_without_a_conflict_forwards(client, proposal):
    head = make_user(Role.KEPALA_OPD, proposal.organization)
    near = make_user(Role.BAGIAN_ORGANISASI, proposal.organization)

    for user, status in ((head, 403), (near, 404)):
        client.force_login(user)
        assert client.get(url("forwarding-create", proposal)).status_code == status
        with pytest.raises(PermissionDenied):
            forward(proposal, user)


def test_the_page_tells_what_became_of_it(client, proposal, secretary):
    client.force_login(secretary)
    sent = {**values(stage="Wawancara", outcome="5 terbaik"), "sent_on": "2026-01-02"}
    answer = client.post(url("forwarding-create", proposal), {**sent, "is_award": "on"})
    assert answer.url == url("after-proposal", proposal)

    client.force_login(make_user(Role.OPERATOR_OPD, proposal.organization))
    shown = client.get(answer.url).content.decode()
    for word in ("KOVABLIK provinsi", "Wawancara", "5 terbaik"):
        assert word in shown
    assert provincial(proposal) == ["5 terbaik"]


def test_the_package_holds_the_copy_the_texts_the_team_and_what_is_lost(client, proposal):
    Member.objects.create(proposal=proposal, role="ketua", name="Ketua tim (contoh)")
    ProposalFile.objects.create(
        proposal=proposal, paper=proposal.group.papers.get(), file="proposals/tidak-ada.pdf",
        file_name="sk.pdf", mime="application/pdf", sha256="0" * 64, uploaded_by=make_user(),
    )  # fmt: skip
    client.force_login(make_user(Role.OPERATOR_OPD, proposal.organization))

    answer = client.get(url("after-package", proposal))

    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    assert json.loads(archive.read("salinan-registri.json")) == {"name": "Sesuai registri"}
    assert "Ringkasan Diteruskan" in archive.read("proposal.txt").decode()
    assert "Ketua tim (contoh)" in archive.read("tim.txt").decode()
    assert "tidak disertakan" in archive.read("daftar.csv").decode()
    client.force_login(make_user(Role.OPERATOR_OPD, make_unit()))
    assert client.get(url("after-package", proposal)).status_code == 404
