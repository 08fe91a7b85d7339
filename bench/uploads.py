"""Memory of a worker that takes three large photos in one submission, and of its limited child."""

from __future__ import annotations

import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from PIL import Image

from bench.cases import Case, Result, Size

PHOTOS, EDGES, MEGABYTE = 3, (4_000, 3_000), 1024 * 1024
# A process of its own: what others held before it would hide what it needs.
SENDING = """
import os, threading, django
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
django.setup()
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from bench.uploads import photos, resident, resident_children
from tests.complaints.intake.citizen import answer
from tests.factories.complaints import reference_data
from tests.factories.organizations import make_city

make_city(), reference_data()
client = Client()
answer(client, until="berkas")
client.get("/lapor/berkas/")
body = encode_multipart(BOUNDARY, {"files": photos()})  # what the browser holds, not the worker
own = before = resident(os.getpid())
whole, ended = before, threading.Event()

def watch():
    global own, whole
    while not ended.wait(0.005):
        mine = resident(os.getpid())
        own = max(own, mine)
        whole = max(whole, mine + resident_children(os.getpid()))

watcher = threading.Thread(target=watch, daemon=True)
watcher.start()
response = client.generic("POST", "/lapor/berkas/", body, content_type=MULTIPART_CONTENT)
ended.set(), watcher.join()
assert response.status_code == 302, response.content.decode()[:2000]
from complaints.models import DraftFile
assert DraftFile.objects.count() == 3, DraftFile.objects.count()
print(own - before, whole - before)
"""


def photos() -> list[SimpleUploadedFile]:
    """Three photos of 12 megapixels and 8 MB, as a telephone takes them; noise does not shrink."""
    found = []
    for number in range(PHOTOS):
        kept = BytesIO()
        picture = Image.effect_noise(EDGES, 60 + number).convert("RGB")
        picture.save(kept, "JPEG", quality=88)
        content = kept.getvalue()
        content += b"\0" * max(8 * MEGABYTE - len(content), 0)  # after the end: still a picture
        found.append(SimpleUploadedFile(f"foto{number}.jpg", content, "image/jpeg"))
    return found


def resident(pid: int) -> int:
    """Bytes a process holds now; what it shares with its child counts half in each."""
    try:
        told = Path(f"/proc/{pid}/smaps_rollup").read_text()
        return int(told.partition("\nPss:")[2].split()[0]) * 1024
    except (OSError, IndexError):
        return 0


def resident_children(pid: int) -> int:
    try:
        # Of every thread: the one that takes the file starts the child.
        told = [path.read_text() for path in Path(f"/proc/{pid}/task").glob("*/children")]
    except OSError:
        return 0
    return sum(resident(int(child)) for child in " ".join(told).split())


def memory(size: Size) -> Result:
    env = {**os.environ, "SELARAS_TEST_DATABASE": connection.settings_dict["NAME"]}
    told = subprocess.run(
        [sys.executable, "-c", SENDING],
        capture_output=True,
        text=True,
        check=True,
        env=env,
        timeout=600,
    )
    own, whole = (int(part) / MEGABYTE for part in told.stdout.split())
    note = f"worker alone {own:.0f} MB more, with its limited child {whole:.0f} MB"
    return Result(whole, f"{whole:.0f} MB", (note,))


UPLOAD_CASES = (Case("three photos of 8 MB in one submission: memory", 200, "<= 200 MB", memory),)
