"""What the course is made of: titles, units and graders, as announced and designed."""

BLOCKS = (1, 2, 3, 4, 5, 6)
TITLES = {
    1: 'Introduction to the "Local Governments and Human Rights" agenda',
    2: "Implementing the rights-based approach through local policy-making",
    3: "Exploring thematic priorities and emerging agendas",
    4: "Local governments and the United Nations: human rights cooperation",
    5: "Co-creating the human rights city and the right to the city",
    6: "Local government international cooperation on human rights",
}
SECTIONS = ("learn", "explore", "discuss", "plan", "quiz", "remember")
GRADED = {"explore": "Exploring", "plan": "Plan", "quiz": "Quiz"}
GRADERS = {"Quiz": (0.5, 6), "Exploring": (0.1, 6), "Plan": (0.2, 6), "Plan assessed": (0.2, 1)}
WELCOME = {
    "section-welcome-start": [
        "welcome-start",
        "welcome-how",
        "welcome-access",
        "welcome-conversation",
        "welcome-goals",
    ],
    "section-welcome-map": ["welcome-map"],
}
FAREWELL = {
    "section-farewell-explore": ["farewell-explore"],
    "section-farewell-plan": ["farewell-plan"],
    "section-farewell-assessment": ["farewell-assessment"],
    "section-farewell-close": ["farewell-look-back", "farewell-next"],
}


def unit_block(url_name: str) -> int | None:
    """Return the number of the learning block that a unit belongs to."""
    parts = url_name.split("-")
    return int(parts[1]) if parts[0] == "block" and parts[1].isdigit() else None
