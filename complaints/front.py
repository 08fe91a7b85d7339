"""What complaints puts on the front page: first of all, how to report and how to follow."""

from complaints.public.views.front import front_panel
from organizations.panels import FRONT, FrontSource

FRONT.file(FrontSource("complaints", front_panel, order=5))
