"""One changed figure marks exactly the documents that print it, of every family."""

from __future__ import annotations

from reports.actions.staleness import refresh_of
from reports.models import ReportJob


def stale(office) -> set[str]:
    refresh_of(office.unit.pk)
    refresh_of(None)
    return set(ReportJob.objects.exclude(stale_since=None).values_list("slug", flat=True))


def test_a_quantity_marks_what_prints_it_and_nothing_else(documents):
    assert stale(documents) == set()
    documents.save(documents.k, "4", "1|")
    found = stale(documents)
    # Programs alone are in E.58 and the city's LKjIP; promises are not figures reached.
    assert found == {"e81", "e80", "lkjip-opd", "rencana-aksi", "e60", "lkpj"}
    for job in ReportJob.objects.exclude(stale_since=None):
        (change,) = job.differences
        assert float(change["after"]) in (4, 7.5)  # the quarter, or the year it belongs to


def test_rupiah_mark_the_sums_above_them_too(documents):
    documents.save(documents.rp, "250000", "1|")
    assert stale(documents) == {
        "e81",
        "e80",
        "lkjip-opd",
        "rencana-aksi",
        "e60",
        "lkpj",
        "e58",
        "lkjip-kota",
        "lke-lhe",  # says how much of the budget was spent
    }
