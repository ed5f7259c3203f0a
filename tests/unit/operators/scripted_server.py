"""A server on this machine that says over TLS what a test tells it to, byte by byte, well-formed or not."""

from __future__ import annotations

import contextlib
import datetime
import ipaddress
import socket
import ssl
import threading
from collections.abc import Iterable
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

Answer = bytes | Iterable[bytes]


def certificate(folder: Path) -> Path:
    """Write a key and a certificate of its own for 127.0.0.1 into one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=30))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    path = folder / "certificate.pem"
    path.write_bytes(
        made.public_bytes(pem) + key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return path


class ScriptedServer:
    """Answers each path with the bytes that `answers` has for it, and closes. `asked` holds the paths asked for."""

    def __init__(self, pem: Path | None):
        self.answers: dict[str, Answer] = {}
        self.asked: list[str] = []
        self.scheme = "https" if pem else "http"
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER) if pem else None
        if self.context and pem:
            self.context.load_cert_chain(pem)
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port = self.listening.getsockname()[1]
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()

    def address(self, path: str = "/") -> str:
        """Return the address of a path."""
        return f"{self.scheme}://127.0.0.1:{self.port}{path}"

    def close(self) -> None:
        """Stop listening."""
        with contextlib.suppress(OSError):
            self.listening.shutdown(socket.SHUT_RDWR)
        self.listening.close()
        self.thread.join(10)

    def _serve(self) -> None:
        while True:
            try:
                plain, _peer = self.listening.accept()
            except OSError:
                return
            with plain, contextlib.suppress(OSError):
                plain.settimeout(30)
                sock = self.context.wrap_socket(plain, server_side=True) if self.context else plain
                with sock:
                    self._answer(sock)

    def _answer(self, sock: socket.socket) -> None:
        asked = b""
        while b"\r\n\r\n" not in asked and (piece := sock.recv(4096)):
            asked += piece
        if not asked:
            return
        path = asked.split(b" ")[1].decode()
        self.asked.append(path)
        answer = self.answers.get(path, b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
        for piece in [answer] if isinstance(answer, bytes) else answer:
            sock.sendall(piece)


def ok(body: bytes, *headers: str) -> bytes:
    """Return a whole answer."""
    lines = "".join(f"{line}\r\n" for line in (f"Content-Length: {len(body)}", *headers))
    return f"HTTP/1.1 200 OK\r\n{lines}\r\n".encode() + body


def to(location: str, code: int = 302) -> bytes:
    """Return a redirect."""
    return f"HTTP/1.1 {code} Found\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n".encode()
