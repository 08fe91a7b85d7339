"""Reports of every kind that must not be read by everybody, written through the real actions."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from typing import Any
from uuid import uuid4

from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from complaints.exchange.actions.exporting import ask_secret_export
from complaints.intake.actions.coming import ContactGiven
from complaints.intake.actions.dialogue import add_message
from complaints.intake.actions.following import follow_report
from complaints.intake.actions.judging import rate_answer
from complaints.intake.actions.sending import send_due_notices
from complaints.models import Area, ChildReport, Complaint, Reporter
from complaints.public.actions.following import ask_to_follow
from complaints.staff.actions import (
    answering,
    bans,
    joining,
    moderation,
    notes,
    privacy,
    retention,
    routing,
    words,
)
from organizations.actions.mail import send_waiting
from organizations.choices import Role
from organizations.models import Organization, User
from tests.complaints.child.people import filed as child_filed
from tests.complaints.child.people import opened as child_opened
from tests.complaints.exchange.sp4n_files import looked, row
from tests.complaints.intake.citizen import answer, sent, unlocked
from tests.complaints.leaks.marks import mark
from tests.factories.hostile import paper, saved
from tests.factories.organizations import make_user

SEARCHED = "berlubang"  # a word all of them hold
SECRET, ANONYMOUS, WAITING, SHOWN = "rahasia", "anonim", "menunggu", "tayang"
HIDDEN, MERGED, ARCHIVED, WATCHED = "sembunyi", "gabung", "arsip", "awas"
OTHER, PART, UNSENT, CHILD, FOLLOWER = "lain", "bagian", "draf", "anak", "pengikut"
BLACKENED = (ANONYMOUS, SHOWN, OTHER)  # the desk took words out; they are sealed
AREA, SENDER, EXPORT = (
    "langganan",
    "blokir",
    "sp4n",
)  # no reports: who follows, who is barred, a file
SENT = (SECRET, ANONYMOUS, WAITING, SHOWN, HIDDEN, MERGED, ARCHIVED, WATCHED, OTHER)

ADDRESS = "203.0.113.77"  # of every citizen
_shades = count(5, 5)  # no two files are alike


@dataclass
class World:
    """What was planted, and those who look for it."""

    own: Organization
    foreign: Organization
    desk: User
    cases: dict[str, Complaint]
    secrets: dict[str, str]
    child: ChildReport
    holders: dict[str, Client]  # citizens with an open ticket
    mails: str  # subjects and bodies; whom they go to is known to who sends them

    def numbers(self) -> dict[str, str]:
        found = {name: case.number for name, case in self.cases.items()}
        return {**found, CHILD: self.child.number}


def plant(own: Organization, foreign: Organization) -> World:
    desk, unit = make_user(Role.BAGIAN_ORGANISASI), make_user(Role.ADMIN_PENGHUBUNG, own)
    area = Area.objects.create(code="33-75-09", name="Uji Dalam")
    citizens = {name: _browser(name) for name in SENT}
    cases: dict[str, Complaint] = {}
    secrets: dict[str, str] = {}
    for name, client in citizens.items():
        cases[name], secrets[name] = _sent(client, name, area)
    answer(_browser(UNSENT), **_answers(UNSENT, area))
    for name in (SECRET, ANONYMOUS, SHOWN, HIDDEN, MERGED, WATCHED, OTHER):
        _worked_on(cases[name], name, foreign if name in (WATCHED, OTHER) else own, desk)
    routing.classify_case(case=cases[WATCHED], by=desk, kind="pengawasan", accused=own)
    for name in (SHOWN, HIDDEN):
        _moderated(cases[name], desk)
    moderation.hide_case(case=cases[HIDDEN], by=desk, reason=mark(HIDDEN, "alasan"))
    _followed(cases[SHOWN], citizens)
    _asked_for_name(cases[ANONYMOUS], desk)
    cases[PART] = _part(cases[SHOWN], foreign, desk)
    joining.merge_case(case=cases[MERGED], number=cases[SHOWN].number, by=desk)
    routing.archive_case(case=cases[ARCHIVED], by=desk, reason=mark(ARCHIVED, "jawaban"))
    _answered(cases[SECRET], SECRET, unit)
    for name in (SECRET, OTHER):
        unlocked(citizens[name], cases[name], secrets[name])
    retention.hold_case(case=cases[HIDDEN], by=desk, reason=mark(HIDDEN, "alasan"))
    answering.ask_reporter(case=cases[OTHER], by=desk, text=f"Foto {mark(OTHER, 'jawaban')}")
    _beside(area, desk)
    child = _child(own)
    send_due_notices(now=timezone.now())
    send_waiting()
    for case in cases.values():
        case.refresh_from_db()
    mails = "\n".join(f"{one.subject}\n{one.body}" for one in mail.outbox)
    return World(own, foreign, desk, cases, secrets, child, citizens, mails)


def _browser(name: str) -> Client:
    return Client(REMOTE_ADDR=ADDRESS, headers={"user-agent": f"Peramban {mark(name, 'peramban')}"})


def _answers(name: str, area: Area) -> dict[str, Any]:
    told = f" Nama saya {mark(name, 'asli')}." if name in BLACKENED else ""
    return {
        "text": f"Jalan {SEARCHED} di depan pasar. {mark(name, 'teks')}{told}",
        "area": area.pk,
        "address": f"Gang {mark(name, 'alamat')}",
        "latitude": mark(name, "titik"),
        "longitude": mark(name, "bujur"),
        "files": [telling_photo(name), telling_paper(name)],
        "is_secret": "on" if name == SECRET else "",
        "is_anonymous": "on" if name == ANONYMOUS else "",
        "name": f"Bapak {mark(name, 'nama')}",
        "email": mark(name, "surel"),
        "phone": mark(name, "telepon"),
        "mail_wanted": "on",
        "whatsapp_wanted": "on",
    }


def _sent(client: Client, name: str, area: Area) -> tuple[Complaint, str]:
    case, secret = sent(client, **_answers(name, area))
    Complaint.objects.filter(pk=case.pk).update(
        subject=f"{SEARCHED} {mark(name, 'judul')}", area=area
    )
    reporter = Reporter.objects.get(complaint=case)
    reporter.address = mark(name, "rumah")
    reporter.save()
    case.refresh_from_db()
    return case, secret


def telling_photo(name: str) -> SimpleUploadedFile:
    """Named after somebody, with owner, camera, comment and place inside."""
    exif = Image.Exif()
    exif[0x010F], exif[0x013B] = mark(name, "kamera"), mark(name, "pemilik")
    exif.get_ifd(0x8825).update({1: "S", 2: (6.0, 53.0, 20.0), 3: "E", 4: (109.0, 40.0, 30.0)})
    target = io.BytesIO()
    picture = Image.new("RGB", (60, 40), (next(_shades), 90, 90))
    picture.save(target, "JPEG", exif=exif, comment=mark(name, "komentar").encode())
    return SimpleUploadedFile(f"{mark(name, 'berkas')}.jpg", target.getvalue(), "image/jpeg")


def telling_paper(name: str) -> SimpleUploadedFile:
    document = paper(edge=500 + next(_shades))
    document.docinfo["/Author"] = mark(name, "penulis")
    with document.open_metadata() as told:
        told["dc:creator"] = [mark(name, "penulis")]
    content = saved(document)
    return SimpleUploadedFile(f"{mark(name, 'berkas')}.pdf", content, "application/pdf")


def _worked_on(case: Complaint, name: str, unit: Organization, desk: User) -> None:
    """Passed on twice, noted, drafted, written about, a file hidden."""
    reason = mark(name, "alasan")
    if name in BLACKENED:
        kept = case.text.partition(" Nama saya")[0]
        given = {"subject": case.subject, "words": kept, "address": case.address}
        case = words.blacken_words(case=case, by=desk, **given)
    routing.route_case(case=case, unit=unit, by=desk)
    routing.start_case(case=case, by=desk)
    notes.write_note(case=case, by=desk, text=f"Antar petugas {mark(name, 'catatan')}")
    told = f". Nama saya {mark(name, 'asli')}" if case.is_anonymous else ""
    said = f"{mark(name, 'balasan')}{told}"
    add_message(case=case, text=said, now=timezone.now(), uploads=[telling_photo(name)])
    case.segments.update(reason=reason)
    answering.tell_progress(case=case, text=f"Kabar {mark(name, 'jawaban')}", by=desk)
    answering.draft_answer(case=case, text=f"Konsep {mark(name, 'konsep')}", by=desk)
    paper = case.attachments.filter(mime="application/pdf").earliest("pk")
    moderation.hide_file(attachment=paper, by=desk, reason=mark(name, "alasan-berkas"))
    case.refresh_from_db()


def _moderated(case: Complaint, desk: User) -> None:
    """Shown in other words, with one photo of which a part is black."""
    photo = case.attachments.filter(mime="image/jpeg").earliest("pk")
    moderation.redact_photo(attachment=photo, by=desk, boxes=[(0, 0, 50, 50)])
    moderation.show_case(
        case=case,
        by=desk,
        subject=f"Jalan {SEARCHED}",
        text=f"Jalan {SEARCHED} di depan pasar.",
        reason=mark(SHOWN, "alasan"),
        photos=frozenset({photo.pk}),
    )
    case.refresh_from_db()


def _followed(case: Complaint, citizens: dict[str, Client]) -> None:
    contact = ContactGiven(
        name=mark(FOLLOWER, "nama"),
        email=mark(FOLLOWER, "surel"),
        phone=mark(FOLLOWER, "telepon"),
        mail_wanted=True,
        whatsapp_wanted=True,
    )
    done = follow_report(case=case, contact=contact)
    add_message(
        case=case,
        text=mark(FOLLOWER, "balasan"),
        now=timezone.now(),
        uploads=[telling_photo(FOLLOWER)],
        supporter=done.supporter,
    )
    second = follow_report(case=case)
    citizens[FOLLOWER] = unlocked(_browser(FOLLOWER), case, second.secret)


def _asked_for_name(case: Complaint, desk: User) -> None:
    request = privacy.ask_identity(case=case, by=desk, reason=mark(ANONYMOUS, "alasan-nama"))
    privacy.decide_identity(request=request, by=make_user(Role.PENJAGA_IDENTITAS), granted=True)
    privacy.read_identity(case=case, by=desk, reason=mark(ANONYMOUS, "alasan-nama"))


def _part(case: Complaint, unit: Organization, desk: User) -> Complaint:
    parts = joining.split_case(
        case=case,
        units=[unit],
        subject=f"{SEARCHED} {mark(PART, 'judul')}",
        text=f"{SEARCHED} {mark(PART, 'teks')}",
        by=desk,
    )
    return parts[0]


def _beside(area: Area, desk: User) -> None:
    """Who follows an area, who is barred, and a file of SP4N-LAPOR! between its two steps."""
    mail_to = mark(AREA, "surel")
    ask_to_follow(area=area, category=None, every="harian", email=mail_to, now=timezone.now())
    bans.ban_sender(
        contact=mark(SENDER, "telepon"),
        until=timezone.localdate() + timedelta(days=9),
        reason=mark(SENDER, "alasan"),
        by=desk,
    )
    told = {"Judul_Laporan": mark(EXPORT, "judul"), "Isi_Laporan": mark(EXPORT, "teks")}
    looked(desk, [row(1, **told, Rahasia="Ya", Nama_Pelapor=mark(EXPORT, "nama"))])
    ask_secret_export(by=desk, reason=mark(EXPORT, "alasan"), shape="csv")


def _answered(case: Complaint, name: str, by: User) -> None:
    answering.send_answer(
        case=case, text=mark(name, "jawaban"), public_text=mark(name, "jawaban"), by=by
    )
    rate_answer(case=case, stars=2, text=mark(name, "nilai"), now=timezone.now())


def _child(unit: Organization) -> ChildReport:
    """Told, taken, written about, closed; by a team of which nobody looks on in these tests."""
    citizen, team = _browser(CHILD), Client()
    fields = ("text", "child", "place", "contact", "safe")
    words = {name: mark(CHILD, name) for name in fields}
    report, secret = child_filed(citizen, **words, files=[telling_photo(CHILD)])
    team.force_login(make_user(Role.TIM_PPA, unit))

    def act(path: str, **data: str) -> None:
        response = team.post(f"{report.get_absolute_url()}{path}", {"key": str(uuid4()), **data})
        assert response.status_code == 302, response.content.decode()

    act("langkah/take/", note=mark(CHILD, "catatan"))
    act("catatan/", text=mark(CHILD, "catatan"))
    act("pesan/", text=mark(CHILD, "jawaban"))
    child_opened(citizen, report, secret)
    words = {"text": mark(CHILD, "balasan"), "key": str(uuid4())}
    assert citizen.post("/lacak/laporan/pesan/", words).status_code == 302
    return report
