"""When the house last did for itself what nobody looks at until it is too late: a backup, the nightly work."""

from django.db import models


class Mark(models.Model):
    """The last time something went well, and where it left what it made. One row each; no person in it."""

    class What(models.TextChoices):
        BACKUP = "backup"
        KEYS = "keys"  # the keys were written apart
        NIGHTLY = "nightly"
        SEALED = "sealed"  # the mark of the key that personal numbers are sealed with

    what = models.CharField(max_length=10, choices=What.choices, primary_key=True)
    at = models.DateTimeField()
    note = models.CharField(max_length=200, blank=True)  # the file, or the key's mark

    def __str__(self) -> str:
        return f"{self.what} {self.at}"
