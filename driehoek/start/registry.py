"""What this app tells the house."""

from django.utils.translation import gettext_lazy as _

from driehoek.journal.acts import Act
from driehoek.web.menu import Item, may

ACTS = {
    "board.changed": Act(_("change what the board says of itself")),
    "board.founded": Act(_("found a school board")),
    "board.link_made": Act(_("make an address to found a board with")),
    "board.manage": Act(_("look after the schools and people of the board")),
    "board.school_added": Act(_("open one more school of the board")),
    "house.address": Act(_("choose the address of this house")),
    "person.link": Act(_("make a new link for an account, on the command line")),
    "start.aside": Act(_("put the start-up list, or a line of it, aside")),
    "start.back": Act(_("take the start-up list, or a line of it, back")),
}
MENU = (Item("more", 60, "board", _("Board"), may("board.manage")),)
