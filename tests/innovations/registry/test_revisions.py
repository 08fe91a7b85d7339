"""What the head has seen changes only by a revision that another person accepts."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from innovations.choices import InnovationState, RevisionState
from innovations.models import Innovation, Revision
from innovations.registry.actions.writing import write
from organizations import activity
from organizations.models import OutgoingMail
from tests.factories.innovations import make_innovation, make_launch

pytestmark = pytest.mark.django_db


def url(name: str, *args: Any) -> str:
    return reverse(f"innovations:{name}", args=args)


@pytest.fixture
def entry(unit) -> Innovation:
    return make_innovation(unit, name="SI BAJAK", slug="si-bajak", published_at="2025-06-24T00:00Z")


def form_of(client, entry: Innovation, **changes: Any) -> dict[str, Any]:
    initial = client.get(url("revision-create", entry.pk)).context["form"].initial
    held = {name: value for name, value in initial.items() if value not in (None, False)}
    days = {name: held[name].isoformat() for name in ("trial_on", "implemented_on") if name in held}
    return {**held, **days, "note": "Angkanya sudah lama", **changes}


def proposed(client, entry: Innovation, **changes: Any) -> Revision:
    client.post(url("revision-create", entry.pk), form_of(client, entry, **changes))
    return Revision.objects.get(state=RevisionState.WAITING)


def move(client, revision: Revision, name: str, note: str = "") -> Any:
    return client.post(url("revision-transition", revision.pk, name), {"note": note})


def test_proposed_shown_side_by_side_and_accepted(client, entry, operator, head):
    revision = proposed(client, entry, summary="Warga mendaftar di mana saja.", goals=["3", "10"])

    entry.refresh_from_db()
    assert entry.summary == "Warga mendaftar dari rumah."
    assert OutgoingMail.objects.filter(to=head.email).count() == 1
    page = client.get(url("revision-detail", revision.pk)).content.decode()
    assert "Warga mendaftar dari rumah." in page
    assert "Warga mendaftar di mana saja." in page
    assert "3. Kehidupan sehat dan sejahtera, 10. Berkurangnya kesenjangan" in page
    assert "2 isian berubah" in page
    client.force_login(head)
    move(client, revision, "accept")

    entry.refresh_from_db()
    assert (entry.summary, entry.goals) == ("Warga mendaftar di mana saja.", [3, 10])
    assert entry.state == InnovationState.PUBLISHED
    assert entry.search
    lines = activity.history_of(entry)
    assert "Revisi 1 diterima" in lines[0].summary
    assert lines[0].reason == "Angkanya sudah lama"


def test_nobody_accepts_their_own(client, entry, head):
    client.force_login(head)
    revision = proposed(client, entry, summary="Lain.")

    assert move(client, revision, "accept").status_code == 403
    page = client.get(url("revision-detail", revision.pk)).content.decode()
    assert "orang lain yang memutuskannya" in page
    entry.refresh_from_db()
    assert entry.summary != "Lain."


def test_refused_with_a_reason_and_withdrawn_by_its_author(client, entry, operator, head):
    revision = proposed(client, entry, summary="Lain.")
    client.force_login(head)
    assert move(client, revision, "refuse").status_code == 400
    move(client, revision, "refuse", "Belum ada buktinya")
    assert OutgoingMail.objects.filter(to=operator.email).exists()
    client.force_login(operator)
    second = proposed(client, entry, summary="Lain lagi.")
    assert second.number == 2
    move(client, second, "withdraw")

    second.refresh_from_db()
    entry.refresh_from_db()
    assert second.state == RevisionState.WITHDRAWN
    assert entry.summary == "Warga mendaftar dari rumah."


def test_what_moved_on_meanwhile_is_not_overwritten(client, entry, operator, head):
    revision = proposed(client, entry, summary="Lain.", place="Balai Kota")
    entry.refresh_from_db()
    write(entry, {"summary": "Ditulis sesudahnya."})
    client.force_login(head)

    answer = move(client, revision, "accept")

    assert answer.status_code == 400
    assert "“Ringkasan” sudah berubah sejak revisi ini diusulkan" in answer.content.decode()
    entry.refresh_from_db()
    revision.refresh_from_db()
    assert (entry.summary, entry.place) == ("Ditulis sesudahnya.", "")
    assert revision.state == RevisionState.WAITING


def test_another_field_that_moved_on_does_not_matter(client, entry, operator, head):
    revision = proposed(client, entry, summary="Lain.")
    entry.refresh_from_db()
    write(entry, {"place": "Balai Kota"})
    client.force_login(head)

    move(client, revision, "accept")

    entry.refresh_from_db()
    assert (entry.summary, entry.place) == ("Lain.", "Balai Kota")


def test_a_new_name_keeps_the_old_address(client, entry, operator, head):
    revision = proposed(client, entry, name="SI BAJAK PLUS")
    entry.refresh_from_db()
    assert (entry.slug, entry.former_addresses.count()) == ("si-bajak", 0)
    client.force_login(head)
    move(client, revision, "accept")

    entry.refresh_from_db()
    assert entry.slug == "si-bajak-plus"
    assert entry.former_addresses.get().slug == "si-bajak"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "Belum ada yang berubah"),
        ({"summary": "Lain.", "note": " "}, "Isi alasan perubahan"),
        ({"summary": "Lain.", "video_url": "javascript:alert(1)"}, "Tulis tautan lengkap"),
        ({"trial_on": "1 Januari 2025"}, "Uji coba tidak boleh sesudah mulai diterapkan"),
    ],
)
def test_bad_proposals_are_told_and_kept_nowhere(client, entry, operator, changes, said):
    answer = client.post(url("revision-create", entry.pk), form_of(client, entry, **changes))

    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert not Revision.objects.exists()


def test_a_beginning_after_the_launch_is_refused_when_proposed_and_when_accepted(
    client, entry, operator, head
):
    """Also where the launch was entered while the revision waited."""
    Innovation.objects.update(trial_on=None)
    revision = proposed(client, entry, implemented_on="3 Juli 2024")
    make_launch(entry, held_on=date(2024, 6, 10))

    late = form_of(client, entry, implemented_on="3 Juli 2024")
    client.force_login(head)
    accepted = move(client, revision, "accept")
    move(client, revision, "refuse", "Tanggalnya keliru")
    client.force_login(operator)
    again = client.post(url("revision-create", entry.pk), late)

    for answer in (accepted, again):
        assert answer.status_code == 400
        assert "tidak boleh sesudah peluncurannya, 10 Juni 2024" in answer.content.decode()
    entry.refresh_from_db()
    assert entry.implemented_on == date(2024, 6, 3)


def test_one_waits_at_a_time_and_two_editors_are_told(client, entry, operator):
    first, second = form_of(client, entry, summary="Satu."), form_of(client, entry, summary="Dua.")
    client.post(url("revision-create", entry.pk), first)

    answer = client.post(url("revision-create", entry.pk), second)

    assert answer.status_code == 400
    assert "Revisi 1 inovasi ini masih menunggu keputusan" in answer.content.decode()
    Revision.objects.all().delete()
    write(entry, {"place": "Balai Kota"})
    late = client.post(url("revision-create", entry.pk), second)
    assert late.status_code == 409
    assert "Dua." in late.content.decode()


def test_a_draft_has_no_revisions(client, unit, operator):
    draft = make_innovation(unit, state=InnovationState.DRAFT)

    assert client.get(url("revision-create", draft.pk)).status_code == 403
