"""No node can be hung under itself, under what hangs on it, or where its level does not belong."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from organizations.choices import Role
from performance.choices import NodeLevel
from performance.models import PlanNode
from performance.plan.actions.plan import update_node
from tests.factories.organizations import make_unit, make_user
from tests.factories.performance import make_branch, make_node

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree() -> dict[str, PlanNode]:
    unit = make_unit()
    vision = make_node(None, NodeLevel.VISI)
    mission = make_node(None, NodeLevel.MISI, vision)
    aim = make_node(None, NodeLevel.TUJUAN, mission)
    goal = make_node(None, NodeLevel.SASARAN, aim)
    own_aim = make_node(unit, NodeLevel.TUJUAN_PD, goal)
    branch = make_branch(unit)
    PlanNode.objects.filter(pk=branch["sasaran"].pk).update(parent=own_aim)
    found = {"visi": vision, "misi": mission, "tujuan": aim, "sasaran": goal, "tujuan_pd": own_aim}
    found |= {"sasaran_pd": branch["sasaran"], "program": branch["program"]}
    return found | {"kegiatan": branch["kegiatan"], "subkegiatan": branch["subs"][0]}


ORDER = [str(level) for level in NodeLevel]


@pytest.mark.parametrize(
    ("moved", "under"),
    [(a, b) for at, a in enumerate(ORDER) for b in ORDER[at:]],
)
def test_a_node_never_hangs_on_itself_or_below(tree, moved, under):
    editor = make_user(Role.BAPPEDA, make_unit())
    node = PlanNode.objects.get(pk=tree[moved].pk)
    with pytest.raises(ValidationError) as caught:
        update_node(node=node, by=editor, parent=tree[under])
    (sentence,) = caught.value.messages
    assert "tidak dapat" in sentence
    assert PlanNode.objects.get(pk=node.pk).parent_id == node.parent_id


def test_a_node_of_another_unit_is_no_parent(tree):
    editor = make_user(Role.BAPPEDA, make_unit())
    foreign = make_branch(make_unit())["program"]
    with pytest.raises(ValidationError, match="perangkat daerah yang sama"):
        update_node(node=tree["kegiatan"], by=editor, parent=foreign)
