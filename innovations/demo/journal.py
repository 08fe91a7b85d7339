"""What the launched innovations do: facts of the sources, and invented activities marked "(contoh)"."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from innovations.choices.journal import JournalKind, StepState
from innovations.demo.days import morning
from innovations.demo.entries import heads
from innovations.journal.actions.consultations import (
    answer_consultation,
    receive_consultation,
    save_desk,
)
from innovations.journal.actions.entries import save_entry
from innovations.journal.actions.steps import save_step
from innovations.models import ConsultationDesk, Innovation, JournalEntry, ProcessStep
from organizations import moment
from organizations.demo.registry import DemoCity
from organizations.models import User

STEPS = 1
ASTON = "Hotel Aston Syariah Pekalongan"
TRAINED = ("SIAP KAWAL", "KAK HUBIN", "SI BAJAK", "NGOPI SYANTIK", "PUSAT PENA")
SITE = "https://contoh.test"  # a name that leads nowhere


@dataclass(frozen=True)
class Told:
    """An activity: on a day, or so many days from now."""

    innovations: tuple[str, ...]
    kind: JournalKind
    title: str
    day: date | int
    place: str = ""
    begins_at: time | None = None
    ends_at: time | None = None
    topics: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    participants: int | None = None
    served: int | None = None
    audience: int | None = None
    story: str = ""


KIND = JournalKind
FACTS = (
    Told(
        TRAINED, KIND.TRAINING, "Pelatihan Kepemimpinan Administrator Angkatan I 2025 dimulai",
        date(2025, 4, 14), story="Inovasi adalah rencana aksi perubahan organisasi peserta.",
    ),
    Told(
        ("SEKSAMA", "A-Jak"), KIND.LEADERS, "Peluncuran SEKSAMA dan A-Jak", date(2023, 7, 22),
        "Lapangan Mataram",
    ),
    Told(TRAINED, KIND.LEADERS, "Peluncuran lima inovasi PKA", date(2025, 6, 17), ASTON),
)  # fmt: skip
EXAMPLES = (
    Told(
        ("SIAP KAWAL",), KIND.LEADERS, "Wali Kota meninjau rumah pompa (contoh)",
        date(2026, 9, 8), "Kelurahan Krapyak", time(9), time(10, 30),
        ("Penanganan rob",), (f"{SITE}/rilis/rumah-pompa", f"{SITE}/foto/rumah-pompa"),
    ),
    Told(
        ("SIAP KAWAL",), KIND.LEADERS, "Wali Kota membuka gelar produk batik (contoh)",
        date(2026, 10, 2), "Museum Batik", time(8), None, ("Batik",), (f"{SITE}/rilis/batik",),
    ),
    Told(
        ("SIAP KAWAL",), KIND.LEADERS, "Wali Kota menerima kunjungan pelajar (contoh)", 9,
        "Balai Kota", time(9), time(11),
    ),
    Told(
        ("KAK HUBIN",), KIND.CONSULTATION, "Konsultasi di kawasan industri (contoh)",
        date(2026, 8, 20), "Kecamatan Pekalongan Utara", time(9), time(12),
        ("Perjanjian kerja", "Upah lembur"), (), None, 14,
    ),
    Told(
        ("KAK HUBIN",), KIND.CONSULTATION, "Konsultasi terbuka (contoh)", 16, "Dinperinaker",
        time(9), time(12), ("Jaminan sosial ketenagakerjaan",),
    ),
    Told(
        ("SI BAJAK",), KIND.TRAINING, "Pelatihan petugas pengadaan (contoh)", date(2026, 7, 15),
        "RSUD Bendan", time(8), time(12), ("Pesanan sampai pembayaran",), (), 26,
    ),
    Told(
        ("NGOPI SYANTIK",), KIND.EPISODE, "Episode 1: Belanja daerah tanpa temuan (contoh)",
        date(2026, 8, 5), "", None, None, ("Belanja daerah", "Bukti pertanggungjawaban"),
        (f"{SITE}/ngopi/1",), None, None, 310,
    ),
    Told(
        ("NGOPI SYANTIK",), KIND.EPISODE, "Episode 2: Mengendalikan gratifikasi (contoh)",
        date(2026, 9, 2), "", None, None, ("Gratifikasi",), (f"{SITE}/ngopi/2",), None, None, 275,
    ),
    Told(
        ("NGOPI SYANTIK",), KIND.EPISODE, "Episode 3: Menindaklanjuti hasil pemeriksaan (contoh)",
        12, "", time(10), None, ("Tindak lanjut pemeriksaan",),
    ),
    Told(
        ("PUSAT PENA",), KIND.VISIT, "Kunjungan Kelurahan Medono (contoh)", date(2026, 8, 12),
        "Kelurahan Medono", time(8, 30), time(12),
        ("Nomor Induk Berusaha", "Konsultasi investasi"), (), None, 42,
    ),
    Told(
        ("PUSAT PENA",), KIND.VISIT, "Kunjungan Kelurahan Krapyak (contoh)", date(2026, 10, 14),
        "Kelurahan Krapyak", time(8, 30), time(12), ("Nomor Induk Berusaha",), (), None, 37,
    ),
    Told(
        ("PUSAT PENA",), KIND.VISIT, "Kunjungan Kelurahan Tirto (contoh)", 20, "Kelurahan Tirto",
        time(8, 30), time(12), ("Nomor Induk Berusaha", "Laporan kegiatan penanaman modal"),
    ),
    Told(
        ("A-Jak",), KIND.TRAINING, "Pertemuan sekolah ramah anak (contoh)", date(2026, 8, 27),
        "Aula DPMPPA", time(9), time(12), ("Mekanisme penanganan kasus",), (), 60,
    ),
    Told(
        ("SEKSAMA",), KIND.TRAINING, "Pelatihan operator perangkat daerah (contoh)",
        date(2026, 7, 8), "Bappeda", time(9), time(12), ("Mengisi capaian triwulan",), (), 31,
    ),
)  # fmt: skip
PROCESS = (
    ("Perencanaan kebutuhan", "Unit rumah sakit mengajukan kebutuhannya (contoh).", "berjalan"),
    ("Pemilihan penyedia", "Pejabat pengadaan memilih penyedia (contoh).", "berjalan"),
    ("Pesanan dan kontrak", "Pesanan tercatat bersama anggarannya (contoh).", "berjalan"),
    ("Penerimaan barang dan jasa", "Berita acara diunggah saat barang tiba (contoh).", "berjalan"),
    ("Verifikasi tagihan", "Keuangan memeriksa tagihan dan buktinya (contoh).", "disiapkan"),
    ("Pembayaran", "Tagihan yang benar dibayar dan tercatat (contoh).", "rencana"),
)
CONSULTED = "KAK HUBIN"
MONTHLY = ((70, 6), (40, 8), (2, 2))  # so many days ago, so many requests; the last wait
TOPICS = ("Upah lembur (contoh)", "Perjanjian kerja (contoh)", "Jaminan sosial (contoh)")


def load(city: DemoCity) -> Iterator[str]:
    own = {row.name: row for row in Innovation.objects.owned().select_related("organization")}
    leads, desk = heads(), city.people["organisasi@contoh.test"]
    for told in (*FACTS, *EXAMPLES):
        rows = [own[name] for name in told.innovations]
        by = leads[rows[0].organization_id] if len(rows) == 1 else desk  # type: ignore[index]
        _tell(told, rows, by)
    _process(own["SI BAJAK"], leads[own["SI BAJAK"].organization_id])  # type: ignore[index]
    _consult(own[CONSULTED], leads[own[CONSULTED].organization_id])  # type: ignore[index]
    yield "Kegiatan dan layanan inovasi"


def _tell(told: Told, innovations: list[Innovation], by: User) -> None:
    day = told.day
    if isinstance(day, int):
        day = timezone.localdate() + timedelta(days=day)
    values = {
        name: getattr(told, name)
        for name in (
            "kind", "title", "place", "begins_at", "ends_at", "participants", "served", "audience",
            "story",
        )
    }  # fmt: skip
    values |= {"day": day, "topics": list(told.topics), "links": list(told.links)}
    save_entry(entry=JournalEntry(), values=values, innovations=innovations, by=by)


def _process(innovation: Innovation, by: User) -> None:
    for place, (name, words, state) in enumerate(PROCESS, start=1):
        values = {"place": place, "name": name, "words": words, "state": StepState(state).value}
        save_step(step=ProcessStep(innovation=innovation), values=values, by=by)


def _consult(innovation: Innovation, by: User) -> None:
    """Asked for, and answered but for the newest."""
    values = {
        "is_open": True, "email": "hubin@contoh.test",
        "words": "Perjanjian kerja, upah, dan perselisihan pekerja dengan perusahaan (contoh).",
    }  # fmt: skip
    save_desk(desk=ConsultationDesk(innovation=innovation), values=values, by=by)
    for ago, count in MONTHLY:
        at = morning(timezone.localdate() - timedelta(days=ago))
        for number in range(count):
            _ask(innovation, number, at, by if (ago, count) != MONTHLY[-1] else None)


def _ask(innovation: Innovation, number: int, at: datetime, by: User | None) -> None:
    topic = TOPICS[number % len(TOPICS)]
    with moment.at(at):
        row = receive_consultation(
            innovation=innovation, key=uuid.uuid4(), email="warga@contoh.test", topic=topic,
            question=f"Pertanyaan tentang {topic.lower()}.",
        )  # fmt: skip
        if by is not None:
            answer_consultation(consultation=row, answer="Jawaban (contoh).", by=by)
