"""The people of the tests, as the platform knows them. Call these with database access."""

PASSWORD = "a-password-for-tests"


def create_user(name, staff=False):
    """Create an active account with a profile; `staff` is staff of the whole platform."""
    from common.djangoapps.student.models import UserProfile
    from django.contrib.auth import get_user_model

    user = get_user_model().objects.create_user(name, f"{name}@example.com", PASSWORD)
    user.is_staff = user.is_superuser = staff
    user.save()
    UserProfile.objects.get_or_create(user=user, defaults={"name": name.title()})
    return user


def client_of(user, **options):
    """Return a client signed in as `user`, anonymous for None. Options are those of Django's `Client`.

    A view that fails answers 500 to it, as to a browser; the log that pytest shows says why.
    """
    from django.test import Client

    client = Client(**{"raise_request_exception": False, **options})
    if user is not None and not client.login(username=user.username, password=PASSWORD):
        raise RuntimeError(f"The platform did not let {user.username} sign in.")
    return client
