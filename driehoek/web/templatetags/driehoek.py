"""Filters and tags of the house style, available in every template without loading."""

from functools import cache
from typing import Any

from django import template
from django.middleware.csrf import get_token
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from lucide.templatetags.lucide import lucide

from driehoek.access.post import is_set_up
from driehoek.web import dates, queries, words

register = template.Library()
for shown in (
    dates.spoken_date,
    dates.short_date,
    dates.compact_date,
    dates.moment,
    dates.days_left,
    dates.urgency,
    dates.deadline,
):
    # a moment late in the evening of UTC is already tomorrow here
    register.filter(shown.__name__, shown, expects_localtime=True)
register.filter("function_name", words.function_name)
register.filter("words", words.term)
register.filter("language_name", words.language_name)
register.filter("half_day", words.half_day)
register.filter("source_words", words.source_words)


@register.filter
def undo_address(message: Any) -> str:
    """Where what a message tells of is taken back: the act that says it names the address in its tags."""
    kind, _equals, address = (message.extra_tags or "").partition("=")
    return address if kind == "undo" else ""


@register.simple_tag
def mail_goes_out() -> bool:
    """Whether a mail of this house reaches anybody: no page promises one where none is set up."""
    return is_set_up()


@register.inclusion_tag("web/demo_login.html")
def demo_login() -> dict[str, object]:
    """The people of the demonstration, to be with one click. The login page asks for it only when DEMO is on."""
    return {"schools": queries.demo_people()}


@register.simple_tag(takes_context=True)
def typed_words(context: Context, field: str) -> SafeString:
    """First in a search form: a name typed into `field` goes by POST and stands in no address (`access.searching`)."""
    token = get_token(context["request"])
    return format_html(
        '<input type="hidden" name="csrfmiddlewaretoken" value="{}"><input type="hidden" name="words_of" value="{}">',
        token,
        field,
    )


@register.simple_tag(takes_context=True)
def page_link(context: Context, number: int) -> str:
    """The same page with everything it was asked, and another number; what was typed is named by its mark alone."""
    asked = context["request"].GET.copy()
    asked["page"] = str(number)
    return f"?{asked.urlencode()}"


@register.simple_tag
def icon(name: str) -> SafeString:
    """A lucide icon beside a word that says the same; screen readers skip it."""
    return _svg(name)


@cache
def _svg(name: str) -> SafeString:
    drawn: str = lucide(name, size=None, **{"class": "icon", "aria-hidden": "true", "focusable": "false"})
    return mark_safe(drawn)  # noqa: S308  # a drawing from the pinned wheel, its name written in our templates
