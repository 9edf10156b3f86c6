"""Forms of the risk inventory: a risk with its weight, and why it is gone."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from driehoek.safety.models.incidents import Place
from driehoek.safetyplan import catalogue
from driehoek.safetyplan.models import Risk
from driehoek.safetyplan.queries import risks


class RiskForm(forms.ModelForm[Risk]):
    class Meta:
        model = Risk
        fields = ("topic", "what", "likelihood", "effect", "place", "moment")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        topics = [(topic.code, topic.title) for topic in catalogue.topics().values()]
        self.fields["topic"] = forms.ChoiceField(label=capfirst(_("about")), choices=[("", _("choose")), *topics])
        self.fields["place"] = forms.ChoiceField(
            label=capfirst(_("where")),
            choices=[("", _("nowhere in particular")), *Place.choices],
            required=False,
            help_text=_("Repeated incidents at this place raise the risk."),
        )
        self.fields["moment"] = forms.ChoiceField(
            label=capfirst(_("when in the day")),
            choices=[("", _("at no special moment")), *risks.moments()],
            required=False,
        )
        self.order_fields(self.Meta.fields)


class CloseForm(forms.Form):
    why = forms.CharField(label=capfirst(_("why it is gone")), max_length=200)
