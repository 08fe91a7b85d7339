"""The transition tables of competitions and their juries."""

from __future__ import annotations

from innovations.choices.competition import (
    EditionState,
    ObjectionState,
    ProposalState,
    ResultState,
    SheetState,
)
from innovations.permissions import competition as permissions
from innovations.permissions import jury
from organizations.workflow import Transition

OPEN = Transition(
    "open",
    sources=frozenset({EditionState.DRAFT}),
    target=EditionState.OPEN,
    label="Buka edisi",
    done="Edisi dibuka",
    rule=permissions.can_change_rules,
)
CANCEL = Transition(
    "cancel",
    sources=frozenset({EditionState.DRAFT, EditionState.OPEN}),
    target=EditionState.CANCELLED,
    label="Batalkan edisi",
    done="Edisi dibatalkan",
    rule=permissions.can_move_phases,
    needs_note=True,
    note_label="Alasan dibatalkan",
    tone="danger",
)
CONCLUDE = Transition(
    "conclude",
    sources=frozenset({EditionState.OPEN}),
    target=EditionState.PUBLISHED,
    label="Umumkan hasil",
    done="Hasil edisi diumumkan",
    rule=permissions.can_conclude,
)
EDITION = (OPEN, CANCEL, CONCLUDE)

SUBMIT = Transition(
    "submit",
    sources=frozenset({ProposalState.DRAFT}),
    target=ProposalState.SUBMITTED,
    label="Kirim proposal",
    done="Proposal dikirim",
    rule=permissions.can_write_proposal,
)
RESUBMIT = Transition(
    "resubmit",
    sources=frozenset({ProposalState.REPAIR}),
    target=ProposalState.SUBMITTED,
    label="Kirim perbaikan",
    done="Perbaikan proposal dikirim",
    rule=permissions.can_write_proposal,
)
ASK_REPAIR = Transition(
    "ask_repair",
    sources=frozenset({ProposalState.SUBMITTED}),
    target=ProposalState.REPAIR,
    label="Minta perbaikan",
    done="Perbaikan proposal diminta",
    rule=permissions.can_screen,
    needs_note=True,
    note_label="Yang perlu diperbaiki",
)
PASS = Transition(
    "pass",
    sources=frozenset({ProposalState.SUBMITTED}),
    target=ProposalState.PASSED,
    label="Loloskan",
    done="Proposal lolos administrasi",
    rule=permissions.can_screen,
)
REJECT = Transition(
    "reject",
    sources=frozenset({ProposalState.SUBMITTED, ProposalState.REPAIR}),
    target=ProposalState.REJECTED,
    label="Gugurkan",
    done="Proposal tidak lolos administrasi",
    rule=permissions.can_screen,
    needs_note=True,
    note_label="Alasan tidak lolos",
    tone="danger",
)
RECONSIDER = Transition(
    "reconsider",
    sources=frozenset({ProposalState.PASSED, ProposalState.REJECTED}),
    target=ProposalState.SUBMITTED,
    label="Buka kembali pemeriksaan",
    done="Pemeriksaan administrasi dibuka kembali",
    rule=permissions.can_reconsider,
    needs_note=True,
    note_label="Alasan dibuka kembali",
)
WITHDRAW = Transition(
    "withdraw",
    sources=frozenset(
        {
            ProposalState.DRAFT,
            ProposalState.SUBMITTED,
            ProposalState.REPAIR,
            ProposalState.PASSED,
        }
    ),
    target=ProposalState.WITHDRAWN,
    label="Tarik proposal",
    done="Proposal ditarik",
    rule=permissions.can_withdraw_proposal,
    needs_note=True,
    note_label="Alasan ditarik",
    tone="danger",
)
PROPOSAL = (SUBMIT, RESUBMIT, ASK_REPAIR, PASS, REJECT, RECONSIDER, WITHDRAW)

SAVE = Transition(
    "save",
    sources=SheetState.owed(),
    target=SheetState.DRAFT,
    label="Simpan",
    done="Lembar nilai disimpan",
    rule=jury.can_score,
)
SEND = Transition(
    "send",
    sources=SheetState.owed(),
    target=SheetState.SUBMITTED,
    label="Kirim nilai",
    done="Lembar nilai dikirim",
    rule=jury.can_score,
)
ABSTAIN = Transition(
    "abstain",
    sources=SheetState.owed(),
    target=SheetState.ABSTAINED,
    label="Abstain",
    done="Juri abstain",
    rule=jury.can_score,
    needs_note=True,
    note_label="Alasan abstain",
)
RECUSE = Transition(
    "recuse",
    sources=SheetState.owed(),
    target=SheetState.RECUSED,
    label="Nyatakan benturan kepentingan",
    done="Juri mundur karena benturan kepentingan",
    rule=jury.can_score,
    needs_note=True,
    note_label="Hubungan dengan proposal",
)
UNLOCK = Transition(
    "unlock",
    sources=frozenset({SheetState.SUBMITTED, SheetState.ABSTAINED}),
    target=SheetState.DRAFT,
    label="Buka kembali",
    done="Lembar nilai dibuka kembali",
    rule=jury.can_unlock_sheet,
    needs_note=True,
    note_label="Alasan dibuka kembali",
)
EXCLUDE = Transition(
    "exclude",
    sources=SheetState.seated(),
    target=SheetState.EXCLUDED,
    label="Keluarkan lembar",
    done="Lembar nilai dikeluarkan",
    rule=jury.can_exclude_sheet,
    needs_note=True,
    note_label="Alasan dikeluarkan",
    tone="danger",
)
SHEET = (SAVE, SEND, ABSTAIN, RECUSE, UNLOCK, EXCLUDE)

ANNOUNCE = Transition(
    "announce",
    sources=frozenset({ResultState.FROZEN}),
    target=ResultState.PUBLISHED,
    label="Umumkan hasil",
    done="Hasil diumumkan",
    rule=permissions.can_announce,
    other_than=permissions.NOT_WHO_FROZE,
)
REOPEN = Transition(
    "reopen",
    sources=frozenset({ResultState.FROZEN}),
    target=ResultState.REOPENED,
    label="Buka kembali",
    done="Hasil dibuka kembali",
    rule=permissions.can_reopen_result,
    needs_note=True,
    note_label="Alasan dibuka kembali",
    tone="danger",
)
REPLACE = Transition(
    "replace",
    sources=frozenset({ResultState.PUBLISHED}),
    target=ResultState.REPLACED,
    label="Ganti dengan koreksi",
    done="Hasil diganti koreksi",
    rule=permissions.can_announce,
)
RESULT = (ANNOUNCE, REOPEN, REPLACE)

UPHOLD = Transition(
    "uphold",
    sources=frozenset({ObjectionState.FILED}),
    target=ObjectionState.UPHELD,
    label="Terima sanggahan",
    done="Sanggahan diterima",
    rule=permissions.can_answer_objection,
    needs_note=True,
    note_label="Jawaban",
)
DISMISS = Transition(
    "dismiss",
    sources=frozenset({ObjectionState.FILED}),
    target=ObjectionState.DISMISSED,
    label="Tolak sanggahan",
    done="Sanggahan tidak diterima",
    rule=permissions.can_answer_objection,
    needs_note=True,
    note_label="Jawaban",
)
OBJECTION = (UPHOLD, DISMISS)
