"""What the preview takes from the extracted blocks' package besides the blocks: it moved between releases."""

from __future__ import annotations

try:  # xblocks-contrib 1.0 and later
    from xblocks_contrib.legacy_utils.xml_utils import LegacyXmlMixin, deserialize_field
except ModuleNotFoundError:  # 0.13
    from xblocks_contrib.common.xml_utils import LegacyXmlMixin, deserialize_field

__all__ = ["LegacyXmlMixin", "deserialize_field"]
