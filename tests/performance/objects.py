"""The rows the addresses of performance's pages name."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from performance.choices import AgreementState
from performance.models import (
    CouncilRecommendation,
    Evidence,
    EvidenceLink,
    ImportBatch,
    Indicator,
    NodeLink,
    PerformanceAgreement,
    PublicComment,
    SakipEvaluation,
    SakipItem,
    SakipProof,
    SakipRecommendation,
    Submission,
    UnlockRequest,
)
from performance.plan.queries.agreement_versions import choose_version
from tests.factories.performance import make_import
from tests.pages.places import (
    YEAR,
    Place,
    once,
)


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
def city_agreed(place: Place) -> list[Any]:
    """The same of the city."""
    version = choose_version(YEAR, "terbaru")
    PerformanceAgreement.objects.update_or_create(
        organization=None,
        version=version,
        defaults={"year": YEAR, "state": AgreementState.AGREED},
    )
    return ["kota", YEAR]


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
