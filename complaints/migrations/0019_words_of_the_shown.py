from django.db import migrations

# Words of reports that were removed, hidden or reworded before: no public report has them any more.
FORGET = """
DELETE FROM complaints_knownword AS known
 WHERE NOT EXISTS (
   SELECT 1 FROM complaints_complaint AS one
    WHERE one.search @@ plainto_tsquery('simple', known.word)
      AND one.publicity = 'tayang' AND NOT one.is_secret AND one.erased_at IS NULL)
"""


class Migration(migrations.Migration):
    dependencies = [("complaints", "0018_original_words")]

    operations = [migrations.RunSQL(FORGET, migrations.RunSQL.noop)]
