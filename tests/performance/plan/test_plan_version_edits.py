"""A version once it is made: its decree and day, its place in the year, two people at once."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.test import Client

from organizations.choices import Role
from organizations.models import Activity, User
from performance.choices import PlanDocument
from performance.models import PlanVersion
from performance.plan.actions.periods import save_period
from performance.plan.actions.version_edits import update_version
from performance.plan.queries.versions import mark_of
from tests.factories.organizations import make_user
from tests.factories.performance import make_revision, make_version, make_window
from tests.performance.entry.test_entry import QUARTER, YEAR, Office
from tests.performance.plan.test_plan_pages import go


@pytest.fixture
def office(db) -> Office:
    make_window(QUARTER)
    make_version(PlanDocument.RENSTRA)
    return Office()


@pytest.fixture
def bappeda(office) -> User:
    return make_user(Role.BAPPEDA)


def edit(version: PlanVersion, by: User, **data: str) -> HttpResponse:
    """Send the form of a version as it stands now, or with the `mark` of an earlier state."""
    client = Client()
    client.force_login(by)
    mark = mark_of(PlanVersion.objects.get(pk=version.pk))
    return client.post(go("version-edit", version.pk), {"mark": mark, **data})


def test_a_version_is_given_its_decree_and_day(office, bappeda):
    version = make_revision(document=PlanDocument.RENJA, year=YEAR, by=bappeda, effective_quarter=3)
    data = {
        "label": "Perubahan I",
        "decree": "Perwali 12/2025",
        "effective_from": "2 September 2025",
        "effective_quarter": "4",
    }
    assert edit(version, bappeda, **data).url == go("period-list")
    version.refresh_from_db()
    assert (version.decree, version.effective_from) == ("Perwali 12/2025", date(2025, 9, 2))
    assert version.effective_quarter == 4
    lines = Activity.objects.filter(verb="performance.version", object_id=str(version.pk))
    assert set(lines.latest("pk").changes) == {"decree", "effective_from", "effective_quarter"}
    count = lines.count()
    edit(version, bappeda, **data)
    assert lines.count() == count  # nothing changed, nothing told
    client = Client()
    client.force_login(bappeda)
    page = client.get(go("period-list")).content.decode()
    assert go("version-edit", version.pk) in page
    assert "2 September 2025" in page


def test_a_murni_counts_from_the_first_quarter_whatever_is_sent(office, bappeda):
    version = make_version()
    answer = edit(version, bappeda, label="Murni", decree="Perwali 1", effective_quarter="3")
    assert answer.status_code == 302
    version.refresh_from_db()
    assert (version.decree, version.effective_quarter) == ("Perwali 1", 1)


def test_a_version_keeps_a_name_and_belongs_to_its_managers(office, bappeda):
    version = make_version()
    refused = edit(version, bappeda, label="", effective_from="32/1/2025")
    assert refused.status_code == 400
    page = refused.content.decode()
    assert "Isi sebutan versi" in page
    assert "Kesalahan: Ubah versi rencana" in page
    version.refresh_from_db()
    assert version.label == "Murni"
    operator = make_user(Role.OPERATOR_OPD, office.unit)
    assert edit(version, operator, label="Lain").status_code == 403
    with pytest.raises(PermissionDenied):
        update_version(version=version, by=operator, mark=mark_of(version), label="Lain")


def test_two_people_editing_a_version_do_not_overwrite_each_other(office, bappeda):
    version = make_revision(document=PlanDocument.RENJA, year=YEAR, by=bappeda, effective_quarter=3)
    seen = mark_of(version)
    sent = {"label": "Perubahan I", "effective_quarter": "4", "decree": "Perwali 2"}
    theirs = {**sent, "decree": "Perwali 1", "effective_from": "1 9 2025"}
    edit(version, make_user(Role.BAPPEDA), **theirs)

    refused = edit(version, bappeda, **sent, mark=seen)

    page = refused.content.decode()
    assert refused.status_code == 409
    assert "Yang tersimpan sekarang: Dasar hukum Perwali 1; " in page
    assert "Berlaku sejak 1 September 2025." in page
    assert 'value="Perwali 2"' in page
    version.refresh_from_db()
    assert version.decree == "Perwali 1"
    again = edit(version, bappeda, **sent, mark=refused.context["form"]["mark"].value())
    assert again.status_code == 302
    version.refresh_from_db()
    assert version.decree == "Perwali 2"


@pytest.mark.parametrize(
    ("edited", "quarter", "words"),
    [
        (2, "2", "Perubahan I dipakai mulai Triwulan III. Pilih Triwulan III atau sesudahnya."),
        (1, "4", "Perubahan II dipakai mulai Triwulan III. Pilih Triwulan III atau sebelumnya."),
    ],
)
def test_versions_of_a_year_follow_each_other(office, bappeda, edited, quarter, words):
    for _ in range(2):
        make_revision(document=PlanDocument.RENJA, year=YEAR, by=bappeda, effective_quarter=3)
    version = PlanVersion.objects.get(document=PlanDocument.RENJA, year=YEAR, sequence=edited)

    refused = edit(
        version, bappeda, label=version.label, decree="Perwali 9", effective_quarter=quarter
    )

    page = refused.content.decode()
    assert refused.status_code == 400
    assert f"Renja {YEAR} {words}" in page
    assert 'value="Perwali 9"' in page
    version.refresh_from_db()
    assert version.effective_quarter == 3


def test_a_new_revision_follows_the_last_one_and_keeps_its_day(office, bappeda):
    client = Client()
    client.force_login(bappeda)
    make_revision(document=PlanDocument.RENJA, year=YEAR, by=bappeda, effective_quarter=3)
    data = {
        "kind": "perubahan",
        "document": "renja",
        "year": YEAR,
        "effective_quarter": 2,
        "effective_from": "1 Oktober 2025",
    }

    refused = client.post(go("version-create"), data)
    made = client.post(go("version-create"), {**data, "effective_quarter": 4})

    assert refused.status_code == 400
    assert "Pilih Triwulan III atau sesudahnya." in refused.content.decode()
    assert 'value="1 Oktober 2025"' in refused.content.decode()
    assert made.status_code == 302
    version = PlanVersion.objects.get(document=PlanDocument.RENJA, year=YEAR, sequence=2)
    assert (version.effective_from, version.effective_quarter) == (date(2025, 10, 1), 4)


def test_versions_of_a_whole_period_follow_each_other_over_the_years(office, bappeda):
    for year, quarter in ((YEAR, 3), (YEAR + 1, 1)):
        make_revision(
            document=PlanDocument.RENSTRA, year=year, by=bappeda, effective_quarter=quarter
        )
    assert PlanVersion.objects.filter(document=PlanDocument.RENSTRA).count() == 3


def test_a_period_keeps_the_years_its_revisions_begin_in(office, bappeda):
    version = make_revision(document=PlanDocument.RENSTRA, year=YEAR + 1, by=bappeda)
    with pytest.raises(ValidationError, match=f"Tahun {YEAR + 1} sudah punya versi rencana"):
        save_period(period=version.period, by=bappeda, end_year=YEAR)
