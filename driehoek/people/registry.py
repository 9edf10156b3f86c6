"""What this app tells the house."""

from django.utils.translation import gettext_lazy as _

from driehoek.journal.acts import Act

ACTS = {
    "enrolment.agree": Act(_("record the parents' agreement")),
    "enrolment.end": Act(_("end an enrolment")),
    "enrolment.manage": Act(_("manage enrolments")),
    "enrolment.start": Act(_("enrol a pupil")),
    "guardian.add": Act(_("add somebody around the child")),
    "guardian.change": Act(_("change somebody around the child")),
    "guardian.remove": Act(_("remove somebody around the child")),
    "information.change": Act(_("change an agreement or judgment on information")),
    "information.record": Act(_("record an agreement or judgment on information")),
    "information.remove": Act(_("remove an agreement or judgment on information")),
    "pupil.find": Act(_("find a pupil"), reads_file=True),
}
