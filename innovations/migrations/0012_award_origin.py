import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('innovations', '0011_archives_and_intakes'),
    ]

    operations = [
        migrations.AddField(
            model_name='award',
            name='forwarding',
            field=models.OneToOneField(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='award', to='innovations.forwarding'),
        ),
        migrations.AddField(
            model_name='award',
            name='standing',
            field=models.OneToOneField(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='award', to='innovations.standing'),
        ),
    ]
