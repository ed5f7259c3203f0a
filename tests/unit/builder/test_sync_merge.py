"""A changed text in the place of an old one: what did not change stays as it was written."""

from __future__ import annotations

import pytest

from builder.sync.merge import layout_html, merge_html, merge_xml
from builder.sync.tokens import same, sentences
from olx.starttags import cut, edit_start_tag

OLD = """<p class="hrl-lead">A State signs a treaty.
Its towns are bound as well.</p>
<ul>
<li>One &amp; two.</li>
<li>Three.</li>
</ul>
"""


@pytest.mark.parametrize(
    "new",
    [
        OLD.replace("\n", " "),
        OLD.replace("\n", ""),
        OLD.replace("&amp;", "&#38;"),
        OLD.replace('"hrl-lead"', "'hrl-lead'"),
        OLD.replace(" ", "  "),
        OLD.replace("A State", "A&nbsp;State"),
    ],
)
def test_other_writing_of_the_same_is_no_change(new):
    if new == OLD.replace("\n", ""):
        new = new.replace("treaty.Its", "treaty. Its")
    assert merge_html(OLD, new) == OLD


def test_space_that_means_something_is_a_change():
    assert not same("<p>a <em>b</em></p>", "<p>a<em>b</em></p>")
    assert not same("<p>a b</p>", "<p>ab</p>")
    assert same("<p> a </p>\n\n<p>b</p>", "<p>a</p><p>b</p>")
    assert same("<br>", "<br/>")
    assert same("<textline/>", "<textline></textline>")
    assert not same('<a href="x">y</a>', '<a href="z">y</a>')


def test_new_sentence_gets_its_line():
    new = OLD.replace("treaty.\nIts", "treaty. It is e.g. a covenant. Its").replace("\n", " ")
    assert merge_html(OLD, new) == OLD.replace("treaty.\n", "treaty.\nIt is e.g. a covenant.\n")


def test_new_item_gets_its_line():
    new = OLD.replace("\n", " ").replace("<li>Three.</li>", "<li>Two and a half.</li><li>Three.</li>")
    assert merge_html(OLD, new) == OLD.replace("<li>Three", "<li>Two and a half.</li>\n<li>Three")


def test_sentence_taken_away_leaves_no_trace():
    assert merge_html(OLD, OLD.replace("\nIts towns are bound as well.", "")) == OLD.replace(
        "\nIts towns are bound as well.", ""
    )


def test_changed_tag_keeps_the_order_of_its_attributes():
    old = '<p><a href="https://a.org/" target="_blank" rel="noopener">A</a></p>\n'
    new = '<p><a rel="noopener" href="https://b.org/?x=1&amp;y=2" target="_blank">A</a></p>'
    assert merge_html(old, new) == old.replace("https://a.org/", "https://b.org/?x=1&amp;y=2")


def test_new_table_is_laid_out_by_rows():
    text = layout_html(
        "<table><caption>c</caption><thead><tr><th>a</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>"
    )
    assert text == (
        "<table>\n<caption>c</caption>\n<thead><tr><th>a</th></tr></thead>\n<tbody>\n<tr><td>1</td></tr>\n"
        "</tbody>\n</table>\n"
    )


def test_broken_markup_is_kept_as_it_came():
    new = "<p>one <b>two</p> < & <"
    assert same(merge_html(OLD, new), new)


def test_question_keeps_its_indentation():
    old = "\n  <label>Which?</label>\n  <choicegroup>\n    <choice>a</choice>\n  </choicegroup>\n"
    new = "<label>Which one?</label><choicegroup><choice>a</choice><choice>b</choice></choicegroup>"
    assert merge_xml(old, new) == (
        "\n  <label>Which one?</label>\n  <choicegroup>\n    <choice>a</choice>\n    <choice>b</choice>\n"
        "  </choicegroup>\n"
    )


def test_start_tag_edits():
    raw = '<x a=\'1 "q"\' b="2" xmlns:o="u">'
    assert edit_start_tag(raw, {"b": "3"}) == '<x a=\'1 "q"\' b="3" xmlns:o="u">'
    assert edit_start_tag(raw, {"a": None}) == '<x b="2" xmlns:o="u">'
    assert edit_start_tag(raw, {"c": 'say "&<'}) == ('<x a=\'1 "q"\' b="2" c="say &quot;&amp;&lt;" xmlns:o="u">')
    assert edit_start_tag("<x/>", {"a": "1"}) == '<x a="1"/>'


def test_cut_and_join_is_the_same_text():
    text = '<?xml version="1.0"?>\n<v n="a > b"><!-- c --><x y="é>"/>\n  <z>t<w/></z>  </v>\n'
    parts = cut(text)
    assert [piece.text for piece in parts.pieces] == ['<x y="é>"/>', "<z>t<w/></z>"]
    assert parts.pieces[0].lead == "<!-- c -->"
    assert parts.join() == text


def test_sentences_know_abbreviations_and_quotations():
    assert sentences("<p>Ask Kenneth J. Smith, e.g. at 5 p.m. today. “Why?” she asks. No. 3 is short.</p>") == [
        "Ask Kenneth J. Smith, e.g. at 5 p.m. today.",
        "“Why?” she asks.",
        "No. 3 is short.",
    ]
