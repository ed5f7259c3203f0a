"""A small course that every rule lets pass, and a way to break it in one place."""

from __future__ import annotations

import base64
import json
from pathlib import Path

# A PNG of one pixel.
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)

LESSON = """<p class="hrl-lead">A city answers for the rights of its people.</p>
<h3>What a city did</h3>
<p>In 2012 the council wrote an ordinance <sup>[1]</sup>.</p>
<p>See the <a href="/jump_to_id/block-1-quiz">quiz</a>, the word
<a href="/course/glossary/#term-duty-bearer" target="_blank">duty-bearer</a> and the picture.</p>
<p><img src="/static/course-image.png" alt="A circle around a house, which stands for a right to a home"/></p>
<table>
<caption>Two duties</caption>
<thead><tr><th scope="col">Duty</th><th scope="col">Meaning</th></tr></thead>
<tbody><tr><td>Respect</td><td>Do no harm</td></tr></tbody>
</table>
<h3>Sources</h3>
<ol class="hrl-sources">
<li>City council, <a href="https://example.org/law" target="_blank" rel="noopener">Ordinance</a>, 2012.</li>
</ol>
"""

PROBLEM = """<problem display_name="Whose duty" max_attempts="2" showanswer="finished" weight="1">
  <multiplechoiceresponse>
    <label>Who must repair the public ramp of the town hall?</label>
    <choicegroup type="MultipleChoice">
      <choice correct="false">A neighbour who needs it<choicehint>She holds the right.</choicehint></choice>
      <choice correct="true">The town hall<choicehint>Yes, it owns the ramp.</choicehint></choice>
      <choice correct="false">Nobody in the town at all<choicehint>The ramp is public.</choicehint></choice>
    </choicegroup>
    <solution>
      <p>The town hall owns the ramp and bears the duty.</p>
    </solution>
  </multiplechoiceresponse>
</problem>
"""

POLICY = {
    "course/2026": {
        "display_name": "A small course",
        "start": "2026-01-01T00:00:00Z",
        "end": "2036-12-31T00:00:00Z",
        "language": "en",
        "course_image": "course-image.png",
        "advanced_modules": ["edx_sga", "poll"],
        "discussion_topics": {"General": {"id": "small-general"}},
        "tabs": [
            {"type": "courseware", "name": "Course", "course_staff_only": False},
            {"type": "progress", "name": "Progress"},
            {"type": "static_tab", "name": "Glossary", "url_slug": "glossary"},
        ],
    }
}

GRADING = {
    "GRADER": [
        {"type": "Quiz", "short_label": "Quiz", "min_count": 1, "drop_count": 0, "weight": 0.6},
        {"type": "Plan", "short_label": "Plan", "min_count": 1, "drop_count": 0, "weight": 0.4},
    ],
    "GRADE_CUTOFFS": {"Pass": 0.6},
}

SMALL: dict[str, str | bytes] = {
    "course.xml": '<course org="UCLG" course="SMALL" url_name="2026"/>\n',
    "course/2026.xml": '<course>\n  <chapter url_name="block-1"/>\n  <wiki slug="UCLG.SMALL.2026"/>\n</course>\n',
    "chapter/block-1.xml": '<chapter display_name="1. Begin">\n  <sequential url_name="section-1-learn"/>\n'
    '  <sequential url_name="section-1-quiz"/>\n  <sequential url_name="section-1-plan"/>\n</chapter>\n',
    "sequential/section-1-learn.xml": '<sequential display_name="Learn">\n'
    '  <vertical url_name="block-1-lesson-1"/>\n  <vertical url_name="block-1-discuss"/>\n</sequential>\n',
    "sequential/section-1-quiz.xml": '<sequential display_name="Quiz" graded="true" format="Quiz">\n'
    '  <vertical url_name="block-1-quiz"/>\n</sequential>\n',
    "sequential/section-1-plan.xml": '<sequential display_name="Plan" graded="true" format="Plan">\n'
    '  <vertical url_name="block-1-plan"/>\n</sequential>\n',
    "vertical/block-1-lesson-1.xml": '<vertical display_name="A first lesson">\n'
    '  <html url_name="block-1-lesson-1-text"/>\n</vertical>\n',
    "vertical/block-1-discuss.xml": '<vertical display_name="Talk about it">\n'
    '  <discussion url_name="block-1-discuss-topic"/>\n</vertical>\n',
    "vertical/block-1-quiz.xml": '<vertical display_name="Quiz">\n'
    '  <problem url_name="block-1-quiz-1"/>\n</vertical>\n',
    "vertical/block-1-plan.xml": '<vertical display_name="Plan">\n'
    '  <edx_sga url_name="block-1-plan-upload" display_name="Hand in" points="10" weight="1.0">'
    "<solution><p>Look at the rubric.</p></solution></edx_sga>\n</vertical>\n",
    "html/block-1-lesson-1-text.xml": '<html display_name="A lesson" filename="block-1-lesson-1-text"/>\n',
    "html/block-1-lesson-1-text.html": LESSON,
    "discussion/block-1-discuss-topic.xml": '<discussion display_name="Talk" discussion_id="small-block-1" '
    'discussion_category="Block 1" discussion_target="Talk"/>\n',
    "problem/block-1-quiz-1.xml": PROBLEM,
    "policies/2026/policy.json": json.dumps(POLICY, indent=2) + "\n",
    "policies/2026/grading_policy.json": json.dumps(GRADING, indent=2) + "\n",
    "policies/assets.json": "{}\n",
    "assets/assets.xml": "<assets/>\n",
    "about/overview.html": "<p>About the course.</p>\n",
    "about/short_description.html": "A small course.\n",
    "info/handouts.html": "<p>Nothing to print.</p>\n",
    "info/updates.items.json": '[{"id": 1, "date": "1 January 2026", '
    '"content": "<p>Welcome.</p>", "status": "visible"}]\n',
    "tabs/glossary.html": '<h3>Words</h3>\n<p id="term-duty-bearer">duty-bearer: who must act.</p>\n',
    "static/course-image.png": PIXEL,
}


def write_course(folder: Path, changes: dict[str, str | bytes | None] | None = None) -> Path:
    """Write the small course into a folder with some files changed, added or (None) left out."""
    for path, content in {**SMALL, **(changes or {})}.items():
        if content is None:
            continue
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return folder


def swap(path: str, old: str, new: str) -> dict[str, str]:
    """Return the change that replaces a text of a file, which must be there, once."""
    text = SMALL[path]
    assert isinstance(text, str)
    assert text.count(old) >= 1, f"{old!r} is not in {path}"
    return {path: text.replace(old, new, 1)}


def policy(**changes) -> dict[str, str]:
    """Return the change of some settings of the course; None takes a setting away."""
    settings = {**POLICY["course/2026"], **changes}
    settings = {name: value for name, value in settings.items() if value is not None}
    return {"policies/2026/policy.json": json.dumps({"course/2026": settings}, indent=2)}


def grading(graders: list[dict] | None = None, **changes) -> dict[str, str]:
    """Return the change of the graders or of another part of the grading policy."""
    found = {**GRADING, **({"GRADER": graders} if graders is not None else {}), **changes}
    return {"policies/2026/grading_policy.json": json.dumps(found, indent=2)}
