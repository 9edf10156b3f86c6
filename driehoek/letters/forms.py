"""Forms of letters: what the school writes itself, sending, what became of it, the letterhead."""

from collections.abc import Callable
from typing import Any

import puremagic
from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from driehoek.access.forms import ExistingDay

from .kinds import LONGEST_FREE, BadLetter, Field, FieldKind, Kind
from .models import Dispatch, Letter, Letterhead
from .owners import owner_of
from .recipients import Recipient

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
NO_CHOICE = [("", "–")]
LOGO_TYPES = {"image/png": "png", "image/jpeg": "jpeg"}
LOGO_MOST_BYTES = 300_000


class Acting(forms.Form):
    """A form whose act may be refused by name: the refusal stands at its field, or above the form."""

    def acts(self, act: Callable[..., object], *given: object, **more: object) -> bool:
        """Do it. False when it was refused; the form then says why."""
        try:
            act(*given, **more)
        except BadLetter as refused:
            for name, why in refused.errors.items():
                self.add_error(name if name in self.fields else None, why)
            return False
        return True


class FreeForm(Acting):
    """One text field for each part of the letter that the school writes itself."""

    def __init__(self, *args: Any, letter: Letter, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        english = get_language() == "en"
        for part in letter.definition.free:
            self.fields[part.name] = forms.CharField(
                label=part.label.en if english else part.label.nl,
                required=False,
                max_length=LONGEST_FREE,
                initial=letter.free.get(part.name, ""),
                help_text="" if english else part.hint,
                widget=forms.Textarea(attrs={"rows": 8, "lang": "nl"}),
            )


class DispatchForm(Acting):
    how = forms.ChoiceField(
        label=gettext_lazy("How did it go?"), choices=Dispatch.How.choices, widget=forms.RadioSelect
    )
    sent_on = ExistingDay(label=gettext_lazy("Sent on"), widget=DAY)
    postmark = ExistingDay(
        label=gettext_lazy("Date of the postmark"),
        widget=DAY,
        required=False,
        help_text=gettext_lazy("When it differs. The postmark proves when the letter was sent."),
    )
    tracking = forms.CharField(label=gettext_lazy("Number of the registered letter"), max_length=60, required=False)
    another_day = forms.BooleanField(
        label=gettext_lazy("It went like this, although something in the letter does not hold for this day"),
        required=False,
        help_text=gettext_lazy("Only when it has left already. The days of the case count from the day it was posted."),
    )

    def __init__(self, *args: Any, letter: Letter, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not letter.definition.posted_field and owner_of(letter) is None:
            del self.fields["another_day"]


class DeliveryForm(Acting):
    on = ExistingDay(label=gettext_lazy("On"), widget=DAY)
    note = forms.CharField(
        label=gettext_lazy("Note"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Who signed for it, or why it came back."),
    )
    proof = forms.FileField(
        label=gettext_lazy("Proof"), required=False, help_text=gettext_lazy("A PDF, a JPEG or a PNG.")
    )

    def __init__(self, *args: Any, proof_asked: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["proof"].required = proof_asked

    @property
    def proof_bytes(self) -> bytes | None:
        given = self.cleaned_data.get("proof")
        return given.read() if given else None


class ReasonForm(Acting):
    reason = forms.CharField(label=gettext_lazy("Why?"), max_length=200)


class LetterheadForm(forms.ModelForm[Letterhead]):
    picture = forms.FileField(
        label=gettext_lazy("Logo"), required=False, help_text=gettext_lazy("A PNG or a JPEG of at most 300 kB.")
    )
    without_logo = forms.BooleanField(label=gettext_lazy("Take the logo away"), required=False)

    class Meta:
        model = Letterhead
        fields = ("address", "place", "website", "board_chair", "board_address", "legal", "appeal_rules")

    def clean_picture(self) -> object:
        """The logo is known by its content; a drawing (SVG) is refused, because it may fetch files."""
        given = self.cleaned_data.get("picture")
        if not given:
            return None
        if given.size > LOGO_MOST_BYTES:
            raise forms.ValidationError(_("This picture is larger than 300 kB."))
        content = given.read()
        try:
            found = {match.mime_type for match in puremagic.magic_string(content)} & set(LOGO_TYPES)
        except (puremagic.PureError, ValueError):
            found = set()
        if not found:
            raise forms.ValidationError(_("A logo is a PNG or a JPEG; this file is something else."))
        self.instance.logo, self.instance.logo_type = content, LOGO_TYPES[found.pop()]
        return given

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("without_logo"):
            self.instance.logo, self.instance.logo_type = None, ""
        return data


class MandateForm(forms.ModelForm[Letterhead]):
    """Which decision of the board lets the head of school sign letters in its name; empty: none does."""

    class Meta:
        model = Letterhead
        fields = ("mandate",)


class LetterForm(forms.Form):
    """The facts of a letter as the case or the incident knows them, to look over, and to whom it goes.

    `to`: who may get it, by key; `addressed`: the keys chosen at first. `left_out`: facts nobody is asked here.
    """

    left_out: tuple[str, ...] = ()
    recipients = forms.MultipleChoiceField(label=gettext_lazy("To whom"), widget=forms.CheckboxSelectMultiple)

    def __init__(
        self,
        *args: Any,
        kind: Kind,
        to: dict[str, Recipient],
        known: dict[str, Any],
        addressed: list[str],
        **options: Any,
    ) -> None:
        super().__init__(*args, **{"initial": {"recipients": addressed, **known}, **options})
        self.kind, self.to = kind, to
        choice: Any = self.fields["recipients"]
        choice.choices = [(key, one.name) for key, one in to.items()]
        english = get_language() == "en"
        self.asked = [field for field in kind.fields if field.name not in self.left_out]
        for field in self.asked:
            self.fields[field.name] = _of_letter(field, english)
            if field.kind is FieldKind.LIST and isinstance(known.get(field.name), list):
                self.initial[field.name] = "\n".join(known[field.name])
        for part in kind.free:
            self.fields[f"free_{part.name}"] = forms.CharField(
                label=part.label.en if english else part.label.nl,
                required=False,
                help_text=part.hint,
                widget=forms.Textarea(attrs={"rows": 5}),
            )

    def data_of_letter(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for field in self.asked:
            value = self.cleaned_data.get(field.name)
            if field.kind is FieldKind.LIST:
                value = [line.strip() for line in str(value or "").splitlines() if line.strip()]
            found[field.name] = value
        return found

    def free_of_letter(self) -> dict[str, str]:
        return {part.name: self.cleaned_data.get(f"free_{part.name}", "") for part in self.kind.free}

    def chosen(self) -> dict[str, Recipient]:
        return {key: self.to[key] for key in self.cleaned_data["recipients"]}


def _of_letter(field: Field, english: bool) -> forms.Field:
    title = field.label.en if english else field.label.nl
    if field.kind is FieldKind.DATE:
        return ExistingDay(label=title, required=field.required, widget=DAY)
    if field.kind is FieldKind.CHOICE:
        choices = [*NO_CHOICE, *((code, words.en if english else words.nl) for code, words in field.choices.items())]
        return forms.ChoiceField(label=title, required=field.required, choices=choices)
    if field.kind is FieldKind.LIST:
        return forms.CharField(
            label=title,
            required=field.required,
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text=_("One on each line."),
        )
    return forms.CharField(label=title, required=field.required, max_length=500)
