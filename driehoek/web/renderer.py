"""How a form looks everywhere: label, hint, error and input in one group, and a summary of the errors on top."""

from django.forms.renderers import TemplatesSetting


class HouseRenderer(TemplatesSetting):
    """`{{ form }}` and `{{ field.as_field_group }}` in the house's look; widgets are Django's own."""

    form_template_name = "web/form.html"
    field_template_name = "web/field.html"
