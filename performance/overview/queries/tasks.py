"""What citizens have said that waits for an answer, and what was promised."""

from __future__ import annotations

from django.db.models import Q
from django.urls import reverse

from organizations.access import Access
from organizations.panels import Reader, Task
from performance.choices import CommentState
from performance.models import PublicComment
from performance.overview.queries.follow_ups import follow_up_counts

MANAGES = "surveys.manage"


def comment_tasks(access: Access) -> list[Task]:
    """Remarks to check for moderators, to answer for the unit."""
    url = reverse("performance:comment-list")
    if access.has("performance.moderate_comment"):
        rows = access.q("performance.moderate_comment") & Q(state=CommentState.PENDING)
        label, verb = "Periksa komentar warga", "menunggu pemeriksaan"
    elif access.has("performance.answer_comment"):
        rows = access.q("performance.answer_comment")
        rows &= Q(state=CommentState.PUBLISHED, answer="")
        label, verb = "Jawab komentar warga", "belum dijawab"
    else:
        return []
    count = PublicComment.objects.filter(rows).count()
    return [Task(label, f"{count} komentar {verb}.", url, "Lihat")] if count else []


def follow_up_tasks(reader: Reader) -> list[Task]:
    """What the units of those who answer still have to do, with the figures of its list."""
    if not any(reader.access.has(right) for right in ("performance.answer_comment", MANAGES)):
        return []
    counts = follow_up_counts(reader.user, reader.on)
    late = f"{counts.overdue} lewat batas" if counts.overdue else "tidak ada yang lewat batas"
    tone = "warning" if counts.overdue else "info"
    url = reverse("performance:follow-up-list")
    task = Task("Tindak lanjut", f"{counts.todo} belum tuntas, {late}.", url, "Lihat", tone)
    return [task] if counts.todo else []
