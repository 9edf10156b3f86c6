"""The one-time link with which a person first chooses a password. It ends with its use, and after three days."""

from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.contrib.auth.views import PasswordResetConfirmView
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


# Django's own view: it takes the secret out of the address before anything is shown, and never caches.
accept = public("opens only with the secret of a mail; names nobody")(
    PasswordResetConfirmView.as_view(  # type: ignore[arg-type]  # the stubs promise a streaming response too
        token_generator=tokens, template_name="access/invitation.html", success_url=reverse_lazy("account_login")
    )
)
