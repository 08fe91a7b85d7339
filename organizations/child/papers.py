"""In a limited child: a PDF in which nothing acts, reaches out or tells about its author.

Options: the most pages and the most objects. The file is written anew, so that what an older
version of it or a stranger put around it is gone.
"""

import io

import pikepdf
from pikepdf import sanitize

MAX_DEPTH = 40
MAX_EDGE = 14_400  # points; the largest page the format itself allows (ISO 32000-1, annex C.2)

ACTIVE_KEYS = (
    "/OpenAction",
    "/AA",
    "/JS",
    "/EF",
    "/AF",
    "/URI",
    "/XFA",
    "/Metadata",
    "/PieceInfo",
    "/Collection",
)
ACTIVE_KINDS = {
    "/JavaScript",
    "/Launch",
    "/URI",
    "/SubmitForm",
    "/ImportData",
    "/GoToR",
    "/GoToE",
    "/Rendition",
    "/Movie",
    "/Sound",
    "/RichMediaExecute",
}
FORM_FIELD = "/Widget"  # its /T is the field's name; of every other annotation it is a person


class Refused(Exception):
    """One word: what is wrong with the file."""


def prepare(*_: str) -> None:
    """Load what the library loads only when it meets a file."""
    sample = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(sample)
    tame(sample.getvalue(), 1, 100)


def answer(content: bytes, most_pages: str, most_objects: str) -> bytes:
    try:
        return b"ok\n" + tame(content, int(most_pages), int(most_objects))
    except Refused as reason:
        return f"{reason}\n".encode()
    except pikepdf.PasswordError:
        return b"locked\n"
    except (pikepdf.PdfError, RecursionError, RuntimeError, ValueError, TypeError, KeyError):
        return b"broken\n"


def tame(content: bytes, most_pages: int, most_objects: int) -> bytes:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        require_readable(pdf, most_pages, most_objects)
        disarm(pdf)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
        return out.getvalue()


def require_readable(pdf: pikepdf.Pdf, most_pages: int, most_objects: int) -> None:
    if pdf.is_encrypted:
        raise Refused("locked")
    if len(pdf.objects) > most_objects:
        raise Refused("objects")
    if len(pdf.pages) > most_pages:
        raise Refused("pages")
    if len(pdf.pages) == 0:
        raise Refused("broken")
    for page in pdf.pages:
        left, bottom, right, top = (float(edge) for edge in page.mediabox)
        if max(abs(right - left), abs(top - bottom)) > MAX_EDGE:
            raise Refused("edge")


def disarm(pdf: pikepdf.Pdf) -> None:
    sanitize.remove_javascript(pdf)
    sanitize.remove_attachments(pdf)
    sanitize.remove_external_access(pdf)
    sanitize.remove_multimedia(pdf)
    for thing in pdf.objects:
        strip(thing, 0)
    strip(pdf.Root, 0)
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]


def strip(thing: object, depth: int) -> None:
    """Remove what acts or tells from a dictionary and from those directly inside it."""
    if depth > MAX_DEPTH:
        raise Refused("broken")
    if isinstance(thing, pikepdf.Array):
        inside = list(thing)
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        strip_keys(thing)
        inside = [thing.get(key) for key in list(thing.keys())]
    else:
        return
    for inner in inside:
        if isinstance(inner, pikepdf.Object) and not inner.is_indirect:
            strip(inner, depth + 1)


def strip_keys(thing: pikepdf.Object) -> None:
    for key in ACTIVE_KEYS:
        if key in thing:
            del thing[key]
    if str(thing.get("/S", "")) in ACTIVE_KINDS:
        del thing["/S"]
    is_remark = "/Rect" in thing and str(thing.get("/Subtype", "")) not in ("", FORM_FIELD)
    if is_remark and "/T" in thing:
        del thing["/T"]
