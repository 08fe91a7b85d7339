"""Moves of what was promised at a launch."""

from __future__ import annotations

from innovations.choices.launch import MilestoneState
from innovations.permissions import launch as permissions
from organizations.workflow import Transition

REPORT = Transition(
    "report",
    sources=frozenset({MilestoneState.PLANNED}),
    target=MilestoneState.REPORTED,
    label="Laporkan dengan bukti",
    done="Tonggak dilaporkan",
    rule=permissions.reports_milestone,
)
VERIFY_MILESTONE = Transition(
    "verify",
    sources=frozenset({MilestoneState.REPORTED}),
    target=MilestoneState.VERIFIED,
    label="Bukti benar",
    done="Tonggak diperiksa dan tercapai",
    rule=permissions.judges_milestone,
    other_than=permissions.NOT_WHO_REPORTED,
)
RETURN_MILESTONE = Transition(
    "return",
    sources=frozenset({MilestoneState.REPORTED}),
    target=MilestoneState.PLANNED,
    label="Bukti belum cukup",
    done="Tonggak dikembalikan",
    rule=permissions.judges_milestone,
    other_than=permissions.NOT_WHO_REPORTED,
    needs_note=True,
    note_label="Yang kurang dari buktinya",
    tone="danger",
)
CANCEL_MILESTONE = Transition(
    "cancel",
    sources=frozenset({MilestoneState.PLANNED}),
    target=MilestoneState.CANCELLED,
    label="Batalkan tonggak",
    done="Tonggak dibatalkan",
    rule=permissions.cancels_milestone,
    needs_note=True,
    note_label="Alasan dibatalkan",
    tone="danger",
)
JUDGED = (VERIFY_MILESTONE, RETURN_MILESTONE, CANCEL_MILESTONE)
