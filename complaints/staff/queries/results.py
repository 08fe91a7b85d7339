"""Photos of what was done, where a category wants one before a report counts as solved."""

from __future__ import annotations

from django.db.models import Exists, F, OuterRef, Q

from complaints.models import Attachment, Complaint


def without_result() -> Q:
    """Reports whose category wants a photo of the result and that have none since the reporter last
    sent them back (filter on Complaint)."""
    sent = Attachment.objects.filter(complaint=OuterRef("pk"), is_result=True, is_hidden=False)
    began = "complaint__run_began_at"
    since = sent.filter(Q(**{began: None}) | Q(added_at__gte=F(began)))
    return Q(~Exists(since), category__needs_result_photo=True)


def lacks_result(case: Complaint) -> bool:
    return Complaint.objects.filter(without_result(), pk=case.pk).exists()
