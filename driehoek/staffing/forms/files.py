"""Forms of bringing a plan in."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

MEBIBYTE = 1024 * 1024


class FileForm(forms.Form):
    sent = forms.FileField(
        label=_("File"),
        help_text=_("XLSX or CSV with the columns Ambt, Personeelslid, Procent and Aard, as “Export” gives them."),
        error_messages={"empty": _("The file is empty.")},
    )

    def clean_sent(self) -> Any:
        sent = self.cleaned_data["sent"]
        if sent.size > settings.IMPORT_MAX_BYTES:
            raise ValidationError(
                _("The file is larger than %(mib)d MiB. Is this the right file?")
                % {"mib": settings.IMPORT_MAX_BYTES // MEBIBYTE}
            )
        return sent


class ConfirmForm(forms.Form):
    """The rows of the preview, to be taken in."""

    rows = forms.JSONField(widget=forms.HiddenInput)
