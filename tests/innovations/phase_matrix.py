"""Who opens which page of a competition in which phase, written down; and the cast that tries it.

Pages, exports and searches of the three rooms (competition, jury, award), each with what its address
names. The running edition goes through all phases; the ended one is announced, and goes through them
as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from innovations.award.queries.certificates import code_of
from innovations.award.queries.page import public_result
from innovations.choices.competition import (
    EditionState,
    MemberRole,
    PhaseKind,
    ProposalState,
    StageKind,
)
from innovations.models import Draw, Edition, Member, Proposal
from organizations.choices import Role
from organizations.models import User
from tests.factories.competitions import make_edition, make_juror, make_proposal, make_sheet
from tests.factories.organizations import make_unit, make_user
from tests.innovations import award_pages as award
from tests.innovations import competition_objects, jury_objects
from tests.pages.places import Place

REG, SCR, REP, DESK, TALK, VISIT, OBJ = PhaseKind
EVER = tuple(PhaseKind)
AFTER = (SCR, REP, DESK, TALK, VISIT, OBJ)
JUDGED = (REG, SCR, REP, DESK)  # until the first stage is over

Opened = Mapping[str, tuple[PhaseKind, ...]]


def ever(*people: str) -> Opened:
    return dict.fromkeys(people, EVER)


UNIT = ("operator", "kepala")
OFFICE = ("sekretariat", "sekretariat berbenturan")
OFFICE_EVER = ever(*OFFICE)
FREE_OFFICE = ever("sekretariat")  # not in conflict with what the address names
ENTERING = (*UNIT, "operator lain")
WORKING = ever(*ENTERING, *OFFICE)
READING = ever(*ENTERING, *OFFICE, "bappeda", "pimpinan")
OWN = ever(*UNIT, "sekretariat")
WRITTEN = dict.fromkeys(UNIT, (REG,))
REPAIRED = dict.fromkeys(UNIT, (REP,))
CHECKED = {"sekretariat": AFTER}
JUROR = ever("juri")
SCORED = {"juri": (DESK,)}
PEOPLE = (
    *ENTERING, *OFFICE, "bappeda", "inspektorat", "juri", "juri berbenturan", "pimpinan",
    "admin sistem", "orang lain", "warga",
)  # fmt: skip
ALL = ever(*PEOPLE)
NOBODY: Opened = {}


class Cast:
    """An edition with one proposal of each kind, an announced one, and a person for each part."""

    def __init__(self) -> None:
        self.running = make_edition(REG)
        self.draft_edition = make_edition(REG, state=EditionState.DRAFT)
        self.unit = make_unit()
        self.people = self._people()
        self.place = Place(self.unit.code)
        self.ended = award.announced(self.place)
        self.proposals = {
            str(state): make_proposal(self.running, self.unit, state=state)
            for state in (
                ProposalState.DRAFT, ProposalState.REPAIR, ProposalState.SUBMITTED,
                ProposalState.REJECTED, ProposalState.PASSED,
            )
        }  # fmt: skip
        self._judged()

    def _people(self) -> dict[str, User | None]:
        return {
            "operator": make_user(Role.OPERATOR_OPD, self.unit),
            "kepala": make_user(Role.KEPALA_OPD, self.unit),
            "operator lain": make_user(Role.OPERATOR_OPD, make_unit()),
            "sekretariat": make_user(Role.BAGIAN_ORGANISASI, make_unit()),
            "sekretariat berbenturan": make_user(Role.BAGIAN_ORGANISASI, self.unit),
            "bappeda": make_user(Role.BAPPEDA, make_unit()),
            "inspektorat": make_user(Role.INSPEKTORAT, make_unit()),
            "juri": make_user(Role.JURI, make_unit()),
            "juri berbenturan": make_user(Role.JURI, make_unit()),
            "pimpinan": make_user(Role.PIMPINAN, make_unit()),
            "admin sistem": make_user(Role.ADMIN_SISTEM, make_unit()),
            "orang lain": make_user(Role.PENGELOLA_SURVEI, make_unit()),
            "warga": None,
        }

    def _judged(self) -> None:
        """Two jurors, of whom one is the mentor of what is judged: found, not declared."""
        judged = self.proposals["lolos"]
        Member.objects.create(
            proposal=judged, role=MemberRole.MENTOR, name="Mentor",
            user=self.people["juri berbenturan"],
        )  # fmt: skip
        self.seats = [
            make_juror(self.running, self.people[name]) for name in ("juri", "juri berbenturan")
        ]
        self.sheet = make_sheet(judged, self.seats[0])
        self.barred = make_sheet(judged, self.seats[1])
        self.sent = make_sheet(judged, make_juror(self.running), 80, 80)
        self.desk = self.running.stages.get(kind=StageKind.DESK)
        self.talk = self.running.stages.get(kind=StageKind.INTERVIEW)
        self.draw = Draw.objects.create(
            stage=self.desk, seed="00", made_by=self.people["sekretariat"],
            asked={"proposals": [], "jurors": ["J1"], "each": 1, "blocked": [], "seated": {},
                   "suited": []},
        )  # fmt: skip
        make_sheet(judged, self.seats[0], kind=StageKind.INTERVIEW)
        self.visit = jury_objects.make_appearance(self.talk, proposal=judged)
        self.photo = jury_objects.make_visit_photo(self.visit)
        self.photo.uploaded_by = self.people["sekretariat"]
        self.photo.save()
        self.paper = competition_objects.make_file(judged)
        award.objection(self.place)

    def of(self, state: str) -> Proposal:
        return self.proposals[state]

    @property
    def won(self) -> Proposal:
        return self.ended.proposals.earliest("pk")

    @property
    def told(self) -> Any:
        """The stage of the ended edition; its first juror has another name here."""
        return self.ended.stages.get()


@dataclass(frozen=True)
class Row:
    """A page by its name, what its address names, and who opens it when; else 403 or 404."""

    page: str
    opened: Opened
    args: Callable[[Cast], Iterable[Any]] = lambda _: ()
    query: Callable[[Cast], str] | str = ""
    is_made: bool = False  # a document that takes its time: looked at in one phase

    def url(self, cast: Cast) -> str:
        name = self.page.split()[0]
        path = reverse(name if ":" in name else f"innovations:{name}", args=list(self.args(cast)))
        return path + (self.query if isinstance(self.query, str) else self.query(cast))


def running(cast: Cast) -> list[Any]:
    return [cast.running.pk]


def draft(cast: Cast) -> list[Any]:
    return [cast.draft_edition.pk]


def ended(cast: Cast) -> list[Any]:
    return [cast.ended.pk]


def of(state: str) -> Callable[[Cast], list[Any]]:
    return lambda cast: [cast.of(state).pk]


def within(state: str, *more: Any) -> Callable[[Cast], list[Any]]:
    """A proposal under its running edition."""
    return lambda cast: [cast.running.pk, cast.of(state).pk, *more]


def won(cast: Cast) -> list[Any]:
    return [cast.ended.pk, cast.won.pk]


def seat(cast: Cast) -> list[Any]:
    return [cast.running.pk, cast.seats[0].pk]


def desk(cast: Cast) -> list[Any]:
    return [cast.running.pk, cast.desk.pk]


def talks(cast: Cast) -> list[Any]:
    return [cast.running.pk, cast.talk.pk]


def visit(cast: Cast) -> list[Any]:
    return [*talks(cast), cast.visit.pk]


def sheet(cast: Cast) -> list[Any]:
    return [cast.sheet.pk]


def member(cast: Cast) -> list[Any]:
    draft = cast.of("konsep")
    found = draft.members.first() or competition_objects.make_member(draft)
    return [found.pk]


def frozen(cast: Cast, move: str) -> list[Any]:
    result = award.frozen(cast.place)
    return [result.edition_id, result.pk, move]


def certificate(cast: Cast) -> list[Any]:
    result = public_result(cast.ended)
    assert result is not None
    return [cast.ended.slug, code_of(result.digest, cast.won.code)]


def correction(cast: Cast) -> list[Any]:
    found = award.correction(cast.place)
    return [found.edition_id, found.pk]


def former(cast: Cast) -> list[Any]:
    result = award.corrected(cast.place)
    return [result.edition.slug, result.number - 1]


def of_year(cast: Cast) -> list[Any]:
    return [cast.ended.year]


def edition_asked(edition: Callable[[Cast], Edition]) -> Callable[[Cast], str]:
    return lambda cast: f"?edisi={edition(cast).slug}"


def paper(cast: Cast) -> list[Any]:
    found = cast.of("konsep")
    return [found.pk, found.group.papers.earliest("pk").pk]


COMPETITION = (
    Row("edition-list", READING),
    Row("edition-create", OFFICE_EVER),
    Row("edition-detail", READING, running),
    Row("edition-detail draft", OFFICE_EVER, draft),
    Row("edition-update", NOBODY, running),
    Row("edition-update draft", OFFICE_EVER, draft),
    Row("edition-phase-create", OFFICE_EVER, running),
    Row("edition-phase-create ended", NOBODY, ended),
    Row("edition-phase-update", OFFICE_EVER,
        lambda cast: [*running(cast), cast.running.phases.get(kind=OBJ).pk]),
    Row("edition-phase-update ended", OFFICE_EVER,
        lambda cast: [*ended(cast), cast.ended.phases.get(kind=OBJ).pk]),
    Row("edition-part-create", NOBODY, lambda cast: [*running(cast), "kategori"]),
    Row("edition-part-create draft", OFFICE_EVER, lambda cast: [*draft(cast), "kategori"]),
    Row("edition-part-update", OFFICE_EVER,
        lambda cast: [*draft(cast), "kategori", cast.draft_edition.categories.get().pk]),
    Row("edition-part-delete", NOBODY,
        lambda cast: [*running(cast), "kategori", cast.running.categories.get().pk]),
    Row("edition-transition", OFFICE_EVER, lambda cast: [*running(cast), "cancel"]),
    Row("edition-transition opened", NOBODY, lambda cast: [*running(cast), "open"]),
    Row("edition-transition ended", NOBODY, lambda cast: [*ended(cast), "cancel"]),
    Row("proposal-list", WORKING, running),
    Row("proposal-list searched", WORKING, running,
        lambda cast: f"?status=lolos&opd={cast.unit.pk}"),
    Row("proposal-create", dict.fromkeys(ENTERING, (REG,)), running),
    Row("proposal-bulk", dict.fromkeys(OFFICE, AFTER), running),
    Row("edition-outbox", OFFICE_EVER, running),
    Row("edition-board", OFFICE_EVER, running),
    Row("edition-remind", dict.fromkeys(OFFICE, (REG,)), running),
    Row("proposal-check", CHECKED, of("dikirim")),
    Row("proposal-check decided", NOBODY, of("lolos")),
    Row("proposal-blind", CHECKED, of("dikirim")),
    Row("proposal-blind passed", CHECKED, of("lolos")),
    Row("proposal-blind refused", NOBODY, of("gugur")),
    Row("proposal-detail", OWN, of("dikirim")),
    Row("proposal-detail draft", ever(*UNIT), of("konsep")),
    Row("proposal-write", WRITTEN, of("konsep")),
    Row("proposal-write repair", REPAIRED, of("perbaikan")),
    Row("proposal-write sent", NOBODY, of("dikirim")),
    Row("proposal-member-create", WRITTEN, of("konsep")),
    Row("proposal-member-update", WRITTEN, member),
    Row("proposal-member-delete", WRITTEN, member),
    Row("proposal-paper", WRITTEN, paper),
    Row("proposal-file", OWN, lambda cast: [cast.paper.pk]),
    Row("proposal-submit", WRITTEN, of("konsep")),
    Row("proposal-submit repair", REPAIRED, of("perbaikan")),
    Row("proposal-receipt", OWN, of("dikirim"), is_made=True),
    Row("proposal-transition repair", CHECKED, lambda cast: [cast.of("dikirim").pk, "ask_repair"]),
    Row("proposal-transition pass", CHECKED, lambda cast: [cast.of("dikirim").pk, "pass"]),
    Row("proposal-transition again", NOBODY, lambda cast: [cast.of("gugur").pk, "reconsider"]),
    Row("proposal-transition withdraw", ever(*UNIT),
        lambda cast: [cast.of("dikirim").pk, "withdraw"]),
    Row("public-edition-list", ALL),
    Row("public-edition", ALL, lambda cast: [cast.running.slug]),
    Row("public-edition draft", NOBODY, lambda cast: [cast.draft_edition.slug]),
)  # fmt: skip
JURY = (
    Row("juror-list", OFFICE_EVER, running),
    Row("juror-create", OFFICE_EVER, running),
    Row("juror-update", OFFICE_EVER, seat),
    Row("juror-leave", FREE_OFFICE, seat),
    Row("juror-conflict", OFFICE_EVER, seat),
    Row("stage-detail", OFFICE_EVER, desk),
    Row("stage-draw", OFFICE_EVER, desk),
    Row("stage-appoint", OFFICE_EVER, desk),
    Row("stage-remind", dict.fromkeys(OFFICE, (DESK,)), desk),
    Row("stage-remind talk", dict.fromkeys(OFFICE, (TALK,)), talks),
    Row("draw-detail", OFFICE_EVER, lambda cast: [*running(cast), cast.draw.pk]),
    Row("sheet-detail", FREE_OFFICE, lambda cast: [*running(cast), cast.sheet.pk]),
    Row("sheet-transition exclude", FREE_OFFICE,
        lambda cast: [*running(cast), cast.sheet.pk, "exclude"]),
    Row("sheet-transition unlock", {"sekretariat": (DESK,)},
        lambda cast: [*running(cast), cast.sent.pk, "unlock"]),
    Row("appearance-list", OFFICE_EVER, talks),
    Row("appearance-create", OFFICE_EVER, talks),
    Row("appearance-update", FREE_OFFICE, visit),
    Row("visit-photo-create", FREE_OFFICE, visit),
    Row("visit-photo-delete", FREE_OFFICE, lambda cast: [*visit(cast), cast.photo.pk]),
    Row("visit-photo", ever("sekretariat", "juri"), lambda cast: [cast.photo.pk]),
    Row("judging-list", ever("juri", "juri berbenturan", "inspektorat")),
    Row("judging-sheet", JUROR, sheet),
    Row("judging-sheet barred", NOBODY, lambda cast: [cast.barred.pk]),
    Row("judging-offline", JUROR, sheet, is_made=True),
    Row("judging-file", JUROR, lambda cast: [cast.sheet.pk, cast.paper.pk]),
    Row("judging-send", SCORED, sheet),
    Row("judging-abstain", SCORED, sheet),
    Row("judging-conflict", JUROR, sheet),
    Row("stage-scores", NOBODY, lambda cast: [cast.desk.pk]),
    Row("stage-scores told", OFFICE_EVER, lambda cast: [cast.told.pk]),
)  # fmt: skip
AWARD = (
    Row("result", OFFICE_EVER, running),
    Row("result frozen", ever(*OFFICE, "pimpinan"), lambda cast: frozen(cast, "announce")[:1]),
    Row("result-freeze", OFFICE_EVER, running),
    Row("result-freeze ended", NOBODY, ended),
    Row("result-shortlist", OFFICE_EVER, running),
    Row("result-transition announce", ever("pimpinan"), lambda cast: frozen(cast, "announce")),
    Row("result-transition reopen", OFFICE_EVER, lambda cast: frozen(cast, "reopen")),
    Row("correction-create", FREE_OFFICE,
        lambda cast: [*won(cast), award.upheld(cast.place).pk]),
    Row("correction-close", FREE_OFFICE, correction),
    Row("after", READING, ended),
    Row("after running", NOBODY, running),
    Row("after-proposal", OWN, won),
    Row("after-proposal running", NOBODY, within("dikirim")),
    Row("after-proposal refused", OWN, within("gugur")),
    Row("after-letter", OWN, won, is_made=True),
    Row("after-letter refused", NOBODY, within("gugur")),
    Row("after-certificate", OWN, won, is_made=True),
    Row("after-package", OWN, won),
    Row("after-package refused", NOBODY, within("gugur")),
    Row("objection-list", READING, ended),
    Row("objection-list running", READING, running),
    Row("objection-create", {"kepala": (OBJ,)}, won),
    Row("objection-create refused", {"kepala": JUDGED}, within("gugur")),
    Row("objection-create running", NOBODY, within("dikirim")),
    Row("objection-transition", FREE_OFFICE,
        lambda cast: [*won(cast), award.objection(cast.place).pk, "uphold"]),
    Row("forwarding-create", FREE_OFFICE, won),
    Row("forwarding-update", FREE_OFFICE,
        lambda cast: [*won(cast), award.forwarding(cast.place).pk]),
    Row("public-result", ALL, lambda cast: [cast.ended.slug]),
    Row("public-result running", NOBODY, lambda cast: [cast.running.slug]),
    Row("public-former-result", ALL, former),
    Row("public-certificate", ALL, certificate),
    Row("public-history", ALL),
    Row("public-evening", ALL, of_year),
    Row("public-hall", ALL, of_year),
)  # fmt: skip
MINUTES, RANKING = ("kompetisi-berita-acara",), ("kompetisi-peringkat",)
COMMITTEE = ("kompetisi-lembar-panitia",)
EXPORTS = (
    Row("reports:preview minutes", FREE_OFFICE, lambda _: MINUTES,
        edition_asked(lambda cast: cast.running), is_made=True),
    Row("reports:preview minutes ended", OFFICE_EVER, lambda _: MINUTES,
        edition_asked(lambda cast: cast.ended), is_made=True),
    Row("reports:preview ranking", OFFICE_EVER, lambda _: RANKING,
        edition_asked(lambda cast: cast.running), is_made=True),
    Row("reports:preview ranking ended", READING, lambda _: RANKING,
        edition_asked(lambda cast: cast.ended), is_made=True),
    Row("reports:preview committee", FREE_OFFICE, lambda _: COMMITTEE,
        edition_asked(lambda cast: cast.running), is_made=True),
    Row("reports:preview committee ended", FREE_OFFICE, lambda _: COMMITTEE,
        edition_asked(lambda cast: cast.ended), is_made=True),
    Row("reports:preview evening", READING, lambda _: ("malam-penghargaan",),
        lambda cast: f"?tahun={cast.ended.year}", is_made=True),
    Row("open_data:csv", ALL, lambda _: ("kompetisi",), lambda cast: f"?tahun={cast.ended.year}"),
    Row("open_data:json", ALL, lambda _: ("kompetisi",), lambda cast: f"?tahun={cast.ended.year}"),
)  # fmt: skip
MATRIX = (*COMPETITION, *JURY, *AWARD, *EXPORTS)
