"""What the figures of a closed period rest on stays; answers hold numbers of options alone."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("surveys", "0004_comment_of_a_bundle"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="response",
            name="numbers_only",
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="period",
            trigger=pgtrigger.compiler.Trigger(
                name="begun_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN ((OLD.unit_id, OLD.questionnaire_id, OLD.formula) IS DISTINCT FROM (NEW.unit_id, NEW.questionnaire_id, NEW.formula))",
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="e308bc456396f6371b08676faf9138e7d61e9b9d",
                    operation="UPDATE",
                    pgid="pgtrigger_begun_stays_c1535",
                    table="surveys_period",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="period",
            trigger=pgtrigger.compiler.Trigger(
                name="closed_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.state <> 'dibuka' AND (NEW.state = 'dibuka' OR ((OLD.code, OLD.cycle, OLD.starts_on, OLD.ends_on, OLD.population, OLD.closed_at, OLD.closed_by_id) IS DISTINCT FROM (NEW.code, NEW.cycle, NEW.starts_on, NEW.ends_on, NEW.population, NEW.closed_at, NEW.closed_by_id))))",
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="18781cef5c210a47c91d2953aa8086de5bcc3613",
                    operation="UPDATE",
                    pgid="pgtrigger_closed_stays_4aced",
                    table="surveys_period",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="response",
            trigger=pgtrigger.compiler.Trigger(
                name="numbers_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="IF jsonb_path_exists(jsonb_build_array(NEW.parts, NEW.local), '$.** ? (@.type() == \"string\" || @ > 99)') THEN RAISE EXCEPTION 'surveys: answers hold numbers only' USING ERRCODE = 'check_violation'; END IF; RETURN NEW;",
                    hash="ac8b3a9c270a858d63e24215ef21a1fa959f8069",
                    operation="INSERT",
                    pgid="pgtrigger_numbers_only_a428e",
                    table="surveys_response",
                    when="BEFORE",
                ),
            ),
        ),
    ]
