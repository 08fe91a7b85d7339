"""One door for every uploaded spreadsheet: size, kind, rows."""

from __future__ import annotations

from collections.abc import Sequence

from organizations.spreadsheets.csv_file import read_csv
from organizations.spreadsheets.table import ImportProblem, Layout, Table
from organizations.spreadsheets.xlsx_file import NOT_XLSX, read_xlsx

MAX_BYTES = 5 * 1024 * 1024
TOO_LARGE = "Berkas lebih dari 5 MB. Hapus gambar dan lembar lain, atau bagi berkasnya."


def read_table(name: str, content: bytes, layouts: Sequence[Layout]) -> Table:
    """The table in the file, judged by its content and not only by its name.

    The row of titles is the first that has those of one of the layouts.
    """
    if not content.strip():
        raise ImportProblem("Berkas kosong. Pakai templat dari halaman Impor.")
    if len(content) > MAX_BYTES:
        raise ImportProblem(TOO_LARGE)
    suffix = name.rpartition(".")[2].casefold()
    if suffix == "xlsm":
        raise ImportProblem("Berkas berisi makro. Simpan sebagai .xlsx tanpa makro.")
    if suffix not in ("csv", "txt", "tsv", "xlsx"):
        raise ImportProblem("Unggah berkas XLSX atau CSV.")
    looks_packed = content.startswith((b"PK", b"\xd0\xcf\x11\xe0"))
    if suffix == "xlsx":
        if not looks_packed:
            raise ImportProblem(NOT_XLSX)
        return read_xlsx(content, layouts)
    if looks_packed:
        raise ImportProblem(
            "Isi berkas adalah XLSX tetapi namanya CSV. Ganti akhiran namanya menjadi .xlsx."
        )
    return read_csv(content, layouts)
