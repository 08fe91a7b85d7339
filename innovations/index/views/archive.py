"""Evidence to take along, of one innovation or of a whole round: asked for, waited for, fetched."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from innovations.index.actions.archiving import note_lost, request_archive
from innovations.index.queries.evidence import archive_of
from innovations.index.views.base import INDEX, IndexEntryView, RoundView
from innovations.models import IndexArchive, IndexEntry, IndexRound
from innovations.permissions import index as rights
from organizations.access import allow
from organizations.storage import FileLost, FileTrouble, checked
from organizations.web import Crumb, StaffView, download, no_download, page

ZIP = "application/zip"
AGAIN = "Arsip disimpan satu hari. Buat lagi dari halaman isian atau pelaporannya."


def _asked(
    request: HttpRequest, round_: IndexRound, entry: IndexEntry | None, back: str
) -> HttpResponse:
    try:
        return redirect(request_archive(round_=round_, entry=entry, by=request.user))
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect(back)


class EntryArchiveView(IndexEntryView):
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        return _asked(request, self.entry.round, self.entry, self.entry_url)


class RoundArchiveView(RoundView):
    def post(self, request: HttpRequest, year: int) -> HttpResponse:
        round_ = self.round
        allow(rights.sees_city_index(request.user))
        return _asked(request, round_, None, round_.get_absolute_url())


class ArchiveView(StaffView):
    def archive(self) -> IndexArchive:
        found = archive_of(self.request.user, self.kwargs["pk"])
        if found is None:
            raise Http404
        return found


class ArchiveDetailView(ArchiveView):
    """The page asks for itself while the file is made."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        archive = self.archive()
        of = archive.entry or archive.round
        crumbs = [INDEX, Crumb(str(of), of.get_absolute_url())]
        template = "innovations/index/archive.html"
        return page(request, template, {"archive": archive}, crumbs=crumbs, fragment="status")


class ArchiveFileView(ArchiveView):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        archive = self.archive()
        if not archive.sha256:
            return redirect(archive)
        try:
            file = checked(archive.file.storage, archive.file.name, archive.sha256)
        except FileTrouble as trouble:
            if isinstance(trouble, FileLost):
                note_lost(archive)
            step = (AGAIN, Crumb("Halaman indeks inovasi", INDEX.url))
            return no_download(request, trouble, name=archive.file_name, next_step=step)
        return download(file, name=archive.file_name, mime=ZIP)
