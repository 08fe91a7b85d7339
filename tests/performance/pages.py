"""The pages of performance."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from performance.choices import AgreementState
from performance.evaluation.queries.agreement_versions import choose_version
from performance.models import (
    CouncilRecommendation,
    Evidence,
    EvidenceLink,
    ImportBatch,
    Indicator,
    NodeLink,
    PerformanceAgreement,
    PlanningPeriod,
    PlanVersion,
    PublicComment,
    ReportingWindow,
    SakipEvaluation,
    SakipItem,
    SakipProof,
    SakipRecommendation,
    Submission,
    UnlockRequest,
)
from tests.factories.performance import make_import
from tests.pages.places import (
    BPD,
    CITY,
    FOREIGN,
    INS,
    OPR,
    ORG,
    PLANNERS,
    PUBLIC,
    READERS,
    UNIT,
    YEAR,
    Args,
    Page,
    Place,
    code,
    first,
    once,
    quarter,
)

P = "performance:"


@once
def indicator(place: Place) -> Indicator:
    rows = Indicator.objects.filter(organization=place.unit, node__level="subkegiatan")
    return rows.order_by("pk")[0]


@once
def agreed(place: Place) -> list[Any]:
    """An agreement of the unit that waits for its signed scan."""
    version = choose_version(YEAR, "terbaru")
    PerformanceAgreement.objects.update_or_create(
        organization=place.unit,
        version=version,
        defaults={"year": YEAR, "state": AgreementState.AGREED},
    )
    return [place.code, YEAR]


@once
def accepted(place: Place) -> Submission:
    return Submission.objects.filter(organization=place.unit, state="accepted").latest("pk")


@once
def transfer(place: Place) -> ImportBatch:
    found = ImportBatch.objects.filter(organization=place.unit).first()
    return found or make_import(place.unit, YEAR)


@once
def city_transfer(place: Place) -> ImportBatch:
    batch = make_import(place.unit, YEAR, "kota.xlsx")
    batch.spread = uuid4()
    batch.save(update_fields=["spread"])
    return batch


@once
def recommendation(place: Place) -> CouncilRecommendation:
    return CouncilRecommendation.objects.create(year=YEAR, organization=place.unit, text="Uji")


@once
def comment(place: Place) -> PublicComment:
    return PublicComment.objects.create(
        indicator=indicator(place), organization=place.unit, text="Uji", state="published"
    )


@once
def criterion(place: Place) -> SakipItem:
    return SakipItem.objects.get(instrument__code="88-2021", code="1a.1")


@once
def evidence(place: Place) -> Evidence:
    found = Evidence.objects.filter(organization=place.unit, links__isnull=False).first()
    assert found is not None
    return found


@once
def evidence_link(place: Place) -> EvidenceLink:
    return EvidenceLink.objects.filter(indicator__organization=place.unit)[0]


@once
def unlock(place: Place) -> UnlockRequest:
    moment = accepted(place).accepted_at
    return UnlockRequest.objects.create(
        submission=accepted(place),
        reason="Uji",
        until=moment,
        requested_at=moment,
        requested_by=accepted(place).accepted_by,
    )


@once
def evaluation(place: Place) -> SakipEvaluation:
    """Last year's: announced for every unit."""
    return SakipEvaluation.objects.get(organization=place.unit, edition__year=YEAR - 2)


@once
def advice(place: Place) -> SakipRecommendation:
    return SakipRecommendation.objects.create(evaluation=evaluation(place), text="Uji")


@once
def proof(place: Place) -> SakipProof:
    return SakipProof.objects.create(
        evaluation=evaluation(place), item=criterion(place), evidence=evidence(place)
    )


@once
def node_link(place: Place) -> NodeLink:
    above = indicator(place).node
    return NodeLink.objects.create(source=above, target=above.parent)


def announced(place: Place) -> list[Any]:
    return [place.code, YEAR - 2]


def row(place: Place) -> list[Any]:
    return [*place.quarter, indicator(place).pk]


def node(place: Place) -> list[Any]:
    return [indicator(place).node_id]


def measure(place: Place) -> list[Any]:
    return [indicator(place).pk]


def accepted_quarter(place: Place) -> list[Any]:
    return [place.code, accepted(place).year, accepted(place).quarter]


def record(place: Place) -> list[Any]:
    return ["rekomendasi", recommendation(place).pk]


def sheet(place: Place) -> list[Any]:
    return [place.code, YEAR - 1]


def text(place: Place) -> list[Any]:
    return [place.code, YEAR - 1, "ikhtisar"]


PAGES = (
    # Public pages
    Page(f"{P}public-organization", PUBLIC, code, foreign=PUBLIC),
    Page(f"{P}public-indicator", PUBLIC, measure, foreign=PUBLIC),
    # The entry
    Page(f"{P}submission-list", READERS),
    Page(f"{P}entry", READERS, quarter, foreign=CITY),
    Page(f"{P}entry-indicator", READERS, row, foreign=CITY),
    Page(
        f"{P}entry-node",
        READERS,
        lambda place: [*place.quarter, indicator(place).node_id],
        foreign=CITY,
    ),
    Page(f"{P}entry-check", frozenset({OPR}), quarter, foreign=frozenset()),
    Page(
        f"{P}submission-review",
        READERS,
        accepted_quarter,
        foreign=CITY,
    ),
    Page(
        f"{P}unlock-request",
        UNIT,
        accepted_quarter,
        foreign=frozenset(),
    ),
    Page(f"{P}unlock-list", READERS),
    Page(f"{P}window-list", READERS),
    Page(f"{P}past-year-list", frozenset({BPD}), steady="the years that have ended"),
    Page(f"{P}past-year", frozenset({BPD}), lambda place: [YEAR - 1]),
    Page(f"{P}window-completeness", READERS),
    Page(f"{P}window-create", frozenset({BPD})),
    Page(f"{P}window-update", frozenset({BPD}), first(ReportingWindow)),
    # The plan
    Page(f"{P}plan-list", READERS),
    Page(f"{P}plan", READERS, code, foreign=CITY),
    Page(f"{P}plan", READERS, lambda place: ["kota"]),
    Page(f"{P}node-detail", READERS, node, foreign=CITY),
    Page(f"{P}node-edit", PLANNERS, node, foreign=frozenset({BPD})),
    Page(f"{P}node-delete", PLANNERS, node, foreign=frozenset({BPD}), steady="kinds of rows"),
    Page(f"{P}node-link", PLANNERS, node, foreign=frozenset({BPD}), query="?q=kesehatan"),
    Page(f"{P}indicator-create", PLANNERS, node, foreign=frozenset({BPD})),
    Page(
        f"{P}node-pagu",
        PLANNERS,
        node,
        foreign=frozenset({BPD}),
        steady="the years of the period, and why they are locked",
    ),
    Page(f"{P}indicator-edit", PLANNERS, measure, foreign=frozenset({BPD})),
    Page(
        f"{P}indicator-targets",
        PLANNERS,
        measure,
        foreign=frozenset({BPD}),
        steady="the years of the period",
    ),
    Page(
        f"{P}nomenclature",
        PLANNERS,
        code,
        foreign=frozenset({BPD}),
        query="?q=monitoring",
        steady="reference data",
    ),
    Page(
        f"{P}node-create",
        PLANNERS,
        lambda place: [place.code, "sasaran_pd"],
        foreign=frozenset({BPD}),
    ),
    Page(f"{P}import-upload", PLANNERS),
    Page(
        f"{P}import-preview",
        PLANNERS,
        lambda place: [transfer(place).pk],
        steady="the lines of one file",
        foreign=frozenset({BPD}),
    ),
    Page(f"{P}import-city", frozenset({BPD})),
    Page(
        f"{P}import-city-preview",
        frozenset({BPD}),
        lambda place: [city_transfer(place).spread],
        steady="the lines of one file",
    ),
    Page(f"{P}settings", frozenset({BPD})),
    Page(f"{P}period-list", frozenset({BPD})),
    Page(f"{P}period-create", frozenset({BPD})),
    Page(f"{P}period-edit", frozenset({BPD}), first(PlanningPeriod)),
    Page(f"{P}version-create", PLANNERS),
    Page(f"{P}version-detail", READERS, first(PlanVersion)),
    Page(f"{P}version-edit", frozenset({BPD}), first(PlanVersion)),
    Page(f"{P}agreement-list", READERS),
    Page(f"{P}agreement", READERS, lambda place: [place.code, YEAR], foreign=CITY),
    Page(
        f"{P}agreement-draft",
        PLANNERS,
        lambda place: [place.code, YEAR],
        foreign=frozenset({BPD}),
    ),
    Page(f"{P}agreement-sign", PLANNERS, agreed, foreign=frozenset({BPD})),
    Page(f"{P}leaders", READERS),
    Page(f"{P}warnings", READERS),
    Page(f"{P}version-compare", READERS),
    Page(f"{P}reconciliation", READERS, lambda place: [place.code, YEAR - 1], foreign=CITY),
    Page(f"{P}tree", READERS, code, foreign=CITY),
    Page(f"{P}tree", READERS, lambda place: ["kota"]),
    Page(f"{P}copy-year", PLANNERS, code, foreign=frozenset({BPD})),
    Page(f"{P}move-programs", frozenset({BPD}), code, foreign=frozenset({BPD})),
    Page(f"{P}merge-unit", frozenset({BPD}), code, foreign=frozenset({BPD})),
    Page(f"{P}roll-tree", frozenset({BPD})),
    Page(f"{P}mapping", frozenset({BPD})),
    # The LKPJ's lists
    Page(f"{P}record-home", READERS),
    Page(f"{P}record-list", READERS, lambda place: ["rekomendasi"]),
    Page(f"{P}record-create", UNIT | {BPD, ORG}, lambda place: ["rekomendasi"]),
    Page(
        f"{P}record-edit",
        UNIT | {BPD, ORG},
        record,
        foreign=frozenset({BPD, ORG}),
    ),
    Page(
        f"{P}record-delete",
        UNIT | {BPD, ORG},
        record,
        foreign=frozenset({BPD, ORG}),
    ),
    # SAKIP: the demo's own unit is filling its sheet, the other one is being evaluated
    Page(f"{P}sakip-list", READERS),
    Page(f"{P}sakip-edition-create", frozenset({ORG, INS})),
    Page(f"{P}sakip-edition", frozenset({ORG, INS}), lambda place: [YEAR - 1]),
    Page(
        f"{P}sakip",
        UNIT | {BPD, ORG},
        sheet,
        foreign=frozenset({BPD, ORG, INS}),
        steady="the sheet",
    ),
    Page(
        f"{P}sakip-sub",
        UNIT | {BPD, ORG},
        lambda place: [*sheet(place), "1b"],
        foreign=frozenset({BPD, ORG, INS}),
    ),
    Page(
        f"{P}sakip-proof",
        frozenset({OPR}),
        lambda place: [*sheet(place), criterion(place).pk],
        foreign=frozenset(),
    ),
    Page(
        f"{P}sakip-advice-create",
        frozenset(),
        sheet,
        foreign=frozenset({INS}),
    ),
    # Reviews of LKjIP: the demo's last complete year
    Page(f"{P}review-list", READERS),
    Page(
        f"{P}review",
        READERS,
        lambda place: [place.code, YEAR - 1],
        foreign=CITY,
        steady="the questions of a review",
    ),
    Page(f"{P}review", READERS, lambda place: ["kota", YEAR - 1]),
    # of another unit: nobody reviews the own one's
    Page(f"{P}review-edit", frozenset({INS}), lambda place: [FOREIGN.code, YEAR - 1]),
    # Words and remarks
    Page(f"{P}text-home", UNIT | {BPD, ORG}, status=(302,)),
    Page(
        f"{P}text-list",
        READERS,
        lambda place: ["kota", YEAR - 1],
    ),
    Page(f"{P}text-edit", frozenset({BPD, ORG}), lambda place: ["kota", YEAR - 1, "ikhtisar"]),
    Page(f"{P}text-list", READERS, lambda place: [place.code, YEAR - 1], foreign=CITY),
    Page(f"{P}text-edit", UNIT, text, foreign=frozenset()),
    Page(f"{P}comment-list", UNIT | {BPD, ORG}),
    Page(f"{P}follow-up-list", READERS),
    Page(f"{P}comment-answer", UNIT, lambda place: [comment(place).pk], foreign=frozenset()),
)

ACTS = {
    f"{P}entry-row": "performance/entry/test_entry.py",
    f"{P}entry-narrative": "performance/entry/test_entry.py",
    f"{P}entry-note": "performance/entry/test_entry.py",
    f"{P}evidence-add": "performance/entry/test_evidence.py",
    f"{P}evidence-remove": "performance/entry/test_evidence.py",
    f"{P}evidence-file": "performance/entry/test_evidence.py",
    f"{P}submission-transition": "performance/entry/test_submission.py",
    f"{P}unlock-transition": "performance/entry/test_submission.py",
    f"{P}agreement-transition": "performance/evaluation/test_agreements.py",
    f"{P}version-transition": "performance/plan/test_plan_changes.py",
    f"{P}node-unlink": "performance/plan/test_plan_pages.py",
    f"{P}import-template": "performance/transfer/test_import_pages.py",
    f"{P}import-confirm": "performance/transfer/test_import_pages.py",
    f"{P}import-cancel": "performance/transfer/test_import_pages.py",
    f"{P}import-city-confirm": "performance/transfer/test_import_city.py",
    f"{P}import-city-cancel": "performance/transfer/test_import_city.py",
    f"{P}text-reset": "performance/evaluation/test_texts.py",
    f"{P}comment-transition": "performance/overview/test_comments.py",
    f"{P}sakip-proof-remove": "performance/sakip/test_sakip_pages.py",
    f"{P}sakip-reply": "performance/sakip/test_sakip_pages.py",
    f"{P}sakip-advice": "performance/sakip/test_sakip_pages.py",
    f"{P}sakip-advice-delete": "performance/sakip/test_sakip_pages.py",
    f"{P}sakip-advice-follow-up": "performance/sakip/test_sakip_pages.py",
    f"{P}sakip-advice-confirm": "performance/sakip/test_sakip_pages.py",
    f"{P}sakip-transition": "performance/sakip/test_sakip_pages.py",
}

# What the acts are called with: the object of the unit each is about.
SUBJECTS: dict[str, Args] = {
    f"{P}entry-row": quarter,
    f"{P}entry-narrative": quarter,
    f"{P}entry-note": row,
    f"{P}evidence-add": row,
    f"{P}evidence-remove": lambda place: [
        place.code,
        evidence_link(place).year,
        evidence_link(place).quarter,
        evidence_link(place).pk,
    ],
    f"{P}evidence-file": lambda place: [evidence(place).pk],
    f"{P}submission-transition": lambda place: [accepted(place).pk, "accept"],
    f"{P}unlock-transition": lambda place: [unlock(place).pk, "approve"],
    f"{P}agreement-transition": lambda place: [*agreed(place), "check"],
    f"{P}version-transition": lambda place: [first(PlanVersion)(place)[0], "cancel"],
    f"{P}node-unlink": lambda place: [node_link(place).pk],
    f"{P}import-confirm": lambda place: [transfer(place).pk],
    f"{P}import-cancel": lambda place: [transfer(place).pk],
    f"{P}import-city-confirm": lambda place: [city_transfer(place).spread],
    f"{P}import-city-cancel": lambda place: [city_transfer(place).spread],
    f"{P}text-reset": text,
    f"{P}comment-transition": lambda place: [comment(place).pk, "reject"],
    f"{P}sakip-proof-remove": lambda place: [*announced(place), proof(place).pk],
    f"{P}sakip-reply": sheet,
    f"{P}sakip-advice": lambda place: [*announced(place), advice(place).pk],
    f"{P}sakip-advice-delete": lambda place: [*announced(place), advice(place).pk],
    f"{P}sakip-advice-follow-up": lambda place: [*announced(place), advice(place).pk],
    f"{P}sakip-advice-confirm": lambda place: [*announced(place), advice(place).pk],
    f"{P}sakip-transition": lambda place: [*sheet(place), "submit"],
}
