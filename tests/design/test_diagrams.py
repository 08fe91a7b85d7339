"""The diagrams in docs are those of the tables."""

from organizations.management.commands.draw_states import PAGE, drawn
from performance.choices import SubmissionState


def test_the_page_of_states_is_drawn_from_the_tables():
    assert PAGE.read_text(encoding="utf-8") == drawn(), "run manage.py draw_states"


def test_every_state_and_move_is_drawn():
    page = drawn()

    assert all(f": {state.label}" in page for state in SubmissionState)
    assert "verified --> accepted: Terima" in page
    assert "final --> closing: Buka penetapan" in page
