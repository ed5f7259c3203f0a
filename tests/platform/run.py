"""Run the tests of this folder inside an Open edX environment: Studio, the LMS, and both at once over one store.

python tests/platform/run.py --openedx DIR [--python PYTHON] [pytest's own options]
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from harness import places

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parents[1]
SERVICES = {"cms": "Studio", "lms": "LMS", "together": "Studio and LMS together"}


def arguments(argv):
    """Return the parsed arguments and the rest, which goes to pytest."""
    environment = os.environ.get
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0], epilog="The rest goes to pytest.")
    parser.add_argument(
        "--openedx",
        default=environment("OPENEDX_ROOT"),
        metavar="DIR",
        help="folder of edx-platform (or the environment variable OPENEDX_ROOT)",
    )
    parser.add_argument(
        "--python",
        default=environment("OPENEDX_PYTHON", sys.executable),
        help="Python of the platform's environment (or OPENEDX_PYTHON); default: this one",
    )
    parser.add_argument(
        "--tarball",
        type=Path,
        default=PROJECT / "dist" / "UCLG-HRLOCAL-2026.tar.gz",
        help="tarball to import; default: the one that `make build` makes",
    )
    parser.add_argument("--source", type=Path, default=PROJECT / "course", help="OLX that it was built from")
    parser.add_argument(
        "--service", choices=[*SERVICES, "both", "all"], default="all", help="both: Studio and the LMS, each by itself"
    )
    options, rest = parser.parse_known_args(argv)
    if not options.openedx or not (Path(options.openedx) / "lms" / "envs" / "test.py").exists():
        parser.error("--openedx must name a folder of edx-platform; lms/envs/test.py is not in it.")
    if not options.tarball.exists():
        parser.error(f"there is no {options.tarball}. Build it with `make build`, or give --tarball.")
    return options, rest


def missing(options):
    """Return a sentence that says what the platform's Python lacks, or None."""
    blocks = sorted(path.parent.name for path in (PROJECT / "xblocks").glob("*/block.py"))
    look = (
        "import importlib.util as u, importlib.metadata as m, sys\n"
        "modules = [n for n in ('mongomock', 'pytest', 'pytest_django') if u.find_spec(n) is None]\n"
        "known = {e.name for e in m.entry_points(group='xblock.v1')}\n"
        "print(*modules, *[b for b in sys.argv[1:] if b not in known])"
    )
    answer = subprocess.run([options.python, "-c", look, *blocks], capture_output=True, text=True, check=True)
    lacking = answer.stdout.strip()
    return f"{options.python} lacks {lacking}. README.md beside this file says more." if lacking else None


def environment_of(service, options):
    """Return the environment of one process."""
    paths = [str(HERE), str(Path(options.openedx).resolve())]
    # The tests of both start each service themselves.
    inside = {} if service == "together" else {"DJANGO_SETTINGS_MODULE": f"harness.settings_{service}"}
    return {
        **os.environ,
        **inside,
        "PYTHONPATH": os.pathsep.join(paths),
        "SERVICE_VARIANT": service,
        "OPENEDX_SERVICE": service,
        "COURSE_TARBALL": str(options.tarball.resolve()),
        "COURSE_SOURCE": str(options.source.resolve()),
    }


def run_service(service, options, pytest_options):
    """Run the tests of one service in a folder of its own, so that the platform's tree stays as it is."""
    print(f"== {SERVICES[service]}", flush=True)
    with tempfile.TemporaryDirectory(prefix=f"openedx-{service}-") as folder:
        places.make_test_folders(Path(folder))
        command = [options.python, "-m", "pytest", "-c", str(HERE / "pytest.ini"), "--rootdir", str(HERE)]
        command += [*pytest_options, str(HERE / service)]
        environment = environment_of(service, options)
        return subprocess.run(command, cwd=folder, env=environment, check=False).returncode


def main(argv=None):
    """Run the tests; return 0 when all passed."""
    options, pytest_options = arguments(argv)
    lack = missing(options)
    if lack:
        print(lack, file=sys.stderr)
        return 2
    several = {"all": list(SERVICES), "both": ["cms", "lms"]}
    chosen = several.get(options.service, [options.service])
    codes = [run_service(service, options, pytest_options) for service in chosen]
    return max(codes)


if __name__ == "__main__":
    sys.exit(main())
