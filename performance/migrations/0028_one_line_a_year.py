import django.contrib.postgres.constraints
import performance.models.plan
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organizations', '0012_thumbnails'),
        ('performance', '0027_stamp_name'),
    ]

    operations = [
        BtreeGistExtension(),
        migrations.RemoveConstraint(
            model_name='plannode',
            name='performance_plannode_nomenclature_once',
        ),
        migrations.AddConstraint(
            model_name='plannode',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('nomenclature__isnull', False)), expressions=[('period', '='), ('organization', '='), ('nomenclature', '='), (performance.models.plan.YearSpan('valid_from_year', 'valid_to_year'), '&&')], name='performance_plannode_nomenclature_once_a_year'),
        ),
    ]
