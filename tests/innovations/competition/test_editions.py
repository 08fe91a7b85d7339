"""An edition: begun from rules that exist, changed as a draft, opened whole, moved with reasons."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from innovations.choices.competition import EditionState, PhaseKind, ProposalState
from innovations.competition.actions.editions import (
    create_edition,
    drop_part,
    move_edition,
    save_criterion,
    save_part,
    save_phase,
)
from innovations.competition.forms.parts import PARTS
from innovations.competition.queries.faults import faults
from innovations.competition.queries.rules import rules_of, whole
from innovations.competition.queries.samples import templates
from innovations.models import Criterion, Edition, Phase, Question
from innovations.permissions.competition import during
from innovations.states.competition import CANCEL, OPEN
from organizations.choices import Role
from tests.factories.competitions import (
    make_edition,
    make_juror,
    make_proposal,
    make_sheet,
    set_calendar,
)
from tests.factories.organizations import make_unit, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def secretary():
    return make_user(Role.BAGIAN_ORGANISASI, make_unit())


@pytest.fixture
def draft(secretary):
    return make_edition(PhaseKind.SCREENING, state=EditionState.DRAFT, created_by=secretary)


def begun(by, **given):
    values = {"name": "KOVABLIK 2026", "year": 2026, "organizer": "Bagian Organisasi"}
    return create_edition(values=values, by=by, **given)


@pytest.mark.parametrize("code", [code for code, _ in templates()])
def test_every_template_begins_an_edition_that_lacks_only_weights_and_calendar(code, secretary):
    edition = begun(secretary, sample=code)
    found = faults(whole(edition.pk))
    assert edition.organizer == "Bagian Organisasi"
    left = [f for f in found if "jadwal" not in f and "berjumlah 0, seharusnya 100" not in f]

    assert found
    assert left == []


def test_a_copy_has_the_rules_of_its_origin_and_none_of_its_dates(draft, secretary):
    copy = begun(secretary, origin=draft)
    told = rules_of(whole(copy.pk))

    assert {**told, "edition": None} == {**rules_of(whole(draft.pk)), "edition": None}
    assert copy.copied_from == draft
    assert not copy.phases.exists()
    draft.categories.all().delete()
    assert copy.categories.count() == 1


def test_a_whole_draft_opens_and_its_rules_are_fixed(draft, secretary):
    opened = move_edition(edition=draft, transition=OPEN, by=secretary)
    category = draft.categories.get()

    assert opened.state == EditionState.OPEN
    with pytest.raises(PermissionDenied, match="sudah tetap sejak dibuka"):
        save_part(edition=draft, part=category, values={"name": "Lain"}, by=secretary)
    with pytest.raises(PermissionDenied, match="sudah tetap sejak dibuka"):
        drop_part(edition=draft, part=category, by=secretary)


@pytest.mark.parametrize("word", PARTS)
def test_no_part_of_the_rules_is_touched_once_the_call_is_open(client, secretary, word):
    edition = make_edition(PhaseKind.DESK)
    Question.objects.create(stage=edition.stages.first(), text="Layak nasional?")
    row, before = PARTS[word].rows(edition).first(), rules_of(whole(edition.pk))
    client.force_login(secretary)

    for name, args in (("create", []), ("update", [row.pk]), ("delete", [row.pk])):
        address = reverse(f"innovations:edition-part-{name}", args=[edition.pk, word, *args])
        assert client.post(address, {"order": "9"}).status_code == 403, name

    assert rules_of(whole(edition.pk)) == before


def test_a_criterion_stays_as_it_was_when_scoring_began(secretary):
    edition = make_edition(PhaseKind.DESK)
    make_sheet(make_proposal(edition), make_juror(edition), 80, 80)
    criterion, before = edition.stages.first().criteria.first(), rules_of(whole(edition.pk))

    with pytest.raises(PermissionDenied, match="sudah tetap sejak dibuka"):
        save_criterion(
            edition=edition, criterion=criterion, values={"weight": 10}, bands=[], by=secretary
        )
    assert rules_of(whole(edition.pk)) == before


def lacks(draft, *words):
    return [fault for fault in faults(whole(draft.pk)) if all(word in fault for word in words)]


def test_weights_that_sum_to_99_9_do_not_open(draft, secretary):
    Criterion.objects.filter(stage__edition=draft, name="Kebaruan").update(weight="59.9")

    assert len(lacks(draft, "berjumlah 99,9, seharusnya 100")) == 2
    with pytest.raises(ValidationError, match="Edisi belum dapat dibuka"):
        move_edition(edition=draft, transition=OPEN, by=secretary)


def test_stages_that_do_not_sum_to_100_do_not_open(draft):
    draft.stages.update(weight=40)

    assert lacks(draft, "Bobot tahap penilaian berjumlah 80")


def test_multipliers_need_no_sum(draft):
    Edition.objects.filter(pk=draft.pk).update(weighting="pengali")
    Criterion.objects.filter(stage__edition=draft).update(weight="1.6")

    assert faults(whole(draft.pk)) == []


def test_a_hole_between_the_words_of_scores_does_not_open(draft):
    criterion = Criterion.objects.filter(stage__edition=draft).first()
    criterion.anchors.filter(lowest=51).update(lowest=52)

    assert lacks(draft, "Nilai 51 sampai sebelum 52 belum memiliki penjelasan")


def test_two_criteria_with_the_same_place_on_the_ladder_do_not_open(draft):
    Criterion.objects.filter(stage__edition=draft).update(tie_break=1)

    assert lacks(draft, "urutan penentu nilai sama")


@pytest.mark.parametrize("kind", [PhaseKind.REGISTRATION, PhaseKind.DESK])
def test_a_missing_phase_does_not_open(draft, kind):
    draft.phases.filter(kind=kind).delete()

    assert lacks(draft, "Tentukan jadwal", str(PhaseKind(kind).label).lower())


def test_phases_never_overlap(draft, secretary):
    desk = draft.phases.get(kind=PhaseKind.DESK)
    values = {"kind": desk.kind, "opens_at": desk.opens_at - timedelta(seconds=1),
              "closes_at": desk.closes_at}  # fmt: skip

    with pytest.raises(ValidationError, match="dibuka sebelum perbaikan proposal ditutup"):
        save_phase(edition=draft, phase=desk, values=values, by=secretary)
    with pytest.raises(IntegrityError), transaction.atomic():
        Phase.objects.filter(pk=desk.pk).update(opens_at=values["opens_at"])


def test_phases_keep_their_order(draft, secretary):
    visit, objection = (
        draft.phases.get(kind=kind) for kind in (PhaseKind.VISIT, PhaseKind.OBJECTION)
    )
    values = {"kind": PhaseKind.VISIT, "opens_at": objection.closes_at,
              "closes_at": objection.closes_at + timedelta(days=1)}  # fmt: skip

    with pytest.raises(ValidationError, match="Masa sanggah dibuka sebelum verifikasi"):
        save_phase(edition=draft, phase=visit, values=values, by=secretary)


def test_a_phase_gives_its_rights_from_its_first_second_to_before_its_last(draft):
    edition = make_edition(PhaseKind.REGISTRATION)
    phase = edition.phases.get(kind=PhaseKind.REGISTRATION)
    second = timedelta(seconds=1)

    def may(moment):
        return bool(during(edition, PhaseKind.REGISTRATION, at=moment))

    assert not may(phase.opens_at - second)
    assert may(phase.opens_at)
    assert may(phase.closes_at - second)
    assert not may(phase.closes_at)
    assert not during(draft, PhaseKind.SCREENING)


def test_the_calendar_of_an_open_edition_moves_with_a_reason_only_ahead(secretary):
    edition = make_edition(PhaseKind.REGISTRATION)
    set_calendar(edition, PhaseKind.SCREENING)
    over = edition.phases.get(kind=PhaseKind.REGISTRATION)
    running = edition.phases.get(kind=PhaseKind.SCREENING)
    repair = edition.phases.get(kind=PhaseKind.REPAIR)

    def move(phase, reason="Diminta perangkat daerah", **changes):
        names = ("kind", "opens_at", "closes_at")
        values = {**{name: getattr(phase, name) for name in names}, **changes}
        return save_phase(edition=edition, phase=phase, values=values, by=secretary, reason=reason)

    with pytest.raises(ValidationError, match="sudah ditutup pada"):
        move(over, closes_at=timezone.now() + timedelta(days=1))
    with pytest.raises(ValidationError, match="sudah berjalan"):
        move(running, opens_at=running.opens_at - timedelta(days=1))
    with pytest.raises(ValidationError, match="alasan"):
        move(repair, reason="  ", closes_at=repair.closes_at - timedelta(days=1))
    sooner = repair.closes_at - timedelta(days=1)
    assert move(repair, closes_at=sooner).closes_at == sooner
    assert edition.phases.get(kind=PhaseKind.REPAIR).closes_at == sooner
    with pytest.raises(ValidationError, match="dimajukan"):
        move(running, closes_at=timezone.now() - timedelta(hours=1))


def test_an_edition_is_cancelled_with_a_reason(secretary):
    edition = make_edition(PhaseKind.DESK)

    with pytest.raises(ValidationError, match="alasan dibatalkan"):
        move_edition(edition=edition, transition=CANCEL, by=secretary)
    move_edition(edition=edition, transition=CANCEL, by=secretary, note="Anggaran ditunda")
    assert not during(edition.__class__.objects.get(pk=edition.pk), PhaseKind.DESK)


def test_only_the_secretariat_sets_up_editions(draft):
    operator = make_user(Role.OPERATOR_OPD, make_unit())

    with pytest.raises(PermissionDenied):
        begun(operator)
    with pytest.raises(PermissionDenied):
        move_edition(edition=draft, transition=OPEN, by=operator)


def test_a_draft_is_known_to_nobody_else(draft, client):
    client.force_login(make_user(Role.KEPALA_OPD, make_unit()))

    assert client.get(reverse("innovations:edition-detail", args=[draft.pk])).status_code == 404
    listed = client.get(reverse("innovations:edition-list")).content.decode()
    assert draft.name not in listed
    client.logout()
    assert client.get(reverse("innovations:public-edition", args=[draft.slug])).status_code == 404
    assert draft.name not in client.get(reverse("innovations:public-edition-list")).content.decode()


def test_the_call_shows_the_closing_with_the_time_of_the_city(client):
    edition = make_edition(PhaseKind.REGISTRATION)
    shown = client.get(edition.get_absolute_url()).content.decode()

    assert "Waktu WIB" in shown
    assert "Berlangsung" in shown
    assert "paling banyak 20 kata" in shown


def test_lists_count_what_was_handed_in(client, secretary):
    edition = make_edition(PhaseKind.REGISTRATION)
    for state in (ProposalState.PASSED, ProposalState.DRAFT, ProposalState.WITHDRAWN):
        make_proposal(edition, state=state)
    client.force_login(secretary)

    shown = client.get(reverse("innovations:edition-list")).context["page"].object_list

    assert [row.handed_in for row in shown if row.pk == edition.pk] == [1]


def part(draft, word):
    return reverse("innovations:edition-part-create", args=[draft.pk, word])


def test_a_criterion_is_typed_with_the_words_beside_its_scores(client, draft, secretary):
    client.force_login(secretary)
    given = {
        "stage": draft.stages.first().pk, "group": draft.groups.get().pk, "name": "Ditiru",
        "weight": "0", "lowest": "0", "highest": "10", "step": "0,5", "order": "3",
        "bands": "0-4,5: Belum\n5 - 10: Sudah",
    }  # fmt: skip

    assert client.post(part(draft, "kriteria"), given).status_code == 302
    anchors = Criterion.objects.get(name="Ditiru").anchors.values_list("lowest", "highest")
    assert [tuple(map(str, row)) for row in anchors] == [("0.000", "4.500"), ("5.000", "10.000")]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"bands": "0-4: Belum\n5-10: Sudah"}, "belum memiliki penjelasan"),
        ({"bands": "0-5: Belum\n5-10: Sudah"}, "dua penjelasan"),
        ({"bands": "bagus sekali"}, "Tulis setiap baris seperti"),
        ({"bands": "4-0: Belum"}, "angka pertama lebih besar"),
        ({"step": "0"}, "harus lebih dari 0"),
        ({"step": "3"}, "tidak tercapai"),
        ({"highest": "0"}, "di atas nilai terendah"),
        ({"weight": "-1"}, "tidak boleh negatif"),
    ],
)
def test_a_scale_that_is_not_whole_is_refused_and_kept(client, draft, secretary, changes, said):
    client.force_login(secretary)
    given = {
        "stage": draft.stages.first().pk, "group": draft.groups.get().pk, "name": "Ditiru",
        "weight": "0", "lowest": "0", "highest": "10", "step": "0,5", "order": "3",
        "bands": "0-4,5: Belum\n5-10: Sudah", **changes,
    }  # fmt: skip
    response = client.post(part(draft, "kriteria"), given)

    assert response.status_code == 400
    assert said in response.content.decode()
    assert "Ditiru" in response.content.decode()
    assert not Criterion.objects.filter(name="Ditiru").exists()
