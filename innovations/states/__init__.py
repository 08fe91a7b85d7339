"""The transition tables of the registry; `organizations.workflow` moves, the rules stand in rows."""

from __future__ import annotations

from innovations import permissions
from innovations.choices import (
    CheckInState,
    HandoverState,
    InnovationState,
    LaunchState,
    RevisionState,
    WishState,
)  # fmt: skip
from organizations.workflow import Transition

SUBMIT = Transition(
    "submit",
    sources=frozenset({InnovationState.DRAFT}),
    target=InnovationState.SUBMITTED,
    label="Ajukan ke kepala",
    done="Inovasi diajukan",
    rule=permissions.can_submit,
)
RELEASE = Transition(
    "release",
    sources=frozenset({InnovationState.DRAFT}),
    target=InnovationState.PUBLISHED,
    label="Tayangkan rujukan",
    done="Rujukan ditayangkan",
    rule=permissions.can_release,
)
RETURN = Transition(
    "return",
    sources=frozenset({InnovationState.SUBMITTED}),
    target=InnovationState.DRAFT,
    label="Kembalikan",
    done="Inovasi dikembalikan",
    rule=permissions.can_verify,
    needs_note=True,
    note_label="Yang perlu diperbaiki",
    tone="danger",
)
VERIFY = Transition(
    "verify",
    sources=frozenset({InnovationState.SUBMITTED}),
    target=InnovationState.VERIFIED,
    label="Verifikasi",
    done="Inovasi diverifikasi",
    rule=permissions.can_verify,
    regulation="Permendagri 104/2018",
)
SEND_BACK = Transition(
    "send_back",
    sources=frozenset({InnovationState.VERIFIED}),
    target=InnovationState.DRAFT,
    label="Kembalikan ke perangkat daerah",
    done="Inovasi dikembalikan",
    rule=permissions.can_publish,
    needs_note=True,
    note_label="Yang perlu diperbaiki",
    tone="danger",
)
PUBLISH = Transition(
    "publish",
    sources=frozenset({InnovationState.VERIFIED}),
    target=InnovationState.PUBLISHED,
    label="Tayangkan",
    done="Inovasi ditayangkan",
    rule=permissions.can_publish,
    other_than=permissions.NOT_WHO_VERIFIED,
)
HIDE = Transition(
    "hide",
    sources=frozenset({InnovationState.PUBLISHED}),
    target=InnovationState.HIDDEN,
    label="Sembunyikan dari umum",
    done="Inovasi disembunyikan",
    rule=permissions.can_publish,
    needs_note=True,
    note_label="Alasan disembunyikan",
    tone="danger",
)
SHOW = Transition(
    "show",
    sources=frozenset({InnovationState.HIDDEN}),
    target=InnovationState.PUBLISHED,
    label="Tayangkan lagi",
    done="Inovasi ditayangkan lagi",
    rule=permissions.can_publish,
)
INNOVATION = (SUBMIT, RELEASE, VERIFY, RETURN, PUBLISH, SEND_BACK, HIDE, SHOW)

ACCEPT_REVISION = Transition(
    "accept",
    sources=frozenset({RevisionState.WAITING}),
    target=RevisionState.ACCEPTED,
    label="Terima revisi",
    done="Revisi diterima",
    rule=permissions.judges_revision,
    other_than=permissions.NOT_WHO_PROPOSED,
)
REFUSE_REVISION = Transition(
    "refuse",
    sources=frozenset({RevisionState.WAITING}),
    target=RevisionState.REFUSED,
    label="Tolak revisi",
    done="Revisi ditolak",
    rule=permissions.judges_revision,
    other_than=permissions.NOT_WHO_PROPOSED,
    needs_note=True,
    note_label="Alasan ditolak",
    tone="danger",
)
WITHDRAW_REVISION = Transition(
    "withdraw",
    sources=frozenset({RevisionState.WAITING}),
    target=RevisionState.WITHDRAWN,
    label="Tarik revisi",
    done="Revisi ditarik",
    rule=permissions.withdraws_revision,
    tone="danger",
)
REVISION = (ACCEPT_REVISION, REFUSE_REVISION, WITHDRAW_REVISION)

HOLD = Transition(
    "hold",
    sources=frozenset({LaunchState.PLANNED}),
    target=LaunchState.HELD,
    label="Catat sebagai terlaksana",
    done="Peluncuran terlaksana",
    rule=permissions.manages_launch,
)
CANCEL = Transition(
    "cancel",
    sources=frozenset({LaunchState.PLANNED}),
    target=LaunchState.CANCELLED,
    label="Batalkan",
    done="Peluncuran dibatalkan",
    rule=permissions.manages_launch,
    needs_note=True,
    note_label="Alasan dibatalkan",
    tone="danger",
)
LAUNCH = (HOLD, CANCEL)

CONFIRM = Transition(
    "confirm",
    sources=frozenset({HandoverState.OFFERED}),
    target=HandoverState.CONFIRMED,
    label="Saya menerima inovasi ini",
    done="Serah terima selesai",
    rule=permissions.answers_handover,
    other_than=permissions.NOT_WHO_OFFERED,
)
DECLINE = Transition(
    "decline",
    sources=frozenset({HandoverState.OFFERED}),
    target=HandoverState.DECLINED,
    label="Saya tidak dapat menerima",
    done="Serah terima ditolak",
    rule=permissions.answers_handover,
    needs_note=True,
    note_label="Alasan",
    tone="danger",
)
WITHDRAW_HANDOVER = Transition(
    "withdraw",
    sources=frozenset({HandoverState.OFFERED}),
    target=HandoverState.WITHDRAWN,
    label="Tarik tawaran",
    done="Tawaran serah terima ditarik",
    rule=permissions.withdraws_handover,
    tone="danger",
)
HANDOVER = (CONFIRM, DECLINE, WITHDRAW_HANDOVER)

ANSWER = Transition(
    "answer",
    sources=frozenset({CheckInState.ASKED, CheckInState.MISSED}),
    target=CheckInState.ANSWERED,
    label="Kirim kabar",
    done="Kabar semester dijawab",
    rule=permissions.answers_check_in,
)
MISS = Transition(
    "miss",
    sources=frozenset({CheckInState.ASKED}),
    target=CheckInState.MISSED,
    label="Catat tidak dijawab",
    done="Kabar semester tidak dijawab",
    rule=permissions.misses_check_in,
)
CHECK_IN = (ANSWER, MISS)

CONTACT = Transition(
    "contact",
    sources=frozenset({WishState.NEW, WishState.DROPPED}),
    target=WishState.CONTACTED,
    label="Sudah dihubungi",
    done="Peminat dihubungi",
    rule=permissions.answers_wish,
)
REPLICATE = Transition(
    "replicate",
    sources=frozenset({WishState.NEW, WishState.CONTACTED}),
    target=WishState.REPLICATING,
    label="Mereka mereplikasi",
    done="Peminat mereplikasi",
    rule=permissions.answers_wish,
)
DROP = Transition(
    "drop",
    sources=frozenset({WishState.NEW, WishState.CONTACTED, WishState.REPLICATING}),
    target=WishState.DROPPED,
    label="Tidak jadi",
    done="Replikasi tidak jadi",
    rule=permissions.answers_wish,
    needs_note=True,
    note_label="Alasan",
    tone="danger",
)
WISH = (CONTACT, REPLICATE, DROP)
