"""What the check calls broken is broken in the preview, by the same sentence; what it reads is shown."""

import pytest

from builder import reasons
from builder.check import check
from olx.course import Course
from preview import site

UNIT = '<vertical display_name="Words">{}<html url_name="talk-text"/></vertical>'
STANDS = "Which right is hardest in your town?"  # of the html block beside

# kind: what stands in the unit, files beside, what the page says of it, the rule that finds it
KINDS = {
    "colon": ('<html url_name="sub:deep"/>', {"html/sub/deep.xml": '<html filename="deep"/>',
              "html/sub/deep.html": "<p>From a folder</p>"}, "From a folder", ""),
    "space": ('<problem url_name="who asks"/>', {"problem/who asks.xml": "<problem/>"}, "who asks", "name-readable"),
    "slash": ('<problem url_name="who/asks"/>', {}, "who/asks", "name-readable"),
    "question gone": ('<problem url_name="gone"/>', {}, "vertical/cloud.xml, line 1", "missing-file"),
    "text gone": ('<html url_name="t"/>', {"html/t.xml": '<html filename="gone"/>'}, "html/t.xml, line 1",
                  "missing-file"),
    "null byte": ('<html url_name="t"/>', {"html/t.xml": '<html filename="t"/>', "html/t.html": b"<p>a\0b</p>"},
                  "null byte", "control-character"),
    "latin": ('<html url_name="t"/>', {"html/t.xml": '<html filename="t"/>', "html/t.html": b"<p>\xe9</p>"},
              "not encoded in UTF-8", "html-readable"),
    "entity": ('<problem url_name="t"/>', {"problem/t.xml": "<problem><p>&nbsp;</p></problem>"}, "&amp;nbsp;",
               "xml-readable"),
    "no type": ("<p>text</p>", {}, "", "unknown-block"),
    "field as a block": ('<option:x xmlns:option="http://code.edx.org/xblock/option"/>', {}, "no block type", ""),
}  # fmt: skip


def put(course, inside, files):
    for path, text in {"vertical/cloud.xml": UNIT.format(inside), **files}.items():
        target = course / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text if isinstance(text, bytes) else text.encode())


def orphans(course):
    return {finding.path for finding in check(Course(course), fast=True) if finding.rule == "orphan-file"}


def seen(tree):
    return [(block.tag, block.url_name, block.path, block.error and reasons.why(block.error)) for block in tree.walk()]


@pytest.mark.parametrize("kind", KINDS)
def test_a_fault_costs_its_block_and_is_told_by_both(client, course, kind):
    inside, files, said, rule = KINDS[kind]
    put(course, inside, files)
    page = client.get("/unit/cloud")
    assert page.status_code == 200
    assert STANDS in page.content.decode()
    assert said in page.content.decode()
    assert {client.get(address).status_code for address in ("/", "/progress", "/unit/opening")} == {200}
    assert not orphans(course) & set(files)
    assert not rule or rule in {finding.rule for finding in check(Course(course), fast=True)}
    assert seen(Course(course).tree) == seen(site.course().root)


@pytest.mark.parametrize("holder", ["itembank", "library_content", "split_test"])
@pytest.mark.parametrize("in_a_file", [True, False])
def test_questions_in_a_bank_are_questions_of_the_course(client, course, holder, in_a_file):
    whole = f'<{holder} url_name="h"><problem url_name="in-bank"/></{holder}>'
    files = {"problem/in-bank.xml": "<problem/>"}
    if in_a_file:
        files[f"{holder}/h.xml"] = whole.replace(' url_name="h"', "")
    put(course, f'<{holder} url_name="h"/>' if in_a_file else whole, files)
    shown = site.course()
    assert seen(Course(course).tree) == seen(shown.root)
    usage = "block-v1:TEST+SMALL+2026+type@problem+block@in-bank"
    assert shown.node(usage).parent.block_id == "h"
    assert not orphans(course) & set(files)
    assert client.get("/unit/cloud").status_code == client.get("/progress").status_code == 200


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("chapter/second.xml", '<chapter display_name="C"><vertical url_name="talk"/></chapter>'),
        ("sequential/second-work.xml", '<sequential display_name="S"><problem url_name="quiz-1"/></sequential>'),
        ("course/2026.xml", '<course><sequential url_name="first-learn"/></course>'),
        ("vertical/cloud.xml", '<vertical><vertical display_name="Without a name"/></vertical>'),
    ],
)
def test_a_nesting_that_studio_does_not_make_is_one_tree_for_both(client, course, path, text):
    (course / path).write_text(text)
    assert seen(Course(course).tree) == seen(site.course().root)
    assert client.get("/").status_code == 200
