from django.apps import AppConfig


class OrganizationsConfig(AppConfig):
    name = "organizations"
    verbose_name = "Organisasi dan kewenangan"
    default_auto_field = "django.db.models.BigAutoField"
