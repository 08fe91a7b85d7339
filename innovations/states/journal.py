"""Moves of what innovations do."""

from __future__ import annotations

from innovations.choices.journal import JournalState
from innovations.permissions import journal as permissions
from organizations.workflow import Transition

WITHDRAW_ENTRY = Transition(
    "withdraw",
    sources=frozenset({JournalState.RECORDED}),
    target=JournalState.WITHDRAWN,
    label="Tarik kegiatan",
    done="Kegiatan ditarik",
    rule=permissions.manages_entry,
    needs_note=True,
    note_label="Alasan ditarik atau dibatalkan",
    tone="danger",
)
RESTORE_ENTRY = Transition(
    "restore",
    sources=frozenset({JournalState.WITHDRAWN}),
    target=JournalState.RECORDED,
    label="Catat lagi",
    done="Kegiatan dicatat lagi",
    rule=permissions.manages_entry,
)
JOURNAL = (WITHDRAW_ENTRY, RESTORE_ENTRY)
