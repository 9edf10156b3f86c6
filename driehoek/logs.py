"""What the server writes down when something breaks: where in the code, never what was in the hands of the code."""

import logging  # noqa: TID251  # the formatter that keeps data out of what the server writes
import traceback
from types import TracebackType

Raised = (
    tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
)  # what sys.exc_info() gives


class WithoutData(logging.Formatter):
    """The lines of code and the kind of error. The sentence of an error may hold a name or a number: it stays out."""

    def formatException(self, ei: Raised) -> str:  # noqa: N802  # logging's own name
        kind, _error, trace = ei
        return "".join(traceback.format_tb(trace)) + (kind.__name__ if kind else "")
