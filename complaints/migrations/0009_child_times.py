"""Reports about children were entered when they were received; closed ones are kept from now on."""

from django.db import migrations
from django.db.models import F
from django.utils import timezone


def fill(apps, schema_editor):
    reports = apps.get_model("complaints", "ChildReport").objects
    reports.update(entered_at=F("received_at"))
    reports.filter(state="selesai").update(closed_at=timezone.now())


class Migration(migrations.Migration):
    dependencies = [("complaints", "0008_retention")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
