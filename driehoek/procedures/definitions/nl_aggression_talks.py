"""The talks after aggression (SAF-9): same day, after 3 to 4 days, 4 to 5 weeks, half a year, up to a year (annex 4)."""

# fmt: off
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from driehoek.procedures.definition import Field, Late, Step, Term, Text
from driehoek.procedures.sources import plan

ANNEX = plan("bijlage 4")
WHOM = Field("with_whom", _("With whom"))
SAID = Field("said", _("How it goes, in short"), "text", hint=_("No therapy: listen, and note what is needed."))
ENOUGH = Field("enough", _("Is this care enough?"), "choice", choices=(("yes", _("yes")), ("more", _("no, more help is needed"))))


def _term(code: str) -> Term:
    return Term("nl.aggression.followups", {"incident_on": "report.on"}, pick=f"{code}.to")


def _talk(code: str, rule_code: str, title: Promise, what: Text, missed: Text) -> Step:
    return Step(code, title, what, ("director", "prevention_officer"), after=("report",), fields=(WHOM, SAID, ENOUGH),
                latest=_term(rule_code), late=Late(_("This talk was held after its last day."), ANNEX, missed=missed), source=ANNEX)


TALKS = (
    _talk("talk_1", "aggression_first_talk", _("First talk, the same day"),
          _("Take your colleague to a quiet place. Listen. Do not force anything. Arrange what is needed: a doctor, a lift home, the class."),
          _("The first talk was to be on the day itself. Hold it now: late is better than not.")),
    _talk("talk_2", "aggression_second_talk", _("Second talk, after 3 to 4 days"),
          _("How did the first days go, at school and at home? Say that help from the company doctor is possible."),
          _("The second talk was to be after 3 to 4 days. Hold it now: late is better than not.")),
    _talk("talk_3", "aggression_third_talk", _("Third talk, after 4 to 5 weeks"),
          _("Do not think that it is forgotten. Ask how safe your colleague feels, and what still comes back."),
          _("The third talk was to be after 4 to 5 weeks. Hold it now: late is better than not.")),
    _talk("half_year", "aggression_inventory", _("After half a year: look back"),
          _("Ask what is left of it, and whether anything is still needed."),
          _("The talk after half a year was not held in time. Hold it now: late is better than not.")),
    Step("on_agenda", _("Spoken of in a yearly talk"),
         _("Up to a year after it happened it can help to put it on the agenda of the yearly talk with your colleague."),
         ("director", "prevention_officer"), after=("report",), fields=(WHOM, SAID), latest=_term("aggression_on_the_agenda"), optional=True, source=ANNEX),
    Step("company_doctor", _("Bring in the company doctor"),
         _("When the talks are not enough: the company doctor, company social work, or school social work."),
         ("director", "prevention_officer"), after=("talk_1",), fields=(Field("helper", _("Who was brought in")),), optional=True, source=ANNEX),
)
TALK_CODES = ("talk_1", "talk_2", "talk_3", "half_year")
