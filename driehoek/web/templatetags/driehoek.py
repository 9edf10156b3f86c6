"""Filters and tags of the house style, available in every template."""

from django import template

register = template.Library()
