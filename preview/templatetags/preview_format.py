"""Numbers as the pages show them."""

from django import template
from django.utils.formats import number_format

from builder import reasons

register = template.Library()


@register.filter
def percent(value) -> str:
    """A share from 0.0 to 1.0 in whole percent, as the platform rounds it."""
    return f"{round(float(value) * 100 + 1e-9)}%"


@register.filter
def hundredfold(value) -> str:
    """A share as a number from 0 to 100, for a drawing: a point before the decimals in every language."""
    return f"{float(value) * 100:.1f}"


@register.filter
def points(value) -> str:
    """Points with at most two decimals, and none where they are nothing."""
    number = round(float(value), 2)
    return number_format(int(number) if number == int(number) else number)


@register.filter
def why(error) -> str:
    """What is wrong in the course's files, in the reader's language."""
    return reasons.why(error)
