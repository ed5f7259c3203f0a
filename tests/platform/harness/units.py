"""Units as the LMS shows them, and what is in the page."""

import json
import re


def address(usage_key):
    """Return the address at which the learning front end shows a unit."""
    return f"/xblock/{usage_key}?show_title=0&show_bookmark_button=0&recheck_access=1&view=student_view"


def blocks_on(page):
    """Return the usage keys of the blocks in a page, in the order in which they stand, each once."""
    return list(dict.fromkeys(re.findall(r'data-usage-id="([^"]+)"', page)))


def handler_address(usage_key, handler, suffix=""):
    """Return the LMS address of a block's handler."""
    return f"/courses/{usage_key.course_key}/xblock/{usage_key}/handler/{handler}/{suffix}".rstrip("/")


def call(client, course, block, handler, data):
    """Call a handler of a block of the source as its script does, and return the answer."""
    address = handler_address(course.usage_key(*block.identity), handler)
    return client.post(address, json.dumps(data), content_type="application/json")


def page_of(client, course, block):
    """Return the page of the unit that holds a block of the source, or of the unit itself."""
    answer = client.get(address(course.usage_key("vertical", block.unit().name)))
    assert answer.status_code == 200
    return answer.content.decode("utf-8")
