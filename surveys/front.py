"""What the survey puts on the front page."""

from organizations.panels import FRONT, FrontSource
from surveys.public.views.front import front_panel

FRONT.file(FrontSource("surveys", front_panel, order=7))
