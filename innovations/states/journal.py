"""Moves of what innovations do."""

from __future__ import annotations

from innovations.choices.journal import ConsultationState, JournalState
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

SCHEDULE = Transition(
    "schedule",
    sources=frozenset({ConsultationState.RECEIVED, ConsultationState.SCHEDULED}),
    target=ConsultationState.SCHEDULED,
    label="Jadwalkan",
    done="Konsultasi dijadwalkan",
    rule=permissions.answers_consultation,
)
ANSWER_CONSULTATION = Transition(
    "answer",
    sources=frozenset({ConsultationState.RECEIVED, ConsultationState.SCHEDULED}),
    target=ConsultationState.ANSWERED,
    label="Jawab",
    done="Konsultasi dijawab",
    rule=permissions.answers_consultation,
)
DECLINE_CONSULTATION = Transition(
    "decline",
    sources=frozenset({ConsultationState.RECEIVED, ConsultationState.SCHEDULED}),
    target=ConsultationState.DECLINED,
    label="Tidak dapat dilayani",
    done="Konsultasi tidak dapat dilayani",
    rule=permissions.answers_consultation,
    tone="danger",
)
CONSULTATION = (SCHEDULE, ANSWER_CONSULTATION, DECLINE_CONSULTATION)
