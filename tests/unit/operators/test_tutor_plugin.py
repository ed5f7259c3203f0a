"""The Tutor plugin, through Tutor's own command line: enabled, saved, and what it writes, renders and runs."""

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

# In place of Docker: runs the script of a job in a shell, as the container does, and writes down how it was called.
DOCKER = """import json, os, subprocess, sys
with open(os.environ["SEEN"], "a") as file:
    print(json.dumps(sys.argv[1:]), file=file)
if "ls" in sys.argv:
    print("[]")
elif "run" in sys.argv:
    sys.exit(subprocess.run(["sh", "-e", "-c", sys.argv[-1]]).returncode)
"""
# In place of the container's Python: runs the code that manage.py's shell is given, with a job that tells its order.
PYTHON = """import json, os, sys, types
job = types.ModuleType("human_rights_mooc.course_import")
job.main = lambda: print("REACHED" + json.dumps({k: v for k, v in os.environ.items() if k[:4] == "HRL_"}))
sys.modules["human_rights_mooc"] = types.ModuleType("human_rights_mooc")
sys.modules["human_rights_mooc.course_import"] = job
assert sys.argv[1:5] == ["./manage.py", "cms", "shell", "-c"], sys.argv
exec(sys.argv[5], {})
"""


class Tutor:
    """Tutor in a root of its own, with our plugin enabled and stand-ins for what runs in containers."""

    def __init__(self, root: Path):
        self.root, self.env = root, root / "env"
        programs = root / "programs"
        programs.mkdir()
        for name, code in (("docker", DOCKER), ("python", PYTHON)):
            (programs / f"{name}.py").write_text(code)
            (programs / name).write_text(f'#!/bin/sh\nexec "{sys.executable}" "{programs}/{name}.py" "$@"\n')
            (programs / name).chmod(0o755)
        self.environment = dict(
            os.environ,
            TUTOR_ROOT=str(root),
            TUTOR_PLUGINS_ROOT=str(root / "plugins"),
            PATH=f"{programs}{os.pathsep}{os.environ['PATH']}",
            SEEN=str(root / "seen"),
        )

    def run(self, *arguments):
        """Run a command of Tutor's."""
        command = [sys.executable, "-c", "from tutor.commands.cli import main; main()", *arguments]
        return subprocess.run(
            command, env=self.environment, cwd=self.root, capture_output=True, text=True, timeout=300, check=False
        )

    def set(self, **settings):
        """Save settings, as texts."""
        values = [
            f"HUMAN_RIGHTS_MOOC_{name}={json.dumps(value, ensure_ascii=False)}" for name, value in settings.items()
        ]
        return self.run("config", "save", *(part for value in values for part in ("--set", value)))

    def order(self, *options):
        """Run the job; return what reached the import."""
        done = self.run("local", "do", "import-human-rights-course", *options)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout.partition("REACHED")[2].splitlines()[0])

    def pip_line(self):
        """Return the lines of the image that install the blocks."""
        dockerfile = (self.env / "build/openedx/Dockerfile").read_text(encoding="utf-8")
        return [line.strip() for line in dockerfile.splitlines() if line.strip().startswith("pip install ")]


@pytest.fixture(scope="module")
def tutor(tmp_path_factory):
    """Tutor with the plugin enabled and a repository set."""
    made = Tutor(tmp_path_factory.mktemp("tutor"))
    assert "human-rights-mooc" in made.run("plugins", "list").stdout
    enabled = made.run("plugins", "enable", "human-rights-mooc")
    assert enabled.returncode == 0, enabled.stderr
    saved = made.set(REPOSITORY="https://example.org/mooc.git")
    assert saved.returncode == 0, saved.stderr
    return made


def test_the_image_gets_the_release_by_its_tag(tutor):
    saved = tutor.set(REPOSITORY="https://example.org/mooc.git")
    assert "The image gets no blocks" not in saved.stderr
    (line,) = tutor.pip_line()
    assert line.startswith("pip install 'human-rights-mooc @ git+https://example.org/mooc.git@v")


def test_without_a_repository_no_name_is_taken_from_an_index(tutor):
    saved = tutor.set(REPOSITORY="")
    assert saved.returncode == 0
    assert "Set HUMAN_RIGHTS_MOOC_REPOSITORY to the address of its git repository" in saved.stderr
    assert tutor.run("config", "printvalue", "HUMAN_RIGHTS_MOOC_REQUIREMENT").stdout.strip() == ""
    assert tutor.pip_line() == []
    assert "human-rights-mooc" not in (tutor.env / "build/openedx/Dockerfile").read_text(encoding="utf-8")


# What a shell, Jinja, Docker, Kubernetes, YAML or pip might take for its own.
EVERYTHING = " ".join(
    (
        "https://example.org/a b.tar.gz?sig=a%2Bb&x=c+d=#e",
        "$(touch harm) `touch harm` \"; touch harm; \" '; touch harm; ' \"'",
        "$HOME ${HOME} $$(HOME) $(HOME) %s %% \\n \\\\ \\",
        "{a} }} %} #} { - & y | z > w < v ; * ? [a] ~ ! @ é 東京 𝔘",
    )
)
VALUES = (EVERYTHING, "#no comment", "\\")


@pytest.mark.parametrize("value", VALUES)
def test_a_setting_reaches_pip_and_the_job_as_it_is_and_no_shell(tutor, value):
    saved = tutor.set(COURSE=value, COURSE_SHA256=value, REQUIREMENT=value)
    assert saved.returncode == 0, saved.stderr
    (line,) = tutor.pip_line()
    shell = ["sh", "-eu", "-c", 'pip() { for word; do printf "%s\\n" "$word"; done; }\n' + line]
    seen = subprocess.run(shell, cwd=tutor.root, capture_output=True, text=True, check=True).stdout
    assert seen == f"install\n{value}\n"
    order = tutor.order()
    del order["HRL_ORDER"]
    assert order == {"HRL_COURSE": value, "HRL_SHA256": value, **NOTHING}
    assert list(tutor.root.rglob("harm")) == []
    assert tutor.run("config", "save", "--unset", "HUMAN_RIGHTS_MOOC_REQUIREMENT").returncode == 0


@pytest.mark.parametrize("mode", ["production", "development"])
def test_libraries_offer_our_blocks_beside_those_they_have(tutor, mode):
    settings = (tutor.env / f"apps/openedx/settings/cms/{mode}.py").read_text(encoding="utf-8")
    line = next(line for line in settings.splitlines() if line.startswith("LIBRARY_ENABLED_BLOCKS"))
    names = {"LIBRARY_ENABLED_BLOCKS": ["problem", "video"]}
    exec(line, names)
    assert names["LIBRARY_ENABLED_BLOCKS"] == ["action_plan", "practice_explorer", "problem", "rights_map", "video"]


NOTHING = {"HRL_WITHOUT_SUM": "", "HRL_ALLOW_HTTP": "", "HRL_REPLACE": "", "HRL_DRY_RUN": ""}


@pytest.mark.parametrize("value", [EVERYTHING, "-x {{ MYSQL_ROOT_PASSWORD }} {% raw %} {# x {{"])
def test_an_option_reaches_the_job_as_it_is_no_shell_and_no_template(tutor, value):
    order = tutor.order(f"--course={value}", f"--sha256={value}", "--dry-run")
    assert (order["HRL_COURSE"], order["HRL_SHA256"], order["HRL_DRY_RUN"]) == (value, value, "yes")
    assert list(tutor.root.rglob("harm")) == []


def test_what_the_shell_gets_means_nothing_to_a_shell_or_to_kubernetes(tutor):
    tutor.order("--course=$(HOME) $$ `id` '\"\\ \u00e9")
    calls = (tutor.root / "seen").read_text().splitlines()
    script = json.loads(calls[-1])[-1]
    order = next(line for line in script.splitlines() if line.startswith("export HRL_ORDER="))
    assert "$" not in script
    assert set(shlex.split(order)[1]) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789%/_.-~=&")


def test_switches_are_settings_and_options(tutor):
    tutor.run("config", "save", "--set", "HUMAN_RIGHTS_MOOC_COURSE_WITHOUT_SUM=true")
    assert tutor.order()["HRL_WITHOUT_SUM"] == "True"  # which the job reads as a yes
    tutor.run("config", "save", "--set", "HUMAN_RIGHTS_MOOC_COURSE_WITHOUT_SUM=false")
    assert tutor.order()["HRL_WITHOUT_SUM"] == ""
    seen = tutor.order("--without-sum", "--allow-http", "--replace")
    assert {name for name, value in seen.items() if value == "yes"} == {
        "HRL_WITHOUT_SUM", "HRL_ALLOW_HTTP", "HRL_REPLACE",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("COURSE", "a\n$(id)"),
        ("COURSE", "a\u2028b\r"),
        ("COURSE_SHA256", "a\x1bb"),
        ("REQUIREMENT", "a\nRUN touch harm"),
        ("REPOSITORY", "a\nRUN touch harm"),
        ("VERSION", "a\nRUN touch harm"),
    ],
)
def test_a_line_break_is_refused_when_the_configuration_is_saved(tutor, name, value):
    dockerfile = tutor.env / "build/openedx/Dockerfile"
    before = dockerfile.read_bytes()
    saved = tutor.set(**{name: value})
    assert saved.returncode == 1
    assert "holds a line break or a control character. Set it again: tutor config save --set" in saved.stderr
    assert "Traceback" not in saved.stderr
    assert dockerfile.read_bytes() == before
    assert tutor.run("config", "save", "--unset", f"HUMAN_RIGHTS_MOOC_{name}").returncode == 0


def test_a_line_break_in_an_option_is_refused(tutor):
    done = tutor.run("local", "do", "import-human-rights-course", "--course=a\nb")
    assert done.returncode == 2
    assert "holds a line break" in done.stderr


def test_both_deployments_have_the_job(tutor):
    for deployment in ("local", "k8s", "dev"):
        help_text = tutor.run(deployment, "do", "import-human-rights-course", "--help").stdout
        assert "--dry-run" in help_text
        assert "--replace" in help_text


def test_the_plugin_leaves_nothing_behind(tutor):
    assert tutor.set(REPOSITORY="https://example.org/mooc.git").returncode == 0
    assert tutor.run("plugins", "disable", "human-rights-mooc").returncode == 0
    assert tutor.run("config", "save").returncode == 0
    assert tutor.pip_line() == []
    assert tutor.run("plugins", "enable", "human-rights-mooc").returncode == 0
