"""The catalogue as a document: in which order, and without saying a thing twice."""

from __future__ import annotations

import pytest
from django.template.loader import render_to_string

from innovations.choices import Category, Origin
from innovations.public.queries.printed import blocks, in_catalogue
from tests.factories.innovations import make_innovation

pytestmark = pytest.mark.django_db


def test_the_citys_own_come_first_each_part_by_name():
    make_innovation(name="ZAMRUD", category=Category.HEALTH)
    make_innovation(name="AKAR", category=Category.POVERTY)
    make_innovation(name="ABDI", origin=Origin.REFERENCE, source="Kota Lain", category="")

    found = blocks(in_catalogue(None, ""))

    assert [(block.number, block.entry.name) for block in found] == [
        (1, "AKAR"), (2, "ZAMRUD"), (3, "ABDI"),
    ]  # fmt: skip


@pytest.mark.parametrize(("summary", "times"), [("Akar kata.", 1), ("Akar kata lain.", 2)])
def test_a_summary_that_only_repeats_the_expansion_is_not_said_again(summary, times):
    make_innovation(name="AKAR", expansion="Akar kata", summary=summary)
    (block,) = blocks(in_catalogue(None, ""))

    told = render_to_string(
        "innovations/documents/catalogue_entry.html", {"block": block, "entry": block.entry}
    )

    assert told.count("Akar kata") == times
