"""Forms about the people on a case: naming them, and noting how a committee voted."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from driehoek.access.forms import dated

from . import people
from .forms import DAY, AccountField
from .models import Case, Party
from .words import ROLES

# The roles in which somebody is named; the others on the list are bodies that letters go to, or come by themselves.
NAMED = ("complainant", "accused", "confidant", "witness", "mediator", "clb_adviser", "decided", "board", "deputy",
         "committee_chair", "committee", "committee_internal", "committee_external", "secretary", "reporter", "pupil",
         "parents")  # fmt: skip


class PartyForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's ModelForm is not generic when it runs
    class Meta:
        model = Party
        fields = ("role", "name", "address", "user", "works_here", "of_the_board", "impartial_on", "opens")
        widgets = {"impartial_on": DAY}

    def __init__(self, *args: Any, case: Case, **options: Any) -> None:
        super().__init__(*args, **options)
        self.case = case
        self.fields["user"] = AccountField(
            queryset=people.accounts(case),
            required=False,
            label=capfirst(_("account")),
            help_text=_("Only who has an account can read the case."),
        )
        role: Any = self.fields["role"]
        role.choices = [("", "–"), *((code, ROLES[code]) for code in NAMED)]
        if case.is_protected:
            self._keep_the_account()

    def _keep_the_account(self) -> None:
        """On a protected case somebody is named to read it, and only staff; nothing else is asked."""
        self.fields = {"user": self.fields["user"]}
        account: Any = self.fields["user"]
        named = self.case.parties.filter(removed_at=None, user__isnull=False).values("user")
        account.queryset = account.queryset.exclude(pk__in=named)
        account.required, account.label = True, _("Who may read this case, and work on it")
        account.help_text = _("Name only who has a part in it: this person then reads everything in it.")

    def clean_impartial_on(self) -> Any:
        return dated(self.cleaned_data["impartial_on"], timezone.localdate())

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if self.case.is_protected and found.get("user"):
            self.instance.role, self.instance.name, self.instance.opens = "colleague", str(found["user"]), True
        if found.get("opens") and not found.get("user"):
            self.add_error("opens", _("Choose the account of who may read this case."))
        return found if self.case.is_protected else {**found, **self._what_is_known(found)}

    def _what_is_known(self, found: dict[str, Any]) -> dict[str, Any]:
        """Whom the school knows as its own is not asked: staff and CLB, and the board, by account or by name."""
        here = people.known_here(self.case, found.get("user"), found.get("name", ""))
        told: dict[str, Any] = {name: bool(found.get(name)) or known for name, known in here._asdict().items()}
        told["user"] = found.get("user") or people.only_one(self.case, found.get("name", ""))
        if found.get("role") == "confidant" and told["works_here"] and self.case.school.jurisdiction == "be":
            self.add_error(
                "name",
                _("Staff of the school or of its CLB cannot be the confidant (school regulations 9.4.3, point 2)."),
            )
        return told


class VotesForm(forms.Form):
    """How each member of the committee voted; left open where there was no vote."""

    def __init__(self, *args: Any, members: list[Party], **options: Any) -> None:
        super().__init__(*args, **options)
        self.members = members
        for one in members:
            self.fields[str(one.pk)] = forms.ChoiceField(
                label=f"{one.name} ({one.get_role_display()})",
                choices=Party.Vote.choices,
                required=False,
                initial=one.vote,
            )

    def votes(self) -> dict[Party, str]:
        return {one: self.cleaned_data[str(one.pk)] for one in self.members}
