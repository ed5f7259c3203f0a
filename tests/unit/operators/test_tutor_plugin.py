"""The Tutor plugin, through Tutor's own command line: enabled, saved, and what it writes into the environment."""

import os
import subprocess
import sys

import pytest


@pytest.fixture(scope="module")
def tutor(tmp_path_factory):
    """Run Tutor in a root of its own, with our plugin enabled; returns (run, folder of the environment)."""
    root = tmp_path_factory.mktemp("tutor")
    environment = dict(os.environ, TUTOR_ROOT=str(root), TUTOR_PLUGINS_ROOT=str(root / "plugins"))

    def run(*arguments):
        command = [sys.executable, "-c", "from tutor.commands.cli import main; main()", *arguments]
        return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300, check=False)

    assert "human-rights-mooc" in run("plugins", "list").stdout
    enabled = run("plugins", "enable", "human-rights-mooc")
    assert enabled.returncode == 0, enabled.stderr
    saved = run("config", "save", "--set", "HUMAN_RIGHTS_MOOC_REPOSITORY=https://example.org/mooc.git")
    assert saved.returncode == 0, saved.stderr
    return run, root / "env"


def test_the_image_gets_the_release_by_its_tag(tutor):
    _run, env = tutor
    dockerfile = (env / "build/openedx/Dockerfile").read_text(encoding="utf-8")
    assert "pip install 'human-rights-mooc @ git+https://example.org/mooc.git@v" in dockerfile


def test_without_a_repository_the_release_comes_from_the_index(tutor):
    run, _env = tutor
    run("config", "save", "--set", "HUMAN_RIGHTS_MOOC_REPOSITORY=")
    assert run("config", "printvalue", "HUMAN_RIGHTS_MOOC_REQUIREMENT").stdout.strip().startswith("human-rights-mooc==")


@pytest.mark.parametrize("mode", ["production", "development"])
def test_libraries_offer_our_blocks_beside_those_they_have(tutor, mode):
    _run, env = tutor
    settings = (env / f"apps/openedx/settings/cms/{mode}.py").read_text(encoding="utf-8")
    line = next(line for line in settings.splitlines() if line.startswith("LIBRARY_ENABLED_BLOCKS"))
    names = {"LIBRARY_ENABLED_BLOCKS": ["problem", "video"]}
    exec(line, names)
    assert names["LIBRARY_ENABLED_BLOCKS"] == ["action_plan", "practice_explorer", "problem", "rights_map", "video"]


def test_the_job_runs_in_the_cms_with_what_was_asked(monkeypatch):
    from human_rights_mooc.tutor_plugin import import_human_rights_course

    callback = import_human_rights_course.callback
    jobs = dict(callback(source="/data/it's here.tar.gz", sha256="", replace=False, dry_run=True))
    assert list(jobs) == ["cms"]
    echo = "printf '%s|%s|%s|%s' \"$HRL_COURSE\" \"$HRL_SHA256\" \"$HRL_REPLACE\" \"$HRL_DRY_RUN\""
    script = jobs["cms"].replace("{{ HUMAN_RIGHTS_MOOC_COURSE_SHA256 }}", "abc").split("python ./manage.py")
    seen = subprocess.run(["sh", "-c", script[0] + echo], capture_output=True, text=True, check=True).stdout
    assert seen == "/data/it's here.tar.gz|abc||yes"
    assert script[1].split()[:3] == ["cms", "shell", "-c"]


def test_both_deployments_have_the_job(tutor):
    run, _env = tutor
    for deployment in ("local", "k8s", "dev"):
        help_text = run(deployment, "do", "import-human-rights-course", "--help").stdout
        assert "--dry-run" in help_text
        assert "--replace" in help_text
