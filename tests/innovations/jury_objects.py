"""What addresses of the jury room name: an edition being judged, its jurors, sheets and a draw."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from django.utils import timezone

from innovations.choices.competition import PhaseKind, StageKind
from innovations.jury.actions.drawing import draw_jurors
from innovations.models import (
    Appearance,
    Draw,
    Edition,
    Juror,
    ProposalFile,
    Sheet,
    Stage,
    VisitPhoto,
)
from organizations.choices import Role
from organizations.models import User
from organizations.storage import evidence, save
from tests.factories.competitions import make_edition, make_juror, make_proposal, make_sheet
from tests.factories.hostile import picture
from tests.factories.organizations import make_unit, make_user
from tests.pages.places import EMAILS, INS, Place, once


@once
def edition(place: Place) -> Edition:
    return make_edition(PhaseKind.DESK)


def desk(place: Place) -> Stage:
    return edition(place).stages.get(kind=StageKind.DESK)


@once
def juror(place: Place) -> Juror:
    return make_juror(edition(place))


@once
def draw(place: Place) -> Draw:
    for _ in range(2):
        make_juror(edition(place))
        make_proposal(edition(place), make_unit())
    return draw_jurors(stage=desk(place), by=make_user(Role.BAGIAN_ORGANISASI))


@once
def seat(place: Place) -> Juror:
    """Of the inspector who looks at pages."""
    return make_juror(edition(place), User.objects.get(email=EMAILS[INS]))


@once
def owed(place: Place) -> Sheet:
    return make_sheet(make_proposal(edition(place), make_unit()), seat(place))


@once
def told(place: Place) -> Stage:
    """A stage in which every sheet has been sent."""
    found = make_edition(PhaseKind.INTERVIEW)
    seated = make_juror(found, User.objects.get(email=EMAILS[INS]))
    make_sheet(make_proposal(found, make_unit()), seated, 60, 70)
    return found.stages.get(kind=StageKind.DESK)


def make_appearance(stage: Stage, **fields: object) -> Appearance:
    begin = timezone.now() + timedelta(hours=2)
    proposal = make_proposal(stage.edition, make_unit(), is_shortlisted=True)
    given = {"begins_at": begin, "ends_at": begin + timedelta(hours=1), "place": "Aula", **fields}
    return Appearance.objects.create(**{"stage": stage, "proposal": proposal, **given})


def make_visit_photo(appearance: Appearance) -> VisitPhoto:
    content = picture()
    return VisitPhoto.objects.create(
        appearance=appearance, caption="Ruang tunggu", file_name="kunjungan.jpg",
        file=save(evidence(), "innovations/kunjungan.jpg", content), mime="image/jpeg",
        sha256=hashlib.sha256(content).hexdigest(), uploaded_by=make_user(),
    )  # fmt: skip


def talks(place: Place) -> Stage:
    return edition(place).stages.get(kind=StageKind.INTERVIEW)


@once
def appearance(place: Place) -> Appearance:
    return make_appearance(talks(place))


@once
def photo(place: Place) -> VisitPhoto:
    return make_visit_photo(appearance(place))


@once
def paper(place: Place) -> ProposalFile:
    """Of the proposal whose sheet is owed; its file is lost."""
    proposal = owed(place).proposal
    return ProposalFile.objects.create(
        proposal=proposal, paper=proposal.group.papers.earliest("pk"), file="proposals/hilang.pdf",
        file_name="hilang.pdf", mime="application/pdf", sha256="0" * 64, uploaded_by=make_user(),
    )  # fmt: skip
