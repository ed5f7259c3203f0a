"""The way home says what is true when it is stopped, or when somebody else writes at the same time."""

from __future__ import annotations

from course_repository import bring, everything, listed

from cli import sync as command
from cli.exits import INTERRUPTED

LESSON = "html/block-1-lesson-2-text.html"


def test_a_run_that_is_stopped_twice_does_not_say_that_nothing_was_changed(repository, files, capsys, monkeypatch):
    """The second time stops the putting back."""
    files[LESSON] = files[LESSON].replace(b"closed its well", b"shut its well")
    before = everything(repository / "course")

    def stopped(*_arguments):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("olx.writing._move", stopped)
        assert bring(repository, files) == INTERRUPTED
        assert capsys.readouterr().err == "Nothing was changed: it was stopped.\n"
        patch.setattr("olx.writing._undo", stopped)
        assert bring(repository, files) == INTERRUPTED
        assert "Run the same again: it puts them back." in capsys.readouterr().err
    assert bring(repository, {"x": b""}) == 1
    assert everything(repository / "course") == before


def test_the_advice_about_a_file_that_a_broken_run_made_can_be_followed(repository, files, capsys, monkeypatch):
    """git does not know it, so git cannot give it back."""
    listed(files, "new.txt")

    def stopped(*_arguments):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("olx.writing._forget_journal", stopped)
        patch.setattr("olx.writing._undo", stopped)
        assert bring(repository, files) == INTERRUPTED
    made = repository / "course/static/new.txt"
    made.write_text("my own words")
    capsys.readouterr()
    assert bring(repository, files) == 1
    said = capsys.readouterr().err
    assert "the new file static/new.txt was changed since. Move it out of the course folder" in said
    made.rename(repository.parent / "new.txt")
    assert bring(repository, files) == 0
    assert made.is_file()


def test_what_an_editor_saves_between_plan_and_write_stays(repository, files, capsys, monkeypatch):
    files[LESSON] = files[LESSON].replace(b"closed its well", b"shut its well")
    ours = repository / "course" / LESSON
    planned = command._planned

    def slow(*courses):
        plan = planned(*courses)
        ours.write_text("<p>My own words.</p>")
        return plan

    monkeypatch.setattr(command, "_planned", slow)
    assert bring(repository, files, "--force") == 1
    assert "another run is changing this folder" in capsys.readouterr().err
    assert ours.read_text() == "<p>My own words.</p>"
