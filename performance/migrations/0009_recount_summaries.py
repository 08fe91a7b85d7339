"""Summaries counted by the rules before: an empty stamp has each counted anew."""

from django.db import migrations


def outdate(apps, schema_editor):
    apps.get_model("performance", "UnitSummary").objects.update(stamp="")


class Migration(migrations.Migration):
    dependencies = [("performance", "0008_effective_year")]
    operations = [migrations.RunPython(outdate, migrations.RunPython.noop)]
