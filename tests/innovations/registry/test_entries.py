"""From the first words over the head to the public page, and everything that is wrong on the way."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from innovations import words
from innovations.choices import InnovationState, Origin
from innovations.models import Application, FormerAddress, Innovation
from innovations.registry.actions.addresses import give_address
from innovations.urls import urlpatterns
from organizations import activity
from organizations.models import OutgoingMail
from tests.factories.innovations import make_innovation, make_launch
from tests.factories.organizations import make_unit
from tests.innovations.conftest import WORDS

pytestmark = pytest.mark.django_db


def url(name: str, *args: Any) -> str:
    return reverse(f"innovations:{name}", args=args)


def written(unit, **changes: Any) -> dict[str, Any]:
    return {"organization": unit.pk, **WORDS, **changes}


def form_of(client, entry: Innovation, **changes: Any) -> dict[str, Any]:
    """What the form of a draft would send, with changes."""
    initial = client.get(url("innovation-update", entry.pk)).context["form"].initial
    held = {name: value for name, value in initial.items() if value not in (None, False)}
    days = {name: held[name].isoformat() for name in ("trial_on", "implemented_on") if name in held}
    return {**held, **days, **changes}


def move(client, entry: Innovation, name: str, note: str = "") -> Any:
    return client.post(url("innovation-transition", entry.pk, name), {"note": note})


def test_a_draft_needs_only_a_name_and_says_what_is_lacking(client, unit, operator):
    answer = client.post(
        url("innovation-create"),
        {
            "organization": unit.pk,
            "name": "NGOPI SYANTIK",
            "origin": "sendiri",
            "stage": "inisiatif",
        },
    )

    entry = Innovation.objects.get()
    assert answer.url == url("innovation-detail", entry.pk)
    assert (entry.state, entry.slug) == (InnovationState.DRAFT, "ngopi-syantik")
    assert entry.created_by == operator
    page = client.get(answer.url).content.decode()
    assert "Belum lengkap: 8 hal perlu diisi" in page
    form = client.get(url("innovation-update", entry.pk)).content.decode()
    for field in ("purpose", "affairs"):
        assert f'href="{url("innovation-update", entry.pk)}#div_id_{field}"' in page
        assert f'id="div_id_{field}"' in form


def test_from_the_form_to_the_public_page(client, unit, operator, head, city):
    client.post(url("innovation-create"), written(unit))
    entry = Innovation.objects.get()

    assert move(client, entry, "submit").status_code == 302
    assert OutgoingMail.objects.filter(to=head.email).count() == 1
    client.force_login(head)
    move(client, entry, "verify")
    entry.refresh_from_db()
    assert (entry.state, entry.verified_by) == (InnovationState.VERIFIED, head)
    client.force_login(city)
    move(client, entry, "publish")

    entry.refresh_from_db()
    assert entry.state == InnovationState.PUBLISHED
    assert entry.published_at is not None
    assert entry.search
    assert activity.history_of(entry).count() == 4
    move(client, entry, "hide", "Ada data pribadi")
    entry.refresh_from_db()
    assert entry.state == InnovationState.HIDDEN
    assert not entry.search


def test_what_is_missing_is_said_in_a_sentence_each_and_nothing_moves(client, unit, operator):
    entry = make_innovation(unit, state=InnovationState.DRAFT, purpose="", affairs=[])

    answer = move(client, entry, "submit")

    page = answer.content.decode()
    assert answer.status_code == 400
    assert "Tujuan belum ditulis." in page
    assert "Urusan pemerintahan belum dipilih." in page
    entry.refresh_from_db()
    assert entry.state == InnovationState.DRAFT


def test_returned_with_a_note_that_stands_on_the_draft(client, unit, operator, head):
    entry = make_innovation(unit, state=InnovationState.SUBMITTED, created_by=operator)
    client.force_login(head)

    assert move(client, entry, "return").status_code == 400
    move(client, entry, "return", "Hasilnya belum ada angkanya")

    client.force_login(operator)
    assert (
        "Hasilnya belum ada angkanya"
        in client.get(url("innovation-detail", entry.pk)).content.decode()
    )
    assert OutgoingMail.objects.filter(to=operator.email).exists()
    move(client, entry, "submit")
    entry.refresh_from_db()
    assert (entry.state, entry.remark) == (InnovationState.SUBMITTED, "")


def test_a_submitted_entry_is_not_rewritten(client, unit, operator):
    entry = make_innovation(unit, state=InnovationState.SUBMITTED)

    answer = client.post(url("innovation-update", entry.pk), written(unit, name="Lain"))

    assert answer.status_code == 403
    entry.refresh_from_db()
    assert entry.name != "Lain"


@pytest.mark.usefixtures("operator")
@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("name", " ", "Isi nama inovasi"),
        ("name", "x" * 121, "Nama inovasi paling panjang 120 huruf"),
        ("video_url", "javascript:alert(1)", "Tulis tautan lengkap"),
        ("website", "http://[", "Tulis tautan lengkap"),
        ("video_url", "ftp://contoh.test/video", "Tulis tautan lengkap"),
        ("website", "data:text/html,x", "Tulis tautan lengkap"),
        ("trial_on", "18 Juni 2025", "Uji coba tidak boleh sesudah mulai diterapkan"),
        ("implemented_on", "1 Januari 2099", "Mulai diterapkan tidak boleh sesudah hari ini"),
        ("implemented_on", "kapan-kapan", "Tulis tanggal lengkap"),
        ("affairs", ["9.99"], "dari daftar"),
        ("budget", "-1", "Rupiah tidak boleh negatif"),
        ("original", "TIDAK ADA", "Tidak ada inovasi bernama “TIDAK ADA”"),
        ("overlaps", "TIDAK ADA", "Tidak ada inovasi bernama “TIDAK ADA”"),
        ("origin", "rujukan", "Pilih asal dari daftar"),
    ],
)
def test_bad_input_is_told_and_the_words_stay(client, unit, field, value, said):
    answer = client.post(url("innovation-create"), written(unit, **{field: value}))

    page = answer.content.decode()
    assert answer.status_code == 400
    assert said in page
    assert "Pembayaran barang dan jasa rumah sakit lebih cepat." in page
    assert not Innovation.objects.exists()


def test_an_innovation_does_not_begin_after_its_launch(client, unit, operator):
    entry = make_innovation(unit, state=InnovationState.DRAFT, trial_on=None)
    make_launch(entry, held_on=date(2025, 6, 17))

    late = form_of(client, entry, implemented_on="18 Juni 2025")
    answer = client.post(url("innovation-update", entry.pk), late)

    assert answer.status_code == 400
    assert "tidak boleh sesudah peluncurannya, 17 Juni 2025" in answer.content.decode()


def test_two_editors_at_once(client, unit, operator):
    entry = make_innovation(unit, state=InnovationState.DRAFT)
    first = form_of(client, entry, summary="Kata yang pertama")
    second = form_of(client, entry, summary="Kata yang kedua")
    client.post(url("innovation-update", entry.pk), first)

    answer = client.post(url("innovation-update", entry.pk), second)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Orang lain menyimpan perubahan" in page
    assert "Kata yang kedua" in page
    entry.refresh_from_db()
    assert entry.summary == "Kata yang pertama"
    again = {**second, "seen": answer.context["form"]["seen"].value()}
    assert client.post(url("innovation-update", entry.pk), again).status_code == 302


def test_an_old_name_used_again_leads_to_both(client, unit, operator):
    first = make_innovation(
        unit,
        name="SIPINTAR",
        slug="sipintar",
        state=InnovationState.DRAFT,
        published_at="2025-01-01T00:00Z",
    )
    client.post(url("innovation-update", first.pk), form_of(client, first, name="SIPINTAR BARU"))
    client.post(url("innovation-create"), written(unit, name="SIPINTAR"))

    first.refresh_from_db()
    second = Innovation.objects.exclude(pk=first.pk).get()
    assert (first.slug, second.slug) == ("sipintar-baru", "sipintar-2")
    assert FormerAddress.objects.get(slug="sipintar").innovation == first
    client.post(url("innovation-update", first.pk), form_of(client, first, name="SIPINTAR"))
    first.refresh_from_db()
    assert first.slug == "sipintar"
    assert list(first.former_addresses.values_list("slug", flat=True)) == ["sipintar-baru"]


WORDS_OF_ADDRESSES = {
    entry.pattern._route.split("/")[1]
    for entry in urlpatterns
    if entry.pattern._route.startswith("inovasi/")
}


@pytest.mark.parametrize("word", sorted(w for w in WORDS_OF_ADDRESSES if w.isalpha()))
def test_a_name_that_is_a_word_of_addresses_gets_a_number(word):
    """Whatever pages stand beside those of innovations."""
    entry = Innovation(name=word.title())

    give_address(entry)

    assert entry.slug == f"{word}-2"


def test_the_same_purpose_in_many_more_words_is_found_by_its_words(client, unit, operator):
    """Their letters are not alike: a search finds it, in another order and with other endings."""
    long = (
        "Lansia dan penyandang disabilitas mendaftar dari rumah lewat telepon kader, lalu pasien "
        "datang ke puskesmas menurut nomornya sehingga antrean di loket pendaftaran berkurang."
    )
    words.index(make_innovation(name="PINTU CEPAT", purpose=long))
    words.index(make_innovation(name="JALAN MULUS", purpose="Lubang jalan ditambal."))
    values = written(unit, name="SEHAT", expansion="", purpose="Antrean pasien puskesmas")

    page = client.post(url("innovation-create"), values, follow=True).content.decode()

    assert "Mirip dengan: PINTU CEPAT." in page


def test_a_similar_name_or_purpose_is_told_and_never_stops(client, unit, operator):
    make_innovation(make_unit(), name="SI BAJAKK", expansion="", created_at="2021-03-01T00:00Z")
    make_innovation(make_unit(), name="LAIN", purpose=f"{WORDS['purpose']} Sekali.", expansion="")
    make_innovation(make_unit(), name="SI BAJAK 2", state=InnovationState.DRAFT)  # another unit's

    answer = client.post(url("innovation-create"), written(unit), follow=True)

    page = answer.content.decode()
    assert "Mirip dengan: SI BAJAKK, LAIN" in page
    assert "SI BAJAK 2" not in page
    assert Innovation.objects.filter(name="SI BAJAK").exists()


def test_copies_in_a_circle_are_refused(client, unit, operator):
    first = make_innovation(unit, state=InnovationState.DRAFT)
    second = make_innovation(unit, origin=Origin.REPLICATION, original=first)

    own = client.post(
        url("innovation-update", first.pk), form_of(client, first, original=first.slug)
    )
    circle = client.post(
        url("innovation-update", first.pk), form_of(client, first, original=second.slug)
    )

    assert "bukan inovasi ini sendiri" in own.content.decode()
    assert "mereplikasi inovasi ini" in circle.content.decode()


def test_a_reference_is_written_and_shown_by_the_city_alone(client, unit, city):
    client.force_login(city)
    values = {"name": "Dewi Sandra", "stage": "penerapan", "summary": "Desa wisata."}

    assert client.post(url("reference-create"), values).status_code == 400
    client.post(url("reference-create"), {**values, "source": "Disparta Kota Batu"})

    entry = Innovation.objects.get()
    assert (entry.organization, entry.origin) == (None, Origin.REFERENCE)
    page = client.get(url("innovation-detail", entry.pk)).content.decode()
    assert "Tayangkan rujukan" in page
    assert "Ajukan ke kepala" not in page
    move(client, entry, "release")
    entry.refresh_from_db()
    assert entry.state == InnovationState.PUBLISHED
    client.post(url("innovation-update", entry.pk), form_of(client, entry, summary="Lain."))
    entry.refresh_from_db()
    assert entry.summary == "Lain."


def test_an_application_carries_what_makes_it_countable(client, unit, operator):
    other = make_innovation(unit, name="SIHUBIN")
    client.post(
        url("innovation-create"),
        written(
            unit, is_application="on", app_address="sihubin.contoh.test", app_users="120",
            app_cost="5.000.000", overlaps="sihubin",
        ),
    )  # fmt: skip

    entry = Innovation.objects.get(name="SI BAJAK")
    app = entry.application
    assert (app.address, app.users, app.cost) == ("https://sihubin.contoh.test", 120, 5_000_000)
    assert list(app.overlaps.all()) == [other]
    page = client.get(url("innovation-detail", entry.pk)).content.decode()
    assert "Rp5.000.000" in page.replace("\xa0", "").replace("Rp ", "Rp")
    client.post(url("innovation-update", entry.pk), form_of(client, entry, is_application=""))
    assert not hasattr(Innovation.objects.get(pk=entry.pk), "application")


def test_the_list_is_filtered_and_its_count_true(client, unit, operator):
    make_innovation(unit, name="SATU", state=InnovationState.DRAFT, category="pendidikan")
    make_innovation(unit, name="DUA")
    make_innovation(make_unit(), name="MILIK LAIN")
    make_innovation(origin=Origin.REFERENCE, source="Kota Batu", name="TIGA")

    def names(**asked: str) -> list[str]:
        page = client.get(url("innovation-list"), asked)
        shown = page.context["page"]
        assert shown.paginator.count == len(shown.object_list)
        return [row.name for row in shown]

    assert names() == ["DUA", "SATU", "TIGA"]
    assert names(status="konsep") == ["SATU"]
    assert names(kategori="pendidikan", kata="sat") == ["SATU"]
    assert names(asal="rujukan") == ["TIGA"]
    assert names(kata="batu") == ["TIGA"]
    assert names(opd=str(unit.pk)) == ["DUA", "SATU"]


def test_what_an_entry_names_already_may_stay_when_it_is_hidden(client, unit, operator):
    hidden = make_innovation(make_unit(), state=InnovationState.HIDDEN)
    other = make_innovation(make_unit(), state=InnovationState.HIDDEN)
    entry = make_innovation(
        unit, state=InnovationState.DRAFT, origin=Origin.REPLICATION, original=hidden
    )
    Application.objects.create(innovation=entry).overlaps.add(hidden)

    kept = client.post(url("innovation-update", entry.pk), form_of(client, entry, summary="Lain."))
    named = client.post(
        url("innovation-update", entry.pk), form_of(client, entry, original=other.slug)
    )

    assert kept.status_code == 302
    entry.refresh_from_db()
    assert (entry.summary, entry.original) == ("Lain.", hidden)
    assert list(entry.application.overlaps.all()) == [hidden]
    assert named.status_code == 400


def test_an_application_that_nobody_uses_yet_has_no_users_and_not_an_unknown_number(
    client, unit, operator
):
    entry = make_innovation(unit, state=InnovationState.DRAFT)
    Application.objects.create(innovation=entry, platform="Web")

    client.post(url("innovation-update", entry.pk), form_of(client, entry, app_users="0"))

    entry.refresh_from_db()
    assert entry.application.users == 0
    change = activity.history_of(entry)[0].changes["app_users"]
    assert (change["before"], change["after"]) == ("", "0")


def test_what_is_no_application_has_nothing_of_one_in_its_history(client, unit, operator):
    entry = make_innovation(unit, state=InnovationState.DRAFT)

    values = form_of(client, entry, app_platform="Web", is_application="")
    assert client.post(url("innovation-update", entry.pk), values).status_code == 302

    assert not activity.history_of(entry).exists()


def test_an_address_names_its_entry_among_many_of_one_name(client, unit, operator):
    for number in range(4):
        wanted = make_innovation(unit, name="ANTRE", slug=f"antre{'-x' * (3 - number)}")

    client.post(url("innovation-create"), written(unit, origin="replikasi", original="antre"))

    assert Innovation.objects.get(name="SI BAJAK").original == wanted
