"""The addresses of the preview. Those of handlers, assets and resources are the platform's."""

from django.conf import settings
from django.contrib.staticfiles.views import serve
from django.urls import path, re_path

from preview.views import blocks, course, learner, studio, unit

COURSE = r"courses/(?P<course_key>[^/]+)"
USAGE = r"(?P<usage>block-v1:[^/]+)"

urlpatterns = [
    path("", course.home, name="home"),
    re_path(rf"^{COURSE}/$", course.home_of),
    re_path(rf"^{COURSE}/(?:course|home)/?$", course.home_of),
    path("progress", course.progress, name="progress"),
    path("handouts", course.handouts, name="handouts"),
    path("updates", course.updates, name="updates"),
    path("unit/<path:url_name>", unit.unit, name="unit"),
    path("section/<path:url_name>", unit.section, name="section"),
    path("resume", unit.resume, name="resume"),
    path("learner", learner.choose, name="learner"),
    path("learner/reset", learner.reset, name="reset"),
    path("language", learner.language, name="language"),
    path("events", learner.events, name="events"),
    re_path(rf"^{COURSE}/jump_to_id/(?P<url_name>.+?)/?$", unit.jump, name="jump"),
    re_path(rf"^{COURSE}/jump_to/{USAGE}$", unit.jump_to, name="jump-to"),
    re_path(rf"^{COURSE}/progress/?$", course.progress_of),
    re_path(rf"^{COURSE}/(?P<slug>[\w-]+)/$", course.tab, name="tab"),
    re_path(
        rf"^{COURSE}/xblock/{USAGE}/(?P<route>handler|handler_noauth)/(?P<handler>\w+)(?:/(?P<suffix>.*))?$",
        blocks.handler,
        name="handler",
    ),
    re_path(r"^assets/courseware/v1/(?P<digest>[0-9a-f]{32})/(?P<key>asset-v1:.+)$", blocks.versioned_asset),
    re_path(r"^(?P<key>asset-v1:.+)$", blocks.asset),
    re_path(r"^assets/(?P<course_key>course-v1:[^/]+)/$", studio.assets, name="assets"),
    path("studio", studio.index, name="studio"),
    path("studio/unit/<path:url_name>", studio.unit, name="studio-unit"),
    re_path(rf"^xblock/{USAGE}/action/edit/?$", studio.edit, name="studio-edit"),
    re_path(rf"^xblock/{USAGE}/handler/(?P<handler>\w+)(?:/(?P<suffix>.*))?$", studio.handler),
    re_path(
        rf"^preview/xblock/{USAGE}/handler/(?P<handler>\w+)(?:/(?P<suffix>.*))?$",
        studio.handler,
        {"preview": True},
    ),
    path("preview/text/<str:name>", blocks.text),
    re_path(rf"^preview/viewed/{USAGE}$", blocks.viewed),
    re_path(r"^static/xblock/resources/(?P<package>[\w.]+)/(?P<uri>.+)$", blocks.resource),
    re_path(r"^static/(?P<path>.*)$", serve, {"insecure": True}),
]
handler500 = "preview.middleware.server_error"
assert settings.STATIC_URL == "/static/"
