"""Open data for everybody: list, dictionary, CSV and JSON. No session, cached by the data stamp."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any
from urllib.parse import urlencode

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotModified,
    JsonResponse,
    StreamingHttpResponse,
)
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property
from django.views import View

from organizations.models import City
from reports.datasets import DATA_SETS, LICENCE, DataSet
from reports.rendering.delimited import plain_cell

MOST, USUAL = 1000, 500
DEMO = "demonstrasi"  # marks figures that are no city's


class BadRequest(Exception):
    """A parameter cannot be read; the message is the sentence for the reader."""


class DataSetView(View):
    http_method_names = ("get", "head", "options")

    @cached_property
    def city(self) -> City:
        return City.current()

    def data_set(self) -> DataSet:
        found = DATA_SETS.find(self.kwargs["slug"])
        if found is None:
            raise Http404
        return found

    def year(self, data_set: DataSet) -> int:
        years = data_set.years()
        text = self.request.GET.get("tahun", "")
        if not text:
            filled = (year for year in years if any(data_set.rows(year, 0, 1)))
            return next(filled, years[0] if years else 0)
        if not text.isdecimal() or int(text) not in years:
            known = ", ".join(map(str, years)) or "belum ada"
            raise BadRequest(f"Tahun “{text}” tidak tersedia. Yang ada: {known}.")
        return int(text)

    def number(self, name: str, default: int, most: int) -> int:
        text = self.request.GET.get(name, "")
        if not text:
            return default
        if not text.isdecimal() or len(text) > 18 or int(text) > most:
            raise BadRequest(f"Parameter {name} harus berupa angka 0–{most}, bukan “{text[:20]}”.")
        return int(text)


class DataIndexView(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        context = {"data_sets": DATA_SETS.all(), "licence": LICENCE}
        return _public(render(request, "reports/data/index.html", context))


class DataPageView(DataSetView):
    """The dictionary of one data set, with its downloads."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        data_set = self.data_set()
        context = {"data_set": data_set, "years": data_set.years(), "licence": LICENCE}
        return _public(render(request, "reports/data/dataset.html", context))


class DataCsvView(DataSetView):
    """The year as CSV, streamed; `batas` and `sesudah` page through it."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse | StreamingHttpResponse:
        data_set = self.data_set()
        try:
            year = self.year(data_set)
            limit = self.number("batas", 0, 10**6) or None
            after = self.number("sesudah", 0, 10**17)
        except BadRequest as error:
            return HttpResponse(str(error), status=400, content_type="text/plain; charset=utf-8")
        tag = _tag(data_set, year, request, self.city)
        if request.headers.get("If-None-Match") == tag:
            return HttpResponseNotModified()
        response = StreamingHttpResponse(
            _lines(data_set, year, after, limit, is_demo=self.city.is_demo),
            content_type="text/csv; charset=utf-8",
        )
        mark = f"{DEMO}-" if self.city.is_demo else ""
        name = f"{mark}{slug}-{year}.csv"
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        response.headers["ETag"] = tag
        return _public(response)


class DataJsonView(DataSetView):
    """A page of rows with their dictionary and the address of the next page."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        data_set = self.data_set()
        try:
            year = self.year(data_set)
            limit = self.number("batas", USUAL, MOST) or USUAL
            after = self.number("sesudah", 0, 10**17)
        except BadRequest as error:
            return JsonResponse({"galat": str(error)}, status=400)
        tag = _tag(data_set, year, request, self.city)
        if request.headers.get("If-None-Match") == tag:
            return HttpResponseNotModified()
        found = list(data_set.rows(year, after, limit + 1))
        following = None
        if len(found) > limit:
            found = found[:limit]
            query = urlencode({"tahun": year, "batas": limit, "sesudah": found[-1][0]})
            path = reverse("open_data:json", args=[slug])
            following = request.build_absolute_uri(f"{path}?{query}")
        meta = {
            "judul": data_set.title,
            "sumber": self.city.name,
            "lisensi": LICENCE,
            DEMO: self.city.is_demo,
            "tahun": year,
            "jumlah": len(found),
            "berikutnya": following,
        }
        body: dict[str, Any] = {
            "meta": meta,
            "kamus": [asdict(field) for field in data_set.fields],
            "data": [dict(row) for _, row in found],
        }
        response = JsonResponse(body, json_dumps_params={"ensure_ascii": False})
        response.headers["ETag"] = tag
        return _public(response)


class _Echo:
    """A file that gives back what is written, for the CSV writer."""

    def write(self, text: str) -> str:
        return text


def _lines(
    data_set: DataSet, year: int, after: int, limit: int | None, *, is_demo: bool
) -> Iterator[str]:
    writer: Any = csv.writer(_Echo(), lineterminator="\r\n")
    names = [field.name for field in data_set.fields]
    yield writer.writerow([*names, DEMO] if is_demo else names)
    for _, row in data_set.rows(year, after, limit):
        cells = [plain_cell(row.get(name)) for name in names]
        yield writer.writerow([*cells, "ya"] if is_demo else cells)


def _tag(data_set: DataSet, year: int, request: HttpRequest, city: City) -> str:
    stamp = data_set.stamp(year) if year else ""  # 0: no year has anything
    names = ",".join(field.name for field in data_set.fields)
    text = f"{stamp}|{names}|{city.is_demo}|{request.get_full_path()}"
    return f'"{hashlib.sha256(text.encode()).hexdigest()[:24]}"'


def _public(response: Any) -> Any:
    response.headers["Cache-Control"] = "public, max-age=300"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
