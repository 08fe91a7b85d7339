"""Evidence to take along: of one innovation, or of a whole round."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from innovations.index.actions.archive import write_zip
from innovations.index.views.base import IndexEntryView, RoundView
from innovations.models import IndexEvidence
from innovations.permissions import index as rights
from organizations.access import allow
from organizations.storage import StorageAway
from organizations.web import download, no_download

ZIP = "application/zip"


def _current() -> QuerySet[IndexEvidence]:
    """Evidence for the basis its answer has, in the order of the rows."""
    rows = IndexEvidence.objects.filter(basis=F("answer__basis"))
    rows = rows.select_related("answer__entry__innovation", "answer__row")
    return rows.order_by("answer__entry", "answer__row__position", "pk")


def _handed(
    request: HttpRequest, rows: QuerySet[IndexEvidence], name: str, back: str
) -> HttpResponse:
    try:
        content = write_zip(list(rows))
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect(back)
    except StorageAway as trouble:
        return no_download(request, trouble, name=name)
    return download(File(content), name=name, mime=ZIP)


class EntryArchiveView(IndexEntryView):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        rows = _current().filter(answer__entry=self.entry)
        name = f"bukti-indeks-{self.entry.round.year}-{self.entry.innovation.slug}.zip"
        return _handed(request, rows, name, self.entry_url)


class RoundArchiveView(RoundView):
    def get(self, request: HttpRequest, year: int) -> HttpResponse:
        round_ = self.round
        allow(rights.sees_city_index(request.user))
        rows = _current().filter(answer__round=round_)
        back = round_.get_absolute_url()
        return _handed(request, rows, f"bukti-indeks-{year}.zip", back)
