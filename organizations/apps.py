from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class OrganizationsConfig(AppConfig):
    name = "organizations"
    verbose_name = "Organisasi dan kewenangan"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Load what is checked before a start, named formulas, the menu, parts of first pages, and
        what wants to know of changed units, holidays and new units, the sitemap, and honours."""
        autodiscover_modules(
            "formula_vectors", "checks", "navigation", "dashboard", "front", "keepers", "recounts",
            "arrivals", "sitemap", "honours",
        )  # fmt: skip
