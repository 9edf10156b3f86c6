"""One night's sweep of all boards as a process of its own; prints seconds, pupils counted and settled, peak memory."""

import json
import resource
import sys
import time

import django
from django.utils import timezone

django.setup()

from driehoek.attendance.sweep import sweep  # noqa: E402  # models need Django set up
from driehoek.people.models import Pupil  # noqa: E402  # idem


def main() -> None:
    started = time.perf_counter()
    found = sweep(timezone.localdate())
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    json.dump(found._asdict() | {"seconds": seconds, "peak": peak, "pupils": Pupil.objects.count()}, sys.stdout)


if __name__ == "__main__":
    main()
