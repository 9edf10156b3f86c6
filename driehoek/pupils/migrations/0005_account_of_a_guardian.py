"""A parent's account belongs to the person around the child: by a reference, no longer by an equal address."""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from driehoek.kit.names import written


def tie(apps: Any, editor: Any) -> None:
    """Each account goes to the one guardian of that child with its address; without one, to the one with its name."""
    boards = apps.get_model("schools", "Board").objects.values_list("pk", flat=True)
    if editor.connection.vendor == "postgresql":
        with editor.connection.cursor() as cursor:
            cursor.execute("SELECT set_config('app.boards', %s, true)", [",".join(map(str, boards))])
    appointments = apps.get_model("access", "Appointment").objects.filter(function="parent").select_related("user")
    for held in appointments.iterator(chunk_size=2000):
        around = apps.get_model("pupils", "Guardian").objects.filter(guardianships__pupil=held.pupil_id, account=None)
        everybody = list(around)
        address = (held.user.email or "").casefold()
        same = [one for one in everybody if one.email and one.email.casefold() == address]
        name = written(f"{held.user.given_name} {held.user.family_name}")
        named = same or [one for one in everybody if written(f"{one.given_name} {one.family_name}") == name]
        if len(named) == 1:
            around.filter(pk=named[0].pk).update(account=held.user_id)


class Migration(migrations.Migration):
    dependencies = [
        ("pupils", "0004_what_a_child_brings"),
        ("access", "0002_accounts"),
        ("schools", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            "guardian",
            "account",
            models.ForeignKey(
                blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL,
                related_name="guardians", to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RunPython(tie, migrations.RunPython.noop),
    ]  # fmt: skip
