"""From the lowest elements to a plan, its proof and the judgement of another person."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from organizations import activity
from organizations.choices import Role
from organizations.models import OutgoingMail
from surveys.choices import Element, FollowUpState
from surveys.follow_up.actions.plans import confirm, drop, report_done, save_plan, send_back
from surveys.models import FollowUp
from tests.factories.organizations import make_unit, make_user
from tests.factories.surveys import make_follow_up, make_period, make_service_unit
from tests.surveys.follow_up.conftest import photo

pytestmark = pytest.mark.django_db
PLAN = {
    "element": "waktu",
    "issue": "Antrean",
    "action": "Membuka loket kedua",
    "owner": "Kepala Seksi Pelayanan",
    "due_on": "31 Maret 2099",
}


def url(name: str, *args: Any) -> str:
    return reverse(f"surveys:{name}", args=args)


@pytest.fixture
def later() -> date:
    return date(timezone.localdate().year + 1, 3, 31)


def written(later: date, **changes: str) -> dict[str, str]:
    return {**PLAN, "due_on": later.isoformat(), **changes}


def test_the_three_lowest_are_offered_and_ties_named(client, manager, period):
    page = client.get(url("plan-period", period.pk))
    text = page.content.decode()

    lowest = page.context["found"].lowest
    assert [(low.figure.element, low.is_tied) for low in lowest] == [
        (Element.TIME, False),
        (Element.CONDUCT, False),
        (Element.FACILITIES, False),
        (Element.COMPLAINTS, True),
    ]
    assert "nilainya sama dengan unsur ketiga" in text
    assert f"{url('plan-create', period.pk)}?unsur=waktu" in text
    assert "Belum lengkap" in text


def test_a_plan_from_the_offer_to_the_list(client, manager, period, later):
    form = client.get(url("plan-create", period.pk), {"unsur": "waktu"})
    assert form.context["form"].initial["element"] == "waktu"
    strange = client.get(url("plan-create", period.pk), {"unsur": "<b>"})
    assert strange.context["form"].initial["element"] == ""

    answer = client.post(url("plan-create", period.pk), written(later))

    assert answer.url == url("plan-period", period.pk)
    plan = FollowUp.objects.get()
    assert (plan.period, plan.unit, plan.state) == (period, period.unit, FollowUpState.PLANNED)
    assert plan.quarter == 1
    assert "Membuka loket kedua" in client.get(url("plan-list", period.unit.pk)).content.decode()
    assert activity.history_of(plan).get().actor == manager


@pytest.mark.usefixtures("manager")
def test_a_plan_may_be_due_today(client, manager, period):
    client.post(url("plan-create", period.pk), written(timezone.localdate()))

    assert FollowUp.objects.filter(due_on=timezone.localdate()).exists()


@pytest.mark.usefixtures("manager")
@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("element", "", "Pilih unsur"),
        ("element", "lain", "Pilih unsur dari daftar"),
        ("action", " ", "Isi kegiatan"),
        ("owner", "", "Isi penanggung jawab"),
        ("due_on", "", "Isi tanggal paling lambat"),
        ("due_on", "0000-00-00", "Tulis tanggal lengkap"),
        ("due_on", "1 Januari 2020", "Pilih tanggal hari ini atau sesudahnya"),
        ("due_on", "1 Januari 2099", "paling jauh tiga tahun"),
        ("action", "x" * 2001, "paling panjang 2000 huruf"),
    ],
)
def test_bad_input_is_told_and_the_words_stay(client, period, field, value, said):
    data = written(timezone.localdate(), **{field: value})

    answer = client.post(url("plan-create", period.pk), data)

    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert "Antrean" in answer.content.decode()
    assert not FollowUp.objects.exists()


def test_an_open_period_has_no_plan_yet(client, manager, unit, later):
    running = make_period(unit)

    assert "Periode masih berjalan" in client.get(url("plan-period", running.pk)).content.decode()
    answer = client.post(url("plan-create", running.pk), written(later))
    assert answer.status_code == 400
    assert "sesudah periode ditutup" in answer.content.decode()


def test_done_with_proof_and_confirmed_by_another(client, manager, head, period):
    plan = make_follow_up(period)
    said = {"outcome": "Loket kedua dibuka", "done_on": "1 September 2026"}

    refused = client.post(url("plan-report", plan.pk), said)
    assert refused.status_code == 400
    assert "Unggah buktinya" in refused.content.decode()
    client.post(url("plan-report", plan.pk), {**said, "file": photo()})

    plan.refresh_from_db()
    assert (plan.state, plan.done_by, plan.file_name) == ("dikerjakan", manager, "bukti.jpg")
    assert client.post(url("plan-move", plan.pk, "confirm")).status_code == 403
    client.force_login(head)
    proof = client.get(url("plan-proof", plan.pk))
    assert b"".join(proof.streaming_content).startswith(b"\xff\xd8")
    assert "Nyatakan selesai" in client.get(url("plan-detail", plan.pk)).content.decode()
    client.post(url("plan-move", plan.pk, "confirm"))
    plan.refresh_from_db()
    assert plan.state == FollowUpState.CONFIRMED


def test_nobody_confirms_their_own_work(client, period):
    """Bagian Organisasi holds both rights; the rule of two persons stands above them."""
    desk = make_user(Role.BAGIAN_ORGANISASI)
    plan = make_follow_up(period, state=FollowUpState.DONE, done_by=desk)
    client.force_login(desk)

    page = client.get(url("plan-detail", plan.pk)).content.decode()
    answer = client.post(url("plan-move", plan.pk, "confirm"))

    assert "orang lain yang memeriksanya" in page
    assert url("plan-move", plan.pk, "confirm") not in page
    assert answer.status_code == 403
    with pytest.raises(PermissionDenied):
        confirm(plan=plan, by=desk)


def test_sent_back_with_what_is_lacking_and_reported_again(client, manager, head, period):
    plan = make_follow_up(period)
    report_done(plan=plan, outcome="Ya", done_on=date(2026, 9, 1), upload=photo(), by=manager)
    plan.refresh_from_db()

    with pytest.raises(ValidationError):
        send_back(plan=plan, by=head, note=" ")
    moved = send_back(plan=plan, by=head, note="Fotonya bukan loket kedua")

    assert (moved.state, moved.done_on) == (FollowUpState.PLANNED, None)
    assert "Fotonya bukan loket kedua" in client.get(url("plan-detail", plan.pk)).content.decode()
    mail = OutgoingMail.objects.get()
    assert mail.to == manager.email
    assert "Fotonya bukan loket kedua" in mail.body
    again = report_done(
        plan=moved, outcome="Loket dibuka", done_on=date(2026, 9, 2), upload=None, by=manager
    )
    assert (again.remark, again.file_name) == ("", "bukti.jpg")


def test_given_up_only_with_a_reason(client, manager, period):
    plan = make_follow_up(period)

    assert client.post(url("plan-move", plan.pk, "drop")).status_code == 400
    client.post(url("plan-move", plan.pk, "drop"), {"note": "Loketnya pindah"})

    plan.refresh_from_db()
    assert (plan.state, plan.remark) == (FollowUpState.DROPPED, "Loketnya pindah")
    assert "Loketnya pindah" in client.get(url("plan-detail", plan.pk)).content.decode()
    assert client.post(url("plan-report", plan.pk), {}).status_code == 400


@pytest.mark.parametrize("done_on", [date(2099, 1, 1), date(2025, 12, 31)])
def test_a_day_that_cannot_be(manager, period, done_on):
    plan = make_follow_up(period)

    with pytest.raises(ValidationError) as refused:
        report_done(plan=plan, outcome="Ya", done_on=done_on, upload=photo(), by=manager)

    assert "done_on" in refused.value.message_dict


def test_a_proof_that_is_none_leaves_nothing_behind(client, manager, period):
    plan = make_follow_up(period)
    given = {"outcome": "Ya", "done_on": "1 September 2026"}

    answer = client.post(
        url("plan-report", plan.pk),
        {**given, "file": SimpleUploadedFile("a.pdf", b"bukan pdf sama sekali")},
    )

    assert answer.status_code == 400
    plan.refresh_from_db()
    assert (plan.state, plan.file.name) == (FollowUpState.PLANNED, "")


def test_reported_twice_is_told(manager, period):
    plan = make_follow_up(period)
    given = {"plan": plan, "outcome": "Ya", "done_on": date(2026, 9, 1), "by": manager}
    report_done(**given, upload=photo())

    with pytest.raises(ValidationError, match="Status sudah berubah"):
        report_done(**given, upload=photo())


def test_words_of_a_settled_plan_stay(client, manager, period, later):
    plan = make_follow_up(period, state=FollowUpState.CONFIRMED)

    answer = client.post(url("plan-edit", plan.pk), written(later))

    assert answer.status_code == 400
    assert "tidak diubah lagi" in answer.content.decode()
    with pytest.raises(ValidationError):
        drop(plan=plan, by=manager, note="x")


def test_an_old_due_day_may_stay_while_words_change(manager, period):
    plan = make_follow_up(period, due_on=date(2020, 1, 1))
    values = {"element": "waktu", "action": "Baru", "owner": "x", "due_on": date(2020, 1, 1)}

    assert save_plan(plan=plan, values=values, by=manager).action == "Baru"


def test_plans_of_others_are_not_found(client, manager):
    plan = make_follow_up(make_period(make_service_unit(make_unit())))

    names = ("plan-detail", "plan-edit", "plan-report", "plan-proof")
    assert {client.get(url(name, plan.pk)).status_code for name in names} == {404}
    assert client.post(url("plan-move", plan.pk, "drop"), {"note": "x"}).status_code == 404


def test_a_lost_proof_is_said(client, manager, period):
    plan = make_follow_up(period, file="surveys/tindak-lanjut/2026/x.pdf", file_name="x.pdf")

    assert client.get(url("plan-proof", plan.pk)).status_code == 410


def test_words_of_people_are_inert(client, manager, period):
    plan = make_follow_up(period, action="<script>alert(1)</script>", owner="<b>x</b>")

    for page in (url("plan-detail", plan.pk), url("plan-list", plan.unit.pk)):
        text = client.get(page).content.decode()
        assert "<script>alert" not in text
        assert "<b>x</b>" not in text


def test_counts_are_the_lengths_of_their_lists(client, manager, period):
    for state in FollowUpState.values:
        make_follow_up(period, state=state)
    make_follow_up(period, due_on=date(2020, 1, 1))
    page = url("plan-list", period.unit.pk)

    for name, length in (("", 3), ("diperiksa", 1), ("selesai", 1), ("semua", 5)):
        found = client.get(page, {"tab": name}).context
        assert len(found["page"].object_list) == length
        assert f"({length})" in next(tab.label for tab in found["tabs"] if tab.active)
    line = client.get(url("plan-desk")).context["desk"].lines[0]
    assert (line.undone, line.waiting, line.share.done, line.share.plans) == (3, 1, 1, 5)
    assert line.overdue == 2


def test_plans_of_before_stand_at_the_next_result(client, manager, period):
    make_follow_up(period, action="Dari hasil sebelumnya, loket")
    following = period.unit.periods.exclude(pk=period.pk).get()

    text = client.get(url("plan-period", following.pk)).content.decode()

    assert "Dari hasil sebelumnya, loket" in text
