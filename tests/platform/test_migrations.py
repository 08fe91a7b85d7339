import io

import pytest
from django.core.management import call_command


@pytest.mark.django_db
def test_models_and_migrations_agree():
    told = io.StringIO()
    call_command("makemigrations", check=True, dry_run=True, verbosity=1, stdout=told)
    assert "No changes detected" in told.getvalue()
