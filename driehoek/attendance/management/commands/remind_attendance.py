"""`./run manage remind_attendance`: whoever has not taken the class by the hour. The worker asks every minute."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from driehoek.attendance.reminding import remind


class Command(BaseCommand):
    help = "Mails the teachers of each class that is not confirmed by nine o'clock, once a half day."

    def handle(self, *_arguments: object, **_options: object) -> None:
        self.stdout.write(f"{remind(timezone.now())} sent")
