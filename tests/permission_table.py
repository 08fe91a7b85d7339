"""Who reaches which page: one line for every named URL, read by the tests of all pages.

`allow` names the roles that get the page for their own unit; `foreign` those that still get it
for another unit. Everybody else who is signed in gets 403 or 404, and whoever is not signed in
is sent to sign in. PUBLIC pages are open to everybody, SIGNED_IN to every account.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse

from organizations.choices import Role
from organizations.models import Assignment, Holiday, Organization, User
from performance.models import (
    CouncilRecommendation,
    ImportBatch,
    Indicator,
    PlanningPeriod,
    PlanNode,
    PlanVersion,
    PublicComment,
    ReportingWindow,
    SakipItem,
    Submission,
)
from reports.models import ReportBatch, ReportJob

SIGNED_IN = frozenset(Role.values)
PUBLIC = SIGNED_IN | {""}
OPR, KPL = Role.OPERATOR_OPD, Role.KEPALA_OPD
BPD, ORG, INS, PIM, SYS = (
    Role.BAPPEDA,
    Role.BAGIAN_ORGANISASI,
    Role.INSPEKTORAT,
    Role.PIMPINAN,
    Role.ADMIN_SISTEM,
)
UNIT = frozenset({OPR, KPL})
CITY = frozenset({BPD, ORG, INS, PIM})
READERS = UNIT | CITY
PLANNERS = frozenset({OPR, BPD})

EMAILS = {
    OPR: "operator.dinkes@contoh.test",
    KPL: "kepala.dinkes@contoh.test",
    Role.ADMIN_PENGHUBUNG: "penghubung.dinkes@contoh.test",
    Role.PENGELOLA_SURVEI: "survei.dinkes@contoh.test",
    ORG: "organisasi@contoh.test",
    BPD: "bappeda@contoh.test",
    INS: "inspektorat@contoh.test",
    Role.JURI: "juri@contoh.test",
    PIM: "pimpinan@contoh.test",
    SYS: "admin@contoh.test",
}
YEAR, QUARTER = 2026, 3


@dataclass(frozen=True)
class Place:
    """Objects of one unit that the addresses name."""

    code: str

    @cached_property
    def unit(self) -> Organization:
        return Organization.objects.get(code=self.code)

    @cached_property
    def indicator(self) -> Indicator:
        rows = Indicator.objects.filter(organization=self.unit, node__level="subkegiatan")
        return rows.order_by("pk")[0]

    @cached_property
    def sub(self) -> PlanNode:
        return self.indicator.node

    @cached_property
    def submission(self) -> Submission:
        return Submission.objects.filter(organization=self.unit, state="accepted").latest("pk")

    @cached_property
    def job(self) -> ReportJob:
        return ReportJob.objects.filter(organization=self.unit, state="done").latest("pk")

    @cached_property
    def batch(self) -> ImportBatch:
        found = ImportBatch.objects.filter(organization=self.unit).first()
        summary = {"lines": [], "counts": {"baru": 0}, "created": [], "warnings": [], "digest": ""}
        return found or ImportBatch.objects.create(
            organization=self.unit, year=YEAR, file_name="uji.xlsx", sha256="", summary=summary
        )

    @cached_property
    def record(self) -> CouncilRecommendation:
        return CouncilRecommendation.objects.create(year=YEAR, organization=self.unit, text="Uji")

    @cached_property
    def batch_of_documents(self) -> ReportBatch:
        owner = User.objects.get(email=EMAILS[OPR])
        return ReportBatch.objects.create(slug="e81", title="Uji", format="pdf", requester=owner)

    @cached_property
    def comment(self) -> PublicComment:
        return PublicComment.objects.create(
            indicator=self.indicator, organization=self.unit, text="Uji", state="published"
        )

    @cached_property
    def criterion(self) -> SakipItem:
        return SakipItem.objects.get(instrument__code="88-2021", code="1a.1")

    @property
    def quarter(self) -> list[Any]:
        return [self.code, YEAR, QUARTER]


def forget_places() -> None:
    """Objects belong to one copy of the database; the next module has another."""
    for place in (OWN, FOREIGN):
        for name in (
            "unit",
            "indicator",
            "sub",
            "submission",
            "job",
            "batch",
            "comment",
            "record",
            "batch_of_documents",
            "criterion",
        ):
            place.__dict__.pop(name, None)


OWN, FOREIGN = Place("1.02.0.00.0.00.01.0000"), Place("1.01.0.00.0.00.01.0000")
Args = Callable[[Place], list[Any]]
# Who looks at pages in the tests that need one reader a page.
LOOKING = (OPR, BPD, SYS, INS)


def nothing(place: Place) -> list[Any]:
    return []


@dataclass(frozen=True)
class Page:
    """A GET of a named URL; `status` is the answer for those who are allowed."""

    name: str
    allow: frozenset[str]
    args: Args = nothing
    foreign: frozenset[str] | None = None  # None: the address names no unit
    query: str = ""
    status: tuple[int, ...] = (200,)

    def url(self, place: Place) -> str:
        return reverse(self.name, args=self.args(place)) + self.query

    def reader(self) -> tuple[str, Place]:
        """Who looks at it, and at whose page: the own unit's, else another's."""
        if "" in self.allow:
            return "", OWN
        for allowed, place in ((self.allow, OWN), (self.foreign or (), FOREIGN)):
            for role in LOOKING:
                if role in allowed:
                    return role, place
        raise LookupError(f"nobody reads {self.name}")

    def __str__(self) -> str:
        return self.name


def code(place: Place) -> list[Any]:
    return [place.code]


def quarter(place: Place) -> list[Any]:
    return place.quarter


def indicator(place: Place) -> list[Any]:
    return [*place.quarter, place.indicator.pk]


def sub(place: Place) -> list[Any]:
    return [place.sub.pk]


def measure(place: Place) -> list[Any]:
    return [place.indicator.pk]


def first(model: type, **where: Any) -> Args:
    return lambda place: [model.objects.filter(**where).order_by("pk")[0].pk]


def sheet(place: Place) -> list[Any]:
    return [place.code, YEAR - 1]


def text(place: Place) -> list[Any]:
    return [place.code, YEAR - 1, "ikhtisar"]


P = "performance:"
R = "reports:"
D = "open_data:"
O = "organizations:"  # noqa: E741 - reads like the others
PAGES: tuple[Page, ...] = (
    # Public pages
    Page(f"{P}home", PUBLIC),
    Page(f"{P}public-organization", PUBLIC, code, foreign=PUBLIC),
    Page(f"{P}public-indicator", PUBLIC, measure, foreign=PUBLIC),
    Page(f"{R}verify-form", PUBLIC),
    Page(f"{R}verify", PUBLIC, lambda place: [place.job.code]),
    Page(f"{O}login", PUBLIC, status=(200, 302)),
    Page(f"{O}reset", PUBLIC),
    Page(f"{O}reset-sent", PUBLIC),
    Page(f"{D}index", PUBLIC),
    Page(f"{D}dataset", PUBLIC, lambda place: ["kinerja"]),
    # One's own account
    Page(f"{O}profile", SIGNED_IN),
    Page(f"{O}password", SIGNED_IN),
    Page(f"{O}second-factor", SIGNED_IN),
    Page(f"{O}second-factor-off", SIGNED_IN),
    Page(f"{O}recovery-codes", SIGNED_IN),
    Page(f"{O}token", SIGNED_IN, status=(302,)),
    Page(f"{O}style-guide", SIGNED_IN),
    Page(f"{O}rights", SIGNED_IN),
    Page(f"{P}dashboard", SIGNED_IN),
    # The entry
    Page(f"{P}submission-list", READERS),
    Page(f"{P}entry", READERS, quarter, foreign=CITY),
    Page(f"{P}entry-indicator", READERS, indicator, foreign=CITY),
    Page(f"{P}entry-node", READERS, lambda place: [*place.quarter, place.sub.pk], foreign=CITY),
    Page(f"{P}entry-check", frozenset({OPR}), quarter, foreign=frozenset()),
    Page(
        f"{P}submission-review",
        READERS,
        lambda place: [place.code, place.submission.year, place.submission.quarter],
        foreign=CITY,
    ),
    Page(
        f"{P}unlock-request",
        UNIT,
        lambda place: [place.code, place.submission.year, place.submission.quarter],
        foreign=frozenset(),
    ),
    Page(f"{P}unlock-list", READERS),
    Page(f"{P}window-list", READERS),
    Page(f"{P}window-completeness", READERS),
    Page(f"{P}window-create", frozenset({BPD})),
    Page(f"{P}window-update", frozenset({BPD}), first(ReportingWindow)),
    # The plan
    Page(f"{P}plan-list", READERS),
    Page(f"{P}plan", READERS, code, foreign=CITY),
    Page(f"{P}plan", READERS, lambda place: ["kota"]),
    Page(f"{P}node-detail", READERS, sub, foreign=CITY),
    Page(f"{P}node-edit", PLANNERS, sub, foreign=frozenset({BPD})),
    Page(f"{P}node-delete", PLANNERS, sub, foreign=frozenset({BPD})),
    Page(f"{P}node-link", PLANNERS, sub, foreign=frozenset({BPD}), query="?q=kesehatan"),
    Page(f"{P}indicator-create", PLANNERS, sub, foreign=frozenset({BPD})),
    Page(f"{P}node-pagu", PLANNERS, sub, foreign=frozenset({BPD})),
    Page(f"{P}indicator-edit", PLANNERS, measure, foreign=frozenset({BPD})),
    Page(f"{P}indicator-targets", PLANNERS, measure, foreign=frozenset({BPD})),
    Page(f"{P}nomenclature", PLANNERS, code, foreign=frozenset({BPD}), query="?q=monitoring"),
    Page(
        f"{P}node-create",
        PLANNERS,
        lambda place: [place.code, "sasaran_pd"],
        foreign=frozenset({BPD}),
    ),
    Page(f"{P}import-upload", PLANNERS),
    Page(f"{P}import-preview", PLANNERS, lambda place: [place.batch.pk], foreign=frozenset({BPD})),
    Page(f"{P}settings", frozenset({BPD})),
    Page(f"{P}period-list", frozenset({BPD})),
    Page(f"{P}period-create", frozenset({BPD})),
    Page(f"{P}period-edit", frozenset({BPD}), first(PlanningPeriod)),
    Page(f"{P}version-create", frozenset({BPD})),
    Page(f"{P}version-edit", frozenset({BPD}), first(PlanVersion)),
    Page(f"{P}leaders", READERS),
    Page(f"{P}warnings", READERS),
    Page(f"{P}version-compare", READERS),
    Page(f"{P}reconciliation", READERS, lambda place: [place.code, YEAR - 1], foreign=CITY),
    Page(f"{P}tree", READERS, code, foreign=CITY),
    Page(f"{P}tree", READERS, lambda place: ["kota"]),
    Page(f"{P}copy-year", PLANNERS, code, foreign=frozenset({BPD})),
    Page(f"{P}move-programs", frozenset({BPD}), code, foreign=frozenset({BPD})),
    Page(f"{P}roll-tree", frozenset({BPD})),
    Page(f"{P}mapping", frozenset({BPD})),
    # The LKPJ's lists
    Page(f"{P}record-home", READERS),
    Page(f"{P}record-list", READERS, lambda place: ["rekomendasi"]),
    Page(f"{P}record-create", UNIT | {BPD, ORG}, lambda place: ["rekomendasi"]),
    Page(
        f"{P}record-edit",
        UNIT | {BPD, ORG},
        lambda place: ["rekomendasi", place.record.pk],
        foreign=frozenset({BPD, ORG}),
    ),
    Page(
        f"{P}record-delete",
        UNIT | {BPD, ORG},
        lambda place: ["rekomendasi", place.record.pk],
        foreign=frozenset({BPD, ORG}),
    ),
    # SAKIP: the demo's own unit is filling its sheet, the other one is being evaluated
    Page(f"{P}sakip-list", READERS),
    Page(f"{P}sakip-edition-create", frozenset({ORG, INS})),
    Page(f"{P}sakip-edition", frozenset({ORG, INS}), lambda place: [YEAR - 1]),
    Page(f"{P}sakip", UNIT | {BPD, ORG}, sheet, foreign=frozenset({BPD, ORG, INS})),
    Page(
        f"{P}sakip-sub",
        UNIT | {BPD, ORG},
        lambda place: [*sheet(place), "1b"],
        foreign=frozenset({BPD, ORG, INS}),
    ),
    Page(
        f"{P}sakip-proof",
        frozenset({OPR}),
        lambda place: [*sheet(place), place.criterion.pk],
        foreign=frozenset(),
    ),
    Page(
        f"{P}sakip-advice-create",
        frozenset(),
        sheet,
        foreign=frozenset({INS}),
    ),
    # Words and remarks
    Page(f"{P}text-home", UNIT | {BPD, ORG}, status=(302,)),
    Page(f"{P}text-list", READERS, lambda place: ["kota", YEAR - 1]),
    Page(f"{P}text-edit", frozenset({BPD, ORG}), lambda place: ["kota", YEAR - 1, "ikhtisar"]),
    Page(f"{P}text-list", READERS, lambda place: [place.code, YEAR - 1], foreign=CITY),
    Page(f"{P}text-edit", UNIT, text, foreign=frozenset()),
    Page(f"{P}comment-list", UNIT | {BPD, ORG}),
    Page(f"{P}follow-up-list", READERS),
    Page(f"{P}comment-answer", UNIT, lambda place: [place.comment.pk], foreign=frozenset()),
    # Documents
    Page(f"{R}job-list", READERS),
    Page(f"{R}catalogue", READERS),
    Page(f"{R}request", READERS, lambda place: ["e81"]),
    Page(
        f"{R}preview",
        READERS,
        lambda place: ["e81"],
        query=f"?opd={OWN.code}&tahun={YEAR - 1}&triwulan=4",
    ),
    Page(
        f"{R}preview",
        READERS,
        lambda place: ["lkjip-opd"],
        query=f"?opd={OWN.code}&tahun={YEAR - 1}",
    ),
    Page(f"{R}job-detail", READERS, lambda place: [place.job.pk]),
    Page(f"{R}batch-request", READERS, lambda place: ["e81"]),
    Page(f"{R}batch-detail", frozenset(CITY | {OPR}), lambda place: [place.batch_of_documents.pk]),
    *(
        Page(
            f"{R}preview",
            READERS,
            lambda place, slug=slug: [slug],
            query=f"?opd={OWN.code}&tahun={YEAR - 1}&tingkat=program&versi=terbaru",
        )
        for slug in ("e80", "perjanjian-kinerja", "iku", "pohon-kinerja", "lkpj")
    ),
    *(
        Page(
            f"{R}preview",
            CITY,
            lambda place, slug=slug: [slug],
            query=f"?tahun={YEAR - 1}&triwulan=4&tingkat=program",
        )
        for slug in ("e60", "e58")
    ),
    # Administration
    Page(f"{O}user-list", frozenset({SYS})),
    Page(f"{O}user-create", frozenset({SYS})),
    Page(f"{O}user-detail", frozenset({SYS}), first(User)),
    Page(f"{O}user-edit", frozenset({SYS}), first(User)),
    Page(
        f"{O}user-state", frozenset({SYS}), lambda place: [User.objects.first().pk, "nonaktifkan"]
    ),
    Page(f"{O}assignment-create", frozenset({SYS}), first(User)),
    Page(f"{O}assignment-end", frozenset({SYS}), first(Assignment)),
    Page(f"{O}unit-list", frozenset({SYS})),
    Page(f"{O}unit-create", frozenset({SYS})),
    Page(f"{O}unit-detail", frozenset({SYS}), first(Organization)),
    Page(f"{O}unit-edit", frozenset({SYS}), first(Organization)),
    Page(f"{O}unit-succession", frozenset({SYS}), first(Organization)),
    Page(f"{O}city", frozenset({SYS})),
    Page(f"{O}holiday-list", frozenset({SYS, ORG})),
    Page(f"{O}holiday-create", frozenset({SYS, ORG})),
    Page(f"{O}holiday-edit", frozenset({SYS, ORG}), first(Holiday)),
    Page(f"{O}holiday-delete", frozenset({SYS, ORG}), first(Holiday)),
    Page(f"{O}history", frozenset({KPL, BPD, INS})),
)

# Addresses without a page of their own, and the test that reaches them.
ACTS: dict[str, str] = {
    f"{P}entry-row": "performance/test_entry.py",
    f"{P}entry-narrative": "performance/test_entry.py",
    f"{P}entry-note": "performance/test_entry.py",
    f"{P}evidence-add": "performance/test_evidence.py",
    f"{P}evidence-remove": "performance/test_evidence.py",
    f"{P}evidence-file": "performance/test_evidence.py",
    f"{P}submission-transition": "performance/test_submission.py",
    f"{P}unlock-transition": "performance/test_submission.py",
    f"{P}node-unlink": "performance/test_plan_pages.py",
    f"{P}import-template": "performance/test_import_pages.py",
    f"{P}import-confirm": "performance/test_import_pages.py",
    f"{P}import-cancel": "performance/test_import_pages.py",
    f"{P}text-reset": "performance/test_texts.py",
    f"{P}comment-transition": "performance/test_comments.py",
    f"{P}sakip-proof-remove": "performance/test_sakip_pages.py",
    f"{P}sakip-reply": "performance/test_sakip_pages.py",
    f"{P}sakip-advice": "performance/test_sakip_pages.py",
    f"{P}sakip-advice-delete": "performance/test_sakip_pages.py",
    f"{P}sakip-advice-follow-up": "performance/test_sakip_pages.py",
    f"{P}sakip-advice-confirm": "performance/test_sakip_pages.py",
    f"{P}sakip-transition": "performance/test_sakip_pages.py",
    f"{R}other-format": "reports/test_snapshots.py",
    f"{R}batch-zip": "reports/test_batches.py",
    f"{D}csv": "reports/test_open_data.py",
    f"{D}json": "reports/test_open_data.py",
    f"{R}download": "reports/test_jobs.py",
    f"{R}retry": "reports/test_jobs.py",
    f"{R}publish": "reports/test_jobs.py",
    f"{R}public-download": "reports/test_jobs.py",
    f"{O}logout": "organizations/test_sign_in.py",
    f"{O}reset-confirm": "organizations/test_sign_in.py",
    f"{O}session-end": "organizations/test_sign_in.py",
    f"{O}user-invite": "organizations/test_users.py",
    f"{O}city-logo": "organizations/test_city.py",
}
