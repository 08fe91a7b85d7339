"""Every right of performance, each once with two faces: a `Q` and a `Decision`.

`visible_*` are filters for lists; `can_*` answer for one object with the sentence shown to
the person. Roles never appear here: `organizations.permissions` grants rights to roles.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from organizations.access import ALLOWED, Decision, access_of, denied
from performance import authors
from performance.choices import CommentState, SubmissionState
from performance.models import (
    ImportBatch,
    PlanVersion,
    PublicComment,
    Submission,
    UnlockRequest,
)

NOT_YOURS = "Perangkat daerah ini di luar kewenangan Anda."


def holds(user: Any, right: str, organization_id: int | None, reason: str = NOT_YOURS) -> Decision:
    """Whether the person holds a right for the unit (None: the city), else the reason."""
    return ALLOWED if access_of(user).allows(right, organization_id) else denied(reason)


def visible_organizations(user: Any) -> Q:
    """Units whose working data the person may read (filter on Organization)."""
    return access_of(user).organizations("performance.view")


def can_view(user: Any, organization_id: int | None) -> Decision:
    return holds(user, "performance.view", organization_id)


def can_view_city_plan(user: Any) -> Decision:
    """Goals of the city are working data of everybody who works on some plan."""
    if access_of(user).has("performance.view"):
        return ALLOWED
    return denied("Rencana kota terbuka bagi pegawai yang bertugas di bidang kinerja.")


def can_edit_plan(user: Any, organization_id: int | None) -> Decision:
    return holds(
        user,
        "performance.edit_plan",
        organization_id,
        "Anda tidak bertugas menyusun rencana unit ini.",
    )


def can_import(user: Any, organization_id: int | None) -> Decision:
    return can_edit_plan(user, organization_id)


def can_import_city(user: Any) -> Decision:
    """A file of the whole city, spread over its units."""
    sentence = "Berkas seluruh kota diimpor Bappeda."
    return holds(user, "performance.manage_period", None, sentence)


def can_confirm_import(user: Any, batch: ImportBatch) -> Decision:
    """Whoever brought the file saves it: its figures are that person's in the history."""
    held = can_import(user, batch.organization_id)
    if held and batch.uploaded_by_id != user.pk:
        return denied("Impor disimpan oleh yang mengunggahnya. Unggah berkas ini sendiri.")
    return held


def can_enter(user: Any, submission: Submission) -> Decision:
    """May type figures: the right and an open state. The window is checked when writing."""
    held = holds(
        user,
        "performance.enter",
        submission.organization_id,
        "Hanya operator perangkat daerah ini yang mengisi angka.",
    )
    if held and submission.state not in SubmissionState.open():
        return denied(
            f"Angka triwulan ini berstatus “{submission.get_state_display()}” dan terkunci. "
            "Ajukan permintaan buka kunci bila ada yang perlu diperbaiki."
        )
    return held


def can_submit(user: Any, submission: Submission) -> Decision:
    return holds(
        user,
        "performance.submit",
        submission.organization_id,
        "Hanya operator perangkat daerah ini yang mengajukan.",
    )


def can_withdraw(user: Any, submission: Submission) -> Decision:
    return can_submit(user, submission)


def can_verify(user: Any, submission: Submission) -> Decision:
    """The head verifies, and never what the same person has typed or handed in."""
    held = holds(
        user,
        "performance.verify",
        submission.organization_id,
        "Hanya kepala perangkat daerah ini yang memverifikasi.",
    )
    return held and authors.VERIFIES_OTHERS(user, submission)


def can_accept(user: Any, submission: Submission) -> Decision:
    """Bappeda accepts, and never what the same person has imported, typed or verified."""
    held = holds(
        user, "performance.accept", submission.organization_id, "Hanya Bappeda yang menerima."
    )
    return held and authors.ACCEPTS_OTHERS(user, submission)


def can_accept_past(user: Any) -> Decision:
    """Whole years of the past; each quarter in it still asks for somebody who did not bring it."""
    return holds(user, "performance.accept", None, "Hanya Bappeda yang menerima.")


def can_return(user: Any, submission: Submission) -> Decision:
    """The head returns what was submitted; Bappeda and Bagian Organisasi also what was verified."""
    access = access_of(user)
    if access.allows("performance.return", submission.organization_id):
        return ALLOWED
    if submission.state == SubmissionState.SUBMITTED:
        return holds(user, "performance.verify", submission.organization_id)
    return denied("Pengembalian pada tahap ini dilakukan Bappeda atau Bagian Organisasi.")


def can_request_unlock(user: Any, submission: Submission) -> Decision:
    return holds(user, "performance.request_unlock", submission.organization_id)


def can_decide_unlock(user: Any, request: UnlockRequest) -> Decision:
    """A second person decides: never the one who asked."""
    held = holds(
        user,
        "performance.decide_unlock",
        request.submission.organization_id,
        "Hanya Bappeda yang memutuskan buka kunci.",
    )
    return held and authors.DECIDES_OTHERS(user, request)


def can_manage_windows(user: Any) -> Decision:
    return holds(user, "performance.manage_windows", None, "Jadwal pengisian diatur Bappeda.")


def can_manage_settings(user: Any) -> Decision:
    return holds(user, "performance.manage_settings", None, "Aturan kinerja diatur Bappeda.")


def can_manage_period(user: Any) -> Decision:
    return holds(user, "performance.manage_period", None, "Periode perencanaan diatur Bappeda.")


def can_propose_version(user: Any, version: PlanVersion | None = None) -> Decision:
    """Whoever plans for some unit may write a change down and give its reason."""
    if access_of(user).has("performance.edit_plan"):
        return ALLOWED
    return denied("Perubahan rencana diajukan operator perangkat daerah atau Bappeda.")


def can_decide_version(user: Any, version: PlanVersion) -> Decision:
    """Bappeda decides, and never about figures or a reason of one's own."""
    held = holds(user, "performance.manage_period", None, "Perubahan rencana disetujui Bappeda.")
    return held and authors.DECIDES_OTHER_PLANS(user, version)


def can_return_version(user: Any, version: PlanVersion) -> Decision:
    return holds(user, "performance.manage_period", None, "Perubahan rencana diperiksa Bappeda.")


def can_edit_text(user: Any, organization_id: int | None) -> Decision:
    """The words of a unit's report are the unit's, those of the city's report the city's."""
    if organization_id is None:
        return holds(user, "performance.edit_city_text", None)
    return holds(user, "performance.edit_text", organization_id)


def public_comments() -> Q:
    return Q(state=CommentState.PUBLISHED)


def visible_comments(user: Any) -> Q:
    """Comments a person may handle: as moderator everywhere, as unit those published to it."""
    access = access_of(user)
    if access.has("performance.moderate_comment"):
        return access.q("performance.moderate_comment")
    return access.q("performance.answer_comment") & ~Q(state=CommentState.REJECTED)


def can_moderate(user: Any, comment: PublicComment) -> Decision:
    """The city decides what is shown: nobody about own words or the unit one answers for."""
    held = holds(
        user,
        "performance.moderate_comment",
        comment.organization_id,
        "Komentar diperiksa Bagian Organisasi atau Bappeda.",
    )
    if held and can_answer_for(user, comment.organization_id):
        return denied("Komentar tentang unit Anda sendiri diperiksa moderator lain.")
    return held and authors.MODERATES_OTHERS(user, comment)


def can_answer(user: Any, comment: PublicComment) -> Decision:
    if comment.state != CommentState.PUBLISHED:
        return denied("Komentar ini belum ditayangkan.")
    held = can_answer_for(user, comment.organization_id)
    return held and authors.ANSWERS_OTHERS(user, comment)


def can_answer_for(user: Any, organization_id: int | None) -> Decision:
    """May answer the published comments on this unit's indicators."""
    return holds(user, "performance.answer_comment", organization_id)


def can_request_report(user: Any, organization_id: int | None) -> Decision:
    """Documents tell what is entered: who asks for one may read it too."""
    return holds(user, "reports.request", organization_id) and can_view(user, organization_id)


def can_read_comments(user: Any) -> Decision:
    """The inbox opens for moderators and for those who answer for a unit."""
    access = access_of(user)
    if access.has("performance.moderate_comment") or access.has("performance.answer_comment"):
        return ALLOWED
    return denied("Komentar warga ditangani moderator dan perangkat daerah yang bersangkutan.")


FOLLOW_UP_RIGHTS = (
    "performance.view", "performance.answer_comment", "performance.edit_records", "surveys.view",
)  # fmt: skip


def can_read_follow_ups(user: Any) -> Decision:
    """The list of follow-ups opens for those who read, answer or keep what is on it."""
    if any(access_of(user).has(right) for right in FOLLOW_UP_RIGHTS):
        return ALLOWED
    return denied("Tindak lanjut dikerjakan perangkat daerah dan dipantau pembina kinerja.")


def visible_follow_ups(user: Any) -> Q:
    """Published comments a person handles, and those of the units whose work they read.

    Published words are public; leaders who neither moderate nor answer still follow them up.
    """
    handled, read = visible_comments(user), access_of(user).q("performance.view")
    if not handled or not read:  # an empty Q is everywhere, and would vanish in an "or"
        return public_comments()
    return public_comments() & (handled | read)


def can_edit_record(user: Any, organization_id: int | None) -> Decision:
    """Lines of the LKPJ: a unit keeps its own, who serves the city keeps all."""
    return holds(
        user,
        "performance.edit_records",
        organization_id,
        "Data LKPJ seluruh kota diisi Bappeda atau Bagian Organisasi.",
    )
