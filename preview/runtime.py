"""The XBlock runtime of one request: one course, one learner, the LMS's ways or Studio's."""

from __future__ import annotations

import json
import logging

import markupsafe
from web_fragments.fragment import Fragment
from xblock.exceptions import NoSuchUsage
from xblock.field_data import ReadOnlyFieldData, SplitFieldData
from xblock.fields import Scope, ScopeIds
from xblock.runtime import KeyValueStore, KvsFieldData, Runtime

from olx.errors import UnreadableError
from olx.types import has_children
from preview import boxes, foreign, platform_only, services
from preview.classes import INHERITABLE, MIXED_FIELDS, MIXINS, load_class
from preview.extracted import deserialize_field
from preview.olx import Course, Node
from preview.parsing import CourseFiles, Identities, ParseCache
from preview.storage import LEARNER_SCOPES, LearnerStore
from preview.studio import NoStore, SessionStore

log = logging.getLogger(__name__)


class UnreadableBlockError(Exception):
    """A block whose OLX cannot be read. `error` says where and why."""

    def __init__(self, error: UnreadableError):
        super().__init__(str(error))
        self.error = error


class AuthoredFields(KeyValueStore):
    """Fields that the authors wrote, and what a block inherits from the containers above it."""

    def __init__(self, runtime: PreviewRuntime):
        self.runtime = runtime

    def _own(self, key) -> dict:
        return self.runtime.authored(key.block_scope_id)

    def get(self, key):
        return self._own(key)[key.field_name]

    def has(self, key):
        return key.field_name in self._own(key)

    def default(self, key):
        if key.field_name in INHERITABLE:
            for fields in self.runtime.authored_above(key.block_scope_id):
                if key.field_name in fields:
                    return fields[key.field_name]
        raise KeyError(key.field_name)

    def set(self, key, value):
        raise NotImplementedError("authored fields are read-only here")

    delete = set


class StudioFields(AuthoredFields):
    """In Studio an author's changes are the author's.

    They last as long as the request; the caller saves them.
    """

    def __init__(self, runtime):
        super().__init__(runtime)
        self.changed: dict[str, dict] = {}

    def _own(self, key):
        changed = self.changed.get(str(key.block_scope_id), {})
        fields = {**super()._own(key), **changed}
        return {name: value for name, value in fields.items() if value is not None or name not in changed}

    def set(self, key, value):
        self.changed.setdefault(str(key.block_scope_id), {})[key.field_name] = value

    def delete(self, key):
        self.set(key, None)


# Where learner state lives: in the LMS, in Studio's preview of a unit, in Studio's edit page.
STORES = {"lms": LearnerStore, "studio-preview": SessionStore, "studio": NoStore}
RUNTIME_CLASSES = {"lms": "LmsRuntime", "studio-preview": "PreviewRuntime", "studio": "StudioRuntime"}


class PreviewRuntime(Runtime):
    """Builds blocks, renders them and carries what they publish. `mode` is a key of `STORES`."""

    def __init__(self, course: Course, cache: ParseCache, learner, rewriter, mode: str = "lms"):
        identities = Identities(course.key)
        super().__init__(id_reader=identities, id_generator=identities, mixins=MIXINS)
        # XBlock's own stand-in translates nothing, and would hide ours.
        self._services.pop("i18n")
        self.course = course
        self.learner = learner
        self.rewriter = rewriter
        self.mode = mode
        self.is_author_mode = author_mode = mode != "lms"
        self.resources_fs = CourseFiles(course)
        self.suppports_state_for_anonymous_users = False
        self.modulestore = services.NoModuleStore()
        self._cache = cache
        self._nested: dict[str, tuple[dict, Node]] = {}
        self.learner_store = STORES[mode](learner.number)
        self.authored_store = StudioFields(self) if author_mode else AuthoredFields(self)
        authored = KvsFieldData(self.authored_store)
        if not author_mode:
            authored = ReadOnlyFieldData(authored)
        learner_data = KvsFieldData(self.learner_store)
        mapping = dict.fromkeys(LEARNER_SCOPES, learner_data)
        mapping |= dict.fromkeys((Scope.content, Scope.settings, Scope.children, Scope.parent), authored)
        self._services["field-data"] = SplitFieldData(mapping)

    # Blocks

    def authored(self, usage) -> dict:
        """Return the fields that the author set on a block, as JSON values."""
        node = self.course.node(usage)
        if node is None:
            return self._nested_fields(usage)
        if has_children(node.block_type):
            return self._container_fields(node)
        parsed = self._cache.get(self.course, node)
        if parsed.error is not None:
            raise UnreadableBlockError(parsed.error)
        for nested, fields in parsed.fields.items():
            self._nested.setdefault(nested, (fields, node))
        return parsed.fields.get(str(usage), {})

    def _nested_fields(self, usage) -> dict:
        """Return the fields of a block that stands inside another one, such as a child of a poll or a test block."""
        if str(usage) not in self._nested:
            for node in self.course.root.walk():
                inside = () if node.children else node.element.iterdescendants(usage.block_type)
                if any(element.get("url_name") == usage.block_id for element in inside):
                    self.authored(self.course.usage(node))
        if str(usage) not in self._nested:
            raise NoSuchUsage(usage)
        return self._nested[str(usage)][0]

    def _container_fields(self, node: Node) -> dict:
        fields = {"children": [self.course.usage(child) for child in node.children]}
        fields |= {name: _container_value(name, value) for name, value in node.element.items()}
        if node.block_type == "course":
            fields |= self.course.policy
        return fields

    def authored_above(self, usage):
        """Yield the authored fields of each container above a block, from the nearest to the course."""
        node = self.course.node(usage)
        if node is None and str(usage) in self._nested:
            node = self._nested[str(usage)][1]
            yield self.authored(self.course.usage(node))
        while node is not None and node.parent is not None:
            node = node.parent
            yield self._container_fields(node)

    def load_block_type(self, block_type):
        return load_class(block_type)

    def get_block(self, usage_id, for_parent=None):
        self.authored(usage_id)
        usage = usage_id
        keys = ScopeIds(self.learner.number, usage.block_type, usage, usage)
        return self.construct_xblock(usage.block_type, keys, for_parent=for_parent)

    def get_asides(self, block):
        """No asides: they are the platform's, not the course's."""
        return []

    # Views

    def rendered_children(self, block, view, context=None):
        """Yield (usage key, fragment) of each child of a container, also of those that cannot be read."""
        node = self.course.node(block.scope_ids.usage_id)
        for child in [] if node is None else node.children:
            usage = self.course.usage(child)
            if child.error is not None:
                yield usage, boxes.unreadable(child.error, usage)
            else:
                yield usage, self.render_usage(usage, view, context)

    def render_usage(self, usage, view, context=None) -> Fragment:
        """Render a block.

        An error becomes a readable box in its place, so that the rest of the unit stays.
        """
        node = self.course.node(usage)
        try:
            return boxes.legible(self._rendered(usage, node, view, context))
        except UnreadableBlockError as error:
            return boxes.unreadable(error.error, usage)
        except Exception:  # any block may raise anything
            log.exception("%s cannot show its %s", usage, view)
            return boxes.failed(usage, node)

    def _rendered(self, usage, node: Node | None, view, context) -> Fragment:
        block = self.get_block(usage)
        if view == "author_view" and not hasattr(block, "author_view"):
            view = "student_view"
        if view not in platform_only.SHOWN_VIEWS:
            return block.render(view, context)
        find = self.rewriter.assets.find
        instead = platform_only.instead_of(block, find)
        fragment = block.render(view, context) if instead is None else instead.fragment()
        return platform_only.with_notes(fragment, platform_only.notes_on(self.course, node, block, find))

    def render_asides(self, block, view_name, frag, context):
        return frag

    def wrap_xblock(self, block, view, frag, context):
        """Wrap a view in the platform's `div`, with what the page's script needs to start it."""
        block_class = services.class_of(block)
        css = ["xblock", f"xblock-{view}", f"xblock-{view}-{block.scope_ids.block_type}"]
        if getattr(block, "uses_xmodule_styles_setup", False):
            css += ["xmodule_display", f"xmodule_{block_class.__name__}"]
        data = {
            "usage-id": block.scope_ids.usage_id,
            "usage": block.scope_ids.usage_id,
            "block-type": block.scope_ids.block_type,
            "course-id": self.course.key,
            "has-score": str(bool(block.has_score)),
            "graded": str(bool(getattr(block, "graded", False))),
            "runtime-class": RUNTIME_CLASSES[self.mode],
            "completable-by-viewing": str(self._completes_on_view(block, view)).lower(),
        }
        if getattr(block, "name", None):
            data["name"] = block.name
        arguments = ""
        if frag.js_init_fn:
            data["init"] = frag.js_init_fn
            data["runtime-version"] = frag.js_init_version
        if frag.json_init_args is not None:
            arguments = (
                '<script type="json/xblock-args" class="xblock-json-init-args">'
                f"{_script_json(frag.json_init_args)}</script>"
            )
        attributes = "".join(f' data-{name}="{markupsafe.escape(str(value))}"' for name, value in data.items())
        # The edit page of Studio rewrites nothing; a container's children are rewritten already.
        if self.mode == "studio":
            content = frag.body_html() + arguments
        elif block.has_children:
            content = frag.body_html() + self.rewriter.rewrite(arguments)
        else:
            rewrite = self.rewriter.rewrite_film if block.category == "video" else self.rewriter.rewrite
            content = foreign.named(rewrite(frag.body_html() + arguments), block.category)
        wrapped = Fragment(f'<div class="{" ".join(css)}"{attributes}>{content}</div>')
        wrapped.add_fragment_resources(frag)
        return wrapped

    def _completes_on_view(self, block, view) -> bool:
        if view != "student_view" or self.is_author_mode:
            return False
        if getattr(services.class_of(block), "completion_mode", "completable") != "completable":
            return False
        return self._completion().can_mark_block_complete_on_view(block)

    # Services

    def _completion(self):
        return services.CompletionService(self.learner)

    def service(self, block, service_name):
        declaration = block.service_declaration(service_name)
        if declaration is None:
            return super().service(block, service_name)
        if service_name not in self._services:
            made = self._make_service(block, service_name)
            if made is not None:
                return made
        return super().service(block, service_name)

    def _make_service(self, block, name):
        makers = {
            "i18n": lambda: services.I18nService(block),
            "user": lambda: services.PreviewUserService(self.learner),
            "replace_urls": None if self.mode == "studio" else lambda: services.ReplaceUrlsService(self.rewriter),
            "cache": services.CacheService,
            "request_cache": services.CacheService,
            "sandbox": services.SandboxService,
            "settings": services.SettingsService,
            "xqueue": _NoQueue,
            "video_config": lambda: services.VideoConfigService(self.rewriter.assets),
            "completion": None if self.is_author_mode else self._completion,
            "studio_user_permissions": services.StudioPermissions if self.is_author_mode else None,
        }
        maker = makers.get(name)
        return maker() if maker else None

    def publish(self, block, event_type, event_data):
        """Keep what a block publishes. In Studio nothing is kept, as there."""
        if self.is_author_mode:
            return
        usage = block.scope_ids.usage_id
        services.record(self.learner, usage, event_type, event_data)
        if event_type == "grade":
            services.store_grade(self.learner, block, event_data)
        elif event_type == "completion":
            services.store_completion(self.learner, usage, event_data["completion"])
        elif event_type == "progress" and not getattr(block, "has_custom_completion", False):
            services.store_completion(self.learner, usage, 1.0)

    # Addresses

    def handler_url(self, block, handler_name, suffix="", query="", thirdparty=False):
        usage = block.scope_ids.usage_id
        if self.mode == "studio-preview":
            # Studio's preview ends every address so.
            return f"/preview/xblock/{usage}/handler/{handler_name}/{suffix}?{query}"
        if self.mode == "studio":
            url = f"/xblock/{usage}/handler/{handler_name}" + (f"/{suffix}" if suffix else "")
            return f"{url}?{query}" if query else url
        kind = "handler_noauth" if thirdparty else "handler"
        url = f"/courses/{self.course.key}/xblock/{usage}/{kind}/{handler_name}"
        if suffix:
            url += f"/{suffix}"
        return f"{url}?{query}" if query else url

    def resource_url(self, resource):
        return f"/static/{resource}"

    def local_resource_url(self, block, uri):
        package = services.class_of(block).__module__.rsplit(".", 1)[0]
        return f"/static/xblock/resources/{package}/{uri}"


class _NoQueue:
    """No external grader is reachable from here; a question that needs one says so itself."""

    interface = None
    default_queuename = ""
    waittime = 0

    def construct_callback(self, _dispatch="score_update"):
        """An address that nobody calls."""
        return ""


def _container_value(name: str, value: str):
    if name in MIXED_FIELDS:
        return deserialize_field(MIXED_FIELDS[name], value)
    return {"true": True, "false": False}.get(value, value)


def _script_json(value) -> str:
    """JSON that no browser takes for the end of the script element, whatever characters it holds."""
    text = json.dumps(value)
    for character, escaped in (("&", "\\u0026"), ("<", "\\u003c"), (">", "\\u003e")):
        text = text.replace(character, escaped)
    return text
