"""A blind stage: whose proposal it is stands on no page, in no file name and in no mail."""

from __future__ import annotations

import subprocess

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from innovations.choices.competition import MemberRole, StageKind
from innovations.jury.actions.reminding import remind_jurors
from innovations.models import Member, Paper, ProposalFile
from organizations.choices import Role
from organizations.models import OutgoingMail
from tests.factories.competitions import make_juror, make_proposal, make_sheet
from tests.factories.innovations import make_innovation
from tests.factories.organizations import make_assignment, make_unit, make_user

NAMES = (
    "Dinas Penanda Rahasia",
    "Judul Penanda",
    "Mentor Penanda",
    "berkas-penanda",
    "video-penanda",
    "Nama Registri Penanda",
    "ringkasan-penanda",
    "Pembuat Penanda",
    "pembuat-penanda@contoh.test",
)


def at(name: str, *args: object) -> str:
    return reverse(f"innovations:{name}", args=args)


@pytest.fixture
def proposal(edition, desk):
    desk.is_blind = True
    desk.save(update_fields=["is_blind"])
    unit = make_unit(name=NAMES[0], short_name="Dinas Penanda")
    writer = make_user(Role.OPERATOR_OPD, unit, full_name=NAMES[7], email=NAMES[8])
    entry = {"name": NAMES[5], "summary": NAMES[6]}
    found = make_proposal(
        edition, unit, title=NAMES[1], blind_title="Layanan tanpa antre", copy=entry,
        video_url="https://contoh.test/video-penanda", created_by=writer, submitted_by=writer,
        innovation=make_innovation(unit, created_by=writer, **entry),
    )  # fmt: skip
    Member.objects.create(proposal=found, name=NAMES[2], role=MemberRole.MENTOR)
    ProposalFile.objects.create(
        proposal=found, paper=Paper.objects.get(group__edition=edition),
        file=ContentFile(b"x", name="berkas-penanda.pdf"), file_name="berkas-penanda.pdf",
        mime="application/pdf", sha256="0" * 64, uploaded_by=found.created_by,
    )  # fmt: skip
    return found


@pytest.mark.parametrize("role", [Role.JURI, Role.INSPEKTORAT, Role.BAPPEDA, Role.OPERATOR_OPD])
def test_no_page_a_juror_opens_tells_whose_it_is(edition, desk, proposal, role, secretary):
    juror = make_juror(edition, make_user(role, make_unit()), is_chair=True)
    make_assignment(juror.user, Role.JURI, make_unit())
    sheet, other = make_sheet(proposal, juror), make_sheet(proposal, make_juror(edition), 60, 70)
    client = Client()
    client.force_login(juror.user)
    remind_jurors(stage=desk, by=secretary)

    own = [
        at("judging-list"),
        *(at(f"judging-{n}", sheet.pk) for n in ("sheet", "send", "abstain")),
    ]
    pages = [*own, at("judging-conflict", sheet.pk), at("edition-list")]
    pages += [at("edition-detail", edition.pk), at("juror-list", edition.pk)]
    pages += [at("stage-detail", edition.pk, desk.pk), at("sheet-detail", edition.pk, other.pk)]
    pages += [at("stage-scores", desk.pk)]

    answers = [client.get(url) for url in pages]

    assert [answer.status_code for answer in answers[: len(own)]] == [200] * len(own)
    assert "Layanan tanpa antre" in answers[0].content.decode()
    assert "tersamar" in answers[1].content.decode()
    told = [answer.content.decode() for answer in answers]
    told += [f"{mail.subject} {mail.body}" for mail in OutgoingMail.objects.all()]
    assert not [name for name in NAMES for text in told if name in text]
    # Where all units stand in a choice, at least nothing else of the proposal does.
    listed = f"{at('proposal-list', edition.pk)}?opd={proposal.organization.pk}&status=lolos"
    searched = ("/dasbor/", "/riwayat/?q=penanda", listed)
    choices = [client.get(url).content.decode() for url in searched]
    assert not [name for name in NAMES[1:] for text in choices if name in text]


def test_files_of_a_blind_stage_are_not_there(edition, juror, jury_client, proposal):
    blind = make_sheet(proposal, juror)
    seen = make_sheet(proposal, juror, kind=StageKind.INTERVIEW)
    file = proposal.files.get()

    assert jury_client.get(at("judging-file", blind.pk, file.pk)).status_code == 404
    assert file.file_name in jury_client.get(at("judging-sheet", seen.pk)).content.decode()
    assert jury_client.get(at("judging-file", seen.pk, file.pk)).status_code == 410


def test_the_told_scores_of_a_blind_stage_name_nobody(edition, desk, juror, jury_client, proposal):
    for row in (juror, make_juror(edition)):
        make_sheet(proposal, row, 60, 70)

    page = jury_client.get(at("stage-scores", desk.pk)).content.decode()

    assert "Layanan tanpa antre" in page
    assert not [name for name in NAMES if name in page]


def test_the_board_names_what_is_not_masked_yet(office, edition, desk, proposal):
    plain = make_proposal(edition)

    page = office.get(at("stage-detail", edition.pk, desk.pk)).content.decode()

    assert at("proposal-blind", plain.pk) in page
    assert at("proposal-blind", proposal.pk) not in page


def test_neither_the_printed_sheet_nor_its_file_name_tells_whose_it_is(
    proposal, juror, jury_client
):
    paper = jury_client.get(at("judging-offline", make_sheet(proposal, juror).pk))

    read = subprocess.run(
        ["pdftotext", "-", "-"], input=paper.content, capture_output=True, check=True
    )
    told = " ".join(read.stdout.decode().split()) + paper["Content-Disposition"]
    assert "Layanan tanpa antre" in told
    assert not [name for name in NAMES if name in told]
