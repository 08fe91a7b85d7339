"""What documents of a running year say of units and of the work under their goals."""

from __future__ import annotations

import pytest

from performance.models import RowNote
from tests.factories.organizations import make_city
from tests.factories.performance import make_realization
from tests.performance.entry.test_entry import YEAR, Office
from tests.performance.evaluation.test_true_documents import accept, made


@pytest.fixture
def office(db) -> Office:
    make_city()
    place = Office()
    make_realization(place.indicators[0], 2, 3)
    return place


@pytest.mark.parametrize(("accepted", "count"), [((1, 2), 1), ((1,), 0)])
def test_e60_counts_who_is_accepted_in_the_quarter_it_reaches(office, accepted, count):
    accept(office, *accepted)
    for asked in (2, 4):
        data, page = made("e60", quarter=asked)
        said = f"{count} dari 1 perangkat daerah sudah diterima untuk Triwulan II"
        assert data.values["remark"] == said
        assert said in page


def test_an_action_plan_tells_what_hindered_the_work_under_the_goals(office):
    RowNote.objects.create(
        indicator=office.indicators[0],
        year=YEAR,
        quarter=2,
        inhibiting="Lahan belum bebas.",
        follow_up="Dibahas dengan kecamatan.",
    )
    data, page = made("rencana-aksi", office)
    told = [row["keterangan"] for row in data.tables[0].rows if row["_indicator"]]
    assert told[0] == "Lahan belum bebas; Dibahas dengan kecamatan"
    assert told[1] == ""
    assert "Predikat menurut" not in page
