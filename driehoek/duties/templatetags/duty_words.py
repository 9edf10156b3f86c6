"""A duty in words, for templates."""

from django import template

from driehoek.duties import queries
from driehoek.duties.models import Duty

register = template.Library()


@register.filter
def duty_sentence(duty: Duty) -> str:
    return queries.sentence(duty)


@register.filter
def rule_title(rule: str) -> str:
    return queries.rule_title(rule)
