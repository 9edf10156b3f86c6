"""The two checklists of annex 9 in our own words: what is done when a pupil dies, and when a parent of a pupil dies.

Nothing here is a prescription: every death is different. An item has an owner and a day that people change, or a
reason why not. The days are proposals of ours, no rule.
"""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from driehoek.access.functions import Function
from lawbook.sources import source

F = Function
SOURCE = source("nl.veiligheidsplan", "bijlage 9", "board")._asdict()


class Step(NamedTuple):
    """An item: its code, what to do, who by default. `now`: the same day; the rest on that of its section.

    `only`: the country whose rules it follows from.
    """

    code: str
    title: Promise
    holder: Function = F.DIRECTOR
    now: bool = False
    only: str = ""


class Section(NamedTuple):
    """`within`: the days after which its items are proposed to be done; people change each of them."""

    title: Promise
    steps: tuple[Step, ...]
    within: int = 1


PUPIL: tuple[Section, ...] = (
    Section(_("The message comes in"), (
        Step("make_sure", _("Make sure that it is true: ask the police, or somebody who knows for certain."), now=True),
        Step("team", _("Bring a small team together: direction, the teachers concerned, care, a parent of the council. "
                       "Think of somebody from outside who knows about grief."), now=True),
        Step("leader", _("Agree who leads, and who stands in."), now=True),
    )),
    Section(_("What is known"), (
        Step("write_down", _("Write down what is certain: who, what, where, when and how."), now=True),
        Step("siblings", _("Look which brothers and sisters are at our school, and in which class."),
             F.CARE_COORDINATOR, now=True),
    )),
    Section(_("The family"), (
        Step("call", _("Call the family."), now=True),
        Step("may_tell", _("Ask what may be told, and to whom."), now=True),
        Step("wishes", _("Ask what the family wishes of the school, and write it down."), now=True),
        Step("visits", _("Agree who visits, and when."), now=True),
        Step("visit", _("During the visit talk about saying goodbye, what the school can bring to the farewell, what "
                        "the class would like to do, and whether brothers or sisters come to school these days.")),
    )),
    Section(_("Telling"), (
        Step("how_to_tell", _("Agree how everybody hears it; also in a weekend or a holiday."), now=True),
        Step("tell_staff", _("Tell the staff, together if that can be: caretaker, office and lunch helpers too."),
             now=True),
        Step("tell_board", _("Tell the board."), now=True),
        Step("tell_councils", _("Tell the parents' council and the participation council.")),
        Step("tell_class", _("Tell the child's own class, with two of you."), F.CLASS_TEACHER, now=True),
        Step("tell_others", _("Tell the other classes. Think of children who are ill or away today."), now=True),
        Step("tell_parents", _("Tell the parents of the school by letter."), now=True),
    )),
    Section(_("The week as it was planned"), (
        Step("postpone", _("Look which feasts and outings wait.")),
        Step("permission", _("Ask the attendance officer's agreement when the timetable changes."), only="nl"),
    ), within=2),
    Section(_("The first week at school"), (
        Step("prepare", _("Talk beforehand about how the class is met, and ask who knows about this for help."),
             F.CARE_COORDINATOR),
        Step("support", _("Stand beside the teacher: nobody carries this alone. Take time for it.")),
        Step("room", _("Make room for what children and colleagues feel, in a place that is safe."), F.CLASS_TEACHER),
        Step("place", _("Arrange a place to remember."), F.CLASS_TEACHER),
        Step("farewell", _("Plan the remembrance and the farewell together with the family.")),
        Step("class_part", _("Ask the children what they want to do, and prepare them: knowing takes away fear."),
             F.CLASS_TEACHER),
        Step("notice", _("See to a notice and flowers."), F.SECRETARIAT),
    ), within=7),
    Section(_("A brother or sister comes back"), (
        Step("return", _("Talk with the parents about when the child joins the lessons, and what should be different."),
             F.CARE_COORDINATOR),
        Step("signal", _("Agree a quiet signal for when it is too much, and where the child can go."), F.CLASS_TEACHER),
        Step("weeks", _("Make a plan for the weeks after; think of earlier losses of child and teacher."),
             F.CARE_COORDINATOR),
    ), within=7),
    Section(_("What may be needed"), (
        Step("help", _("Ask whether more help from outside is needed."), F.CARE_COORDINATOR),
        Step("evening", _("Invite the parents to an evening when there are questions or fears.")),
    ), within=14),
    Section(_("The parents afterwards"), (
        Step("again", _("Agree another visit by the teacher."), F.CLASS_TEACHER),
        Step("contact", _("Was it their only child here: ask what they wish, and call a few times this year.")),
        Step("summer", _("Was it just before the summer: see the children and the family after it, if possible with "
                         "the new teacher.")),
    ), within=28),
    Section(_("Looking back"), (
        Step("with_team", _("Look back with the team.")),
        Step("with_family", _("Look back with the family.")),
    ), within=42),
)  # fmt: skip

PARENT: tuple[Section, ...] = (
    Section(_("The message comes in"), (
        Step("make_sure", _("Make sure that it is true: ask the police, or somebody who knows for certain."), now=True),
        Step("tell_team", _("Tell the teachers of the child and the direction at once; also in the evening, a weekend "
                            "or a holiday."), now=True),
        Step("tell_board", _("Tell the board."), now=True),
    )),
    Section(_("In the class"), (
        Step("tell_class", _("Tell the class. The child may tell it, if it wants to."), F.CLASS_TEACHER),
        Step("ask_talk", _("Give room for questions and talk; let children draw or write."), F.CLASS_TEACHER),
    ), within=2),
    Section(_("The first days"), (
        Step("card", _("Send a card in the name of the team."), F.SECRETARIAT, now=True),
        Step("all_classes", _("Mention it in all classes, in the way of our school."), F.DIRECTOR),
        Step("visit", _("The teacher and the direction visit, as the family wishes."), F.CLASS_TEACHER),
        Step("farewell", _("The teachers and somebody of the direction go to the farewell; agree who else goes, and "
                           "who takes the classes."), F.DIRECTOR),
        Step("day_of_farewell", _("Think of it in every class on the day of the farewell; shortly."), F.CLASS_TEACHER),
    ), within=7),
    Section(_("After the farewell"), (
        Step("let_tell", _("Let the child tell, if it wants; or who was there; or tell it yourself."), F.CLASS_TEACHER),
        Step("ask_child", _("Ask the child now and then how it goes, and ask the parent as well."), F.CLASS_TEACHER),
        Step("days", _("Ask which days matter, and write them down here: they go along to the next teacher."),
             F.CLASS_TEACHER),
        Step("watch", _("Keep an eye on the child, and follow what it needs; some want no extra attention at school."),
             F.CLASS_TEACHER),
    ), within=21),
)  # fmt: skip

# Read along with both lists: how to be with a child that lost somebody.
KEEP_IN_MIND = (
    _("For the others the memory fades after the farewell. For this child it does not, even if nothing shows."),
    _("Grief is more than sadness. Every feeling is allowed; give no advice and no comfort too soon."),
    _("Look with the child for a way to be angry or sad that harms nobody."),
    _("Watch over the children who show little."),
    _("Trouble with learning or behaviour can be grief, also years later. Look into that, and be mild."),
    _("Everything goes in close agreement with the family."),
)
SECTIONS = {"pupil": PUPIL, "parent": PARENT}


def sections(kind: str, jurisdiction: str) -> list[Section]:
    """The checklist of a kind, without what only the other country asks."""
    return [
        part._replace(steps=tuple(step for step in part.steps if step.only in ("", jurisdiction)))
        for part in SECTIONS[kind]
    ]


TITLES: dict[tuple[str, str], Promise] = {
    (kind, step.code): step.title for kind, parts in SECTIONS.items() for part in parts for step in part.steps
}
