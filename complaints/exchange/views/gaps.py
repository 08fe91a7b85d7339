"""What a saved file and the portal say differently: the list, and the list as a file."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone

from complaints.choices import ExchangeState
from complaints.exchange.queries.gap_table import gap_data
from complaints.exchange.queries.gaps import counts_of, shown_gaps, span_of
from complaints.exchange.views.base import BatchView, file_answer
from organizations.models import City
from organizations.web import page, paged
from reports.rendering.delimited import SPREADSHEETS, render_csv
from reports.rendering.document import logo_uri
from reports.rendering.pdf import render_pdf
from reports.rendering.workbook import render_xlsx

PER_PAGE = 50


class GapsBase(BatchView):
    @property
    def kept(self) -> list[dict[str, str]]:
        if self.batch.state != ExchangeState.SAVED:
            raise Http404
        return self.batch.summary["gaps"]


class Sp4nGapsView(GapsBase):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        wanted = request.GET.get("jenis", "")
        kept = [gap for gap in self.kept if not wanted or gap["kind"] == wanted]
        found = paged(request, kept, PER_PAGE)
        context = {
            **found,
            "batch": self.batch,
            "gaps": shown_gaps(self.batch, request.user, list(found["page"])),
            "counts": counts_of(self.kept),
            "total": len(self.kept),
            "wanted": wanted,
            "span": span_of(self.batch.summary["lines"]),
        }
        template = "complaints/sp4n/gaps.html"
        return page(request, template, context, crumbs=self.trail)


class Sp4nGapsFileView(GapsBase):
    """CSV and XLSX to work on, PDF to print; made when it is asked for."""

    def get(self, request: HttpRequest, pk: int, shape: str) -> HttpResponse:
        if shape not in ("csv", "xlsx", "pdf"):
            raise Http404
        data = gap_data(self.batch, shown_gaps(self.batch, request.user, self.kept))
        if shape == "csv":
            content = render_csv(data.tables[0], SPREADSHEETS["titik-koma"])
        elif shape == "xlsx":
            content = render_xlsx(data)
        else:
            city = City.current()
            context = {
                "data": data,
                "table": data.tables[0],
                "city": city,
                "logo": logo_uri(city),
                "printed_at": timezone.now(),
                "printed_by": request.user,
            }
            html = render_to_string("complaints/sp4n/print.html", context)
            content = render_pdf(html).content
        return file_answer(content, data.file_stem, shape)
