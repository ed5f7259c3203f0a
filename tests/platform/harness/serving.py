"""One service of the platform, for requests over HTTP: `python -m harness.serving`, in the runner's environment.

Studio imports the course and makes the people; the LMS comes second and finds both. Prints "READY address".
"""

import importlib
import os
import sys

# Who there is: an author of the course, an author of another one, an enrolled learner.
AUTHOR, STRANGER, LEARNER = "author", "stranger", "learner"
OTHER_COURSE = "course-v1:Other+Course+1"


class SignIn:
    """Signs a visitor of /sign-in/NAME in: the platform's own sign-in needs a front end that is not here."""

    def __init__(self, get_response):
        """Take the next layer."""
        self.get_response = get_response

    def __call__(self, request):
        """Answer /sign-in/NAME, and hand everything else on."""
        from django.contrib.auth import get_user_model, login
        from django.http import HttpResponse
        from django.middleware.csrf import get_token

        if not request.path.startswith("/sign-in/"):
            return self.get_response(request)
        user = get_user_model().objects.get(username=request.path.split("/")[2])
        login(request, user, backend="django.contrib.auth.backends.ModelBackend")
        get_token(request)
        return HttpResponse("Signed in.")


def make_tables():
    """Make the tables that this service has and the other one did not make."""
    from django.conf import settings
    from django.core.management import call_command

    for alias in settings.DATABASES:
        call_command("migrate", run_syncdb=True, database=alias, verbosity=0)


def make_course(key):
    """Import the course in Studio, and let the people of the tests have their parts in it."""
    from common.djangoapps.student.auth import add_users
    from common.djangoapps.student.models import CourseEnrollment
    from common.djangoapps.student.roles import CourseInstructorRole, CourseStaffRole
    from opaque_keys.edx.keys import CourseKey

    from harness import importing, people, places

    importer = people.create_user("importer", staff=True)
    author, stranger, learner = (people.create_user(name) for name in (AUTHOR, STRANGER, LEARNER))
    done = importing.upload_in_studio(importer, key, places.tarball())
    if done.status != 4:
        raise RuntimeError(f"The import ended with {done.status}: {done.message}")
    add_users(importer, CourseInstructorRole(key), author)
    add_users(importer, CourseStaffRole(key), author)
    add_users(importer, CourseInstructorRole(CourseKey.from_string(OTHER_COURSE)), stranger)
    CourseEnrollment.enroll(learner, key)


def serve():
    """Answer requests until the process is ended."""
    from django.core.servers.basehttp import WSGIRequestHandler, WSGIServer
    from django.core.wsgi import get_wsgi_application

    server = WSGIServer(("127.0.0.1", 0), WSGIRequestHandler)
    server.set_app(get_wsgi_application())
    print(f"READY http://127.0.0.1:{server.server_port}", flush=True)
    server.serve_forever()


def main():
    """Start a service."""
    from openedx.core.lib.safe_lxml import defuse_xml_libs

    defuse_xml_libs()
    import django

    django.setup()
    importlib.import_module("webpack_loader.utils")  # a page takes it for granted
    from opaque_keys.edx.keys import CourseKey

    from harness.source import COURSE_KEY

    make_tables()
    if os.environ["OPENEDX_SERVICE"] == "cms":
        make_course(CourseKey.from_string(COURSE_KEY))
    serve()


if __name__ == "__main__":
    sys.exit(main())
