"""The two editions of the demonstration, through the acts people use."""

from __future__ import annotations

from innovations.award.queries.content import digest_of
from innovations.choices.competition import EditionState, ProposalState, ResultState, SheetState
from innovations.models import Award, Edition, Sheet
from innovations.permissions.competition import during


def test_the_ten_winners_stand_in_their_tiers(demo_city):
    edition = Edition.objects.get(state=EditionState.PUBLISHED)
    result = edition.results.get()
    tiers = dict(result.standings.values_list("proposal__title", "tier__name"))

    assert result.state == ResultState.PUBLISHED
    assert digest_of(result.content) == result.digest
    assert list(tiers.values()).count("5 terbaik") == 5
    assert list(tiers.values()).count("10 terbaik") == 5
    assert tiers["Ada Kelas di ATV (contoh)"] == "5 terbaik"
    assert Award.objects.filter(competition=edition.name).count() == 10


def test_the_running_edition_is_being_judged(demo_city):
    edition = Edition.objects.get(state=EditionState.OPEN)
    sheets = Sheet.objects.filter(stage__edition=edition)

    assert edition.proposals.filter(state=ProposalState.PASSED).count() == 24
    assert sheets.count() == 72
    assert 0 < sheets.filter(state=SheetState.SUBMITTED).count() < 72
    assert during(edition, "penilaian")
