"""What officers have to do, for the dashboard: the numbers of the inbox, and alarms."""

from __future__ import annotations

from django.utils import timezone

from complaints.clock.queries.ladder import alarms, has_no_ladder
from complaints.clock.queries.stuck import named, stuck
from complaints.models import Complaint
from complaints.permissions import can_manage, can_open_inbox, is_desk
from complaints.staff.queries.child import is_any_untaken
from complaints.staff.queries.identity import waiting
from complaints.staff.queries.inbox import COUNTED, counts_of
from complaints.staff.queries.watch import busy_readers
from organizations.panels import Nothing, Reader, Task

INBOX = "/kerja/pengaduan/"
ALARMS = 20  # shown one by one
CHILD = "/kerja/perlindungan-anak/"
NOTHING = "Tidak ada yang menunggu Anda"
QUIET = {
    "complaints.protect_children": Nothing(
        NOTHING, "Laporan baru tentang anak akan tampil di sini.", CHILD, "Buka perlindungan anak"
    ),
    "complaints.grant_identity": Nothing(
        NOTHING,
        "Permintaan membuka identitas pelapor akan tampil di sini.",
        f"{INBOX}identitas/",
        "Buka permintaan identitas",
    ),
    "complaints.handle": Nothing(
        NOTHING, "Laporan warga yang baru akan tampil di sini.", INBOX, "Buka kotak masuk"
    ),
}
TOLD = {
    "perlu-diteruskan": ("Teruskan laporan warga", "menunggu diteruskan", "info"),
    "baru": ("Laporan baru", "belum mulai ditangani", "info"),
    "saya": ("Ditugaskan ke Anda", "menunggu Anda", "info"),
    "dari-pelapor": ("Pesan dari pelapor", "belum dibaca", "info"),
    "konsep": ("Konsep jawaban", "menunggu dikirim", "info"),
    "terlambat": ("Laporan terlambat", "melewati tenggat", "danger"),
    "mendekati": ("Mendekati tenggat", "tenggatnya segera berakhir", "warning"),
    "moderasi": ("Periksa sebelum tayang", "menunggu diperiksa", "info"),
}


def case_tasks(reader: Reader) -> list[Task]:
    """One line a tab that holds something; the same numbers as in the inbox."""
    if not can_open_inbox(reader.user):
        return []
    counts = counts_of(reader.user)
    return [
        Task(
            label, f"{_number(counts[name])} laporan {verb}.", f"{INBOX}?tab={name}", "Lihat", tone
        )
        for name, (label, verb, tone) in TOLD.items()
        if counts.get(name)
    ]


def _number(count: int) -> str:
    return f"Lebih dari {COUNTED}" if count > COUNTED else str(count)


def alarm_tasks(reader: Reader) -> list[Task]:
    """Late reports that nobody was told of: for who manages the ladder."""
    if not (can_manage(reader.user) or is_desk(reader.user)):
        return []
    unheard = alarms(timezone.now(), ALARMS + 1)
    found = [
        Task(
            "Eskalasi tanpa pejabat",
            f"Laporan {row.complaint.number}: {row.title}. {row.note}.",
            row.complaint.get_absolute_url(),
            "Buka",
            "danger",
        )
        for row in unheard[:ALARMS]
    ]
    if len(unheard) > ALARMS:
        text = f"Ada lebih dari {ALARMS} eskalasi tanpa pejabat; yang terlama tampil di sini."
        url = f"{INBOX}?tab=terlambat"
        found.append(Task("Eskalasi tanpa pejabat lainnya", text, url, "Lihat", "danger"))
    if has_no_ladder() and Complaint.objects.overdue(timezone.now()).exists():
        text = "Ada laporan terlambat, tetapi belum ada pejabat yang diberi tahu."
        url = f"{INBOX}pengaturan/eskalasi/"
        found.append(Task("Atur jenjang eskalasi", text, url, "Atur", "danger"))
    if not named() and stuck(timezone.now()):
        text = "Ada laporan tertahan, tetapi semua penerima ringkasan harian mematikan pengingat."
        found.append(
            Task("Ringkasan tidak terkirim", text, f"{INBOX}?tab=terlambat", "Lihat", "danger")
        )
    return found


def read_tasks(reader: Reader) -> list[Task]:
    """Who opened very much of what is secret within an hour, for who watches over it."""
    if not reader.access.has("complaints.view_secret_reads"):
        return []
    return [
        Task(
            "Banyak rahasia dibuka",
            f"{name} membuka {most} catatan rahasia dalam satu jam.",
            f"{INBOX}pembacaan/",
            "Periksa",
            "danger",
        )
        for name, most in busy_readers(timezone.now())
    ]


def identity_tasks(reader: Reader) -> list[Task]:
    if not reader.access.has("complaints.grant_identity"):
        return []
    count = waiting()
    text = f"{count} permintaan menunggu keputusan."
    url = f"{INBOX}identitas/"
    return [Task("Permintaan identitas", text, url, "Lihat")] if count else []


def child_tasks(reader: Reader) -> list[Task]:
    """That there is something, for the team only; how many and what is read on their pages."""
    if not (reader.access.has("complaints.protect_children") and is_any_untaken(reader.user)):
        return []
    text = "Ada laporan yang belum diambil siapa pun."
    return [Task("Perlindungan anak", text, CHILD, "Lihat", "danger")]


def nothing_for(reader: Reader) -> Nothing | None:
    found = (nothing for right, nothing in QUIET.items() if reader.access.has(right))
    return next(found, None)
