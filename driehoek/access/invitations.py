"""The one-time link with which a person first chooses a password. It ends with its use, and after three days."""

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.contrib.auth.views import PasswordResetConfirmView
from django.http import HttpResponse
from django.urls import reverse, reverse_lazy
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from .guards import public
from .models import User


class InvitationTokens(PasswordResetTokenGenerator):
    """Django's tokens under a key of their own: a link to invite is no link to reset."""

    key_salt = "driehoek.access.invitation"


tokens = InvitationTokens()


def link_of(user: User, root: str) -> str:
    """The full address that opens the account once. `root`: scheme and host, as the request came in."""
    name = urlsafe_base64_encode(force_bytes(user.pk))
    return root.rstrip("/") + reverse("invitation", args=[name, tokens.make_token(user)])


class Accept(PasswordResetConfirmView):
    """Django's own view: it takes the secret out of the address before anything is shown, and never caches.

    Whoever chose the password is logged in with it, so that nobody types it twice in a minute. An account that has a
    second factor already logs in as usual: the link alone must not go around it.
    """

    token_generator = tokens
    template_name = "access/invitation.html"
    success_url = reverse_lazy("home")
    post_reset_login_backend = settings.AUTHENTICATION_BACKENDS[0]

    def form_valid(self, form: "SetPasswordForm[User]") -> HttpResponse:
        self.post_reset_login = not is_mfa_enabled(form.user)
        response = super().form_valid(form)
        if self.post_reset_login:
            record_authentication(self.request, form.user, method="password")
        return response


accept = public("opens only with the secret of a mail; names nobody")(Accept.as_view())  # type: ignore[arg-type]  # the stubs promise a streaming response too
