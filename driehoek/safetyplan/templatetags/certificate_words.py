"""A certificate in the words of the reader's country."""

from django import template

from driehoek.safetyplan.certificates import certificate_name

register = template.Library()
register.filter("certificate_name", certificate_name)
