"""No two people of a centre bear the same label: after the rows have theirs."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("staffing", "0004_people_of_a_centre")]

    operations = [
        migrations.AddConstraint(
            model_name="member",
            constraint=models.UniqueConstraint(fields=("board", "label"), name="person_of_a_centre_told_apart"),
        ),
    ]
