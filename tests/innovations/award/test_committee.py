"""What the committee reads of the jury: everything each juror said, in one document of its own."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from innovations.award.actions.results import announce, freeze
from innovations.award.queries.content import digest_of
from innovations.award.reports.committee import CommitteeReport
from innovations.models import Question, Reply, Result
from organizations.choices import Role
from reports.models import ReportJob
from reports.permissions import can_view
from reports.rendering.document import fingerprint
from tests.factories.competitions import make_desk_edition, make_juror, make_proposal, make_sheet
from tests.factories.organizations import make_unit, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    """One proposal, two jurors: the first says everything that can be said."""
    made = make_desk_edition()
    proposal = make_proposal(made, title="Antar obat")
    question = Question.objects.create(stage=made.stages.get(), text="Layak nasional?")
    for name, score in (("Juri Satu", 90), ("Juri Dua", 80)):
        juror = make_juror(made, make_user(Role.JURI, make_unit(), full_name=name))
        sheet = make_sheet(proposal, juror, score, score)
        if score == 90:
            sheet.scores.filter(criterion__name="Kebaruan").update(comment="Belum ada di kota lain")
            sheet.comment, sheet.note = "Perluas ke kelurahan", "Perlu pendampingan hukum"
            sheet.save()
            Reply.objects.create(sheet=sheet, question=question, says_yes=True)
    return made


def tables(edition):
    data = CommitteeReport().data({"edition": edition.pk})
    return {table.name: list(table.rows) for table in data.tables}


def test_every_score_and_every_word_of_each_juror_stands_in_it(edition, secretary):
    freeze(edition=edition, by=secretary)

    found = tables(edition)

    scores = [
        (row["juri"], row["kriteria"], row["nilai"], row["alasan"]) for row in found["lembar"]
    ]
    assert sorted(scores) == [
        ("Juri Dua", "Bermanfaat", 80, ""), ("Juri Dua", "Kebaruan", 80, ""),
        ("Juri Satu", "Bermanfaat", 90, ""),
        ("Juri Satu", "Kebaruan", 90, "Belum ada di kota lain"),
    ]  # fmt: skip
    first = next(row for row in found["rekomendasi"] if row["juri"] == "Juri Satu")
    assert (first["di_luar_nilai"], first["saran"], first["catatan"]) == (
        "Layak nasional? Ya", "Perluas ke kelurahan", "Perlu pendampingan hukum",
    )  # fmt: skip
    spread = found["sebaran"][0]
    assert [spread[name] for name in ("nilai", "rata_rata", "median", "terendah", "tertinggi")] == [
        Decimal(85), Decimal(85), Decimal(85), Decimal(80), Decimal(90),
    ]  # fmt: skip


def test_the_digest_covers_what_is_told_to_the_committee(edition, secretary):
    result = freeze(edition=edition, by=secretary)
    assert result.content["sheets"][0]["note"] == "Perlu pendampingan hukum"

    result.content["sheets"][0]["note"] = "Tidak ada"

    assert digest_of(result.content) != result.digest


def test_it_is_for_the_secretariat_without_a_conflict_also_after_the_announcement(
    edition, secretary, mayor
):
    unit = edition.proposals.get().organization
    near = make_user(Role.BAGIAN_ORGANISASI, unit)
    head = make_user(Role.KEPALA_OPD, unit)
    params = {"edition": edition.pk}
    result = freeze(edition=edition, by=secretary)
    for _ in range(2):
        assert CommitteeReport().can_request(secretary, params)
        for person in (near, head, mayor, edition.jurors.first().user):
            assert not CommitteeReport().can_request(person, params)
        if result.published_at is None:
            result = announce(result=result, by=mayor)


def test_jurors_read_answers_and_advice_of_a_told_stage_and_no_note_to_the_committee(
    edition, secretary
):
    address = reverse("innovations:stage-scores", args=[edition.stages.get().pk])
    shown = {}
    for person in (secretary, edition.jurors.last().user):
        client = Client()
        client.force_login(person)
        shown[person] = client.get(address).content.decode()

    office, juror = shown.values()
    for page in (office, juror):
        for told in ("Layak nasional? <strong>Ya</strong>", "Perluas ke kelurahan"):
            assert told in page
    assert "Perlu pendampingan hukum" in office
    assert "Perlu pendampingan hukum" not in juror


def test_what_the_jury_said_is_read_by_who_asked_for_it_alone(edition, secretary):
    """A document made for one secretary is none for everybody who reads documents."""
    unit = edition.proposals.get().organization
    others = [
        make_user(role, unit)
        for role in (Role.BAPPEDA, Role.INSPEKTORAT, Role.PIMPINAN, Role.BAGIAN_ORGANISASI)
    ]
    seen = {}
    for slug in ("kompetisi-lembar-panitia", "kompetisi-berita-acara", "kompetisi-peringkat"):
        job = ReportJob.objects.create(
            slug=slug, title=slug, format="pdf", params={"edition": edition.pk},
            requester=secretary, stamp="x",
        )  # fmt: skip
        assert can_view(secretary, job)
        seen[slug] = [bool(can_view(person, job)) for person in others]
    assert seen["kompetisi-lembar-panitia"] == seen["kompetisi-berita-acara"] == [False] * 4
    assert all(seen["kompetisi-peringkat"])


def test_two_editions_have_two_fingerprints_and_another_score_another_one(edition, secretary):
    held = freeze(edition=edition, by=secretary)
    other = make_desk_edition(name="Edisi lain")
    seen = [fingerprint(CommitteeReport().data({"edition": one.pk})) for one in (edition, other)]
    held.content["sheets"][0]["scores"]["Kebaruan"] = "70"
    Result.objects.filter(pk=held.pk).update(content=held.content)
    seen.append(fingerprint(CommitteeReport().data({"edition": edition.pk})))

    assert len(set(seen)) == 3


def test_it_says_that_it_is_confidential_and_how_a_total_comes_about(edition, secretary):
    freeze(edition=edition, by=secretary)

    data = CommitteeReport().data({"edition": edition.pk})

    assert "tidak dibagikan keluar" in data.values["remark"]
    assert any("Hasil dibekukan" in line for line in data.values["heading"])
    weights = next(table for table in data.tables if table.name == "kriteria")
    assert sum(row["bobot"] for row in weights.rows) == 100
    assert "rata-rata" in " ".join(weights.notes)


def test_a_column_in_which_no_juror_wrote_is_left_out(ended):
    data = CommitteeReport().data({"edition": ended("Antar obat").edition_id})

    told = {column.name for table in data.tables for column in table.columns}
    assert not told & {"alasan", "di_luar_nilai", "catatan"}
