from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = "Dokumen"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Load every domain's `reports.py`, which files its definitions in the registry."""
        autodiscover_modules("reports", "datasets")
