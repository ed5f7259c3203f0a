"""Studio and the LMS at once, a process each, over one store: as learners and authors have them."""

import os
import subprocess
import sys

import pytest
from harness import places
from harness.visitor import Visitor

SERVICES = ("cms", "lms")


class Service:
    """One service in a process of its own."""

    def __init__(self, name, folder):
        """Start it. `folder` is what the services share."""
        own = folder / name
        own.mkdir()
        places.make_test_folders(own)
        self.log = folder / f"{name}.log"
        environment = {
            **os.environ,
            "OPENEDX_SHARED": str(folder),
            "OPENEDX_SERVICE": name,
            "SERVICE_VARIANT": name,
            "DJANGO_SETTINGS_MODULE": f"harness.settings_{name}",
        }
        command = [sys.executable, "-W", "ignore", "-m", "harness.serving"]
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                command, cwd=own, env=environment, stdout=subprocess.PIPE, stderr=log, text=True
            )
        line = next((line for line in self.process.stdout if line.startswith("READY ")), None)
        if line is None:
            pytest.fail(f"{name} did not start.\n{self.log.read_text()[-3000:]}", pytrace=False)
        self.address = line.split()[1]

    def stop(self):
        """End the process."""
        self.process.terminate()
        self.process.wait(timeout=20)


@pytest.fixture(scope="session")
def services(tmp_path_factory):
    """Both services by name. Studio imports the course first, and the LMS finds it there."""
    folder = tmp_path_factory.mktemp("shared")
    running = {}
    try:
        for name in SERVICES:
            running[name] = Service(name, folder)
        yield running
    finally:
        for service in running.values():
            service.stop()


@pytest.fixture(scope="session")
def author(services):
    """A member of the course team, in Studio."""
    return Visitor(services["cms"].address, "author")


@pytest.fixture(scope="session")
def learner(services):
    """An enrolled learner, in the LMS."""
    return Visitor(services["lms"].address, "learner")


@pytest.fixture(scope="session")
def others(services):
    """People in Studio who may not change this course: an author of another one, its learner, nobody."""
    address = services["cms"].address
    return {"nobody": Visitor(address), **{name: Visitor(address, name) for name in ("stranger", "learner")}}
