"""The statement of review in an LKjIP: of the review that holds, else an empty form."""

from __future__ import annotations

from typing import Any

from organizations.queries.signers import place_and_date
from performance.evaluation.queries.reviews import Reviewed
from reports.definitions import Signer


def statement(found: Reviewed) -> dict[str, Any]:
    """What the page of the statement prints; the day is that of the review."""
    review = found.review
    if not found.holds or review is None:
        signer, place = Signer("", "Inspektur", ""), ""
    else:
        signer = Signer("", review.position, review.name)
        place = place_and_date(review.reviewed_on, review.year)
    return {"reviewed": found, "review_signers": [signer], "review_place": place}
