"""The auditors' page over a finished run: the pages of `OUT/audit`, with decisions, on this machine only.

What is defended: the server listens on the loopback address; every request needs the token of this start, handed over
once in the address and then kept in a cookie that other sites cannot send; the Host header must be ours, so that a
name that is made to point here reaches nothing; changes need our own Origin. Only pages, workbook and the PDFs of the
run are served, by report id, never by a path from a request. What is accepted: other programs of the same user could
read the files anyway.
"""

from __future__ import annotations

import hmac
import json
import re
import secrets
from collections.abc import Mapping
from dataclasses import asdict
from http import HTTPStatus
from http.cookies import CookieError, SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from pipeline.export.decision_log import DecisionLog, State
from schemas.errors import FuheError

_PAGE = re.compile(r"/(index|compare|[0-9a-f]{12}(?:-\d+)?)\.html")
_REPORT = re.compile(r"[0-9a-f]{12}(-\d+)?")
_FINDING = re.compile(r"[a-z_]+-[0-9a-f]{8}(-\d+)?|[a-z0-9_-]{1,60}")
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">\n?')
_COOKIE = "fuhe_review"
_LONGEST_BODY = 64_000
_ASSETS = {"/review.js": "text/javascript; charset=utf-8", "/review.css": "text/css; charset=utf-8"}


class ReviewServer(ThreadingHTTPServer):
    """Serves one output folder. `pdfs` are the PDFs of the run by report id, `links` how pages name them."""

    daemon_threads = True

    def __init__(self, audit: Path, pdfs: Mapping[str, Path], links: Mapping[str, str], port: int = 0) -> None:
        self.audit, self.pdfs, self.links = audit, dict(pdfs), dict(links)
        self.log = DecisionLog(audit)
        self.token = secrets.token_urlsafe(24)
        super().__init__(("127.0.0.1", port), _Handler)

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    @property
    def address(self) -> str:
        """What to open: hands over the token once."""
        return f"{self.origin}/?token={self.token}"


class _Handler(BaseHTTPRequestHandler):
    server: ReviewServer
    server_version = "fuhe"
    sys_version = ""

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        if not self._is_ours():
            return self._say(HTTPStatus.FORBIDDEN, "open the address that fuhe review printed")
        given = parse_qs(url.query).get("token", [""])[0]
        if given and hmac.compare_digest(given.encode(), self.server.token.encode()):
            return self._hand_over()
        if not self._is_known():
            return self._say(HTTPStatus.FORBIDDEN, "open the address that fuhe review printed")
        if url.path in ("/", "/index.html") or _PAGE.fullmatch(url.path):
            return self._page("index.html" if url.path == "/" else url.path[1:])
        if url.path in _ASSETS:
            data = files("review").joinpath("assets", url.path[1:]).read_bytes()
            return self._send(HTTPStatus.OK, data, _ASSETS[url.path])
        if url.path.startswith("/pdf/"):
            return self._pdf(url.path.removeprefix("/pdf/"))
        if url.path == "/api/decisions":
            return self._decisions(parse_qs(url.query).get("report", [""])[0])
        return self._say(HTTPStatus.NOT_FOUND, "there is no such page")

    def do_POST(self) -> None:
        if not (self._is_ours() and self._is_known() and self.headers.get("Origin") == self.server.origin):
            return self._say(HTTPStatus.FORBIDDEN, "not from this page")
        if urlsplit(self.path).path != "/api/decisions":
            return self._say(HTTPStatus.NOT_FOUND, "there is no such thing")
        try:
            length = int(self.headers.get("Content-Length", "0"))
            if not 0 < length <= _LONGEST_BODY:
                raise ValueError("too long")
            sent = json.loads(self.rfile.read(length))
            report_id, finding_id = str(sent["report_id"]), str(sent["finding_id"])
            if not (_REPORT.fullmatch(report_id) and _FINDING.fullmatch(finding_id)):
                raise ValueError("no such finding")
            made = self.server.log.add(
                report_id, finding_id, State(sent["state"]), str(sent.get("comment", "")), str(sent.get("reviewer", ""))
            )
        except (ValueError, KeyError, TypeError) as error:
            return self._say(HTTPStatus.BAD_REQUEST, f"not a decision: {error}")
        except FuheError as error:
            return self._say(HTTPStatus.INSUFFICIENT_STORAGE, str(error))
        return self._json(asdict(made))

    # -- what is served --------------------------------------------------------------------------------------------

    def _page(self, name: str) -> None:
        try:
            text = (self.server.audit / name).read_text("utf-8")
        except OSError:
            return self._say(HTTPStatus.NOT_FOUND, "there is no such page: run fuhe report again")
        found = _POLICY.search(text)
        text = _POLICY.sub("", text, count=1)
        report_id = name.removesuffix(".html")
        link = self.server.links.get(report_id)
        if link:
            text = text.replace(f'href="{link}', f'href="/pdf/{report_id}')
        extra = '<link rel="stylesheet" href="/review.css">\n<script src="/review.js" defer></script>\n</head>'
        text = text.replace("</head>", extra, 1)
        hashes = re.findall(r"sha256-[A-Za-z0-9+/=]+", found[1] if found else "")
        policy = (
            "default-src 'none'; img-src data:; style-src 'self' 'unsafe-inline'; connect-src 'self'; "
            "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; script-src 'self'"
            + "".join(f" '{value}'" for value in hashes)
        )
        return self._send(HTTPStatus.OK, text.encode("utf-8"), "text/html; charset=utf-8", policy)

    def _pdf(self, report_id: str) -> None:
        path = self.server.pdfs.get(report_id)
        try:
            if path is None:
                raise FileNotFoundError
            return self._send(HTTPStatus.OK, path.read_bytes(), "application/pdf")
        except OSError:
            return self._say(HTTPStatus.NOT_FOUND, "the PDF is not where it was when the run read it")

    def _decisions(self, report_id: str) -> None:
        if report_id and not _REPORT.fullmatch(report_id):
            return self._say(HTTPStatus.BAD_REQUEST, "no such report")
        try:
            return self._json([asdict(d) for d in self.server.log.history(report_id)])
        except FuheError as error:
            return self._say(HTTPStatus.INTERNAL_SERVER_ERROR, str(error))

    # -- who may ask -----------------------------------------------------------------------------------------------

    def _is_ours(self) -> bool:
        port = self.server.server_address[1]
        return self.headers.get("Host") in (f"127.0.0.1:{port}", f"localhost:{port}")

    def _is_known(self) -> bool:
        try:
            cookie = SimpleCookie(self.headers.get("Cookie", "")).get(_COOKIE)
        except CookieError:
            return False
        return cookie is not None and hmac.compare_digest(cookie.value.encode(), self.server.token.encode())

    def _hand_over(self) -> None:
        self.send_response(HTTPStatus.SEE_OTHER)
        self.send_header("Set-Cookie", f"{_COOKIE}={self.server.token}; HttpOnly; SameSite=Strict; Path=/")
        self.send_header("Location", "/")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _json(self, value: object) -> None:
        self._send(HTTPStatus.OK, json.dumps(value, ensure_ascii=False).encode(), "application/json; charset=utf-8")

    def _say(self, status: HTTPStatus, text: str) -> None:
        self._send(status, text.encode(), "text/plain; charset=utf-8")

    def _send(self, status: HTTPStatus, data: bytes, kind: str, policy: str = "default-src 'none'") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Content-Security-Policy", policy)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name is http.server's)
        """Requests are nobody's business."""
