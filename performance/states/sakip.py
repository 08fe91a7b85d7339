"""The moves of a SAKIP sheet, from the unit's own assessment to the announced result."""

from __future__ import annotations

from organizations.workflow import Transition
from performance.authors import sakip as authors
from performance.choices import SakipState
from performance.permissions import sakip
from performance.states.rules import today

SUBMIT_LKE = Transition(
    "submit",
    sources=frozenset({SakipState.SELF}),
    target=SakipState.EVALUATION,
    label="Ajukan ke Inspektorat",
    done="Penilaian mandiri diajukan",
    rule=today(sakip.can_submit),
    other_than=authors.SUBMITS_OTHERS,
)
SEND_BACK_LKE = Transition(
    "send-back",
    sources=frozenset({SakipState.EVALUATION}),
    target=SakipState.SELF,
    label="Kembalikan ke perangkat daerah",
    done="Penilaian mandiri dikembalikan",
    rule=today(sakip.can_evaluate),
    needs_note=True,
    note_label="Alasan pengembalian",
    tone="danger",
    other_than=authors.EVALUATES_OTHERS,
)
HAND_OVER_LKE = Transition(
    "hand-over",
    sources=frozenset({SakipState.EVALUATION}),
    target=SakipState.QUALITY,
    label="Serahkan ke penjaminan mutu",
    done="Kertas kerja diserahkan ke penjaminan mutu",
    rule=today(sakip.can_evaluate),
    other_than=authors.EVALUATES_OTHERS,
)
RETURN_LKE = Transition(
    "return",
    sources=frozenset({SakipState.QUALITY}),
    target=SakipState.EVALUATION,
    label="Kembalikan ke evaluator",
    done="Kertas kerja dikembalikan ke evaluator",
    rule=today(sakip.can_assure),
    needs_note=True,
    note_label="Alasan pengembalian",
    tone="danger",
    other_than=authors.ASSURES_OTHERS,
)
SHARE_LKE = Transition(
    "share",
    sources=frozenset({SakipState.QUALITY}),
    target=SakipState.REPLY,
    label="Kirim konsep LHE",
    done="Konsep LHE dikirim untuk ditanggapi",
    rule=today(sakip.can_assure),
    other_than=authors.ASSURES_OTHERS,
)
REPLY_LKE = Transition(
    "reply",
    sources=frozenset({SakipState.REPLY}),
    target=SakipState.CLOSING,
    label="Kirim tanggapan",
    done="Tanggapan dikirim",
    rule=today(sakip.can_reply),
)
FINALIZE_LKE = Transition(
    "finalize",
    sources=frozenset({SakipState.CLOSING}),
    target=SakipState.FINAL,
    label="Tetapkan hasil",
    done="Hasil evaluasi ditetapkan",
    rule=today(sakip.can_announce),
    other_than=authors.ANNOUNCES_OTHERS,
)
REOPEN_LKE = Transition(
    "reopen",
    sources=frozenset({SakipState.FINAL}),
    target=SakipState.CLOSING,
    label="Buka penetapan",
    done="Penetapan dibuka kembali",
    rule=today(sakip.can_reopen),
    needs_note=True,
    note_label="Alasan",
    tone="danger",
    other_than=authors.EVALUATES_OTHERS,
)
# Moves among evaluators: the unit reads neither them nor their notes.
WORKING_MOVES = frozenset({HAND_OVER_LKE.name, RETURN_LKE.name})
ANSWERS_REPLACED = "performance.sakip-answers-replaced"  # read by evaluators only
SAKIP_TRANSITIONS = {
    t.name: t
    for t in (
        SUBMIT_LKE,
        HAND_OVER_LKE,
        SEND_BACK_LKE,
        SHARE_LKE,
        RETURN_LKE,
        REPLY_LKE,
        FINALIZE_LKE,
        REOPEN_LKE,
    )
}
