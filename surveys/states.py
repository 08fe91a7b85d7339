"""The transition tables of the survey; `organizations.workflow` moves, the rules stand in rows."""

from __future__ import annotations

from organizations.workflow import Transition
from surveys import permissions
from surveys.choices import (
    BatchState,
    CommentState,
    DraftState,
    FollowUpState,
    ForumState,
    PeriodState,
    QuestionnaireState,
)  # fmt: skip

CLOSE = Transition(
    "close",
    sources=frozenset({PeriodState.OPEN}),
    target=PeriodState.CLOSED,
    label="Tutup periode",
    done="Periode ditutup dan hasilnya dibekukan",
    rule=permissions.manages_period,
    regulation="PermenPANRB 14/2017",
)
PUBLISH = Transition(
    "publish",
    sources=frozenset({PeriodState.CLOSED}),
    target=PeriodState.PUBLISHED,
    label="Umumkan hasil",
    done="Hasil diumumkan",
    rule=permissions.announces_period,
    other_than=permissions.NOT_WHO_CLOSED,
    regulation="PermenPANRB 14/2017",
)
WITHDRAW = Transition(
    "withdraw",
    sources=frozenset({PeriodState.PUBLISHED}),
    target=PeriodState.CLOSED,
    label="Tarik pengumuman",
    done="Pengumuman ditarik",
    rule=permissions.publishes_period,
    needs_note=True,
    note_label="Alasan ditarik",
    tone="danger",
)
PERIOD = (CLOSE, PUBLISH, WITHDRAW)

ACTIVATE = Transition(
    "activate",
    sources=frozenset({QuestionnaireState.DRAFT}),
    target=QuestionnaireState.ACTIVE,
    label="Pakai kuesioner ini",
    done="Kuesioner dipakai",
    rule=permissions.can_manage_questionnaire,
)
RETIRE = Transition(
    "retire",
    sources=frozenset({QuestionnaireState.ACTIVE}),
    target=QuestionnaireState.RETIRED,
    label="Hentikan pemakaian",
    done="Kuesioner dihentikan",
    rule=permissions.can_manage_questionnaire,
    tone="danger",
)
QUESTIONNAIRE = (ACTIVATE, RETIRE)

PUBLISH_STANDARD = Transition(
    "publish",
    sources=frozenset({DraftState.DRAFT}),
    target=DraftState.PUBLISHED,
    label="Terbitkan standar",
    done="Standar pelayanan diterbitkan",
    rule=permissions.publishes_standard,
    regulation="PermenPANRB 15/2014",
)
STANDARD = (PUBLISH_STANDARD,)

PUBLISH_PLEDGE = Transition(
    "publish",
    sources=frozenset({DraftState.DRAFT}),
    target=DraftState.PUBLISHED,
    label="Terbitkan maklumat",
    done="Maklumat pelayanan diterbitkan",
    rule=permissions.publishes_pledge,
    regulation="PermenPANRB 15/2014",
)
PLEDGE = (PUBLISH_PLEDGE,)

FINISH_TYPING = Transition(
    "finish-typing",
    sources=frozenset({BatchState.OPEN}),
    target=BatchState.CHECKING,
    label="Selesai mengentri",
    done="Entri selesai, menunggu entri ulang",
    rule=permissions.enters_batch,
)
RESUME_TYPING = Transition(
    "resume-typing",
    sources=frozenset({BatchState.CHECKING}),
    target=BatchState.OPEN,
    label="Perbaiki entri",
    done="Entri dibuka lagi",
    rule=permissions.enters_batch,
    tone="secondary",
)
ACCEPT_BATCH = Transition(
    "accept",
    sources=frozenset({BatchState.CHECKING}),
    target=BatchState.DONE,
    label="Terima bundel",
    done="Bundel diterima",
    rule=permissions.accepts_batch,
    other_than=permissions.NOT_WHO_TYPED,
)
WITHDRAW_BATCH = Transition(
    "withdraw",
    sources=frozenset({BatchState.OPEN, BatchState.CHECKING, BatchState.DONE}),
    target=BatchState.WITHDRAWN,
    label="Tarik bundel",
    done="Bundel ditarik",
    rule=permissions.withdraws_batch,
    needs_note=True,
    note_label="Alasan ditarik",
    tone="danger",
)
BATCH = (FINISH_TYPING, RESUME_TYPING, ACCEPT_BATCH, WITHDRAW_BATCH)

SHOW = Transition(
    "show",
    sources=frozenset({CommentState.WAITING, CommentState.HIDDEN, CommentState.SHOWN}),
    target=CommentState.SHOWN,
    label="Tayangkan",
    done="Saran ditayangkan",
    rule=permissions.moderates_comment,
)
HIDE = Transition(
    "hide",
    sources=frozenset({CommentState.WAITING, CommentState.SHOWN}),
    target=CommentState.HIDDEN,
    label="Jangan tayangkan",
    done="Saran tidak ditayangkan",
    rule=permissions.moderates_comment,
    needs_note=True,
    note_label="Alasan tidak ditayangkan",
    tone="secondary",
)
COMMENT = (SHOW, HIDE)

REPORT_DONE = Transition(
    "report-done",
    sources=frozenset({FollowUpState.PLANNED}),
    target=FollowUpState.DONE,
    label="Laporkan selesai",
    done="Dilaporkan selesai",
    rule=permissions.manages_follow_up,
    needs_note=True,
    note_label="Hasil yang dicapai",
)
CONFIRM = Transition(
    "confirm",
    sources=frozenset({FollowUpState.DONE}),
    target=FollowUpState.CONFIRMED,
    label="Nyatakan selesai",
    done="Dinyatakan selesai",
    rule=permissions.judges_follow_up,
    other_than=permissions.NOT_WHO_REPORTED,
)
RETURN = Transition(
    "return",
    sources=frozenset({FollowUpState.DONE, FollowUpState.CONFIRMED}),
    target=FollowUpState.PLANNED,
    label="Kembalikan",
    done="Dikembalikan, belum selesai",
    rule=permissions.confirms_follow_up,
    needs_note=True,
    note_label="Yang masih kurang",
    tone="secondary",
)
DROP = Transition(
    "drop",
    sources=frozenset({FollowUpState.PLANNED}),
    target=FollowUpState.DROPPED,
    label="Tidak dilanjutkan",
    done="Tidak dilanjutkan",
    rule=permissions.manages_follow_up,
    needs_note=True,
    note_label="Alasan tidak dilanjutkan",
    tone="danger",
)
FOLLOW_UP = (REPORT_DONE, CONFIRM, RETURN, DROP)

HOLD = Transition(
    "hold",
    sources=frozenset({ForumState.INVITED}),
    target=ForumState.HELD,
    label="Catat pelaksanaan",
    done="Forum dilaksanakan",
    rule=permissions.manages_forum,
    regulation="PermenPANRB 16/2017",
)
PUBLISH_MINUTES = Transition(
    "publish-minutes",
    sources=frozenset({ForumState.HELD}),
    target=ForumState.PUBLISHED,
    label="Terbitkan berita acara",
    done="Berita acara terbit",
    rule=permissions.publishes_forum,
    regulation="PermenPANRB 16/2017",
)
FORUM = (HOLD, PUBLISH_MINUTES)
