"""Who wrote what is judged, and the rules of two persons that rest on it.

Authors are read from the facts: rows and the history the database keeps of them, activity
lines, files. Whose finger was on the last button decides nothing. `states` puts the rules on
the transitions, `permissions` asks them for everything else; each carries its sentence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.apps import apps
from django.db.models import Model, Q, QuerySet, Value

from organizations import activity
from organizations.models import Activity
from organizations.workflow import OtherThan
from performance.choices import SakipLayer
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
    SakipEvaluation,
    SakipProof,
    SakipRecommendation,
    Submission,
    UnlockRequest,
)

Authors = frozenset[int]
NARRATIVE = "performance.narrative"  # the verb of words about a whole entry
TEXT = "performance.text"  # of words in an LKjIP
VERSION = "performance.version"
PLANNED = ("performance.target", "performance.pagu")


def _once(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Read once for each row object: a page asks for several of its buttons."""

    @wraps(read)
    def kept(row: Any) -> Any:
        name = f"_{read.__name__}"
        if name not in row.__dict__:
            row.__dict__[name] = read(row)
        return row.__dict__[name]

    return kept


# --- The entry --------------------------------------------------------------------------------


@_once
def entry_authors(entry: Submission) -> Authors:
    """Everybody who typed, imported, told or proved something of the quarter, or handed it in."""
    return _entry_hands(entry, "submit")


@_once
def entry_hands(entry: Submission) -> Authors:
    """The authors of an entry, and everybody who has verified it before."""
    return _entry_hands(entry, "submit", "verify") | _known(entry.verified_by_id)


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
    return _known(entry.submitted_by_id, *(pk for (pk,) in found))


def cells_of(quarter: int) -> list[str]:
    """What a changed figure of a quarter is called in the history: typed, imported."""
    typed = [f"k{quarter}", f"rp{quarter}"]
    return typed + [f"tw{quarter}_{name}" for name in ("k", "rp", "pembilang", "penyebut")]


def _lines(rows: QuerySet) -> QuerySet[Activity]:
    """The activity lines about any of these rows."""
    label = rows.model._meta.label_lower
    return Activity.objects.filter(object_type=label, object_id__in=rows.values("pk"))


@_once
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
    return _known(*(pk for (pk,) in proofs.union(*found)))


# --- Plans ------------------------------------------------------------------------------------


@_once
def version_authors(version: PlanVersion) -> Authors:
    """Who began a change of the plan, gave its reason, or wrote a figure in it.

    The history tells figures by the name of their version.
    """
    moved = activity.history_of(version).filter(
        activity.moved(version, ["propose"]) | Q(verb=VERSION)
    )
    begun = moved.order_by("pk").first()
    if begun is None:
        return _known(version.proposed_by_id)
    written = Activity.objects.filter(verb__in=PLANNED, pk__gt=begun.pk).order_by()
    hands = {
        actor
        for actor, changes in written.values_list("actor_id", "changes")
        if any(str(version) in change["label"] for change in changes.values())
    }
    return _known(version.proposed_by_id, *moved.values_list("actor_id", flat=True), *hands)


def agreement_authors(agreement: PerformanceAgreement) -> Authors:
    """Who drafted an agreement."""
    return _known(agreement.drafted_by_id)


def agreement_hands(agreement: PerformanceAgreement) -> Authors:
    """Who drafted or checked it."""
    return _known(agreement.drafted_by_id, agreement.checked_by_id)


# --- SAKIP ------------------------------------------------------------------------------------


@_once
def sheet_authors(evaluation: SakipEvaluation) -> Mapping[str, Authors]:
    """Who wrote in each layer of a sheet: answers as the history has them, proofs, advice.

    An answer copied into the next layer stays its writer's; who hands a layer over without
    having written in it has answered for it all the same.
    """
    layers: dict[str, set[int | None]] = defaultdict(set)
    layers[SakipLayer.SELF].add(evaluation.submitted_by_id)
    layers[SakipLayer.EVALUATOR].add(evaluation.evaluated_by_id)
    if evaluation.pk is not None:
        mine = {"evaluation": evaluation.pk}
        proofs = SakipProof.objects.filter(**mine).order_by()
        rows = proofs.values_list(Value(str(SakipLayer.SELF)), "added_by_id").union(
            _events("SakipAnswer").filter(**mine).values_list("layer", "updated_by_id"),
            _events("SakipRecommendation").filter(**mine).values_list("layer", "written_by_id"),
        )
        for layer, pk in rows:
            layers[layer].add(pk)
    return {layer: _known(*people) for layer, people in layers.items()}


def _events(model: str) -> QuerySet[Model]:
    """Every state the rows of a tracked model ever had, deleted rows included."""
    return apps.get_model("performance", f"{model}Event")._default_manager.order_by()


def unit_authors(evaluation: SakipEvaluation) -> Authors:
    """Who assessed the unit for itself."""
    return _of_layers(evaluation, SakipLayer.SELF)


def evaluation_authors(evaluation: SakipEvaluation) -> Authors:
    """Who wrote what quality assurance looks at."""
    return _of_layers(evaluation, SakipLayer.SELF, SakipLayer.EVALUATOR)


def result_authors(evaluation: SakipEvaluation) -> Authors:
    """Who wrote anything that stands in the result."""
    return _of_layers(evaluation, *SakipLayer)


def _of_layers(evaluation: SakipEvaluation, *layers: str) -> Authors:
    found = sheet_authors(evaluation)
    return frozenset().union(*(found.get(layer, ()) for layer in layers))


def follow_up_authors(recommendation: SakipRecommendation) -> Authors:
    """Who has ever reported what was done about a recommendation."""
    rows = _events("SakipRecommendation").filter(pgh_obj=recommendation.pk)
    reported = rows.values_list("reported_by_id", flat=True).distinct()
    return _known(recommendation.reported_by_id, *reported)


# --- The rules --------------------------------------------------------------------------------


def _known(*people: int | None) -> Authors:
    return frozenset(pk for pk in people if pk is not None)


def _asked(request: UnlockRequest) -> Authors:
    return _known(request.requested_by_id)


def _said(comment: PublicComment) -> Authors:
    return _known(comment.sent_by_id)


def _said_or_answered(comment: PublicComment) -> Authors:
    return _known(comment.sent_by_id, comment.answered_by_id)


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
    "Yang menyusun perjanjian ini tidak memeriksanya. Minta kepala, Plt., atau Plh.",
)
AGREES_OTHERS = OtherThan(
    agreement_hands,
    "Yang menyusun atau memeriksa perjanjian ini tidak menyepakatinya. Minta orang lain.",
)
DECIDES_OTHER_PLANS = OtherThan(
    version_authors,
    "Yang menyusun atau mengajukan perubahan ini tidak menyetujuinya. Minta orang lain di Bappeda.",
)
DECIDES_OTHERS = OtherThan(_asked, "Permintaan sendiri harus diputuskan orang lain.")
SUBMITS_OTHERS = OtherThan(
    unit_authors,
    "Yang mengisi LKE ini tidak mengajukannya. Minta kepala lain, Plt., atau Plh.",
)
EVALUATES_OTHERS = OtherThan(
    unit_authors,
    "Yang pernah mengisi atau mengajukan LKE ini tidak mengevaluasinya. Minta evaluator lain.",
)
ASSURES_OTHERS = OtherThan(
    evaluation_authors,
    "Yang ikut menulis penilaian ini tidak menjamin mutunya. Minta orang lain di Inspektorat.",
)
CLOSES_OTHERS = OtherThan(
    evaluation_authors,
    "Yang ikut menulis penilaian evaluator tidak menyusun hasil akhirnya. "
    "Minta orang lain di Inspektorat.",
)
ANNOUNCES_OTHERS = OtherThan(
    result_authors,
    "Yang ikut menulis penilaian ini tidak menetapkan hasilnya. Minta orang lain di Inspektorat.",
)
CONFIRMS_OTHERS = OtherThan(
    follow_up_authors,
    "Yang melaporkan tindak lanjut ini tidak mengonfirmasinya. Minta orang lain di Inspektorat.",
)
MODERATES_OTHERS = OtherThan(
    _said_or_answered, "Komentar atau jawaban sendiri diperiksa moderator lain."
)
ANSWERS_OTHERS = OtherThan(_said, "Komentar sendiri dijawab orang lain.")
