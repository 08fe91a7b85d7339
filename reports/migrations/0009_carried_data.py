from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0008_document_parts'),
    ]

    operations = [
        migrations.AddField(
            model_name='reportjob',
            name='carried',
            field=models.JSONField(default=dict, verbose_name='data di dalam berkas'),
        ),
    ]
