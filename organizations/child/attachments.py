"""In a limited child: the files that a PDF carries, as JSON.

Options: the most objects, the most files and the most bytes of them together. The answer holds
`files`, each with its `name` and its `content` in base 64; or an `error` in one word.
"""

import base64
import io
import json

import pikepdf

MOST_LEVELS = 12  # of the tree of names; one of ours has one


class Refused(Exception):
    """One word: what is wrong with the file."""


def prepare(*_: str) -> None:
    """Load what the library loads only when it meets a file."""
    sample = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.attachments["a.csv"] = pikepdf.AttachedFileSpec(pdf, b"a")
        pdf.save(sample)
    read(sample.getvalue(), 100, 1, 10)


def answer(content: bytes, *limits: str) -> bytes:
    try:
        found = {"files": read(content, *(int(limit) for limit in limits))}
    except Refused as reason:
        found = {"error": str(reason)}
    except pikepdf.PasswordError:
        found = {"error": "locked"}
    except (pikepdf.PdfError, RecursionError, RuntimeError, ArithmeticError):
        found = {"error": "broken"}
    except (ValueError, TypeError, LookupError, AttributeError):
        found = {"error": "broken"}
    return json.dumps(found).encode()


def read(content: bytes, objects: int, files: int, most_bytes: int) -> list:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        if pdf.is_encrypted:
            raise Refused("locked")
        if int(pdf.trailer["/Size"]) > objects:
            raise Refused("objects")
        found, left = [], most_bytes
        for name, specification in named(pdf, files):
            carried = specification["/EF"]["/F"].read_bytes()
            left -= len(carried)
            if left < 0:
                raise Refused("files")
            text = base64.b64encode(carried).decode()
            found.append({"name": name[:200], "content": text})
        return found


def named(pdf: pikepdf.Pdf, most: int) -> list:
    """Names and file specifications, in the order of the tree of names."""
    names = pdf.Root.get("/Names")
    tree = names.get("/EmbeddedFiles") if names is not None else None
    found: list = []
    if tree is not None:
        gather(tree, found, most, 0)
    return found


def gather(node: pikepdf.Object, found: list, most: int, level: int) -> None:
    if level > MOST_LEVELS:
        raise Refused("broken")
    pairs = node.get("/Names", [])
    for place in range(0, len(pairs), 2):
        specification = pairs[place + 1]
        name = specification.get("/UF", specification.get("/F", pairs[place]))
        if len(found) >= most:
            raise Refused("files")
        found.append((str(name), specification))
    for child in node.get("/Kids", []):
        gather(child, found, most, level + 1)
