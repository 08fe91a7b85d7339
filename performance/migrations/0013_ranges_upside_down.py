"""Ranges whose lower bound passed the upper one, as an import of one figure used to leave them.

The figure written last stays as the lower bound; the upper one, which no longer belongs to it, is
taken out. The row then says that both bounds are needed, and its history keeps what it held.
"""

from django.db import migrations
from django.db.models import F

BOUNDS = {
    'YearTarget': [('target', 'target_high')],
    'PeriodTarget': [('end_target', 'end_target_high')],
}


def take_out_upper(apps, schema_editor):
    for name, pairs in BOUNDS.items():
        model = apps.get_model('performance', name)
        for low, high in pairs:
            model.objects.filter(**{f'{low}__gt': F(high)}).update(**{high: None})
    # Summaries counted by the rules before: an empty stamp has each counted anew.
    apps.get_model('performance', 'UnitSummary').objects.update(stamp='')


class Migration(migrations.Migration):

    dependencies = [
        ('performance', '0012_range_quarters'),
    ]

    operations = [
        migrations.RunPython(take_out_upper, migrations.RunPython.noop),
    ]
