"""Reports that are shown were first shown before anybody followed; old numbers of merged ones."""

from django.db import migrations
from django.db.models import F

from complaints import secrecy


def fill(apps, schema_editor):
    reports = apps.get_model("complaints", "Complaint").objects
    supporters = apps.get_model("complaints", "Supporter").objects
    reports.filter(publicity="tayang").update(first_shown_at=F("entered_at"))
    for old in reports.filter(state="digabung", merged_into__isnull=False).iterator():
        digests = supporters.filter(complaint=old).values_list("secret_digest", flat=True)
        known = [old.secret_digest, *(secrecy.digest("merged", digest) for digest in digests)]
        rows = supporters.filter(complaint=old.merged_into_id, secret_digest__in=known)
        rows.filter(came_from=None).update(came_from=old)


class Migration(migrations.Migration):
    dependencies = [("complaints", "0011_area_follows")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
