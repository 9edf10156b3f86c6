"""Forms of letters: what the school writes itself, sending, what became of it, the letterhead."""

from collections.abc import Callable
from typing import Any

import puremagic
from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from .kinds import LONGEST_FREE, BadLetter
from .models import Dispatch, Letter, Letterhead

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
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
                label=part.label.en if english else part.label.nl, required=False, max_length=LONGEST_FREE,
                initial=letter.free.get(part.name, ""), help_text="" if english else part.hint,
                widget=forms.Textarea(attrs={"rows": 8, "lang": "nl"}),
            )  # fmt: skip


class DispatchForm(Acting):
    how = forms.ChoiceField(
        label=gettext_lazy("How did it go?"), choices=Dispatch.How.choices, widget=forms.RadioSelect
    )
    sent_on = forms.DateField(label=gettext_lazy("Sent on"), widget=DAY)
    postmark = forms.DateField(
        label=gettext_lazy("Date of the postmark"), widget=DAY, required=False,
        help_text=gettext_lazy("When it differs. The postmark proves when the letter was sent."),
    )  # fmt: skip
    tracking = forms.CharField(label=gettext_lazy("Number of the registered letter"), max_length=60, required=False)
    another_day = forms.BooleanField(
        label=gettext_lazy("It went on another day than the letter says"), required=False,
        help_text=gettext_lazy("Only when you know what that means for the last day that the letter names."),
    )  # fmt: skip

    def __init__(self, *args: Any, letter: Letter, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not letter.definition.posted_field:
            del self.fields["another_day"]


class DeliveryForm(Acting):
    on = forms.DateField(label=gettext_lazy("On"), widget=DAY)
    note = forms.CharField(label=gettext_lazy("Note"), max_length=200, required=False,
                           help_text=gettext_lazy("Who signed for it, or why it came back."))  # fmt: skip
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
