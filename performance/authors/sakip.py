"""Who wrote in which layer of a SAKIP sheet, and who may therefore not judge it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from django.apps import apps
from django.db.models import Model, QuerySet, Value

from organizations.workflow import OtherThan
from performance.authors.reading import Authors, known, once
from performance.choices import SakipLayer
from performance.models import SakipEvaluation, SakipProof, SakipRecommendation


@once
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
    return {layer: known(*people) for layer, people in layers.items()}


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
    return known(recommendation.reported_by_id, *reported)


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
