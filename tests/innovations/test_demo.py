"""The registry of the demonstration: facts of the sources, through the acts of people."""

from __future__ import annotations

from django.utils import timezone

from innovations.choices import Ending, InnovationState, LaunchState, Origin
from innovations.choices.citizens import CommentState
from innovations.demo import citizens, endings, entries, journal, promises
from innovations.journal.queries.living import figures_of, living_of
from innovations.models import (
    Award,
    Cohort,
    Comment,
    Innovation,
    JournalEntry,
    Launch,
    Milestone,
    Rating,
    Wish,
)
from innovations.registry.queries.completeness import needed
from innovations.stewardship.queries.overlaps import suspect_lines, suspects
from organizations.models import Activity

LAUNCHED = {
    "SEKSAMA", "A-Jak", "SIAP KAWAL", "KAK HUBIN", "SI BAJAK", "NGOPI SYANTIK", "PUSAT PENA",
}  # fmt: skip


def test_every_row_of_the_sources_is_there_once(demo_city):
    rows = list(entries.read())
    names = {row["name"] for row in rows}

    assert len(rows) == len(names) == 21 + 48
    assert set(Innovation.objects.values_list("name", flat=True)) >= names
    told = sum(len(list(filter(None, row["awards"].split(";")))) for row in rows)
    assert Award.objects.count() >= told > 50


def test_the_citys_own_were_verified_by_one_person_and_shown_by_another(demo_city):
    own = Innovation.objects.filter(name__in=LAUNCHED)

    assert {row.name for row in own} == LAUNCHED
    assert {(row.origin, row.state) for row in own} == {(Origin.OWN, InnovationState.PUBLISHED)}
    shown = Activity.objects.filter(verb="innovations.innovation.publish")
    by = dict(shown.values_list("object_id", "actor"))
    assert all(by[row.pk] != row.verified_by_id for row in own)


def test_others_stand_as_references_with_their_source(demo_city):
    others = Innovation.objects.filter(origin=Origin.REFERENCE)

    assert others.filter(source__contains="Kota Batu").count() == 11
    assert others.filter(source__contains="Kota Pekalongan").count() == 0
    assert others.filter(source="").count() == 0
    assert all(row.state == InnovationState.PUBLISHED and row.search for row in others)


def test_what_the_sources_do_not_tell_stays_a_draft(demo_city):
    drafts = Innovation.objects.filter(name__in=("KATALIS", "KAKAP EMAS"))

    assert {row.state for row in drafts} == {InnovationState.DRAFT}
    assert all(needed(row) for row in drafts)


def test_both_launches_were_held_with_everything_launched_there(demo_city):
    launches = Launch.objects.filter(state=LaunchState.HELD, name__startswith="Peluncuran ")
    first, second = launches.filter(held_on__year__in=(2023, 2025)).order_by("held_on")[:2]

    assert (first.innovations.count(), first.signatories.count()) == (2, 7)
    assert second.innovations.count() == 5


def test_one_was_merged_and_leads_on_and_one_was_retired(demo_city):
    merged, retired = (Innovation.objects.get(name=name) for name in endings.ENDED)

    assert (merged.ending, merged.successor.name) == (Ending.MERGED, endings.HEIR)
    assert (retired.ending, retired.successor) == (Ending.RETIRED, None)
    assert all("(contoh)" in row.name for row in (merged, retired))


def test_what_citizens_say_is_marked_as_invented(demo_city):
    shown = Comment.objects.filter(state=CommentState.SHOWN)

    assert shown.count() == len(citizens.COMMENTS)
    assert all("(contoh)" in comment.public_text for comment in shown)
    assert all("(contoh)" in wish.institution for wish in Wish.objects.all())
    assert all("(contoh)" in rating.innovation.name for rating in Rating.objects.all())


def test_every_launched_one_lives_by_what_it_is(demo_city):
    today = timezone.localdate()
    own = {row.name: row for row in Innovation.objects.filter(name__in=LAUNCHED)}
    living = {name: living_of(row, today) for name, row in own.items()}

    assert all(one.timeline.sections for one in living.values())
    assert [step.place for step in living["SI BAJAK"].steps] == [1, 2, 3, 4, 5, 6]
    assert living["KAK HUBIN"].desk
    assert figures_of(own["KAK HUBIN"], today)
    kinds = {name: {section.kind for section in living[name].timeline.sections} for name in living}
    assert "episode" in kinds["NGOPI SYANTIK"]
    assert "kunjungan" in kinds["PUSAT PENA"]
    assert "pimpinan" in kinds["SIAP KAWAL"]


def test_what_is_invented_of_their_life_says_so(demo_city):
    titles = set(JournalEntry.objects.values_list("title", flat=True))

    facts = {told.title for told in journal.FACTS}
    assert titles >= facts
    assert all("(contoh)" in title for title in titles - facts)


def test_one_overlaps_and_waits_for_a_decision(demo_city):
    found = {line.innovation.name: line for line in suspect_lines(suspects())}

    assert [one.name for one in found[endings.DOUBLE].said] == [endings.HEIR]


def test_a_training_brought_five_and_one_promise_is_overdue(demo_city):
    cohort = Cohort.objects.get()
    today = timezone.localdate()

    assert str(cohort) == "PKA Angkatan I Tahun 2025"
    assert {row.innovation.name for row in cohort.projects.all()} == set(promises.BROUGHT)
    reached = Milestone.objects.filter(state="terbukti")
    assert reached.count() == 5
    assert all(row.verified_by_id != row.reported_by_id for row in reached)
    assert [row.innovation.name for row in Milestone.objects.all() if row.is_overdue(today)] == [
        "SIAP KAWAL"
    ]
