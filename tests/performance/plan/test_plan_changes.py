"""A change of targets after the lock: written, proposed with its reason, accepted by another."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone

from organizations.choices import Role
from organizations.models import Activity, User
from performance.choices import PlanDocument, PlanVersionState, SubmissionState
from performance.entry.queries.entry import load_entry
from performance.entry.queries.source import EntryKey
from performance.evaluation.queries.evaluation import evaluate
from performance.evaluation.queries.lkjip import load_lkjip
from performance.evaluation.queries.results import Frame, results
from performance.models import Indicator, Pagu, PlanVersion, YearTarget
from performance.plan.actions.periods import add_revision
from performance.plan.actions.version_edits import update_version
from performance.plan.actions.version_moves import move_version
from performance.plan.queries.plan import node_detail
from performance.plan.queries.version_changes import target_changes
from performance.plan.queries.versions import mark_of, version_for
from performance.states import ACCEPT_VERSION, CANCEL_VERSION, PROPOSE_VERSION, RETURN_VERSION
from tests.factories.organizations import make_unit, make_user
from tests.factories.performance import (
    make_indicator,
    make_node,
    make_realization,
    make_submission,
    make_target,
    make_version,
    make_window,
)
from tests.performance.entry.test_entry import QUARTER, YEAR, Office
from tests.performance.plan.test_plan_pages import go, pagu, targets

WHY = "Anggaran berkurang karena refocusing"
EMPTY = {"baseline": "", "end_target": ""}


@pytest.fixture
def office(db) -> Office:
    """Its first quarter is accepted, measured against a target of ten."""
    make_window(QUARTER)
    make_version(PlanDocument.RENSTRA)
    made = Office()
    make_submission(made.unit, 1, SubmissionState.ACCEPTED)
    make_realization(made.indicators[0], 2)
    return made


@pytest.fixture
def bappeda(office) -> User:
    return make_user(Role.BAPPEDA)


def begin(office: Office, quarter: int = 2) -> PlanVersion:
    data = {
        "document": "renja",
        "year": YEAR,
        "effective_quarter": quarter,
        "decree": "Perwali 12/2025",
    }
    answer = office.client.post(go("version-create"), data)
    version = PlanVersion.objects.latest("pk")
    assert answer.url == version.get_absolute_url()
    return version


def write(office: Office, target: str = "6", versi: str = "renja.1"):
    url = go("indicator-targets", office.indicators[0].pk)
    return office.client.post(
        f"{url}?versi={versi}", targets(**{**EMPTY, f"{YEAR}_target": target})
    )


def press(version: PlanVersion, user: User, name: str, note: str = ""):
    client = Client()
    client.force_login(user)
    return client.post(go("version-transition", version.pk, name), {"note": note})


def proposed(office: Office, quarter: int = 2) -> PlanVersion:
    version = begin(office, quarter)
    assert write(office).status_code == 302
    assert press(version, office.operator, "propose", WHY).status_code == 302
    version.refresh_from_db()
    return version


def target_of(office: Office, quarter: int) -> Decimal | None:
    rows = evaluate(office.unit, YEAR, quarter).rows
    return next(r.target_k for r in rows if r.indicator_id == office.indicators[0].pk)


def test_the_whole_way_of_a_change(office, bappeda):
    version = proposed(office)
    assert (version.state, version.reason) == (PlanVersionState.PROPOSED, WHY)
    assert (target_of(office, 1), target_of(office, 2)) == (10, 10)  # counts for nothing yet

    assert press(version, bappeda, "accept").status_code == 302

    version.refresh_from_db()
    assert (version.state, version.accepted_by) == (PlanVersionState.ACCEPTED, bappeda)
    assert (target_of(office, 1), target_of(office, 2)) == (10, 6)
    told = Activity.objects.get(verb="performance.plan-change", organization=office.unit)
    assert told.reason == WHY
    assert {(c["before"], c["after"]) for c in told.changes.values()} == {("10", "6")}


def test_a_draft_counts_nowhere(office, bappeda):
    goal = make_indicator(make_node(office.unit, "sasaran_pd"))
    make_target(goal, 10)
    version = add_revision(document="renja", year=YEAR, by=bappeda)
    YearTarget.objects.filter(version=version).update(target=6)
    Pagu.objects.filter(version=version).update(amount=5)

    (measure,) = load_lkjip(office.unit, YEAR).all_measures()
    assert measure.now.target == 10
    entry = load_entry(EntryKey(office.unit.pk, YEAR, QUARTER))
    assert {row.source.target for row in entry.figures} == {10}
    assert node_detail(office.subs[0]).pagu == [(YEAR, 1_000_000)]
    assert {row.target for row in results(Indicator.objects.all(), Frame.read(YEAR))} == {10}


def test_the_reason_stands_on_the_public_page_and_in_the_documents(office, bappeda):
    version = proposed(office)
    press(version, bappeda, "accept")

    public = Client().get(office.indicators[0].get_absolute_url()).text
    assert f"Target {YEAR} diubah pada" in public
    assert "dari 10 menjadi" in public
    assert f"Alasan: {WHY}" in public
    assert WHY in evaluate(office.unit, YEAR, 2).versions[f"Renja {YEAR}"]


def test_a_change_of_the_upper_bound_of_a_quarter_alone_is_told_publicly(office, bappeda):
    row = YearTarget.objects.get(indicator=office.indicators[0], version__document="renja")
    YearTarget.objects.filter(pk=row.pk).update(target=5, target_high=8, q3=5, q3_high=6)
    version = begin(office)
    YearTarget.objects.filter(version=version, indicator=row.indicator).update(q3_high=7)
    PlanVersion.objects.filter(pk=version.pk).update(
        state=PlanVersionState.ACCEPTED, accepted_at=timezone.now(), reason=WHY
    )
    (change,) = target_changes(row.indicator)
    assert (change.before, change.after) == ("Triwulan III 5–6", "Triwulan III 5–7")


def test_nothing_without_a_reason_and_nothing_without_a_change(office):
    version = begin(office)
    empty = press(version, office.operator, "propose", WHY)
    assert empty.status_code == 400
    assert "belum mengubah satu angka pun" in empty.text
    write(office)
    assert "Isi alasan perubahan lebih dulu" in press(version, office.operator, "propose").text
    version.refresh_from_db()
    assert version.state == PlanVersionState.DRAFT


@pytest.mark.parametrize("hand", ["began", "wrote", "proposed"])
def test_who_had_a_hand_in_a_change_does_not_accept_it(office, bappeda, hand):
    other = make_user(Role.BAPPEDA)
    opener = bappeda if hand == "began" else other
    version = add_revision(document="renja", year=YEAR, by=opener, effective_quarter=2)
    writer = Client()
    writer.force_login(bappeda if hand == "wrote" else other)
    url = go("indicator-targets", office.indicators[0].pk)
    writer.post(f"{url}?versi=renja.1", targets(**{**EMPTY, f"{YEAR}_target": "6"}))
    press(version, bappeda if hand == "proposed" else other, "propose", WHY)

    assert press(version, bappeda, "accept").status_code == 403

    version.refresh_from_db()
    assert version.state == PlanVersionState.PROPOSED


def test_only_bappeda_accepts_and_returns(office):
    version = proposed(office)
    for role, unit in ((Role.OPERATOR_OPD, office.unit), (Role.KEPALA_OPD, office.unit)):
        user = make_user(role, unit)
        for name in ("accept", "return"):
            assert press(version, user, name, "tidak").status_code == 403
    with pytest.raises(PermissionDenied):
        add_revision(document="renja", year=YEAR, by=make_user(Role.PIMPINAN))


def test_a_measured_quarter_is_not_measured_again(office, bappeda):
    version = proposed(office, quarter=1)
    answer = press(version, bappeda, "accept")
    assert answer.status_code == 400
    assert "Triwulan I 2025" in answer.text
    assert target_of(office, 1) == 10


def test_a_quarter_of_a_unit_that_does_not_change_is_no_obstacle(office, bappeda):
    make_submission(make_unit(), 2, SubmissionState.ACCEPTED)
    assert press(proposed(office), bappeda, "accept").status_code == 302


def test_proposed_and_accepted_figures_stay(office, bappeda):
    version = proposed(office)
    assert "sedang diperiksa Bappeda" in write(office, "5").text
    press(version, bappeda, "accept")
    assert "sudah disetujui Bappeda" in write(office, "5").text
    url = go("node-pagu", office.subs[0].pk)
    assert office.client.post(f"{url}?versi=renja.1", pagu(str(YEAR), "5")).status_code == 400
    assert YearTarget.objects.get(version=version, indicator=office.indicators[0]).target == 6


def test_the_version_behind_a_draft_waits_for_it(office):
    other = Office()  # nothing of it is accepted
    begin(office)
    refused = write(other, "7", versi="renja.0")
    assert f"Renja {YEAR} Perubahan I sedang disusun" in refused.text
    assert write(other, "7").status_code == 302


def test_a_version_under_decision_says_so_on_the_version_behind_it(office):
    other = Office()
    proposed(office)

    refused = write(other, "7", versi="renja.0")

    assert f"Renja {YEAR} Perubahan I sedang diperiksa Bappeda" in refused.text
    assert "sedang disusun" not in refused.text


def test_a_returned_change_is_written_again_and_a_cancelled_one_is_gone(office, bappeda):
    version = proposed(office)
    move_version(version=version, transition=RETURN_VERSION, by=bappeda, note="Jelaskan")
    assert write(office, "5").status_code == 302
    with pytest.raises(ValidationError, match="sudah ada dan sedang disusun"):
        add_revision(document="renja", year=YEAR, by=bappeda)
    move_version(version=version, transition=CANCEL_VERSION, by=office.operator, note="Batal")
    assert version_for("renja", YEAR).sequence == 0
    again = begin(office)
    assert (again.sequence, again.label) == (2, "Perubahan I")
    write(office, "8", versi="renja.2")
    move_version(version=again, transition=PROPOSE_VERSION, by=office.operator, note=WHY)
    move_version(version=again, transition=ACCEPT_VERSION, by=bappeda)
    assert target_of(office, 2) == 8


def test_an_accepted_change_does_not_move_into_a_measured_quarter(office, bappeda):
    version = proposed(office)
    press(version, bappeda, "accept")
    version.refresh_from_db()
    with pytest.raises(ValidationError, match="Triwulan I 2025"):
        update_version(version=version, by=bappeda, mark=mark_of(version), effective_quarter=1)


def test_bappeda_is_told_what_waits(office, bappeda):
    version = proposed(office)
    client = Client()
    client.force_login(bappeda)
    page = client.get("/dasbor/").text
    assert "Periksa perubahan rencana" in page
    assert version.get_absolute_url() in page
    shown = client.get(version.get_absolute_url()).text
    assert WHY in shown
    assert "Setujui perubahan" in shown
    assert "Setujui perubahan" not in office.client.get(version.get_absolute_url()).text
