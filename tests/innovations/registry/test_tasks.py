"""What waits for a head, for Bagian Organisasi and for an operator stands on the dashboard."""

from __future__ import annotations

import pytest
from django.utils import timezone

from innovations.choices import InnovationState
from innovations.models import Revision
from innovations.registry.queries.tasks import registry_tasks
from organizations.access import access_of
from organizations.panels import Reader
from tests.factories.innovations import make_innovation
from tests.factories.organizations import make_unit

pytestmark = pytest.mark.django_db


def told(user) -> list[tuple[str, str]]:
    reader = Reader(user, access_of(user), timezone.localdate())
    return [(task.label, task.text) for task in registry_tasks(reader)]


def test_each_reads_what_is_theirs_to_do(unit, operator, head, city):
    make_innovation(unit, state=InnovationState.SUBMITTED)
    make_innovation(make_unit(), state=InnovationState.SUBMITTED)
    make_innovation(unit, state=InnovationState.VERIFIED)
    make_innovation(unit, state=InnovationState.DRAFT, remark="Belum ada angka")
    make_innovation(unit, state=InnovationState.DRAFT)

    assert told(head) == [
        ("Verifikasi inovasi", "1 inovasi menunggu verifikasi Anda."),
        ("Perbaiki inovasi", "1 konsep dikembalikan dan perlu diperbaiki."),
    ]
    assert told(city) == [("Tayangkan inovasi", "1 inovasi terverifikasi menunggu ditayangkan.")]
    assert told(operator) == [("Perbaiki inovasi", "1 konsep dikembalikan dan perlu diperbaiki.")]


def test_a_revision_waits_for_everybody_but_its_author(unit, operator, head, city):
    Revision.objects.create(
        innovation=make_innovation(unit), number=1, note="Lama", changes={}, values={},
        proposed_by=head,
    )  # fmt: skip

    assert told(city) == [("Putuskan revisi inovasi", "1 revisi inovasi menunggu keputusan.")]
    assert told(head) == told(operator) == []


def test_the_dashboard_shows_them(client, unit, head):
    make_innovation(unit, name="NGOPI", state=InnovationState.SUBMITTED)
    client.force_login(head)

    assert "Verifikasi inovasi" in client.get("/dasbor/").content.decode()
