"""Giving proposals to jurors: by lot with a stored seed, or by hand with a reason."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from innovations.choices.competition import EditionState, SheetState
from innovations.competition.queries.screening import waits_said
from innovations.formulas.drawing import TooFewJurors, drawn
from innovations.jury.queries.stages import active_jurors, judged
from innovations.models import Draw, Edition, Juror, Proposal, Sheet, Stage
from innovations.permissions import competition, jury, results
from innovations.permissions.conflicts import conflicts_of, jurors_conflicts
from innovations.permissions.results import open_correction
from organizations import activity
from organizations.access import allow
from organizations.models import User

NOTHING = "Belum ada proposal yang dinilai pada tahap ini."
NOBODY = "Belum ada juri pada edisi ini."
ENOUGH = "Semua proposal sudah memiliki juri sebanyak yang diminta."
BLOCKED = "{juror} memiliki benturan kepentingan dengan {proposal}: {why}."
TWICE = "{juror} sudah ditunjuk untuk {proposal}."
NO_REASON = "Isi alasan penunjukan langsung"
NOT_ACTIVE = "Juri ini tidak lagi menilai pada edisi ini."
NOT_JUDGED = "Proposal ini tidak dinilai pada tahap ini."
SHORT = "Juri yang bebas benturan kepentingan kurang dari {each} untuk {codes}."
SHORT_ELSEWHERE = (
    "Juri yang bebas benturan kepentingan kurang dari {each} untuk sebuah proposal. Anggota "
    "sekretariat yang lain dapat melihat proposal itu dan menambah jurinya."
)
OVER = (
    "Semua nilai tahap ini sudah terkirim dan terlihat, jadi juri tidak diundi lagi. Untuk proposal "
    "yang belum memiliki nilai, pilih Tunjuk langsung."
)
CLOSED = (
    "Tahap ini sudah ditutup, jadi juri tidak diundi lagi. Untuk proposal yang belum memiliki nilai, "
    "pilih Tunjuk langsung."
)
HAS_SCORES = "Proposal ini sudah memiliki nilai pada tahap ini, jadi jurinya tidak ditambah lagi."


@transaction.atomic
def draw_jurors(*, stage: Stage, by: User, seed: str = "") -> Draw:
    """Fill every proposal of the stage up to its number of jurors; the draw can be repeated.

    Who already judges stays and counts as a burden. Raises ValidationError naming the proposals
    for which too few jurors are free of conflicts; then nothing is drawn.
    """
    _held(stage, by)
    if jury.stage_is_told(stage):
        raise ValidationError(OVER)
    if jury.is_over(stage):
        raise ValidationError(CLOSED)
    proposals = {row.code: row for row in judged(stage)}
    jurors = {f"J{row.pk}": row for row in active_jurors(stage.edition)}
    if not proposals:
        raise ValidationError(NOTHING)
    if not jurors:
        raise ValidationError(NOBODY)
    asked = _asked(stage, proposals, jurors)
    seed = seed or secrets.token_hex(16)
    try:
        given = drawn(
            proposals, jurors, {(p, j) for p, j in asked["blocked"]}, stage.jurors_each, seed,
            seated=asked["seated"], suited={(p, j) for p, j in asked["suited"]},
        )  # fmt: skip
    except TooFewJurors as error:
        raise ValidationError(_short_said(stage, by, proposals, error)) from error
    if not any(given.values()):
        raise ValidationError(ENOUGH)
    made = Draw.objects.create(stage=stage, seed=seed, asked=asked, made_by=by)
    Sheet.objects.bulk_create(
        Sheet(stage=stage, proposal=proposals[code], juror=jurors[juror], draw=made)
        for code, row in sorted(given.items())
        for juror in row
    )
    activity.record(
        obj=made,
        verb=activity.verb_of(made, "create"),
        summary=f"Juri diundi: {stage}, bilangan acak {seed}",
        by=by,
        organization=None,
    )
    return made


def _short_said(
    stage: Stage, by: User, proposals: Mapping[str, Proposal], error: TooFewJurors
) -> str:
    """What is in conflict with who draws is not named."""
    hidden = conflicts_of(by.pk, stage.edition_id)
    shown = [code for code in error.entries if proposals[code].pk not in hidden]
    if not shown:
        return SHORT_ELSEWHERE.format(each=error.each)
    return SHORT.format(each=error.each, codes=", ".join(shown))


def _asked(
    stage: Stage, proposals: dict[str, Proposal], jurors: dict[str, Juror]
) -> dict[str, Any]:
    """Everything the seed is applied to, so that anybody can repeat the draw."""
    against = jurors_conflicts(stage.edition_id)
    rows = stage.sheets.values_list("proposal", "juror", "state")
    known = {proposal.pk: code for code, proposal in proposals.items()}
    blocked = {
        (code, key)
        for code, proposal in proposals.items()
        for key, juror in jurors.items()
        if proposal.pk in against[juror.user_id]
    }
    seated: dict[str, list[str]] = {}
    for proposal, juror, state in rows:
        if proposal not in known:
            continue
        if state in SheetState.seated():
            seated.setdefault(known[proposal], []).append(f"J{juror}")
        else:
            blocked.add((known[proposal], f"J{juror}"))  # taken out once is not drawn again
    suited = [
        (code, key)
        for code, proposal in proposals.items()
        for key, juror in jurors.items()
        if juror.field and juror.field.casefold() in proposal.category.name.casefold()
    ]
    return {
        "proposals": sorted(proposals),
        "jurors": sorted(jurors),
        "each": stage.jurors_each,
        "blocked": sorted(blocked),
        "seated": {code: sorted(row) for code, row in sorted(seated.items())},
        "suited": sorted(suited),
    }


@transaction.atomic
def appoint(*, stage: Stage, proposal: Proposal, juror: Juror, reason: str, by: User) -> Sheet:
    """One juror for one proposal by hand; a conflict is refused, whatever the way it came.

    Once the scores were told or the phase has closed only for what nobody has scored, or no result
    would ever come; such a sheet is late and may be written after its phase.
    """
    _held(stage, by)
    allow(jury.can_handle(by, proposal))
    is_late = (
        jury.is_over(stage) or jury.was_told(stage) or open_correction(stage.edition) is not None
    )
    if is_late and not jury.is_unscored(stage, proposal):
        raise ValidationError({"proposal": HAS_SCORES})
    if not judged(stage).filter(pk=proposal.pk).exists():
        raise ValidationError({"proposal": NOT_JUDGED})
    if not active_jurors(stage.edition).filter(pk=juror.pk).exists():
        raise ValidationError({"juror": NOT_ACTIVE})
    why = conflicts_of(juror.user_id, stage.edition_id).get(proposal.pk)
    if why is not None:
        said = BLOCKED.format(juror=juror, proposal=proposal.code, why=str(why.label).lower())
        raise ValidationError({"juror": said})
    if not reason.strip():
        raise ValidationError({"reason": NO_REASON})
    if stage.sheets.filter(proposal=proposal, juror=juror).exists():
        raise ValidationError({"juror": TWICE.format(juror=juror, proposal=proposal.code)})
    sheet = Sheet.objects.create(
        stage=stage, proposal=proposal, juror=juror, reason=reason.strip(), is_late=is_late
    )
    activity.record(
        obj=sheet,
        verb=activity.verb_of(sheet, "create"),
        summary=f"Juri ditunjuk langsung: {juror}, {proposal.code}, {stage}",
        by=by,
        organization=None,
        reason=reason.strip(),
    )
    return sheet


def _held(stage: Stage, by: User) -> Edition:
    """The edition, locked, as long as jurors may still be given to its proposals."""
    allow(competition.can_run(by))
    edition = Edition.objects.select_for_update().get(pk=stage.edition_id)
    if not (decision := results.judging_is_open(edition)):
        raise ValidationError(decision.reason)
    if edition.state == EditionState.OPEN and (waits := waits_said(by, edition)):
        raise ValidationError(waits)
    return edition
