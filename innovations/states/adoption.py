"""What becomes of what is said in an adoption checklist."""

from __future__ import annotations

from innovations.choices.adoption import MarkState
from innovations.permissions import adoption as permissions
from organizations.workflow import Transition

VERIFY_MARK = Transition(
    "verify",
    sources=frozenset({MarkState.FILLED}),
    target=MarkState.VERIFIED,
    label="Verifikasi",
    done="Isian adopsi diverifikasi",
    rule=permissions.checks_mark,
    other_than=permissions.NOT_WHO_FILLED,
)
REFUSE_MARK = Transition(
    "refuse",
    sources=frozenset({MarkState.FILLED}),
    target=MarkState.REFUSED,
    label="Tolak",
    done="Isian adopsi ditolak",
    rule=permissions.checks_mark,
    other_than=permissions.NOT_WHO_FILLED,
    needs_note=True,
    note_label="Alasan ditolak",
    tone="danger",
)
WITHDRAW_MARK = Transition(
    "withdraw",
    sources=frozenset({MarkState.FILLED}),
    target=MarkState.WITHDRAWN,
    label="Tarik isian",
    done="Isian adopsi ditarik",
    rule=permissions.withdraws_mark,
    tone="danger",
)
REVOKE_MARK = Transition(
    "revoke",
    sources=frozenset({MarkState.VERIFIED}),
    target=MarkState.REVOKED,
    label="Nyatakan tidak lagi terpenuhi",
    done="Isian adopsi dinyatakan tidak lagi terpenuhi",
    rule=permissions.revokes_mark,
    needs_note=True,
    note_label="Alasan tidak lagi terpenuhi",
    tone="danger",
)
MARK = (VERIFY_MARK, REFUSE_MARK, WITHDRAW_MARK, REVOKE_MARK)
