"""Sample sizes against the whole printed table; margins of the index."""

from __future__ import annotations

from decimal import Decimal, localcontext

import pytest

from organizations.exact import FormulaError, rounded
from surveys.formulas import margin_of_error, sample_size

# Krejcie and Morgan 1970, table 1: users of a service and the smallest sample.
TABLE = (
    "10:10 15:14 20:19 25:24 30:28 35:32 40:36 45:40 50:44 55:48 60:52 65:56 70:59 75:63 "
    "80:66 85:70 90:73 95:76 100:80 110:86 120:92 130:97 140:103 150:108 160:113 170:118 "
    "180:123 190:127 200:132 210:136 220:140 230:144 240:148 250:152 260:155 270:159 280:162 "
    "290:165 300:169 320:175 340:181 360:186 380:191 400:196 420:201 440:205 460:210 480:214 "
    "500:217 550:226 600:234 650:242 700:248 750:254 800:260 850:265 900:269 950:274 "
    "1000:278 1100:285 1200:291 1300:297 1400:302 1500:306 1600:310 1700:313 1800:317 "
    "1900:320 2000:322 2200:327 2400:331 2600:335 2800:338 3000:341 3500:346 4000:351 "
    "4500:354 5000:357 6000:361 7000:364 8000:367 9000:368 10000:370 15000:375 20000:377 "
    "30000:379 40000:380 50000:381 75000:382 1000000:384 "
)
PRINTED = [tuple(map(int, pair.split(":"))) for pair in TABLE.split()]


def test_the_whole_printed_table():
    assert len(PRINTED) == 90
    assert {people: sample_size(people) for people, _ in PRINTED} == dict(PRINTED)


@pytest.mark.parametrize(
    ("people", "sample"),
    [(0, 0), (1, 1), (9, 9), (29, 27), (37, 34), (43, 39), (155, 111), (370, 189), (1234, 293)],
)
def test_between_and_below_the_rows(people, sample):
    assert sample_size(people) == sample


def test_never_more_than_there_are_and_never_falling():
    sizes = [sample_size(people) for people in range(2_000)]

    assert all(size <= people for people, size in enumerate(sizes))
    assert sizes == sorted(sizes)


@pytest.mark.parametrize("people", [-1, 10**12 + 1])
def test_populations_outside_are_refused(people):
    with pytest.raises(FormulaError):
        sample_size(people)


def test_margin_of_four_respondents():
    # S = 24, 24, 30, 30: s2 = 12, margin = 1.96 x 25/9 x sqrt(3)
    margin = margin_of_error(4, 108, 2952)

    assert rounded(margin, 4) == Decimal("9.4301")
    assert rounded(margin_of_error(4, 108, 2952, population=13), 4) == rounded(
        margin * Decimal("0.75").sqrt(), 4
    )


def test_margin_of_equal_answers_or_of_everybody_is_nothing():
    assert margin_of_error(3, 81, 3 * 27**2) == 0
    assert margin_of_error(4, 108, 2952, population=4) == 0
    assert margin_of_error(4, 108, 2952, population=3) == 0  # more came than were known


@pytest.mark.parametrize("respondents", [0, 1])
def test_one_respondent_has_no_margin(respondents):
    assert margin_of_error(respondents, 27 * respondents, 729 * respondents) is None


def test_impossible_squares_are_refused():
    with pytest.raises(FormulaError):
        margin_of_error(4, 108, 2915)


def test_the_callers_context_does_not_matter():
    with localcontext(prec=3):
        assert rounded(margin_of_error(4, 108, 2952), 4) == Decimal("9.4301")
        assert sample_size(1234) == 293
