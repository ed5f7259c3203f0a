"""The page of rules is the one that the rules make."""

from builder.rules_page import PAGE, page


def test_page_is_fresh():
    assert PAGE.read_text(encoding="utf-8") == page(), "Run: python -m builder.rules_page"
