"""A name from outside is written inside the folder, on every system, or not at all."""

from __future__ import annotations

import os
import unicodedata

import pytest

from olx.names import MAX_DEPTH, Reason, UnsafeNameError, path_problem, place, twins

REFUSED = {
    Reason.EMPTY: ("", "static/", "static//a.png"),
    Reason.LEAVES: ("..", "../a", "static/../../a", "static/./a", "/etc/passwd", "C:a", "c:/a", "a\\..\\b"),
    Reason.GIT: (
        *(".git/config", "static/.GIT/hooks/post-commit", ".gitmodules", "html/.gitattributes", ".Gitignore"),
        *("git~1/config", "GIT~2", "static/GITMOD~1", "gi7eba~1", "\uff0egit/config", ".ｇｉｔ/config"),
    ),
    Reason.SIGN: (
        *("a\0b", "a\nb", "a\x1b[2Jb", "a<b", "a>b", "ab:c", 'a"b', "a|b", "a?b", "a*b", "static/.gi\u200ct/config"),
        *("a\u202egnp.exe", "a\ud800b", "a\udcffb", "a\u2028b", ".g\ufeffit/config", "a\uf03ab", "a\U0010fffeb"),
    ),
    Reason.DEVICE: ("static/CON", "aux.txt", "html/nul.html", "Com1.tar.gz", "static/lpt\u00b9", "prn", "CON .txt"),
    Reason.END: ("NUL.", "static/a.", "static/a ", "html./a", " a", "static/...", ".git."),
    Reason.LONG: ("static/" + "a" * 101, "é" * 51, "/".join(["a" * 60] * 5)),
    Reason.DEEP: ("/".join(["a"] * (MAX_DEPTH + 1)),),
}
TAKEN = (
    *("course.xml", "static/My_photo.png", "html/block-1-lesson-1-text.html", "static/Łódź.png", "static/人権.svg"),
    *("problem/quiz/first.xml", "static/console.png", "static/photo~1.png", "static/com10.txt", "static/a~b.png"),
    *("static/digit.png", "tabs/gitter.html", "static/.hidden", "static/a b (1).pdf", "policies/2026/policy.json"),
)


@pytest.mark.parametrize(("reason", "path"), [(reason, path) for reason, paths in REFUSED.items() for path in paths])
def test_a_name_that_leaves_or_that_a_system_cannot_hold_is_refused(tmp_path, reason, path):
    assert path_problem(path) is reason
    with pytest.raises(UnsafeNameError) as caught:
        place(tmp_path, path)
    assert caught.value.name == path
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("path", TAKEN)
def test_a_plain_name_is_taken(tmp_path, path):
    assert path_problem(path) is None
    assert place(tmp_path, path) == tmp_path / path


@pytest.mark.parametrize("link", ["static", "static/a.png", "static/deep"])
def test_a_link_on_the_way_is_refused(tmp_path, link):
    outside, root = tmp_path / "outside", tmp_path / "course"
    outside.mkdir()
    (root / link).parent.mkdir(parents=True)
    os.symlink(outside, root / link)
    path = {"static": "static/a.png", "static/deep": "static/deep/er/a.png"}.get(link, link)
    with pytest.raises(UnsafeNameError) as caught:
        place(root, path)
    assert caught.value.reason is Reason.LINK


@pytest.mark.parametrize("path", ["html/a.html/b.html", "html", "static/pipe"])
def test_what_is_no_file_is_left_alone(tmp_path, path):
    (tmp_path / "html").mkdir()
    (tmp_path / "html/a.html").write_text("x")
    (tmp_path / "static").mkdir()
    os.mkfifo(tmp_path / "static/pipe")
    with pytest.raises(UnsafeNameError) as caught:
        place(tmp_path, path)
    assert caught.value.reason is Reason.NO_FILE


COMPOSED = "static/Bogotá.png"
APART = unicodedata.normalize("NFD", COMPOSED)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("static/a.png", "static/A.png"),
        ("static/a.png", "Static/b.png"),
        (COMPOSED, APART),
        ("static/STRASSE.png", "static/straße.png"),
        ("static/ΣΑΣ.png", "static/σας.png"),
        ("static/a", "static/a/b.png"),
        ("static/a/b.png", "static/A"),
    ],
)
def test_names_that_some_systems_take_for_one_are_found(first, second):
    assert twins([first, second]) == [(second, first)]
    assert twins([second, first]) == [(first, second)]


def test_names_that_differ_are_no_twins():
    assert twins(["static/a.png", "static/b.png", "html/a.png", "static/a.pn", "static/ab/c", "static/ab/d"]) == []
