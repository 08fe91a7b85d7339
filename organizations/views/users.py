"""Accounts and assignments, for those who manage them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django_otp import user_has_device

from organizations.actions.assignments import end_assignment, give_assignment
from organizations.actions.users import create_user, help_in, invite_user, set_active, update_user
from organizations.forms.users import (
    AssignmentForm,
    EndForm,
    InviteForm,
    PeopleFilterForm,
    ReasonForm,
    UserForm,
)
from organizations.models import Assignment, User
from organizations.queries.people import assignments_of, history_of_person, people
from organizations.web import Crumb, StaffView, page

PER_PAGE = 30


class UsersView(StaffView):
    right = "organizations.manage_users"

    @property
    def list_crumb(self) -> Crumb:
        return Crumb("Pengguna", reverse("organizations:user-list"))

    def person(self) -> User:
        return get_object_or_404(User, pk=self.kwargs["pk"])

    def url_of(self, user: User) -> str:
        return reverse("organizations:user-detail", args=[user.pk])

    def show_form(
        self, form: Any, title: str, *, back: str, status: int = 200, **more: Any
    ) -> HttpResponse:
        context = {"form": form, "title": title, "back": back, **more}
        crumbs = [self.list_crumb]
        return page(self.request, "organizations/form.html", context, crumbs=crumbs, status=status)


class UserListView(UsersView):
    def get(self, request: HttpRequest) -> HttpResponse:
        form = PeopleFilterForm(request.GET or None)
        chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
        unit = chosen.get("unit")
        rows = people(
            chosen.get("q", ""),
            unit.pk if unit else None,
            chosen.get("peran", ""),
            chosen.get("status", ""),
        )
        query = request.GET.copy()
        query.pop("halaman", None)
        context = {
            "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("halaman")),
            "filters": form,
            "base": f"?{query.urlencode()}&" if query else "?",
        }
        return page(request, "organizations/users/list.html", context)


class UserCreateView(UsersView):
    """An account with its first assignment; the invitation goes out with it."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._show(InviteForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = InviteForm(request.POST)
        if form.is_valid():
            try:
                with transaction.atomic():
                    user = create_user(by=request.user, **form.person())
                    give_assignment(user=user, by=request.user, **form.assignment())
            except ValidationError as error:
                field = "email" if hasattr(error, "error_dict") else None
                form.add_error(field, error.messages)
            else:
                messages.success(request, f"Akun dibuat. Undangan dikirim ke {user.email}.")
                return redirect(self.url_of(user))
        return self._show(form, status=400)

    def _show(self, form: InviteForm, status: int = 200) -> HttpResponse:
        return self.show_form(
            form,
            "Tambah pengguna",
            back=reverse("organizations:user-list"),
            status=status,
            submit="Buat akun dan kirim undangan",
        )


class UserDetailView(UsersView):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        user = self.person()
        context = {
            "person": user,
            "assignments": assignments_of(user),
            "has_second_factor": user_has_device(user),
            "sessions": user.sessions.count(),
            "history": history_of_person(user),
            "is_self": user.pk == request.user.pk,
        }
        return page(request, "organizations/users/detail.html", context, crumbs=[self.list_crumb])


class UserEditView(UsersView):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        user = self.person()
        initial = {name: getattr(user, name) for name in UserForm.base_fields}
        return self._show(user, UserForm(initial=initial))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        user, form = self.person(), UserForm(request.POST)
        if form.is_valid():
            try:
                update_user(user=user, by=request.user, **form.cleaned_data)
            except ValidationError as error:
                form.add_error("email", error.message_dict["email"])
            else:
                messages.success(request, "Perubahan tersimpan.")
                return redirect(self.url_of(user))
        return self._show(user, form, status=400)

    def _show(self, user: User, form: UserForm, status: int = 200) -> HttpResponse:
        return self.show_form(form, f"Ubah {user}", back=self.url_of(user), status=status)


class UserInviteView(UsersView):
    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        user = self.person()
        try:
            invite_user(user=user, by=request.user)
        except ValidationError as error:
            messages.error(request, error.messages[0])
        else:
            messages.success(request, f"Undangan dikirim ke {user.email}.")
        return redirect(self.url_of(user))


class UserStateView(UsersView):
    """Switching off or on, and helping somebody back in: each asks for the reason."""

    WORDS = {
        "nonaktifkan": ("Nonaktifkan akun", "Perangkat yang sedang masuk langsung dikeluarkan."),
        "aktifkan": ("Aktifkan akun", "Orang ini dapat masuk lagi dengan kata sandinya."),
        "bantu-masuk": (
            "Setel ulang verifikasi dua langkah",
            "Verifikasi dua langkah dimatikan, dan semua perangkatnya dikeluarkan.",
        ),
    }

    def get(self, request: HttpRequest, pk: int, what: str) -> HttpResponse:
        return self._show(what, ReasonForm())

    def post(self, request: HttpRequest, pk: int, what: str) -> HttpResponse:
        user, form = self.person(), ReasonForm(request.POST)
        if form.is_valid():
            reason = form.cleaned_data["reason"]
            try:
                if what == "bantu-masuk":
                    help_in(user=user, by=request.user, reason=reason)
                else:
                    set_active(user=user, active=what == "aktifkan", by=request.user, reason=reason)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(request, f"{self.WORDS[what][0]}: selesai.")
                return redirect(self.url_of(user))
        return self._show(what, form, status=400)

    def _show(self, what: str, form: ReasonForm, status: int = 200) -> HttpResponse:
        title, lead = self.WORDS[what]
        user = self.person()
        return self.show_form(
            form,
            f"{title} {user}",
            back=self.url_of(user),
            status=status,
            lead=lead,
            submit=title,
            tone="danger" if what == "nonaktifkan" else "primary",
        )


class AssignmentCreateView(UsersView):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._show(AssignmentForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        user, form = self.person(), AssignmentForm(request.POST)
        if form.is_valid():
            try:
                give_assignment(user=user, by=request.user, **form.cleaned_data)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(request, "Penugasan tersimpan.")
                return redirect(self.url_of(user))
        return self._show(form, status=400)

    def _show(self, form: AssignmentForm, status: int = 200) -> HttpResponse:
        user = self.person()
        back = self.url_of(user)
        return self.show_form(form, f"Tambah penugasan {user}", back=back, status=status)


class AssignmentEndView(UsersView):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._show(self._assignment(), EndForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        assignment, form = self._assignment(), EndForm(request.POST)
        if form.is_valid():
            data = form.cleaned_data
            try:
                end_assignment(
                    assignment=assignment, on=data["on"], by=request.user, reason=data["reason"]
                )
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(request, "Penugasan diakhiri.")
                return redirect(self.url_of(assignment.user))
        return self._show(assignment, form, status=400)

    def _assignment(self) -> Assignment:
        rows = Assignment.objects.select_related("user", "organization")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def _show(self, assignment: Assignment, form: EndForm, status: int = 200) -> HttpResponse:
        return self.show_form(
            form,
            f"Akhiri penugasan {assignment.user}",
            back=self.url_of(assignment.user),
            status=status,
            lead=f"{assignment.printed_position}, {assignment.organization.name}",
            submit="Akhiri penugasan",
        )
