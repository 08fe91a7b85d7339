"""The transition tables of complaints; `organizations.workflow` moves, the rules stand in rows."""

from __future__ import annotations

from complaints import permissions
from complaints.choices import ChildState, ComplaintState
from complaints.permissions import identity
from organizations.workflow import Transition

S = ComplaintState

ROUTE = Transition(
    "route",
    sources=frozenset({S.RECEIVED, S.ROUTED, S.IN_PROGRESS}),
    target=S.ROUTED,
    label="Teruskan ke perangkat daerah",
    done="Diteruskan",
    rule=permissions.can_verify,
    note_label="Alasan diteruskan",
    regulation="Perpres 76/2013",
)
HAND_BACK = Transition(
    "hand-back",
    sources=frozenset({S.ROUTED, S.IN_PROGRESS}),
    target=S.RECEIVED,
    label="Kembalikan, bukan urusan kami",
    done="Dikembalikan ke petugas pengaduan kota",
    rule=permissions.can_handle,
    needs_note=True,
    note_label="Alasan dan unit yang seharusnya menangani",
    tone="danger",
)
ASK = Transition(
    "ask",
    sources=frozenset({S.RECEIVED, S.ROUTED, S.IN_PROGRESS}),
    target=S.INCOMPLETE,
    label="Minta pelapor melengkapi",
    done="Pelapor diminta melengkapi",
    rule=permissions.can_ask,
    needs_note=True,
    note_label="Yang perlu dilengkapi",
    tone="secondary",
)
COMPLETE = Transition(
    "complete",
    sources=frozenset({S.INCOMPLETE}),
    target=S.RECEIVED,
    label="Lengkapi laporan",
    done="Dilengkapi pelapor",
    rule=permissions.by_reporter,
)
# The same where a unit had asked: the case goes on there, its clock goes on where it stood.
RESUME = Transition(
    "resume",
    sources=frozenset({S.INCOMPLETE}),
    target=S.IN_PROGRESS,
    label="Lengkapi laporan",
    done="Dilengkapi pelapor",
    rule=permissions.by_reporter,
)
START = Transition(
    "start",
    sources=frozenset({S.ROUTED}),
    target=S.IN_PROGRESS,
    label="Mulai tangani",
    done="Mulai ditangani",
    rule=permissions.can_handle,
)
ANSWER = Transition(
    "answer",
    sources=frozenset({S.ROUTED, S.IN_PROGRESS}),
    target=S.ANSWERED,
    label="Kirim jawaban",
    done="Dijawab",
    rule=permissions.can_answer,
)
OBJECT = Transition(
    "object",
    sources=frozenset({S.ANSWERED}),
    target=S.IN_PROGRESS,
    label="Belum selesai",
    done="Ditanggapi pelapor, diproses lagi",
    rule=permissions.by_reporter,
)
CLOSE = Transition(
    "close",
    sources=frozenset({S.RECEIVED, S.ROUTED, S.IN_PROGRESS, S.ANSWERED}),
    target=S.CLOSED,
    label="Tutup laporan",
    done="Ditutup",
    rule=permissions.can_close,
    needs_note=True,
    note_label="Penjelasan penutupan untuk pelapor",
)
ACCEPT = Transition(
    "accept",
    sources=frozenset({S.ANSWERED}),
    target=S.CLOSED,
    label="Sudah selesai",
    done="Diterima pelapor dan ditutup",
    rule=permissions.by_reporter,
)
LAPSE = Transition(
    "lapse",
    sources=frozenset({S.ANSWERED}),
    target=S.CLOSED,
    label="Tutup menurut tenggat",
    done="Ditutup karena pelapor tidak menanggapi",
    rule=permissions.by_clock,
)
REOPEN = Transition(
    "reopen",
    sources=frozenset({S.CLOSED}),
    target=S.IN_PROGRESS,
    label="Buka kembali",
    done="Dibuka kembali oleh pelapor",
    rule=permissions.by_reporter,
    needs_note=True,
    note_label="Alasan dibuka kembali",
)
# A report that never reached a unit goes back to the desk.
REOPEN_DESK = Transition(
    "reopen-desk",
    sources=frozenset({S.CLOSED}),
    target=S.RECEIVED,
    label="Buka kembali",
    done="Dibuka kembali oleh pelapor",
    rule=permissions.by_reporter,
    needs_note=True,
    note_label="Alasan dibuka kembali",
)
MERGE = Transition(
    "merge",
    sources=frozenset({S.RECEIVED, S.INCOMPLETE, S.ROUTED, S.IN_PROGRESS}),
    target=S.MERGED,
    label="Gabungkan ke laporan lain",
    done="Digabung",
    rule=permissions.can_verify,
)
ARCHIVE = Transition(
    "archive",
    sources=frozenset({S.RECEIVED, S.INCOMPLETE}),
    target=S.ARCHIVED,
    label="Arsipkan",
    done="Diarsipkan",
    rule=permissions.can_archive,
    needs_note=True,
    note_label="Alasan diarsipkan",
    tone="danger",
)
# It is about a child: only a frame without a word stays among the ordinary reports.
PROTECT = Transition(
    "protect",
    sources=frozenset(S),
    target=S.ARCHIVED,
    label="Pindahkan ke perlindungan anak",
    done="Dipindahkan ke penanganan terbatas",
    rule=permissions.can_protect,
    needs_note=True,
    note_label="Mengapa dipindahkan",
    tone="danger",
    regulation="UU 11/2012 pasal 19",
)
COMPLAINT_TRANSITIONS = {
    move.name: move
    for move in (
        ROUTE, HAND_BACK, ASK, COMPLETE, RESUME, START, ANSWER, OBJECT, CLOSE, ACCEPT, LAPSE,
        REOPEN, REOPEN_DESK, MERGE, ARCHIVE, PROTECT,
    )
}  # fmt: skip

TAKE_CHILD = Transition(
    "take",
    sources=frozenset({ChildState.RECEIVED, ChildState.REFERRED}),
    target=ChildState.IN_CARE,
    label="Tangani",
    done="Mulai ditangani",
    rule=identity.can_read_child,
)
# Something new came to light: back to the team, with the reason beside the case.
RETAKE_CHILD = Transition(
    "retake",
    sources=frozenset({ChildState.CLOSED}),
    target=ChildState.IN_CARE,
    label="Tangani kembali",
    done="Ditangani kembali",
    rule=identity.can_retake_child,
    needs_note=True,
    note_label="Mengapa ditangani kembali",
)
REFER_CHILD = Transition(
    "refer",
    sources=frozenset({ChildState.RECEIVED, ChildState.IN_CARE}),
    target=ChildState.REFERRED,
    label="Rujuk",
    done="Dirujuk",
    rule=identity.can_read_child,
    needs_note=True,
    note_label="Dirujuk ke mana dan mengapa",
)
CLOSE_CHILD = Transition(
    "close",
    sources=frozenset({ChildState.IN_CARE, ChildState.REFERRED}),
    target=ChildState.CLOSED,
    label="Selesai ditangani",
    done="Selesai ditangani",
    rule=identity.can_read_child,
    needs_note=True,
    note_label="Catatan akhir",
)
CHILD_TRANSITIONS = {
    move.name: move for move in (TAKE_CHILD, RETAKE_CHILD, REFER_CHILD, CLOSE_CHILD)
}
