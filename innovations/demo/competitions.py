"""Two editions of the city's competition: one awarded, one in the middle of its judging.

The ten winners are those of KOVABLIK Kota Batu as the sources name them, here as replications of
units of the demonstration city; scores, jurors' words and everything of the running edition are
invented and bear "(contoh)".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from innovations import states
from innovations.award.actions.results import announce, freeze, shortlist
from innovations.choices import Category, Form, Initiator, Origin, Stage, Technology
from innovations.choices.competition import JurorKind, MemberRole, PhaseKind, StageKind
from innovations.competition.actions.editions import (
    create_edition,
    move_edition,
    save_criterion,
    save_part,
    save_phase,
)
from innovations.competition.actions.proposals import (
    begin_proposal,
    save_member,
    save_texts,
    submit_proposal,
)
from innovations.competition.actions.screening import decide, save_checks
from innovations.jury.actions.drawing import draw_jurors
from innovations.jury.actions.jurors import save_juror
from innovations.jury.actions.sheets import save_sheet, send_sheet
from innovations.jury.queries.judging import criteria_of
from innovations.models import (
    Edition,
    Innovation,
    Juror,
    Member,
    Paper,
    Phase,
    Proposal,
    Sheet,
)
from innovations.models import Stage as JuryStage
from innovations.registry.actions.entries import begin_entry
from innovations.registry.actions.moving import move_entry
from innovations.states.competition import OPEN, PASS
from innovations.stewardship.queries.stewards import takers_of
from organizations import moment
from organizations.demo.registry import DemoCity
from organizations.models import User

STEPS = 3
BEGAN = date(2024, 2, 5)
WEIGHTS = ("20", "25", "25", "15", "15")
WINNERS = (  # the entry of the sources, the unit that replicates it, what its jurors gave
    ("Ada Kelas di ATV", "Dindik", 93), ("ADIARTA", "Dinarpus", 92), ("Abdi Praja", "BKPSDM", 91),
    ("TV Desa", "Dinkominfo", 90), ("PUSPAGA Bakti Pertiwi", "DPMPPA", 89),
    ("Dewi Sandra", "Dinparbudpora", 85), ("Sapa Pelanggan", "Perumda Tirtayasa", 84),
    ("Jebol Pak Bahir", "Dindukcapil", 83), ("Fordes", "Dinperpa", 82), ("Siaga Darma", "Dinarpus", 81),
)  # fmt: skip
RUNNING = 24
JURORS = (
    ("juri@contoh.test", JurorKind.PRACTITIONER, "Unsur praktisi (contoh)"),
    ("inspektorat@contoh.test", JurorKind.INSPECTORATE, "Inspektorat"),
    ("mutu@contoh.test", JurorKind.INSPECTORATE, "Inspektorat"),
    ("pereviu.setda@contoh.test", JurorKind.INTERNAL, "Sekretariat Daerah"),
)
CHAIR = "inspektorat@contoh.test"


@dataclass(frozen=True)
class Plan:
    """An edition and the first day of its calendar."""

    name: str
    first: date
    stages: Sequence[str]


DONE = Plan("KOVABLIK Kota 2025 (contoh)", date(2025, 3, 3), (StageKind.DESK, StageKind.INTERVIEW))


def load(city: DemoCity) -> Iterator[str]:
    desk, mayor = city.people["organisasi@contoh.test"], city.people["pimpinan@contoh.test"]
    _awarded(city, desk, mayor)
    yield "Kompetisi yang selesai"
    running = _edition(
        Plan("KOVABLIK Kota 2026 (contoh)", _begin(), (StageKind.DESK,)),
        city, desk,
    )  # fmt: skip
    _running(running, city, desk)
    yield "Kompetisi yang berjalan"
    _drawn(running, city, desk)
    yield "Juri yang menilai"


def _begin() -> date:
    """So that the judging of the running edition is in its sixth day."""
    return timezone.localdate() - timedelta(days=14 * list(PhaseKind).index(PhaseKind.DESK) + 6)


def at(day: date, hour: int = 9) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=timezone.get_current_timezone())


def _edition(plan: Plan, city: DemoCity, desk: User) -> Edition:
    """Set up from the KOVABLIK sample, opened on its first day."""
    values = {
        "name": plan.name,
        "year": plan.first.year,
        "organizer": "Bagian Organisasi Sekretariat Daerah",
    }
    edition = create_edition(values=values, by=desk, sample="kovablik")
    for group in edition.groups.all():
        if group.code == "umum":
            save_part(edition=edition, part=group, values={"minimum_months": 0}, by=desk)
        else:
            group.delete()
    for stage in edition.stages.order_by("order"):
        _stage(edition, stage, plan, desk)
    for paper in Paper.objects.filter(group__edition=edition):
        save_part(edition=edition, part=paper, values={"is_required": False}, by=desk)
    for number, kind in enumerate(PhaseKind):
        if kind in set(StageKind.values) - set(plan.stages):
            continue
        begin = plan.first + timedelta(days=14 * number)
        span = {"opens_at": at(begin, 8), "closes_at": at(begin + timedelta(days=13), 16)}
        save_phase(
            edition=edition, phase=Phase(edition=edition), values={"kind": kind, **span}, by=desk
        )
    for email, kind, institution in JURORS:
        values = {
            "user": city.people[email], "kind": kind, "institution": institution,
            "is_chair": email == CHAIR,
        }  # fmt: skip
        save_juror(juror=Juror(edition=edition), values=values, by=desk)
    return move_edition(edition=edition, transition=OPEN, by=desk)


def _stage(edition: Edition, stage: JuryStage, plan: Plan, desk: User) -> None:
    if stage.kind not in plan.stages:
        stage.criteria.all().delete()
        stage.delete()
        return
    alone = len(plan.stages) == 1
    weight = 100 if alone else 70 if stage.kind == StageKind.DESK else 30
    values = {"weight": weight, "jurors_each": 3, "is_blind": False}
    save_part(edition=edition, part=stage, values=values, by=desk)
    for criterion, share in zip(stage.criteria.order_by("order"), WEIGHTS, strict=True):
        bands = [(row.lowest, row.highest, row.label) for row in criterion.anchors.all()]
        save_criterion(
            edition=edition, criterion=criterion, values={"weight": Decimal(share)}, bands=bands,
            by=desk,
        )  # fmt: skip


def _entry(
    name: str, unit: Any, original: Innovation | None, desk: User, *, shown: bool
) -> Innovation:
    """A replication of the unit, verified by its head; published where it is to be found."""
    people = [row.user for row in takers_of(Innovation(organization=unit), BEGAN)]
    head = next(p for p in people if p.assignments.filter(signs_documents=True).exists())
    values = {
        "origin": Origin.REPLICATION.value,
        "original": original.pk if original else None,
        "source": original.source if original else "",
        "name": f"{name} (contoh)",
        "summary": f"Replikasi {name} untuk data contoh.",
        "purpose": f"Meniru {name}.",
        "category": Category.GOVERNANCE.value,
        "form": Form.SERVICE.value,
        "technology": Technology.NON_DIGITAL.value,
        "initiator": Initiator.UNIT.value,
        "stage": Stage.IMPLEMENTED.value,
        "implemented_on": BEGAN,
        "affairs": ["4.01"],
        "idea": "Data contoh untuk memperlihatkan sebuah kompetisi dari awal sampai akhir.",
    }
    with moment.at(at(BEGAN)):
        entry = begin_entry(organization=unit, values=values, by=head)
    writer = next((p for p in people if p != head), desk)
    steps = [(states.SUBMIT, writer), (states.VERIFY, head)]
    for days, (transition, person) in enumerate(steps + [(states.PUBLISH, desk)] * shown, start=1):
        with moment.at(at(BEGAN + timedelta(days=days))):
            entry = move_entry(innovation=entry, transition=transition, by=person)
    return entry


def _propose(edition: Edition, entry: Innovation, day: date) -> Proposal:
    """Written and handed in by the unit in the registration."""
    head = next(
        row.user for row in takers_of(entry, day)
        if row.signs_documents
    )  # fmt: skip
    group, category = edition.groups.get(), edition.categories.get(name="Tata kelola pemerintahan")
    with moment.at(at(day)):
        proposal = begin_proposal(
            edition=edition,
            innovation=entry,
            values={"group": group, "category": category},
            by=head,
        )
        texts = {
            section.pk: f"{section.title} dari {entry.name}, ditulis untuk data contoh."
            for section in group.sections.all()
        }
        proposal = save_texts(
            proposal=proposal, values={"title": entry.name}, texts=texts, version=0, by=head
        )
        leader = {"role": MemberRole.LEADER, "name": "Ketua tim (contoh)", "position": "Pelaksana"}
        save_member(member=Member(proposal=proposal), values=leader, by=head)
        return submit_proposal(proposal=proposal, by=head)


def _check(proposal: Proposal, day: date, desk: User) -> None:
    with moment.at(at(day)):
        items = proposal.edition.check_items.all()
        save_checks(proposal=proposal, answers=dict.fromkeys(items, (True, "")), by=desk)
        decide(proposal=proposal, transition=PASS, by=desk)


def _judge(sheet: Sheet, around: int, day: date) -> None:
    """A whole sheet near a score, a little different for each juror."""
    lean = sheet.juror_id % 3 - 1
    with moment.at(at(day)):
        scores = {
            row.pk: (Decimal(around + lean + number % 3 - 1), "")
            for number, row in enumerate(criteria_of(sheet))
        }
        saved = save_sheet(
            sheet=sheet, scores=scores, replies={}, comment="Pertahankan dan perluas (contoh).",
            note="", version=sheet.version, by=sheet.juror.user,
        )  # fmt: skip
        send_sheet(sheet=saved, version=saved.version, by=sheet.juror.user)


def _awarded(city: DemoCity, desk: User, mayor: User) -> None:
    edition = _edition(DONE, city, desk)
    known = {row.name: row for row in Innovation.objects.filter(origin=Origin.REFERENCE)}
    around = {}
    for name, unit, score in WINNERS:
        entry = _entry(name, city.unit(unit), known.get(name), desk, shown=True)
        proposal = _propose(edition, entry, DONE.first + timedelta(days=2))
        _check(proposal, DONE.first + timedelta(days=16), desk)
        around[proposal.pk] = score
    days = {
        StageKind.DESK.value: DONE.first + timedelta(days=44),
        StageKind.INTERVIEW.value: DONE.first + timedelta(days=58),
    }
    for stage in edition.stages.order_by("order"):
        day = days[stage.kind]
        with moment.at(at(day, 8)):
            draw_jurors(stage=stage, by=desk, seed=f"contoh {stage.kind}")
        for sheet in stage.sheets.select_related("juror__user", "stage__edition", "proposal"):
            _judge(sheet, around[sheet.proposal_id], day)
        if stage.kind == StageKind.DESK:
            with moment.at(at(day, 15)):
                shortlist(stage=stage, by=desk)
    with moment.at(at(DONE.first + timedelta(days=70))):
        result = freeze(edition=edition, by=desk)
    with moment.at(at(DONE.first + timedelta(days=77))):
        announce(result=result, by=mayor)


def _running(edition: Edition, city: DemoCity, desk: User) -> None:
    """Twenty-four proposals that passed, of as many references and units."""
    taken = {name for name, _, _ in WINNERS}
    rows = Innovation.objects.filter(origin=Origin.REFERENCE).exclude(name__in=taken)
    units = [row.organization for row in city.reporting if row.organization.kind == "dinas"]
    first = _begin()
    for number, original in enumerate(rows.order_by("name")[:RUNNING]):
        unit = units[number % len(units)]
        entry = _entry(original.name, unit, original, desk, shown=False)
        proposal = _propose(edition, entry, first + timedelta(days=3))
        _check(proposal, first + timedelta(days=17), desk)


def _drawn(edition: Edition, city: DemoCity, desk: User) -> None:
    """Drawn; the first juror has sent a third of the sheets, so that the board shows something."""
    stage = edition.stages.get()
    day = timezone.localdate() - timedelta(days=6)
    with moment.at(at(day, 8)):
        draw_jurors(stage=stage, by=desk, seed="contoh berjalan")
    rows = stage.sheets.select_related("juror__user", "stage__edition", "proposal").order_by("pk")
    for sheet in list(rows)[::3]:
        _judge(sheet, 70 + sheet.proposal_id % 20, day + timedelta(days=3))
