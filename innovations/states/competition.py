"""The transition tables of competitions and their juries."""

from __future__ import annotations

from innovations.choices.competition import (
    EditionState,
    ObjectionState,
    ProposalState,
    ResultState,
    SheetState,
)
from innovations.permissions import competition, jury, objections, proposals, results
from organizations.workflow import Transition

OPEN = Transition(
    "open",
    sources=frozenset({EditionState.DRAFT}),
    target=EditionState.OPEN,
    label="Buka edisi",
    done="Edisi dibuka",
    rule=competition.can_change_rules,
)
CANCEL = Transition(
    "cancel",
    sources=frozenset({EditionState.DRAFT, EditionState.OPEN}),
    target=EditionState.CANCELLED,
    label="Batalkan edisi",
    done="Edisi dibatalkan",
    rule=competition.can_cancel,
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
    rule=results.can_conclude,
)
EDITION = (OPEN, CANCEL, CONCLUDE)

SUBMIT = Transition(
    "submit",
    sources=frozenset({ProposalState.DRAFT}),
    target=ProposalState.SUBMITTED,
    label="Kirim proposal",
    done="Proposal dikirim",
    rule=proposals.can_write_proposal,
)
RESUBMIT = Transition(
    "resubmit",
    sources=frozenset({ProposalState.REPAIR}),
    target=ProposalState.SUBMITTED,
    label="Kirim perbaikan",
    done="Perbaikan proposal dikirim",
    rule=proposals.can_write_proposal,
)
ASK_REPAIR = Transition(
    "ask_repair",
    sources=frozenset({ProposalState.SUBMITTED}),
    target=ProposalState.REPAIR,
    label="Minta perbaikan",
    done="Perbaikan proposal diminta",
    rule=proposals.can_screen,
    needs_note=True,
    note_label="Yang perlu diperbaiki",
)
PASS = Transition(
    "pass",
    sources=frozenset({ProposalState.SUBMITTED}),
    target=ProposalState.PASSED,
    label="Loloskan",
    done="Proposal lolos administrasi",
    rule=proposals.can_screen,
)
REJECT = Transition(
    "reject",
    sources=frozenset({ProposalState.SUBMITTED, ProposalState.REPAIR}),
    target=ProposalState.REJECTED,
    label="Gugurkan",
    done="Proposal tidak lolos administrasi",
    rule=proposals.can_screen,
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
    rule=proposals.can_reconsider,
    needs_note=True,
    note_label="Alasan dibuka kembali",
)
READMIT = Transition(
    "readmit",
    sources=frozenset({ProposalState.REJECTED}),
    target=ProposalState.PASSED,
    label="Terima kembali",
    done="Proposal diterima kembali sesudah sanggahan",
    rule=objections.can_readmit,
    needs_note=True,
    note_label="Alasan diterima kembali",
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
    rule=proposals.can_withdraw_proposal,
    needs_note=True,
    note_label="Alasan ditarik",
    tone="danger",
)
PROPOSAL = (SUBMIT, RESUBMIT, ASK_REPAIR, PASS, REJECT, RECONSIDER, READMIT, WITHDRAW)

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
    rule=results.can_announce,
    other_than=results.NOT_WHO_FROZE,
)
REOPEN = Transition(
    "reopen",
    sources=frozenset({ResultState.FROZEN}),
    target=ResultState.REOPENED,
    label="Buka kembali",
    done="Hasil dibuka kembali",
    rule=results.can_reopen_result,
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
    rule=results.can_announce,
)
RESULT = (ANNOUNCE, REOPEN, REPLACE)

UPHOLD = Transition(
    "uphold",
    sources=frozenset({ObjectionState.FILED}),
    target=ObjectionState.UPHELD,
    label="Terima sanggahan",
    done="Sanggahan diterima",
    rule=objections.can_answer_objection,
    needs_note=True,
    note_label="Jawaban",
)
DISMISS = Transition(
    "dismiss",
    sources=frozenset({ObjectionState.FILED}),
    target=ObjectionState.DISMISSED,
    label="Tolak sanggahan",
    done="Sanggahan tidak diterima",
    rule=objections.can_answer_objection,
    needs_note=True,
    note_label="Jawaban",
    tone="danger",
)
OBJECTION = (UPHOLD, DISMISS)
