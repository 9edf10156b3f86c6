"""A job that is still busy when its worker is killed, and done at once when it runs again."""

import os
import time
from pathlib import Path

from django_tasks import task


@task()
def slow() -> None:
    runs = Path(os.environ["DRIEHOEK_VAR"]) / "runs"
    with runs.open("a") as file:
        file.write(f"{os.getpid()}\n")
    if len(runs.read_text().splitlines()) == 1:
        time.sleep(60)
