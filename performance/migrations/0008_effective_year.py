"""A revision of RPJMD or Renstra counts from a year; known from its decree's day where given."""

from django.db import migrations, models


def take_year_of_the_day(apps, schema_editor):
    """Where no day is known the revision goes on counting from the beginning of its period."""
    versions = apps.get_model("performance", "PlanVersion").objects
    found = versions.filter(year=None, sequence__gt=0, effective_from__isnull=False)
    for row in found.select_related("period"):
        years = row.effective_from.year, row.period.end_year
        row.effective_year = max(min(years), row.period.start_year)
        row.save(update_fields=["effective_year"])


class Migration(migrations.Migration):
    dependencies = [("performance", "0007_authors")]

    operations = [
        migrations.AddField(
            model_name="planversion",
            name="effective_year",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text=(
                    "Hanya untuk perubahan RPJMD dan Renstra; kosong berarti sejak awal periode"
                ),
                null=True,
                verbose_name="dipakai mulai tahun",
            ),
        ),
        migrations.RunPython(take_year_of_the_day, migrations.RunPython.noop),
    ]
