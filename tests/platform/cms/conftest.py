"""Studio: the course imported once by Studio's own requests, and the people who write it."""

import pytest
from harness import importing, people


@pytest.fixture(scope="session")
def course(django_db_setup, django_db_blocker, course_key, tarball):
    """The course, imported once for the process. Tests may change its blocks: that is rolled back."""
    with django_db_blocker.unblock():
        return importing.upload_in_studio(people.create_user("importer", staff=True), course_key, tarball)


@pytest.fixture
def staff(course):
    """An administrator of the platform."""
    return people.create_user("staff", staff=True)


@pytest.fixture
def author(course):
    """A person of this course's team, who is no administrator."""
    from common.djangoapps.student.auth import add_users
    from common.djangoapps.student.roles import CourseInstructorRole, CourseStaffRole

    user = people.create_user("author")
    add_users(people.create_user("adder", staff=True), CourseInstructorRole(course.key), user)
    add_users(user, CourseStaffRole(course.key), user)
    return user


@pytest.fixture
def studio(staff):
    """A client signed in to Studio as an administrator."""
    return people.client_of(staff)


@pytest.fixture
def author_studio(author):
    """A client signed in to Studio as a member of the course team."""
    return people.client_of(author)
