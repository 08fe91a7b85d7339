"""What innovations put on the front page."""

from innovations.award.views.history import competition_panel
from innovations.public.views.front import front_panel
from organizations.panels import FRONT, FrontSource

FRONT.file(FrontSource("innovations", front_panel, order=8))
FRONT.file(FrontSource("competitions", competition_panel, order=9))
