"""Secrets of second factors that were kept in clear are sealed: a copy of the database opens no account any more."""

from typing import Any

from django.db import migrations

from driehoek.access.sealing import MARK, seal


def seal_all(apps: Any, _editor: Any) -> None:
    rows = apps.get_model("mfa", "Authenticator").objects.filter(type__in=("totp", "recovery_codes"))
    for row in rows.iterator(chunk_size=2000):
        name = "secret" if row.type == "totp" else "seed"
        kept = row.data.get(name, "")
        if kept and not kept.startswith(MARK):
            row.data[name] = seal(kept, "second factor")
            row.save(update_fields=["data"])


class Migration(migrations.Migration):
    dependencies = [("access", "0002_accounts"), ("mfa", "0003_authenticator_type_uniq")]

    operations = [migrations.RunPython(seal_all, migrations.RunPython.noop)]
