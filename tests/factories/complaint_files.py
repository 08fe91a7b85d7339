"""Files of reports as tests need them."""

from __future__ import annotations

import hashlib
from typing import Any

from complaints.models import Attachment, Complaint
from organizations.storage import evidence, save
from tests.factories.hostile import picture


def photo(case: Complaint, **fields: Any) -> Attachment:
    content = picture()
    given = {"shown_name": "foto.jpg", "author": "pelapor", **fields}
    return Attachment.objects.create(
        complaint=case,
        file=save(evidence(), "complaints/uji.jpg", content),
        mime="image/jpeg",
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        **given,
    )
