"""The names to search in, written anew: filed as the country does, with their parts joined. Namesakes are marked."""

from collections import Counter
from typing import Any

from django.db import migrations, models

from driehoek.kit.names import search_name, written

AT_ONCE = 2000


def write(apps: Any, _editor: Any) -> None:
    pupils = apps.get_model("pupils", "Pupil")
    rows = pupils.objects.select_related("school").only(
        "given_name", "first_names", "prefix", "family_name", "search_name", "school__jurisdiction"
    )
    changed, alike = [], Counter[tuple[Any, str]]()
    for one in rows.iterator(chunk_size=AT_ONCE):
        one.search_name = search_name(
            one.given_name, one.first_names, one.prefix, one.family_name, one.school.jurisdiction
        )
        changed.append(one)
        alike[_same(one)] += 1
    for one in changed:
        one.has_namesake = alike[_same(one)] > 1
    pupils.objects.bulk_update(changed, ["search_name", "has_namesake"], batch_size=500)


def _same(one: Any) -> tuple[Any, str]:
    return one.school_id, written(" ".join((one.given_name or one.first_names, one.prefix, one.family_name)))


class Migration(migrations.Migration):
    dependencies = [("pupils", "0002_file")]

    operations = [
        migrations.AddField("pupil", "has_namesake", models.BooleanField(default=False, editable=False)),
        migrations.RunPython(write, migrations.RunPython.noop),
    ]
