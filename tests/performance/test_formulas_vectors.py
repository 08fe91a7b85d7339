"""Every vector of tests/performance/vectors, through the formulas as the command calls them."""

from decimal import Decimal
from pathlib import Path

import pytest

from organizations.management.commands.verify_formulas import read_vectors, verify
from performance import formula_vectors  # noqa: F401 - files the formulas

FOLDER = Path(__file__).parent / "vectors"
VECTORS = [(path.stem, v) for path in sorted(FOLDER.glob("*.json")) for v in read_vectors(path)]
DELI_SERDANG = read_vectors(FOLDER / "e81_deli_serdang_2025.json")


@pytest.mark.parametrize(
    "vector", [pytest.param(v, id=f"{file}: {v['name']}") for file, v in VECTORS]
)
def test_vector_holds(vector):
    assert verify(vector) is None


@pytest.mark.parametrize("row", DELI_SERDANG, ids=lambda row: row["name"])
def test_published_figures_are_reached_but_for_named_exceptions(row):
    exceptions = row.get("exceptions", {})
    printed = {column: row["published"][column] for column in row["published"]}

    differing = {c for c, text in printed.items() if not same_figure(text, row["expect"][c])}

    assert differing == exceptions.keys() & printed.keys()
    assert all(len(reason) > 20 for reason in exceptions.values())


def test_exceptions_are_the_known_rows():
    rows = {row["name"].rsplit(" ", 1)[1] for row in DELI_SERDANG if "exceptions" in row}

    assert len(DELI_SERDANG) == 65
    # 1, 2: quarter totals; 54: Rp; 72: division by zero; 86: empty printed as 0;
    # 4, 46, 87: quarters published with six decimals only
    assert rows == {"1", "2", "4", "46", "54", "72", "86", "87"}


def same_figure(published: str | None, computed: str | None) -> bool:
    if published is None or computed is None or published.startswith("#"):
        return published == computed
    return Decimal(published) == Decimal(computed)
