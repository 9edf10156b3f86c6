"""`python -m lawbook`: the lawbook on the command line, without Django."""

import sys

from lawbook.cli import main

sys.exit(main(sys.argv[1:]))
