"""Everything the page of one entry shows; its counts are lengths of its lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from innovations.models import Award, Comparison, Innovation, InnovationFile, Revision
from innovations.registry.queries.completeness import Lack, needed, wished
from innovations.registry.queries.values import (
    APPLICATION,
    IS_APPLICATION,
    NAMES,
    OVERLAPS,
    differences,
    values_of,
)

IDENTITY = (
    "origin", "original", "source", "summary", "category", "form", "technology", "initiator",
    "initiator_position", "stage", "trial_on", "implemented_on", "affairs", "goals", "theme",
    "beneficiaries", "place", "budget", "contact", "intake", "video_url", "website",
)  # fmt: skip
TEXTS = ("problem", "idea", "purpose", "benefit", "outcome", "how_to_copy")
OF_APPLICATION = (*APPLICATION, OVERLAPS)


@dataclass(frozen=True)
class Written:
    """One field in words."""

    label: str
    text: str


@dataclass(frozen=True)
class EntryPage:
    facts: Sequence[Written]
    texts: Sequence[Written]
    application: Sequence[Written]
    is_application: bool
    needed: Sequence[Lack]
    wished: Sequence[Lack]
    comparisons: Sequence[Comparison]
    awards: Sequence[Award]
    files: Sequence[InnovationFile]
    revisions: Sequence[Revision]


def entry_page(innovation: Innovation) -> EntryPage:
    """Nine statements, however much there is."""
    values = values_of(innovation)
    written = _written(values)
    files = list(innovation.files.order_by("kind", "pk"))
    comparisons = list(innovation.comparisons.all())
    return EntryPage(
        facts=[written[name] for name in IDENTITY if name in written],
        texts=[written[name] for name in TEXTS if name in written],
        application=[written[name] for name in OF_APPLICATION if name in written],
        is_application=values[IS_APPLICATION],
        needed=needed(innovation),
        wished=wished(innovation, kinds=[row.kind for row in files], figures=len(comparisons)),
        comparisons=comparisons,
        awards=list(innovation.awards.all()),
        files=files,
        revisions=list(innovation.revisions.select_related("proposed_by", "decided_by")),
    )


def _written(values: Mapping[str, Any]) -> dict[str, Written]:
    """What is filled in, by field."""
    filled = differences({}, {name: values[name] for name in NAMES})
    return {name: Written(told["label"], told["after"]) for name, told in filled.items()}
