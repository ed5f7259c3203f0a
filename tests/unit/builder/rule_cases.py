"""(rule, what breaks the small course, place where the rule must speak)."""

from lost_cases import LOST
from small_course import GRADING, PIXEL, PROBLEM, SMALL, grading, policy, swap

LESSON_1 = "html/block-1-lesson-1-text.html"
QUIZ = "problem/block-1-quiz-1.xml"
UNIT = "vertical/block-1-lesson-1.xml"
PLAN = "vertical/block-1-plan.xml"
POLICY = "policies/2026/policy.json"
GRADERS = "policies/2026/grading_policy.json"
SGA = '<edx_sga url_name="block-1-plan-upload"'


def lesson(text: str) -> dict[str, str]:
    """Put a text before the lesson; it stands in line 1."""
    return {LESSON_1: text + "\n" + str(SMALL[LESSON_1])}


def unit(line: str) -> dict[str, str]:
    """Put an element into the lesson's unit; it stands in line 3."""
    return swap(UNIT, "</vertical>", f"  {line}\n</vertical>")


def questions(*right: int, long: bool = False) -> dict[str, str]:
    """Make a quiz of single choices whose right answers stand at the given places."""
    names, changes = [], {}
    for number, place in enumerate(right, 1):
        words = ["long answer" if long and index == place else "short" for index in range(3)]
        picks = "".join(
            f'<choice correct="{str(index == place).lower()}">{words[index]}'
            f" {index}<choicehint>Because.</choicehint></choice>"
            for index in range(3)
        )
        changes[f"problem/block-1-quiz-{number}.xml"] = (
            f'<problem display_name="Q"><multiplechoiceresponse><label>Which?</label><choicegroup>{picks}'
            "</choicegroup><solution><p>So.</p></solution></multiplechoiceresponse></problem>"
        )
        names.append(f'<problem url_name="block-1-quiz-{number}"/>')
    return changes | {"vertical/block-1-quiz.xml": f'<vertical display_name="Quiz">{"".join(names)}</vertical>'}


def poll(answers: str) -> str:
    """Return a poll with these answers, as they stand in an attribute."""
    return f'<poll url_name="block-1-lesson-1-poll" display_name="Poll" question="Why?" answers="{answers}"/>'


def group(access: str) -> dict[str, str]:
    """Show the question to some groups only."""
    return swap(QUIZ, "<problem ", f'<problem group_access="{access}" ')


def film(attributes: str = "", inner: str = "") -> dict[str, str]:
    """Put a film with subtitles into the lesson's unit."""
    content = (
        f'<video display_name="A film" youtube_id_1_0="abcdefghijk" html5_sources="[]" {attributes}>{inner}</video>\n'
    )
    return {**unit('<video url_name="film"/>'), "video/film.xml": content}


def numbers(other: str) -> str:
    """Return a question for a number with another right answer."""
    return (
        '<problem display_name="x"><numericalresponse answer="10"><label>How many?</label><formulaequationinput/>'
        f'<additional_answer answer="{other}"><correcthint>So too.</correcthint></additional_answer>'
        "<correcthint>So.</correcthint><solution><p>So.</p></solution></numericalresponse></problem>"
    )


def bank(question: str) -> dict[str, str]:
    """Put a second question into a problem bank with a file of its own."""
    return {
        **unit('<itembank url_name="block-1-bank"/>'),
        "itembank/block-1-bank.xml": '<itembank max_count="1"><problem url_name="block-1-quiz-2"/></itembank>',
        "problem/block-1-quiz-2.xml": question,
    }


GROUPS = {"id": 1234, "name": "Groups", "scheme": "cohort", "groups": [{"id": 1, "name": "Mayors"}]}
PYTHON = (
    '<problem display_name="x"><script type="loncapa/python">\ndef check(a, b): return True\n</script>'
    '<customresponse cfn="check"><label>Which?</label><textline/></customresponse>'
    "<solution><p>So.</p></solution></problem>"
)
QUESTION_WITHOUT_FEEDBACK = (
    '<problem display_name="Q"><multiplechoiceresponse><label>Which?</label><choicegroup>'
    '<choice correct="true">this one</choice><choice correct="false">that one</choice></choicegroup>'
    "<solution><p>So.</p></solution></multiplechoiceresponse></problem>"
)
BANKED = "problem/block-1-quiz-2.xml:10"

STRUCTURE = [
    ("course-file", {"course.xml": None}, "course.xml:1"),
    ("course-file", {"course.xml": '<course org="U" url_name="2026"/>'}, "course.xml:1"),
    (
        "course-file",
        {"course.xml": '<course org="U" course="S" url_name="2026" start="2026"/>'},
        "course.xml:1",
    ),
    ("course-file", {"course/2026.xml": None}, "course.xml:1"),
    ("xml-readable", swap(QUIZ, "town hall?", "town hall & its ramp?"), f"{QUIZ}:3"),
    ("xml-readable", swap(QUIZ, "town hall?", "town&nbsp;hall?"), f"{QUIZ}:3"),
    ("xml-readable", {QUIZ: PROBLEM.encode("utf-16")}, f"{QUIZ}:1"),
    ("xml-readable", {QUIZ: '<?xml version="1.0" encoding="latin-1"?>\n' + PROBLEM}, f"{QUIZ}:1"),
    ("xml-readable", {QUIZ: '<!DOCTYPE problem [<!ENTITY e "x">]>\n' + PROBLEM}, f"{QUIZ}:1"),
    ("html-readable", {LESSON_1: "  \n"}, f"{LESSON_1}:1"),
    ("html-readable", {LESSON_1: "<p>ok</p>\n<p>caf\xe9</p>".encode("latin-1")}, f"{LESSON_1}:2"),
    ("root-element", {QUIZ: "<html><p>x</p></html>"}, f"{QUIZ}:1"),
    (
        "nesting",
        swap("chapter/block-1.xml", "</chapter>", '<vertical url_name="x"/></chapter>'),
        "chapter/block-1.xml:5",
    ),
    ("nesting", unit('<sequential url_name="section-1-plan"/>'), f"{UNIT}:3"),
    ("unknown-block", unit("<p>Hello</p>"), f"{UNIT}:3"),
    ("unknown-block", unit('<problm url_name="block-1-lesson-1-check" display_name="x"/>'), f"{UNIT}:3"),
    ("advanced-module", policy(advanced_modules=["poll"]), f"{PLAN}:2"),
    ("loose-text", unit("stray words"), f"{UNIT}:2"),
    ("empty-container", {UNIT: '<vertical display_name="A first lesson"/>'}, f"{UNIT}:1"),
    ("display-name", swap(UNIT, ' display_name="A first lesson"', ""), f"{UNIT}:1"),
    ("orphan-file", {"problem/block-1-quiz-9.xml": PROBLEM}, "problem/block-1-quiz-9.xml:1"),
    ("ignored-file", {"README.md": "words"}, "README.md:1"),
    ("ignored-file", {"policies/2025/policy.json": "{}"}, "policies/2025/policy.json:1"),
    ("ignored-file", {"lessons/block-1.html": "<p>x</p>"}, "lessons/block-1.html:1"),
    ("unsafe-path", {"html/a b.html": "<p>x</p>"}, "html/a b.html:1"),
    ("unsafe-path", {"static/Course-Image.png": PIXEL}, "static/course-image.png:1"),
    ("unsafe-path", {"static/CON": PIXEL}, "static/CON:1"),
    ("unsafe-path", {"static/aux.txt": "words"}, "static/aux.txt:1"),
    ("unsafe-path", {"html/nul.html": "<p>x</p>"}, "html/nul.html:1"),
    ("unsafe-path", {"static/map.": PIXEL}, "static/map.:1"),
    ("unsafe-path", {"static/map?.png": PIXEL}, "static/map?.png:1"),
    ("unsafe-path", {"static/.gitattributes": "x"}, "static/.gitattributes:1"),
    ("unsafe-path", {f"static/{'a' * 101}": PIXEL}, f"static/{'a' * 101}:1"),
    ("unsafe-path", {"static/Bogot\u00e1.png": PIXEL, "static/Bogota\u0301.png": PIXEL}, "static/Bogot\u00e1.png:1"),
    ("unsafe-path", {"static/stra\u00dfe.png": PIXEL, "static/STRASSE.png": PIXEL}, "static/stra\u00dfe.png:1"),
]
POINTERS = [
    ("missing-file", {QUIZ: None}, "vertical/block-1-quiz.xml:2"),
    ("missing-file", {LESSON_1: None}, "html/block-1-lesson-1-text.xml:1"),
    ("missing-file", unit('<itembank url_name="b" max_count="1"><problem url_name="gone"/></itembank>'), f"{UNIT}:3"),
    ("missing-file", {"sequential/section-1-quiz.xml": None}, "chapter/block-1.xml:3"),
    (
        "pointer-attributes",
        swap(
            "vertical/block-1-quiz.xml",
            '<problem url_name="block-1-quiz-1"/>',
            '<problem url_name="block-1-quiz-1" display_name="x"/>',
        ),
        "vertical/block-1-quiz.xml:2",
    ),
    ("custom-inline", unit('<edx_sga url_name="block-1-lesson-1-sga"/>'), f"{UNIT}:3"),
    ("custom-children", swap(PLAN, "<solution>", "<p>x</p><solution>"), f"{PLAN}:2"),
    (
        "custom-children",
        swap(
            PLAN,
            "<solution>",
            '<option:a xmlns:option="http://code.edx.org/xblock/option"><b>x</b></option:a><solution>',
        ),
        f"{PLAN}:2",
    ),
    ("hand-in-solution", swap(PLAN, "<p>Look at the rubric.</p>", "Look at the rubric."), f"{PLAN}:2"),
    ("used-twice", unit('<html url_name="block-1-lesson-1-text"/>'), f"{UNIT}:3"),
    (
        "name-clash",
        unit('<edx_sga url_name="block-1-quiz-1" display_name="x"/>'),
        "vertical/block-1-quiz.xml:2",
    ),
    ("name-missing", unit("<html>\n<p>x</p></html>"), f"{UNIT}:3"),
    ("name-readable", unit('<problem url_name="my question"/>'), f"{UNIT}:3"),
    ("name-readable", unit('<problem url_name="2b1b2f4c1ee94b6f8ad9c5a6e1d2c3b4"/>'), f"{UNIT}:3"),
    ("name-in-file", swap(QUIZ, "<problem ", '<problem url_name="other" '), f"{QUIZ}:1"),
    ("pointer-chain", {QUIZ: '<problem url_name="block-1-quiz-1"/>'}, f"{QUIZ}:1"),
    (
        "html-content",
        {"html/block-1-lesson-1-text.xml": '<html filename="block-1-lesson-1-text"><p>x</p></html>'},
        "html/block-1-lesson-1-text.xml:1",
    ),
    (
        "html-content",
        {
            **unit('<html url_name="block-1-lesson-1-b"/>'),
            "html/block-1-lesson-1-b.xml": '<html display_name="b" filename="block-1-lesson-1-text"/>',
        },
        "html/block-1-lesson-1-b.xml:1",
    ),
]
VALUES = [
    ("attribute-value", swap(QUIZ, 'max_attempts="2"', 'max_attempts="many"'), f"{QUIZ}:1"),
    ("attribute-value", swap(UNIT, "<vertical ", '<vertical due="2025-13-01" '), f"{UNIT}:1"),
    ("attribute-value", swap(UNIT, "<vertical ", '<vertical start="tomorrow" '), f"{UNIT}:1"),
    (
        "attribute-value",
        swap("sequential/section-1-quiz.xml", 'graded="true"', 'graded="yes"'),
        "sequential/section-1-quiz.xml:1",
    ),
    ("attribute-value", swap(QUIZ, 'showanswer="finished"', 'showanswer="sometimes"'), f"{QUIZ}:1"),
    ("attribute-value", swap(PLAN, 'points="10"', 'points="ten"'), f"{PLAN}:2"),
    ("attribute-unknown", swap(QUIZ, "max_attempts", "maximum_attempts"), f"{QUIZ}:1"),
    ("attribute-unknown", swap(PLAN, "points", "pionts"), f"{PLAN}:2"),
    ("attribute-empty-list", swap(UNIT, "<vertical ", '<vertical user_partitions="" '), f"{UNIT}:1"),
    ("attribute-newline", swap(PLAN, 'display_name="Hand in"', 'display_name="Hand\nin"'), f"{PLAN}:2"),
]
POLICIES = [
    ("json-readable", {POLICY: None}, f"{POLICY}:1"),
    ("json-readable", {GRADERS: '{\n "GRADER": [,]}'}, f"{GRADERS}:2"),
    (
        "json-readable",
        {POLICY: '{"course/2026": {"start": "2026-01-01", "start": "2027-01-01"}}'},
        f"{POLICY}:1",
    ),
    ("json-readable", {"info/updates.items.json": "{}"}, "info/updates.items.json:1"),
    ("policy-key", swap(POLICY, "course/2026", "course/2025"), f"{POLICY}:1"),
    ("policy-settings", policy(end=None), f"{POLICY}:1"),
    ("policy-settings", policy(end="2025-01-01T00:00:00Z"), f"{POLICY}:5"),
    ("policy-twice", swap("course/2026.xml", "<course>", '<course language="en">'), "course/2026.xml:1"),
    ("grading-policy", swap(GRADERS, '"weight": 0.4', '"weight": 0.5'), f"{GRADERS}:8"),
    ("grading-policy", swap(GRADERS, '"short_label": "Plan",', ""), f"{GRADERS}:11"),
    ("grading-policy", grading([]), f"{GRADERS}:1"),
    (
        "grading-policy",
        grading([*GRADING["GRADER"], {**GRADING["GRADER"][0], "weight": 0.0}]),
        f"{GRADERS}:4",
    ),
    ("grading-policy", grading(GRADE_CUTOFFS={"Pass": 60}), f"{GRADERS}:18"),
    (
        "graded-format",
        swap("sequential/section-1-quiz.xml", 'format="Quiz"', 'format="Quizz"'),
        "sequential/section-1-quiz.xml:1",
    ),
    (
        "graded-format",
        swap("sequential/section-1-quiz.xml", ' graded="true"', ""),
        "sequential/section-1-quiz.xml:1",
    ),
    (
        "graded-format",
        swap("sequential/section-1-quiz.xml", ' format="Quiz"', ""),
        "sequential/section-1-quiz.xml:1",
    ),
    ("grader-count", swap(GRADERS, '"min_count": 1', '"min_count": 6'), f"{GRADERS}:4"),
    ("grader-count", swap(GRADERS, '"drop_count": 0', '"drop_count": 1'), f"{GRADERS}:4"),
    (
        "graded-score",
        swap("sequential/section-1-learn.xml", "<sequential ", '<sequential graded="true" format="Quiz" '),
        "sequential/section-1-learn.xml:1",
    ),
    (
        "graded-score",
        unit('<practice_explorer url_name="block-1-lesson-1-explorer" scored="true"/>'),
        f"{UNIT}:3",
    ),
    (
        "graded-score",
        swap(PLAN, "</vertical>", '<rights_map url_name="block-1-plan-map" scored="false"/></vertical>'),
        f"{PLAN}:3",
    ),
    ("tabs", {"tabs/glossary.html": None}, f"{POLICY}:30"),
    ("tabs", {"tabs/faq.html": "<p>x</p>"}, "tabs/faq.html:1"),
    ("tabs", swap(POLICY, '"type": "progress"', '"type": "progres"'), f"{POLICY}:24"),
    ("course-image", policy(course_image="none.png"), f"{POLICY}:7"),
    ("course-image", {"static/course-image.png": b"<svg/>"}, f"{POLICY}:7"),
    ("discussion-topics", policy(discussion_topics=None), f"{POLICY}:1"),
    (
        "discussion-id",
        swap("discussion/block-1-discuss-topic.xml", 'discussion_id="small-block-1" ', ""),
        "discussion/block-1-discuss-topic.xml:1",
    ),
    ("assets-policy", {"policies/assets.json": '{\n"a.png": {}}'}, "policies/assets.json:2"),
    ("about-pages", {"about/overview.html": None}, "course.xml:1"),
]
LINKS = [
    ("link-static", lesson('<p><img src="/static/none.svg" alt="x"/></p>'), f"{LESSON_1}:1"),
    ("link-static", swap(PLAN, 'points="10"', 'points="10" atlas="/static/none.json"'), f"{PLAN}:2"),
    ("link-unrewritten", lesson("<p>url(/static/course-image.png)</p>"), f"{LESSON_1}:1"),
    ("link-unrewritten", lesson('<p><img src=/static/course-image.png alt="x"></p>'), f"{LESSON_1}:1"),
    ("link-jump", lesson('<p><a href="/jump_to_id/nowhere">x</a></p>'), f"{LESSON_1}:1"),
    ("link-course", lesson('<p><a href="/course/faq/" target="_blank">x</a></p>'), f"{LESSON_1}:1"),
    (
        "link-course",
        lesson('<p><a href="/course/glossary/#term-x" target="_blank">x</a></p>'),
        f"{LESSON_1}:1",
    ),
    (
        "link-course",
        {"info/handouts.html": '<p>\n<a href="/course/x" target="_blank">x</a></p>'},
        "info/handouts.html:2",
    ),
    ("link-scheme", lesson('<p><a href="#">x</a></p>'), f"{LESSON_1}:1"),
    ("link-scheme", lesson('<p><a href="next.html">x</a></p>'), f"{LESSON_1}:1"),
    ("link-scheme", lesson('<p><a href="javascript:void(0)">x</a></p>'), f"{LESSON_1}:1"),
    ("link-scheme", lesson('<p><a href="http://example.org/" target="_blank">x</a></p>'), f"{LESSON_1}:1"),
    ("link-address", lesson('<p><a href="https://example" target="_blank">x</a></p>'), f"{LESSON_1}:1"),
    ("link-address", lesson('<p><a href="https://a.org/b\\c" target="_blank">x</a></p>'), f"{LESSON_1}:1"),
    ("link-copy-host", lesson('<p><a href="https://docslib.org/doc/1">x</a></p>'), f"{LESSON_1}:1"),
    ("link-copy-host", lesson('<p><a href="https://fr.scribd.com/doc/1">x</a></p>'), f"{LESSON_1}:1"),
    (
        "link-copy-host",
        swap(QUIZ, "<p>The town hall", '<p><a href="https://issuu.com/x">x</a> The town hall'),
        f"{QUIZ}:10",
    ),
    ("link-target", lesson('<p><a href="https://example.org/x">x</a></p>'), f"{LESSON_1}:1"),
    ("link-target", lesson('<p><a href="https://example.org/x" target="_blank">x</a></p>'), f"{LESSON_1}:1"),
    ("link-empty", lesson('<p><a href="/jump_to_id/block-1-quiz"></a></p>'), f"{LESSON_1}:1"),
    ("link-words", lesson('<p><a href="/jump_to_id/block-1-quiz">here</a></p>'), f"{LESSON_1}:1"),
    (
        "link-words",
        lesson('<p><a href="https://example.org/" target="_blank" rel="noopener">https://example.org/</a></p>'),
        f"{LESSON_1}:1",
    ),
    ("third-party", lesson('<p><img src="https://example.org/a.png" alt="x"/></p>'), f"{LESSON_1}:1"),
    ("third-party", lesson('<p><img src="//example.org/a.png" alt="x"/></p>'), f"{LESSON_1}:1"),
    ("third-party", swap(QUIZ, "<p>The", '<p><img src="https://a.org/x.png" alt="x"/>The'), f"{QUIZ}:10"),
]
ASSETS = [
    ("asset-name", {"static/notes.svg~": b"x"}, "static/notes.svg~:1"),
    ("asset-name", {"static/plan~": b"x"}, "static/plan~:1"),
    ("asset-name", {"static/a plan.png": b"x"}, "static/a plan.png:1"),
    ("asset-collision", {"static/a/b.png": b"x", "static/a_b.png": b"x"}, "static/a_b.png:1"),
    ("asset-collision", {"static/a/b.png": b"x"}, "static/a/b.png:1"),
    ("asset-size", {"static/big.json": b" " * 1024 * 1024}, "static/big.json:1"),
    ("asset-size", {"static/empty.png": b""}, "static/empty.png:1"),
    ("asset-unused", {"static/lonely.png": PIXEL}, "static/lonely.png:1"),
]
LESSONS = [
    ("html4-elements", lesson("<section><p>x</p></section>"), f"{LESSON_1}:1"),
    ("html4-elements", lesson("<figure><figcaption>x</figcaption></figure>"), f"{LESSON_1}:1"),
    ("html-active", lesson("<script>1</script>"), f"{LESSON_1}:1"),
    ("html-active", lesson('<p onclick="x()">x</p>'), f"{LESSON_1}:1"),
    ("html-active", lesson("<form><input/></form>"), f"{LESSON_1}:1"),
    ("html-active", lesson('<iframe src="https://example.org/"></iframe>'), f"{LESSON_1}:1"),
    ("html-active", swap(QUIZ, "<p>The", "<script>x = 1</script><p>The"), f"{QUIZ}:10"),
    ("html-style", lesson('<p style="color: red">x</p>'), f"{LESSON_1}:1"),
    ("html-style", lesson('<div class="box">x</div>'), f"{LESSON_1}:1"),
    ("html-ampersand", lesson("<p>Law & order</p>"), f"{LESSON_1}:1"),
    ("html-ampersand", lesson("<p>a&nbsp;b</p>"), f"{LESSON_1}:1"),
    ("text-size", lesson("<p>Cities respect rights.</p>\n" * 8_000), f"{LESSON_1}:1"),
    ("text-size", {"info/updates.items.json": "[" + " " * 1_000_000 + "]"}, "info/updates.items.json:1"),
    ("html-ids", lesson('<p id="a">x</p>\n<p id="a">y</p>'), f"{LESSON_1}:2"),
    ("html-balance", lesson("<p>x <em>y</p>"), f"{LESSON_1}:1"),
    ("html-balance", {"info/handouts.html": "<p>x</p>\n<div>y"}, "info/handouts.html:2"),
    ("heading-level", lesson("<h2>x</h2>"), f"{LESSON_1}:1"),
    ("heading-level", lesson("<h3>x</h3>\n<h5>y</h5>"), f"{LESSON_1}:2"),
    ("image-alt", lesson('<p><img src="/static/course-image.png"/></p>'), f"{LESSON_1}:1"),
    ("image-alt", swap(QUIZ, "<p>The", '<p><img src="/static/course-image.png"/>The'), f"{QUIZ}:10"),
    ("table-headers", lesson("<table><tr><td>x</td></tr></table>"), f"{LESSON_1}:1"),
    (
        "table-headers",
        lesson("<table><caption>c</caption><tr><th>x</th></tr></table>"),
        f"{LESSON_1}:1",
    ),
]
PROBLEMS = [
    ("problem-question", {QUIZ: '<problem display_name="x"><p>Words.</p></problem>'}, f"{QUIZ}:1"),
    (
        "problem-question",
        swap(QUIZ, "<label>Who must repair the public ramp of the town hall?</label>", ""),
        f"{QUIZ}:2",
    ),
    ("problem-answer", swap(QUIZ, 'correct="true"', 'correct="false"'), f"{QUIZ}:2"),
    ("problem-answer", swap(QUIZ, 'correct="false"', 'correct="true"'), f"{QUIZ}:2"),
    ("choice-feedback", swap(QUIZ, "<choicehint>The ramp is public.</choicehint>", ""), f"{QUIZ}:7"),
    (
        "problem-solution",
        swap(QUIZ, "<p>The town hall owns the ramp and bears the duty.</p>", ""),
        f"{QUIZ}:1",
    ),
    ("choice-catch-all", swap(QUIZ, "Nobody in the town at all", "All of the above"), f"{QUIZ}:7"),
    ("inline-space", swap(QUIZ, "<p>The", "<p><em>a</em> <strong>b</strong> The"), f"{QUIZ}:10"),
    (
        "inline-space",
        unit("<html url_name='block-1-lesson-1-b'><p><em>a</em> <b>b</b></p></html>"),
        f"{UNIT}:3",
    ),
    ("answer-first", questions(0, 0, 0), "vertical/block-1-quiz.xml:1"),
    ("answer-longest", questions(1, 2, 1, long=True), "vertical/block-1-quiz.xml:1"),
    (
        "problem-loads",
        {
            QUIZ: '<problem display_name="x"><optionresponse><optioninput><option correct="true">a</option>'
            '<option correct="true">b</option></optioninput></optionresponse></problem>'
        },
        f"{QUIZ}:1",
    ),
    (
        "problem-loads",
        {
            QUIZ: '<problem display_name="x"><numericalresponse answer="1x"><formulaequationinput/>'
            "</numericalresponse></problem>"
        },
        f"{QUIZ}:1",
    ),
    ("problem-loads", swap(QUIZ, 'correct="true"', 'correct="false"'), f"{QUIZ}:1"),
]
SOURCES = [
    ("fact-sourced", lesson("<p>In 1998 the city wrote a charter.</p>"), f"{LESSON_1}:1"),
    ("fact-sourced", lesson("<p>It housed 1,200 families.</p>"), f"{LESSON_1}:1"),
    ("fact-sourced", lesson("<p>It housed two million people.</p>"), f"{LESSON_1}:1"),
    ("fact-sourced", lesson("<ul><li>45 % of the budget</li></ul>"), f"{LESSON_1}:1"),
    ("fact-sourced", swap(LESSON_1, "<td>Do no harm</td>", "<td>Since 2001</td>"), f"{LESSON_1}:10"),
    ("source-numbers", lesson("<p>It did <sup>[4]</sup>.</p>"), f"{LESSON_1}:1"),
    ("source-numbers", swap(LESSON_1, " <sup>[1]</sup>", ""), f"{LESSON_1}:13"),
    (
        "source-symbol",
        lesson('<p><a href="https://undocs.org/A/HRC/42/22" target="_blank" rel="noopener">The report</a></p>'),
        f"{LESSON_1}:1",
    ),
    (
        "source-symbol",
        lesson('<p><a href="https://docs.un.org/en/A/HRC/42/22" target="_blank">Report A/HRC/42/22</a></p>'),
        f"{LESSON_1}:1",
    ),
]
LTI = {"lti/far.xml": '<lti display_name="Far" lti_id="x" launch_url="https://example.org"/>'}
OTHERS = [
    ("atlas", {"static/atlas.json": '{"version": 1}'}, "static/atlas.json:1"),
    (
        "olxcleaner",
        policy(advanced_modules=["edx_sga", "poll", "lti"]) | unit('<lti url_name="far"/>') | LTI,
        "lti/far.xml:1",
    ),
]

# What is lost without a word in courses of others, and what only a platform can tell.
PLATFORM = [
    ("control-character", swap(QUIZ, "town hall?", "town\x0bhall?"), f"{QUIZ}:3"),
    ("control-character", lesson("<p>One</p>\n<p>a\x00b</p>"), f"{LESSON_1}:2"),
    ("drafts", {"drafts/vertical/x.xml": "<vertical/>"}, "drafts/vertical/x.xml:1"),
    ("name-readable", unit('<problem url_name="a&amp;b"/>'), f"{UNIT}:3"),
    ("attribute-empty", swap(QUIZ, 'max_attempts="2"', 'max_attempts=""'), f"{QUIZ}:1"),
    ("half-letters", unit(poll(r"[[&quot;a&quot;, &quot;\ud83d\ude00&quot;]]")), f"{UNIT}:3"),
    ("content-group", group("{&quot;50&quot;: [17]}"), f"{QUIZ}:1"),
    ("content-group", group("{&quot;1234&quot;: [2]}") | policy(user_partitions=[GROUPS]), f"{QUIZ}:1"),
    ("film-subtitles", film('transcripts="{&quot;es&quot;: &quot;film-es.srt&quot;}"'), "video/film.xml:1"),
    ("film-subtitles", film(inner='<transcript language="ar" src="film-ar.srt"/>'), "video/film.xml:1"),
    ("problem-untried", {QUIZ: PYTHON}, f"{QUIZ}:1"),
    ("problem-loads", {QUIZ: numbers("1x")}, f"{QUIZ}:1"),
    ("json-readable", {POLICY: b"\xef\xbb\xbf" + str(SMALL[POLICY]).encode()}, f"{POLICY}:1"),
    ("choice-feedback", bank(QUESTION_WITHOUT_FEEDBACK), "problem/block-1-quiz-2.xml:1"),
    ("link-jump", bank(PROBLEM.replace("The town hall owns", '<a href="/jump_to_id/no">x</a>')), BANKED),
]

CASES = STRUCTURE + POINTERS + VALUES + POLICIES + LINKS + ASSETS + LESSONS + PROBLEMS + SOURCES + OTHERS + PLATFORM
CASES += [case[:3] for case in LOST]
