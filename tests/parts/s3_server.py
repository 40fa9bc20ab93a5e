"""A server on this machine that speaks as much of the S3 protocol as Arrow needs. It checks no signatures."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape


class Handler(BaseHTTPRequestHandler):
    """Objects in a dictionary, `bucket/key` -> bytes; uploads in pieces are put together when they end."""

    protocol_version = "HTTP/1.1"
    objects: dict[str, bytes]
    uploads: dict[str, dict[int, bytes]]

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if "Content_Length" not in headers:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def asked(self) -> tuple[str, dict[str, str]]:
        parts = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(parts.query, keep_blank_values=True).items()}
        return unquote(parts.path).strip("/"), query

    def body(self) -> bytes:
        if "chunked" in self.headers.get("Transfer-Encoding", ""):
            data = b"".join(self.chunks())
        else:
            data = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if "aws-chunked" not in self.headers.get("Content-Encoding", ""):
            return data
        found, place = [], 0
        while place < len(data):
            line, _, _ = data[place:].partition(b"\r\n")
            size = int(line.partition(b";")[0], 16)
            if not size:
                break
            place += len(line) + 2
            found.append(data[place : place + size])
            place += size + 2
        return b"".join(found)

    def chunks(self) -> Iterator[bytes]:
        while size := int(self.rfile.readline().partition(b";")[0], 16):
            yield self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()

    def do_HEAD(self) -> None:
        key, _ = self.asked()
        if key in self.objects:
            self.answer(200, Content_Length=str(len(self.objects[key])), Last_Modified="Mon, 05 May 2031 09:00:00 GMT")
        else:
            self.answer(200 if "/" not in key else 404)

    def do_GET(self) -> None:
        key, query = self.asked()
        if "list-type" in query:
            self.answer(200, self.listing(key, query.get("prefix", ""), query.get("delimiter", "")))
        elif key not in self.objects:
            self.answer(404, b"<Error><Code>NoSuchKey</Code><Message>There is none.</Message></Error>")
        elif span := self.headers.get("Range"):
            first, _, last = span.removeprefix("bytes=").partition("-")
            data = self.objects[key]
            end = min(int(last or len(data)), len(data) - 1)
            self.answer(206, data[int(first) : end + 1], Content_Range=f"bytes {first}-{end}/{len(data)}")
        else:
            self.answer(200, self.objects[key])

    def listing(self, bucket: str, prefix: str, delimiter: str) -> bytes:
        keys = sorted(key.partition("/")[2] for key in self.objects if key.startswith(f"{bucket}/{prefix}"))
        inner = {key for key in keys if not (delimiter and delimiter in key[len(prefix) :])}
        folders = sorted({prefix + key[len(prefix) :].partition(delimiter)[0] + delimiter for key in {*keys} - inner})
        rows = "".join(
            f"<Contents><Key>{escape(key)}</Key><Size>{len(self.objects[f'{bucket}/{key}'])}</Size>"
            "<LastModified>2031-05-05T09:00:00.000Z</LastModified></Contents>"
            for key in sorted(inner)
        )
        rows += "".join(f"<CommonPrefixes><Prefix>{escape(name)}</Prefix></CommonPrefixes>" for name in folders)
        count = f"<KeyCount>{len(inner) + len(folders)}</KeyCount><IsTruncated>false</IsTruncated>"
        return f"<ListBucketResult>{count}{rows}</ListBucketResult>".encode()

    def do_PUT(self) -> None:
        key, query = self.asked()
        data = self.body()
        if "partNumber" in query:
            self.uploads[query["uploadId"]][int(query["partNumber"])] = data
        elif "/" in key:
            self.objects[key] = data
        self.answer(200, ETag='"1"')

    def do_POST(self) -> None:
        key, query = self.asked()
        data = self.body()
        if "uploads" in query:
            name = str(len(self.uploads) + 1)
            self.uploads[name] = {}
            told = f"<InitiateMultipartUploadResult><UploadId>{name}</UploadId></InitiateMultipartUploadResult>"
        elif "uploadId" in query:
            pieces = self.uploads.pop(query["uploadId"])
            self.objects[key] = b"".join(pieces[number] for number in sorted(pieces))
            told = "<CompleteMultipartUploadResult><ETag>1</ETag></CompleteMultipartUploadResult>"
        else:  # delete several
            bucket = key.partition("/")[0]
            for part in data.decode().split("<Key>")[1:]:
                self.objects.pop(f"{bucket}/{part.partition('</Key>')[0]}", None)
            told = "<DeleteResult></DeleteResult>"
        self.answer(200, told.encode())

    def do_DELETE(self) -> None:
        self.objects.pop(self.asked()[0], None)
        self.answer(204)


@contextmanager
def serving() -> Iterator[tuple[dict[str, bytes], str]]:
    """The objects of a server that runs meanwhile, and what follows an address to reach it."""
    objects: dict[str, bytes] = {}
    handler = type("Store", (Handler,), {"objects": objects, "uploads": {}})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield objects, f"?scheme=http&endpoint_override=127.0.0.1:{server.server_port}&region=here"
    finally:
        server.shutdown()
        server.server_close()
