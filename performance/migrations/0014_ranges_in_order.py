from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('performance', '0013_ranges_upside_down'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='periodtarget',
            constraint=models.CheckConstraint(condition=models.Q(('end_target__isnull', True), ('end_target_high__isnull', True), ('end_target__lte', models.F('end_target_high')), _connector='OR'), name='performance_periodtarget_in_order'),
        ),
        migrations.AddConstraint(
            model_name='yeartarget',
            constraint=models.CheckConstraint(condition=models.Q(('target__isnull', True), ('target_high__isnull', True), ('target__lte', models.F('target_high')), _connector='OR'), name='performance_yeartarget_in_order'),
        ),
        migrations.AddConstraint(
            model_name='yeartarget',
            constraint=models.CheckConstraint(condition=models.Q(('q1__isnull', True), ('q1_high__isnull', True), ('q1__lte', models.F('q1_high')), _connector='OR'), name='performance_yeartarget_q1_in_order'),
        ),
        migrations.AddConstraint(
            model_name='yeartarget',
            constraint=models.CheckConstraint(condition=models.Q(('q2__isnull', True), ('q2_high__isnull', True), ('q2__lte', models.F('q2_high')), _connector='OR'), name='performance_yeartarget_q2_in_order'),
        ),
        migrations.AddConstraint(
            model_name='yeartarget',
            constraint=models.CheckConstraint(condition=models.Q(('q3__isnull', True), ('q3_high__isnull', True), ('q3__lte', models.F('q3_high')), _connector='OR'), name='performance_yeartarget_q3_in_order'),
        ),
        migrations.AddConstraint(
            model_name='yeartarget',
            constraint=models.CheckConstraint(condition=models.Q(('q4__isnull', True), ('q4_high__isnull', True), ('q4__lte', models.F('q4_high')), _connector='OR'), name='performance_yeartarget_q4_in_order'),
        ),
    ]
