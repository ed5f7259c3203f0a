"""What a course team does in Studio, by the requests that Studio's pages send."""

import io


class Editor:
    """A person of the course team at work in Studio. Every change is published."""

    def __init__(self, client, key):
        self.client, self.key = client, key

    def usage(self, kind, name):
        """Return the key of a block as text."""
        return str(self.key.make_usage_key(kind, name))

    def _send(self, method, address, data):
        answer = getattr(self.client, method)(
            address, data, content_type="application/json", HTTP_ACCEPT="application/json"
        )
        assert answer.status_code in (200, 201, 204), f"{address}: {answer.status_code} {answer.content[:300]!r}"
        return answer.json() if answer.content else {}

    def change(self, usage, **fields):
        """Change a block: data=..., metadata={...}, children=[...], graderType=..."""
        return self._send("post", f"/xblock/{usage}", fields)

    def publish(self, unit):
        """Publish a unit."""
        self.change(self.usage("vertical", unit), publish="make_public")

    def add(self, parent, kind, **fields):
        """Add a block of a kind and return its key."""
        made = self._send("post", "/xblock/", {"parent_locator": parent, "category": kind, **fields})
        return made["locator"]

    def delete(self, usage):
        """Delete a block."""
        self._send("delete", f"/xblock/{usage}", {})

    def move(self, usage, target, index=None):
        """Move a block into another parent."""
        data = {"move_source_locator": usage, "parent_locator": target}
        if index is not None:
            data["target_index"] = index
        self._send("patch", "/xblock/", data)

    def upload(self, name, data, content_type="application/octet-stream"):
        """Upload a file, in place of one of the same name."""
        file = io.BytesIO(data)
        file.name, file.content_type = name, content_type
        answer = self.client.post(f"/assets/{self.key}/", {"file": file}, HTTP_ACCEPT="application/json")
        assert answer.status_code == 200, answer.content[:300]

    def export(self):
        """Return the .tar.gz of Studio's export page."""
        self.client.post(f"/export/{self.key}", HTTP_ACCEPT="application/json")
        state = self.client.get(f"/export_status/{self.key}").json()
        assert state["ExportStatus"] == 3, state
        return b"".join(self.client.get(f"/export_output/{self.key}").streaming_content)
