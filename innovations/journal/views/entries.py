"""Activities at the desk: list, one of them, its form, its moves, its photos."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from innovations import permissions as rights
from innovations.choices.journal import JournalState
from innovations.journal.actions.entries import add_photo, drop_photo, move_entry, save_entry
from innovations.journal.forms.entries import (
    JournalEntryForm,
    JournalFilterForm,
    JournalPhotoForm,
)
from innovations.journal.queries.listing import entry_seen, staff_list
from innovations.journal.queries.shown import shown_to_staff
from innovations.models import JournalEntry, JournalPhoto
from innovations.permissions import journal as permissions
from innovations.registry.forms.events import held_values
from innovations.registry.views.events import (
    EventCreatePage,
    EventFormPage,
    EventTransitionView,
    EventView,
)
from innovations.states import journal as states
from organizations import activity
from organizations.access import allow
from organizations.web import (
    ConfirmPage,
    Crumb,
    StaffView,
    buttons,
    chosen,
    page,
    picture_response,
)
from organizations.workflow import Transition

ENTRIES = Crumb("Jurnal kegiatan", "/kerja/inovasi/kegiatan/")
PAGE = "innovations:journal-detail"
MOVES = {move.name: move for move in states.JOURNAL}
WORDS = (
    "kind", "title", "day", "begins_at", "last_day", "ends_at", "place", "story",
    "participants", "served", "audience", "is_public",
)  # fmt: skip


class JournalListView(StaffView):
    def get(self, request: HttpRequest) -> HttpResponse:
        allow(rights.can_open(request.user))
        filters = JournalFilterForm(request.GET or None)
        after = request.GET.get("sesudah", "")[:40]
        context = {
            "found": staff_list(request.user, chosen(filters), after, timezone.localdate()),
            "filters": filters,
            "is_first": not after,
            "may_add": bool(rights.can_begin(request.user)),
        }
        return page(request, "innovations/journal/list.html", context)


class JournalView(EventView):
    """A page about an activity: 404 for whoever may not open it."""

    home, page_name = ENTRIES, PAGE

    @property
    def subject(self) -> int:
        """The number of the activity."""
        return self.kwargs["pk"]

    @cached_property
    def event(self) -> JournalEntry:
        found = entry_seen(self.request.user, self.subject)
        if found is None:
            raise Http404
        return found


class JournalDetailView(JournalView):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        entry, user = self.event, request.user
        may = bool(permissions.manages_entry(user, entry))
        item = shown_to_staff([entry], user, timezone.localdate())[0]
        others = entry.innovations.count() - len(item.innovations)
        context = {
            "entry": entry,
            "item": item,
            "others": others,
            "may_manage": may and entry.state == JournalState.RECORDED,
            "buttons": buttons(MOVES, user, entry, url=lambda name: _move_url(pk, name)),
            # Its lines name what was added and taken out, whoever may see it.
            "history": [] if others else activity.history_of(entry)[:20],
        }
        return page(request, "innovations/journal/detail.html", context, crumbs=[ENTRIES])


def _move_url(pk: int, name: str) -> str:
    return reverse("innovations:journal-transition", args=[pk, name])


class JournalCreateView(EventCreatePage):
    """`?inovasi=` names the first innovation of a new activity."""

    page_name = PAGE
    heading = "Catat kegiatan"
    lead = "Yang sudah berlangsung, atau yang direncanakan."
    done = "Kegiatan tersimpan."
    trail = (ENTRIES,)
    back = ENTRIES.url

    def form(self, *given: Any) -> JournalEntryForm:
        initial = {"innovations": self.request.GET.get("inovasi", "")[:120], "is_public": True}
        return JournalEntryForm(*given, user=self.request.user, initial=initial)

    def save(self, form: Any) -> JournalEntry:
        return save_entry(entry=JournalEntry(), by=self.request.user, **form.told())


class JournalFormPage(JournalView, EventFormPage):
    rule = permissions.manages_entry


class JournalUpdateView(JournalFormPage):
    heading = "Ubah kegiatan"
    done = "Kegiatan tersimpan."

    def form(self, *given: Any) -> JournalEntryForm:
        initial = held_values(self.event, WORDS, ("topics", "links"))
        return JournalEntryForm(*given, user=self.request.user, initial=initial)

    def save(self, form: Any) -> JournalEntry:
        return save_entry(entry=self.event, by=self.request.user, **form.told())


class JournalTransitionView(JournalView, EventTransitionView):
    transitions: ClassVar = MOVES

    def move(self, obj: JournalEntry, transition: Transition, note: str) -> JournalEntry:
        return move_entry(entry=obj, transition=transition, by=self.request.user, note=note)


class JournalPhotoCreateView(JournalFormPage):
    heading = "Tambah foto kegiatan"
    form_class = JournalPhotoForm
    submit = "Unggah"
    done = "Foto tersimpan."

    def save(self, form: Any) -> JournalPhoto:
        given = form.cleaned_data
        user = self.request.user
        return add_photo(entry=self.event, upload=given["file"], caption=given["caption"], by=user)


class JournalPhotoMixin(JournalView):
    @cached_property
    def photo(self) -> JournalPhoto:
        found = JournalPhoto.objects.select_related("entry").filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404
        return found

    @property
    def subject(self) -> int:
        return self.photo.entry_id


class JournalPhotoView(JournalPhotoMixin):
    """The stored photo, for those who work on the activity."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        self.event  # noqa: B018 - 404 for whoever may not open it
        return picture_response(request, self.photo)


class JournalPhotoDeleteView(JournalPhotoMixin, JournalFormPage, ConfirmPage):
    submit = "Hapus"
    done = "Foto dihapus."
    text = "Riwayat kegiatan tetap mencatatnya."

    @property
    def heading(self) -> str:  # type: ignore[override]
        return f"Hapus foto “{self.photo}”?"

    def save(self, form: Any) -> None:
        drop_photo(photo=self.photo, by=self.request.user)
