"""Every Perubahan of an agreement can be printed, however many there are."""

from performance.evaluation.reports.agreement import AgreementForm, AgreementReport
from tests.factories.organizations import make_user
from tests.factories.performance import make_version
from tests.performance.closed_book import RUNNING, Book


def test_the_fifth_change_can_be_chosen_and_printed(db):
    book = Book()
    for number in range(1, 6):
        make_version(year=RUNNING, sequence=number, label=f"Perubahan {number}")
    form = AgreementForm(user=make_user())
    choices = [name for name, _ in form.fields["versi"].choices]
    assert choices[-3:] == ["perubahan-3", "perubahan-4", "perubahan-5"]
    natural = {"opd": book.unit.code, "tahun": str(RUNNING), "versi": "perubahan-5"}
    report = AgreementReport()
    data = report.data(report.resolve(natural))
    assert "Perubahan 5" in str(data.values) + data.title + data.subtitle
