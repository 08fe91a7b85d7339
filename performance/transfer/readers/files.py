"""One door for every import file: size, kind, rows."""

from __future__ import annotations

from performance.transfer.readers.csv_file import read_csv
from performance.transfer.readers.rows import ImportProblem, Table
from performance.transfer.readers.sipd import from_sipd, is_sipd
from performance.transfer.readers.xlsx_file import NOT_XLSX, read_xlsx

MAX_BYTES = 5 * 1024 * 1024


def read_file(name: str, content: bytes) -> Table:
    """The table in the file, judged by its content and not only by its name."""
    if not content.strip():
        raise ImportProblem("Berkas kosong. Pakai templat dari halaman Impor.")
    if len(content) > MAX_BYTES:
        raise ImportProblem(
            "Berkas lebih dari 5 MB. Hapus gambar dan lembar lain, atau bagi berkasnya."
        )
    suffix = name.rpartition(".")[2].casefold()
    if suffix == "xlsm":
        raise ImportProblem("Berkas berisi makro. Simpan sebagai .xlsx tanpa makro.")
    if suffix not in ("csv", "txt", "xlsx"):
        raise ImportProblem("Unggah berkas XLSX atau CSV.")
    looks_packed = content.startswith((b"PK", b"\xd0\xcf\x11\xe0"))
    if suffix == "xlsx":
        if not looks_packed:
            raise ImportProblem(NOT_XLSX)
        return _own_columns(read_xlsx(content))
    if looks_packed:
        raise ImportProblem(
            "Isi berkas adalah XLSX tetapi namanya CSV. Ganti akhiran namanya menjadi .xlsx."
        )
    return _own_columns(read_csv(content))


def _own_columns(table: Table) -> Table:
    """A SIPD export is read as if it were the template."""
    return from_sipd(table) if is_sipd(table.titles) else table
