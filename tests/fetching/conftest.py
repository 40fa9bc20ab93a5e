"""A web server that behaves as badly as its paths say, on this machine's own address."""

from __future__ import annotations

import contextlib
import gzip
import socket
import socketserver
import ssl
import threading
import time
import zlib

import pytest
import trustme

ARTICLE = (
    "<html><head><title>Pier to be rebuilt</title></head><body><article><h1>Pier to be rebuilt</h1>"
    '<p>"We will rebuild the pier before autumn," Mayor Ada Holm told Radio Almar on Monday, after a night of storms '
    "that took a third of its planks.</p><p>The harbour office said that no ferry was damaged. Its head, Ivo Brandt, "
    "put the cost at 40,000 crowns — café owners on the quay had feared more.</p></article></body></html>"
)
OK = b"HTTP/1.1 200 OK\r\n"
HTML = b"Content-Type: text/html; charset=utf-8\r\n"
MOST = 30_000_000  # what the server sends at most where it would never end


def whole(body: bytes, *headers: str) -> bytes:
    lines = "".join(f"{line}\r\n" for line in (*headers, f"Content-Length: {len(body)}"))
    return OK + lines.encode("latin-1") + b"\r\n" + body


def html(body: bytes, *headers: str) -> bytes:
    return whole(body, "Content-Type: text/html; charset=utf-8", *headers)


def to(location: str, status: int = 302) -> bytes:
    return f"HTTP/1.1 {status} Moved\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n".encode()


def bomb() -> bytes:
    """Twenty kilobytes that unpack to twenty megabytes."""
    return gzip.compress(b"a" * 20_000_000)


ANSWERS = {
    "/article": html(ARTICLE.encode()),
    "/gzip": html(gzip.compress(ARTICLE.encode()), "Content-Encoding: gzip"),
    "/zlib": html(zlib.compress(ARTICLE.encode()), "Content-Encoding: deflate"),
    "/deflate": html(zlib.compress(ARTICLE.encode(), wbits=-15), "Content-Encoding: deflate"),
    "/latin": whole(ARTICLE.replace("—", "-").encode("latin-1"), "Content-Type: text/html; charset=ISO-8859-1"),
    "/lying": whole(ARTICLE.replace("—", "-").encode("latin-1"), "Content-Type: text/html; charset=utf-8"),
    "/unknown-letters": html(ARTICLE.encode()).replace(b"charset=utf-8", b"charset=x-none"),
    "/two-bytes": whole(ARTICLE.encode("utf-16"), "Content-Type: text/html; charset=utf-8"),
    "/broken-letters": html(ARTICLE.encode().replace(b"third", b"th\xffrd")),
    "/too-long": OK
    + HTML
    + b"Content-Length: %d\r\n\r\n" % len(ARTICLE.encode())
    + ARTICLE.encode()
    + b"<p>more" * 999,
    "/bad-chunks": OK + HTML + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n",
    "/cut-chunks": OK + HTML + b"Transfer-Encoding: chunked\r\n\r\n5\r\n<p>ab\r\n",
    "/plain": whole("Pier to be rebuilt\n\nThe café said so.".encode(), "Content-Type: text/plain"),
    "/image": whole(b"\x89PNG", "Content-Type: image/png"),
    "/untyped": whole(b"<p>Hello</p>"),
    "/gone": b"HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n",
    "/brotli": html(b"\x0b\x02\x80", "Content-Encoding: br"),
    "/twice": html(gzip.compress(gzip.compress(b"a")), "Content-Encoding: gzip, gzip"),
    "/cut": html(gzip.compress(ARTICLE.encode())[:-20], "Content-Encoding: gzip"),
    "/damaged": html(gzip.compress(ARTICLE.encode())[:20] + b"\xff" * 200, "Content-Encoding: gzip"),
    "/bomb": html(bomb(), "Content-Encoding: gzip"),
    "/too-short": OK + HTML + b"Content-Length: 9999\r\n\r\n<p>cut",
    "/two-lengths": OK + HTML + b"Content-Length: 5\r\nContent-Length: 7\r\n\r\n<p>ab",
    "/huge-headers": OK + b"".join(b"X-%d: %s\r\n" % (n, b"y" * 4000) for n in range(60)) + HTML + b"\r\n",
    "/no-http": b"SSH-2.0-OpenSSH_9.0\r\n",
    "/nothing": b"",
    "/moved": to("/article#top", 301),
    "/loop": to("/loop"),
    "/to-metadata": to("http://169.254.169.254/latest/meta-data/"),
    "/to-other-port": to("http://127.0.0.1:1/"),
    "/to-file": to("file:///etc/passwd"),
    "/to-script": to("javascript:alert(1)"),
    "/to-gopher": to("gopher://127.0.0.1:6379/_FLUSHALL"),
    "/to-password": to("http://ada:secret@127.0.0.1/"),
    "/to-nowhere": to("http://[::"),
}


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    seen: list[bytes]


class Misbehaving(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        request = b""
        while not request.endswith(b"\r\n\r\n") and (line := self.rfile.readline(8192)):
            request += line
        self.server.seen.append(request)
        path = request.split(b" ")[1].decode() if request.count(b" ") > 1 else ""
        with contextlib.suppress(OSError):
            getattr(self, path.strip("/").replace("-", "_"), lambda: self.wfile.write(ANSWERS[path]))()

    def endless(self) -> None:
        self.wfile.write(OK + HTML + b"\r\n")
        for _ in range(MOST // 65536):
            self.wfile.write(b"a" * 65536)

    def drip(self) -> None:
        """One byte of the body every 50 ms: each wait is short, all of them are not."""
        self.wfile.write(OK + HTML + b"Content-Length: 1000\r\n\r\n")
        self._slowly(b"a" * 1000)

    def drip_headers(self) -> None:
        self._slowly(OK + b"X-Wait: " + b"a" * 1000)

    def silent(self) -> None:
        time.sleep(5)

    def informing(self) -> None:
        """Interim answers without end."""
        for _ in range(200):
            self.wfile.write(b"HTTP/1.1 103 Early Hints\r\n\r\n")
            time.sleep(0.02)

    def _slowly(self, data: bytes) -> None:
        for byte in data:
            self.wfile.write(bytes([byte]))
            time.sleep(0.05)


@pytest.fixture(scope="session")
def server():
    with Server(("127.0.0.1", 0), Misbehaving) as running:
        running.seen = []
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield running
        running.shutdown()


@pytest.fixture(scope="session")
def host(server) -> str:
    return f"127.0.0.1:{server.server_address[1]}"


class Secure(Server):
    asked: list[str | None]

    def get_request(self):
        plain, address = super().get_request()
        return self.tls.wrap_socket(plain, server_side=True), address

    def handle_error(self, request, client_address):
        """A client that does not trust the certificate hangs up: nothing to print."""


@pytest.fixture
def secure(tmp_path, monkeypatch):
    """Serve with a certificate of the given name, and send every name to this machine."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "authority.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    running: list[Server] = []

    def serve(name: str) -> Secure:
        server = Secure(("127.0.0.1", 0), Misbehaving)
        server.seen, server.asked = [], []
        server.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(name).configure_cert(server.tls)
        server.tls.sni_callback = lambda connection, asked, context: server.asked.append(asked)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        running.append(server)
        return server

    def here(host, port, *args, **more):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(socket, "getaddrinfo", here)
    yield serve
    for server in running:
        server.shutdown()
        server.server_close()
