"""The right that doing somebody else's duty takes.

Whoever is asked may do it because of being asked: the evaluation of the own goal, the own item of a checklist. Who does
the work of another function does it with rights of their own, and leaves what lies beyond those.
"""

from driehoek.access.functions import Function
from driehoek.access.policy import TABLE

RIGHTS = {
    "evaluate_goal": "file.write:care", "do_follow_up": "file.write:meeting", "do_plan_action": "incident.care",
    "bereavement_task": "bereavement.manage", "remember_day": "bereavement.manage",
    "support_starting_teacher": "training.manage",
    **dict.fromkeys(("do_plan_measure", "review_plan_chapters"), "plan.manage"),
}  # fmt: skip
# By function the codes of what it cannot do in the place of another.
BEYOND = {
    function: sorted(code for code, right in RIGHTS.items() if (function, right) not in TABLE) for function in Function
}
# Whom a duty can be given to: who has a list of duties, and may say that one was done.
CAN_BE_ASKED = frozenset(function for function in Function if (function, "duty.discharge") in TABLE)
