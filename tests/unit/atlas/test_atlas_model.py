"""Loading, looking up and writing the atlas."""

import json

import pytest
from rights_atlas import AtlasError, from_texts, load, save
from rights_atlas.model import body_file, dumps


def test_the_sound_atlas_has_no_finding(rules):
    assert rules() == []


def test_load_after_save_gives_the_same_data_and_the_same_bytes(atlas, tmp_path):
    save(atlas, tmp_path)
    again = load(tmp_path)
    assert again.texts() == atlas.texts()
    assert again.practices["graz-rent-advice"] == atlas.practices["graz-rent-advice"]


def test_order_of_keys_and_records_does_not_change_the_bytes(atlas):
    shuffled = json.loads(json.dumps(atlas.cards))
    shuffled["cities"] = [dict(reversed(city.items())) for city in reversed(shuffled["cities"])]
    assert dumps(dict(reversed(shuffled.items()))) == dumps(atlas.cards)


def test_a_whole_degree_is_written_alike_as_integer_and_as_float(atlas, city):
    city["lon"] = 15.0
    first = dumps(atlas.cards)
    city["lon"] = 15
    assert dumps(atlas.cards) == first


def test_unknown_keys_survive_a_load_and_a_save(atlas, card, body, city, tmp_path):
    card["cost"], body["photo"] = {"euro": 5}, "a.jpg"
    city["recognition"][0]["seen_by"], atlas.cards["theme_colour"] = "MK", "blue"
    save(atlas, tmp_path)
    again = load(tmp_path)
    assert again.practices[card["id"]]["cost"] == {"euro": 5}
    assert again.bodies[card["id"]]["photo"] == "a.jpg"
    assert again.cities["graz"]["recognition"][0]["seen_by"] == "MK"
    assert again.cards["theme_colour"] == "blue"


def test_each_record_stands_on_a_line_of_its_own(atlas):
    lines = dumps(atlas.cards).splitlines()
    assert sum('"id":"graz"' in line for line in lines) == 1
    assert sum(line.strip().startswith('{"id":"') for line in lines) == 12


def test_accents_and_other_scripts_are_written_as_they_are(atlas, card):
    card["local_name"] = "광주 인권 Şehri مدينة"
    assert "광주 인권 Şehri مدينة" in dumps(atlas.cards)


def test_the_section_of_a_practice_follows_its_city(atlas):
    assert atlas.section_of_city("nairobi-ke") == "africa"
    with pytest.raises(KeyError):
        atlas.section_of_city("atlantis")


def test_a_broken_file_is_refused_with_line_and_column(atlas):
    texts = atlas.texts() | {"atlas.json": '{\n "version": 1,\n "cities" []}'}
    with pytest.raises(AtlasError) as problem:
        from_texts(texts)
    assert "atlas.json" in str(problem.value)
    assert "line 3" in str(problem.value)


def test_a_later_version_is_refused_in_words(atlas):
    texts = atlas.texts() | {body_file("africa"): '{"version": 2, "section": "africa", "bodies": []}'}
    with pytest.raises(AtlasError, match="format version 2; this release reads version 1"):
        from_texts(texts)


def test_a_missing_card_file_and_wrong_encoding_are_told(tmp_path):
    with pytest.raises(AtlasError, match=r"card file is missing"):
        load(tmp_path)
    (tmp_path / "atlas.json").write_bytes('{"á": 1}'.encode("latin-1"))
    with pytest.raises(AtlasError, match="UTF-8"):
        load(tmp_path)


@pytest.mark.parametrize("text", ["[]", "[" * 100_000, "null"])
def test_what_is_no_object_is_refused(atlas, text):
    with pytest.raises(AtlasError):
        from_texts(atlas.texts() | {"atlas.json": text})
