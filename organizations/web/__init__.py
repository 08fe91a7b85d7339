"""What every page of the portal shares: the shell, rights on views, forms, buttons, lists.

Views declare a `right`; templates never compute one. Not visible is 404, visible but not
allowed is 403 with the reason.
"""

from organizations.web.asked import chosen, chosen_year, marker, paged
from organizations.web.downloads import (
    download,
    file_response,
    made_file,
    no_download,
    picture_response,
)
from organizations.web.forms import ConfirmPage, FormMixin, FormPage, add_errors, renew
from organizations.web.navigation import (
    NAVIGATION,
    NavGroup,
    NavItem,
    NavLink,
    NavSection,
    navigation,
    shell,
)
from organizations.web.once import TWICE, Sending
from organizations.web.pages import Crumb, QuietView, StaffView, page
from organizations.web.tabs import Tab, tabs
from organizations.web.transitions import Button, TransitionView, buttons

__all__ = [
    "NAVIGATION",
    "TWICE",
    "Button",
    "ConfirmPage",
    "Crumb",
    "FormMixin",
    "FormPage",
    "NavGroup",
    "NavItem",
    "NavLink",
    "NavSection",
    "QuietView",
    "Sending",
    "StaffView",
    "Tab",
    "TransitionView",
    "add_errors",
    "buttons",
    "chosen",
    "chosen_year",
    "download",
    "file_response",
    "made_file",
    "marker",
    "navigation",
    "no_download",
    "page",
    "paged",
    "picture_response",
    "renew",
    "shell",
    "tabs",
]
