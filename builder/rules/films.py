"""Films: which one learners see."""

from __future__ import annotations

from collections.abc import Iterator

from builder.findings import Remark
from builder.registry import rule
from builder.wording import _
from olx.course import Block, Course
from olx.values import plain

# Attributes that name a film on YouTube, for the speeds of old courses.
YOUTUBE = ("youtube_id_1_0", "youtube_id_0_75", "youtube_id_1_25", "youtube_id_1_5")
EMPTY = ("", "null", "[]")


@rule("video-source")
def video_source(course: Course) -> Iterator[Remark]:
    """A video that names no film shows the platform's own sample film, as its YouTube number is set by default.

    So does one that names files only: learners see the sample instead, unless youtube_id_1_0 is there and empty.
    """
    for block in course.by_tag("video"):
        if plain(block.element.get("edx_video_id", "")).strip():
            continue  # the platform knows that film, or does not
        named, default = _on_youtube(block), "youtube_id_1_0" not in block.element.attrib
        files = _files(block)
        if default and not named and files and not _emptied(block):
            yield Remark(
                block.path,
                block.line,
                _("This film has files, but the sample film of the platform plays instead."),
                _('Add youtube_id_1_0="".'),
            )
        elif not named and not files:
            what = (
                _("No film is named here: learners see the sample film of the platform.")
                if default
                else _("No film is named here: learners see an empty player.")
            )
            yield Remark(
                block.path,
                block.line,
                what,
                _("Write the film's number on YouTube in youtube_id_1_0, add a <source>, or remove the block."),
            )


def _on_youtube(block: Block) -> bool:
    """Tell whether a video names a film on YouTube: youtube="1.00:ID,1.50:ID" or youtube_id_1_0="ID"."""
    pairs = (pair.partition(":")[2] for pair in block.element.get("youtube", "").split(","))
    ids = [block.element.get(name, "") for name in YOUTUBE]
    return any(plain(name.strip()) not in EMPTY for name in (*pairs, *ids))


def _files(block: Block) -> bool:
    """Tell whether a video names files of its own."""
    listed = block.element.get("html5_sources", "").strip() not in EMPTY
    return listed or any((source.get("src") or "").strip() for source in block.element.iter("source"))


def _emptied(block: Block) -> bool:
    """Tell whether youtube="" takes the default away: it does where the files are known before it is read."""
    names = list(block.element.attrib)
    if "youtube" not in names:
        return False
    before = "html5_sources" in names[: names.index("youtube")]
    return before or block.element.find("source") is not None


@rule("video-asset")
def video_asset(course: Course) -> Iterator[Remark]:
    """A video with edx_video_id but no <video_asset> is dropped where the platform does not know that number yet.

    It makes an entry for the film from <video_asset>, and fails without its client_video_id and duration.
    """
    for block in course.by_tag("video"):
        number = plain(block.element.get("edx_video_id", "")).strip()
        asset = block.element.find("video_asset")
        whole = asset is not None and "client_video_id" in asset.attrib and "duration" in asset.attrib
        if number and number != "null" and not whole:
            yield Remark(
                block.path,
                block.line,
                _("edx_video_id stands here without <video_asset>: another platform leaves this film out."),
                _('Add <video_asset client_video_id="..." duration="0.0"/>, or remove edx_video_id.'),
            )
