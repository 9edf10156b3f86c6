"""A person of a centre is a row of its own: jobs, replacements and what is kept of them belong to it, not to a name."""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def tie(apps: Any, editor: Any) -> None:
    """Each name that a plan of a centre bears becomes one person, as the plans meant it until now."""
    boards = list(apps.get_model("schools", "Board").objects.values_list("pk", flat=True))
    if editor.connection.vendor == "postgresql":
        with editor.connection.cursor() as cursor:
            cursor.execute("SELECT set_config('app.boards', %s, true)", [",".join(map(str, boards))])
    kinds = {name: apps.get_model("staffing", name) for name in ("Member", "Job", "Step", "Formation")}
    for one in kinds["Member"].objects.all():
        one.label = one.name
        one.save(update_fields=["label"])
    for board in kinds["Job"].objects.order_by().values_list("board", flat=True).distinct():
        _tie_one(kinds, board)


def _tie_one(kinds: dict[str, Any], board: Any) -> None:
    """The jobs of one centre, and what steps and the history tell of them: words stay, the person is added."""
    members, jobs = kinds["Member"].objects.filter(board=board), kinds["Job"].objects.filter(board=board)
    people = {one.name: one for one in members}
    used = {*jobs.values_list("person", flat=True), *jobs.values_list("replaces", flat=True)}
    for name in sorted(used - {""} - people.keys()):
        people[name] = members.create(board_id=board, name=name, label=name)
    for name, one in people.items():
        jobs.filter(person=name).update(member=one)
        jobs.filter(replaces=name).update(replaced=one)
    for step in kinds["Step"].objects.filter(board=board):
        for change in step.changes:
            _tell(people, [change[side] for side in ("before", "after") if change[side]])
        step.save(update_fields=["changes"])
    for moment in kinds["Formation"].objects.filter(board=board):
        _tell(people, [*moment.jobs, *moment.before])
        kinds["Formation"].objects.filter(pk=moment.pk).update(jobs=moment.jobs, before=moment.before)


def _tell(people: dict[str, Any], rows: list[dict[str, str]]) -> None:
    for facts in rows:
        for label, member in (("person", "member"), ("replaces", "replaced")):
            if facts.get(label) in people:
                facts[member] = str(people[facts[label]].pk)


class Migration(migrations.Migration):
    dependencies = [
        ("schools", "0002_closed_classes"),
        ("staffing", "0003_service_and_leave"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="member",
            options={"ordering": ["label"]},
        ),
        migrations.RemoveConstraint(
            model_name="member",
            name="member_of_a_centre_once",
        ),
        migrations.AddField(
            model_name="job",
            name="member",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="jobs",
                to="staffing.member",
                verbose_name="Person",
            ),
        ),
        migrations.AddField(
            model_name="job",
            name="replaced",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replacements",
                to="staffing.member",
                verbose_name="Replaces",
            ),
        ),
        migrations.AddField(
            model_name="member",
            name="account",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="account in this house",
            ),
        ),
        migrations.AddField(
            model_name="member",
            name="born_on",
            field=models.DateField(blank=True, null=True, verbose_name="born on"),
        ),
        migrations.AddField(
            model_name="member",
            name="label",
            field=models.CharField(default="", editable=False, max_length=140),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="job",
            name="person",
            field=models.CharField(blank=True, max_length=140, verbose_name="person"),
        ),
        migrations.AlterField(
            model_name="job",
            name="replaces",
            field=models.CharField(blank=True, max_length=140, verbose_name="replaces"),
        ),
        migrations.RunPython(tie, migrations.RunPython.noop),
    ]
