"""Public pages show accepted figures only, in a constant number of queries."""

from decimal import Decimal

import pytest
from django.urls import reverse

from organizations.choices import Role
from performance.choices import Accumulation, NodeLevel, SubmissionState
from performance.evaluation.queries import results
from performance.evaluation.queries.evaluation import evaluate
from performance.evaluation.queries.indicator_history import indicator_history
from performance.models import Indicator
from performance.overview.queries import public_units
from tests.factories.organizations import make_city, make_unit, make_user
from tests.factories.performance import (
    YEAR,
    make_branch,
    make_indicator,
    make_node,
    make_pagu,
    make_realization,
    make_spending,
    make_submission,
    make_target,
    make_version,
)

pytestmark = pytest.mark.django_db

ACCEPTED, SUBMITTED = SubmissionState.ACCEPTED, SubmissionState.SUBMITTED


def _unit_with_iku(**fields):
    unit = make_unit()
    goal = make_node(unit, NodeLevel.SASARAN_PD)
    indicator = make_indicator(goal, is_iku=True, accumulation=Accumulation.LAST, **fields)
    return unit, indicator


def test_results_hide_quarters_that_are_not_accepted():
    unit, indicator = _unit_with_iku()
    make_target(indicator, 100, q1=25, q2=50)
    make_realization(indicator, Decimal(20), Decimal(60))
    make_submission(unit, 1, ACCEPTED)
    make_submission(unit, 2, SUBMITTED)

    (result,) = results.results(Indicator.objects.filter(pk=indicator.pk), results.Frame.read(YEAR))

    assert result.quarters == (Decimal(20), None, None, None)
    assert result.target == Decimal(25)
    assert result.achievement == Decimal("80.00")
    assert result.band == "Tinggi"


def test_results_without_accepted_quarter_have_no_achievement():
    _, indicator = _unit_with_iku()
    make_target(indicator, 100)
    make_realization(indicator, Decimal(90))

    (result,) = results.results(Indicator.objects.filter(pk=indicator.pk), results.Frame.read(YEAR))

    assert result.realized is None
    assert result.achievement is None
    assert result.band == ""


def test_sum_indicator_is_measured_against_the_quarters_due():
    unit = make_unit()
    indicator = make_indicator(make_branch(unit)["subs"][0])
    make_target(indicator, 12, q1=2, q2=4, q3=3, q4=3)
    make_realization(indicator, Decimal(2), Decimal(1))
    make_submission(unit, 1, ACCEPTED)
    make_submission(unit, 2, ACCEPTED)

    (result,) = results.results(Indicator.objects.filter(pk=indicator.pk), results.Frame.read(YEAR))

    assert (result.target, result.realized) == (Decimal(6), Decimal(3))
    assert result.achievement == Decimal("50.00")


def test_a_year_is_public_once_something_of_it_was_accepted():
    unit = make_unit()
    make_submission(unit, 1, ACCEPTED)
    make_submission(unit, 1, SUBMITTED, year=YEAR + 1)

    assert results.public_years() == [YEAR]


def test_unit_line_counts_accepted_spending_only():
    unit, indicator = _unit_with_iku()
    branch = make_branch(unit)
    make_pagu(branch["subs"][0], 1000)
    make_spending(branch["subs"][0], 200, 300)
    make_submission(unit, 1, ACCEPTED)
    make_target(indicator, 50)
    make_realization(indicator, Decimal(45))

    (line,) = public_units.unit_lines(results.Frame.read(YEAR))

    assert (line.pagu, line.spent) == (1000, 200)
    assert line.absorption == Decimal("20.00")
    assert (line.filled, line.total) == (1, 1)


def test_remainder_of_a_kegiatan_counts_once_in_its_program():
    unit = make_unit()
    branch = make_branch(unit, subs=2)
    for node in branch["subs"]:
        make_pagu(node, 100)
    make_pagu(branch["kegiatan"], 50, is_remainder=True)

    (line,) = public_units.program_lines(unit, results.Frame.read(YEAR))

    assert line.pagu == 250


def test_city_page_needs_the_same_queries_for_one_and_three_units(
    client, django_assert_max_num_queries
):
    make_city()

    def queries() -> int:
        with django_assert_max_num_queries(999) as captured:
            assert client.get(reverse("home")).status_code == 200
        return len(captured)

    unit, indicator = _unit_with_iku()
    make_target(indicator, 10)
    make_submission(unit, 1, ACCEPTED)
    one = queries()
    for _ in range(2):
        unit, indicator = _unit_with_iku()
        make_target(indicator, 10)
        make_realization(indicator, Decimal(9))
        make_submission(unit, 1, ACCEPTED)
    assert queries() == one


def test_home_without_any_figures_says_what_comes_next(client):
    make_city()

    response = client.get(reverse("home"))

    assert response.status_code == 200
    assert "Belum ada" in response.content.decode()


def test_unknown_year_is_not_found(client):
    make_city()

    assert client.get(reverse("home"), {"tahun": "1999"}).status_code == 404


def test_inactive_indicator_is_not_found(client):
    _, indicator = _unit_with_iku(is_active=False)

    assert client.get(indicator.get_absolute_url()).status_code == 404


def test_draft_figure_is_nowhere_on_the_public_pages(client):
    make_city()
    unit, indicator = _unit_with_iku()
    make_target(indicator, 100)
    make_realization(indicator, Decimal("73.913"))
    make_submission(unit, 1, SubmissionState.DRAFT)
    make_submission(make_unit(), 1, ACCEPTED)

    for url in ("/", unit.get_absolute_url(), indicator.get_absolute_url()):
        assert "73,91" not in client.get(url).content.decode()


@pytest.mark.parametrize("role", Role.values)
def test_public_pages_are_open_to_every_role(client, role):
    make_city()
    unit, indicator = _unit_with_iku()
    make_submission(unit, 1, ACCEPTED)
    client.force_login(make_user(role, unit))

    for url in ("/", unit.get_absolute_url(), indicator.get_absolute_url()):
        assert client.get(url).status_code == 200


def test_a_quarter_is_measured_against_its_own_version_as_in_the_forms():
    unit = make_unit()
    node = make_branch(unit)["subs"][0]
    indicator = make_indicator(node, accumulation=Accumulation.LAST)
    make_target(indicator, 40)
    make_pagu(node, 1000)
    make_realization(indicator, Decimal(20), Decimal(30), Decimal(40))
    revised = make_version("renja", YEAR, sequence=1, effective_quarter=3)
    make_target(indicator, 50, version=revised)
    make_pagu(node, 700, version=revised)

    def seen(quarter: int) -> tuple:
        make_submission(unit, quarter, ACCEPTED)
        (result,) = results.results(
            Indicator.objects.filter(pk=indicator.pk), results.Frame.read(YEAR)
        )
        (line,) = public_units.unit_lines(results.Frame.read(YEAR))
        form = evaluate(unit, YEAR, quarter)
        row = next(row for row in form.rows if row.indicator_id == indicator.pk)
        assert (result.year_target, line.pagu) == (row.target_k, form.total.pagu)
        return result.year_target, line.pagu

    assert seen(2) == (40, 1000)
    assert seen(3) == (50, 700)


def test_a_light_is_grey_for_a_unit_behind_the_others():
    ahead, iku = _unit_with_iku()
    behind, late = _unit_with_iku()
    for indicator in (iku, late):
        make_target(indicator, 40)
        make_realization(indicator, Decimal(20), Decimal(40))
    make_submission(ahead, 2, ACCEPTED)
    make_submission(behind, 1, ACCEPTED)

    frame = results.Frame.read(YEAR)
    lines = public_units.unit_lines(frame)
    tones = {line.code: (line.tone, line.band) for line in lines}

    assert tones[ahead.code] == ("success", "Sangat Tinggi")
    assert tones[behind.code] == ("neutral", "Belum lengkap")
    assert public_units.headline(lines, frame.scheme).tone == "neutral"


def test_history_follows_the_function_to_another_unit():
    old, before = _unit_with_iku(name="Indeks layanan")
    new, now = _unit_with_iku(name="Indeks layanan")
    Indicator.objects.filter(pk=now.pk).update(predecessor=before)
    now.refresh_from_db()
    make_target(before, 10, year=YEAR - 1)
    make_realization(before, Decimal(8), year=YEAR - 1)
    make_submission(old, 1, ACCEPTED, year=YEAR - 1)
    make_target(now, 10)
    make_realization(now, Decimal(9))
    make_submission(new, 1, ACCEPTED)

    points = [(p.year, p.realized, p.last_quarter) for p in indicator_history(now)]

    assert points == [(YEAR - 1, 8, 1), (YEAR, 9, 1)]


def test_an_accepted_quarter_without_a_figure_does_not_show_the_one_before(client):
    unit, indicator = _unit_with_iku()
    make_target(indicator, 100)
    make_realization(indicator, Decimal("101.98"))
    for quarter in (1, 2):
        make_submission(unit, quarter, ACCEPTED)

    (result,) = results.results(Indicator.objects.filter(pk=indicator.pk), results.Frame.read(YEAR))
    page = client.get(reverse("performance:public-organization", args=[unit.code])).content.decode()

    assert (result.achievement, result.band, result.realized) == (None, "", None)
    assert "Belum diisi" in page
    assert "101,98" not in page
    make_target(indicator, 100, year=YEAR - 1)
    make_realization(indicator, 50, 60, 70, 90, year=YEAR - 1)
    make_submission(unit, 4, ACCEPTED, year=YEAR - 1)
    own = client.get(reverse("performance:public-indicator", args=[indicator.pk])).content.decode()
    assert "Belum diisi" in own
    assert "101,98" not in own


def test_the_front_page_says_one_thing_about_completeness(client):
    make_city()
    unit, indicator = _unit_with_iku()
    empty = make_indicator(indicator.node, is_iku=True, name="Tanpa angka")
    for row in (indicator, empty):
        make_target(row, 100)
    make_realization(indicator, Decimal(90))
    make_submission(unit, 1, ACCEPTED)

    page = " ".join(client.get("/").content.decode().split())

    assert "0 dari 1 perangkat daerah lengkap sampai Triwulan I" in page
    assert "1 dari 1 perangkat daerah terisi" not in page


def test_a_mean_moved_by_one_figure_says_so(client):
    make_city()
    unit, indicator = _unit_with_iku(name="Inovasi tumbuh")
    make_target(indicator, 10)
    make_realization(indicator, Decimal("133.6"))
    make_submission(unit, 1, ACCEPTED)

    for url in ("/", reverse("performance:public-organization", args=[unit.code])):
        page = " ".join(client.get(url).content.decode().split())
        assert "memuat 1 indikator dengan capaian di atas 150%" in page, url
        assert "1.336,00%" in page, url
