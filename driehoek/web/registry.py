"""What the frame itself tells the house."""

from django.utils.translation import gettext_lazy as _

from .menu import Item

MENU = (Item("daily", 140, "rules", _("Rules"), lambda _actor: True),)
