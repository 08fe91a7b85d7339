from django.db import migrations

import complaints.secrecy
from complaints.formulas import blackened


def blacken(apps, schema_editor):
    """What anonymous reporters wrote before is read by units without what tells who they are."""
    messages = apps.get_model("complaints", "Message").objects
    for message in messages.filter(complaint__is_anonymous=True, author="pelapor").iterator():
        shown = blackened(message.text)
        if shown != message.text:
            message.own_text, message.text = message.text, shown
            message.save(update_fields=["text", "own_text"])


def give_back(apps, schema_editor):
    for message in apps.get_model("complaints", "Message").objects.exclude(own_text=""):
        message.text = message.own_text or message.text
        message.save(update_fields=["text"])


class Migration(migrations.Migration):
    dependencies = [("complaints", "0021_places_of_the_map")]

    operations = [
        migrations.AddField(
            model_name="message",
            name="own_text",
            field=complaints.secrecy.EncryptedTextField(
                blank=True, default="", ring="IDENTITY_KEYS", verbose_name="kata asli"
            ),
        ),
        migrations.RunPython(blacken, give_back),
    ]
