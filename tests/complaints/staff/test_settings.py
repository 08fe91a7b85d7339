"""Settings: saved with their history, refused in sentences; terms and holidays recount open reports."""

from datetime import date

import pytest
from django.urls import reverse

from complaints.choices import ComplaintState
from complaints.models import AnswerTemplate, Category, LadderStep, Term
from complaints.staff.forms.settings import SettingForm
from organizations.actions.city import delete_holiday, save_holiday
from organizations.choices import Role
from organizations.models import Activity
from tests.factories.complaints import category, complaint, reference_data
from tests.factories.organizations import make_city, make_unit, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    make_city()
    reference_data()
    user = make_user(Role.BAGIAN_ORGANISASI)
    client.force_login(user)
    return user


def url(name: str, *args) -> str:
    return reverse(f"complaints:{name}", args=args)


def test_another_term_counts_open_reports_anew_and_leaves_ended_ones(client, desk):
    case, ended = complaint(), complaint(state=ComplaintState.CLOSED)
    term = Term.objects.get(step="penyelesaian", kind="non_pengawasan")
    values = {
        "step": term.step, "kind": term.kind, "amount": 20, "unit": term.unit,
        "basis": "Perwal 1/2026", "valid_from": "2019-01-01",
    }  # fmt: skip

    answer = client.post(url("term-edit", term.pk), values, follow=True)

    assert "Tenggat 1 laporan dihitung ulang." in answer.content.decode()
    before = case.resolve_due_at, ended.resolve_due_at
    case.refresh_from_db()
    ended.refresh_from_db()
    assert case.resolve_due_at > before[0]
    assert ended.resolve_due_at == before[1]
    assert Activity.objects.filter(object_id=term.pk, object_type="complaints.term").exists()
    page = client.get(url("term-edit", term.pk)).content.decode()
    assert "Perwal 1/2026" in page


def test_a_holiday_moves_due_dates_and_its_end_moves_them_back(desk):
    case = complaint()
    due = case.resolve_due_at
    day = date.fromisoformat(str(due.date()))

    holiday = save_holiday(holiday=None, by=desk, date=day, name="Uji", kind="libur_daerah")
    case.refresh_from_db()
    moved = case.resolve_due_at
    delete_holiday(holiday=holiday, by=desk)
    case.refresh_from_db()

    assert moved >= due
    assert case.resolve_due_at == due


@pytest.mark.parametrize("text", ["Halo {nama}", "Halo {nomor", "Halo nomor}"])
def test_a_template_with_a_place_nothing_fills_is_refused(client, desk, text):
    answer = client.post(url("template-create"), {"name": "Uji", "text": text, "is_active": "on"})

    assert answer.status_code == 400
    page = answer.content.decode()
    assert "tidak dikenal" in page
    assert "{tautan}" in page
    assert not AnswerTemplate.objects.exists()


def test_a_template_is_filled_and_shown_before_it_is_sent(client, desk):
    case = complaint(unit=make_unit(), state=ComplaintState.IN_PROGRESS)
    client.post(
        url("template-create"),
        {"name": "Uji", "text": "Laporan {nomor} di {unit}.", "is_active": "on"},
    )
    template = AnswerTemplate.objects.get()

    page = client.get(f"{url('case-answer', case.number)}?templat={template.pk}").content.decode()

    assert f"Laporan {case.number} di {case.unit}." in page
    assert not case.messages.exists()


def test_one_step_a_level_and_unit(client, desk):
    LadderStep.objects.create(level=1, title="Kepala bagian")

    answer = client.post(url("ladder-create"), {"level": 1, "title": "Lain", "after_days": 3})

    assert answer.status_code == 400
    assert LadderStep.objects.count() == 1


def test_what_is_in_use_is_not_deleted(client, desk):
    used = complaint().category
    free = category("tak-dipakai")

    refused = client.post(url("category-delete", used.pk))
    client.post(url("category-delete", free.pk))

    assert refused.status_code == 400
    assert "Masih dipakai" in refused.content.decode()
    assert Category.objects.filter(pk=used.pk).exists()
    assert not Category.objects.filter(pk=free.pk).exists()


@pytest.mark.parametrize("role", [Role.ADMIN_PENGHUBUNG, Role.OPERATOR_OPD, Role.INSPEKTORAT])
def test_only_the_desk_changes_settings(client, role):
    make_city()
    client.force_login(make_user(role))

    assert client.get(url("settings")).status_code == 403
    assert client.post(url("word-create"), {"word": "uji"}).status_code == 403


def test_every_field_of_the_settings_has_a_name_of_its_own(desk):
    """Django would call a column without one by its English name."""
    unnamed = [
        f"{kind.__name__}.{name}"
        for kind in SettingForm.__subclasses__()
        for name in kind._meta.fields
        if "verbose_name" not in kind._meta.model._meta.get_field(name).deconstruct()[3]
    ]

    assert unnamed == []
