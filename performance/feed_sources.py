"""Sources of performance itself, and of the domains below it that cannot file here."""

from __future__ import annotations

from decimal import Decimal

from complaints.clock.queries.figures import completion_share, in_time_share
from innovations.adoption.queries.document import adopted_share
from innovations.stewardship.queries.figures import answered_in_time, innovating_units, living
from organizations.exact import percent
from organizations.formulas import end_of_quarter
from organizations.models import Organization
from performance.choices import SakipState, SubmissionState
from performance.feeds import FEEDS, FeedSource
from performance.models import SakipEvaluation, Submission
from surveys.index.queries.plans import completion_share as follow_up_share
from surveys.public.queries.figures import mean_index, pooled_index


def on_time_share(unit: Organization | None, year: int, quarter: int) -> Decimal | None:
    """Percent of the entries up to the quarter that were handed in on time; None without any."""
    rows = Submission.objects.filter(year=year, quarter__lte=quarter)
    rows = rows.exclude(state=SubmissionState.DRAFT).exclude(submitted_at=None)
    if unit is not None:
        rows = rows.filter(organization=unit)
    states = list(rows.values_list("is_late", flat=True))
    return percent(sum(not late for late in states), len(states)) if states else None


def announced_sakip(unit: Organization | None, year: int, quarter: int) -> Decimal | None:
    """The unit's SAKIP total announced last by the end of the quarter.

    None without one, and for the city, which the ministry evaluates.
    """
    if unit is None:
        return None
    rows = SakipEvaluation.objects.filter(
        organization=unit,
        state=SakipState.FINAL,
        finalized_at__date__lte=end_of_quarter(year, quarter),
    )
    return rows.order_by("-edition__year").values_list("total", flat=True).first()


FEEDS.file(
    FeedSource("nilai-sakip", "Nilai SAKIP yang terakhir ditetapkan", "Nilai", announced_sakip)
)
FEEDS.file(
    FeedSource(
        "pengisian-tepat-waktu",
        "Persentase pengisian triwulan yang diajukan tepat waktu",
        "%",
        on_time_share,
    )
)
FEEDS.file(
    FeedSource(
        "pengaduan-selesai",
        "Persentase pengaduan yang diteruskan dan selesai",
        "%",
        completion_share,
    )
)
FEEDS.file(
    FeedSource(
        "pengaduan-tepat-waktu",
        "Persentase pengaduan yang dijawab tepat waktu",
        "%",
        in_time_share,
    )
)
FEEDS.file(
    FeedSource(
        "skm-indeks-tertimbang",
        "Indeks kepuasan masyarakat yang diumumkan, tertimbang responden",
        "Nilai",
        pooled_index,
    )
)
FEEDS.file(
    FeedSource(
        "skm-indeks-rata-unit",
        "Indeks kepuasan masyarakat yang diumumkan, rata-rata unit layanan",
        "Nilai",
        mean_index,
    )
)
FEEDS.file(
    FeedSource(
        "skm-tindak-lanjut",
        "Persentase tindak lanjut survei kepuasan yang jatuh tempo dan sudah selesai",
        "%",
        follow_up_share,
    )
)
FEEDS.file(
    FeedSource("inovasi-hidup", "Inovasi yang berjalan pada akhir triwulan", "Inovasi", living)
)
FEEDS.file(
    FeedSource(
        "inovasi-kabar-tepat-waktu",
        "Persentase kabar semester inovasi yang dijawab tepat waktu",
        "%",
        answered_in_time,
    )
)
FEEDS.file(
    FeedSource(
        "inovasi-adopsi", "Pemenuhan daftar adopsi inovasi pada akhir triwulan", "%", adopted_share
    )
)
FEEDS.file(
    FeedSource(
        "opd-berinovasi",
        "Persentase perangkat daerah kota yang punya inovasi berjalan pada tahun itu",
        "%",
        innovating_units,
    )
)
