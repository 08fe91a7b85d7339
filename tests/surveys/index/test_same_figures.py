"""One period read by page, file, open data and document: the same figures everywhere."""

from __future__ import annotations

import csv
import io

import pytest
from django.db import connection, transaction

from organizations.choices import Role
from organizations.exact import rounded
from organizations.formatting import format_number
from surveys.choices import Flag, QuestionKind
from surveys.index.actions.closing import close_period, publish_period
from surveys.index.queries.results import result_of
from surveys.models import Option, Question, QuestionText
from tests.factories.organizations import make_city, make_unit, make_user
from tests.factories.surveys import (
    make_period,
    make_point,
    make_responses,
    make_service,
    make_service_unit,
)
from tests.surveys.index.test_documents import rendered
from tests.surveys.index.test_pages import result_url, rows_of
from tests.surveys.test_index import SEKADAU

pytestmark = pytest.mark.django_db
TOLD = 'Parkirnya "penuh"; =1+1\nantre, lama'


def with_local_questions(questionnaire) -> None:
    """A question in free words and one on a scale, as an active version holds them."""
    with connection.cursor() as cursor, transaction.atomic():
        cursor.execute("SET LOCAL session_replication_role = replica")  # as a later version would
        for position, (code, kind) in enumerate(
            (("cerita", QuestionKind.TEXT), ("parkir", QuestionKind.SCALE)), 20
        ):
            question = Question.objects.create(
                questionnaire=questionnaire, code=code, position=position, kind=kind,
                is_required=False,
            )  # fmt: skip
            QuestionText.objects.create(question=question, language="id", text=f"Soal {code}?")
            if kind == QuestionKind.SCALE:
                options = (Option(question=question, value=value) for value in range(1, 5))
                Option.objects.bulk_create(options)


def test_figures_are_equal_also_with_words_and_with_local_questions_left_empty(client, tmp_path):
    make_city()
    unit = make_service_unit(make_unit(), code="uji")
    with_local_questions(unit.questionnaire)
    period = make_period(unit)
    make_responses(period, *SEKADAU[:20], local={"parkir": 4, "cerita": TOLD})
    make_responses(period, *SEKADAU[20:40], local={"cerita": ""})
    make_responses(period, *SEKADAU[40:])
    close_period(period=period, by=make_user(Role.BAGIAN_ORGANISASI))
    period.refresh_from_db()
    publish_period(period=period, by=make_user(Role.KEPALA_OPD, unit.organization))

    client.force_login(make_user(Role.PENGELOLA_SURVEI, unit.organization))
    page = client.get(result_url(period)).content.decode()
    file = rows_of(client.get(result_url(period, "berkas", "csv")))
    client.logout()
    public = client.get(f"/survei/unit/{unit.pk}/").content.decode()
    [data] = client.get("/data/skm.json?tahun=2026").json()["data"]
    told = b"".join(client.get("/data/skm.csv?tahun=2026")).decode()
    [line] = csv.DictReader(io.StringIO(told))
    printed = rendered(tmp_path, "skm", unit="uji", periode=period.code)

    read = {"page": page, "public": public, "printed": printed}
    assert [name for name, text in read.items() if "78,74" not in text] == []
    assert (data["indeks"], line["indeks"], line["responden"]) == ("78.74", "78.74", "49")
    by_element = {row["nama"]: row["nilai"] for row in file if row["unsur"]}
    assert len(by_element) == 9
    for found in result_of(period).elements:
        mean = str(rounded(found.mean))
        shown = format_number(found.mean * 25, 2)
        assert by_element[found.element.label] == str(rounded(found.mean * 25))
        assert data[found.element] == line[found.element] == mean
        lacking = [name for name, text in read.items() if shown not in text]
        assert lacking == [], found.element
    assert "Parkirnya" not in public + told + printed


def test_every_row_of_the_results_on_the_desk_stands_in_the_document(client, tmp_path):
    """Groups of respondents, services, points and the trend too, in the same words and figures."""
    make_city()
    unit = make_service_unit(make_unit(), code="uji")
    period, service = make_period(unit), make_service(unit)
    point = make_point(unit, service=service)
    make_responses(period, *SEKADAU[:40], sex="P", age="20-29", service=service, point=point)
    make_responses(period, *SEKADAU[40:], sex="L", education="slta", flags=Flag.FAST)
    close_period(period=period, by=make_user(Role.BAGIAN_ORGANISASI))
    client.force_login(make_user(Role.PENGELOLA_SURVEI, unit.organization))

    def told(rows):
        names = ("tabel", "nama", "unsur", "responden", "nilai", "mutu")
        return {tuple(row[name] for name in names) for row in rows}

    desk = told(rows_of(client.get(result_url(period, "berkas", "csv"))))
    written = rendered(tmp_path, "skm", "csv", unit="uji", periode=period.code)
    document = told(csv.DictReader(io.StringIO(written.lstrip("\ufeff"))))

    assert len(desk) > 20
    assert desk - document == set()
