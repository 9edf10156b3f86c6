"""Order measures (PRO-2): school regulations 9.3. Any member of staff; the pupil stays at school; no appeal."""

# fmt: off
from django.utils.translation import gettext_lazy as _

from driehoek.procedures.definition import Definition, Ending, Field, Step, done
from driehoek.procedures.sources import regulations

from .shared import DESCRIPTION, LEADING, TEACHERS

MEASURE = Step(
    "measure", _("Take an order measure"),
    _("For disturbing the lesson or the school. Any member of staff may take it. The pupil stays at school. No appeal is possible."),
    (*LEADING, *TEACHERS),
    fields=(
        Field("kind", _("Which measure"), "choice", choices=(("warning", _("warning in the diary")), ("work", _("extra work")), ("task", _("specific task")), ("out", _("temporarily out of the lesson")))),
        DESCRIPTION,
        Field("taken_by", _("Who took it, if that was somebody else of the staff"), required=False),
        Field("stays", _("The pupil stays at school"), "yes_no", must=True),
    ),
    letters=("be.order_measure",), to=("parents",), source=regulations("9.3"),
)
DEFINITION = Definition(
    "be.order_measure", "be", _("Order measure"), _("For a child that disturbs the lesson: a warning, extra work, a task, out of the lesson for a while."), "guidance",
    steps=(MEASURE,), endings=(Ending("taken", _("The measure was taken. There is no appeal against it."), done("measure")),), requirement=("PRO-2",),
)
