import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("complaints", "0025_route_names_its_category"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SecretExport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("chosen", models.JSONField(default=dict, verbose_name="pilihan")),
                ("told", models.CharField(max_length=300, verbose_name="pilihan dalam kata")),
                ("reason", models.TextField(verbose_name="alasan")),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="diminta")),
                ("decided_at", models.DateTimeField(null=True, verbose_name="diputuskan")),
                ("is_granted", models.BooleanField(default=False, verbose_name="disetujui")),
                ("open_until", models.DateTimeField(null=True, verbose_name="dapat diunduh sampai")),
                ("asked_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("decided_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "verbose_name": "permintaan ekspor rahasia",
                "verbose_name_plural": "permintaan ekspor rahasia",
                "ordering": ["-pk"],
            },
        ),
    ]
