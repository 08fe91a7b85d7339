"""The page of an innovation, and that no address of before is dead."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from innovations import words
from innovations.choices import (
    CheckInState,
    Ending,
    InnovationState,
    Intake,
    LaunchState,
    Origin,
    Vitality,
)
from innovations.models import Application, FormerAddress, Innovation
from innovations.registry.actions.writing import write
from tests.factories.complaints import reference_data
from tests.factories.hostile import picture
from tests.factories.innovations import make_check_in, make_innovation, make_launch, make_steward
from tests.factories.organizations import make_city
from tests.innovations.public_objects import make_award, make_comparison, make_photo

pytestmark = pytest.mark.django_db
DAY = date(2026, 5, 3)


@pytest.fixture(autouse=True)
def _reference():
    make_city()
    reference_data()


def shown(client, entry: Innovation) -> str:
    answer = client.get(entry.get_absolute_url())
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def given(answer) -> bytes:
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


def merged(name: str, into: Innovation, **fields) -> Innovation:
    return make_innovation(
        name=name, ending=Ending.MERGED, ended_on=DAY, ending_reason="Sama gunanya.",
        successor=into, **fields,
    )  # fmt: skip


def test_the_page_tells_the_story_with_its_figures(client):
    entry = make_innovation(how_to_copy="Mulai dari satu loket.", contact="0285-421234")
    make_comparison(entry)
    make_award(entry)
    Application.objects.create(innovation=entry, platform="Android", users=1200)

    text = shown(client, entry)

    for told in (
        "Antrean panjang.", "Pendaftaran dari rumah.", "Mulai dari satu loket.", "0285-421234",
        "Top 20", "Android", "1.200", "Lama antre", "35,5", "Sebelum (2023)", "Kesehatan",
    ):  # fmt: skip
        assert told in text, told
    assert 'role="img"' in text


def test_the_page_says_honestly_whether_it_lives(client):
    heard = make_innovation(implemented_on=timezone.localdate())
    make_steward(heard)
    make_check_in(
        heard, state=CheckInState.ANSWERED, vitality=Vitality.RUNNING, answered_at=timezone.now()
    )
    orphan = make_innovation()

    assert "Kabar terakhir menyatakan inovasi berjalan." in shown(client, heard)
    assert "Tidak ada penanggung jawab sekarang." in shown(client, orphan)
    assert "Belum pernah ada kabar semester." in shown(client, orphan)


def test_photos_have_words_and_are_given_only_where_they_are_public(client):
    entry = make_innovation()
    photo = make_photo(entry, caption="Loket baru")
    secret = make_photo(entry, is_public=False, content=b"lain")

    assert f'alt="Foto {entry.name}: Loket baru"' in shown(client, entry)
    address = reverse("innovations:public-file", args=[entry.slug, photo.pk])
    assert given(client.get(address)) == picture()
    assert client.get(f"{entry.get_absolute_url()}berkas/{secret.pk}/").status_code == 404


def test_a_lost_photo_is_said_so(client):
    entry = make_innovation()
    photo = make_photo(entry)
    photo.file.storage.delete(photo.file.name)

    assert client.get(f"{entry.get_absolute_url()}berkas/{photo.pk}/").status_code == 410


def test_what_was_retired_says_when_and_why(client):
    entry = make_innovation(
        ending=Ending.RETIRED, ended_on=DAY, ending_reason="Pindah ke aplikasi nasional."
    )

    text = shown(client, entry)

    assert "Dihentikan 3 Mei 2026" in text
    assert "Pindah ke aplikasi nasional." in text


def test_old_addresses_and_merged_ones_lead_on_to_the_end_of_the_chain(client):
    last = make_innovation(name="TERAKHIR")
    middle = merged("TENGAH", last)
    first = merged("PERTAMA", middle)
    FormerAddress.objects.create(slug="nama-lama", innovation=first)

    for slug in (middle.slug, first.slug, "nama-lama"):
        answer = client.get(f"/inovasi/{slug}/")
        assert answer.status_code == 302
        assert answer.headers["Location"] == last.get_absolute_url()
    text = shown(client, last)
    assert "TENGAH digabung ke inovasi ini 3 Mei 2026" in text
    assert "Sama gunanya." in text


def test_a_hidden_one_in_the_chain_is_passed_over(client):
    last = make_innovation(name="TERAKHIR")
    middle = merged("TENGAH", last, state=InnovationState.HIDDEN)
    first = merged("PERTAMA", middle)

    assert client.get(first.get_absolute_url()).url == last.get_absolute_url()


def test_a_merged_one_whose_successor_is_hidden_stays_with_its_own_page(client):
    entry = merged("TINGGAL", make_innovation(name="RAHASIA", state=InnovationState.HIDDEN))

    text = shown(client, entry)

    assert "Digabung ke inovasi lain" in text
    assert "RAHASIA" not in text


def test_an_old_address_used_again_is_the_new_one_and_a_draft_does_not_take_it(client):
    entry = make_innovation(name="SATU")
    FormerAddress.objects.create(slug="lama", innovation=entry)
    draft = make_innovation(slug="lama", state=InnovationState.DRAFT)
    assert client.get("/inovasi/lama/").headers["Location"] == entry.get_absolute_url()

    draft.state = InnovationState.PUBLISHED
    draft.save(update_fields=["state"])

    assert client.get("/inovasi/lama/").status_code == 200


def test_both_are_read_when_the_former_name_of_one_is_the_name_of_another(client):
    """Whatever becomes of the second, the first stays where it was."""
    first = make_innovation(name="SIPINTAR", slug="sipintar", summary="Belajar dari rumah.")
    write(first, {"name": "SIPINTAR BARU"})
    second = make_innovation(name="LAIN", slug="lain", summary="Parkir tanpa tunai.")
    write(second, {"name": "SIPINTAR"})

    assert client.get("/inovasi/sipintar/").url == first.get_absolute_url()
    assert "Belajar dari rumah." in shown(client, first)
    assert "Parkir tanpa tunai." in shown(client, second)
    for state in (InnovationState.DRAFT, InnovationState.HIDDEN):
        Innovation.objects.filter(pk=second.pk).update(state=state)
        assert client.get(second.get_absolute_url()).status_code == 404
        assert client.get("/inovasi/sipintar/").url == first.get_absolute_url()
        assert "Belajar dari rumah." in shown(client, first)


@pytest.mark.parametrize("state", sorted(set(InnovationState.values) - {"tayang"}))
def test_what_is_not_public_is_a_404_also_by_an_old_address(client, state):
    entry = make_innovation(state=state)
    FormerAddress.objects.create(slug="alamat-lama", innovation=entry)

    assert client.get(entry.get_absolute_url()).status_code == 404
    assert client.get("/inovasi/alamat-lama/").status_code == 404


def test_replications_originals_and_similar_ones_are_linked(client):
    original = make_innovation(name="ASAL", summary="Kartu antrean puskesmas.")
    copy = make_innovation(name="TIRUAN", origin=Origin.REPLICATION, original=original)
    alike = make_innovation(name="SERUPA", summary="Antrean puskesmas lewat telepon.")
    other = make_innovation(
        name="JAUH", category="lingkungan", affairs=["2.11"], summary="Antrean sampah."
    )
    for entry in (original, copy, alike, other):
        words.index(entry)

    text, copied = shown(client, original), shown(client, copy)

    assert copy.get_absolute_url() in text
    assert alike.get_absolute_url() in text
    assert other.get_absolute_url() not in text
    assert original.get_absolute_url() in copied


def test_no_link_of_the_page_is_dead(client):
    last = make_innovation(name="TERAKHIR")
    entry = make_innovation(original=merged("PERTAMA", last), origin=Origin.REPLICATION)
    make_photo(entry)

    links = set(re.findall(r'(?:href|src)="(/inovasi/[^"#]*)"', shown(client, entry)))

    assert len(links) > 2
    for link in links:
        answer = client.get(link, follow=True)
        assert answer.status_code == 200, link
        b"".join(answer)


def test_how_to_copy_stands_there_only_with_something_to_go_by(client):
    heading = "Cara menirunya"

    assert heading not in shown(client, make_innovation())
    assert heading in shown(client, make_innovation(contact="Bidang Pelayanan"))


def test_an_application_shows_its_users_over_time_from_two_answers_on(client):
    entry = make_innovation()
    Application.objects.create(innovation=entry, platform="Web")
    told = {
        "state": CheckInState.ANSWERED, "vitality": Vitality.RUNNING, "answered_at": timezone.now(),
    }  # fmt: skip
    make_check_in(entry, "2025-S2", users=1200, **told)
    make_check_in(entry, "2026-S2", users=9999)  # not answered yet
    assert "Pengguna dari waktu ke waktu" not in shown(client, entry)
    make_check_in(entry, "2026-S1", users=3400, **told)

    text = shown(client, entry)
    assert "Semester 2 2025" in text
    assert "3.400" in text
    assert "9.999" not in text


def test_the_restricted_way_to_report_is_linked_while_it_goes_on(client):
    make_city()
    entry = make_innovation(name="A-Jak", intake=Intake.CHILD)
    other = make_innovation(name="SI BAJAK")
    link = f'href="{reverse("complaints:child-report")}">Laporkan kekerasan terhadap anak</a>'

    assert link in client.get(entry.get_absolute_url()).content.decode()
    assert link not in client.get(other.get_absolute_url()).content.decode()
    entry.ending, entry.ended_on = Ending.RETIRED, date(2026, 1, 1)
    entry.save()
    assert link not in client.get(entry.get_absolute_url()).content.decode()


def test_its_page_leads_to_the_launches_that_were_held(client):
    entry = make_innovation(name="SI BAJAK")
    held = make_launch(entry, name="Peluncuran PKA", state=LaunchState.HELD)
    make_launch(entry, name="BELUM JADI", state=LaunchState.PLANNED)
    make_launch(make_innovation(), name="LAIN", state=LaunchState.HELD)

    page = client.get(entry.get_absolute_url()).content.decode()

    assert f'href="{reverse("innovations:public-launch", args=[held.pk])}">Peluncuran PKA' in page
    assert "BELUM JADI" not in page
    assert "LAIN" not in page
