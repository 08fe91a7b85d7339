"""Pages and periodic work of complaints in a city of a million reports, against one of a thousand."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import cache
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.test import Client
from django.utils import timezone

from bench import twins
from bench.cases import Case, Result, Size, seconds
from complaints.intake.views.ticket import KEY
from complaints.models import Complaint
from complaints.public.queries.listing import listing
from complaints.staff.queries.tabs import DESK_TABS, OTHER_TABS, UNIT_TABS
from organizations.models import User

LIST, INBOX = "/pengaduan/", "/kerja/pengaduan/"
# How long ago the last page of a list begins, and a place of the map with many reports.
DAYS = (timezone.localdate() - timedelta(days=400), timezone.localdate() - timedelta(days=200))
PUBLIC: Mapping[str, Mapping[str, Any]] = {
    "daftar": {},
    "kategori": {"kategori": "jalan-rusak"},
    "kategori jarang": {"kategori": "lainnya"},
    "kecamatan": {"wilayah": "33.75.01"},
    "kelurahan": {"wilayah": "33.75.01.1002"},
    "opd": {"opd": "1.01.0.00.0.00.01.0000"},
    "opd terakhir": {"opd": "1.30.0.00.0.00.01.0000"},
    "berjalan": {"status": "berjalan"},
    "terlambat": {"status": "terlambat"},
    "dijawab": {"status": "dijawab"},
    "selesai": {"status": "selesai"},
    "bukan kewenangan": {"status": "bukan_kewenangan"},
    "jenis": {"jenis": "pengawasan"},
    "rentang": {"dari": DAYS[0].isoformat(), "sampai": DAYS[1].isoformat()},
    "rentang lama": {"sampai": (timezone.localdate() - timedelta(days=1700)).isoformat()},
    "titik": {"titik": "-6.88,109.67"},
    "opd, terlambat": {"opd": "1.01.0.00.0.00.01.0000", "status": "terlambat"},
    "opd, kategori": {"opd": "1.01.0.00.0.00.01.0000", "kategori": "jalan-rusak"},
    "wilayah, kategori": {"wilayah": "33.75.02", "kategori": "jalan-rusak"},
    "yang tidak bertemu": {
        "opd": "1.30.0.00.0.00.01.0000", "kategori": "jalan-rusak", "wilayah": "33.75.02",
    },
    "wilayah, jenis, hasil": {
        "wilayah": "33.75.02", "jenis": "pengawasan", "status": "tidak_terselesaikan",
    },
    "kata umum": {"kata": "jalan"},
    "dua kata": {"kata": "jalan rusak"},
    "kata sedang": {"kata": "kata900"},
    "kata langka": {"kata": "langka"},
    "umum dan langka": {"kata": "jalan langka"},
    "kata tidak ada": {"kata": "zzqqxx"},
    "salah eja": {"kata": "jalann"},
    "kata umum, opd": {"kata": "jalan", "opd": "1.01.0.00.0.00.01.0000"},
    "kata umum, terlambat": {"kata": "jalan", "status": "terlambat"},
    "kata umum, titik": {"kata": "jalan", "titik": "-6.88,109.67"},
    "nomor": {"kata": "SK-0000-0900"},
}  # fmt: skip
DEEP = ("daftar", "opd", "kata umum", "selesai", "kecamatan")


@cache
def client(name: str, email: str) -> Client:
    """Signed in to one of the two cities."""
    found = Client()
    if email:
        found.force_login(User.objects.get(email=email))
    return found


def page(
    url: str | Callable[[], str], asked: Mapping[str, Any], email: str = ""
) -> Callable[[], None]:
    """Reads a page; an address that differs between the two cities is a function."""

    def read() -> None:
        where = url if isinstance(url, str) else url()
        answer = client(twins.current(), email).get(where, asked)
        assert answer.status_code == 200, (url, asked, answer.status_code)
        answer.getvalue()

    return read


def deep(asked: Mapping[str, Any]) -> Callable[[], None]:
    """A page at the far end: after a report received four and a half years ago."""

    def where() -> str:
        return f"{LIST}?{urlencode({**asked, 'sesudah': _old(twins.current())})}"

    return page(where, {})


@cache
def _old(name: str) -> str:
    at = timezone.now() - timedelta(days=1640)
    return Complaint.objects.public().filter(received_at__lt=at)[:1].get().number


def compared(works: Mapping[str, Callable[[], object]], size: Size) -> Result:
    """The worst of several pages, each large against small, and the figures of all."""
    twins.twins(size.reports)
    found = {name: twins.side_by_side(work, size.rounds) for name, work in works.items()}
    worst = max(found, key=lambda name: found[name][0])
    notes = [
        f"{name}: {ratio:.2f} x ({large * 1000:.0f} : {small * 1000:.0f} ms)"
        for name, (ratio, large, small) in sorted(found.items(), key=lambda one: -one[1][0])
    ]
    return Result(found[worst][0], f"{found[worst][0]:.2f} x", tuple(notes))


def public_list(size: Size) -> Result:
    works = {name: page(LIST, asked) for name, asked in PUBLIC.items()}
    return compared(works | {f"{name}, akhir": deep(PUBLIC[name]) for name in DEEP}, size)


def public_pages(size: Size) -> Result:
    year = timezone.localdate().year - 1
    requests = "/open311/v2/requests.json"
    data = "/data/pengaduan.json"
    works = {
        "beranda": page("/", {}),
        "rapor tahun": page(f"{LIST}rapor/", {"tahun": year}),
        "rapor bulan": page(f"{LIST}rapor/", {"tahun": year, "bulan": 3}),
        "statistik tahun": page(f"{LIST}statistik/", {"tahun": year}),
        "statistik bulan": page(f"{LIST}statistik/", {"tahun": year, "bulan": 3}),
        "umpan": page(f"{LIST}umpan/", {}),
        "umpan wilayah": page(f"{LIST}umpan/wilayah/33.75.01.1002/", {}),
        "laporan": page(lambda: f"{LIST}{_old(twins.current())}/", {}),
        "data terbuka": page(data, {"tahun": year, "batas": 20}),
        "data terbuka, akhir": page(
            lambda: f"{data}?sesudah={_last(year)}&batas=20&tahun={year}", {}
        ),
        "open311": page(requests, {"page_size": 20}),
        "open311 kategori": page(requests, {"page_size": 20, "service_code": "jalan-rusak"}),
        "open311 terbuka": page(requests, {"page_size": 20, "status": "open"}),
        "open311 kata": page(
            requests, {"page_size": 20, "status": "closed", "service_code": "lainnya"}
        ),
    }
    return compared(works, size)


def _last(year: int) -> int:
    return _last_of(twins.current(), year)


@cache
def _last_of(name: str, year: int) -> int:
    rows = Complaint.objects.public().filter(received_at__year=year).order_by("-pk")
    return rows.values_list("pk", flat=True)[21]


def maps(size: Size) -> Result:
    names = ("daftar", "kategori", "kecamatan", "opd", "terlambat", "jenis", "kata umum", "rentang")
    return compared({name: page(f"{LIST}peta.json", PUBLIC[name]) for name in names}, size)


def staff(size: Size) -> Result:
    def tabs(email: str, tabs: Any) -> dict[str, Callable[[], None]]:
        who = email.partition("@")[0]
        return {f"{who}, {tab.name}": page(INBOX, {"tab": tab.name}, email) for tab in tabs}

    works = {
        **tabs(twins.DESK, DESK_TABS),
        **tabs(twins.UNIT, UNIT_TABS),
        **tabs(twins.INSPECTOR, OTHER_TABS),
        "meja, kata": page(INBOX, {"tab": "semua", "kata": "kata900"}, twins.DESK),
        "meja, kata umum": page(INBOX, {"tab": "semua", "kata": "jalan"}, twins.DESK),
        "meja, kata tidak ada": page(INBOX, {"tab": "semua", "kata": "zzqqxx"}, twins.DESK),
        "dasbor meja": page("/dasbor/", {}, twins.DESK),
        "dasbor opd": page("/dasbor/", {}, twins.UNIT),
        "kasus": page(lambda: f"{INBOX}{_old(twins.current())}/", {}, twins.DESK),
        "lacak": lambda: _ticket(twins.current()),
    }
    return compared(works, size)


def _ticket(name: str) -> None:
    """Reads the page of a report that its number and secret have opened."""
    browser = client(name, "")
    session = browser.session
    pk = Complaint.objects.values_list("pk", flat=True).get(number=_old(name))
    session[KEY] = {"case": pk, "supporter": None, "at": int(time.time())}
    session.save()
    browser.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    answer = browser.get("/lacak/laporan/")
    assert answer.status_code == 200, answer.status_code


def lookup(size: Size) -> Result:
    """The slowest search in a million reports against finding one by its number."""
    twins.twins(size.reports)
    with twins.within(twins.LARGE):
        number = _old(twins.LARGE)
        one = _median(lambda: Complaint.objects.get(number=number), size.rounds * 10)
        asked = {name: fields for name, fields in PUBLIC.items() if set(fields) == {"kata"}}
        found = {
            name: _median(lambda fields=fields: listing(fields, ""), size.rounds)
            for name, fields in asked.items()
        }
    worst = max(found.values())
    notes = [f"{name}: {took / one:.0f} x ({took * 1000:.1f} ms)" for name, took in found.items()]
    return Result(worst / one, f"{worst / one:.0f} x", (f"one {one * 1000:.2f} ms", *notes))


def _median(work: Callable[[], object], rounds: int) -> float:
    work()
    return statistics.median(seconds(work) for _ in range(rounds))


COMPLAINT_CASES = (
    Case("public list of a million reports / a thousand", 1.5, "<= 1.5 x", public_list),
    Case("other public pages / a thousand", 1.5, "<= 1.5 x", public_pages),
    Case("map with all results / a thousand", 1.5, "<= 1.5 x", maps),
    Case("staff pages / a thousand", 1.5, "<= 1.5 x", staff),
    Case("slowest search / finding one by its number", 60, "<= 60 x", lookup),
)
