"""The address of a web site: a host, with or without https:// and a path."""

import pytest
from django.core.exceptions import ValidationError

from organizations.forms.sites import SiteField


@pytest.mark.parametrize(
    "site", ["", "dinkes.kota.go.id", "https://kota.go.id/profil", "http://kota.go.id:8080"]
)
def test_a_site_is_kept_as_it_was_typed(site):
    assert SiteField(required=False).clean(site) == site


@pytest.mark.parametrize(
    "site", ["javascript:alert(1)", "ftp://kota.go.id", "http://[", "kota", "kota.go.id/<b>"]
)
def test_another_scheme_is_refused_with_an_example(site):
    with pytest.raises(ValidationError, match=r"misalnya dinkes\.kota\.go\.id"):
        SiteField().clean(site)
