"""`./run manage daily_mail`: the mails whose hour has come. The worker asks every minute."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from driehoek.duties.daily import send_due


class Command(BaseCommand):
    help = "Sends each person who chose so the counts of the own duties, at the chosen hour, once a school day."

    def handle(self, *_arguments: object, **_options: object) -> None:
        self.stdout.write(f"{send_due(timezone.now())} sent")
