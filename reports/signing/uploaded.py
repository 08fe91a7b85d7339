"""In a limited child (organizations.child): what the signatures of an uploaded file say, as JSON.

Options: files or folders of the trusted roots. The answer is a list of verdicts, or null where the
file is no PDF that can be read.
"""

import io
import json
import sys
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))  # started alone, with nothing on its path

from cryptography.hazmat.primitives.serialization import pkcs12
from pyhanko.pdf_utils.generic import StreamObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import PageObject, PdfFileWriter
from pyhanko.sign import signers

from reports.signing.keys import Key, roots_in
from reports.signing.service import Secret
from reports.signing.trial import Wanted, make_authority, make_key
from reports.signing.verdict import Unreadable, read_signatures

roots = []


def prepare(*places):
    """Read the roots; sign and judge a sample, so that everything needed is loaded by then."""
    roots.extend(roots_in(Path(place) for place in places))
    read_signatures(_sample(), roots)


def answer(content, *places):
    try:
        found = read_signatures(content, roots)
    except Unreadable:
        return b"null"
    return json.dumps([asdict(each) for each in found], default=datetime.isoformat).encode()


def _sample():
    blank = PdfFileWriter()
    stream = blank.add_object(StreamObject(stream_data=b""))
    blank.insert_page(PageObject(contents=stream, media_box=(0, 0, 100, 100)))
    target = io.BytesIO()
    blank.write(target)
    now = datetime.now(UTC)
    authority = make_authority(now - timedelta(days=1))
    days = (now - timedelta(days=1), now + timedelta(days=1))
    made = pkcs12.load_pkcs12(make_key(authority, Wanted("a", "A"), Secret(""), days), None)
    signer = Key(made.key, made.cert.certificate, (authority.certificate,)).signer()
    for name in ("A", "B"):
        metadata = signers.PdfSignatureMetadata(field_name=name)
        target = signers.sign_pdf(IncrementalPdfFileWriter(target), metadata, signer=signer)
    return target.getvalue()
