"""Many reports of a file come in at once."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from complaints.intake.actions.coming import Coming, complete
from complaints.intake.actions.filing import Filed, may_file
from complaints.models import Complaint, Reporter
from organizations import activity
from organizations.models import User


@transaction.atomic
def file_many(coming: Sequence[Coming], *, by: User | None) -> list[Filed]:
    """`file_complaint` for reports without files, in a few statements whatever their number.

    Whoever is in a file asked this portal for no news: nobody is told.
    """
    for channel in {one.case.channel for one in coming}:
        may_file(by, channel)
    keys = [one.case.client_key for one in coming if one.case.client_key]
    known = {row.client_key: row for row in Complaint.objects.filter(client_key__in=keys)}
    fresh = [one for one in coming if one.case.client_key not in known]
    if fresh:
        complete(fresh)
        Complaint.objects.bulk_create([one.case for one in fresh])
        Reporter.objects.bulk_create(filter(None, (one.reporter() for one in fresh)))
        activity.record_many([one.line() for one in fresh], by=by)
    return [
        Filed(known[one.case.client_key], "", is_new=False)
        if one.case.client_key in known
        else Filed(one.case, one.secret)
        for one in coming
    ]
