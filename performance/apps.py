from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class PerformanceConfig(AppConfig):
    name = "performance"
    verbose_name = "Kinerja"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Load the sources indicators may be fed from."""
        autodiscover_modules("feed_sources")
