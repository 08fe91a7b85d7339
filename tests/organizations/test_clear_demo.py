"""The demonstration is taken away whole, and only where nothing real would be lost."""

import io

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command

from organizations.demo import load
from organizations.models import Activity, City, Holiday, Organization, User
from organizations.setup import door
from performance.models import Evidence, Indicator, Nomenclature, SakipItem
from tests.factories.organizations import make_user

NAME = "Kota Pekalongan"
KEPT = {Holiday, Nomenclature, SakipItem}


def counted() -> dict[str, int]:
    return {model._meta.label: model.objects.count() for model in (User, Indicator, Activity)}


def clear(name: str = NAME) -> str:
    said = io.StringIO()
    call_command("clear_demo", confirm=name, stdout=said)
    return said.getvalue()


def test_another_name_takes_nothing_away(demo_city):
    before = counted()

    with pytest.raises(CommandError, match="ketik persis: Kota Pekalongan"):
        clear("kota pekalongan")

    assert counted() == before


@pytest.mark.parametrize("is_typed", [True, False])
def test_a_city_that_is_no_demonstration_is_refused(demo_city, monkeypatch, is_typed):
    City.objects.update(is_demo=False)
    monkeypatch.setattr("builtins.input", lambda prompt: NAME)
    try:
        with pytest.raises(CommandError, match="bukan kota contoh"):
            call_command("clear_demo", confirm=NAME if is_typed else None)
    finally:
        City.objects.update(is_demo=True)
    assert Organization.objects.exists()


def test_real_people_are_named_and_nothing_is_taken_away(demo_city):
    real = make_user(email="pegawai@kota.go.id")
    try:
        with pytest.raises(CommandError, match=r"1 akun nyata: pegawai@kota\.go\.id"):
            clear()
    finally:
        real.delete()
    assert Indicator.objects.exists()


def test_what_came_in_by_command_is_real(demo_city, tmp_path):
    unit = Organization.objects.get(short_name="Dinkes")
    file = tmp_path / "rencana.csv"
    file.write_text("level,kode,nama,indikator,satuan\nprogram,1.02.02,,,\n", encoding="utf-8")
    call_command("import_performance", str(file), opd=unit.code, year=2026, stdout=io.StringIO())

    with pytest.raises(CommandError, match="1 berkas kinerja yang diimpor lewat baris perintah"):
        clear()

    batch = apps.get_model("performance", "ImportBatch").objects.get(file_name=file.name)
    batch.delete()


def test_the_city_is_empty_afterwards_and_is_not_filled_again(demo_city):
    proof = Evidence.objects.order_by("pk").last()
    proof.file.save("uji-hapus.pdf", ContentFile(b"%PDF-1.4"))
    storage, name = proof.file.storage, proof.file.name
    reference = {model: model.objects.count() for model in KEPT}

    said = clear()

    assert "Kota contoh dihapus: 33 unit" in said
    assert not storage.exists(name)
    assert {model: model.objects.count() for model in KEPT} == reference
    empty = [m for m in apps.get_app_config("performance").get_models() if m not in KEPT]
    left = {m._meta.label: m.objects.count() for m in (User, Organization, City, *empty)}
    assert {label for label, count in left.items() if count} <= {
        "performance.NomenclatureVersion",
        "performance.NomenclatureMapping",
        "performance.SakipInstrument",
    }
    line = Activity.objects.get()
    assert line.summary.startswith(f"Kota contoh {NAME} dihapus: 33 unit")
    call_command("verify_audit", stdout=io.StringIO())

    call_command("seed_demo", "--if-empty")
    assert not load.is_empty()
    assert Organization.objects.count() == 0
    assert door.is_open()
    assert "/pengaturan-awal/?kode=" in said
