"""A document knows exactly when its own figures changed."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse

from performance.evaluation.reports.lkjip import LkjipUnitReport
from reports.actions import staleness
from reports.actions.jobs import request_job
from reports.actions.making import run
from reports.actions.staleness import refresh, refresh_of
from reports.models import ReportJob
from tests.performance.entry.test_entry import Office
from tests.reports.test_jobs import done


def test_a_changed_figure_marks_the_document_with_before_and_after(office, params):
    job = done(office, params)
    version = office.save(office.k, "1", "1|").json()["version"]
    job = refresh(job)
    (change,) = job.differences
    assert (change["before"], change["after"]) == ("", "1.000000")
    assert change["url"].endswith(f"#baris-i{office.indicators[0].pk}")

    office.save(office.k, "", f"{version}|1")  # taken back
    job = refresh(ReportJob.objects.get(pk=job.pk))
    assert not job.is_stale
    assert job.stale_since is None


def test_money_marks_the_row_and_the_sums_that_print_it(office, params):
    job = done(office, params)
    office.save(office.rp, "250.000", "1|")
    labels = [change["label"] for change in refresh(job).differences]
    assert len(labels) == 3  # sub kegiatan, kegiatan, program
    assert all("realisasi Rp TW II 2025" in label for label in labels)


def test_later_quarters_and_other_units_leave_it_alone(office, params):
    job = done(office, {**params, "quarter": 1})
    office.save(office.k, "1", "1|")  # the second quarter is not in the document
    other = Office()
    other.save(other.k, "9")
    assert not refresh(job).is_stale


def test_words_of_the_quarter_belong_to_the_document(office, params):
    job = done(office, params)
    words = {
        "version": "1",
        "driving_factors": "Baru",
        "inhibiting_factors": "",
        "follow_up_quarter": "",
        "follow_up_plan": "",
    }
    office.client.get(office.url())
    answer = office.client.post(office.url("entry-narrative"), words)
    assert answer.status_code == 302
    assert [change["after"] for change in refresh(job).differences] == ["Baru"]


def test_every_document_of_the_unit_is_looked_at(office, params):
    first = done(office, params)
    second = request_job(
        report=LkjipUnitReport(),
        params={"organization": office.unit.pk, "year": 2025},
        fmt="csv",
        by=office.operator,
    )
    run(second.pk)
    office.save(office.k, "1", "1|")
    assert refresh_of(office.unit.pk) == 2
    assert ReportJob.objects.exclude(stale_since=None).count() == 2
    assert first.pk != second.pk


def test_where_there_are_many_the_newest_are_looked_at(office, params, monkeypatch):
    monkeypatch.setattr(staleness, "BATCH", 1)
    done(office, params)
    newest = done(office, {**params, "quarter": 3})
    office.save(office.k, "1", "1|")

    assert refresh_of(office.unit.pk) == 1

    assert ReportJob.objects.exclude(stale_since=None).get() == newest


def test_everybody_sees_that_it_is_stale_but_only_readers_see_the_figures(office, params):
    job = done(office, params)
    office.save(office.k, "98765", "1|")
    url = reverse("reports:verify", args=[job.code])
    anonymous = Client().get(url).content.decode()
    assert "Data sudah berubah" in anonymous
    told = anonymous.split("<h1", 1)[1].split("SHA-256")[0].replace(job.code, "")
    assert "98.765" not in told
    assert ">98.765<" in office.client.get(url).content.decode()
