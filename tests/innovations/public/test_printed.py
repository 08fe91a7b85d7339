"""The catalogue as a document: in which order, and without saying a thing twice."""

from __future__ import annotations

from datetime import date

import pytest
from django.template.loader import render_to_string

from innovations.choices import Category, Ending, Origin
from innovations.public.queries.printed import blocks, in_catalogue
from innovations.public.reports.catalogue import InnovationCatalogue
from reports.rendering.document import fingerprint
from tests.factories.innovations import make_innovation
from tests.factories.organizations import make_city, make_unit

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


def test_an_ended_one_says_its_last_stage_and_since_when_it_is_no_more():
    make_innovation(
        name="AKAR", category="", trial_on=None, implemented_on=date(2020, 3, 1),
        ending=Ending.RETIRED, ended_on=date(2025, 5, 6), ending_reason="Diganti",
    )  # fmt: skip
    (block,) = blocks(in_catalogue(None, ""))

    assert block.facts.endswith(
        "tahapan terakhir penerapan · diterapkan sejak 1 Maret 2020 · dihentikan 6 Mei 2025"
    )


def test_the_order_is_told_where_there_is_one_and_two_catalogues_have_two_fingerprints():
    make_city()
    unit, report = make_unit(), InnovationCatalogue()
    said, seen = [], []

    def ask(organization):
        data = report.data({"organization": organization, "category": ""})
        said.append(data.values["order"])
        seen.append(fingerprint(data))

    make_innovation(name="AKAR", organization=unit)
    ask(unit.pk)
    ask(None)
    make_innovation(name="BATANG", organization=unit)
    ask(unit.pk)
    make_innovation(name="ABDI", origin=Origin.REFERENCE, source="Kota Lain")
    ask(None)

    assert said == ["", "", ", menurut abjad", ", milik kota lebih dulu"]
    assert len(set(seen)) == 4
