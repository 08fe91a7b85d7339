"""Answers in a crowd: fifty a second to the running portal, and 200,000 of one file."""

from __future__ import annotations

import http.client
import os
import re
import statistics
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

from django.db import connection

from bench.cases import Case, Result, Size
from surveys.choices import ElementOrder, Layout
from surveys.models import Response, ServicePoint
from tests.factories.organizations import make_city
from tests.factories.surveys import make_point, make_service, make_service_unit
from tests.harness.portal import portal_services, running_portal

RATE, PEOPLE, ROWS, MEGABYTE = 50, 24, 200_000, 1024 * 1024
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
CODES = [element.value for element in ElementOrder.QUESTIONNAIRE.elements()]
# A process of its own: what others held before it would hide what it needs.
IMPORTING = """
import os, threading, django, tempfile, time
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
django.setup()
from datetime import date
from pathlib import Path
from bench.surveys import ROWS
from bench.uploads import resident
from surveys.choices import ElementOrder
from surveys.collection.actions.importing import Source, import_answers
from tests.factories.surveys import make_period

period = make_period(code="2024", cycle="tahun", starts_on=date(2024, 1, 1), ends_on=date(2024, 12, 31))
path = Path(tempfile.mkdtemp()) / "kertas.csv"
with path.open("w") as file:
    print("tanggal,jk,u1,u2,u3,u4,u5,u6,u7,u8,u9", file=file)
    for n in range(ROWS):
        digits = ",".join(str((n // 3**k) % 4 + 1) for k in range(9))
        print(f"2024-{n % 12 + 1:02}-{n % 28 + 1:02},{'LP'[n % 2]},{digits}", file=file)
before = peak = resident(os.getpid())
ended = threading.Event()

def watch():
    global peak
    while not ended.wait(0.05):
        peak = max(peak, resident(os.getpid()))

watcher = threading.Thread(target=watch, daemon=True)
watcher.start()
began = time.monotonic()
done = import_answers(source=Source(path, path.name, ElementOrder.QUESTIONNAIRE), period=period)
spent = time.monotonic() - began
ended.set(), watcher.join()
assert done.new == ROWS == period.responses.count(), done
print(before, peak, spent)
"""


def submit(host: str, point: ServicePoint) -> tuple[bool, float]:
    """Open the form and send it, as a phone does; was it thanked for, and how long the sending took."""
    web = http.client.HTTPConnection(host, timeout=60)
    try:
        web.request("GET", f"/s/{point.code}/")
        page = web.getresponse()
        cookie = (page.getheader("Set-Cookie") or "").partition(";")[0]
        fields = dict(HIDDEN.findall(page.read().decode()))
        fields |= {f"q_{code}": "3" for code in CODES} | {"act": "send"}
        start = time.perf_counter()
        headers = {
            "Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie,
            "Referer": f"http://{host}/",
        }  # fmt: skip
        web.request("POST", f"/s/{point.code}/", urlencode(fields), headers)
        reply = web.getresponse()
        thanked = reply.status == 200 and b"data-done" in reply.read()
        return thanked, time.perf_counter() - start
    finally:
        web.close()


def submissions(size: Size) -> Result:
    """Fifty people a second, all from one address; every one that was thanked for is a row."""
    seconds = 60 if size.rounds > 5 else 15
    make_city()
    unit = make_service_unit(layout=Layout.SHEET)
    point = make_point(unit, service=make_service(unit))
    name = connection.settings_dict["NAME"]
    more = {"WEB_WORKERS": "2", "WEB_THREADS": "4"}
    with (
        running_portal(name, portal_services(), more) as portal,  # it is healthy with a worker only
        ThreadPoolExecutor(PEOPLE) as people,
    ):
        host = portal.url.removeprefix("http://")
        submit(host, point)
        began = time.monotonic()

        def person(number: int) -> tuple[bool, float]:
            time.sleep(max(0, began + number / RATE - time.monotonic()))
            return submit(host, point)

        found = list(people.map(person, range(RATE * seconds)))
        spent = time.monotonic() - began
    thanked = sum(one for one, _ in found) + 1
    times = sorted(taken for _, taken in found)
    lost = len(found) + 1 - Response.objects.filter(point=point).count()
    median, slow = statistics.median(times), times[int(len(times) * 0.95)]
    rate = f"{len(found)} sent in {spent:.1f} s ({len(found) / spent:.0f} a second)"
    sending = f"sending: median {median * 1000:.0f} ms, 95th {slow * 1000:.0f} ms"
    return Result(lost, f"{lost} lost", (f"{rate}, {thanked} thanked", sending))


def memory(size: Size) -> Result:
    env = {**os.environ, "SELARAS_TEST_DATABASE": connection.settings_dict["NAME"]}
    told = subprocess.run(
        [sys.executable, "-c", IMPORTING],
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    if told.returncode:
        raise RuntimeError(told.stderr[-2000:])
    before, peak, spent = (float(word) for word in told.stdout.split())
    grown = (peak - before) / MEGABYTE
    note = f"{spent:.0f} s, the whole process {peak / MEGABYTE:.0f} MB"
    return Result(grown, f"{grown:.0f} MB", (note,))


SURVEY_CASES = (Case("200,000 answers of a file: memory", 200, "<= 200 MB", memory),)
SURVEY_LOAD = (Case("50 answers a second: lost", 0, "0", submissions),)
