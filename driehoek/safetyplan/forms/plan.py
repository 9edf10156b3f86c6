"""Forms of the plan: a chapter with its blanks, a document that people sign, a signature."""

from datetime import date
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from driehoek.safetyplan.catalogue import Chapter
from driehoek.safetyplan.models import ChapterText, Paper, Signature
from driehoek.safetyplan.queries import plan
from driehoek.schools.models import Group, School

from .fields import day_input, kept, made

BLANK = "blank_"


class ChapterForm(forms.ModelForm[ChapterText]):
    """What a school writes in a chapter. The blanks of the catalogue are fields; who holds a function fills them in."""

    class Meta:
        model = ChapterText
        fields = ("text", "status", "owner", "next_review", "location", "why")
        widgets = {"next_review": day_input(), "text": forms.Textarea(attrs={"rows": 8})}

    def __init__(
        self, *args: Any, chapter: Chapter, jurisdiction: str, suggested: dict[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.chapter = chapter
        owner = self.fields["owner"]
        if isinstance(owner, forms.ChoiceField):
            owner.choices = plan.owners(jurisdiction)
        for blank in chapter.blanks:
            field = self.fields[BLANK + blank.code] = made(blank)
            known = self.instance.blanks.get(blank.code, "")
            field.initial = known or suggested.get(blank.code, "")
            if not known and suggested.get(blank.code):
                field.help_text = _("From the register of functions. Save to keep it.")
        self.order_fields([BLANK + blank.code for blank in chapter.blanks])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        adopted = data.get("status") == ChapterText.Status.ADOPTED
        written = [data.get("text"), data.get("location"), *(data.get(BLANK + one.code) for one in self.chapter.blanks)]
        if adopted and not any(value not in {None, ""} for value in written):
            self.add_error(
                "status", _("An adopted chapter says something: write it, fill in a blank, or say where the file lies.")
            )
        return data

    def filled(self) -> ChapterText:
        """The chapter as it will be kept: a new row, with the blanks by their code."""
        text = self.instance
        text.code = self.chapter.code
        text.blanks = {one.code: kept(self.cleaned_data[BLANK + one.code]) for one in self.chapter.blanks}
        return text


class PaperForm(forms.ModelForm[Paper]):
    class Meta:
        model = Paper
        fields = ("kind", "group", "version", "dated_on", "review_on", "location", "text")
        widgets = {"dated_on": day_input(), "review_on": day_input(), "text": forms.Textarea(attrs={"rows": 12})}

    def __init__(self, *args: Any, school: School, school_year: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"] = forms.ModelChoiceField(
            Group.objects.filter(school=school, school_year=school_year),
            required=False,
            label=capfirst(gettext_lazy("group (for class rules)")),
        )
        self.order_fields(self.Meta.fields)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        dated, review = data.get("dated_on"), data.get("review_on")
        if dated and review and review <= dated:
            self.add_error("review_on", _("Look at it again after the date of this version."))
        if data.get("kind") == Paper.Kind.CLASS_RULES and not data.get("group"):
            self.add_error("group", _("Class rules are of a group. Choose it."))
        if not data.get("text") and not data.get("location"):
            self.add_error("location", _("Write the text, or say where the document lies."))
        return data


class SignatureForm(forms.ModelForm[Signature]):
    class Meta:
        model = Signature
        fields = ("name", "role", "signed_on")
        widgets = {"signed_on": day_input()}

    def __init__(self, *args: Any, paper: Paper, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.paper, self.on = paper, on

    def clean_signed_on(self) -> date:
        day: date = self.cleaned_data["signed_on"]
        if day > self.on:
            raise forms.ValidationError(_("Nobody signed on a day that is still to come."))
        if day < self.paper.dated_on:
            raise forms.ValidationError(_("This version is of a later day."))
        return day
