from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0009_carried_data'),
    ]

    operations = [
        migrations.AlterField(
            model_name='reportbatch',
            name='format',
            field=models.CharField(choices=[('pdf', 'PDF'), ('xlsx', 'XLSX'), ('csv', 'CSV'), ('html', 'HTML'), ('docx', 'DOCX')], max_length=4, verbose_name='format'),
        ),
        migrations.AlterField(
            model_name='reportjob',
            name='format',
            field=models.CharField(choices=[('pdf', 'PDF'), ('xlsx', 'XLSX'), ('csv', 'CSV'), ('html', 'HTML'), ('docx', 'DOCX')], max_length=4, verbose_name='format'),
        ),
    ]
