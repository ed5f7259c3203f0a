"""Studio imports the tarball, and nothing of the source is lost on the way."""

import json
from collections import Counter

import pytest

# Studio's number for an import that succeeded.
SUCCEEDED = 4


@pytest.fixture
def imported_blocks(course):
    """The blocks that hang in the imported course, from the course down."""
    from xmodule.modulestore.django import modulestore

    def walk(block):
        yield block
        for child in block.get_children():
            yield from walk(child)

    return list(walk(modulestore().get_course(course.key)))


def test_studio_says_that_the_import_succeeded(course):
    assert (course.status, course.message) == (SUCCEEDED, "")


def test_the_importer_logs_no_error(course):
    assert course.errors() == []


def test_no_block_is_lost_and_none_is_added(source, imported_blocks):
    found = Counter(block.scope_ids.block_type for block in imported_blocks)
    print("\nblocks in the source:", dict(sorted(source.counts().items())), "in all", source.counts().total())
    print("blocks in the import:", dict(sorted(found.items())), "in all", found.total())
    assert found == source.counts()


def test_each_block_keeps_its_name_and_its_place(source, imported_blocks):
    def name_of(block):
        return source.run if block.category == "course" else block.scope_ids.usage_id.block_id

    found = {
        (block.category, name_of(block)): [(c.category, name_of(c)) for c in block.get_children()]
        for block in imported_blocks
        if block.has_children
    }
    expected = {
        block.identity: [child.identity for child in block.children]
        for block in source.of_kind("course", "chapter", "sequential", "vertical")
    }
    assert found == expected


def test_no_block_is_of_an_unknown_type(imported_blocks):
    from xmodule.hidden_block import HiddenBlock

    unknown = [str(b.scope_ids.usage_id) for b in imported_blocks if isinstance(b, HiddenBlock)]
    assert unknown == []


def test_settings_arrive_as_written(source, imported_blocks):
    """What the source sets on a block from outside the platform is set on the imported block."""
    blocks = {(b.category, b.scope_ids.usage_id.block_id): b for b in imported_blocks}
    unset = []
    for block in source.inline_blocks():
        imported = blocks[block.identity]
        for name in [*block.attributes, *block.options]:
            if name not in imported.fields or not imported.fields[name].is_set_on(imported):
                unset.append(f"{block.kind} {block.name}: {name}")
    assert unset == []


def test_every_file_is_an_asset(course, source):
    from xmodule.contentstore.django import contentstore

    assets, _count = contentstore().get_all_content_for_course(course.key)
    assert sorted(asset["asset_key"].path for asset in assets) == source.static_files()


def test_the_course_opens_and_is_graded_as_the_policy_says(course, source):
    from xmodule.modulestore.django import modulestore

    policies = source.folder / "policies" / source.run
    policy = json.loads((policies / "policy.json").read_text(encoding="utf-8"))[f"course/{source.run}"]
    grading = json.loads((policies / "grading_policy.json").read_text(encoding="utf-8"))
    imported = modulestore().get_course(course.key)
    assert imported.start.strftime("%Y-%m-%dT%H:%M:%SZ") == policy["start"]
    assert imported.display_name == policy["display_name"]
    assert imported.grade_cutoffs == grading["GRADE_CUTOFFS"]
    assert [g["type"] for g in imported.raw_grader] == [g["type"] for g in grading["GRADER"]]
    assert set(policy["advanced_modules"]) == set(imported.advanced_modules)
