"""The preview as a small Studio: who may, what a save changes in the files, and the asset endpoint."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from xblock.core import XBlock
from xblock.fields import Dict, Integer, Scope, String
from xblock.utils.studio_editable import StudioEditableXBlockMixin

from preview import classes
from preview.olx_edit import EditError, edit

ASSETS = "/assets/course-v1:TEST+SMALL+2026/"
JSON = {"Accept": "application/json"}
BLOCK = '<rights_map  url_name="m1"\n     start_view=\'world\' display_name="A &amp; B"/>'
UNIT = f"""<?xml version="1.0" encoding="utf-8"?>
<!-- kept: <rights_map url_name="m1"/> -->
<vertical display_name="Words">\r
\t{BLOCK}
  <rights_map url_name="m2" start_view="africa"/>

</vertical>
"""


@XBlock.wants("completion")
class MapLikeBlock(StudioEditableXBlockMixin, XBlock):
    """A block with the standard editor, in the place of one of ours."""

    display_name = String(scope=Scope.settings, default="Map")
    start_view = String(scope=Scope.settings, default="world")
    required_opened = Integer(scope=Scope.settings, default=3)
    preset = String(scope=Scope.settings, default="", xml_node=True)
    seen = Dict(scope=Scope.user_state)
    editable_fields = ("display_name", "start_view", "required_opened", "preset")

    def author_view(self, _context=None):
        """Says which view it is."""
        from web_fragments.fragment import Fragment

        return Fragment("<p>As the author sees it</p>")

    @XBlock.json_handler
    def look(self, _data, _suffix=""):
        """Write learner state."""
        self.seen = {"a": 1}
        self.runtime.publish(self, "grade", {"value": 1, "max_value": 1})
        return {"may": self.runtime.service(self, "completion") is not None}


@pytest.fixture
def unit(client, course, monkeypatch):
    """The file of a unit with two maps."""
    path = course / "vertical" / "cloud.xml"
    path.write_bytes(UNIT.encode())
    known = classes.load_class

    def load(block_type):
        return MapLikeBlock if block_type == "rights_map" else known(block_type)

    for module in ("parsing", "runtime", "outline", "grading", "views.studio"):
        monkeypatch.setattr(f"preview.{module}.load_class", load)
    return path


def address(name, handler=None, prefix=""):
    usage = f"block-v1:TEST+SMALL+2026+type@rights_map+block@{name}"
    return f"{prefix}/xblock/{usage}/" + (f"handler/{handler}" if handler else "action/edit")


def save(browser, name, values, defaults=()):
    data = json.dumps({"values": values, "defaults": list(defaults)})
    return browser.post(address(name, "submit_studio_edits"), data, content_type="application/json")


def test_a_save_changes_the_block_and_no_other_byte(staff, unit):
    answer = save(staff, "m1", {"start_view": "europe", "required_opened": 5})
    assert answer.status_code == 200
    changed = BLOCK.replace("'world'", '"europe"').replace("/>", ' required_opened="5"/>')
    assert unit.read_bytes() == UNIT.replace(BLOCK, changed).encode()


def test_a_saved_setting_is_what_the_block_has_next(staff, unit):
    save(staff, "m1", {"start_view": 'a "b" <c> & d'})
    page = staff.get(address("m1")).content.decode()
    assert (
        "a &quot;b&quot; &lt;c&gt; &amp; d" in page or "a \\u0022b" in page or "a &#34;b&#34; &lt;c&gt; &amp; d" in page
    )


def test_a_multi_line_setting_becomes_a_readable_element(staff, unit):
    save(staff, "m2", {"preset": "theme: housing\nblock: 3 & more"})
    text = unit.read_text()
    assert "<option:preset>theme: housing\nblock: 3 &amp; more</option:preset></rights_map>" in text
    assert 'xmlns:option="http://code.edx.org/xblock/option"' in text
    save(staff, "m2", {"preset": "size: small"})
    assert "<option:preset>size: small</option:preset>" in unit.read_text()
    assert "housing" not in unit.read_text()


def test_a_setting_put_back_to_its_default_leaves_the_file(staff, unit):
    save(staff, "m2", {}, defaults=["start_view"])
    assert '<rights_map url_name="m2"/>' in unit.read_text()


def test_an_unchanged_save_changes_nothing(staff, unit):
    before = unit.read_bytes()
    save(staff, "m2", {"start_view": "africa"})
    assert unit.read_bytes() == before


def test_a_learner_cannot_save_and_cannot_open_the_editor(client, unit):
    before = unit.read_bytes()
    save(client, "m1", {"start_view": "europe"})
    assert unit.read_bytes() == before
    for path in (address("m1"), "/studio", "/studio/unit/cloud"):
        page = client.get(path)
        assert page.status_code == 403
        assert "Continue as course staff" in page.content.decode()


def test_author_view_and_edit_page(staff, unit):
    assert "As the author sees it" in staff.get("/studio/unit/cloud").content.decode()
    page = staff.get(address("m1")).content.decode()
    assert "save-button" in page
    assert "data-passes-jquery" in page
    assert 'data-runtime-class="StudioRuntime"' in page
    assert "/unit/cloud" in staff.get("/studio").content.decode()


def test_learner_state_cannot_be_written_from_the_edit_page(staff, unit):
    staff.raise_request_exception = False
    assert staff.post(address("m1", "look"), "{}", content_type="application/json").status_code == 500


def test_studio_preview_keeps_state_apart_and_publishes_nothing(staff, unit):
    from preview.models import Grade, LearnerState, Publication

    answer = staff.post(address("m1", "look", "/preview"), "{}", content_type="application/json")
    assert answer.json() == {"may": False}
    assert not LearnerState.objects.exists()
    assert not Grade.objects.exists()
    assert not Publication.objects.exists()


def upload(browser, name="new.json", content=b"{}", **headers):
    file = SimpleUploadedFile(name, content)
    return browser.post(ASSETS, {"file": file}, headers={**JSON, **headers})


def test_an_upload_is_answered_as_studio_answers_it(staff, course):
    answer = upload(staff, "atlas.json", b'{"version": 1}')
    assert answer.status_code == 200
    asset = answer.json()["asset"]
    assert answer.json()["msg"]
    assert asset["portable_url"] == "/static/atlas.json"
    assert asset["display_name"] == "atlas.json"
    assert asset["locked"] is False
    assert asset["id"] == "asset-v1:TEST+SMALL+2026+type@asset+block@atlas.json"
    assert (course / "static" / "atlas.json").read_bytes() == b'{"version": 1}'


def test_an_upload_overwrites_and_is_live_at_once(staff, client, course):
    before = client.get("/unit/opening").content.decode()
    upload(staff, "drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    after = client.get("/unit/opening").content.decode()
    assert before != after
    assert sorted(path.name for path in (course / "static").iterdir()) == ["drawing.svg", "town.webm"]


def test_uploads_are_for_the_course_team(client, second, staff, course):
    for browser in (client, second):
        assert upload(browser).status_code == 403
    assert staff.post("/assets/course-v1:A+B+C/", {}, headers=JSON).status_code == 403
    assert upload(staff, Accept="text/html").status_code == 404
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = staff.cookies
    assert upload(strict).status_code == 403
    assert not (course / "static" / "new.json").exists()


@pytest.mark.parametrize("name", ["../../x.json", "..x", "a/b.json", "c\\d.json"])
def test_uploads_stay_in_their_folder(staff, course, name):
    upload(staff, name)
    inside = {path.relative_to(course).parts[0] for path in course.rglob("*.json")}
    assert inside <= {"static", "policies", "info"}
    assert not list(course.parent.glob("*.json"))


def test_a_file_over_20_mb_is_refused(staff, course):
    assert upload(staff, "large.bin", b"x" * (20 * 1024 * 1024 + 1)).status_code == 413


def test_listing_finds_an_asset_by_its_name(staff):
    for name in ("atlas.json", "atlas-africa.json"):
        upload(staff, name)
    found = staff.get(ASSETS, {"display_name": "atlas.json"}, headers=JSON).json()
    assert [asset["display_name"] for asset in found["assets"]] == ["atlas.json"]
    everything = staff.get(ASSETS, headers=JSON).json()
    assert everything["totalCount"] == 4
    page = staff.get(ASSETS, {"page": "1", "page_size": "2"}, headers=JSON).json()
    assert (page["start"], page["end"], len(page["assets"])) == (2, 4, 2)


def test_editing_what_is_no_longer_there_says_so():
    with pytest.raises(EditError, match="Load the page again"):
        edit("<vertical/>", "rights_map", "m1", {"start_view": "x"}, {})


@pytest.mark.parametrize(
    "text",
    [
        '<v><rights_map url_name="m1"></rights_map></v>',
        '<v><rights_map url_name="m1"><option:preset xmlns:option="http://code.edx.org/xblock/option">a</option:preset>'
        "</rights_map></v>",
        '<v><rights_map url_name="m0"/><![CDATA[<rights_map url_name="m1"/>]]>'
        '<rights_map\turl_name="m1" ></rights_map></v>',
    ],
)
def test_other_ways_to_write_an_element(text):
    changed = edit(text, "rights_map", "m1", {"start_view": "x"}, {})
    assert changed.count('start_view="x"') == 1
    assert changed.replace(' start_view="x"', "") == text
