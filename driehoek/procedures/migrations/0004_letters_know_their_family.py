"""The letters that were made for a case before they said so: who reads the case reads them."""

from typing import Any

from django.db import migrations


def tell(apps: Any, _editor: Any) -> None:
    cases, letters = apps.get_model("procedures", "Case"), apps.get_model("letters", "Letter")
    for family in cases.objects.order_by().values_list("family", flat=True).distinct():
        of_these = cases.objects.filter(family=family).values("pk")
        letters.objects.filter(family="", case_ref__in=of_these).update(family=family)


class Migration(migrations.Migration):
    dependencies = [("procedures", "0003_who_a_measure_is_about"), ("letters", "0003_who_reads_letters_of_a_case")]

    operations = [migrations.RunPython(tell, migrations.RunPython.noop)]
