"""Why an act was refused, in a sentence that says what to do."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WHY: dict[str, Promise] = {
    "chosen": _("This is the formation that counts. Choose another scenario first."),
    "papers": _("Forms were made of this plan; it is kept with them."),
    "which_person": _("Two people of the centre have this name. Choose one from the list, with the day of birth."),
    "same_name": _(
        "Somebody of the centre has this name already. Write the day of birth of both, so that they can be told apart: "
        "first of the one that stands there."
    ),
    "changed_since": _("Something of this was changed since. Undo the later change first, or look at the plan again."),
    "other_centre": _("A job stays with its centre. Weight goes to another centre by a transfer."),
    "own_proposal": _("Your own centre proposed this. The other centre accepts or refuses it; you can withdraw it."),
    "not_open": _("This agreement is no longer open: it was answered, withdrawn, or its day is past."),
    "same_party": _("A centre cannot hand over to itself."),
    "no_formation": _("There is no formation for this school year yet: make the plan first."),
    "not_signed": _("Write the name of who signs for the centre."),
    "not_possible_there": _("The other centre can no longer hand over this weight. They see why in their own plan."),
    "no_member": _("Only a centre of the cell can do this."),
    "too_few": _("A cell has two centres or more."),
    "unexplained": _("The check finds something. Put it right in the plan, or explain why the plan deviates."),
    "not_negotiated": _("Write in the plan when the local committee negotiated about it; the protocol names that day."),
    "law_unknown": _(
        "Not checked: the law of this school year is not in the lawbook, and the circular of 2006 is repealed. "
        "Nothing is printed on a ground that no longer holds."
    ),
    "not_all_signed": _("All centres of the cell have to sign first."),
}


def sentence_of(code: str) -> str:
    return str(WHY[code])


def sentence(why: Exception) -> str:
    """The sentence of a refusal; what the law said is passed on as it stands."""
    return str(WHY.get(str(why), str(why)))
