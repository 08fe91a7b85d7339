"""In a limited child: a picture drawn anew, so that nothing but its pixels is left.

Options: the kind as Pillow calls it, the kind to write (JPEG or PNG), the most pixels, the edge of
the square it has to fit into (0: any), and parts to draw black, each left, top, width and height in
percent ("10,20,30,5;50,50,20,20").
"""

import io

import pi_heif
from PIL import (
    Image,
    ImageOps,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

LOADED = (JpegImagePlugin, MpoImagePlugin, PngImagePlugin, TiffImagePlugin, WebPImagePlugin)
SAVING = {"JPEG": {"quality": 88, "optimize": True}, "PNG": {"optimize": False}}


def prepare(kind: str, target: str, *_: str) -> None:
    """Load what Pillow loads only when it meets a file."""
    Image.MAX_IMAGE_PIXELS = None  # counted below, before anything is decoded
    Image.preinit()
    pi_heif.options.DECODE_THREADS = 1
    pi_heif.register_heif_opener(thumbnails=False)
    sample, loaded = io.BytesIO(), "JPEG" if kind == "HEIF" else kind  # HEIF is only read
    Image.new("RGB", (8, 8)).save(sample, loaded)
    answer(sample.getvalue(), loaded, target, "64", "4")


def answer(content: bytes, kind: str, target: str, *options: str) -> bytes:
    """`ok` and the picture, or one word that says what is wrong with it."""
    most_pixels, fit, black = (*options, "")[:3]
    try:
        with Image.open(io.BytesIO(content), formats=[kind]) as picture:
            if picture.width * picture.height > int(most_pixels):
                return b"pixels\n"
            picture.load()
            clean = copied(picture, target, int(fit))
            blacken(clean, black)
    except (OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, EOFError):
        return b"broken\n"
    return b"ok\n" + saved(clean, target)


def copied(picture: Image.Image, target: str, fit: int) -> Image.Image:
    """The first frame the right way up, pixel by pixel: no place, camera, comment or tail."""
    ImageOps.exif_transpose(picture, in_place=True)
    is_clear = "A" in picture.mode or "a" in picture.mode or "transparency" in picture.info
    if is_clear or picture.mode == "P":
        plain = picture.convert("RGBA")
    else:
        plain = picture.convert("L" if picture.mode in ("1", "L") else "RGB")
    if fit:
        plain.thumbnail((fit, fit))
    if plain.mode == "RGBA" and target == "JPEG":
        clean = Image.new("RGB", plain.size, "white")
        clean.paste(plain, mask=plain)
        return clean
    clean = Image.new(plain.mode, plain.size)
    clean.paste(plain)
    return clean


def blacken(clean: Image.Image, parts: str) -> None:
    """Nothing of what was there is left in a black part, edges rounded outward."""
    ink = {"L": 0, "RGB": (0, 0, 0), "RGBA": (0, 0, 0, 255)}[clean.mode]
    for part in filter(None, parts.split(";")):
        left, top, width, height = (int(number) for number in part.split(","))
        right, bottom = left + width, top + height
        box = (
            clean.width * left // 100,
            clean.height * top // 100,
            min(clean.width, -(-clean.width * right // 100)),
            min(clean.height, -(-clean.height * bottom // 100)),
        )
        if box[0] < box[2] and box[1] < box[3]:
            clean.paste(ink, box)


def saved(clean: Image.Image, target: str) -> bytes:
    out = io.BytesIO()
    try:
        clean.save(out, target, **SAVING[target])
    except (OSError, ValueError) as error:  # how an encoder says that memory ran out
        raise MemoryError from error
    return out.getvalue()
