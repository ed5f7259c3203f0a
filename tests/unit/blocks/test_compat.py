"""What the blocks ask a runtime: where it has no word, raises or answers strangely, the blocks still read."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from human_rights_mooc import compat


def block(services=None, user_id=7, usage=None, **runtime):
    """Return a stand-in for a block in a runtime with these services; a service may be an error to raise."""

    def service(_block, name):
        found = (services or {}).get(name)
        if isinstance(found, Exception):
            raise found
        return found

    ids = SimpleNamespace(user_id=user_id, usage_id=usage, block_type="rights_map")
    return SimpleNamespace(runtime=SimpleNamespace(service=service, **runtime), scope_ids=ids)


def users(**attributes):
    user = SimpleNamespace(opt_attrs={f"edx-platform.{name}": value for name, value in attributes.items()})
    return {"user": SimpleNamespace(get_current_user=lambda: user)}


class Raises:
    """A service whose every method raises."""

    def __getattr__(self, name):
        def act(*_arguments):
            raise KeyError(name)

        return act


def test_a_service_that_raises_is_absent():
    assert compat.service(block({"i18n": KeyError("no")}), "i18n") is None


def test_who_is_logged_in():
    assert compat.is_authenticated(block(users(is_authenticated=True)))
    assert not compat.is_authenticated(block(users(is_authenticated=False)))
    assert compat.is_authenticated(block(users()))
    assert compat.is_authenticated(block())
    assert not compat.is_authenticated(block(user_id=None))
    assert not compat.is_authenticated(block({"user": Raises()}, user_id=None))


def test_where_an_author_works():
    assert compat.is_studio(block(is_author_mode=True))
    assert compat.is_studio(block({"studio_user_permissions": object()}))
    assert not compat.is_studio(block())


def test_who_may_author():
    may = SimpleNamespace(can_write=lambda key: key == "course")
    usage = SimpleNamespace(course_key="course")
    assert compat.can_author(block({"studio_user_permissions": may}, usage=usage))
    assert not compat.can_author(block({"studio_user_permissions": may}, usage=SimpleNamespace(course_key="other")))
    assert not compat.can_author(block({"studio_user_permissions": may}))
    assert not compat.can_author(block({"studio_user_permissions": Raises()}, usage=usage))
    assert not compat.can_author(block(usage=usage))


def test_which_course():
    assert compat.course_key(block(usage=SimpleNamespace(course_key="course"))) == "course"
    assert compat.course_key(block(usage=SimpleNamespace(course_key=None, context_key="library"))) == "library"
    assert compat.course_key(block(usage="text", course_id="old")) == "old"
    assert compat.course_name(block(usage="text")) == ""
    assert compat.course_name(block(usage=SimpleNamespace(course_key="x" * 300))) == "x" * 255
    assert compat.block_type(block()) == "rights_map"


def test_texts_without_a_catalogue_stay_as_they_are():
    whole = SimpleNamespace(
        gettext=lambda text: text.upper(), ngettext=lambda one, many, number: f"{number} {one} {many}".upper()
    )
    assert compat.gettext(block({"i18n": whole}), "one") == "ONE"
    assert compat.gettext(block({"i18n": whole}), "") == ""
    assert compat.ngettext(block({"i18n": whole}), "one", "many", 2) == "2 ONE MANY"
    for services in ({}, {"i18n": Raises()}, {"i18n": KeyError("no")}):
        assert compat.gettext(block(services), "one") == "one"
        assert compat.ngettext(block(services), "one", "many", 1) == "one"
        assert compat.ngettext(block(services), "one", "many", 2) == "many"


def test_addresses_of_the_course():
    urls = SimpleNamespace(replace_urls=lambda text: text.replace("/static/", "/asset-v1:x+"))
    assert compat.expand_static(block({"replace_urls": urls}), "/static/a.json") == "/asset-v1:x+a.json"
    for address in ("https://example.org/a", '/static/"a', "/static/<a", "/static/'a", "/static/\\a", None):
        assert compat.expand_static(block({"replace_urls": urls}), address) == address
    odd = SimpleNamespace(replace_urls=lambda text: None)
    for services in ({}, {"replace_urls": Raises()}, {"replace_urls": odd}):
        assert compat.expand_static(block(services), "/static/a.json") == "/static/a.json"


def test_files_of_the_package():
    assert compat.resource_url(block(local_resource_url=lambda _block, path: f"/r/{path}"), "a.js") == "/r/a.js"
    assert compat.resource_url(block(), "a.js") == ""


def test_what_cannot_be_published_is_logged_and_no_error(caplog):
    told = []
    assert compat.publish(block(publish=lambda *what: told.append(what[1:])), "grade", {"value": 1})
    assert told == [("grade", {"value": 1})]
    assert not compat.publish(block(), "grade", {})
    assert "could not publish grade" in caplog.text


def test_a_field_that_is_damaged_has_its_default():
    thing = SimpleNamespace(count=3)
    assert compat.read_field(thing, "count", int, 0) == 3
    assert compat.read_field(thing, "count", str, "none") == "none"
    assert compat.read_field(thing, "gone", int, 5) == 5


def test_the_language_of_the_interface(monkeypatch):
    translation = pytest.importorskip("django.utils.translation")
    monkeypatch.setattr(translation, "get_language", lambda: "ar")
    assert compat.language(block()) == "ar"
    monkeypatch.setattr(translation, "get_language", lambda: None)
    assert compat.language(block()) == "en"

    def fails():
        raise RuntimeError("no settings")

    monkeypatch.setattr(translation, "get_language", fails)
    assert compat.language(block()) == "en"
