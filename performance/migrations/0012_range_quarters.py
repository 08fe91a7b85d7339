import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('performance', '0011_node_join'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='yeartarget',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='yeartarget',
            name='update_update',
        ),
        migrations.AddField(
            model_name='yeartarget',
            name='q1_high',
            field=models.DecimalField(blank=True, decimal_places=6, max_digits=24, null=True, verbose_name='batas atas TW I'),
        ),
        migrations.AddField(
            model_name='yeartarget',
            name='q2_high',
            field=models.DecimalField(blank=True, decimal_places=6, max_digits=24, null=True, verbose_name='batas atas TW II'),
        ),
        migrations.AddField(
            model_name='yeartarget',
            name='q3_high',
            field=models.DecimalField(blank=True, decimal_places=6, max_digits=24, null=True, verbose_name='batas atas TW III'),
        ),
        migrations.AddField(
            model_name='yeartarget',
            name='q4_high',
            field=models.DecimalField(blank=True, decimal_places=6, max_digits=24, null=True, verbose_name='batas atas TW IV'),
        ),
        migrations.AddField(
            model_name='yeartargetevent',
            name='q1_high',
            field=models.DecimalField(blank=True, decimal_places=6, max_digits=24, null=True, verbose_name='batas atas TW I'),
        ),
        migrations.AddField(
            model_name='yeartargetevent',
            name='q2_high',
            field=models.DecimalField(blank=True, decimal_places=6, max_digits=24, null=True, verbose_name='batas atas TW II'),
        ),
        migrations.AddField(
            model_name='yeartargetevent',
            name='q3_high',
            field=models.DecimalField(blank=True, decimal_places=6, max_digits=24, null=True, verbose_name='batas atas TW III'),
        ),
        migrations.AddField(
            model_name='yeartargetevent',
            name='q4_high',
            field=models.DecimalField(blank=True, decimal_places=6, max_digits=24, null=True, verbose_name='batas atas TW IV'),
        ),
        migrations.AlterField(
            model_name='unitsummary',
            name='exact',
            field=models.DecimalField(decimal_places=10, max_digits=40, null=True),
        ),
        migrations.AlterField(
            model_name='unitsummary',
            name='iku_exact',
            field=models.DecimalField(decimal_places=10, max_digits=40, null=True),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='yeartarget',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "performance_yeartargetevent" ("id", "indicator_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "q1", "q1_high", "q2", "q2_high", "q3", "q3_high", "q4", "q4_high", "target", "target_high", "version_id", "year") VALUES (NEW."id", NEW."indicator_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."q1", NEW."q1_high", NEW."q2", NEW."q2_high", NEW."q3", NEW."q3_high", NEW."q4", NEW."q4_high", NEW."target", NEW."target_high", NEW."version_id", NEW."year"); RETURN NULL;', hash='3d12d16e2bd5a91a75c1e20e6f0ffa083e58394a', operation='INSERT', pgid='pgtrigger_insert_insert_d293d', table='performance_yeartarget', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='yeartarget',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "performance_yeartargetevent" ("id", "indicator_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "q1", "q1_high", "q2", "q2_high", "q3", "q3_high", "q4", "q4_high", "target", "target_high", "version_id", "year") VALUES (NEW."id", NEW."indicator_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."q1", NEW."q1_high", NEW."q2", NEW."q2_high", NEW."q3", NEW."q3_high", NEW."q4", NEW."q4_high", NEW."target", NEW."target_high", NEW."version_id", NEW."year"); RETURN NULL;', hash='483f57cb91a6d7c98571120ea624d7bf0ee01af6', operation='UPDATE', pgid='pgtrigger_update_update_fece0', table='performance_yeartarget', when='AFTER')),
        ),
    ]
