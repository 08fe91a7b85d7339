"""The transition table of signatures; the moves of the worker have no button."""

from __future__ import annotations

from typing import Any

from organizations.access import ALLOWED, Decision
from organizations.workflow import Transition
from reports import permissions
from reports.choices import SignatureState


def _asked_before(user: Any, obj: Any) -> Decision:
    """Whoever signs has been asked when the work was handed over."""
    return ALLOWED


def _by_worker(
    name: str, target: SignatureState, *, label: str, done: str, regulation: str = ""
) -> Transition:
    """How signing ends; nobody presses a button for it."""
    return Transition(
        name,
        sources=frozenset({SignatureState.SIGNING}),
        target=target,
        label=label,
        done=done,
        rule=_asked_before,
        regulation=regulation,
    )


SIGN = Transition(
    "sign",
    sources=frozenset(SignatureState.open()),
    target=SignatureState.SIGNING,
    label="Tandatangani",
    done="Penandatanganan dimulai",
    rule=permissions.can_sign,
)
FINISH = _by_worker(
    "finish",
    SignatureState.SIGNED,
    label="Selesai",
    done="Dokumen ditandatangani",
    regulation="UU 11/2008 Pasal 11",
)
FAIL = _by_worker("fail", SignatureState.FAILED, label="Gagal", done="Penandatanganan gagal")
GIVE_BACK = _by_worker(
    "give_back", SignatureState.WAITING, label="Terputus", done="Penandatanganan terputus"
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
