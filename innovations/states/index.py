"""The moves of a round of the innovation index, and of what is reported in it."""

from __future__ import annotations

from innovations.choices.index import IndexEntryState, IndexRoundState
from innovations.permissions import index as permissions
from organizations.workflow import Transition

CLOSE_ROUND = Transition(
    "close",
    sources=frozenset({IndexRoundState.OPEN}),
    target=IndexRoundState.CLOSED,
    label="Tutup pelaporan",
    done="Pelaporan indeks inovasi ditutup",
    rule=permissions.closes_round,
)
INDEX_ROUND = (CLOSE_ROUND,)

HAND_IN = Transition(
    "hand_in",
    sources=IndexEntryState.writable(),
    target=IndexEntryState.HANDED_IN,
    label="Serahkan untuk diperiksa",
    done="Isian indeks diserahkan",
    rule=permissions.fills_index,
)
RETURN_ENTRY = Transition(
    "return",
    sources=frozenset({IndexEntryState.HANDED_IN, IndexEntryState.CHECKED}),
    target=IndexEntryState.RETURNED,
    label="Kembalikan",
    done="Isian indeks dikembalikan",
    rule=permissions.judges_index,
    needs_note=True,
    note_label="Yang perlu diperbaiki",
    tone="danger",
)
CHECK_ENTRY = Transition(
    "check",
    sources=frozenset({IndexEntryState.HANDED_IN}),
    target=IndexEntryState.CHECKED,
    label="Nyatakan selesai diperiksa",
    done="Isian indeks selesai diperiksa",
    rule=permissions.judges_index,
    other_than=permissions.NOT_WHO_FILLED,
)
INDEX_ENTRY = (HAND_IN, CHECK_ENTRY, RETURN_ENTRY)
