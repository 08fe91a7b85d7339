"""What addresses of the jury room name: an edition being judged, its jurors, sheets and a draw."""

from __future__ import annotations

from innovations.choices.competition import PhaseKind, StageKind
from innovations.jury.actions.drawing import draw_jurors
from innovations.models import Draw, Edition, Juror, Sheet, Stage
from organizations.choices import Role
from organizations.models import User
from tests.factories.competitions import make_edition, make_juror, make_proposal, make_sheet
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
