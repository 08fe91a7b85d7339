"""Awards the portal wrote are tied to what they were written for, as far as the words still say so."""

from django.db import migrations

PUBLISHED = "diumumkan"


def fill(apps, schema_editor):
    Award, Standing, Forwarding = (
        apps.get_model("innovations", name) for name in ("Award", "Standing", "Forwarding")
    )
    won = Standing.objects.filter(result__state=PUBLISHED, tier__isnull=False)
    for place in won.select_related("proposal", "result__edition", "tier").iterator():
        Award.objects.filter(
            innovation=place.proposal.innovation_id, competition=place.result.edition.name,
            year=place.result.edition.year, result=place.tier.name,
        ).update(standing=place)
    for sent in Forwarding.objects.exclude(outcome="").select_related("proposal").iterator():
        Award.objects.filter(
            innovation=sent.proposal.innovation_id, competition=sent.competition, year=sent.year,
            result=sent.outcome, standing__isnull=True,
        ).update(forwarding=sent)


class Migration(migrations.Migration):

    dependencies = [
        ("innovations", "0012_award_origin"),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
