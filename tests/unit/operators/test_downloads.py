"""Fetching the course's tarball from a server: what comes, what is refused, and that every fault is a sentence."""

import itertools
import os
import threading

import pytest
from human_rights_mooc import addresses, downloads
from human_rights_mooc.addresses import ImportStoppedError
from human_rights_mooc.downloads import fetch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scripted_server import ScriptedServer, certificate, ok, to


@pytest.fixture(scope="module")
def pem(tmp_path_factory):
    """A certificate for this machine."""
    return certificate(tmp_path_factory.mktemp("certificate"))


@pytest.fixture(autouse=True)
def trusting(monkeypatch, pem):
    """This process trusts the certificate and uses no proxy."""
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    for name in list(os.environ):
        if name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)


@pytest.fixture
def server(pem):
    """A server under TLS."""
    made = ScriptedServer(pem)
    yield made
    made.close()


@pytest.fixture
def plain_server():
    """A server without TLS."""
    made = ScriptedServer(None)
    yield made
    made.close()


@pytest.fixture
def inside_is_public(monkeypatch):
    """This machine counts as public, so that a redirect to it can be followed."""
    monkeypatch.setattr(addresses, "is_public", lambda _peer: True)


@pytest.fixture
def target(tmp_path):
    """Where the tarball is written to."""
    return tmp_path / "c.tar.gz"


def refused(address, target, **options) -> str:
    """Return the sentence with which a fetch stops."""
    with pytest.raises(ImportStoppedError) as stopped:
        fetch(address, target, **options)
    said = str(stopped.value)
    assert said.endswith((".", "?"))
    assert said.isprintable()
    assert len(said) < 700
    return said


def test_a_tarball_comes_over_https(server, target):
    server.answers["/a%20b/c.tar.gz?sig=$x%22"] = ok(b"tarball" * 50_000)
    fetch(server.address('/a b/c.tar.gz?sig=$x"'), target)
    assert target.read_bytes() == b"tarball" * 50_000


def test_redirects_are_followed_a_few_times(server, target, inside_is_public):
    server.answers |= {"/1": to("/2"), "/2": to(server.address("/3"), 308), "/3": ok(b"tarball")}
    fetch(server.address("/1"), target)
    assert target.read_bytes() == b"tarball"
    server.answers |= {"/1": to("/2"), "/2": to("/1")}
    assert "comes after 5 redirects" in refused(server.address("/1"), target)


def test_a_redirect_into_the_network_is_not_asked(server, target):
    server.answers |= {"/1": to("/latest/meta-data/"), "/latest/meta-data/": ok(b"key of the machine")}
    assert "is inside the network. That is refused" in refused(server.address("/1"), target)
    assert server.asked == ["/1"]
    assert not target.exists()


def test_a_name_that_leads_elsewhere_the_second_time_is_not_asked(server, target, monkeypatch):
    server.answers |= {"/1": to("/2"), "/2": ok(b"key of the machine")}
    real = addresses.socket.getaddrinfo
    looked_up = itertools.count()

    def getaddrinfo(host, *more, **options):
        # First look-up: to connect. Second: the check of the redirect. Third: to connect again.
        return [(2, 1, 6, "", ("93.184.216.34", 0))] if next(looked_up) == 1 else real(host, *more, **options)

    monkeypatch.setattr(addresses.socket, "getaddrinfo", getaddrinfo)
    assert "is inside the network" in refused(server.address("/1"), target)
    assert server.asked == ["/1"]


@pytest.mark.parametrize("scheme", ["http", "ftp"])
def test_a_redirect_to_less_than_https_is_not_asked(server, plain_server, target, inside_is_public, scheme):
    server.answers["/1"] = to(plain_server.address("/2").replace("http", scheme, 1))
    assert "which is not https. That is refused." in refused(server.address("/1"), target)
    assert "which is not https" in refused(server.address("/1"), target, allow_http=True)
    assert plain_server.asked == []


def test_a_redirect_to_a_file_reads_no_file(server, target):
    server.answers["/1"] = to("file:///etc/passwd")
    assert "which is not https" in refused(server.address("/1"), target)
    assert not target.exists()


def test_plain_http_is_fetched_only_where_it_is_asked_for(plain_server, target):
    plain_server.answers["/c"] = ok(b"tarball")
    assert "is not an https address" in refused(plain_server.address("/c"), target)
    assert plain_server.asked == []
    fetch(plain_server.address("/c"), target, allow_http=True)
    assert target.read_bytes() == b"tarball"


def test_a_server_that_cannot_be_trusted_is_told(server, target, monkeypatch, tmp_path):
    server.answers["/c"] = ok(b"tarball")
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate(tmp_path)))
    assert "certificate" in refused(server.address("/c"), target).lower()
    assert server.asked == []


BROKEN = {
    "nothing": b"",
    "no http": b"SSH-2.0-OpenSSH_9.2\r\n",
    "no status": b"HTTP/1.1\r\n\r\n",
    "status of letters": b"HTTP/1.1 two hundred\r\n\r\n",
    "negative status": b"HTTP/1.1 -1 x\r\n\r\n",
    "long status line": b"HTTP/1.1 200 " + b"a" * 100_000 + b"\r\n\r\n",
    "long header": b"HTTP/1.1 200 OK\r\nX: " + b"a" * 100_000 + b"\r\n\r\n",
    "many headers": b"HTTP/1.1 200 OK\r\n" + b"X: a\r\n" * 1_000 + b"\r\n",
    "cut off": ok(b"a" * 1_000)[:-500],
    "cut in chunks": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n400\r\nabc",
    "chunk of letters": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc",
    "negative chunk": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\nabc",
    "long chunk line": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + b"1" * 100_000 + b"\r\nabc",
    "401": b"HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm=x\r\nContent-Length: 0\r\n\r\n",
    "404": b"HTTP/1.1 404 Not \x1b[2J\xe9\r\nContent-Length: 0\r\n\r\n",
    "503": b"HTTP/1.1 503 Busy\r\nRetry-After: 9\r\nContent-Length: 0\r\n\r\n",
    "204 with a place": b"HTTP/1.1 300 Many\r\nLocation: /c\r\n\r\n",
    "redirect without a place": b"HTTP/1.1 302 Found\r\n\r\n",
    "redirect to a broken address": to("https://["),
    "redirect over two lines": to("/a\r\n b"),
    "redirect to a control character": to("/a\x1b[2J"),
    "redirect to bytes": b"HTTP/1.1 302 Found\r\nLocation: https://\xff\xfe/\r\n\r\n",
    "redirect to a name too long": to("https://" + "a" * 300 + "/"),
    "redirect to a port of letters": to("https://example.org:abc/"),
    "redirect to a password": to("https://name:word@example.org/"),
}


@pytest.mark.parametrize("answer", BROKEN.values(), ids=BROKEN)
def test_whatever_a_server_says_is_a_sentence(server, target, answer):
    server.answers["/c"] = answer
    refused(server.address("/c"), target)


PIECES = st.sampled_from(
    [
        *(b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 302 Found\r\n", b"HTTP/1.0 206 x\r\n", b"HTTP/1.1 100 Continue\r\n\r\n"),
        *(b"Content-Length: 5\r\n", b"Content-Length: 99\r\n", b"Content-Length: -1\r\n", b"Content-Length: x\r\n"),
        *(
            b"Transfer-Encoding: chunked\r\n",
            b"Location: ",
            b"https://",
            b"http://",
            b"file:///",
            b"//[",
            b"\xff",
            b"\x00",
        ),
        *(b"5\r\nabcde\r\n", b"0\r\n\r\n", b"\r\n", b"\r\n", b"\r", b" ", b":", b"ffffffffffffffffffff\r\n"),
    ]
)


@given(pieces=st.lists(st.one_of(PIECES, st.binary(max_size=20)), max_size=12))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_a_server_sends_is_fetched_or_is_a_sentence(server, target, pieces):
    server.answers["/c"] = b"".join(pieces)
    try:
        fetch(server.address("/c"), target)
    except ImportStoppedError as stopped:
        said = str(stopped)
    else:
        said = "Fetched."
    assert said.isprintable()


def test_what_is_no_http_and_what_is_cut_off_is_said_in_words(server, target):
    server.answers |= {"/1": BROKEN["no http"], "/2": BROKEN["nothing"], "/3": BROKEN["cut in chunks"]}
    assert "/1 cannot be fetched: the answer is not HTTP." in refused(server.address("/1"), target)
    assert "/2 cannot be fetched: the answer ends too early." in refused(server.address("/2"), target)
    assert "/3 cannot be fetched: the answer ends too early." in refused(server.address("/3"), target)


def test_a_host_where_nobody_listens_is_a_sentence(server, target):
    server.close()
    assert "cannot be fetched" in refused(server.address("/c"), target)
    assert "cannot be fetched" in refused("https://no-such-host.invalid/c", target)


def test_a_file_that_is_too_large_is_refused_while_it_comes(server, target, tmp_path, monkeypatch):
    monkeypatch.setattr(downloads, "LARGEST_TARBALL", 1024 * 1024)
    endless = itertools.chain([b"HTTP/1.1 200 OK\r\n\r\n"], itertools.repeat(b"a" * 65_536))
    server.answers["/c"] = endless
    assert "larger than 1 MB" in refused(server.address("/c"), target)
    (tmp_path / "large").write_bytes(bytes(2 * 1024 * 1024))
    assert "larger than 1 MB" in refused(str(tmp_path / "large"), target)


STARTED = b"HTTP/1.1 200 OK\r\n"


@pytest.mark.parametrize("beginning", [b"", STARTED + b"X: ", STARTED + b"Content-Length: 9999\r\n\r\n"])
def test_a_transfer_that_never_ends_is_ended(server, target, beginning):
    # One byte after the other, in the status line, in a header, in the content: never quiet, never done.
    let_go = threading.Event()

    def dripping():
        yield beginning
        for _number in range(3_000):
            if let_go.wait(0.01):
                return
            yield b"a"

    server.answers["/c"] = dripping()
    try:
        assert "took longer than" in refused(server.address("/c"), target, seconds=0.5)
    finally:
        let_go.set()


def test_a_folder_that_cannot_be_written_is_told(server, tmp_path):
    server.answers["/c"] = ok(b"tarball")
    assert "cannot be fetched" in refused(server.address("/c"), tmp_path / "none" / "c.tar.gz")
