"""Templates are broken into lines for people; what is sent to a browser or to a document is not.

A table of thousands of rows would carry the indentation of its template in every cell: the E.60 of a
city grew from 2 to 7 MB. Taken away once, when a template is read, it costs nothing afterwards. A
sentence that a template breaks is one sentence again in the page.
"""

import re

from django.template import Origin
from django.template.loaders import filesystem

BREAK = re.compile(r"\s*\n\s*(>?)")  # a tag of many lines ends with ">" on a line of its own
INDENTATION = re.compile(r"\n[ \t]+")


class Loader(filesystem.Loader):
    """Reads the templates of the project; a line break and the blanks around it become one blank.

    None is left before the end of a tag. With DEBUG the line breaks stay, so that an error page
    points at the line of the file.
    Only HTML; a mail is sent as it is written.
    """

    def get_contents(self, origin: Origin) -> str:
        contents = super().get_contents(origin)
        if not origin.name.endswith(".html"):
            return contents
        if self.engine.debug:
            return INDENTATION.sub("\n", contents)
        return BREAK.sub(lambda found: found[1] or " ", contents)
