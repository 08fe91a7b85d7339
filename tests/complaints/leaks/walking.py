"""Every address the resolver knows that can be asked for, with every planted report in it."""

from __future__ import annotations

import hashlib
import html
import io
import re
import subprocess
import zipfile
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from itertools import product
from typing import Any

import pikepdf
from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from complaints.models import Attachment, Complaint, IdentityRequest, Message, SecretExport
from complaints.open311.queries.services import MOST
from reports.datasets import DATA_SETS
from tests.complaints.leaks.marks import Mark, marks_in
from tests.complaints.leaks.planting import SEARCHED, World
from tests.pages.places import FOREIGN, OWN
from tests.pages.table import ACTS, PAGES, SUBJECTS
from tests.pages.test_permission_matrix import addresses

C = "complaints:"
SHARED = Mark("sesi", "tembolok")  # nobody may read it
# Asked for last: it closes the ticket that is open.
LAST = (f"{C}ticket-leave",)
# Addresses of parts that neither the matrix knows nor a report fills.
PARTS: dict[str, list[Any]] = {"form": ["json", "xml"], "which": ["wilayah", "kategori"]}
# The same page asked in another way: searched, filtered, paged, as a file.
EXTRA: dict[str, tuple[str, ...]] = {
    f"{C}case-list": ("?tab=semua", f"?tab=semua&kata={SEARCHED}", "?tab=moderasi"),
    f"{C}public-list": (f"?kata={SEARCHED}", "?kata=berlubank", "?status=terlambat"),
    f"{C}public-points": (f"?kata={SEARCHED}",),
    f"{C}public-cards": (f"?tahun={timezone.localdate().year}",),
    f"{C}open311-requests": (f"?page_size={MOST}&status=open,closed",),
    f"{C}open311-requests-as": (f"?page_size={MOST}",),
    f"{C}case-file": ("?asli=ya",),
    "open_data:csv": (f"?tahun={timezone.localdate().year}",),
    "open_data:json": (f"?tahun={timezone.localdate().year}",),
    "organizations:history": ("?kata=SK-", "?kind=complaints.complaint"),
    "reports:history-export": ("?bentuk=koma", "?bentuk=titik-koma", "?bentuk=xlsx"),
}


def urls(
    world: World, reports: Collection[str], skipped: Collection[str] = frozenset()
) -> list[str]:
    """All of them, about these reports; an address whose parts nobody knows is an error here."""
    numbers = [number for name, number in world.numbers().items() if name in reports]
    found: dict[str, None] = {}
    for name, route in addresses():
        if name.partition(":")[0] in skipped:
            continue
        for url in urls_of(name, route, numbers):
            found[url] = None
            found |= dict.fromkeys(url + query for query in EXTRA.get(name, ()) if "?" not in url)
    for number in numbers:
        found[f"/open311/v2/requests.json?service_request_id={number}"] = None
        found[f"/pengaduan/?kata={number}"] = None
    last = [reverse(name) for name in LAST]
    return [*(url for url in found if url not in last), *last]


def urls_of(name: str, route: str, numbers: list[str]) -> Iterator[str]:
    parts = re.findall(r"<(?:\w+:)?(\w+)>", route.replace("(?P<", "<"))
    known = [*_known(name), *_planted(name, parts, numbers)]
    if not known and name in ACTS:
        known = [reverse(name, args=[1 for _ in parts])]  # a form's target: nothing to read there
    if not known:
        raise LookupError(f"{name} ({route}): say in walking.py what stands in its parts")
    yield from dict.fromkeys(known)


def _known(name: str) -> Iterator[str]:
    """What the permission matrix asks for."""
    for target in PAGES:
        if target.name == name:
            yield target.url(OWN)
            if target.foreign is not None:
                yield target.url(FOREIGN)
    if name in SUBJECTS:
        with (
            suppress(IntegrityError, ObjectDoesNotExist),
            transaction.atomic(),
        ):  # made for the demonstration city
            yield reverse(name, args=SUBJECTS[name](OWN))


def _planted(name: str, parts: list[str], numbers: list[str]) -> Iterator[str]:
    """The address with what was planted in its parts, where those can be filled."""
    if parts == ["number", "pk"]:
        rows = Message if name == f"{C}case-message-words" else Attachment
        for number, pk in _rows_of(rows, numbers):
            yield reverse(name, kwargs={"number": number, "pk": pk})
        return
    choices = [_choices(name, part, numbers) for part in parts]
    if not all(choices):
        return
    for chosen in product(*choices):
        yield reverse(name, kwargs=dict(zip(parts, chosen, strict=True)))


def _choices(name: str, part: str, numbers: list[str]) -> list[Any]:
    if part in PARTS:
        return PARTS[part]
    find = FILLED.get((name.partition(":")[0], part))
    return find(name, numbers) if find else []


def _primary(name: str, numbers: list[str]) -> list[Any]:
    if name == f"{C}case-identity-decide":
        return list(IdentityRequest.objects.values_list("pk", flat=True))
    if name == f"{C}secret-export-decide":
        return list(SecretExport.objects.values_list("pk", flat=True))
    if name == f"{C}ticket-file":
        return list(Attachment.objects.values_list("pk", flat=True))
    return []


FILLED: dict[tuple[str, str], Callable[[str, list[str]], list[Any]]] = {
    ("complaints", "number"): lambda name, numbers: numbers,
    ("complaints", "check"): lambda name, numbers: ["0000000000"],
    ("complaints", "token"): lambda name, numbers: list(
        Complaint.objects.exclude(client_key=None).values_list("client_key", flat=True)
    ),
    ("complaints", "pk"): _primary,
    ("complaints", "transition"): lambda name, numbers: ["take", "close"],
    ("complaints", "code"): lambda name, numbers: ["33-75-09", "jalan-rusak"],
    ("open_data", "slug"): lambda name, numbers: list(DATA_SETS.names()),
    ("organizations", "uidb64"): lambda name, numbers: ["a"],
    ("organizations", "token"): lambda name, numbers: ["b"],
    ("organizations", "pk"): lambda name, numbers: [1],
}


def _rows_of(model: Any, numbers: list[str]) -> list[tuple[str, int]]:
    rows = model.objects.filter(complaint__number__in=numbers).order_by("pk")
    return list(rows.values_list("complaint__number", "pk"))


def told(client: Client, url: str, world: World) -> tuple[int, frozenset[Mark]]:
    """The status, and every mark a reader could take out of the answer, its headers included."""
    client.raise_request_exception = False
    answer = client.get(url)
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    heads = "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
    words = f"{heads}\n{answer.cookies.output()}\n{readable(content)}"
    numbers = {Mark(name, "nomor") for name, one in world.numbers().items() if one in words}
    found = marks_in(words) | numbers | _shut_files(content, world) | _shared(client, answer)
    return answer.status_code, found


def _shared(client: Client, answer: Any) -> frozenset[Mark]:
    """A page of somebody with a session, or one that gives a cookie, that a proxy may keep."""
    has_session = settings.SESSION_COOKIE_NAME in client.cookies
    said = answer.headers.get("Cache-Control", "")
    kept = [part.strip() for part in said.split(",")]
    is_private = "private" in kept or "no-store" in kept
    return (
        frozenset({SHARED}) if (has_session or answer.cookies) and not is_private else frozenset()
    )


def _shut_files(content: bytes, world: World) -> frozenset[Mark]:
    """Whether the answer is a hidden file, or a photo as it was before a part became black."""
    digest = hashlib.sha256(content).hexdigest()
    rows = Attachment.objects.filter(sha256=digest)
    shut = rows.filter(is_hidden=True) | rows.exclude(redacted="")
    names = {number: name for name, number in world.numbers().items()}
    return frozenset(
        Mark(names.get(number, "demo"), "tertutup")
        for number in shut.values_list("complaint__number", flat=True)
    )


def readable(content: bytes) -> str:
    """Words of a document, opened as far as its readers open it."""
    if content.startswith(b"%PDF"):
        return _paper(content)
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return "\n".join([name + readable(packed.read(name)) for name in packed.namelist()])
    return html.unescape(content.decode("utf-8", errors="replace"))


def _paper(content: bytes) -> str:
    words = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True)
    with pikepdf.open(io.BytesIO(content)) as document:
        metadata = f"{dict(document.docinfo)}{document.Root.get('/Metadata', '')!r}"
        if "/Metadata" in document.Root:
            metadata += bytes(document.Root.Metadata.read_bytes()).decode("utf-8", "replace")
    return f"{words.stdout.decode()}\n{metadata}"
