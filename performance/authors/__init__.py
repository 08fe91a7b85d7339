"""Who wrote what is judged, and the rules of two persons that rest on it.

Authors are read from the facts: rows and the history the database keeps of them, activity
lines, files. Whose finger was on the last button decides nothing. `states` puts the rules on
the transitions, `permissions` asks them for everything else; each carries its sentence.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from organizations import activity
from organizations.models import Activity
from organizations.workflow import OtherThan
from performance.authors.reading import Authors, known, once
from performance.models import (
    BudgetRealization,
    DocumentText,
    EvidenceLink,
    LkjipReview,
    PerformanceAgreement,
    PlanVersion,
    PublicComment,
    Realization,
    RowNote,
    Submission,
    UnlockRequest,
)

NARRATIVE = "performance.narrative"  # the verb of words about a whole entry
TEXT = "performance.text"  # of words in an LKjIP
VERSION = "performance.version"
PLANNED = ("performance.target", "performance.pagu")


# --- The entry --------------------------------------------------------------------------------


@once
def entry_authors(entry: Submission) -> Authors:
    """Everybody who typed, imported, told or proved something of the quarter, or handed it in."""
    return _entry_hands(entry, "submit")


@once
def entry_hands(entry: Submission) -> Authors:
    """The authors of an entry, and everybody who has verified it before."""
    return _entry_hands(entry, "submit", "verify") | known(entry.verified_by_id)


def _entry_hands(entry: Submission, *moves: str) -> Authors:
    if entry.pk is None:
        return frozenset()
    year = {"year": entry.year, "organization": entry.organization_id}
    quarter = {
        "year": entry.year,
        "quarter": entry.quarter,
        "indicator__organization": entry.organization_id,
    }
    figures = [
        _lines(model.objects.filter(**year)).filter(changes__has_any_keys=cells_of(entry.quarter))
        for model in (Realization, BudgetRealization)
    ]
    told = _lines(RowNote.objects.filter(**quarter))
    moved = activity.history_of(entry).filter(activity.moved(entry, moves) | Q(verb=NARRATIVE))
    actors = [rows.order_by().values_list("actor_id") for rows in (*figures, told, moved)]
    proofs = EvidenceLink.objects.filter(**quarter).order_by().values_list("added_by_id")
    found = proofs.union(*actors)
    return known(entry.submitted_by_id, *(pk for (pk,) in found))


def cells_of(quarter: int) -> list[str]:
    """What a changed figure of a quarter is called in the history: typed, imported."""
    typed = [f"k{quarter}", f"rp{quarter}"]
    return typed + [f"tw{quarter}_{name}" for name in ("k", "rp", "pembilang", "penyebut")]


def _lines(rows: QuerySet) -> QuerySet[Activity]:
    """The activity lines about any of these rows."""
    label = rows.model._meta.label_lower
    return Activity.objects.filter(object_type=label, object_id__in=rows.values("pk"))


@once
def report_authors(review: LkjipReview) -> Authors:
    """Who wrote a figure, a word or a proof an LKjIP is made of, or handed its quarters on.

    The city's own report is made of what every unit wrote.
    """
    year: dict[str, Any] = {"year": review.year}
    mine = {"organization": review.organization_id} if review.organization_id else {}
    theirs = {f"indicator__{name}": pk for name, pk in mine.items()}
    entries = Submission.objects.filter(**year, **mine)
    moved = activity.moved(Submission, ["submit", "verify"]) | Q(verb=NARRATIVE)
    # The history names the report and its year; a text given back has no row any more.
    told = Activity.objects.filter(
        verb=TEXT,
        organization=review.organization_id,
        summary__regex=rf"^Naskah lkjip-[a-z]+ {review.year}:",
    )
    texts = DocumentText.objects.filter(**year, organization=review.organization_id)
    found = (
        *(
            _lines(model.objects.filter(**year, **mine)).order_by().values_list("actor_id")
            for model in (Realization, BudgetRealization)
        ),
        _lines(RowNote.objects.filter(**year, **theirs)).order_by().values_list("actor_id"),
        _lines(entries).filter(moved).order_by().values_list("actor_id"),
        told.order_by().values_list("actor_id"),
        texts.order_by().values_list("updated_by_id"),
        entries.order_by().values_list("submitted_by_id"),
        entries.order_by().values_list("verified_by_id"),
    )
    proofs = EvidenceLink.objects.filter(**year, **theirs).order_by().values_list("added_by_id")
    return known(*(pk for (pk,) in proofs.union(*found)))


# --- Plans ------------------------------------------------------------------------------------


@once
def version_authors(version: PlanVersion) -> Authors:
    """Who began a change of the plan, gave its reason, or wrote a figure in it.

    The history tells figures by the name of their version.
    """
    moved = activity.history_of(version).filter(
        activity.moved(version, ["propose"]) | Q(verb=VERSION)
    )
    begun = moved.order_by("pk").first()
    if begun is None:
        return known(version.proposed_by_id)
    written = Activity.objects.filter(verb__in=PLANNED, pk__gt=begun.pk).order_by()
    hands = {
        actor
        for actor, changes in written.values_list("actor_id", "changes")
        if any(str(version) in change["label"] for change in changes.values())
    }
    return known(version.proposed_by_id, *moved.values_list("actor_id", flat=True), *hands)


def agreement_authors(agreement: PerformanceAgreement) -> Authors:
    """Who drafted an agreement."""
    return known(agreement.drafted_by_id)


def agreement_hands(agreement: PerformanceAgreement) -> Authors:
    """Who drafted or checked it."""
    return known(agreement.drafted_by_id, agreement.checked_by_id)


def agreement_judges(agreement: PerformanceAgreement) -> Authors:
    """Who checked it or agreed to it."""
    return known(agreement.checked_by_id, agreement.agreed_by_id)


# --- The rules --------------------------------------------------------------------------------


def _asked(request: UnlockRequest) -> Authors:
    return known(request.requested_by_id)


def _said(comment: PublicComment) -> Authors:
    return known(comment.sent_by_id)


def _said_or_answered(comment: PublicComment) -> Authors:
    return known(comment.sent_by_id, comment.answered_by_id)


VERIFIES_OTHERS = OtherThan(
    entry_authors,
    "Yang mengisi, mengimpor, atau mengajukan triwulan ini tidak memverifikasinya. "
    "Minta kepala lain, Plt., atau Plh.",
)
ACCEPTS_OTHERS = OtherThan(
    entry_hands,
    "Yang mengisi, mengimpor, mengajukan, atau memverifikasi triwulan ini tidak menerimanya. "
    "Minta orang lain di Bappeda.",
)
REVIEWS_OTHERS = OtherThan(
    report_authors,
    "Yang ikut mengisi, memverifikasi, atau menulis laporan ini tidak mereviunya. "
    "Minta orang lain di Inspektorat.",
)
CHECKS_OTHERS = OtherThan(
    agreement_authors,
    "Yang menyusun perjanjian ini tidak memeriksanya. Minta orang lain yang berwenang.",
)
AGREES_OTHERS = OtherThan(
    agreement_hands,
    "Yang menyusun atau memeriksa perjanjian ini tidak menyepakatinya. Minta orang lain.",
)
SIGNS_OTHERS = OtherThan(
    agreement_judges,
    "Yang memeriksa atau menyepakati perjanjian ini tidak mengunggah naskahnya. "
    "Minta yang menyusunnya.",
)
DECIDES_OTHER_PLANS = OtherThan(
    version_authors,
    "Yang menyusun atau mengajukan perubahan ini tidak menyetujuinya. Minta orang lain di Bappeda.",
)
DECIDES_OTHERS = OtherThan(_asked, "Permintaan sendiri harus diputuskan orang lain.")
MODERATES_OTHERS = OtherThan(
    _said_or_answered, "Komentar atau jawaban sendiri diperiksa moderator lain."
)
ANSWERS_OTHERS = OtherThan(_said, "Komentar sendiri dijawab orang lain.")
