"""The transition table of signatures; the moves of the worker have no button."""

from __future__ import annotations

from typing import Any

from organizations.access import ALLOWED, Decision
from organizations.workflow import Transition
from reports import permissions
from reports.choices import SignatureState


def _by_worker(user: Any, obj: Any) -> Decision:
    """Whoever signs has been asked when the work was handed over."""
    return ALLOWED


SIGN = Transition(
    "sign",
    sources=frozenset(SignatureState.open()),
    target=SignatureState.SIGNING,
    label="Tandatangani",
    done="Penandatanganan dimulai",
    rule=permissions.can_sign,
)
FINISH = Transition(
    "finish",
    sources=frozenset({SignatureState.SIGNING}),
    target=SignatureState.SIGNED,
    label="Selesai",
    done="Dokumen ditandatangani",
    rule=_by_worker,
    regulation="UU 11/2008 Pasal 11",
)
FAIL = Transition(
    "fail",
    sources=frozenset({SignatureState.SIGNING}),
    target=SignatureState.FAILED,
    label="Gagal",
    done="Penandatanganan gagal",
    rule=_by_worker,
)
GIVE_BACK = Transition(
    "give_back",
    sources=frozenset({SignatureState.SIGNING}),
    target=SignatureState.WAITING,
    label="Terputus",
    done="Penandatanganan terputus",
    rule=_by_worker,
)
REFUSE = Transition(
    "refuse",
    sources=frozenset(SignatureState.open()),
    target=SignatureState.REFUSED,
    label="Tolak menandatangani",
    done="Tanda tangan ditolak",
    rule=permissions.can_refuse,
    needs_note=True,
    note_label="Alasan menolak",
    longest_note=500,
    tone="danger",
)
ASK_AGAIN = Transition(
    "ask_again",
    sources=frozenset({SignatureState.REFUSED}),
    target=SignatureState.WAITING,
    label="Minta lagi",
    done="Tanda tangan diminta lagi",
    rule=permissions.can_ask_signature_again,
)
SIGNATURE = (SIGN, FINISH, FAIL, GIVE_BACK, REFUSE, ASK_AGAIN)
