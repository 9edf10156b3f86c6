"""A duty in words, for templates."""

from django import template

from driehoek.duties import queries
from driehoek.duties.models import Duty
from driehoek.duties.own import page_of

register = template.Library()


@register.filter
def duty_sentence(duty: Duty) -> str:
    return queries.sentence(duty)


@register.filter
def duty_page(duty: Duty) -> str:
    return page_of(duty)


@register.filter
def rule_title(rule: str) -> str:
    return queries.rule_title(rule)
