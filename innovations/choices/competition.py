"""Enumerations of competitions and their juries, each with its Indonesian label."""

from __future__ import annotations

from django.db import models

from organizations.states import State


class EditionState(State):
    """From the first words to the published result; the phases in between are dates."""

    DRAFT = "konsep", "neutral", "Konsep"
    OPEN = "berjalan", "info", "Berjalan"
    PUBLISHED = "diumumkan", "success", "Hasil diumumkan"
    CANCELLED = "batal", "neutral", "Dibatalkan"

    @classmethod
    def public(cls) -> frozenset[str]:
        """What citizens see; the result only of a published one."""
        return frozenset({cls.OPEN, cls.PUBLISHED})


class PhaseKind(models.TextChoices):
    """Parts of the calendar in their order; each gives its rights between its two moments only."""

    REGISTRATION = "pendaftaran", "Pendaftaran"
    SCREENING = "administrasi", "Seleksi administrasi"
    REPAIR = "perbaikan", "Perbaikan proposal"
    DESK = "penilaian", "Penilaian proposal"
    INTERVIEW = "wawancara", "Presentasi dan wawancara"
    VISIT = "lapangan", "Verifikasi lapangan"
    OBJECTION = "sanggah", "Masa sanggah"


class StageKind(models.TextChoices):
    """What a jury judges; each has its phase of the same value."""

    DESK = "penilaian", "Penilaian proposal"
    INTERVIEW = "wawancara", "Presentasi dan wawancara"
    VISIT = "lapangan", "Verifikasi lapangan"


class Aggregate(models.TextChoices):
    """How the sheets of several jurors become one score."""

    MEAN = "mean", "Rata-rata"
    MEDIAN = "median", "Median"
    TRIMMED = "trimmed", "Rata-rata tanpa nilai tertinggi dan terendah"


class Weighting(models.TextChoices):
    PERCENT = "persen", "Persen (berjumlah 100)"
    FACTOR = "pengali", "Pengali nilai"


class Rounding(models.TextChoices):
    """Where a score is rounded, half up, to two decimals."""

    ONCE = "akhir", "Sekali pada nilai akhir"
    STEPWISE = "bertahap", "Nilai tiap kriteria, hasil kali bobotnya, lalu dijumlahkan"


class ProposalState(State):
    """A proposal on its way; what the jury decides is a row of the result."""

    DRAFT = "konsep", "neutral", "Konsep"
    SUBMITTED = "dikirim", "info", "Dikirim"
    REPAIR = "perbaikan", "warning", "Perlu perbaikan"
    PASSED = "lolos", "success", "Lolos administrasi"
    REJECTED = "gugur", "danger", "Tidak lolos administrasi"
    WITHDRAWN = "ditarik", "neutral", "Ditarik"

    @classmethod
    def writable(cls) -> frozenset[str]:
        return frozenset({cls.DRAFT, cls.REPAIR})

    @classmethod
    def undecided(cls) -> frozenset[str]:
        """Handed in, and neither passed nor rejected."""
        return frozenset({cls.SUBMITTED, cls.REPAIR})

    @classmethod
    def handed_in(cls) -> frozenset[str]:
        """What the secretariat sees; a draft is its unit's own."""
        return frozenset(set(cls) - {cls.DRAFT})


class MemberRole(models.TextChoices):
    LEADER = "ketua", "Ketua tim"
    MEMBER = "anggota", "Anggota tim"
    MENTOR = "mentor", "Mentor"
    COACH = "coach", "Coach"


class JurorKind(models.TextChoices):
    INTERNAL = "internal", "Pemerintah kota"
    INSPECTORATE = "inspektorat", "Inspektorat"
    ACADEMIC = "akademisi", "Akademisi"
    PRACTITIONER = "praktisi", "Praktisi"
    PROVINCE = "provinsi", "Pemerintah provinsi"


class ConflictKind(models.TextChoices):
    """Why somebody may not judge; the first three are found without being declared."""

    UNIT = "unit", "Perangkat daerah sendiri"
    TEAM = "tim", "Anggota tim"
    GUIDE = "pembimbing", "Mentor atau coach"
    FAMILY = "keluarga", "Hubungan keluarga"
    OTHER = "lain", "Hubungan lain"

    @classmethod
    def declarable(cls) -> list[tuple[str, str]]:
        return [(kind.value, str(kind.label)) for kind in (cls.FAMILY, cls.GUIDE, cls.OTHER)]


class SheetState(State):
    """One juror's sheet on one proposal in one stage."""

    ASSIGNED = "ditugaskan", "neutral", "Belum dinilai"
    DRAFT = "tersimpan", "warning", "Tersimpan, belum dikirim"
    SUBMITTED = "terkirim", "success", "Terkirim"
    ABSTAINED = "abstain", "info", "Abstain"
    RECUSED = "mundur", "neutral", "Mundur karena benturan kepentingan"
    EXCLUDED = "dikeluarkan", "neutral", "Dikeluarkan"

    @classmethod
    def owed(cls) -> frozenset[str]:
        """Still to be sent: as long as one is left, nothing is ranked or shown."""
        return frozenset({cls.ASSIGNED, cls.DRAFT})

    @classmethod
    def seated(cls) -> frozenset[str]:
        """Of a juror who still judges this proposal."""
        return frozenset({cls.ASSIGNED, cls.DRAFT, cls.SUBMITTED, cls.ABSTAINED})


class ResultState(State):
    FROZEN = "dibekukan", "info", "Dibekukan"
    PUBLISHED = "diumumkan", "success", "Diumumkan"
    REOPENED = "dibuka", "neutral", "Dibuka kembali"
    REPLACED = "diganti", "neutral", "Diganti koreksi"

    @classmethod
    def gone(cls) -> frozenset[str]:
        """Still readable, but no longer the result."""
        return frozenset({cls.REOPENED, cls.REPLACED})


class ObjectionState(State):
    FILED = "diajukan", "info", "Menunggu jawaban"
    UPHELD = "diterima", "success", "Diterima"
    DISMISSED = "ditolak", "neutral", "Tidak diterima"


class ForwardLevel(models.TextChoices):
    PROVINCE = "provinsi", "KOVABLIK provinsi"
    NATION = "nasional", "KIPP nasional"
