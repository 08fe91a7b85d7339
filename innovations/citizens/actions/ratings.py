"""Rating how useful an innovation is: once a browser, without knowing whose it is."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from complaints import secrecy
from innovations.models import Innovation, Rating
from organizations import moment


@transaction.atomic
def rate(*, innovation: Innovation, score: int, browser: str) -> Rating:
    """Another answer of the same browser replaces its former one; the database holds one."""
    mark = secrecy.digest("inovasi-nilai", f"{browser}:{innovation.pk}")
    rating, _ = Rating.objects.update_or_create(
        mark=mark,
        defaults={
            "innovation": innovation,
            "score": score,
            "rated_on": timezone.localdate(moment.now()),
        },
    )
    return rating
