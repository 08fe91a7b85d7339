"""Where a merged report goes on, and the parts of one that was split: read with the same secret."""

from __future__ import annotations

from dataclasses import dataclass

from complaints import secrecy
from complaints.choices import Author, ComplaintState
from complaints.clock.queries.terms import Stated, stated_due
from complaints.intake.queries.receipts import check_code
from complaints.models import Complaint, Message, Supporter


@dataclass(frozen=True)
class Successor:
    """The main report, and as whom of its followers the holder of the old number reads it."""

    case: Complaint
    supporter: Supporter


@dataclass(frozen=True)
class PartLine:
    """A part on the page of the whole: its own number, dates and receipt."""

    case: Complaint
    resolve_by: Stated
    check: str
    tone: str


def successor_of(case: Complaint, supporter: Supporter | None) -> Successor | None:
    """The report that the opened one was merged into, at the end of a chain; None where it was not
    merged, or is secret: of those the reporter is only told."""
    followers = standing_in(case, supporter)
    return Successor(followers[-1].complaint, followers[-1]) if followers else None


def standing_in(case: Complaint, supporter: Supporter | None) -> list[Supporter]:
    """As whom the holder of a number follows the reports it was merged into, along the chain."""
    found: list[Supporter] = []
    while case.state == ComplaintState.MERGED and case.merged_into is not None:
        mark = mark_in_main(case, supporter)
        rows = Supporter.objects.filter(complaint=case.merged_into, secret_digest=mark)
        supporter = rows.select_related("complaint__merged_into").first()
        if supporter is None:
            break
        found.append(supporter)
        case = supporter.complaint
    return found


def own_report_of(supporter: Supporter) -> Complaint | None:
    """The report of who follows the one it was merged into; None of who only followed."""
    own = supporter.came_from
    return own if own is not None and supporter in standing_in(own, None) else None


def is_reporter_of(supporter: Supporter, case: Complaint) -> bool:
    """Who reported this report, or its whole, and writes through a part that was merged into it."""
    own = own_report_of(supporter)
    return own is not None and root_of(own) == root_of(case)


def speaker_of(message: Message) -> str:
    """Who wrote it, as people read it: a reporter stays one by whichever number they write."""
    who = message.supporter
    if who is not None and is_reporter_of(who, message.complaint):
        return str(Author.REPORTER.label)
    return message.get_author_display()


def is_anonymous_reporter(supporter: Supporter) -> bool:
    """Who reported anonymously, and follows the report that theirs was merged into."""
    own = own_report_of(supporter)
    return own is not None and own.is_anonymous


def reporters_of(case: Complaint) -> set[int]:
    """Keys of the reports, as they came, whose reporters read this one: its own and those that
    were merged into it. Parts of one report have one reporter."""
    merged = case.followers.exclude(came_from=None).select_related("came_from")
    own = [own_report_of(follower) for follower in merged]
    return {root_of(found).pk for found in (case, *own) if found is not None}


def mark_in_main(case: Complaint, supporter: Supporter | None) -> str:
    """How the holder of a merged report's number is known in the main one."""
    if supporter is None:
        return case.secret_digest
    return secrecy.digest("merged", supporter.secret_digest)


def root_of(case: Complaint) -> Complaint:
    """The report as it came: the whole of a part, and its whole."""
    while case.split_from is not None:
        case = case.split_from
    return case


def parts_of(case: Complaint) -> list[PartLine]:
    rows = case.parts.select_related("unit").order_by("pk")
    return [
        PartLine(
            part, stated_due(part), check_code(part),
            ComplaintState.tone_of(part.state),
        )
        for part in rows
    ]  # fmt: skip
