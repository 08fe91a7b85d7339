"""What in an anonymous report would tell the unit who wrote it."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from complaints import formulas
from complaints.choices import Author
from complaints.models import Attachment, Complaint, Message


def telling(case: Complaint) -> list[str]:
    """Kinds of personal things in what a unit would read of an anonymous report, in words."""
    if not case.is_anonymous:
        return []
    return formulas.personal_in(f"{case.subject}\n{case.address}\n{case.text}")


def files_to_check(case: Complaint) -> list[Attachment]:
    """Files of an anonymous reporter: no machine here reads what is written on a photo."""
    if not case.is_anonymous:
        return []
    return list(_of_reporters().filter(complaint=case).order_by("pk"))


def with_files_to_check(rows: QuerySet[Complaint]) -> QuerySet[Complaint]:
    """Marks by `has_files` those of which somebody has to look at a photo or paper."""
    found = _of_reporters().filter(complaint=OuterRef("pk"), complaint__is_anonymous=True)
    return rows.annotate(has_files=Exists(found))


def _of_reporters() -> QuerySet[Attachment]:
    return Attachment.objects.filter(author=Author.REPORTER, is_hidden=False)


def find_message(case: Complaint, pk: int) -> Message | None:
    """Of a citizen: what officers write names no reporter, or is written anew."""
    said_by = (Author.REPORTER, Author.SUPPORTER)
    return case.messages.filter(pk=pk, author__in=said_by).first()


def proposed(case: Complaint) -> dict[str, str]:
    """The words without them."""
    return {
        "subject": formulas.blackened(case.subject),
        "words": formulas.blackened(case.text),
        "address": formulas.blackened(case.address),
    }
