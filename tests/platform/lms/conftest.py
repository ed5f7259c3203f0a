"""The LMS: the course imported once, a learner who is enrolled, and staff."""

import pytest
from harness import importing, people


@pytest.fixture(scope="session")
def course(django_db_setup, django_db_blocker, course_key, tarball):
    """The course, imported once for the process."""
    with django_db_blocker.unblock():
        return importing.import_in_lms(people.create_user("importer", staff=True), course_key, tarball)


@pytest.fixture(autouse=True)
def _switches(db):
    """Switch on what installations have on: completion, and the progress page of the learning front end."""
    from waffle.models import Flag, Switch

    Switch.objects.create(name="completion.enable_completion_tracking", active=True)
    Flag.objects.create(name="course_home.course_home_mfe_progress_tab", everyone=True)


@pytest.fixture
def learner(course):
    """A person who is enrolled in the course."""
    from common.djangoapps.student.models import CourseEnrollment

    user = people.create_user("learner")
    CourseEnrollment.enroll(user, course.key)
    return user


@pytest.fixture
def staff(course):
    """An administrator of the platform."""
    return people.create_user("staff", staff=True)


@pytest.fixture
def learner_client(learner):
    """A client signed in as the enrolled learner."""
    return people.client_of(learner)


@pytest.fixture
def staff_client(staff):
    """A client signed in as an administrator."""
    return people.client_of(staff)
