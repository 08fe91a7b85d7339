"""What waits for a juror, for the dashboard: also of who judges without the role of a juror."""

from __future__ import annotations

from django.urls import reverse

from innovations.choices.competition import EditionState, ProposalState, SheetState
from innovations.models import Phase, Sheet
from innovations.permissions.conflicts import conflicts_of
from organizations import moment
from organizations.formatting import format_number
from organizations.panels import Reader, Task


def jury_tasks(reader: Reader) -> list[Task]:
    """Sheets still to be sent in stages that are on; one statement for who judges nothing."""
    rows = Sheet.objects.filter(
        juror__user=reader.user.pk, juror__left_on=None, state__in=SheetState.owed(),
        proposal__state=ProposalState.PASSED, stage__edition__state__in=EditionState.public(),
    )  # fmt: skip
    owed = list(rows.values_list("proposal", "stage__edition", "stage__kind", "is_late"))
    if not owed:
        return []
    now, editions = moment.now(), {edition for _, edition, _, _ in owed}
    phases = Phase.objects.filter(edition__in=editions, opens_at__lte=now, closes_at__gt=now)
    on = set(phases.values_list("edition", "kind"))
    barred = {pk for edition in editions for pk in conflicts_of(reader.user.pk, edition)}
    count = sum(
        proposal not in barred and (is_late or (edition, kind) in on)
        for proposal, edition, kind, is_late in owed
    )
    if not count:
        return []
    text = f"{format_number(count)} lembar nilai menunggu Anda kirim."
    return [Task("Kirim lembar nilai", text, reverse("innovations:judging-list"), "Buka")]
