from django.apps import apps
from django.core.management.base import BaseCommand
from django.utils.module_loading import import_module, module_has_submodule


class Command(BaseCommand):
    help = "Memuat data acuan setiap aplikasi (boleh diulang)."

    def handle(self, *args: object, **options: object) -> None:
        for config in apps.get_app_configs():
            if module_has_submodule(config.module, "reference"):
                import_module(f"{config.name}.reference").load()
                self.stdout.write(f"Data acuan {config.verbose_name} siap.")
