"""A range is told from one figure, however it was written."""

import pytest

from organizations.ranges import split_range


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("5-6", ("5", "6")),
        ("5–6", ("5", "6")),
        ("7,60 – 8,10", ("7,60", "8,10")),
        ("7.60 - 8.10", ("7.60", "8.10")),
        ("5 s.d. 6", ("5", "6")),
        ("5 s/d 6", ("5", "6")),
        ("5 sd 6", ("5", "6")),
        ("5 sampai 6", ("5", "6")),
        ("5 sampai dengan 6", ("5", "6")),
        ("5 hingga 6", ("5", "6")),
        ("1.200 − 1.450,5", ("1.200", "1.450,5")),
        ("75,21\u00a0% - 76,21 %", ("75,21\u00a0%".replace("\u00a0", " "), "76,21 %")),
        ("-2 - -1", ("-2", "-1")),
        ("-2–3", ("-2", "3")),
        ("(0,75) – 1,2", ("(0,75)", "1,2")),
        ("1/3/2026 - 31/3/2026", ("1/3/2026", "31/3/2026")),
        ("1-3-2026 s.d. 31-3-2026", ("1-3-2026", "31-3-2026")),
        ("BB - A", ("BB", "A")),
        ("BB s.d. A", ("BB", "A")),
    ],
)
def test_a_range_has_two_parts(text, parts):
    assert split_range(text) == parts


@pytest.mark.parametrize(
    "text",
    [None, "", "-", "–", "5", "-5", "−1,41", "(0,75)", "1e-5", "1E-05", "31-12-2025", "31.12.2025",
     "WTP", "3 4", "5-6-7", "5 -", "- 6", "Rp -", "=5-6", "s.d. 6"],
)  # fmt: skip
def test_one_figure_is_no_range(text):
    assert split_range(text) is None
