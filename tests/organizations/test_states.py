"""States carry the tone of their badge themselves."""

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import CharField

from organizations.states import TONES, State
from performance.choices import CommentState, FollowUpState, UnlockState


def test_a_member_says_value_tone_and_label():
    class Door(State):
        OPEN = "open", "success", "Terbuka"
        SHUT = "shut", "danger", "Tertutup"

    assert Door.choices == [("open", "Terbuka"), ("shut", "Tertutup")]
    assert Door("shut").tone == Door.tone_of("shut") == "danger"
    assert Door.tone_of("") == "neutral"


def test_equal_values_of_two_states_keep_their_own_tone():
    class Gate(State):
        REJECTED = "rejected", "warning", "Ditolak"

    assert Gate.REJECTED == CommentState.REJECTED == UnlockState.REJECTED
    assert [s.REJECTED.tone for s in (Gate, CommentState)] == ["warning", "danger"]
    assert FollowUpState.OPEN.tone == "danger"


def test_a_state_without_a_tone_is_refused():
    with pytest.raises(ValueError, match="no tone"):

        class Window(State):
            OPEN = "open", "Terbuka"


def test_every_state_of_the_portal_has_a_tone():
    fields = [
        field
        for model in apps.get_models()
        if (settings.BASE_DIR / model.__module__.split(".")[0]).is_dir()
        for field in model._meta.get_fields()
        if isinstance(field, CharField) and field.name == "state" and field.choices
    ]

    tables = [set(states.choices) for states in State.__subclasses__()]
    assert len(fields) > 5
    for field in fields:
        assert any(set(field.choices) <= table for table in tables), field
    tones = {member.tone for states in State.__subclasses__() for member in states}
    assert tones <= set(TONES)
