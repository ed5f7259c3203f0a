"""The runtime and its services, as a block meets them."""

import json
import sys
from types import ModuleType, SimpleNamespace

import polib
import pytest
from django.utils import translation
from web_fragments.fragment import Fragment
from xblock.core import XBlock
from xblock.exceptions import NoSuchServiceError
from xblock.fields import Dict, Scope

from preview import classes, learners, services, site
from preview.olx import CourseLoader


@XBlock.needs("i18n", "user", "cache", "settings")
@XBlock.wants("replace_urls", "completion", "studio_user_permissions", "bookmarks")
class ProbeBlock(XBlock):
    """A block that shows what its services say."""

    i18n_js_namespace = "ProbeI18n"
    block_settings_key = "probe"
    kept = Dict(scope=Scope.user_state)
    shared = Dict(scope=Scope.user_info)
    liked = Dict(scope=Scope.preferences)

    def student_view(self, _context=None):
        """An initialiser with an address among its arguments, a foreign style and a text of markup."""
        fragment = Fragment('<p class="probe">probe</p>')
        fragment.add_css("@import url('https://fonts.example/a.css'); .probe { color: red }")
        fragment.add_css_url("//styles.example/b.css")
        fragment.add_javascript("function Probe() {}")
        fragment.add_javascript_url("https://scripts.example/c.js")
        fragment.add_resource("<template id='probe-template'></template>", "text/html", "foot")
        fragment.initialize_js("Probe", {"picture": "/static/drawing.svg", "quote": "</script>"})
        return fragment


@pytest.fixture
def probe(client, course, monkeypatch, tmp_path):
    """Return a maker of a probe block for a learner and a mode; its package has translations."""
    package = tmp_path / "probe_package"
    (package / "public" / "js" / "translations" / "es").mkdir(parents=True)
    (package / "public" / "js" / "translations" / "es" / "text.js").write_text("// es")
    folder = package / "translations" / "es" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    catalogue = polib.POFile()
    catalogue.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Plural-Forms": "nplurals=2; plural=(n != 1);"}
    catalogue.append(polib.POEntry(msgid="town", msgstr="pueblo"))
    catalogue.append(polib.POEntry(msgid="one", msgid_plural="many", msgstr_plural={0: "uno", 1: "muchos"}))
    catalogue.save_as_mofile(str(folder / "text.mo"))
    module = ModuleType("probe_package.block")
    module.__file__ = str(package / "block.py")
    monkeypatch.setitem(sys.modules, "probe_package", ModuleType("probe_package"))
    monkeypatch.setitem(sys.modules, "probe_package.block", module)
    monkeypatch.setattr(ProbeBlock, "__module__", "probe_package.block")
    (course / "vertical" / "cloud.xml").write_text('<vertical display_name="W"><probe url_name="p1"/></vertical>')
    known = classes.load_class
    for name in ("parsing", "runtime", "outline", "grading"):
        monkeypatch.setattr(f"preview.{name}.load_class", lambda kind: ProbeBlock if kind == "probe" else known(kind))

    def block(learner=learners.LEARNERS[0], mode="lms"):
        current = CourseLoader(course).load()
        runtime = site.runtime(SimpleNamespace(learner=learner), current, mode)
        return runtime.get_block(current.key.make_usage_key("probe", "p1"))

    return block


def service(block, name):
    return block.runtime.service(block, name)


def test_the_user_service_says_who_and_in_which_role(probe):
    user = service(probe(), "user").get_current_user()
    assert user.opt_attrs["edx-platform.username"] == "learner-1"
    assert user.opt_attrs["edx-platform.user_is_staff"] is False
    staff = service(probe(learners.LEARNERS[2]), "user").get_current_user()
    assert staff.opt_attrs["edx-platform.user_is_staff"] is True
    assert staff.opt_attrs["edx-platform.user_role"] == "staff"


def test_texts_come_from_the_catalogue_of_the_blocks_package(probe):
    with translation.override("es"):
        i18n = service(probe(), "i18n")
        assert i18n.gettext("town") == "pueblo"
        assert i18n.ngettext("one", "many", 3) == "muchos"
        assert i18n.get_javascript_i18n_catalog_url(probe()) == (
            "/static/xblock/resources/probe_package/public/js/translations/es/text.js"
        )
    with translation.override("fr"):
        i18n = service(probe(), "i18n")
        assert i18n.gettext("town") == "town"
        assert i18n.get_javascript_i18n_catalog_url(probe()) is None
    with translation.override("ar"):
        assert service(probe(), "i18n").get_language_bidi() is True


def test_settings_of_a_block(probe, settings):
    settings.XBLOCK_SETTINGS = {"probe": {"limit": 5}}
    assert service(probe(), "settings").get_settings_bucket(probe()) == {"limit": 5}
    settings.XBLOCK_SETTINGS = {}
    assert service(probe(), "settings").get_settings_bucket(probe(), {"limit": 1}) == {"limit": 1}


def test_the_cache_keeps_a_value(probe):
    service(probe(), "cache").set("probe-key", 3)
    assert service(probe(), "cache").get("probe-key") == 3


def test_services_that_studio_lacks(probe):
    lms, preview, edit = probe(), probe(mode="studio-preview"), probe(mode="studio")
    assert service(lms, "completion") is not None
    assert service(preview, "completion") is None
    assert service(edit, "completion") is None
    assert service(preview, "replace_urls") is not None
    assert service(edit, "replace_urls") is None
    assert service(lms, "studio_user_permissions") is None
    assert service(edit, "studio_user_permissions").can_write("any") is True


def test_a_service_that_nobody_has_is_none_and_one_not_asked_for_is_an_error(probe):
    assert service(probe(), "bookmarks") is None
    with pytest.raises(NoSuchServiceError):
        service(probe(), "sandbox")


def test_completions_of_a_learner(probe):
    block = probe()
    key = block.scope_ids.usage_id
    assert service(block, "completion").get_completions([key]) == {key: 0.0}
    block.runtime.publish(block, "completion", {"completion": 0.5})
    assert service(block, "completion").get_completions([key]) == {key: 0.5}
    block.runtime.publish(block, "completion", {"completion": 0.25})
    assert service(block, "completion").get_completions([key]) == {key: 0.25}, "stored even if lower, as there"
    with pytest.raises(ValueError, match=r"between 0\.0 and 1\.0"):
        block.runtime.publish(block, "completion", {"completion": 1.5})


def test_grades_go_up_only_when_asked_to(probe):
    from preview.models import Grade

    block = probe()
    for value, only_if_higher, expected in ((0.5, False, 0.5), (0.2, True, 0.5), (0.2, False, 0.2), (0.9, True, 0.9)):
        event = {"value": value, "max_value": 1.0, "only_if_higher": only_if_higher}
        block.runtime.publish(block, "grade", event)
        assert Grade.objects.get().earned == expected


def test_handler_addresses_of_the_three_modes(probe):
    key = probe().scope_ids.usage_id
    course = key.course_key
    lms, preview, edit = (probe(mode=mode).runtime for mode in ("lms", "studio-preview", "studio"))
    assert lms.handler_url(probe(), "go", "a/b", "q=1") == f"/courses/{course}/xblock/{key}/handler/go/a/b?q=1"
    assert lms.handler_url(probe(), "go", thirdparty=True) == f"/courses/{course}/xblock/{key}/handler_noauth/go"
    assert preview.handler_url(probe(), "go") == f"/preview/xblock/{key}/handler/go/?"
    assert edit.handler_url(probe(), "go", query="q=1") == f"/xblock/{key}/handler/go?q=1"


def test_what_a_view_brings_comes_from_this_server_alone(client, probe):
    page = client.get("/unit/cloud").content.decode()
    for foreign in ("styles.example", "scripts.example", "fonts.example"):
        assert foreign not in page
    assert "<template id='probe-template'></template>" in page
    links = [part.split('"')[0] for part in page.split('href="')[1:] if part.startswith("/preview/text/")]
    style = client.get(links[0]).content.decode()
    assert "color: red" in style
    assert "fonts.example" not in style
    assert client.get("/preview/text/unknown.js").status_code == 404


def test_arguments_of_an_initialiser_arrive_intact(client, probe):
    page = client.get("/unit/cloud").content.decode()
    text = page.split('class="xblock-json-init-args">')[1].split("</script>")[0]
    arguments = json.loads(text)
    assert arguments["quote"] == "</script>"
    assert arguments["picture"].startswith("/assets/courseware/v1/")


def test_a_learner_state_can_be_taken_back(probe):
    block = probe()
    block.kept, block.shared, block.liked = {"a": 1}, {"b": 2}, {"c": 3}
    block.save()
    again = probe()
    for name in ("kept", "shared", "liked"):
        again.fields[name].delete_from(again)
    fresh = probe()
    assert (fresh.kept, fresh.shared, fresh.liked) == ({}, {}, {})


def test_settings_of_the_course_reach_its_problems(client, course):
    policy = course / "policies" / "2026" / "policy.json"
    text = json.loads(policy.read_text())
    text["course/2026"] |= {"max_attempts": 7, "showanswer": "never"}
    policy.write_text(json.dumps(text))
    assert "You have used 0 of 7 attempts" in client.get("/unit/lesson").content.decode()
    # What the author says at the question counts more.
    assert "You have used 0 of 2 attempts" in client.get("/unit/quiz").content.decode()


def test_a_missing_class_of_ours_is_a_stand_in(monkeypatch):
    monkeypatch.setattr(classes, "OURS", ("no_such_block_at_all",))
    classes.load_class.cache_clear()
    assert classes.load_class("no_such_block_at_all").__name__ == "NotInstalled"
    classes.load_class.cache_clear()


def test_a_class_that_cannot_be_loaded_leaves_the_rest_of_the_course(client, course, monkeypatch, tmp_path):
    package = tmp_path / "broken_block_of_ours"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "block.py").write_text("from xblock.core import NoSuchName\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(classes, "OURS", ("broken_block_of_ours",))
    unit = '<vertical display_name="W"><broken_block_of_ours url_name="b"/><html url_name="talk-text"/></vertical>'
    (course / "vertical" / "cloud.xml").write_text(unit)
    page = client.get("/unit/cloud").content.decode()
    assert "The code of the block “broken_block_of_ours” cannot be loaded." in page
    assert "NoSuchName" in page
    assert "Which right is hardest in your town?" in page
    assert client.get("/").status_code == client.get("/progress").status_code == 200
    classes.load_class.cache_clear()


def test_only_what_can_be_viewed_completes_by_viewing(probe):
    completion = services.CompletionService(learners.LEARNERS[0])
    assert completion.can_mark_block_complete_on_view(probe()) is True
    assert completion.completion_tracking_enabled() is True
