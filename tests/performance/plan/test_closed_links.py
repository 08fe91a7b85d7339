"""Links between nodes made and taken away today leave closed years as they were."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from performance.choices import LinkKind, NodeLevel
from performance.evaluation.queries.cascade import read_cascade
from performance.models import NodeLink, PlanNode
from performance.plan.actions.plan import link_nodes, unlink_nodes
from performance.plan.queries.plan import node_detail
from performance.sakip.queries.facts_tree import read_tree
from tests.factories.performance import make_node
from tests.performance.closed_book import CLOSED, RUNNING, Book, differences, shown


@pytest.fixture
def book(db) -> Book:
    return Book()


@pytest.fixture(autouse=True)
def far(book) -> PlanNode:
    """A program of another unit."""
    return make_node(book.other, NodeLevel.PROGRAM, name="Program lain")


def link(book: Book, far: PlanNode) -> NodeLink:
    return link_nodes(source=book.program, target=far, kind=LinkKind.CROSSCUTTING, by=book.analyst)


def linked(book: Book, year: int) -> list[str]:
    branches = read_cascade(book.unit, year).branches
    (found,) = [one for one in branches if one.node.pk == book.program.pk]
    assert len(found.links) == read_tree(book.unit, year).linked
    return [node.name for node in found.links]


def test_a_new_link_begins_after_the_closed_years(book, far):
    before = shown(book)
    link(book, far)
    assert differences(before, shown(book)) == set()
    assert (linked(book, CLOSED), linked(book, RUNNING)) == ([], ["Program lain"])


def test_a_link_taken_away_stays_in_the_closed_years(book, far):
    row = NodeLink.objects.create(source=book.program, target=far)
    before = shown(book)

    unlink_nodes(link=row, by=book.analyst)

    assert differences(before, shown(book)) == set()
    assert (linked(book, CLOSED), linked(book, RUNNING)) == (["Program lain"], [])
    assert node_detail(book.program).links == []


def test_a_link_made_again_counts_once_in_every_year(book, far):
    unlink_nodes(link=NodeLink.objects.create(source=book.program, target=far), by=book.analyst)
    link(book, far)
    with pytest.raises(ValidationError, match="sudah terhubung"):
        link(book, far)
    assert [linked(book, year) for year in (CLOSED, RUNNING)] == [["Program lain"]] * 2


def test_a_link_no_closed_year_shows_goes_without_a_trace(book, far):
    unlink_nodes(link=link(book, far), by=book.analyst)
    assert not NodeLink.objects.exists()
