"""Accounts and assignments, for those who manage them."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
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
    UserEditForm,
    UserForm,
)
from organizations.models import Assignment, User
from organizations.queries.people import assignments_of, history_of_person, people
from organizations.web import Crumb, FormPage, StaffView, chosen, page, paged

PER_PAGE = 30


class UsersView(StaffView):
    right = "organizations.manage_users"

    @property
    def list_crumb(self) -> Crumb:
        return Crumb("Pengguna", reverse("organizations:user-list"))

    @cached_property
    def person(self) -> User:
        return get_object_or_404(User, pk=self.kwargs["pk"])

    def url_of(self, user: User) -> str:
        return reverse("organizations:user-detail", args=[user.pk])


class UserPage(UsersView, FormPage):
    """A form about a person; it leads back to the person's page."""

    done = "Perubahan tersimpan."

    @property
    def trail(self) -> list[Crumb]:
        return [self.list_crumb]

    @property
    def back(self) -> str:
        return self.url_of(self.person)


class UserListView(UsersView):
    def get(self, request: HttpRequest) -> HttpResponse:
        form = PeopleFilterForm(request.GET or None)
        asked = chosen(form)
        unit = asked.get("unit")
        rows = people(
            asked.get("q", ""),
            unit.pk if unit else None,
            asked.get("peran", ""),
            asked.get("status", ""),
        )
        context = {"filters": form, **paged(request, rows, PER_PAGE)}
        return page(request, "organizations/users/list.html", context)


class UserCreateView(UserPage):
    """An account with its first assignment; the invitation goes out with it."""

    form_class = InviteForm
    heading = "Tambah pengguna"
    submit = "Buat akun dan kirim undangan"
    done = "Akun dibuat. Undangan dikirim ke {saved.email}."

    def save(self, form: InviteForm) -> User:
        with transaction.atomic():
            user = create_user(by=self.request.user, **form.person())
            give_assignment(user=user, by=self.request.user, **form.assignment())
        return user

    @property
    def back(self) -> str:
        return self.list_crumb.url

    def after(self, saved: User) -> str:
        return self.url_of(saved)


class UserDetailView(UsersView):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        user = self.person
        context = {
            "person": user,
            "assignments": assignments_of(user),
            "has_second_factor": user_has_device(user),
            "sessions": user.sessions.count(),
            "history": history_of_person(user),
            "is_self": user.pk == request.user.pk,
        }
        return page(request, "organizations/users/detail.html", context, crumbs=[self.list_crumb])


class UserEditView(UserPage):
    @property
    def heading(self) -> str:
        return f"Ubah {self.person}"

    def form(self, *given: Any) -> UserEditForm:
        stored = {name: getattr(self.person, name) for name in UserForm.base_fields}
        return UserEditForm(*given, initial=stored)

    def save(self, form: UserEditForm) -> User:
        return update_user(user=self.person, by=self.request.user, **form.cleaned_data)


class UserInviteView(UsersView):
    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        user = self.person
        try:
            invite_user(user=user, by=request.user)
        except ValidationError as error:
            messages.error(request, error.messages[0])
        else:
            messages.success(request, f"Undangan dikirim ke {user.email}.")
        return redirect(self.url_of(user))


class UserStateView(UserPage):
    """Switching off or on, and helping somebody back in: each asks for the reason."""

    form_class = ReasonForm
    WORDS = {
        "nonaktifkan": ("Nonaktifkan akun", "Perangkat yang sedang masuk langsung dikeluarkan."),
        "aktifkan": ("Aktifkan akun", "Orang ini dapat masuk lagi dengan kata sandinya."),
        "bantu-masuk": (
            "Setel ulang verifikasi dua langkah",
            "Verifikasi dua langkah dimatikan, dan semua perangkatnya dikeluarkan.",
        ),
    }

    @property
    def submit(self) -> str:
        return self.WORDS[self.kwargs["what"]][0]

    @property
    def lead(self) -> str:
        return self.WORDS[self.kwargs["what"]][1]

    @property
    def tone(self) -> str:
        return "danger" if self.kwargs["what"] == "nonaktifkan" else "primary"

    @property
    def heading(self) -> str:
        return f"{self.submit} {self.person}"

    def save(self, form: ReasonForm) -> None:
        what = {"user": self.person, "by": self.request.user, **form.cleaned_data}
        if self.kwargs["what"] == "bantu-masuk":
            help_in(**what)
        else:
            set_active(active=self.kwargs["what"] == "aktifkan", **what)

    def said(self, saved: None) -> str:
        return f"{self.submit}: selesai."


class AssignmentCreateView(UserPage):
    form_class = AssignmentForm
    done = "Penugasan tersimpan."

    @property
    def heading(self) -> str:
        return f"Tambah penugasan {self.person}"

    def save(self, form: AssignmentForm) -> Assignment:
        return give_assignment(user=self.person, by=self.request.user, **form.cleaned_data)


class AssignmentEndView(UserPage):
    form_class = EndForm
    submit = "Akhiri penugasan"
    done = "Penugasan diakhiri."

    @cached_property
    def assignment(self) -> Assignment:
        rows = Assignment.objects.select_related("user", "organization")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    @property
    def person(self) -> User:
        return self.assignment.user

    @property
    def heading(self) -> str:
        return f"Akhiri penugasan {self.person}"

    @property
    def lead(self) -> str:
        return f"{self.assignment.printed_position}, {self.assignment.organization.name}"

    def save(self, form: EndForm) -> None:
        end_assignment(assignment=self.assignment, by=self.request.user, **form.cleaned_data)
