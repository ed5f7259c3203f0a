"""What blocks ask the server for: handlers, resources, assets. Who may, and who may not."""

import hashlib
import json

import pytest
from django.test import Client

SMALL = "course-v1:TEST+SMALL+2026"
DRAWING = f"asset-v1:{SMALL.split(':')[1]}+type@asset+block@drawing.svg"


def test_a_handler_needs_the_csrf_token(client, handler):
    strict = Client(enforce_csrf_checks=True)
    address = handler("problem", "quiz-1", "xmodule_handler", "problem_get")
    assert strict.post(address).status_code == 403
    strict.get("/unit/quiz")
    token = strict.cookies["csrftoken"].value
    assert strict.post(address, headers={"X-CSRFToken": token}).status_code == 200


def test_the_route_without_login_checks_no_token(client, handler):
    strict = Client(enforce_csrf_checks=True)
    address = handler("problem", "quiz-1", "xmodule_handler", "problem_get").replace("/handler/", "/handler_noauth/")
    assert strict.post(address).status_code == 200


def test_a_film_without_a_transcript_is_a_404(client, handler):
    assert client.get(handler("video", "film-town", "transcript", "translation/en")).status_code == 404


@pytest.mark.parametrize(("block", "name"), [("quiz-1", "nothing"), ("nothing", "xmodule_handler")])
def test_what_is_not_there_is_a_404(client, handler, block, name):
    assert client.post(handler("problem", block, name)).status_code == 404


def test_a_bad_key_is_a_404(client):
    assert client.post(f"/courses/{SMALL}/xblock/block-v1:x/handler/y").status_code == 404


def test_resources_come_from_public_folders_only(client):
    good = client.get("/static/xblock/resources/xblocks_contrib.problem/public/js/ProblemBlockDisplay.js")
    assert good.status_code == 200
    assert good["Content-Type"].startswith("text/javascript")
    for bad in ("capa_block.py", "public/../capa_block.py", "public/.hidden", "templates/problem.html"):
        assert client.get(f"/static/xblock/resources/xblocks_contrib.problem/{bad}").status_code == 404
    assert client.get("/static/xblock/resources/os/public/x").status_code == 404


def test_an_asset_has_its_md5_in_its_address(client, course):
    content = (course / "static" / "drawing.svg").read_bytes()
    digest = hashlib.md5(content, usedforsecurity=False).hexdigest()
    page = client.get("/unit/opening").content.decode()
    address = f"/assets/courseware/v1/{digest}/{DRAWING}"
    assert address in page
    answer = client.get(address)
    assert answer.content == content
    assert answer["Content-Type"] == "image/svg+xml"
    assert "Last-Modified" in answer.headers
    assert "ETag" not in answer.headers


def test_an_old_md5_leads_to_the_new_address(client):
    old = client.get(f"/assets/courseware/v1/{'0' * 32}/{DRAWING}")
    assert old.status_code == 301
    assert client.get(old["Location"]).status_code == 200


def test_a_folder_in_static_becomes_a_flat_name(client, course):
    (course / "static" / "a").mkdir()
    (course / "static" / "a" / "b.txt").write_text("flat")
    assert client.get(f"/{DRAWING.replace('drawing.svg', 'a_b.txt')}").content == b"flat"


@pytest.mark.parametrize("name", ["..", "../course.xml", "..%2Fcourse.xml", ".hidden"])
def test_assets_never_leave_their_folder(client, course, name):
    (course / "static" / ".hidden").write_text("x")
    assert client.get(f"/{DRAWING.replace('drawing.svg', name)}").status_code == 404


def test_json_of_an_initialiser_is_rewritten_and_cannot_end_its_script():
    from preview.rewriting import Rewriter
    from preview.runtime import _script_json

    class Known:
        @staticmethod
        def address(name):
            return f"/assets/{name}" if name == "atlas.json" else None

    rewriter = Rewriter(SMALL, Known)
    text = _script_json({"atlas": "/static/atlas.json", "raw": "/static/atlas.json?raw", "bad": "</script><b>&"})
    assert "</script>" not in text
    assert json.loads(rewriter.rewrite(text)) == {
        "atlas": "/assets/atlas.json",
        "raw": "/static/atlas.json?raw",
        "bad": "</script><b>&",
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('href="/course/faq/"', f'href="/courses/{SMALL}/faq/"'),
        ("href='/jump_to_id/x#y'", f"href='/courses/{SMALL}/jump_to_id/x#y'"),
        ('src="/static/known.png"', 'src="/assets/known.png"'),
        ('src="/static/unknown.png"', 'src="/static/unknown.png"'),
        ("url(/static/known.png)", "url(/static/known.png)"),
        ("src=/static/known.png", "src=/static/known.png"),
        (
            'srcset="/static/known.png 1x, /static/known.png 2x"',
            'srcset="/static/known.png 1x, /static/known.png 2x"',
        ),
        ('src="/static/known.png#part"', 'src="/assets/known.png#part"'),
        (
            'src="/static/xblock/resources/x/public/known.png"',
            'src="/static/xblock/resources/x/public/known.png"',
        ),
    ],
)
def test_addresses_are_rewritten_right_after_a_quote_only(text, expected):
    from preview.rewriting import Rewriter

    class Known:
        @staticmethod
        def address(name):
            return "/assets/known.png" if name == "known.png" else None

    assert Rewriter(SMALL, Known).rewrite(text) == expected
