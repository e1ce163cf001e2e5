"""The auditors' desk over a finished run, on this machine only: findings, the pages they are on, and decisions.

What is defended: the server listens on the loopback address; every request needs the token of this start, handed over
once in the address and then kept in a cookie that other sites cannot send; the Host header must be ours, so that a
name that is made to point here reaches nothing; changes need our own Origin. Only pages, workbooks and the PDFs of the
run are served, by report id, never by a path from a request. PDFs are drawn in a process of their own. What is
accepted: other programs of the same user could read the files anyway.
"""

from __future__ import annotations

import hmac
import json
import re
import secrets
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict
from http import HTTPStatus
from http.cookies import CookieError, SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from pipeline.export.decision_log import DecisionLog, State, earlier
from pipeline.export.html.render import both
from pipeline.export.html.write import Source
from review.answers import Wanted
from review.desk_page import desk_page, finding_card, words
from review.page_drawer import PageDrawer, PageNotDrawn
from review.run_data import RunData
from schemas.errors import FuheError

_PAGE = re.compile(r"/(index|compare|[0-9a-f]{12}(?:-\d+)?)\.html")
_BOOK = re.compile(r"/(findings|compare)\.xlsx")
_PICTURE = re.compile(r"/picture/([0-9a-f]{12}(?:-\d+)?)/([1-9]\d{0,4})\.png")
_REPORT = re.compile(r"[0-9a-f]{12}(-\d+)?")
_FINDING = re.compile(r"[a-z_]+-[0-9a-f]{8}(-\d+)?|[a-z0-9_-]{1,60}")
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">\n?')
_COOKIE = "fuhe_review"
_LONGEST_BODY = 64_000
_LONGEST_SEARCH = 200  # characters
_DPI = 96
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ASSETS = {
    "/desk.js": "text/javascript; charset=utf-8",
    "/page_view.js": "text/javascript; charset=utf-8",
    "/desk.css": "text/css; charset=utf-8",
}

_TO_DESK = f'<a href="/">{both("审核台", "Review desk")}</a>'

Asked = Mapping[str, str]


class NotFound(Exception):
    """There is no such thing in this run."""


class ReviewServer(ThreadingHTTPServer):
    """Serves the finished run in `out`. `sources` are its PDFs by report id, `links` how pages name them."""

    daemon_threads = True

    def __init__(
        self,
        out: Path,
        sources: Mapping[str, Source],
        links: Mapping[str, str],
        port: int = 0,
        password: str | None = None,
    ) -> None:
        self.audit, self.sources, self.links = out / "audit", dict(sources), dict(links)
        self.log = DecisionLog(self.audit)
        self.data = RunData(out / "corpus")
        self.drawer = PageDrawer(sources, password)
        self.token = secrets.token_urlsafe(24)
        super().__init__(("127.0.0.1", port), _Handler)

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    @property
    def address(self) -> str:
        """What to open: hands over the token once."""
        return f"{self.origin}/?token={self.token}"

    def handle_error(self, request: object, client_address: object) -> None:
        if not isinstance(sys.exception(), ConnectionError):  # a browser that turned to another page left no fault
            super().handle_error(request, client_address)  # type: ignore[arg-type]

    def server_close(self) -> None:
        super().server_close()
        self.drawer.close()


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
        try:
            return self._answer(url.path, {key: values[0] for key, values in parse_qs(url.query).items()})
        except NotFound as error:
            return self._say(HTTPStatus.NOT_FOUND, str(error))
        except ValueError as error:
            return self._say(HTTPStatus.BAD_REQUEST, str(error))
        except FuheError as error:
            return self._say(HTTPStatus.INTERNAL_SERVER_ERROR, str(error))

    def _answer(self, path: str, asked: Asked) -> None:
        answers: Mapping[str, Callable[[Asked], object]] = {
            "/api/choices": self._choices,
            "/api/findings": self._findings,
            "/api/passages": lambda asked: self.server.data.passages(_wanted(asked)),
            "/api/finding": self._finding,
            "/api/page": self._page_boxes,
            "/api/decisions": lambda asked: self.server.log.history(after=_number(asked, "after", 0)),
        }
        if path in answers:
            return self._json(answers[path](asked))
        if path == "/":
            compared = (self.server.audit / "compare.html").is_file()
            return self._html(desk_page(compared=compared))
        if path in _ASSETS:
            return self._send(HTTPStatus.OK, files("review").joinpath("assets", path[1:]).read_bytes(), _ASSETS[path])
        if _PAGE.fullmatch(path):
            return self._page(path[1:])
        if _BOOK.fullmatch(path):
            return self._file(self.server.audit / path[1:], _XLSX)
        picture = _PICTURE.fullmatch(path)
        if picture:
            return self._picture(picture[1], int(picture[2]), _number(asked, "dpi", _DPI))
        source = self.server.sources.get(path.removeprefix("/pdf/")) if path.startswith("/pdf/") else None
        if source is not None:
            return self._file(source.path, "application/pdf")
        raise NotFound("there is no such page")

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
            state, comment = State(sent["state"]), str(sent.get("comment", ""))
            found = self.server.data.finding(report_id, finding_id)
            if found is None:
                raise ValueError("no such finding")
            reviewer = str(sent.get("reviewer", ""))
            made = self.server.log.add(report_id, finding_id, state, comment, reviewer, found.about)
        except (ValueError, KeyError, TypeError) as error:
            return self._say(HTTPStatus.BAD_REQUEST, f"not a decision: {error}")
        except FuheError as error:
            return self._say(HTTPStatus.INSUFFICIENT_STORAGE, str(error))
        return self._json(made)

    # -- answers ---------------------------------------------------------------------------------------------------

    def _choices(self, _: Asked) -> object:
        return {"choices": self.server.data.choices(), "words": words()}

    def _findings(self, asked: Asked) -> object:
        return self.server.data.findings(_wanted(asked), self.server.log.latest(), _number(asked, "start", 0))

    def _finding(self, asked: Asked) -> object:
        found = self.server.data.finding(asked.get("report", ""), asked.get("id", ""))
        if found is None:
            raise NotFound("there is no such finding in this run")
        history = self.server.log.history()
        return {
            "html": finding_card(found),
            "boxes": [box for box, _ in found.evidence],
            "history": [d for d in history if (d.report_id, d.finding_id) == (found.report_id, found.finding_id)],
            "earlier": earlier(history, found.report_id, found.finding_id, found.about),
        }

    def _page_boxes(self, asked: Asked) -> object:
        report_id, number = asked.get("report", ""), _number(asked, "page", 1)
        boxes = self.server.data.boxes(report_id, number)
        try:
            drawn = self.server.drawer.page(report_id, number, _DPI)
        except KeyError:
            raise NotFound("there is no such report in this run") from None
        except PageNotDrawn as error:
            return {"problem": str(error), "boxes": boxes}
        return {"width": drawn.width, "height": drawn.height, "pages": drawn.pages, "boxes": boxes}

    def _picture(self, report_id: str, number: int, dpi: int) -> None:
        try:
            drawn = self.server.drawer.page(report_id, number, dpi)
        except (KeyError, PageNotDrawn):
            raise NotFound("there is no picture of this page") from None
        self._send(HTTPStatus.OK, drawn.png, "image/png")

    # -- what is served --------------------------------------------------------------------------------------------

    def _page(self, name: str) -> None:
        try:
            text = (self.server.audit / name).read_text("utf-8")
        except OSError:
            raise NotFound("there is no such page: run fuhe report again") from None
        report_id = name.removesuffix(".html")
        link = self.server.links.get(report_id)
        if link:
            text = text.replace(f'href="{link}', f'href="/pdf/{report_id}')
        self._html(text.replace('<button id="language"', f'{_TO_DESK}<button id="language"', 1))

    def _html(self, text: str) -> None:
        """A page of ours: its policy, which then stands in the header, with what this server adds."""
        found = _POLICY.search(text)
        text = _POLICY.sub("", text, count=1)
        hashes = re.findall(r"sha256-[A-Za-z0-9+/=]+", found[1] if found else "")
        policy = (
            "default-src 'none'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; connect-src 'self'; "
            "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; script-src 'self'"
            + "".join(f" '{value}'" for value in hashes)
        )
        self._send(HTTPStatus.OK, text.encode("utf-8", "backslashreplace"), "text/html; charset=utf-8", policy)

    def _file(self, path: Path, kind: str) -> None:
        try:
            data = path.read_bytes()
        except OSError:
            raise NotFound("the file is not where it was when the run read it") from None
        self._send(HTTPStatus.OK, data, kind)

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
        text = json.dumps(value, ensure_ascii=False, default=asdict)
        self._send(HTTPStatus.OK, text.encode("utf-8", "backslashreplace"), "application/json; charset=utf-8")

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


def _wanted(asked: Asked) -> Wanted:
    words = asked.get("words", "").strip()[:_LONGEST_SEARCH]
    given = {key: asked.get(key, "") for key in ("agency", "year", "severity", "check", "state")}
    return Wanted(words=words, **given)


def _number(asked: Asked, name: str, default: int) -> int:
    text = asked.get(name, "")
    if not text:
        return default
    if not re.fullmatch(r"\d{1,9}", text):
        raise ValueError(f"{name} is no number")
    return int(text)
