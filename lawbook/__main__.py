"""`python -m lawbook`: the lawbook on the command line, without Django."""

import os
import sys

from lawbook.cli import main


def run() -> int:
    """Whoever reads may stop reading (`| head`): that is no fault, and says nothing."""
    try:
        code = main(sys.argv[1:])
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what Python still flushes at its end
        return 0
    return code


sys.exit(run())
