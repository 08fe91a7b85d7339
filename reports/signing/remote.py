"""The national signing service (BSrE), or any that signs a whole PDF over HTTP.

Which address, which fields and how the answer looks is told to a city by the service itself, not to
the public: all of it is configuration, nothing here is a guess at it. Without an address the service
is not set up.
"""

from __future__ import annotations

import base64
import binascii
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from reports.signing.calling import Answer, Limits, posted
from reports.signing.service import Order, Secret
from reports.signing.troubles import ServiceAway, WrongPassphrase

PDF = b"%PDF-"


@dataclass(frozen=True)
class Contract:
    """What the service told the city.

    `fields` maps the names of form fields to texts in which {identity}, {passphrase}, {reason},
    {position}, {page}, {left}, {bottom}, {width} and {height} are filled in; `file_field` takes the
    document. `answer_field` names where JSON holds the signed file (base64); empty: the body is it.
    """

    url: str
    user: str = ""
    password: Secret = field(default_factory=lambda: Secret(""))
    file_field: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    answer_field: str = ""
    identity_label: str = ""  # what the signatory types; empty: their key is sent


@dataclass(frozen=True)
class RemoteService:
    contract: Contract
    limits: Limits = field(default_factory=Limits)
    title: str = "BSrE"
    asks_passphrase: bool = True

    @property
    def identity_label(self) -> str:
        return self.contract.identity_label

    def sign(self, content: bytes, order: Order) -> bytes:
        boundary = secrets.token_hex(16)
        body = _form(self.contract, content, order, boundary)
        headers = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
        if self.contract.user:
            pair = f"{self.contract.user}:{self.contract.password.reveal()}".encode()
            headers["Authorization"] = f"Basic {base64.b64encode(pair).decode('ascii')}"
        who = f"Layanan tanda tangan {self.title}"
        return self._read(posted(self.contract.url, body, headers, self.limits, who=who))

    def _read(self, answer: Answer) -> bytes:
        if 400 <= answer.status < 500:
            raise WrongPassphrase(
                f"{self.title} menolak permintaan ini (kode {answer.status}). Periksa frasa sandi "
                "Anda; bila sudah benar, hubungi admin sistem. Tidak ada yang ditandatangani."
            )
        content = _document(answer, self.contract.answer_field) if answer.status == 200 else b""
        if not content.startswith(PDF):
            raise ServiceAway(
                f"{self.title} tidak mengirim dokumen bertanda tangan (kode {answer.status}). Tidak "
                "ada yang ditandatangani; coba lagi nanti."
            )
        return content


def _document(answer: Answer, name: str) -> bytes:
    if not name:
        return answer.body
    try:
        return base64.b64decode(json.loads(answer.body)[name], validate=True)
    except (ValueError, KeyError, TypeError, binascii.Error):
        return b""


def _form(contract: Contract, content: bytes, order: Order, boundary: str) -> bytes:
    told = {
        "identity": order.signatory.typed.reveal() or order.signatory.key,
        "passphrase": order.signatory.passphrase.reveal(),
        "reason": order.reason,
        "position": order.signatory.position,
        **order.place,
    }
    parts = [
        _part(boundary, f'name="{name}"', text.format_map(told).encode())
        for name, text in contract.fields.items()
    ]
    named = f'name="{contract.file_field}"; filename="dokumen.pdf"\r\nContent-Type: application/pdf'
    return b"".join([*parts, _part(boundary, named, content), f"--{boundary}--\r\n".encode()])


def _part(boundary: str, named: str, content: bytes) -> bytes:
    head = f"--{boundary}\r\nContent-Disposition: form-data; {named}\r\n\r\n"
    return head.encode() + content + b"\r\n"
