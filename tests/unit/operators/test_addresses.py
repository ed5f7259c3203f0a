"""Addresses of the import job: which are fetched, in which letters, and where a redirect may not lead."""

import re

import pytest
from human_rights_mooc import addresses
from human_rights_mooc.addresses import ImportStoppedError, checked_source, followed, is_public, shown


@pytest.mark.parametrize(
    ("given", "sent"),
    [
        ("https://example.org/c.tar.gz", "https://example.org/c.tar.gz"),
        ("  https://example.org/c.tar.gz ", "https://example.org/c.tar.gz"),
        ("https://example.org/a b/c.tar.gz", "https://example.org/a%20b/c.tar.gz"),
        ("https://example.org/a%20b.tar.gz?sig=$a%2Bb&x={1}", "https://example.org/a%20b.tar.gz?sig=$a%2Bb&x=%7B1%7D"),
        ('https://example.org/it\'s "it".tar.gz', "https://example.org/it's%20%22it%22.tar.gz"),
        ("https://example.org/café/東京.tar.gz#part", "https://example.org/caf%C3%A9/%E6%9D%B1%E4%BA%AC.tar.gz"),
        ("https://städte.example/c", "https://xn--stdte-hra.example/c"),
        ("HTTPS://EXAMPLE.org:8443", "https://example.org:8443"),
        ("https://[2001:db8::1]:443/c", "https://[2001:db8::1]:443/c"),
    ],
)
def test_an_address_is_sent_in_letters_that_http_knows(given, sent):
    assert checked_source(given) == sent


@pytest.mark.parametrize(
    "given",
    [
        "https://[",
        "https://[::1",
        "https://",
        "https:///c.tar.gz",
        "https://exa mple.org/c",
        "https://example.org:abc/c",
        "https://example.org:99999/c",
        "https://" + "ä" * 70 + ".example/c",
        "https://ex\u2100mple.org/c",
        "https://name:word@example.org/c",
        "https://example.org/\nc",
        "https://example.org/\rc",
        "https://example.org/\tc",
        "https://example.org/\x00c",
        "https://example.org/\u2028c",
        "https://example.org/\ud800c",
        "/data/\nc.tar.gz",
        "javascript://x",
        "data://x,y",
        "://",
        "http://example.org/c",
    ],
)
def test_what_is_no_address_is_told_in_one_line(given):
    with pytest.raises(ImportStoppedError) as stopped:
        checked_source(given)
    said = str(stopped.value)
    assert said.endswith(".")
    assert said.isprintable()
    said.encode("utf-8")


def test_plain_http_has_to_be_asked_for():
    assert checked_source("http://example.org/c", allow_http=True) == "http://example.org/c"
    with pytest.raises(ImportStoppedError, match="not an https address"):
        checked_source("ftp://example.org/c", allow_http=True)


@pytest.fixture
def names(monkeypatch):
    """Names that resolve as a test says; others do not."""
    known = {"public.example": ["93.184.216.34"], "inside.example": ["93.184.216.34", "10.0.0.7"]}

    def getaddrinfo(host, *_more, **_options):
        if host not in known and not re.fullmatch(r"[0-9.]+|[0-9a-f:.]+", host):
            raise OSError("Name or service not known")
        return [(0, 0, 0, "", (peer, 0)) for peer in known.get(host, [host])]

    monkeypatch.setattr(addresses.socket, "getaddrinfo", getaddrinfo)


@pytest.mark.parametrize(
    "location",
    [
        "http://public.example/c",
        "HTTP://public.example/c",
        "ftp://public.example/c",
        "file:///etc/passwd",
        "data:,x",
        "https://127.0.0.1/latest/meta-data/",
        "https://169.254.169.254/latest/meta-data/",
        "https://10.1.2.3/",
        "https://172.16.0.1/",
        "https://192.168.0.1/",
        "https://100.64.0.1/",
        "https://0.0.0.0/",
        "https://255.255.255.255/",
        "https://224.0.0.1/",
        "https://[::1]/",
        "https://[::]/",
        "https://[fe80::1]/",
        "https://[fd00::1]/",
        "https://[fec0::1]/",
        "https://%31%32%37.0.0.1/",
        "https://127.0.0.1%2f.public.example/",
        "https://[::ffff:127.0.0.1]/",
        "https://[2002:7f00:1::]/",
        "https://[64:ff9b::a00:1]/",
        "//127.0.0.1/c",
        "https://inside.example/c",
        "https://public.example:abc/c",
        "https://a\tb/",
        "https://[",
    ],
)
def test_a_redirect_to_less_than_https_or_into_the_network_is_refused(names, location):
    with pytest.raises(ImportStoppedError) as stopped:
        followed("https://public.example/first", location)
    assert str(stopped.value).isprintable()


@pytest.mark.parametrize(
    ("location", "next_address"),
    [
        ("/c.tar.gz", "https://public.example/c.tar.gz"),
        ("c d.tar.gz", "https://public.example/a/c%20d.tar.gz"),
        ("https://public.example:8443/c?sig=$x%2B", "https://public.example:8443/c?sig=$x%2B"),
        ("https://unknown.example/c", "https://unknown.example/c"),
        ("/caf\u00c3\u00a9", "https://public.example/caf%C3%A9"),
    ],
)
def test_a_redirect_between_public_hosts_is_followed(names, location, next_address):
    assert followed("https://public.example/a/b", location) == next_address


def test_where_http_is_allowed_a_redirect_stays_as_good_as_it_was(names):
    assert followed("http://public.example/a", "http://public.example/b") == "http://public.example/b"
    assert followed("http://public.example/a", "https://public.example/b") == "https://public.example/b"
    with pytest.raises(ImportStoppedError, match="is not https"):
        followed("https://public.example/a", "http://public.example/b")


def test_public_addresses_are_known():
    assert [is_public(text) for text in ("93.184.216.34", "2606:2800:220:1::1", "fe80::1%eth0")] == [True, True, False]


def test_a_signed_address_is_named_without_its_signature():
    assert shown("https://example.org/c.tar.gz?sig=secret") == "https://example.org/c.tar.gz?..."
    assert shown("a?b") == "a?b"
    assert shown("x\x1b[2J") == "x\ufffd[2J"
    assert len(shown("y" * 5000)) < 300
