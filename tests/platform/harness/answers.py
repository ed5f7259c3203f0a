"""Right and wrong answers to the questions of the source, as a browser would send them."""

from lxml import etree

CHOICES = ("choicegroup", "checkboxgroup")
TYPED = ("textline", "formulaequationinput")


def answers(source, block, right=True):
    """Return the form fields that answer each question of a problem, all rightly or all wrongly."""
    root = etree.parse(str(source.folder / "problem" / f"{block.name}.xml")).getroot()
    responses = [element for element in root.iter() if str(element.tag).endswith("response")]
    fields = {}
    # The platform counts the responses of a problem from 2.
    for number, response in enumerate(responses, start=2):
        name = f"input_{block.name}_{number}_1"
        value = _answer(response, right)
        fields[f"{name}[]" if isinstance(value, list) else name] = value
    if not fields:
        raise ValueError(f"problem {block.name} has no question")
    return fields


def _answer(response, right):
    """Return the answer to one question: a list where several choices may be ticked, else a text."""
    group = next((e for e in response.iter() if e.tag in (*CHOICES, "optioninput", *TYPED)), None)
    if group is None:
        raise ValueError(f"<{response.tag}>: a kind of question that these tests cannot answer")
    if group.tag == "optioninput":
        return _option(group, right)
    if group.tag in TYPED:
        return _typed(response.get("answer")) if right else "-987654321"
    wanted = "true" if right else "false"
    marks = [choice.get("correct", "").lower() for choice in group.iter("choice")]
    found = [f"choice_{i}" for i, mark in enumerate(marks) if mark == wanted]
    return found if group.tag == "checkboxgroup" else found[0]


def _option(group, right):
    marks = {option.text.strip(): option.get("correct", "").lower() for option in group.iter("option")}
    return next(text for text, mark in marks.items() if (mark == "true") == right)


def _typed(answer):
    """Return an answer to type: a range such as [2,4] gives its middle."""
    if answer[:1] in "[(" and answer[-1:] in "])":
        low, high = (float(end) for end in answer[1:-1].split(","))
        return str((low + high) / 2)
    return answer
