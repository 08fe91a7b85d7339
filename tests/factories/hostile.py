"""Files that want to do harm, made by code."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import pikepdf
from PIL import Image, PngImagePlugin


def picture(kind: str = "JPEG", size: tuple[int, int] = (40, 30), **saving: object) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", size, "teal").save(target, kind, **saving)
    return target.getvalue()


def telling_jpeg() -> bytes:
    """Camera, owner, place, comment and profile, all with a mark."""
    exif = Image.Exif()
    exif[0x010F] = "RAHASIA pembuat"
    exif[0x013B] = "RAHASIA pemilik"
    exif.get_ifd(0x8825)[1] = "S"
    exif.get_ifd(0x8825)[2] = (6.0, 53.0, 20.0)
    more = {"exif": exif, "comment": b"RAHASIA komentar", "icc_profile": b"RAHASIA profil" * 20}
    return picture("JPEG", **more)


def telling_png() -> bytes:
    told = PngImagePlugin.PngInfo()
    told.add_text("Author", "RAHASIA penulis")
    told.add_itxt("XML:com.adobe.xmp", "<x>RAHASIA xmp</x>")
    return picture("PNG", pnginfo=told)


def telling_webp() -> bytes:
    exif = Image.Exif()
    exif[0x010F] = "RAHASIA pembuat"
    return picture("WEBP", xmp=b"<x>RAHASIA xmp</x>", exif=exif)


def with_zip_behind(content: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("RAHASIA.txt", "RAHASIA")
    return content + packed.getvalue()


def flat_png(edge: int) -> bytes:
    """One colour, one bit a pixel: tiny on disk, `edge`² pixels in memory."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    packer = zlib.compressobj(9)
    rows = b"".join(packer.compress(bytes(1 + (edge + 7) // 8)) for _ in range(edge))
    header = struct.pack(">IIBBBBB", edge, edge, 1, 0, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", rows + packer.flush()) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def moving_png(frames: int) -> bytes:
    target = io.BytesIO()
    pictures = [Image.new("RGB", (16, 16), (n % 256, 0, 0)) for n in range(frames)]
    pictures[0].save(target, "PNG", save_all=True, append_images=pictures[1:])
    return target.getvalue()


def text_bomb_png() -> bytes:
    """A text chunk of 60 MB, packed into 60 KB."""
    told = PngImagePlugin.PngInfo()
    told.add_text("Comment", "A" * 60_000_000, zip=True)
    return picture("PNG", pnginfo=told)


def saved(document: pikepdf.Pdf, **options: object) -> bytes:
    target = io.BytesIO()
    document.save(target, **options)
    return target.getvalue()


def paper(pages: int = 1, edge: float = 600) -> pikepdf.Pdf:
    document = pikepdf.new()
    for _ in range(pages):
        document.add_blank_page().MediaBox = [0, 0, edge, edge]
    return document


def acting_pdf() -> bytes:
    """Everything at once that acts, reaches out, hides or tells."""
    document = paper()
    name, words = pikepdf.Name, pikepdf.Dictionary
    script = document.make_indirect(words(S=name.JavaScript, JS="app.alert('RAHASIA')"))
    launch = words(S=name.Launch, F="RAHASIA.exe")
    document.Root.OpenAction = script
    document.Root.AA = words(WC=launch)
    document.Root.Names = words(JavaScript=words(Names=["x", script]))
    document.Root.AcroForm = words(Fields=[], XFA="<xdp>RAHASIA</xdp>")
    place = words(
        Type=name.Annot, Subtype=name.Link, Rect=[0, 0, 9, 9],
        A=words(S=name.URI, URI="http://RAHASIA.example/"),
    )  # fmt: skip
    remark = words(
        Type=name.Annot, Subtype=name.Text, Rect=[0, 0, 9, 9], T="RAHASIA orang", Contents="-"
    )
    document.pages[0].Annots = [document.make_indirect(place), document.make_indirect(remark)]
    document.attachments["RAHASIA.txt"] = b"RAHASIA"
    document.docinfo["/Author"] = "RAHASIA penulis"
    with document.open_metadata() as told:
        told["dc:creator"] = ["RAHASIA penulis"]
    return saved(
        document, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable
    )


def locked_pdf() -> bytes:
    return saved(paper(), encryption=pikepdf.Encryption(owner="a", user="b"))


def looping_pdf() -> bytes:
    """Its cross-reference table says that it continues in itself."""
    body = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj\n"
    start = len(body)
    table = b"xref\n0 1\n0000000000 65535 f \ntrailer<</Root 1 0 R/Size 3/Prev %d>>\n" % start
    return body + table + b"startxref\n%d\n%%%%EOF" % start


def crowded_pdf(objects: int) -> bytes:
    document = paper()
    document.Root.Crowd = document.make_indirect(
        [document.make_indirect(pikepdf.Dictionary(N=n)) for n in range(objects)]
    )
    return saved(document, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def nested_pdf(depth: int) -> bytes:
    inner = b"[" * depth + b"]" * depth
    body = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R/X " + inner + b">>endobj\n"
    rest = b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    page = b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n"
    return body + rest + page + b"trailer<</Root 1 0 R/Size 4>>\nstartxref\n0\n%%EOF"
