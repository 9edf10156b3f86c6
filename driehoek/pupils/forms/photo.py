"""The form with which a photo of a child is sent."""

from typing import Any

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from driehoek.pupils.contents import Refused
from driehoek.pupils.pictures import portrait


class PhotoForm(forms.Form):
    """One picture; what is cleaned is the photo as it will be kept."""

    file = forms.FileField(
        label=gettext_lazy("Photo"),
        help_text=gettext_lazy("JPEG, PNG or WebP. It is made smaller, and where and when it was taken is not kept."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )

    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        if upload.size > settings.ATTACHMENT_MAX_BYTES:
            raise forms.ValidationError(
                _("The file is %(size)s; at most %(limit)s is kept.")
                % {"size": filesizeformat(upload.size), "limit": filesizeformat(settings.ATTACHMENT_MAX_BYTES)}
            )
        try:
            return portrait(upload.file)
        except Refused as refused:
            raise forms.ValidationError(str(refused)) from None
