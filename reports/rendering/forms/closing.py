"""The end of a form: notes, signatures, and the way to check the document.

Nobody signs a page with nothing on it: the last rows and notes go along when it turns.
"""

from __future__ import annotations

from collections.abc import Sequence

from reports.definitions import ReportData, Signer
from reports.pdf.flow import Flow
from reports.pdf.setting import STRONG, WEAK
from reports.pdf.sheet import MM, Style
from reports.pdf.structure import Element
from reports.rendering.forms.frame import Frame
from reports.rendering.forms.look import CHECKED, INK, NOTE, SIGNED, SIGNED_NAME
from reports.rendering.forms.words import apart, lines_of
from reports.signing.fields import PLACE, WIDTH

TAIL = 3  # lines under the table that the signatures stand with
ABOVE = 3 * MM  # of notes
BULLET = 3 * MM
NAME_ROOM = 23 * MM  # for the signature itself, by hand or electronic
BELOW_POSITION = 1 * MM  # of the block of an electronic signature
QR = 24 * MM
DOTS = "……………………………"


class Closing:
    """What follows the last table of a form."""

    def __init__(self, flow: Flow, data: ReportData, frame: Frame) -> None:
        self.flow = flow
        self.data = data
        self.frame = frame
        self.signers = data.signers
        slots = max(1, len(self.signers), 2 if len(self.signers) == 1 else 1)
        self.slot = flow.area.width / slots
        self.first_slot = slots - max(1, len(self.signers))

    # -- how tall -------------------------------------------------------------------------

    def height(self) -> float:
        """Signatures and the code."""
        return self._signatures_height() + self._check_height()

    def below(self, notes: Sequence[str]) -> float:
        """What stands with the last rows of the last table: the end with its few notes; many
        notes have lines enough to stand with it themselves."""
        lines = sum(len(self._note_lines(note)) for note in notes)
        if lines > TAIL:
            return ABOVE + NOTE.leading
        return (ABOVE + lines * NOTE.leading if lines else 0) + self.height()

    def _signatures_height(self) -> float:
        if not self.signers:
            return 0
        lines = 2 + self._position_lines() + 3
        return 6 * MM + lines * SIGNED.leading + NAME_ROOM

    def _position_lines(self) -> int:
        return max(len(self._position(signer)) for signer in self.signers)

    def _position(self, signer: Signer) -> list[str]:
        return lines_of(self.flow, signer.position, SIGNED, self.slot - 12 * MM)

    def _check_height(self) -> float:
        return QR + 8 * MM if self.frame.code and self.frame.qr is not None else 0

    def _note_lines(self, note: str) -> list[str]:
        return lines_of(self.flow, note, NOTE, self.flow.area.width - BULLET)

    # -- notes ----------------------------------------------------------------------------

    def notes(self, notes: Sequence[str], *, is_last: bool) -> None:
        """The lines under a table as a list; under the last one the end keeps some of them."""
        if not notes:
            return
        flow, structure = self.flow, self.flow.document.structure
        flow.y -= ABOVE
        left = sum(len(self._note_lines(note)) for note in notes)
        whole = structure.begin("L", A=structure.attributes("List", ListNumbering="Disc"))
        for note in notes:
            item = structure.begin("LI", whole)
            bullet, body = structure.begin("Lbl", item), structure.begin("LBody", item)
            for place, line in enumerate(self._note_lines(note)):
                keeps = is_last and left == TAIL
                flow.need(NOTE.leading * left + self.height() if keeps else NOTE.leading)
                flow.y -= NOTE.leading
                if place == 0:
                    flow.sheet.text(bullet, ["•"], flow.area.left, flow.y, NOTE)
                flow.sheet.text(body, [line], flow.area.left + BULLET, flow.y, NOTE)
                left -= 1
            for element in (bullet, body, item):
                structure.end(element)
        structure.end(whole)

    # -- signatures -----------------------------------------------------------------------

    def draw(self) -> None:
        """Signatures side by side, then the code."""
        self.flow.need(min(self.height(), self.flow.area.height))
        if self.signers:
            self._signatures()
        if self._check_height():
            self._check()

    def _signatures(self) -> None:
        flow, structure = self.flow, self.flow.document.structure
        top = flow.y - 6 * MM
        whole = structure.begin("Sect")
        lines = self._position_lines()
        for place, signer in enumerate(self.signers):
            middle = flow.area.left + self.slot * (self.first_slot + place + 0.5)
            block = structure.begin("Div", whole)
            is_last = place == len(self.signers) - 1
            self._signature(block, signer, (middle, top), lines, is_last=is_last)
            room = top - (lines + 2) * SIGNED.leading - BELOW_POSITION
            corner = (middle - WIDTH / 2, room)
            flow.document.name_place(flow.sheet, PLACE.format(place + 1), *corner)
            structure.end(block)
        structure.end(whole)
        flow.y -= self._signatures_height()

    def _signature(
        self, block: Element, signer: Signer, at: tuple[float, float], lines: int, *, is_last: bool
    ) -> None:
        x, y = at
        y -= SIGNED.leading
        if is_last and self.data.place_date:
            self._line(block, [self.data.place_date], (x, y), SIGNED)
        y -= SIGNED.leading
        head = [f"{signer.heading},"] if signer.heading else []
        self._line(block, [*head, *self._position(signer)], (x, y), SIGNED)
        y -= lines * SIGNED.leading + NAME_ROOM
        name = signer.name or DOTS
        self._line(block, [name], (x, y), SIGNED_NAME)
        if signer.name:
            half = self.flow.setter.width(name, SIGNED.size, bold=True) / 2
            self.flow.sheet.lines([(x - half, y - 1.4, x + half, y - 1.4)], 0.5, INK)
        number = f"NIP. {signer.employee_number}" if signer.employee_number else ""
        for text in (signer.rank, number):
            if text:
                y -= SIGNED.leading
                self._line(block, [text], (x, y), SIGNED)

    def _line(
        self, parent: Element, lines: Sequence[str], at: tuple[float, float], style: Style
    ) -> None:
        if not lines:
            return
        structure = self.flow.document.structure
        element = structure.begin("P", parent)
        self.flow.sheet.text(element, apart(lines), *at, style)
        structure.end(element)

    # -- the code -------------------------------------------------------------------------

    def _check(self) -> None:
        flow, frame, structure = self.flow, self.frame, self.flow.document.structure
        flow.y -= 8 * MM
        left, bottom = flow.area.left, flow.y - QR
        shape = structure.attributes("Layout", BBox=[left, bottom, left + QR, flow.y])
        said = f"Kode QR ke halaman verifikasi {frame.code}"
        figure = structure.begin("Figure", Alt=said, A=shape)
        flow.sheet.picture(figure, self._squares(left, flow.y))
        structure.end(figure)
        x, y = left + QR + 4 * MM, flow.y - QR / 2 + 1.1 * CHECKED.leading
        code = f"Kode dokumen {STRONG}{frame.code}{WEAK}"
        self._line(structure.document, [code], (x, y), CHECKED)
        self._address("Pindai kode QR atau buka ", x, y - CHECKED.leading)
        told = [
            "untuk memeriksa keaslian dan kesesuaian data. ",
            f"Dicetak {frame.printed_at} · sidik jari data {frame.fingerprint}",
        ]
        self._line(structure.document, told, (x, y - 2 * CHECKED.leading), CHECKED)
        flow.y = bottom

    def _address(self, before: str, x: float, y: float) -> None:
        """The address of the page that checks the document, as a link."""
        document, frame = self.flow.document, self.frame
        structure, sheet = document.structure, self.flow.sheet
        element = structure.begin("P")
        sheet.text(element, [before], x, y, CHECKED)
        x += self.flow.setter.width(before, CHECKED.size)
        wide = self.flow.setter.width(frame.verify_url, CHECKED.size)
        link = structure.begin("Link", element)
        sheet.text(link, [frame.verify_url], x, y, CHECKED)
        area = (round(x, 2), round(y - 2, 2), round(x + wide, 2), round(y + 8, 2))
        document.link(sheet, link, area, frame.verify_url, f"Periksa dokumen {frame.code}")
        structure.end(link)
        structure.end(element)

    def _squares(self, left: float, top: float) -> str:
        """The symbol as one path, neighbours in a row drawn together."""
        matrix = [list(row) for row in self.frame.qr.matrix]
        step = QR / len(matrix)
        parts = ["0 g"]
        for down, row in enumerate(matrix):
            at = 0
            while at < len(row):
                end = at
                while end < len(row) and row[end]:
                    end += 1
                if end > at:
                    x, y = left + at * step, top - (down + 1) * step
                    parts.append(f"{x:.2f} {y:.2f} {(end - at) * step:.2f} {step:.2f} re")
                at = end + 1
        return " ".join([*parts, "f"])
