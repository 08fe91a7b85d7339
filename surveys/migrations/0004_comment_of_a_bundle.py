"""Comments of paper know their bundle; a photo stands once in a report."""

import django.db.models.deletion
from django.db import migrations, models

# Of a photo that was sent twice the first one stays.
ONCE = """
    DELETE FROM surveys_periodphoto later USING surveys_periodphoto first
     WHERE later.period_id = first.period_id AND later.sha256 = first.sha256
       AND later.id > first.id
"""


class Migration(migrations.Migration):
    dependencies = [("surveys", "0003_report_additions")]

    operations = [
        migrations.AddField(
            model_name="comment",
            name="batch",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="comments",
                to="surveys.paperbatch",
                verbose_name="bundel",
            ),
        ),
        migrations.RunSQL(ONCE, migrations.RunSQL.noop, elidable=True),
        migrations.AddConstraint(
            model_name="periodphoto",
            constraint=models.UniqueConstraint(
                fields=("period", "sha256"), name="surveys_periodphoto_once"
            ),
        ),
    ]
