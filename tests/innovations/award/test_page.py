"""The page of the result: how much it asks for, what it says of strict jurors, what it keeps back."""

from __future__ import annotations

from decimal import Decimal
from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from innovations.award.actions.results import announce, freeze
from innovations.award.queries.content import digest_of
from innovations.award.queries.ranking import ranking
from innovations.choices.competition import PhaseKind, SheetState
from innovations.models import Criterion, Group, Sheet, Tier
from organizations.choices import Role
from organizations.formatting import format_number
from tests.factories.competitions import (
    make_desk_edition,
    make_edition,
    make_juror,
    make_proposal,
    make_sheet,
)
from tests.factories.innovations import make_innovation
from tests.factories.organizations import PASSWORD, make_unit, make_user

pytestmark = pytest.mark.django_db
MOST = 12  # statements of the whole request, who signed in included


@pytest.fixture
def edition():
    return make_desk_edition()


@pytest.fixture
def page(client, edition, secretary):
    client.force_login(secretary)
    return lambda: client.get(reverse("innovations:result", args=[edition.pk]))


def judged(edition, jurors, *titles, score=80, unit=None):
    unit = unit or make_unit()
    for title in titles:
        proposal = make_proposal(edition, unit, title=title, innovation=make_innovation(unit))
        for juror in jurors:
            make_sheet(proposal, juror, score, score)


def signed_in(person) -> Client:
    """As in a browser, by the form."""
    client = Client()
    given = {"username": person.email, "password": PASSWORD}
    assert client.post(reverse("organizations:login"), given).url == reverse("dashboard")
    return client


def asked(page) -> list[str]:
    page()  # what is read once for all pages
    with CaptureQueriesContext(connection) as found:
        assert page().status_code == 200
    return [row["sql"] for row in found]


@pytest.mark.parametrize(
    ("until", "reader"),
    [
        ("judged", "secretary"), ("frozen", "secretary"), ("frozen", "mayor"),
        ("announced", "secretary"), ("announced", "mayor"),
    ],
)  # fmt: skip
def test_the_whole_page_asks_twelve_times_however_much_was_judged(
    edition, secretary, mayor, until, reader
):
    jurors = [make_juror(edition) for _ in range(3)]
    judged(edition, jurors, "A")
    if until != "judged":
        result = freeze(edition=edition, by=secretary)
    if until == "announced":
        announce(result=result, by=mayor)
    client = signed_in({"secretary": secretary, "mayor": mayor}[reader])
    page = partial(client.get, reverse("innovations:result", args=[edition.pk]))

    few = asked(page)
    judged(edition, jurors, *"BCDEFGH")
    many = asked(page)

    assert len(few) == len(many) <= MOST, "\n".join(many)


def test_beside_a_mild_juror_stands_how_strong_the_drawn_were(edition, page):
    """Whoever drew strong proposals looks mild; small draws are called unfair (hackwestern 782)."""
    strong, other = make_juror(edition), make_juror(edition)
    names = [str(strong), str(other)]
    third = make_juror(edition)
    judged(edition, [strong, third], "Kuat", score=90)
    judged(edition, [other, third], *(f"Lemah {n}" for n in range(8)), score=60)

    shown = page().content.decode()
    table = shown[shown.index("Ketat atau longgar") :]
    rows = {name: table[table.index(name) :].split("</tr>")[0] for name in names}

    assert "pada undian kecil (kurang dari delapan lembar) perbandingan ini tidak adil" in shown
    for name, mean, note in zip(names, ("90,00", "60,00"), ("undian kecil", "–"), strict=True):
        assert rows[name].count(mean) == 2, "given, and by the others to the same proposals"
        assert note in rows[name].split("Catatan")[1]


def test_who_is_in_conflict_reads_no_count_and_no_reason_of_that_proposal(edition, page, secretary):
    """Neither on the page nor when freezing is refused (hotcrp 426)."""
    jurors = [make_juror(edition) for _ in range(2)]
    judged(edition, jurors, "Milik sendiri", unit=secretary.assignments.get().organization)
    judged(edition, jurors, "Milik lain")
    Sheet.objects.filter(proposal__title="Milik sendiri").update(
        state=SheetState.DRAFT, sent_at=None
    )

    assert "2 dari 2 lembar terkirim" in page().content.decode()
    with pytest.raises(ValidationError) as refused:
        freeze(edition=edition, by=secretary)
    assert "Milik sendiri" not in str(refused.value)
    assert "anggota sekretariat yang lain" in str(refused.value)
    with pytest.raises(ValidationError, match="P001 Milik sendiri"):
        freeze(edition=edition, by=make_user(Role.BAGIAN_ORGANISASI, make_unit()))


def test_places_of_a_tier_end_where_its_number_ends(edition, page):
    """One place of the first tier, two of the second, none for the fourth."""
    jurors = [make_juror(edition)]
    for score, title in ((90, "A"), (80, "B"), (70, "C"), (60, "D")):
        judged(edition, jurors, title, score=score)

    lines = page().context["found"].ranking.groups[0].lines

    assert [(line.proposal.title, str(line.tier)) for line in lines] == [
        ("A", "Terbaik"), ("B", "Harapan"), ("C", "Harapan"), ("D", "None"),
    ]  # fmt: skip


def test_an_abstention_is_neither_sent_nor_owed(edition, page):
    judged(edition, [make_juror(edition) for _ in range(2)], "A")
    make_sheet(edition.proposals.get(), make_juror(edition), state=SheetState.ABSTAINED)

    assert "2 dari 2 lembar terkirim" in " ".join(page().content.decode().split())


def test_a_stage_nobody_has_begun_is_said_once(client, secretary):
    edition = make_edition(PhaseKind.DESK)
    judged(edition, [make_juror(edition) for _ in range(2)], "A", "B")

    (group,) = ranking(edition.pk).groups
    assert group.blocked == ["Presentasi dan wawancara: belum ada lembar nilai"]
    with pytest.raises(ValidationError, match="belum ada lembar nilai"):
        freeze(edition=edition, by=secretary)


def test_a_score_far_from_the_others_is_marked_for_a_talk(edition, page):
    jurors = [make_juror(edition) for _ in range(3)]
    for title, last in (("Jauh", 50), ("Dekat", 75)):
        judged(edition, jurors[:2], title)
        make_sheet(edition.proposals.get(title=title), jurors[2], last, last)

    shown = page().content.decode()
    rows = {title: shown.partition(title)[2].split("</tr>")[0] for title in ("Jauh", "Dekat")}

    assert ["Selisih besar" in rows[title] for title in rows] == [True, False]
    for figure in ("70,00", "80,00", "50,00"):  # mean, median, lowest
        assert figure in rows["Jauh"]


def test_what_even_jurors_would_give_stands_beside_and_moves_no_place(edition, page):
    """The strict one drew the better two; the places follow what was given."""
    strict, mild = make_juror(edition), make_juror(edition)
    for title, juror, score in (
        ("A", strict, 60), ("B", strict, 70), ("C", mild, 80), ("D", mild, 90),
    ):  # fmt: skip
        judged(edition, [juror], title, score=score)

    answer = page()
    (group,) = answer.context["found"].ranking.groups
    evened = {line.proposal.title: line.normalised for line in group.lines}

    assert [line.proposal.title for line in group.lines] == ["D", "C", "B", "A"]
    assert evened["B"] == evened["D"] > evened["A"] == evened["C"]
    assert "bukan penentu" in answer.content.decode()
    assert f'data-label="Bila sama ketat">{format_number(evened["B"], 2)}<' in (
        answer.content.decode()
    )


def test_groups_are_ranked_apart_each_by_its_own_criteria(edition):
    """Nine of ten in one group is no place below sixty of a hundred in the other."""
    other = Group.objects.create(edition=edition, code="replikasi", name="Replikasi", order=2)
    Criterion.objects.create(
        stage=edition.stages.get(), group=other, name="Ditiru", weight=100, highest=10, order=1
    )
    Tier.objects.create(group=other, name="Replikasi terbaik", places=1, order=1)
    juror = make_juror(edition)
    judged(edition, [juror], "Umum", score=60)
    make_sheet(make_proposal(edition, title="Replika", group=other), juror, 9)

    found = [
        [(line.proposal.title, str(line.shown), line.rank, line.tier.name) for line in group.lines]
        for group in ranking(edition.pk).groups
    ]

    assert found == [
        [("Umum", "60.00", 1, "Terbaik")], [("Replika", "90.00", 1, "Replikasi terbaik")],
    ]  # fmt: skip


def test_the_digest_covers_every_weight_and_every_score(edition, secretary):
    judged(edition, [make_juror(edition)], "A", score=80)

    content = freeze(edition=edition, by=secretary).content

    (rows,) = content["rules"]["groups"][0]["criteria"].values()
    assert [Decimal(row["weight"]) for row in rows] == [60, 40]
    (sheet,) = content["sheets"]
    assert {name: Decimal(value) for name, value in sheet["scores"].items()} == {
        "Kebaruan": 80, "Bermanfaat": 80,
    }  # fmt: skip
    whole = digest_of(content)
    for spot, name in ((rows[0], "weight"), (sheet["scores"], "Kebaruan")):
        spot[name] = "1"
        changed = digest_of(content)
        assert changed != whole
        whole = changed
