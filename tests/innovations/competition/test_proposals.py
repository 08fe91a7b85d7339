"""A proposal: begun from the registry, written by two, its conditions, handed in, withdrawn."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from innovations.choices import AwardLevel, InnovationState
from innovations.choices.competition import MemberRole, PhaseKind, ProposalState
from innovations.competition.actions.proposals import submit_proposal
from innovations.competition.queries.eligibility import conditions, hindrances
from innovations.competition.queries.proposals import enterable, proposal_page
from innovations.models import Award, Edition, Member, Paper, Proposal, ProposalText
from organizations.choices import Role
from organizations.formatting import format_datetime
from tests.factories.competitions import make_edition, make_proposal, set_calendar
from tests.factories.hostile import paper, saved
from tests.factories.innovations import make_innovation
from tests.factories.organizations import make_city, make_unit, make_user
from tests.harness.elsewhere import other_people, waiting

pytestmark = pytest.mark.django_db
JSON = {"Accept": "application/json"}


def url(name: str, *args: object) -> str:
    return reverse(f"innovations:{name}", args=args)


@pytest.fixture
def edition(db) -> Edition:
    return make_edition(PhaseKind.REGISTRATION)


@pytest.fixture
def proposal(edition, unit) -> Proposal:
    """A draft that may be handed in."""
    found = make_proposal(edition, unit, state=ProposalState.DRAFT)
    Member.objects.create(proposal=found, role=MemberRole.LEADER, name="Analis")
    return found


def typed(proposal: Proposal, **more: object) -> dict[str, object]:
    sections = {f"section_{s.pk}": f"Isi {s.title}" for s in proposal.group.sections.all()}
    return {
        "version": proposal.version, "title": "ANTRE CEPAT", "category": proposal.category_id,
        "video_url": "", **sections, **more,
    }  # fmt: skip


def left(proposal: Proposal) -> str:
    found = Proposal.objects.get(pk=proposal.pk)
    return " ".join(hindrances(conditions(proposal_page(found))))


def test_it_begins_from_an_own_entry_that_is_not_yet_in_the_edition(
    client, edition, unit, operator
):
    mine, foreign = make_innovation(unit), make_innovation(make_unit())
    given = {"group": edition.groups.get().pk, "category": edition.categories.get().pk}

    refused = client.post(url("proposal-create", edition.pk), {**given, "innovation": foreign.pk})
    answer = client.post(url("proposal-create", edition.pk), {**given, "innovation": mine.pk})

    assert refused.status_code == 400
    begun = Proposal.objects.get()
    assert answer.url == url("proposal-write", begun.pk)
    assert (begun.state, begun.title) == (ProposalState.DRAFT, mine.name)
    assert mine not in enterable(operator, edition)


def test_bagian_organisasi_enters_nothing_for_a_unit_it_checks(client, edition, proposal, city):
    client.force_login(city)

    assert client.get(url("proposal-create", edition.pk)).status_code == 403
    assert client.get(url("proposal-detail", proposal.pk)).status_code == 404
    Proposal.objects.filter(pk=proposal.pk).update(
        state=ProposalState.REPAIR, number=1, copy={}, submitted_at=timezone.now()
    )
    set_calendar(edition, PhaseKind.REPAIR)
    assert client.get(url("proposal-detail", proposal.pk)).status_code == 200
    assert client.post(url("proposal-write", proposal.pk), typed(proposal)).status_code == 403


def test_autosave_answers_with_the_version_and_the_conditions(client, operator, proposal):
    ProposalText.objects.filter(proposal=proposal).update(text="")

    answer = client.post(url("proposal-write", proposal.pk), typed(proposal), headers=JSON)

    told = answer.json()
    assert (answer.status_code, told["version"]) == (200, 1)
    assert told["saved"].startswith("Tersimpan")
    assert "Ringkasan: 2 dari 20 kata." in told["shown"]
    assert Proposal.objects.get().title == "ANTRE CEPAT"


def test_without_javascript_the_form_saves_and_shows_the_closing_with_its_zone(
    client, operator, proposal
):
    words = client.get(url("proposal-write", proposal.pk)).content.decode()
    answer = client.post(url("proposal-write", proposal.pk), typed(proposal))

    assert "Pendaftaran" in words
    assert "WIB; tepat pada saat itu tidak dapat lagi" in " ".join(words.split())
    assert answer.url == url("proposal-detail", proposal.pk)
    assert proposal.texts.first().text == "Isi Ringkasan"


def test_the_second_of_two_editors_keeps_what_was_typed_beside_what_is_stored(
    client, operator, proposal
):
    late = typed(proposal, title="DARI YANG KEDUA")
    client.post(url("proposal-write", proposal.pk), typed(proposal, title="DARI YANG PERTAMA"))

    told = client.post(url("proposal-write", proposal.pk), late, headers=JSON)
    answer = client.post(url("proposal-write", proposal.pk), late)

    words = answer.content.decode()
    assert (told.status_code, answer.status_code) == (409, 409)
    assert "baru saja disimpan orang lain" in told.json()["error"]
    assert "DARI YANG KEDUA" in words
    assert "Yang tersimpan sekarang" in words
    assert Proposal.objects.get().title == "DARI YANG PERTAMA"
    again = client.post(url("proposal-write", proposal.pk), {**late, "version": 1})
    assert again.status_code == 302
    assert Proposal.objects.get().title == "DARI YANG KEDUA"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"title": ""}, "Isi judul"),
        ({"video_url": "javascript:alert(1)"}, "Tulis tautan lengkap"),
        ({"version": "x"}, ""),
    ],
)
def test_a_wrong_field_is_told_and_nothing_is_saved(client, operator, proposal, more, said):
    told = client.post(url("proposal-write", proposal.pk), typed(proposal, **more), headers=JSON)

    assert told.status_code == 400
    assert said in told.json()["error"]
    assert Proposal.objects.get().version == 0


def test_a_section_that_is_too_long_is_kept_and_hinders_handing_in(client, operator, proposal):
    section = proposal.group.sections.get(title="Ringkasan")
    long = " ".join(["kata"] * 23)

    client.post(
        url("proposal-write", proposal.pk), typed(proposal, **{f"section_{section.pk}": long})
    )
    answer = client.post(url("proposal-submit", proposal.pk), {"agreed": "on"})

    assert ProposalText.objects.get(proposal=proposal, section=section).text == long
    assert "Ringkasan: 23 kata, kurangi 3 kata." in answer.content.decode()
    assert answer.status_code == 400
    assert Proposal.objects.get().state == ProposalState.DRAFT


def test_handing_in_needs_the_statement_and_gives_number_copy_and_receipt(
    client, operator, proposal
):
    refused = client.post(url("proposal-submit", proposal.pk))
    assert client.get(url("proposal-receipt", proposal.pk)).status_code == 404
    answer = client.post(url("proposal-submit", proposal.pk), {"agreed": "on"}, follow=True)

    held = Proposal.objects.get()
    assert refused.status_code == 400
    assert (held.state, held.number, held.submitted_by) == (ProposalState.SUBMITTED, 1, operator)
    assert "nomor P001" in answer.content.decode()
    receipt = client.get(url("proposal-receipt", proposal.pk))
    assert receipt.content.startswith(b"%PDF")


def test_the_page_shows_the_copy_and_not_what_the_registry_says_later(client, operator, proposal):
    submit_proposal(proposal=proposal, by=operator)
    proposal.innovation.summary = "Ringkasan yang baru."
    proposal.innovation.save()

    words = client.get(url("proposal-detail", proposal.pk)).content.decode()

    assert "Warga mendaftar dari rumah." in words
    assert "Ringkasan yang baru." not in words


@pytest.fixture
def at_closing(edition, monkeypatch):
    """Set the clock so many seconds from the closing of registration."""
    closes = edition.phases.get(kind=PhaseKind.REGISTRATION).closes_at

    def set_clock(seconds: int) -> None:
        monkeypatch.setattr(timezone, "now", lambda: closes + timedelta(seconds=seconds))

    return set_clock


def test_the_closing_second_is_too_late_for_the_form(client, operator, proposal, at_closing):
    at_closing(0)
    client.force_login(operator)
    assert client.post(url("proposal-submit", proposal.pk), {"agreed": "on"}).status_code == 403
    assert client.post(url("proposal-write", proposal.pk), typed(proposal)).status_code == 403
    at_closing(-1)
    assert client.post(url("proposal-submit", proposal.pk), {"agreed": "on"}).status_code == 302
    assert Proposal.objects.get().state == ProposalState.SUBMITTED


def test_the_closing_second_is_too_late_for_the_action(operator, proposal, at_closing):
    at_closing(0)
    with pytest.raises(PermissionDenied, match="sudah ditutup"):
        submit_proposal(proposal=proposal, by=operator)
    at_closing(-1)
    assert submit_proposal(proposal=proposal, by=operator).number == 1


def test_an_edition_full_of_the_units_proposals_takes_no_more(edition, unit, operator, proposal):
    Edition.objects.update(quota=1)
    make_proposal(edition, unit, state=ProposalState.SUBMITTED)

    with pytest.raises(ValidationError, match="Paling banyak 1 proposal"):
        submit_proposal(proposal=proposal, by=operator)


def test_age_is_counted_to_the_closing_of_registration(edition, proposal):
    closing = timezone.localdate(edition.phases.get(kind=PhaseKind.REGISTRATION).closes_at)
    entry, last = proposal.innovation, closing.replace(year=closing.year - 1)

    entry.implemented_on = last + timedelta(days=1)
    entry.save()
    assert "Umur paling sedikit 12 bulan" in left(proposal)
    entry.implemented_on = last
    entry.save()
    assert left(proposal) == ""


def test_former_winners_wait_as_many_years_as_the_edition_says(edition, proposal):
    Edition.objects.update(barred_years=2)
    award = Award.objects.create(
        innovation=proposal.innovation, competition="KOVABLIK", level=AwardLevel.CITY,
        year=2024, result="5 terbaik",
    )  # fmt: skip

    assert "menang tahun 2024, jadi boleh ikut lagi mulai 2027" in left(proposal)
    Award.objects.filter(pk=award.pk).update(year=2023)
    assert left(proposal) == ""


def test_a_withdrawn_entry_is_as_before_and_enters_anew(client, operator, edition, proposal):
    before = proposal.innovation.state
    client.post(url("proposal-submit", proposal.pk), {"agreed": "on"})
    refused = client.post(url("proposal-transition", proposal.pk, "withdraw"))
    answer = client.post(
        url("proposal-transition", proposal.pk, "withdraw"), {"note": "Belum siap"}
    )

    assert (refused.status_code, answer.status_code) == (400, 302)
    assert Proposal.objects.get().state == ProposalState.WITHDRAWN
    assert "Belum siap" in client.get(url("proposal-detail", proposal.pk)).content.decode()
    proposal.innovation.refresh_from_db()
    assert proposal.innovation.state == before == InnovationState.PUBLISHED
    again = make_proposal(edition, proposal.organization, innovation=proposal.innovation,
                          state=ProposalState.DRAFT)  # fmt: skip
    Member.objects.create(proposal=again, role=MemberRole.LEADER, name="Analis")
    assert submit_proposal(proposal=again, by=operator).number == 2


def test_a_member_with_an_account_is_found_by_mail(client, operator, proposal):
    colleague = make_user(Role.BAGIAN_ORGANISASI, email="kolega@contoh.test")
    given = {"role": MemberRole.MENTOR, "name": "Mentor", "email": "Kolega@contoh.test"}

    unknown = {**given, "email": "tidak.ada@contoh.test"}
    assert client.post(url("proposal-member-create", proposal.pk), unknown).status_code == 400
    assert client.post(url("proposal-member-create", proposal.pk), given).status_code == 302

    member = Member.objects.get(user=colleague)
    submit_proposal(proposal=proposal, by=operator)
    client.force_login(colleague)
    assert client.get(url("proposal-detail", proposal.pk)).status_code == 403
    client.force_login(operator)
    assert client.get(url("proposal-member-update", member.pk)).status_code == 403  # handed in


def test_a_team_has_one_leader_and_members_are_taken_out(client, operator, proposal):
    second = client.post(
        url("proposal-member-create", proposal.pk), {"role": MemberRole.LEADER, "name": "Lain"}
    )
    assert "Ketua tim sudah ada" in second.content.decode()
    leader = proposal.members.get()
    given = {"role": MemberRole.LEADER, "name": "Ketua baru"}
    client.post(url("proposal-member-update", leader.pk), given)
    assert proposal.members.get().name == "Ketua baru"
    client.post(url("proposal-member-delete", leader.pk))
    assert not proposal.members.exists()
    assert "Ketua tim belum dicatat" in left(proposal)


def test_a_document_is_a_pdf_within_its_limit(client, operator, edition, proposal):
    asked = Paper.objects.get(group__edition=edition)
    address = url("proposal-paper", proposal.pk, asked.pk)

    def send(content: bytes) -> int:
        return client.post(address, {"file": SimpleUploadedFile("sk.pdf", content)}).status_code

    assert send(b"bukan PDF") == 400
    assert send(saved(paper()) + b" " * 2_100_000) == 400
    assert send(saved(paper())) == 302
    assert send(saved(paper(2))) == 302
    file = proposal.files.get()
    got = b"".join(client.get(url("proposal-file", file.pk)).streaming_content)
    assert got.startswith(b"%PDF")
    client.force_login(make_user(Role.OPERATOR_OPD))
    assert client.get(url("proposal-file", file.pk)).status_code == 404


def test_a_similar_title_warns_and_the_same_one_hinders(edition, proposal):
    other = make_proposal(edition, title=f"{proposal.title} BARU")
    told = {c.text: c for c in conditions(proposal_page(proposal)) if not c.is_met}

    assert [c.warns for c in told.values()] == [True]
    Proposal.objects.filter(pk=other.pk).update(title=proposal.title.lower())
    assert "memakai judul yang sama" in left(proposal)


def test_the_same_title_hinders_behind_many_similar_ones(edition, proposal):
    for place in range(6):
        make_proposal(edition, title=f"{proposal.title} {place}")
    make_proposal(edition, title=proposal.title)

    assert "memakai judul yang sama" in left(proposal)


def test_the_list_is_of_the_own_unit_and_filtered(client, edition, operator, proposal):
    make_proposal(edition, title="MILIK LAIN")
    sent = make_proposal(edition, proposal.organization, title="SUDAH DIKIRIM")

    words = client.get(url("proposal-list", edition.pk)).content.decode()
    passed = client.get(url("proposal-list", edition.pk), {"status": sent.state}).content.decode()

    assert proposal.title in words
    assert "MILIK LAIN" not in words
    assert "SUDAH DIKIRIM" in passed
    assert proposal.title not in passed


@pytest.mark.django_db(transaction=True)
def test_two_in_the_last_second_get_two_numbers():
    make_city()
    edition = make_edition(PhaseKind.REGISTRATION)
    rows = []
    for _ in range(2):
        unit = make_unit()
        row = make_proposal(edition, unit, state=ProposalState.DRAFT)
        Member.objects.create(proposal=row, role=MemberRole.LEADER, name="Analis")
        rows.append((row, make_user(Role.OPERATOR_OPD, unit)))

    with other_people() as start:
        with transaction.atomic():
            Edition.objects.select_for_update().get(pk=edition.pk)
            sent = [start(lambda r=r, by=by: submit_proposal(proposal=r, by=by)) for r, by in rows]
            assert waiting(2)
        found = [one.result(60) for one in sent]

    assert sorted(row.number for row in found) == [1, 2]


def test_what_is_returned_says_from_when_on_it_can_be_repaired(client, operator, edition, proposal):
    Proposal.objects.update(
        state=ProposalState.REPAIR, number=1, copy={}, submitted_at=timezone.now()
    )
    set_calendar(edition, PhaseKind.SCREENING)
    opens = edition.phases.get(kind=PhaseKind.REPAIR).opens_at

    shown = client.get(url("proposal-detail", proposal.pk)).content.decode()

    assert f"Tahap perbaikan proposal belum dibuka, mulai {format_datetime(opens)}." in shown
