"""Enumerations of organizations, each with its Indonesian label."""

from django.db import models

from organizations.states import State


class OrganizationKind(models.TextChoices):
    SEKRETARIAT = "sekretariat", "Sekretariat"
    BAGIAN = "bagian", "Bagian"
    INSPEKTORAT = "inspektorat", "Inspektorat"
    BADAN = "badan", "Badan"
    DINAS = "dinas", "Dinas"
    SATUAN = "satuan", "Satuan"
    KANTOR = "kantor", "Kantor"
    KECAMATAN = "kecamatan", "Kecamatan"
    KELURAHAN = "kelurahan", "Kelurahan"
    BLUD = "blud", "BLUD"
    BUMD = "bumd", "BUMD"
    SEKOLAH = "sekolah", "Sekolah"


class SuccessionKind(models.TextChoices):
    RENAME = "rename", "Ganti nama"
    MERGE = "merge", "Penggabungan"
    SPLIT = "split", "Pemisahan"


class Role(models.TextChoices):
    OPERATOR_OPD = "operator_opd", "Operator OPD"
    KEPALA_OPD = "kepala_opd", "Kepala OPD"
    ADMIN_PENGHUBUNG = "admin_penghubung", "Admin penghubung pengaduan"
    PENGELOLA_SURVEI = "pengelola_survei", "Pengelola survei"
    BAGIAN_ORGANISASI = "bagian_organisasi", "Bagian Organisasi"
    BAPPEDA = "bappeda", "Bappeda"
    INSPEKTORAT = "inspektorat", "Inspektorat"
    JURI = "juri", "Juri"
    PIMPINAN = "pimpinan", "Pimpinan"
    PENJAGA_IDENTITAS = "penjaga_identitas", "Penjaga identitas pelapor"
    TIM_PPA = "tim_ppa", "Tim perlindungan anak"
    ADMIN_SISTEM = "admin_sistem", "Admin sistem"


class AppointmentKind(models.TextChoices):
    """How a position is held; the short form is printed before the position."""

    DEFINITIF = "definitif", "Definitif"
    PLT = "plt", "Plt. (pelaksana tugas)"
    PLH = "plh", "Plh. (pelaksana harian)"
    PJ = "pj", "Pj. (penjabat)"


APPOINTMENT_PREFIX = {
    AppointmentKind.DEFINITIF: "",
    AppointmentKind.PLT: "Plt. ",
    AppointmentKind.PLH: "Plh. ",
    AppointmentKind.PJ: "Pj. ",
}


class TimeZone(models.TextChoices):
    WIB = "Asia/Jakarta", "WIB (Asia/Jakarta)"
    WITA = "Asia/Makassar", "WITA (Asia/Makassar)"
    WIT = "Asia/Jayapura", "WIT (Asia/Jayapura)"


class ImportState(State):
    """An uploaded file between its preview and its confirmation."""

    PREVIEW = "preview", "info", "Menunggu konfirmasi"
    APPLIED = "applied", "success", "Tersimpan"
    CANCELLED = "cancelled", "neutral", "Dibatalkan"


class HolidayKind(models.TextChoices):
    NATIONAL = "libur_nasional", "Libur nasional"
    JOINT_LEAVE = "cuti_bersama", "Cuti bersama"
    LOCAL = "libur_daerah", "Libur daerah"
