"""What everybody sees of reports: the list, its filters, one report, its photos, joining it."""

from __future__ import annotations

import html
import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from complaints import words
from complaints.choices import Author, ComplaintState, MessageKind, Outcome, Publicity
from complaints.models import Area, Complaint, Message, Supporter
from tests.factories.complaint_files import photo
from tests.factories.complaints import category, complaint, reference_data, reporter
from tests.factories.organizations import make_city, make_unit

pytestmark = pytest.mark.django_db
LIST = "/pengaduan/"


@pytest.fixture(autouse=True)
def _city():
    make_city()
    reference_data()


def shown(**fields) -> Complaint:
    case = complaint(shown=True, **fields)
    words.index([case])
    return case


def page_of(case: Complaint, name: str = "public-ticket", *more) -> str:
    return reverse(f"complaints:{name}", args=[case.number, *more])


def listed(client, **asked) -> list[str]:
    return [line.case.number for line in client.get(LIST, asked).context["listing"].lines]


def test_the_list_shows_public_reports_only_newest_first(client):
    now = timezone.now()
    old = shown(received_at=now - timedelta(days=3))
    new = shown(received_at=now - timedelta(days=1))
    complaint(), complaint(is_secret=True)
    merged = shown(merged_into=new)
    Complaint.objects.filter(pk=merged.pk).update(state=ComplaintState.MERGED)

    assert listed(client) == [new.number, old.number]


def test_each_filter_narrows_the_list(client):
    district = Area.objects.create(code="33.75.01", name="Barat")
    village = Area.objects.create(code="33.75.01.1001", name="Medono", parent=district)
    unit, now = make_unit(), timezone.now()
    case = shown(
        area=village, unit=unit, category=category("sampah"), kind="aspirasi",
        state=ComplaintState.CLOSED, outcome=Outcome.UNSOLVED, received_at=now - timedelta(days=40),
    )  # fmt: skip
    other = shown(received_at=now - timedelta(days=400), state=ComplaintState.ROUTED)
    day = timezone.localdate(case.received_at).isoformat()

    for asked in (
        {"kategori": "sampah"}, {"wilayah": "33.75.01"}, {"wilayah": "33.75.01.1001"},
        {"opd": unit.code}, {"jenis": "aspirasi"}, {"status": Outcome.UNSOLVED.value},
        {"dari": day, "sampai": day},
    ):  # fmt: skip
        assert listed(client, **asked) == [case.number], asked
    assert listed(client, status="terlambat") == listed(client, status="berjalan") == [other.number]


@pytest.mark.parametrize("asked", ["%", "_", "';--", "🕳️"])
def test_signs_alone_are_no_search_and_said_so(client, asked):
    shown()
    answer = client.get("/pengaduan/", {"kata": asked})
    assert "Tulis kata dengan huruf atau angka" in answer.content.decode()


@pytest.mark.parametrize("page", [LIST, "/pengaduan/peta/"])
def test_stop_words_alone_are_said_to_be_no_search(client, page):
    reference_data()
    case, told = shown(kind="aspirasi"), "ada di hampir semua tulisan"
    shown()

    answer = client.get(page, {"kata": "Yang, di", "jenis": "aspirasi"}).content.decode()

    assert f"Kata “Yang, di” {told}" in answer
    assert told not in client.get(page, {"kata": "yang berlubang"}).content.decode()
    assert told not in client.get(page).content.decode()
    assert listed(client, kata="Yang, di", jenis="aspirasi") == [case.number]


def test_a_number_is_found_however_it_is_written(client):
    case = shown()
    Complaint.objects.filter(pk=case.pk).update(number="SK-7M2K-9QTX")
    shown()

    assert listed(client, kata="sk 7m2k9qtx") == ["SK-7M2K-9QTX"]


def test_a_search_without_results_offers_another_spelling(client):
    shown(text="Drainase tersumbat")

    words_of_page = client.get(LIST, {"kata": "drainse"}).content.decode()

    assert "Maksud Anda" in words_of_page
    assert "kata=drainase" in words_of_page


@pytest.mark.parametrize("sorted_here", [1_000, 2])
def test_pages_follow_on_one_another_without_gap_or_repeat(client, monkeypatch, sorted_here):
    monkeypatch.setattr("complaints.public.queries.listing.COUNTED", sorted_here)
    at = timezone.now() - timedelta(hours=1)
    numbers = {shown(received_at=at).number for _ in range(45)}
    seen, after = [], ""
    while True:
        found = client.get(LIST, {"sesudah": after}).context["listing"]
        seen += [line.case.number for line in found.lines]
        if not (after := found.following):
            break

    assert len(seen) == 45
    assert set(seen) == numbers


@pytest.mark.parametrize("window", [1, 25, 500])
@pytest.mark.parametrize("word", ["", "berlubang", "tergenang"])
def test_pages_of_late_reports_are_those_of_all(client, monkeypatch, window, word):
    """Words are looked for in a few late ones first; where these hold too few, in all."""
    monkeypatch.setattr("complaints.public.queries.listing.COUNTED", 2)
    monkeypatch.setattr("complaints.public.queries.listing.WINDOW", window)
    at, texts = timezone.now() - timedelta(days=90), ("Jalan berlubang", "Jalan tergenang")
    made = [
        shown(subject=text, text=text, received_at=at - timedelta(hours=n // 4))
        for n, text in enumerate(texts[n % 3 == 0] for n in range(70))
    ]
    shown(text=" ".join(texts), received_at=timezone.now() - timedelta(hours=1))  # in time
    wanted = sorted((c for c in made if word in c.text), key=lambda c: (c.received_at, c.pk))
    seen, after = [], ""
    while True:
        asked = {"status": "terlambat", "kata": word, "sesudah": after}
        found = client.get(LIST, asked).context["listing"]
        seen += [line.case.number for line in found.lines]
        if not (after := found.following):
            break

    assert seen == [case.number for case in reversed(wanted)]


def test_more_than_a_thousand_are_not_counted(client, monkeypatch):
    monkeypatch.setattr("complaints.public.queries.listing.COUNTED", 2)
    for _ in range(3):
        shown()

    assert client.get(LIST).context["listing"].count is None


@pytest.mark.parametrize(
    "asked",
    [
        {"kategori": "tidak-ada"}, {"wilayah": "x'--"}, {"status": "zzz"}, {"dari": "kemarin"},
        {"dari": "2026-03-02", "sampai": "2026-03-01"}, {"titik": "utara"}, {"titik": "NaN,1"},
        {"sampai": "9999-12-31"}, {"dari": "0001-01-01"},
    ],
)  # fmt: skip
def test_a_wrong_filter_is_said_and_never_an_error(client, asked):
    answer = client.get(LIST, asked)

    assert answer.status_code == 200
    assert "Ada" in answer.content.decode()
    assert answer.context["filters"].errors


def test_the_edge_of_the_calendar_is_no_error_on_the_map_either(client):
    answer = client.get("/pengaduan/peta.json", {"sampai": "9999-12-31"})

    assert answer.status_code in (200, 400)


def test_what_cannot_be_in_a_text_does_no_harm(client):
    assert client.get(LIST, {"kata": "a\x00b", "sesudah": "\x00"}).status_code == 400
    assert client.get("/pengaduan/SK-0000-0000%00/").status_code == 400


def test_the_page_tells_the_moderated_words_only(client):
    case = shown(unit=make_unit(), text="Nama saya Markamandala", state=ComplaintState.IN_PROGRESS)
    Complaint.objects.filter(pk=case.pk).update(public_text="Lampu padam", address="Rumah Ketapel")
    reporter(case, name="Markamandala")
    Message.objects.create(
        complaint=case, kind=MessageKind.ANSWER, author=Author.OFFICER, unit=case.unit,
        text="Kepada Markamandala", public_text="Petugas sudah datang.", is_public=True,
    )  # fmt: skip
    Message.objects.create(
        complaint=case, kind=MessageKind.REPLY, author=Author.REPORTER, text="Ketapel"
    )

    text = client.get(page_of(case)).content.decode()

    assert "Lampu padam" in text
    assert "Petugas sudah datang." in text
    assert "Sedang ditangani" in text
    assert "Markamandala" not in text
    assert "Ketapel" not in text


def test_secret_hidden_and_unknown_are_one_404(client):
    hidden = complaint(publicity=Publicity.HIDDEN)
    answers = [
        client.get(f"/pengaduan/{number}/")
        for number in (complaint().number, complaint(is_secret=True).number, hidden.number, "SK-X")
    ]

    assert {answer.status_code for answer in answers} == {404}


def test_a_late_report_says_so(client):
    case = shown(received_at=timezone.now() - timedelta(days=200))

    assert "Terlambat" in client.get(page_of(case)).content.decode()


def test_a_merged_report_points_to_a_public_main_one_only(client):
    main, hidden = shown(subject="Laporan utama"), complaint(subject="Tersembunyi")
    for target, is_told in ((main, True), (hidden, False)):
        case = shown(merged_into=target)
        Complaint.objects.filter(pk=case.pk).update(state=ComplaintState.MERGED)
        text = client.get(page_of(case)).content.decode()
        assert ("Kelanjutannya ada di sana" in text) is is_told
        assert (target.number in text) is is_told


def test_only_public_photos_are_handed_out_and_named_after_nothing(client):
    case = shown()
    public = photo(case, is_public=True, shown_name="ktp-markamandala.jpg")
    refused = [photo(case), photo(case, is_public=True, is_hidden=True)]

    answer = client.get(page_of(case, "public-photo", public.pk))

    assert answer.status_code == 200
    assert "markamandala" not in answer["Content-Disposition"]
    assert b"".join(answer.streaming_content)
    assert [client.get(page_of(case, "public-photo", row.pk)).status_code for row in refused] == [
        404,
        404,
    ]


@pytest.mark.parametrize("gateway", ["", "complaints.intake.notifications.FileGateway"])
def test_joining_shows_a_secret_once_and_counts_once(client, settings, gateway):
    settings.WHATSAPP_GATEWAY = gateway
    case = shown()
    url = page_of(case, "public-follow")
    key = client.get(url).context["form"]["key"].value()

    first, again = (client.post(url, {"key": key}) for _ in range(2))

    assert first.context["secret"]
    assert not again.context["secret"]
    assert Supporter.objects.filter(complaint=case).count() == 1
    case.refresh_from_db()
    assert case.supporters == 1


def test_a_closed_report_is_not_joined(client):
    case = shown(state=ComplaintState.CLOSED)

    assert client.get(page_of(case, "public-follow")).status_code == 404


def test_the_map_counts_reports_at_rounded_places(client):
    place = {"public_latitude": "-6.888", "public_longitude": "109.675"}
    shown(**place), shown(**place), complaint(latitude="-6.8", longitude="109.6")

    found = client.get("/pengaduan/peta.json").json()

    assert found == {"places": [[-6.888, 109.675, 2]], "is_cut": False, "newest": None}
    assert len(listed(client, titik="-6.888,109.675")) == 2


def test_from_the_second_page_the_map_shows_every_result_of_the_filter(client):
    """Where what is done on page 2 showed only that page, the map is wrong without saying so."""
    here = {"public_latitude": "-6.889", "public_longitude": "109.675"}
    for number in range(45):
        shown(category=category("lampu" if number % 3 else "jalan-rusak"), **here)
    first = client.get(LIST, {"kategori": "lampu"}).content.decode()
    following = re.search(r'href="([^"]*sesudah=SK-[^"]*)"', first)[1]
    second = client.get(html.unescape(f"{LIST}{following}")).content.decode()
    onward = html.unescape(re.search(r'href="(/pengaduan/peta/\?[^"]*)"', second)[1])

    page = client.get(onward).content.decode()
    places = client.get(html.unescape(re.search(r'data-points="([^"]*)"', page)[1])).json()[
        "places"
    ]
    filtered = client.get(f"{LIST}{following}&status=berjalan").content.decode()

    assert "sesudah" not in onward
    assert [n for _, _, n in places] == [30]
    form = re.search(r"<form[^>]*method=.get.*?</form>", filtered, re.DOTALL)[0]
    assert "sesudah" not in form, "a filter changed on page 2 begins at the first page"
