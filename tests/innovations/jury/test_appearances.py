"""The schedule of presentations and visits, its photos, and the sheet for where there is no network."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from innovations.choices.competition import PhaseKind, StageKind
from innovations.models import Appearance, Juror, Stage, VisitPhoto
from organizations.choices import Role
from tests.factories.competitions import make_juror, make_proposal, make_sheet, set_calendar
from tests.factories.hostile import picture, telling_jpeg
from tests.factories.organizations import make_user
from tests.innovations.jury_objects import make_appearance, make_visit_photo


def at(name: str, *args: object) -> str:
    return reverse(f"innovations:{name}", args=args)


@pytest.fixture
def talks(edition) -> Stage:
    set_calendar(edition, PhaseKind.INTERVIEW)
    return edition.stages.get(kind=StageKind.INTERVIEW)


def status(client: Client, photo: VisitPhoto) -> int:
    answer = client.get(at("visit-photo", photo.pk))
    if answer.streaming:
        b"".join(answer.streaming_content)
    return answer.status_code


def values(begin: str, end: str, **more: object) -> dict[str, object]:
    return {
        "begins_at": f"2026-12-01T{begin}",
        "ends_at": f"2026-12-01T{end}",
        "place": "Aula",
        **more,
    }


def test_a_proposal_is_scheduled_once_and_in_order(office, edition, talks):
    proposal = make_proposal(edition, is_shortlisted=True)
    url = at("appearance-create", edition.pk, talks.pk)

    backwards = office.post(url, values("10:00", "09:00", proposal=proposal.pk))
    good = office.post(url, values("09:00", "10:00", proposal=proposal.pk))
    again = office.post(url, values("13:00", "14:00", proposal=proposal.pk))

    assert (backwards.status_code, good.status_code, again.status_code) == (400, 302, 400)
    assert "Selesai harus sesudah mulai" in backwards.content.decode()
    assert 'value="Aula"' in backwards.content.decode()
    assert "sudah dijadwalkan" in again.content.decode()
    assert Appearance.objects.count() == 1


def test_what_was_not_shortlisted_is_not_scheduled(office, edition, talks):
    proposal = make_proposal(edition, is_shortlisted=False)

    answer = office.post(
        at("appearance-create", edition.pk, talks.pk),
        values("09:00", "10:00", proposal=proposal.pk),
    )

    assert answer.status_code == 400
    assert not Appearance.objects.exists()


@pytest.mark.parametrize(("minutes", "warned"), [(30, True), (60, False)])
def test_a_juror_at_two_places_at_once_is_warned_of(office, talks, juror, minutes, warned):
    first = make_appearance(talks)
    begin = first.begins_at + timedelta(minutes=minutes)
    second = make_appearance(talks, begins_at=begin, ends_at=begin + timedelta(hours=1))
    for row in (first, second):
        make_sheet(row.proposal, juror, kind=StageKind.INTERVIEW)

    page = office.get(at("appearance-list", talks.edition_id, talks.pk)).content.decode()

    assert ("Waktu yang bentrok" in page) is warned
    assert (str(juror) in page) is warned


def test_a_juror_reads_time_place_and_findings(jury_client, juror, talks):
    row = make_appearance(talks, place="Ruang Praja", note="Loket sudah berjalan")
    photo = make_visit_photo(row)
    sheet = make_sheet(row.proposal, juror, kind=StageKind.INTERVIEW)

    page = jury_client.get(at("judging-sheet", sheet.pk)).content.decode()

    assert "Ruang Praja" in page
    assert "Loket sudah berjalan" in page
    assert status(jury_client, photo) == 200


def test_in_a_blind_stage_neither_place_nor_photo_is_told(jury_client, juror, talks):
    talks.is_blind = True
    talks.save(update_fields=["is_blind"])
    row = make_appearance(talks, place="Kantor Dinas Penanda")
    sheet, photo = make_sheet(row.proposal, juror, kind=StageKind.INTERVIEW), make_visit_photo(row)

    assert "Penanda" not in jury_client.get(at("judging-sheet", sheet.pk)).content.decode()
    assert jury_client.get(at("visit-photo", photo.pk)).status_code == 403


def test_photos_are_taken_in_and_shown_to_who_may(office, edition, talks):
    row = make_appearance(talks)
    upload = SimpleUploadedFile("kunjungan.jpg", picture(), "image/jpeg")
    url = at("visit-photo-create", edition.pk, talks.pk, row.pk)

    answer = office.post(url, {"file": upload, "caption": "Ruang tunggu"})

    assert answer.status_code == 302
    photo = VisitPhoto.objects.get()
    assert status(office, photo) == 200
    for person in (
        make_juror(edition).user,
        make_user(Role.OPERATOR_OPD, row.proposal.organization),
    ):
        client = Client()
        client.force_login(person)
        assert client.get(at("visit-photo", photo.pk)).status_code == 403


def test_a_photo_of_a_visit_tells_nothing_of_its_camera_and_place(office, edition, talks):
    row = make_appearance(talks)
    upload = SimpleUploadedFile("kunjungan.jpg", telling_jpeg(), "image/jpeg")

    office.post(
        at("visit-photo-create", edition.pk, talks.pk, row.pk), {"file": upload, "caption": "Loket"}
    )

    photo = VisitPhoto.objects.get()
    kept = b"".join(office.get(at("visit-photo", photo.pk)).streaming_content)
    assert kept.startswith(b"\xff\xd8")
    assert b"RAHASIA" not in kept


def test_a_photo_is_taken_away_by_who_uploaded_it_until_the_stage_is_told(
    office, secretary, edition, talks
):
    photo = make_visit_photo(make_appearance(talks))
    where = [edition.pk, talks.pk, photo.appearance_id, photo.pk]
    address = reverse("innovations:visit-photo-delete", args=where)
    listed = reverse("innovations:appearance-list", args=where[:2])
    assert office.post(address).status_code == 403
    assert address not in office.get(listed).content.decode()
    VisitPhoto.objects.update(uploaded_by=secretary)
    sheet = make_sheet(photo.appearance.proposal, make_juror(edition), 80, 80, kind=talks.kind)
    talks.__class__.objects.filter(pk=talks.pk).update(jurors_each=1)

    assert office.post(address).status_code == 403  # every score is told
    sheet.delete()
    assert address in office.get(listed).content.decode()
    assert office.post(address).status_code == 302
    assert not VisitPhoto.objects.exists()


def test_a_secretary_in_conflict_sees_no_line_of_the_schedule(office, secretary, edition, talks):
    row = make_appearance(talks)
    unit = secretary.assignments.get().organization
    own = make_proposal(edition, unit, is_shortlisted=True)
    hidden = make_appearance(talks, proposal=own)
    photo = make_visit_photo(hidden)

    page = office.get(at("appearance-list", edition.pk, talks.pk)).content.decode()

    assert row.proposal.title in page
    assert own.title not in page
    assert office.get(at("visit-photo", photo.pk)).status_code == 403
    url = at("appearance-update", edition.pk, talks.pk, hidden.pk)
    assert office.post(url, values("09:00", "10:00")).status_code == 403


def test_the_empty_sheet_is_printed_for_its_juror_only(jury_client, edition, talks, juror: Juror):
    row = make_appearance(talks, begins_at=timezone.now())
    own = make_sheet(row.proposal, juror, kind=StageKind.INTERVIEW)
    other = make_sheet(row.proposal, make_juror(edition), kind=StageKind.INTERVIEW)

    answer = jury_client.get(at("judging-offline", own.pk))

    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert jury_client.get(at("judging-offline", other.pk)).status_code == 404
