"""A file of SP4N-LAPOR! with 5,000 reports, saved by a worker."""

from __future__ import annotations

import os
import subprocess
import sys

from bench.cases import Case, Result, Size
from tests.harness import database

DATABASE, ROWS, MEGABYTE = "bench_exchange", 5_000, 1024 * 1024
# A process of its own: what others held before it would hide what it needs.
SAVING = """
import os, threading, time, django
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
django.setup()
from bench.exchange import ROWS
from bench.uploads import resident
from complaints.choices import ExchangeState
from complaints.exchange.actions.saving import save_now
from complaints.models import Complaint, Sp4nBatch
from organizations.choices import Role
from tests.complaints.exchange.sp4n_files import looked, row
from tests.factories.complaints import reference_data
from tests.factories.organizations import make_city, make_unit, make_user

make_city()
reference_data()
make_unit(short_name="DPUPR", name="Dinas Pekerjaan Umum")
desk = make_user(Role.BAGIAN_ORGANISASI)
states = ("Selesai", "Sedang proses", "Ditanggapi", "Terdisposisi")
text = "Lampu jalan di gang dua padam sejak Senin. " * 8
rows = [row(n, Status=states[n % 4], Isi_Laporan=f"{text}{n}", Nama_Pelapor="Budi") for n in range(ROWS)]
batch = looked(desk, rows)
Sp4nBatch.objects.filter(pk=batch.pk).update(state=ExchangeState.SAVING, saved_by=desk)
before = peak = resident(os.getpid())
ended = threading.Event()

def watch():
    global peak
    while not ended.wait(0.05):
        peak = max(peak, resident(os.getpid()))

watcher = threading.Thread(target=watch, daemon=True)
watcher.start()
began, computed = time.monotonic(), time.process_time()
save_now(batch.pk, has_pulse=True)
spent, computed = time.monotonic() - began, time.process_time() - computed
ended.set(), watcher.join()
assert Complaint.objects.count() == ROWS
print(before, peak, spent, computed)
"""


def saving(size: Size) -> Result:
    """Every row becomes a report with its own history; all of them or none."""
    database.copy_database(database.TEMPLATE, DATABASE)
    told = subprocess.run(
        [sys.executable, "-c", SAVING],
        env={**os.environ, "SELARAS_TEST_DATABASE": DATABASE},
        capture_output=True,
        text=True,
        check=False,
    )
    if told.returncode:
        raise RuntimeError(told.stderr[-2000:])
    before, peak, spent, computed = (float(word) for word in told.stdout.split())
    note = f"{computed:.0f} s of computing, {(peak - before) / MEGABYTE:.0f} MB more"
    return Result(spent, f"{spent:.0f} s", (note,))


EXCHANGE_CASES = (Case("5,000 rows of SP4N-LAPOR! saved", 60, "<= 60 s", saving),)
