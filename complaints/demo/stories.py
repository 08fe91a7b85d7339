"""Each report told from its receipt to where it stands today, by the acts people use."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from complaints.choices import Channel, ComplaintClass, Outcome
from complaints.clock.actions.ladder import escalate_overdue
from complaints.demo import words
from complaints.demo.cast import Cast
from complaints.demo.places import spot
from complaints.demo.plots import ENDS, Fate, Plot
from complaints.intake.actions.coming import ContactGiven
from complaints.intake.actions.dialogue import add_message
from complaints.intake.actions.filing import file_complaint
from complaints.intake.actions.following import follow_report
from complaints.intake.actions.judging import (
    accept_answer,
    object_to_answer,
    rate_answer,
    reopen_case,
)
from complaints.models import Area, Complaint
from complaints.staff.actions.answering import (
    ask_reporter,
    close_case,
    draft_answer,
    send_answer,
    tell_progress,
)
from complaints.staff.actions.joining import merge_case, split_case
from complaints.staff.actions.lapsing import archive_incomplete, lapse_answered
from complaints.staff.actions.moderation import show_case
from complaints.staff.actions.notes import write_note
from complaints.staff.actions.routing import hand_back, route_case, start_case
from organizations.demo.chance import pick
from organizations.models import Organization, User

ENDED = frozenset(fate for fate, _ in ENDS)
HOUR = timedelta(hours=1)
OFFICE = (Channel.COUNTER, Channel.PHONE, Channel.WHATSAPP, Channel.SOCIAL, Channel.LETTER)


def tell(cast: Cast, plot: Plot) -> None:
    Story(cast, plot).tell()


class Story:
    def __init__(self, cast: Cast, plot: Plot) -> None:
        self.cast, self.plot = cast, plot
        self.at = plot.received_at
        self.case = self.file(plot.received_at, plot.number)

    def tell(self) -> None:
        ends: dict[str, Callable[[], None]] = {
            Fate.NOT_OURS: self.not_ours,
            Fate.COMPLETED: self.asked,
            Fate.ARCHIVED: self.asked,
            Fate.ASKED: self.asked,
            Fate.MERGED: self.doubled,
        }
        fate = self.plot.fate
        if fate == Fate.RECEIVED:
            return
        if fate in ends:
            ends[fate]()
        if fate not in (Fate.NOT_OURS, Fate.ARCHIVED, Fate.ASKED):
            self.handled()

    # --- Receipt and passing on -------------------------------------------------------------------

    def file(self, when: datetime, number: int, words_before: str = "") -> Complaint:
        plot, cast = self.plot, self.cast
        sample = plot.sample
        category = cast.categories[sample.category]
        is_web = plot.happens("0.7", "web")
        kinds = (ComplaintClass.ASPIRATION, ComplaintClass.INFORMATION)
        area = cast.areas[number * 5 % len(cast.areas)]
        with cast.at(when):
            return file_complaint(
                kind=sample.kind if sample.kind in kinds else category.default_class,
                category=category,
                text=f"{words_before}{sample.text} Lokasi di {area.name}.",
                place=spot(area, number),
                is_anonymous=plot.is_anonymous,
                is_secret=plot.is_secret,
                channel=Channel.WEB if is_web else pick(OFFICE, "channel", number),
                contact=self.contact(number),
                accused=self.accused(area),
                by=None if is_web else cast.desk,
            ).case

    def contact(self, number: int) -> ContactGiven:
        if not self.plot.happens("0.6", "contact"):
            return ContactGiven()
        return ContactGiven(f"Warga Contoh {number % 180}", f"warga{number % 180}@contoh.test")

    def accused(self, area: Area) -> Organization | None:
        is_about = self.plot.sample.category == "pungli" and area.parent is not None
        return self.cast.units.get(f"Kec. {area.parent.name}") if is_about and area.parent else None

    @property
    def unit(self) -> Organization:
        return self.cast.units[self.plot.sample.unit]

    @property
    def head(self) -> User:
        return self.cast.heads[self.unit.pk]

    def after(self, low: str, high: str, what: str) -> datetime:
        """The story goes on some days later, but not after today."""
        self.at = min(self.at + self.plot.days(low, high, what), self.cast.now)
        return self.at

    def not_ours(self) -> None:
        with self.cast.at(self.after("0.2", "2.5", "not-ours")):
            self.closed(Outcome.NOT_OURS, words.NOT_OURS, self.cast.desk)

    def asked(self) -> None:
        with self.cast.at(self.after("0.1", "1.5", "asked")):
            question = pick(words.ASKED, "ask", self.plot.number)
            ask_reporter(case=self.case, text=question, by=self.cast.desk)
        if self.plot.fate == Fate.COMPLETED:
            with self.cast.at(self.after("0.5", "6", "completed")):
                add_message(case=self.case, text=words.COMPLETED, now=self.at)
        if self.plot.fate == Fate.ARCHIVED:
            with self.cast.at(self.after("32", "33", "archived")):
                archive_incomplete(now=self.at)

    def doubled(self) -> None:
        """Somebody else reports the same a day later; the desk makes one of the two."""
        later = self.after("0.5", "1.2", "doubled")
        other = self.file(later, self.plot.number, f"{words.ALSO} ")
        with self.cast.at(self.after("0.1", "0.6", "merged")):
            merge_case(case=other, number=self.case.number, by=self.cast.desk)

    def handled(self) -> None:
        plot = self.plot
        with self.cast.at(self.after("0.1", "2.2", "routed")):
            route_case(case=self.case, unit=self.first_unit(), by=self.cast.desk)
        if plot.fate == Fate.SENT_ON:
            self.sent_on()
        if self.is_public:
            self.shown()
        if plot.fate == Fate.SPLIT:
            self.split()
        if plot.fate == Fate.ROUTED:
            return
        self.worked_on()
        if plot.fate not in (Fate.STARTED, Fate.DRAFTED, Fate.OVERDUE, Fate.SPLIT, Fate.WROTE):
            self.answered()

    def first_unit(self) -> Organization:
        return self.cast.units["Dinperkim"] if self.plot.fate == Fate.SENT_ON else self.unit

    def sent_on(self) -> None:
        wrong = self.cast.heads[self.first_unit().pk]
        with self.cast.at(self.after("0.2", "1.5", "back")):
            hand_back(case=self.case, by=wrong, reason=words.HANDED_BACK)
        with self.cast.at(self.after("0.1", "1", "again")):
            route_case(case=self.case, unit=self.unit, by=self.cast.desk, reason=words.MOVED)

    @property
    def is_public(self) -> bool:
        """The desk is done with nearly all; a few of the past still wait for its look."""
        return self.plot.happens("0.96", "shown") and not self.plot.is_secret

    def show(self) -> None:
        """With every answer that proposes words for the public."""
        sent = self.case.messages.exclude(public_text="").values_list("pk", "public_text")
        show_case(
            case=self.case,
            by=self.cast.desk,
            subject=self.case.subject,
            text=self.plot.sample.text,
            reason=words.MODERATED,
            answers=dict(sent),
        )

    def shown(self) -> None:
        case, number = self.case, self.plot.number
        with self.cast.at(self.at + HOUR):
            self.show()
            followers = number % 4 if self.plot.happens("0.2", "followed") else 0
            for _ in range(followers):
                follow_report(case=case)

    def split(self) -> None:
        other = self.cast.units["Dishub" if self.unit.short_name != "Dishub" else "DLH"]
        with self.cast.at(self.at + HOUR):
            split_case(
                case=self.case,
                units=[other],
                subject=words.PART,
                text=self.plot.sample.text,
                by=self.cast.desk,
            )

    # --- The unit's work --------------------------------------------------------------------------

    def worked_on(self) -> None:
        plot = self.plot
        with self.cast.at(self.after("0.1", "1.5", "started")):
            if plot.fate not in ENDED or plot.happens("0.35", "begun"):
                start_case(case=self.case, by=self.head)
            if plot.happens("0.25", "news"):
                text = pick(words.SEEN, "seen", plot.number)
                tell_progress(case=self.case, text=text, by=self.head)
            if plot.happens("0.1", "note"):
                write_note(case=self.case, text=words.NOTE, by=self.head)
            if plot.fate == Fate.DRAFTED:
                draft = pick(words.DONE, "done", plot.number)
                draft_answer(case=self.case, text=draft, by=self.head)
            if plot.fate == Fate.WROTE:
                add_message(case=self.case, text=words.OBJECTED, now=self.at)

    def answered(self) -> None:
        fate = self.plot.fate
        if fate == Fate.LATE:
            self.overdue()
        elif self.case.kind == ComplaintClass.INFORMATION:
            self.after("0.1", "1.2", "answered")
        else:
            self.after("0.3", "9", "answered")
        with self.cast.at(self.at):
            if fate == Fate.UNSOLVED:
                self.closed(Outcome.UNSOLVED, words.UNSOLVED, self.head)
                return
            self.answer(pick(words.DONE, "done", self.plot.number))
        if fate != Fate.ANSWERED:
            self.judged()

    def answer(self, text: str) -> None:
        """The desk lets most answers be seen at once; some still wait for its look."""
        send_answer(case=self.case, text=text, by=self.head, public_text=text)
        if self.is_public and self.plot.happens("0.95", "answer shown"):
            self.show()

    def closed(self, outcome: str, text: str, by: User) -> None:
        close_case(case=self.case, outcome=outcome, text=text, by=by, public_text=text)
        if self.is_public:
            self.show()

    def overdue(self) -> None:
        """Past its term; every second late one has climbed the ladder by then."""
        due = Complaint.objects.values_list("resolve_due_at", flat=True).get(pk=self.case.pk)
        late = due + self.plot.days("1", "24", "late")
        self.at = min(max(self.at, late), self.cast.now)
        if self.plot.number % 2:
            with self.cast.at(self.at - HOUR):
                escalate_overdue(now=min(self.at, self.cast.now) - HOUR)

    def judged(self) -> None:
        plot = self.plot
        if plot.fate == Fate.REOPENED:
            self.objected()
        is_silent = plot.fate == Fate.LAPSED or plot.happens("0.3", "silent")
        if is_silent and self.may_lapse():
            with self.cast.at(self.after("11", "11.4", "lapsed")):
                lapse_answered(now=self.at)
            return
        with self.cast.at(self.after("0.2", "4", "accepted")):
            accept_answer(case=self.case, now=self.at)
            if plot.happens("0.55", "rated"):
                self.rated()

    def may_lapse(self) -> bool:
        category = self.case.category
        is_supervised = self.case.kind == ComplaintClass.SUPERVISORY
        return not is_supervised and not (category and category.needs_result_photo)

    def objected(self) -> None:
        """Not solved, or opened again after it was closed; the unit answers once more."""
        with self.cast.at(self.after("0.5", "3", "objected")):
            if self.plot.number % 2:
                object_to_answer(case=self.case, text=words.OBJECTED, now=self.at)
            else:
                accept_answer(case=self.case, now=self.at)
        if not self.plot.number % 2:
            with self.cast.at(self.after("0.2", "2", "reopened")):
                reopen_case(case=self.case, text=words.REOPENED, now=self.at)
        with self.cast.at(self.after("0.5", "5", "again")):
            self.answer(pick(words.DONE, "again", self.plot.number))

    def rated(self) -> None:
        stars = 1 + int(pick("0122333", "stars", self.plot.number))
        said = pick(words.PRAISE if stars > 2 else words.BLAME, "said", self.plot.number)
        rate_answer(case=self.case, stars=stars, text=said, now=self.at)
