"""Every right of complaints, each once with two faces: a `Q` for lists, a `Decision` for one.

Roles never appear here: `organizations.permissions` grants rights to roles. A case that is not
visible is a 404; visible but not allowed is a 403 with the reason.
"""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, F, Func, Q, QuerySet

from complaints.choices import ComplaintClass, ComplaintState
from complaints.models import Complaint, Escalation
from organizations.access import ALLOWED, Access, Decision, access_of, denied

EVERY = Q(pk__isnull=False)
DESK = "Ini tugas petugas pengaduan kota."
NOT_YOURS = "Laporan ini ditangani perangkat daerah lain."
ACCUSED = "Laporan ini menyangkut unit Anda sendiri, sehingga ditangani pihak lain."
ERASED = (
    "Isi laporan ini tidak ada lagi di sini: sudah dihapus menurut masa simpan atau dipindahkan."
)
BY_REPORTER = "Langkah ini hanya dapat dilakukan pelapor."


def visible_cases(user: Any, *, of_few: bool = False) -> Q:
    """Cases whose working page the person may open (filter on Complaint).

    A secret case is read by the desk, by those cleared for its unit and by the officer named in
    it. The unit that a report is about never sees it. Whoever the ladder named sees that case.
    `of_few` asks the same where only a small part of all reports is looked at, such as those that
    are worked on.
    """
    told = _told(user)
    found = _of_work(user)
    if told is not None:
        found |= (Q(pk__in=told) if of_few else Q(among(ArraySubquery(told)))) & Q(is_secret=False)
    return found & ~_about_own(user)


def visible_parts(user: Any) -> list[Q]:
    """The same in parts that are each found along an index of their own; a case may be in both."""
    told = _told(user)
    parts = [_of_work(user)]
    if told is not None:
        parts.append(Q(pk__in=told, is_secret=False))
    return [part & ~_about_own(user) for part in parts]


def _told(user: Any) -> QuerySet | None:
    """Keys of the cases that the ladder named the person in, unless they read every case."""
    if _reads_all(access_of(user)) or not holds_office(user):
        return None
    return Escalation.objects.filter(officer=user.pk).order_by().values("complaint")


def _reads_all(access: Access) -> bool:
    return {"complaints.view", "complaints.read_secret"} <= access.everywhere


def _of_work(user: Any) -> Q:
    access = access_of(user)
    if _reads_all(access):
        return EVERY
    of_unit = _where_held(access, "complaints.view")
    cleared = _where_held(access, "complaints.read_secret") | (Q(officer=user.pk) & of_unit)
    found = of_unit & (Q(is_secret=False) | cleared)
    if access.has("complaints.view_supervisory"):
        found |= Q(kind=ComplaintClass.SUPERVISORY) | Q(accused__isnull=False)
    return found


def among(keys: Any) -> Func:
    """The key is one of an array, asked so that "of my unit or one of these" goes along two indexes;
    an IN beside an OR would look at every report."""
    return Func(
        F("pk"),
        keys,
        template="(%(expressions)s))",
        arg_joiner=" = ANY(",
        output_field=BooleanField(),
    )


def _where_held(access: Access, right: str) -> Q:
    """Cases of units where the right is held. Everywhere is said as a condition: an empty `Q` would
    vanish from an "or" instead of holding for all."""
    return EVERY if right in access.everywhere else access.q(right, "unit")


def holds_office(user: Any) -> bool:
    """Works for the city today: whoever has left reads nothing, though the ladder named them."""
    access = access_of(user)
    return bool(access.everywhere or access.units)


def _about_own(user: Any) -> Q:
    """Reports about the person's own unit; the desk and the inspectors read them all the same."""
    access = access_of(user)
    if is_desk(user) or access.has("complaints.view_supervisory"):
        return Q(pk__in=())
    return Q(accused__in=access.units.get("complaints.view", frozenset()))


def can_view(user: Any, case: Complaint) -> Decision:
    found = Complaint.objects.filter(visible_cases(user), pk=case.pk).exists()
    return ALLOWED if found else denied(NOT_YOURS)


def can_be_told(user: Any, case: Complaint) -> Decision:
    """May be named by the ladder: never about the own unit, a secret one only who reads it anyway."""
    if case.is_secret:
        return can_view(user, case)
    is_own = Complaint.objects.filter(_about_own(user), pk=case.pk).exists()
    return denied(ACCUSED) if is_own else ALLOWED


def is_desk(user: Any) -> bool:
    """Holds the city's desk: verifies, routes, moderates for every unit."""
    return "complaints.verify" in access_of(user).everywhere


def _holds(user: Any, right: str, case: Complaint, reason: str) -> Decision:
    if not access_of(user).allows(right, case.unit_id):
        return denied(reason)
    own = access_of(user).units.get(right, frozenset())
    if case.accused_id in own and not is_desk(user):
        return denied(ACCUSED)
    return ALLOWED


def can_open_inbox(user: Any) -> Decision:
    """Works on reports, reads those of supervision, or was named by the ladder."""
    access = access_of(user)
    rights = ("complaints.view", "complaints.view_supervisory")
    if any(access.has(right) for right in rights):
        return ALLOWED
    if holds_office(user) and Escalation.objects.filter(officer=user.pk).exists():
        return ALLOWED
    return denied("Anda tidak bertugas menangani laporan warga.")


def can_enter(user: Any) -> Decision:
    """May file a report that came by counter, phone, letter or another channel."""
    if access_of(user).has("complaints.intake"):
        return ALLOWED
    return denied("Anda tidak bertugas menerima laporan warga.")


def can_verify(user: Any, case: Complaint) -> Decision:
    return ALLOWED if is_desk(user) else denied(DESK)


def can_handle(user: Any, case: Complaint) -> Decision:
    """Works on the case: starts, notes, delegates, drafts answers, hands back."""
    return _holds(user, "complaints.handle", case, NOT_YOURS)


def can_act_on_many(user: Any) -> Decision:
    return ALLOWED if access_of(user).has("complaints.handle") else denied(NOT_YOURS)


def can_ask(user: Any, case: Complaint) -> Decision:
    """The desk, or the unit that has the case, asks the reporter to complete it."""
    return ALLOWED if is_desk(user) else can_handle(user, case)


def can_note(user: Any, case: Complaint) -> Decision:
    """Writes internal notes: whoever works on the case, and the inspectors who may read it."""
    if case.erased_at is not None:
        return denied(ERASED)
    if access_of(user).has("complaints.view_supervisory") and can_view(user, case):
        return ALLOWED
    return can_ask(user, case)


def can_delegate(user: Any, case: Complaint) -> Decision:
    """Gives the case to a person of the unit that has it."""
    return can_handle(user, case) if case.unit_id else denied(DESK)


def can_raise_privacy(user: Any, case: Complaint) -> Decision:
    """Makes it anonymous or secret; nobody of the city makes it less."""
    if case.is_anonymous and case.is_secret:
        return denied("Laporan ini sudah anonim dan rahasia.")
    return ALLOWED if is_desk(user) else can_answer(user, case)


def can_answer(user: Any, case: Complaint) -> Decision:
    """Sends answers in the unit's name and closes."""
    sentence = "Jawaban dikirim oleh kepala atau admin penghubung unit ini. Simpan sebagai konsep."
    return _holds(user, "complaints.answer", case, sentence)


def can_close(user: Any, case: Complaint) -> Decision:
    return ALLOWED if is_desk(user) else can_answer(user, case)


def can_moderate(user: Any, case: Complaint) -> Decision:
    if "complaints.moderate" not in access_of(user).everywhere:
        return denied(DESK)
    if case.is_secret:
        return denied("Laporan rahasia tidak pernah ditayangkan.")
    return denied(ERASED) if case.erased_at else ALLOWED


def can_blacken(user: Any, case: Complaint) -> Decision:
    """Takes out of a report what tells who wrote it."""
    return denied(ERASED) if case.erased_at is not None else can_verify(user, case)


def can_protect(user: Any, case: Complaint) -> Decision:
    """Hands a report about a child over to the team that protects children."""
    return denied(ERASED) if case.erased_at is not None else can_ask(user, case)


def can_hold(user: Any, case: Complaint) -> Decision:
    """Keeps a disputed report from being removed, or lets its period count again."""
    if case.erased_at is not None:
        return denied(ERASED)
    return ALLOWED if is_desk(user) else denied(DESK)


def can_release(user: Any, case: Complaint) -> Decision:
    return can_hold(user, case) if case.hold_reason else denied("Laporan ini tidak ditahan.")


def can_see_retention(user: Any) -> Decision:
    if access_of(user).has("complaints.view_retention"):
        return ALLOWED
    return denied("Masa simpan dilihat admin sistem dan petugas pengaduan kota.")


def can_manage(user: Any) -> Decision:
    if access_of(user).has("complaints.manage"):
        return ALLOWED
    return denied("Pengaturan pengaduan dikelola petugas pengaduan kota.")


def can_export(user: Any) -> Decision:
    if access_of(user).has("complaints.view"):
        return ALLOWED
    return denied("Anda tidak bertugas menangani laporan warga.")


def can_request_report(user: Any, organization_id: int | None) -> Decision:
    """The report of a unit by its people, that of the city by those who serve all of it."""
    if access_of(user).allows("reports.request", organization_id):
        return ALLOWED
    return denied("Peran Anda tidak mencakup dokumen unit ini.")


def can_exchange(user: Any) -> Decision:
    """Files from and for SP4N-LAPOR!."""
    return ALLOWED if access_of(user).has("complaints.exchange") else denied(DESK)


def can_set_sp4n(user: Any, case: Complaint) -> Decision:
    """Types the number that the report has there."""
    return can_exchange(user)


def by_reporter(user: Any, case: Complaint) -> Decision:
    """Moves of the reporter: nobody signed in makes them."""
    return ALLOWED if user is None else denied(BY_REPORTER)


def by_clock(user: Any, case: Complaint) -> Decision:
    return ALLOWED if user is None else denied("Langkah ini berjalan sendiri menurut tenggat.")


def can_archive(user: Any, case: Complaint) -> Decision:
    if user is None and case.state == ComplaintState.INCOMPLETE:
        return ALLOWED  # the time to complete it has run out
    return can_verify(user, case)
