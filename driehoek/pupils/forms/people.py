"""Forms of the people around a child: an adult with what they are to it, and how information flows (ORG-11)."""

import re
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from driehoek.access.actors import Actor
from driehoek.kit.names import fold
from driehoek.people.models import Guardian, Guardianship, InformationAgreement, Pupil
from driehoek.pupils import queries

from .entries import MAX_TEXT, day_field
from .others import not_later

PERSON = ("given_name", "family_name", "phone", "email", "address", "secret_address", "language")
SECRET = ("address", "secret_address")
PHONE = re.compile(r"\+?[\d\s./()-]{6,}")


class KnownAdult(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django's field is not generic when it runs
    """An adult with the children it stands around: a name alone is shared by many."""

    def label_from_instance(self, obj: Any) -> str:
        children = queries.around_whom(obj, timezone.localdate())
        return f"{obj}: {children}" if children else str(obj)


class GuardianForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's ModelForm is not generic when it runs
    """An adult around a child. Who may not know a secret address neither sees nor changes it here."""

    class Meta:
        model = Guardianship
        fields = ("relation", "has_authority", "is_informed", "lives_with", "weeks", "call_order")

    def __init__(self, *args: Any, pupil: Pupil, sees_secret: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.pupil, self.instance.pupil = pupil, pupil
        new = self.instance.guardian_id is None
        self.person = Guardian() if new else self.instance.guardian
        for name, field in forms.fields_for_model(Guardian, PERSON).items():
            self.fields[name] = field
            self.initial.setdefault(name, getattr(self.person, name))
        if self.person.secret_address and not sees_secret:
            for name in SECRET:
                del self.fields[name]
        self.fields["call_order"].help_text = _("1 is called first.")
        if new:
            self._offer_known()
        self.order_fields(("known", "given_name", "family_name", "relation", "phone", "email"))

    def _offer_known(self) -> None:
        """The parents of a brother or sister need not be typed again; an adult is kept once."""
        known = queries.known_adults(self.pupil)
        self.initial["call_order"] = self.pupil.guardianships.count() + 1
        if known.exists():
            self.fields["family_name"].required = False
            self.fields["known"] = KnownAdult(
                known,
                label=_("Around a brother or sister already"),
                required=False,
                empty_label=_("nobody of these"),
                help_text=_("Then name, telephone and address need not be filled in."),
            )

    def clean_phone(self) -> str:
        phone: str = self.cleaned_data["phone"].strip()
        if phone and not PHONE.fullmatch(phone):
            raise forms.ValidationError(_("A telephone number has digits, spaces and + only, like +32 470 12 34 56."))
        return phone

    def clean_call_order(self) -> int:
        order: int = self.cleaned_data["call_order"]
        if not 1 <= order <= 99:
            raise forms.ValidationError(_("Give a number from 1 to 99."))
        return order

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("known"):
            return data
        if not data.get("family_name") and "family_name" not in self.errors:
            self.add_error("family_name", _("Fill in the family name, or choose somebody who is known."))
        wanted = fold(f"{data.get('given_name', '')} {data.get('family_name', '')}")
        for other in self.pupil.guardianships.exclude(pk=self.instance.pk).select_related("guardian"):
            if fold(str(other.guardian)) == wanted.strip():
                self.add_error("family_name", _("Somebody of this name stands around this child already."))
        return data

    def wanted(self) -> Guardianship:
        """The tie with its adult as the form says, not yet kept."""
        tie: Guardianship = self.instance
        tie.guardian = self.cleaned_data.get("known") or self.person
        if tie.guardian is self.person:
            for name in PERSON:
                if name in self.cleaned_data:
                    setattr(self.person, name, self.cleaned_data[name])
        return tie


class NoInformation(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # as above
    def label_from_instance(self, obj: Guardianship) -> str:
        return f"{obj.guardian} ({obj.get_relation_display()})"


class InformationForm(forms.ModelForm):  # type: ignore[type-arg]  # as above
    """What the parents agreed with the school, or what a judge ruled, on who is told what."""

    dated = day_field(gettext_lazy("dated"))
    last_day = day_field(
        gettext_lazy("last day"), required=False, help_text=gettext_lazy("Empty while it holds until further notice.")
    )

    class Meta:
        model = InformationAgreement
        fields = ("kind", "dated", "last_day", "text")
        widgets = {"text": forms.Textarea(attrs={"rows": 5, "maxlength": MAX_TEXT}), "kind": forms.RadioSelect}

    def __init__(self, *args: Any, actor: Actor, pupil: Pupil, **options: Any) -> None:
        super().__init__(*args, **options)
        self.actor, self.instance.pupil = actor, pupil
        self.fields["kind"] = forms.ChoiceField(
            label=_("kind"), choices=InformationAgreement.Kind.choices, widget=forms.RadioSelect
        )
        self.fields["text"].help_text = _("The parents read this on their own page too.")
        informed = pupil.guardianships.filter(is_informed=True).select_related("guardian")
        self.fields["silent"] = NoInformation(
            informed,
            label=_("Who gets no information because of this judgment?"),
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text=_("Their account for this child ends at once."),
        )

    def clean_dated(self) -> object:
        return not_later(self.cleaned_data["dated"], self.actor)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        first, last = data.get("dated"), data.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The last day lies before the first day."))
        if data.get("silent") and data.get("kind") != InformationAgreement.Kind.JUDGMENT:
            self.add_error("silent", _("Only a judgment takes information away from a parent."))
        return data
