"""What this app tells the house."""

from django.utils.translation import gettext_lazy as _

from driehoek.journal.acts import Act

ACTS = {
    "house.read": Act(_("see how the house runs")),
}
