"""What performance puts on the front page."""

from organizations.panels import FRONT, FrontSource
from performance.overview.views.public import front_panel

FRONT.file(FrontSource("performance", front_panel, order=10))
