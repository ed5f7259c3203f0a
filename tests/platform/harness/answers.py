"""Right answers to the questions of the source, as a browser would send them."""
from lxml import etree

INPUTS = ("choicegroup", "checkboxgroup", "optioninput")


def right_answers(source, block):
    """Return the form fields that answer a problem of the source rightly.

    Knows choices of one, of several and from a list: the kinds of question that the course uses.
    """
    root = etree.parse(str(source.folder / "problem" / f"{block.name}.xml")).getroot()
    fields = {}
    for group in (element for element in root.iter() if element.tag in INPUTS):
        number = _number_of(root, group)
        name = f"input_{block.name}_{number}_1"
        if group.tag == "optioninput":
            fields[name] = next(o.text.strip() for o in group.iter("option") if o.get("correct") == "True")
            continue
        right = [f"choice_{i}" for i, c in enumerate(group.iter("choice")) if c.get("correct") == "true"]
        fields.update({f"{name}[]": right} if group.tag == "checkboxgroup" else {name: right[0]})
    if not fields:
        raise ValueError(f"problem {block.name}: a kind of question that these tests cannot answer")
    return fields


def _number_of(root, group):
    """Return the number by which the platform names the response that holds an input; it counts from 2."""
    responses = [element for element in root.iter() if str(element.tag).endswith("response")]
    return 2 + responses.index(next(e for e in group.iterancestors() if e in responses))
