"""Whether a proposal may be handed in: every condition with its sentence, shown while it is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from innovations.choices import InnovationState, Origin
from innovations.choices.competition import EditionState, MemberRole, ResultState
from innovations.competition.queries.editions import closing_of
from innovations.competition.queries.proposals import (
    ALIVE,
    ProposalPage,
    same_title,
    similar_before,
)
from innovations.formulas.eligibility import is_old_enough, months_later
from innovations.models import Award, Proposal, Standing
from organizations.formatting import format_date, format_number


@dataclass(frozen=True)
class Condition:
    """One condition: met or not, and what to do. `warns` does not hinder handing in."""

    is_met: bool
    text: str
    warns: bool = False


def conditions(found: ProposalPage) -> list[Condition]:
    """All of them, in the order of the proposal form."""
    proposal = found.proposal
    return [
        *_unit(proposal),
        *_innovation(proposal),
        *_former(proposal),
        *_texts(found),
        *_papers(found),
        *_team(found),
        *_title(proposal),
    ]


def hindrances(checked: Sequence[Condition]) -> list[str]:
    return [one.text for one in checked if not one.is_met and not one.warns]


def _unit(proposal: Proposal) -> Iterator[Condition]:
    edition, unit = proposal.edition, proposal.organization
    kind = unit.get_kind_display()
    may = unit.kind in edition.entrants
    yield Condition(may, f"{kind} {'boleh' if may else 'tidak boleh'} mengikuti edisi ini.")
    if edition.quota is not None:
        rows = edition.proposals.filter(ALIVE, organization=unit, number__isnull=False)
        others = rows.exclude(pk=proposal.pk).count()
        most = format_number(Decimal(edition.quota))
        sentence = f"Paling banyak {most} proposal tiap perangkat daerah; sudah dikirim {others}."
        yield Condition(others < edition.quota, sentence)


def _innovation(proposal: Proposal) -> Iterator[Condition]:
    innovation, group = proposal.innovation, proposal.group
    known = innovation.state in (InnovationState.VERIFIED, InnovationState.PUBLISHED)
    yield Condition(
        known,
        "Inovasi sudah diverifikasi kepala." if known
        else "Inovasi belum diverifikasi kepala di registri.",
    )  # fmt: skip
    yield _age(proposal)
    if group.takes_replications:
        copied = innovation.origin == Origin.REPLICATION
        yield Condition(
            copied,
            "Inovasi ini replikasi." if copied
            else "Kelompok ini untuk replikasi; di registri inovasi ini bukan replikasi.",
        )  # fmt: skip


def _age(proposal: Proposal) -> Condition:
    closing = closing_of(proposal.edition)
    began, months = proposal.innovation.implemented_on, proposal.group.minimum_months
    if not months:
        return Condition(True, "Umur inovasi tidak disyaratkan.")
    if closing is None:
        return Condition(False, "Jadwal pendaftaran belum ditentukan.")
    day = timezone.localtime(closing).date()
    if began is None:
        return Condition(False, "Tanggal mulai diterapkan belum diisi di registri.")
    if is_old_enough(began, day, months):
        return Condition(True, f"Diterapkan sejak {format_date(began)}: umurnya cukup.")
    due = format_date(months_later(began, months))
    return Condition(
        False,
        f"Umur paling sedikit {months} bulan pada penutupan {format_date(day)}; inovasi ini baru "
        f"mencapainya {due}.",
    )


def _former(proposal: Proposal) -> Iterator[Condition]:
    """Winners who must wait, and groups only for former winners."""
    edition, group = proposal.edition, proposal.group
    if edition.barred_years:
        first = edition.year - edition.barred_years
        won = _years_won(proposal)
        barred = [year for year in won if first <= year < edition.year]
        sentence = "Inovasi ini belum menang pada tahun-tahun yang dibatasi."
        if barred:
            sentence = (
                f"Inovasi ini menang tahun {max(barred)}, jadi boleh ikut lagi mulai "
                f"{max(barred) + edition.barred_years + 1}."
            )
        yield Condition(not barred, sentence)
    if group.by_invitation:
        won_before = bool(_years_won(proposal))
        yield Condition(
            won_before,
            "Inovasi ini pernah mendapat penghargaan." if won_before
            else "Kelompok ini untuk yang pernah mendapat penghargaan; tidak ada yang tercatat.",
        )  # fmt: skip


def _years_won(proposal: Proposal) -> set[int]:
    """Years of an award of the registry, or of a place with an award in a published edition."""
    entry = proposal.innovation_id
    awards = Award.objects.filter(innovation=entry, year__isnull=False).values_list(
        "year", flat=True
    )
    places = Standing.objects.filter(
        proposal__innovation=entry,
        tier__isnull=False,
        result__state=ResultState.PUBLISHED,
        result__edition__state=EditionState.PUBLISHED,
    ).exclude(result__edition=proposal.edition_id)
    won = places.values_list("result__edition__year", flat=True)
    return {year for year in (*awards, *won) if year is not None}


def _texts(found: ProposalPage) -> Iterator[Condition]:
    for row in found.texts:
        title, words, most = row.section.title, row.words, row.section.most_words
        if row.is_too_long:
            over = words - most
            yield Condition(False, f"{title}: {words} kata, kurangi {over} kata.")
        elif not words and row.section.is_required:
            yield Condition(False, f"{title} belum diisi.")
        else:
            yield Condition(True, f"{title}: {words} dari {most} kata.")


def _papers(found: ProposalPage) -> Iterator[Condition]:
    for paper, file in found.papers:
        if file is not None:
            yield Condition(True, f"{paper.title} sudah diunggah.")
        elif paper.is_required:
            yield Condition(False, f"{paper.title} belum diunggah.")


def _team(found: ProposalPage) -> Iterator[Condition]:
    led = any(member.role == MemberRole.LEADER for member in found.members)
    yield Condition(led, "Ketua tim sudah dicatat." if led else "Ketua tim belum dicatat.")


def _title(proposal: Proposal) -> Iterator[Condition]:
    near = same_title(proposal)
    alike = [row for row in near if row.title.casefold() != proposal.title.casefold()]
    if len(near) > len(alike):
        yield Condition(False, "Proposal lain pada edisi ini memakai judul yang sama.")
    elif alike:
        yield Condition(
            False, "Ada proposal lain yang judulnya mirip; pastikan berbeda.", warns=True
        )
    if before := similar_before(proposal):
        yield Condition(
            False,
            f"Pada {before.edition} ada proposal inovasi lain yang judulnya mirip; pastikan berbeda.",
            warns=True,
        )
