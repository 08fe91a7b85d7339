"""One edition from call to certificate: the unit, the secretariat, jurors, the chair, a citizen."""

from __future__ import annotations

from decimal import Decimal

import pytest
from playwright.sync_api import Page, expect

from innovations.choices import InnovationState
from innovations.choices.competition import PhaseKind, ProposalState, SheetState, StageKind
from innovations.jury.actions.sheets import save_sheet, send_sheet
from innovations.models import Edition, Innovation, Juror, Proposal, Sheet
from tests.factories.competitions import make_edition, make_proposal, set_calendar
from tests.journeys.people import sign_in

pytestmark = pytest.mark.journey
OPERATOR, DESK, CHAIR, MAYOR = (
    f"{who}@contoh.test" for who in ("operator.dinkes", "organisasi", "juri", "pimpinan")
)
PANEL = (CHAIR, "inspektorat@contoh.test", "mutu@contoh.test")
TITLE, SUMMARY = "Antrean singkat di loket", "Warga mendaftar dari rumah."


def press(page: Page, button: str, done: str) -> None:
    page.get_by_role("main").get_by_role("button", name=button, exact=True).click()
    expect(page.get_by_text(done).first).to_be_visible()


def write(page: Page, url: str, edition: Edition) -> Proposal:
    """From an entry of the registry to a number."""
    known = Innovation.objects.owned().going().filter(state=InnovationState.VERIFIED)
    entry = known.filter(organization__short_name="Dinkes").earliest("pk")
    page.goto(f"{url}/kerja/kompetisi/{edition.pk}/proposal/baru/")
    page.locator("[name=innovation]").select_option(str(entry.pk))
    page.locator("[name=group]").select_option(label="Umum")
    page.locator("[name=category]").select_option(label="Kesehatan")
    press(page, "Mulai menulis", "Proposal dimulai")
    page.locator("[name=title]").fill(TITLE)
    for row in edition.groups.get().sections.all():
        page.locator(f"[name=section_{row.pk}]").fill(SUMMARY)
        expect(page.locator(f"#id_section_{row.pk}_words")).to_contain_text("4 dari")
    page.get_by_role("main").get_by_role("button", name="Simpan", exact=True).click()
    # On the page of the form, or on that of the proposal where all was saved already.
    expect(page.get_by_role("main")).to_contain_text("Dampak: 4 dari 50 kata.")
    proposal = edition.proposals.get(title=TITLE)
    page.goto(f"{url}/kerja/kompetisi/proposal/{proposal.pk}/tim/")
    page.locator("[name=role]").select_option("ketua")
    page.locator("[name=name]").fill("Analis Loket")
    press(page, "Simpan", "Anggota tim tersimpan.")
    hand_in(page, url, proposal, "Kirim proposal")
    return Proposal.objects.get(pk=proposal.pk)


def hand_in(page: Page, url: str, proposal: Proposal, button: str) -> None:
    page.goto(f"{url}/kerja/kompetisi/proposal/{proposal.pk}/kirim/")
    page.get_by_role("checkbox").check()
    press(page, button, "Proposal dikirim dengan nomor")


def check(page: Page, url: str, proposal: Proposal, *, is_met: bool) -> None:
    page.goto(f"{url}/kerja/kompetisi/proposal/{proposal.pk}/periksa/")
    item = proposal.edition.check_items.get()
    page.locator(f"[name=met_{item.pk}]").select_option("ya" if is_met else "tidak")
    page.locator(f"[name=note_{item.pk}]").fill("" if is_met else "Halaman 2 hilang")
    press(page, "Simpan pemeriksaan", "Pemeriksaan tersimpan.")


def screen(desk: Page, operator: Page, url: str, proposal: Proposal) -> None:
    """Given back once, handed in again, passed after the phase, masked."""
    address = f"{url}/kerja/kompetisi/proposal/{proposal.pk}"
    check(desk, url, proposal, is_met=False)
    desk.get_by_role("link", name="Minta perbaikan").click()
    expect(desk.locator("[name=note]")).to_have_value("Dokumen lengkap: Halaman 2 hilang")
    press(desk, "Minta perbaikan", "Perbaikan proposal diminta")
    set_calendar(proposal.edition, PhaseKind.REPAIR)
    hand_in(operator, url, proposal, "Kirim perbaikan")
    set_calendar(proposal.edition, PhaseKind.DESK)
    check(desk, url, proposal, is_met=True)
    desk.get_by_role("link", name="Loloskan").click()
    press(desk, "Loloskan", "Proposal lolos administrasi")
    desk.goto(f"{address}/samarkan/")
    desk.locator("[name=title]").fill("Antrean loket")
    press(desk, "Simpan naskah tersamar", "Naskah tersamar tersimpan.")


def appoint(desk: Page, url: str, edition: Edition) -> None:
    for email in PANEL:
        desk.goto(f"{url}/kerja/kompetisi/{edition.pk}/juri/baru/")
        desk.locator("[name=user]").fill(email)
        desk.locator("[name=kind]").select_option("akademisi")
        desk.locator("[name=institution]").fill("Universitas Contoh")
        if email == CHAIR:
            desk.locator("[name=is_chair]").check()
        press(desk, "Simpan", "Juri ditambahkan.")


def draw(desk: Page, url: str, edition: Edition, kind: str) -> None:
    stage = edition.stages.get(kind=kind)
    desk.goto(f"{url}/kerja/kompetisi/{edition.pk}/juri/tahap/{stage.pk}/undi/")
    press(desk, "Undi juri", "Juri diundi.")


def step_back(juror: Page, desk: Page, url: str, sheet: Sheet) -> None:
    """A conflict that is declared: the sheet is gone, another juror is drawn."""
    juror.goto(f"{url}/kerja/juri/{sheet.pk}/benturan/")
    juror.locator("[name=kind]").select_option("keluarga")
    juror.locator("[name=note]").fill("Saudara pengusul")
    press(juror, "Nyatakan dan mundur", "Anda mundur dari proposal ini.")
    assert juror.goto(f"{url}/kerja/juri/{sheet.pk}/").status == 403
    draw(desk, url, sheet.stage.edition, StageKind.DESK)


def judge(juror: Page, url: str, sheet: Sheet, score: str) -> None:
    juror.goto(f"{url}/kerja/juri/{sheet.pk}/")
    expect(juror.get_by_role("main")).not_to_contain_text("Dinas Kesehatan")
    for row in sheet.stage.criteria.all():
        juror.locator(f"[name=score_{row.pk}]").fill(score)
    juror.locator("[name=comment]").fill("Perluas ke puskesmas.")
    juror.get_by_role("button", name="Periksa dan kirim").click()
    press(juror, "Kirim nilai", "Nilai dikirim.")


def judge_rest(edition: Edition, kind: str, best: Proposal) -> None:
    """The other jurors, through the same actions."""
    rows = Sheet.objects.filter(stage__edition=edition, stage__kind=kind)
    owed = rows.filter(state__in=SheetState.owed()).select_related("juror__user", "stage")
    for sheet in owed:
        score = Decimal(90 if sheet.proposal_id == best.pk else 70)
        saved = save_sheet(
            sheet=sheet, scores={row.pk: (score, "") for row in sheet.stage.criteria.all()},
            replies={}, comment="", note="", version=sheet.version, by=sheet.juror.user,
        )  # fmt: skip
        send_sheet(sheet=saved, version=saved.version, by=sheet.juror.user)


def test_an_edition_from_its_call_to_the_certificate(demo_portal, open_page):
    url = demo_portal.url
    edition = make_edition(PhaseKind.REGISTRATION, name="Lomba Perjalanan")
    edition.stages.filter(kind=StageKind.DESK).update(is_blind=True)
    operator, desk, chair, mayor, citizen = (open_page() for _ in range(5))
    for page, person in ((operator, OPERATOR), (desk, DESK), (chair, CHAIR), (mayor, MAYOR)):
        sign_in(page, url, person)

    citizen.goto(f"{url}{edition.get_absolute_url()}")
    expect(citizen.get_by_role("heading", level=1)).to_have_text(edition.name)
    mine = write(operator, url, edition)
    set_calendar(edition, PhaseKind.SCREENING)
    screen(desk, operator, url, mine)
    other = make_proposal(edition, title="Proposal lain", number=2, blind_title="Lain")
    appoint(desk, url, edition)
    draw(desk, url, edition, StageKind.DESK)

    seat = Juror.objects.get(edition=edition, user__email=CHAIR)
    own = list(Sheet.objects.filter(juror=seat).select_related("stage__edition"))
    if barred := [sheet for sheet in own if sheet.proposal_id == other.pk]:
        step_back(chair, desk, url, barred[0])
    for sheet in [sheet for sheet in own if sheet.proposal_id == mine.pk]:
        judge(chair, url, sheet, "90")
    stage = edition.stages.get(kind=StageKind.DESK)
    scores = f"{url}/kerja/juri/tahap/{stage.pk}/"
    assert chair.goto(scores).status == 403  # others have not sent theirs
    judge_rest(edition, StageKind.DESK, mine)
    chair.goto(scores)
    expect(chair.get_by_role("main")).to_contain_text("90")

    desk.goto(f"{url}/kerja/kompetisi/{edition.pk}/hasil/maju/")
    press(desk, "Tetapkan", "maju ke tahap berikutnya")
    set_calendar(edition, PhaseKind.INTERVIEW)
    draw(desk, url, edition, StageKind.INTERVIEW)
    judge_rest(edition, StageKind.INTERVIEW, mine)
    desk.goto(f"{url}/kerja/kompetisi/{edition.pk}/hasil/bekukan/")
    press(desk, "Bekukan", "Hasil dibekukan.")
    public = f"{url}/inovasi/kompetisi/{edition.slug}/hasil/"
    assert citizen.goto(public).status == 404
    mayor.goto(f"{url}/kerja/kompetisi/{edition.pk}/hasil/")
    mayor.get_by_role("link", name="Umumkan hasil").click()
    press(mayor, "Umumkan hasil", "Hasil diumumkan")

    citizen.goto(public)
    expect(citizen.get_by_role("row", name=TITLE)).to_contain_text("Terbaik")
    after = f"{url}/kerja/kompetisi/{edition.pk}/sesudah/{mine.pk}/"
    operator.goto(after)
    expect(operator.get_by_role("main")).to_contain_text("Piagam")
    for paper in ("piagam", "umpan-balik"):
        assert operator.request.get(f"{after}{paper}/").body()[:5] == b"%PDF-"
    link = operator.locator("a[href*='/inovasi/kompetisi/'][href*='/piagam/']")
    citizen.goto(f"{url}{link.get_attribute('href')}")
    expect(citizen.get_by_text("Piagam asli")).to_be_visible()
    assert Proposal.objects.get(pk=mine.pk).state == ProposalState.PASSED
