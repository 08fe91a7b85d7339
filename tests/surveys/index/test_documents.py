"""The reports of the survey: the same figures as the page, provisional while a period is open."""

from __future__ import annotations

import subprocess
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command

from organizations import moment
from organizations.choices import Role
from organizations.queries.signers import OPEN_DAY
from reports.choices import Format, JobState
from reports.definitions import ReportData
from reports.models import ReportJob
from reports.permissions import can_publish
from reports.registry import REPORTS
from reports.rendering.document import marked_page
from surveys import permissions
from surveys.choices import CommentState, Education, Flag, FollowUpState, Medium, PeriodState
from surveys.index.actions.closing import close_period, publish_period
from surveys.models import FollowUp, Period, Publication, Response, ServiceUnit
from tests.factories.organizations import make_assignment, make_city, make_unit, make_user
from tests.factories.surveys import (
    make_comment,
    make_follow_up,
    make_period,
    make_responses,
    make_service,
    make_service_unit,
)  # fmt: skip
from tests.surveys.test_index import SEKADAU

pytestmark = pytest.mark.django_db
WIB = ZoneInfo("Asia/Jakarta")
UNIT = {"unit": "pkm-uji", "periode": "2026-S1"}


@pytest.fixture
def period() -> Period:
    make_city()
    unit = make_service_unit(make_unit(name="Dinas Uji"), name="Puskesmas Uji", code="pkm-uji")
    period = make_period(unit)
    make_responses(period, *SEKADAU, sex="P", service=make_service(unit))
    make_responses(period, "444444444", flags=Flag.FAST)
    return period


def rendered(tmp_path: Path, slug: str, fmt: str = "pdf", **params: str) -> str:
    out = tmp_path / f"{slug}.{fmt}"
    given = [f"{name}={value}" for name, value in params.items()]
    call_command("render_report", slug, param=given, format=fmt, out=str(out))
    if fmt != "pdf":
        return out.read_text()
    told = subprocess.run(["pdftotext", str(out), "-"], capture_output=True, text=True, check=True)
    return " ".join(told.stdout.replace("\f", " <page> ").split())


def closed(period: Period) -> Period:
    done = close_period(period=period, by=make_user(Role.BAGIAN_ORGANISASI))
    return publish_period(period=done, by=make_user(Role.BAGIAN_ORGANISASI))


def test_five_chapters_with_the_figures_of_the_page_and_the_plan(period, tmp_path):
    FollowUp.objects.create(
        unit=period.unit, period=period, element="waktu", action="Menambah loket pagi",
        owner="Kepala Puskesmas", due_on=date(2026, 9, 30),
    )  # fmt: skip
    done = closed(period)
    Publication.objects.create(period=done, medium=Medium.BOARD, published_on=date(2026, 7, 9))

    text = rendered(tmp_path, "skm", unit="pkm-uji", periode="2026-S1")

    for words in (
        "BAB I Pendahuluan", "BAB V Penutup", "79,17", "50 dari 80 yang diperlukan",
        "Menambah loket pagi", "Papan pengumuman", "Halaman portal ini", "Pengolahan data",
        "Dijawab sangat cepat", "Belum sesuai".lower(),
    ):  # fmt: skip
        assert words in text, words
    assert "SEMENTARA" not in text


def told(slug: str, **params: str) -> ReportData:
    report = REPORTS.find(slug)()
    return report.data(report.resolve(params))


def page_of(slug: str, data: ReportData) -> str:
    return " ".join(marked_page(REPORTS.find(slug)(), data).split())


def test_it_is_signed_on_the_last_day_that_it_tells_of_by_the_head_of_that_day(period):
    """Announced at one in the morning, the day before in the clock of the world."""
    owner = period.unit.organization
    former, head = make_user(full_name="Kepala Lama"), make_user(full_name="Kepala Baru")
    signs = {"signs_documents": True}
    last, first = date(2026, 6, 30), date(2026, 7, 1)
    make_assignment(former, Role.KEPALA_OPD, owner, valid_to=last, **signs)
    make_assignment(head, Role.KEPALA_OPD, owner, valid_from=first, **signs)
    with moment.at(datetime(2026, 6, 30, 10, tzinfo=WIB)):
        done = close_period(period=period, by=make_user(Role.BAGIAN_ORGANISASI))
    with moment.at(datetime(2026, 7, 1, 1, tzinfo=WIB)):
        done = publish_period(period=done, by=make_user(Role.BAGIAN_ORGANISASI))

    data = told("skm", **UNIT)
    Publication.objects.create(period=done, medium=Medium.BOARD, published_on=date(2026, 7, 9))
    shown = told("skm", **UNIT)
    make_follow_up(done, state=FollowUpState.CONFIRMED, done_on=date(2026, 8, 3))
    acted = told("skm", **UNIT)
    days = {"starts_on": date(2025, 7, 1), "ends_on": date(2025, 12, 31)}
    earlier = make_period(period.unit, code="2025-S2", state=PeriodState.CLOSED, **days)
    make_follow_up(earlier, state=FollowUpState.CONFIRMED, done_on=date(2026, 8, 20))
    carried = told("skm", **UNIT)

    assert [signer.name for signer in data.signers] == [head.full_name]
    assert data.place_date.endswith(", 1 Juli 2026")
    assert data.place_date in page_of("skm", data)
    assert shown.place_date.endswith(", 9 Juli 2026")
    assert acted.place_date.endswith(", 3 Agustus 2026")
    assert carried.place_date.endswith(", 20 Agustus 2026")


def test_what_is_closed_and_not_announced_is_a_draft_and_not_signed_yet(period):
    done = close_period(period=period, by=make_user(Role.BAGIAN_ORGANISASI))
    asked = {"skm": UNIT, "skm-lembar": UNIT, "skm-kota": {"periode": "2026-S1"}}
    before = {slug: told(slug, **params) for slug, params in asked.items()}
    publish_period(period=done, by=make_user(Role.BAGIAN_ORGANISASI))
    after = {slug: told(slug, **params) for slug, params in asked.items()}

    for slug, data in before.items():
        assert data.is_draft, slug
        assert data.title.endswith("(SEMENTARA)"), slug
        assert "SEMENTARA: hasil" in page_of(slug, data), slug
    assert before["skm"].place_date.endswith(OPEN_DAY)
    for slug, data in after.items():
        assert not data.is_draft, slug
        assert "SEMENTARA" not in page_of(slug, data), slug


def test_nothing_is_promised_where_there_is_no_plan(period):
    done, promise = closed(period), "dilaksanakan dan hasilnya dimuat"

    assert promise not in page_of("skm", told("skm", **UNIT))
    plan = make_follow_up(done)
    assert promise in page_of("skm", told("skm", **UNIT))
    FollowUp.objects.filter(pk=plan.pk).update(state=FollowUpState.DROPPED)
    assert promise not in page_of("skm", told("skm", **UNIT))


def test_a_report_about_very_few_is_not_for_everybody(period):
    few = make_period(make_service_unit(period.unit.organization, code="sedikit"))
    make_responses(few, *["333333333"] * 4)
    skm = REPORTS.find("skm")()
    params = skm.resolve({"unit": "sedikit", "periode": few.code})
    job = ReportJob(slug="skm", params=params, state=JobState.DONE, format=Format.PDF)
    analyst = make_user(Role.BAPPEDA)

    assert "kurang dari 5 responden" in can_publish(analyst, job).reason
    make_responses(few, "333333333")
    assert can_publish(analyst, job)


def test_the_day_of_an_open_period_is_left_to_the_pen(period):
    assert told("skm", **UNIT).place_date.endswith(OPEN_DAY)


def test_an_open_period_is_provisional_and_csv_has_the_same_figures(period, tmp_path):
    text = rendered(tmp_path, "skm", unit="pkm-uji", periode="2026-S1")
    csv = rendered(tmp_path, "skm", "csv", unit="pkm-uji", periode="2026-S1")

    assert text.count("(SEMENTARA)") > 5  # in the head of every page
    assert "79.17" in csv
    assert csv.splitlines()[0].startswith("tabel,nama,responden")


def test_nobody_is_no_data_in_every_document(period, tmp_path):
    empty = make_period(make_service_unit(period.unit.organization, code="kosong"))

    for slug in ("skm", "skm-lembar"):
        text = rendered(tmp_path, slug, unit="kosong", periode=empty.code)
        assert "Belum ada data" in text
        assert "0,00" not in text


def test_the_sheet_for_the_wall_is_one_page_with_the_public_address(period, tmp_path):
    closed(period)

    text = rendered(tmp_path, "skm-lembar", unit="pkm-uji", periode="2026-S1")

    assert text.count("<page>") == 1
    assert "79,17" in text
    assert f"/survei/unit/{period.unit.pk}/" in text


def test_a_wall_shows_no_index_of_very_few_and_none_without_flagged_answers(period, tmp_path):
    few = make_period(make_service_unit(period.unit.organization, code="sedikit"))
    make_responses(few, *["333333333"] * 4)
    make_responses(period, "111111111", flags=Flag.STRAIGHT)

    for fmt in ("pdf", "csv"):
        told = rendered(tmp_path, "skm-lembar", fmt, unit="sedikit", periode=few.code)
        assert "75,00" not in told
        assert "75.00" not in told
        told = rendered(tmp_path, "skm-lembar", fmt, unit="pkm-uji", periode=period.code)
        assert "ertanda" not in told  # "Tanpa jawaban bertanda"
        told = rendered(tmp_path, "skm-lembar", fmt, unit="sedikit", periode=few.code)
        assert "kurang dari 5 responden" in told
    sheet = REPORTS.find("skm-lembar")()
    figures = {
        unit: sheet.data(sheet.resolve({"unit": unit, "periode": code})).figures
        for unit, code in (("sedikit", few.code), ("pkm-uji", period.code))
    }
    assert figures["sedikit"] == []  # nor does the file carry what its page hides
    assert figures["pkm-uji"]


def test_a_wall_with_all_it_can_say_is_one_page(period, tmp_path):
    for level in Education.values:
        make_responses(period, *["222222222"] * 5, sex="L", education=level)
    make_responses(period, "222222222", sex="L", education=Education.values[0])
    Response.objects.filter(education=Education.values[-1]).first().delete()
    Period.objects.filter(pk=period.pk).update(population=2400)
    name = "Layanan Terpadu Pendaftaran, Perizinan, dan Pengaduan Masyarakat"
    ServiceUnit.objects.filter(pk=period.unit_id).update(address="Jalan Uji 1", name=name)
    period.refresh_from_db()

    for said in ("SEMENTARA", "Hasil lengkap"):  # before and after it is closed
        text = rendered(tmp_path, "skm-lembar", unit="pkm-uji", periode="2026-S1")
        for words in (said, "Disembunyikan", "terlalu kecil", "Dihitung menurut"):
            assert words in text
        assert text.count("<page>") == 1
        if said == "SEMENTARA":
            closed(period)


def test_a_wall_says_why_a_group_is_a_dot(period, tmp_path):
    other = make_period(make_service_unit(period.unit.organization, code="lain"))
    make_responses(other, *["333333333"] * 20, sex="P")
    assert "•" not in rendered(tmp_path, "skm-lembar", unit="lain", periode=other.code)

    make_responses(other, *["333333333"] * 4, sex="L")
    told = rendered(tmp_path, "skm-lembar", unit="lain", periode=other.code)

    assert "Laki-laki •" in told
    assert "• Disembunyikan: kurang dari 5 responden" in told


def test_the_city_by_both_methods(period, tmp_path):
    other = make_period(make_service_unit(make_unit(name="Dinas Lain"), name="Kantor Lain"))
    make_responses(other, "222222222")

    text = rendered(tmp_path, "skm-kota", periode="2026-S1")

    for words in ("Tertimbang responden", "Rata-rata unit", "64,58", "Kantor Lain", "SEMENTARA"):
        assert words in text, words
    assert "2 dari 2 unit layanan" in text


def test_a_unit_of_very_few_is_no_line_among_units(period):
    few = make_period(make_service_unit(make_unit(name="Dinas Lain"), name="Kantor Kecil"))
    make_responses(few, *["222222222"] * 4)
    make_responses(period, *["444444444"] * 3)

    data = told("skm-kota", periode="2026-S1")
    page = page_of("skm-kota", data)
    lines = [row for table in data.tables for row in table.rows if row["nama"] == "Kantor Kecil"]

    assert [(line["nilai"], line["mutu"]) for line in lines] == [("•", "•")] * 2  # form and CSV
    assert "kurang dari 5 responden" in lines[1]["keterangan"]
    assert "50,00" not in page
    assert "1 unit tidak dinilai sendiri" in page
    assert "Kantor Kecil" not in {figure.label for figure in data.figures}


def test_a_city_of_very_few_has_no_index(period):
    """The quarter in which four answered: neither method, nor elements, nor carried figures."""
    days = {"starts_on": date(2025, 7, 1), "ends_on": date(2025, 9, 30)}
    few = make_period(period.unit, code="2025-T3", cycle="triwulan", **days)
    make_responses(few, *["222222222"] * 4)

    data = told("skm-kota", periode="2025-T3")

    [method] = [table for table in data.tables if table.name == "metode"]
    assert [row["nilai"] for row in method.rows] == ["•", "•"]
    assert "unsur" not in {table.name for table in data.tables}
    assert data.figures == []
    assert "50,00" not in page_of("skm-kota", data)


def test_words_that_are_printed_move_the_stamp_so_that_a_corrected_document_is_made_anew(period):
    unit, plan = period.unit, make_follow_up(period)
    shown = Publication.objects.create(
        period=period, medium=Medium.BOARD, published_on=date(2026, 7, 9)
    )
    comment = make_comment(period, state=CommentState.SHOWN, public_text="Kursi kurang")
    skm, city = REPORTS.find("skm")(), REPORTS.find("skm-kota")()
    params, span = skm.resolve({"unit": "pkm-uji", "periode": "2026-S1"}), {"span": "2026-S1"}
    assert skm.stamp(params) == skm.stamp(params)

    for row, column in (
        (plan, "action"), (plan, "owner"), (plan, "outcome"), (shown, "note"), (shown, "url"),
        (comment, "public_text"), (unit, "address"), (unit, "name"),
    ):  # fmt: skip
        before, before_city = skm.stamp(params), city.stamp(span)
        setattr(row, column, "Diperbaiki")
        row.save()
        assert skm.stamp(params) != before, column
        assert (city.stamp(span) != before_city) == (row is unit), column
    before_city = city.stamp(span)
    make_service_unit(unit.organization)  # one more that nobody answered for
    assert city.stamp(span) != before_city


@pytest.mark.parametrize(
    ("slug", "params", "said"),
    [
        ("skm", {"unit": "pkm-uji", "periode": "2020-S1"}, "Yang ada: 2026-S1"),
        ("skm", {"unit": "tidak-ada", "periode": "2026-S1"}, "Periksa kode unitnya"),
        ("skm", {"unit": "pkm-uji"}, "Isi parameter"),
        ("skm", {"opd": "x"}, "tidak dikenal"),
        ("skm-kota", {"periode": "2026-S9"}, "2026-S9"),
    ],
)
def test_a_parameter_that_cannot_be_is_said_in_words(period, tmp_path, slug, params, said):
    with pytest.raises(CommandError, match=said):
        rendered(tmp_path, slug, **params)


def test_who_may_ask(period):
    skm, city = REPORTS.find("skm")(), REPORTS.find("skm-kota")()
    params = skm.resolve({"unit": "pkm-uji", "periode": "2026-S1"})
    own = make_user(Role.PENGELOLA_SURVEI, period.unit.organization)
    foreign = make_user(Role.PENGELOLA_SURVEI, make_unit())

    assert skm.can_request(own, params)
    assert skm.can_request(own, {"organization": None})
    assert not skm.can_request(foreign, params)
    assert not city.can_request(own, {"organization": None})
    assert city.can_request(make_user(Role.BAGIAN_ORGANISASI), {"organization": None})


@pytest.mark.parametrize("role", Role)
def test_the_units_to_choose_from_are_those_that_may_be_asked_for(period, role):
    """Some roles ask for documents and read no surveys, and the other way round."""
    unit = period.unit
    user = make_user(role, unit.organization)

    listed = ServiceUnit.objects.filter(permissions.documented_units(user), pk=unit.pk).exists()

    assert listed is bool(permissions.can_request_report(user, unit.organization_id))


def test_the_form_names_the_periods_of_the_unit(period, client):
    client.force_login(make_user(Role.PENGELOLA_SURVEI, period.unit.organization))

    asked = client.get("/dokumen/baru/skm/", {"unit": "pkm-uji", "periode": "2026-S1"})
    preview = client.get("/dokumen/pratinjau/skm/", {"unit": "pkm-uji", "periode": "2026-S1"})
    wrong = client.post(
        "/dokumen/baru/skm/", {"unit": "pkm-uji", "periode": "2026-S7", "format": "pdf"}
    )

    assert 'value="2026-S1"' in asked.content.decode()
    assert preview.status_code == 200
    assert "79,17" in preview.content.decode()
    assert wrong.status_code == 400
    assert "Pilih periode dari daftar" in wrong.content.decode()
