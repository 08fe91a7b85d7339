"""The transition tables of performance: rows with their rules; `organizations.workflow` moves."""

from __future__ import annotations

from typing import Any

from organizations.access import Decision, denied
from organizations.workflow import Transition
from performance import authors, permissions
from performance.choices import (
    AgreementState,
    CommentState,
    PlanVersionState,
    SubmissionState,
    UnlockState,
)
from performance.permissions import agreements


def _by_request(user: Any, entry: Any) -> Decision:
    return denied("Triwulan yang terkunci dibuka lewat permintaan buka kunci.")


SUBMIT = Transition(
    "submit",
    sources=frozenset({SubmissionState.DRAFT, SubmissionState.RETURNED}),
    target=SubmissionState.SUBMITTED,
    label="Ajukan ke kepala",
    done="Diajukan",
    rule=permissions.can_submit,
)
WITHDRAW = Transition(
    "withdraw",
    sources=frozenset({SubmissionState.SUBMITTED}),
    target=SubmissionState.DRAFT,
    label="Tarik kembali",
    done="Ditarik kembali",
    rule=permissions.can_withdraw,
    tone="secondary",
)
VERIFY = Transition(
    "verify",
    sources=frozenset({SubmissionState.SUBMITTED}),
    target=SubmissionState.VERIFIED,
    label="Verifikasi",
    done="Diverifikasi",
    rule=permissions.can_verify,
    other_than=authors.VERIFIES_OTHERS,
)
ACCEPT = Transition(
    "accept",
    sources=frozenset({SubmissionState.VERIFIED}),
    target=SubmissionState.ACCEPTED,
    label="Terima",
    done="Diterima",
    rule=permissions.can_accept,
    other_than=authors.ACCEPTS_OTHERS,
)
# Imported years of the past: never handed in, one reasoned act for the whole year.
ACCEPT_PAST = Transition(
    "accept-past",
    sources=frozenset({SubmissionState.DRAFT, SubmissionState.RETURNED}),
    target=SubmissionState.ACCEPTED,
    label="Terima tahun ini",
    done="Diterima sebagai data tahun lalu",
    rule=lambda user, _: permissions.can_accept_past(user),
    needs_note=True,
    note_label="Alasan",
    other_than=authors.ACCEPTS_OTHERS,
)
RETURN = Transition(
    "return",
    sources=frozenset({SubmissionState.SUBMITTED, SubmissionState.VERIFIED}),
    target=SubmissionState.RETURNED,
    label="Kembalikan",
    done="Dikembalikan",
    rule=permissions.can_return,
    needs_note=True,
    note_label="Catatan pengembalian",
    tone="danger",
)
REOPEN = Transition(
    "reopen",
    sources=frozenset(
        {SubmissionState.SUBMITTED, SubmissionState.VERIFIED, SubmissionState.ACCEPTED}
    ),
    target=SubmissionState.RETURNED,
    label="Buka kembali",
    done="Dibuka kembali untuk perbaikan",
    rule=_by_request,
    needs_note=True,
    note_label="Alasan",
    tone="danger",
)
SUBMISSION_TRANSITIONS = {t.name: t for t in (SUBMIT, WITHDRAW, VERIFY, ACCEPT, RETURN)}

PROPOSE_VERSION = Transition(
    "propose",
    sources=frozenset({PlanVersionState.DRAFT}),
    target=PlanVersionState.PROPOSED,
    label="Ajukan ke Bappeda",
    done="Perubahan diajukan",
    rule=permissions.can_propose_version,
    needs_note=True,
    note_label="Alasan perubahan",
)
ACCEPT_VERSION = Transition(
    "accept",
    sources=frozenset({PlanVersionState.PROPOSED}),
    target=PlanVersionState.ACCEPTED,
    label="Setujui perubahan",
    done="Perubahan disetujui",
    rule=permissions.can_decide_version,
    other_than=authors.DECIDES_OTHER_PLANS,
)
RETURN_VERSION = Transition(
    "return",
    sources=frozenset({PlanVersionState.PROPOSED}),
    target=PlanVersionState.DRAFT,
    label="Kembalikan",
    done="Perubahan dikembalikan",
    rule=permissions.can_return_version,
    needs_note=True,
    note_label="Catatan pengembalian",
    tone="danger",
)
CANCEL_VERSION = Transition(
    "cancel",
    sources=frozenset({PlanVersionState.DRAFT}),
    target=PlanVersionState.CANCELLED,
    label="Batalkan perubahan",
    done="Perubahan dibatalkan",
    rule=permissions.can_propose_version,
    needs_note=True,
    note_label="Alasan pembatalan",
    tone="danger",
)
VERSION_TRANSITIONS = {
    t.name: t for t in (PROPOSE_VERSION, ACCEPT_VERSION, RETURN_VERSION, CANCEL_VERSION)
}

CHECK_AGREEMENT = Transition(
    "check",
    sources=frozenset({AgreementState.DRAFT}),
    target=AgreementState.CHECKED,
    label="Periksa dan setujui",
    done="Perjanjian diperiksa",
    rule=agreements.can_check,
    regulation="PermenPANRB 53/2014",
    other_than=authors.CHECKS_OTHERS,
)
AGREE_AGREEMENT = Transition(
    "agree",
    sources=frozenset({AgreementState.CHECKED}),
    target=AgreementState.AGREED,
    label="Sepakati",
    done="Perjanjian disepakati",
    rule=agreements.can_agree,
    regulation="PermenPANRB 53/2014",
    other_than=authors.AGREES_OTHERS,
)
SIGN_AGREEMENT = Transition(
    "sign",
    sources=frozenset({AgreementState.AGREED}),
    target=AgreementState.SIGNED,
    label="Simpan naskah bertanda tangan",
    done="Perjanjian ditandatangani",
    rule=agreements.can_sign,
    regulation="PermenPANRB 53/2014",
    other_than=authors.SIGNS_OTHERS,
)
RETURN_AGREEMENT = Transition(
    "return",
    sources=frozenset({AgreementState.CHECKED, AgreementState.AGREED}),
    target=AgreementState.DRAFT,
    label="Kembalikan",
    done="Perjanjian dikembalikan",
    rule=agreements.can_return,
    needs_note=True,
    note_label="Catatan pengembalian",
    tone="danger",
)
AGREEMENT_TRANSITIONS = {
    t.name: t for t in (CHECK_AGREEMENT, AGREE_AGREEMENT, SIGN_AGREEMENT, RETURN_AGREEMENT)
}

APPROVE_UNLOCK = Transition(
    "approve",
    sources=frozenset({UnlockState.REQUESTED}),
    target=UnlockState.APPROVED,
    label="Setujui buka kunci",
    done="Buka kunci disetujui",
    rule=permissions.can_decide_unlock,
    other_than=authors.DECIDES_OTHERS,
)
REJECT_UNLOCK = Transition(
    "reject",
    sources=frozenset({UnlockState.REQUESTED}),
    target=UnlockState.REJECTED,
    label="Tolak",
    done="Buka kunci ditolak",
    rule=permissions.can_decide_unlock,
    needs_note=True,
    note_label="Alasan penolakan",
    tone="danger",
    other_than=authors.DECIDES_OTHERS,
)
UNLOCK_TRANSITIONS = {t.name: t for t in (APPROVE_UNLOCK, REJECT_UNLOCK)}

PUBLISH_COMMENT = Transition(
    "publish",
    sources=frozenset({CommentState.PENDING, CommentState.REJECTED}),
    target=CommentState.PUBLISHED,
    label="Tayangkan",
    done="Komentar ditayangkan",
    rule=permissions.can_moderate,
    longest_note=240,
    other_than=authors.MODERATES_OTHERS,
)
REJECT_COMMENT = Transition(
    "reject",
    sources=frozenset({CommentState.PENDING, CommentState.PUBLISHED}),
    target=CommentState.REJECTED,
    label="Jangan tayangkan",
    done="Komentar tidak ditayangkan",
    rule=permissions.can_moderate,
    needs_note=True,
    note_label="Alasan",
    longest_note=240,
    tone="danger",
    other_than=authors.MODERATES_OTHERS,
)
COMMENT_TRANSITIONS = {t.name: t for t in (PUBLISH_COMMENT, REJECT_COMMENT)}
