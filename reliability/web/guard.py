"""The door: every request is told who makes it, and is refused here unless it may come in. Routes ask for more."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from anyio import CapacityLimiter, to_thread
from starlette.datastructures import Headers
from starlette.responses import Response

from reliability import access
from reliability.access import Buckets, Caller, Callers, Waits
from reliability.web import cookies
from reliability.web.crossing import SAFE, from_elsewhere
from reliability.web.problems import BY_NAME, problem
from reliability.web.strangers import SIGN_IN, unknown
from reliability.web.trail import Trail

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from reliability.config import Config
    from reliability.store import Store
    from reliability.web.entrance import Entrance

OPEN = (SIGN_IN, "/api/v1/health", "/api/v1/problems")
OPEN_BELOW = "/api/v1/problems/"
"""Paths for everybody, besides the assets."""
ASSETS = "/assets/"

HERE_PER_MINUTE = 60_000  # requests from this machine where there are no users: stops only what has gone wild
UNKNOWN_PER_MINUTE = 120  # requests of one address that nobody has signed in from
SIGN_INS_PER_MINUTE = 60  # of one address, which a whole office may share
LOOKUPS = 8  # at a time, apart from the threads of the routes, which may all be scoring

PROXY = "The request came through a proxy, and is not from this machine."
PROXIED = ("forwarded", "x-forwarded-for", "x-real-ip", "via")


@dataclass(frozen=True)
class Access:
    """What the door keeps while the server runs."""

    store: Store
    entrance: Entrance
    callers: Callers
    requests: Buckets
    scorings: Buckets
    here: Buckets = field(default_factory=lambda: Buckets(HERE_PER_MINUTE))
    unknown: Buckets = field(default_factory=lambda: Buckets(UNKNOWN_PER_MINUTE))
    sign_ins: Buckets = field(default_factory=lambda: Buckets(SIGN_INS_PER_MINUTE))
    waits: Waits = field(default_factory=Waits)

    @classmethod
    def over(cls, store: Store, entrance: Entrance, settings: Config) -> Access:
        """The door to a database."""
        limits = Buckets(settings["requests_per_minute"]), Buckets(settings["scorings_per_minute"])
        return cls(store, entrance, Callers(store, local=entrance.local), *limits)


class Guard:
    """Lets in who may come in.

    It sets `request.state.user` (a Caller, or None on open paths), `csrf_token` (what forms carry), `trail` (the log)
    and `access`.
    """

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self.app = app
        self.access = access
        self._limiter: CapacityLimiter | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        self._limiter = self._limiter or CapacityLimiter(LOOKUPS)
        caller = await to_thread.run_sync(self._identify, scope, headers, limiter=self._limiter)
        refusal = self._refusal(scope, headers, caller)
        if refusal is not None:
            await refusal(scope, receive, send)
            return
        secret, new = _secret(scope, caller)
        trail = Trail(self.access.store, caller, address(scope))
        state = {"user": caller, "csrf_token": access.form_token(secret) if secret else "", "trail": trail}
        scope.setdefault("state", {}).update(state, access=self.access, form_secret=secret)

        async def finish(message: Message) -> None:
            if message["type"] == "http.response.start":
                if new:
                    _remember(scope, secret, message)
                if scope["method"] not in SAFE and message["status"] < 400 and trail.silent:
                    await to_thread.run_sync(trail.note, *_done(scope))
            await send(message)

        await self.app(scope, receive, finish)

    def _identify(self, scope: Scope, headers: Headers) -> Caller | None:
        kind, _, bearer = headers.get("authorization", "").partition(" ")
        presented = bearer.strip() if kind.lower() == "bearer" else None
        return self.access.callers.identify(cookies.value(scope, cookies.SIGN_IN), presented)

    def _refusal(self, scope: Scope, headers: Headers, caller: Caller | None) -> Response | None:
        """Why the request may not come in; None where it may."""
        by_token = caller is not None and caller.via == access.TOKEN
        if scope["method"] not in SAFE and not by_token and from_elsewhere(headers, scope["scheme"]):
            return problem(403, kind=BY_NAME["other-site"])
        if caller is not None and caller.via == access.LOCAL and any(name in headers for name in PROXIED):
            return problem(403, PROXY, "There are no users yet. Add one: reliability users add NAME --role admin.")
        if is_asset(scope):
            return None
        left = self._wait(scope, caller)
        if left:
            return problem(429, "", f"Try again in {left} s.", headers={"Retry-After": str(left)})
        return None if caller is not None or is_open(scope) else unknown(scope, headers)

    def _wait(self, scope: Scope, caller: Caller | None) -> int:
        if caller is None:
            buckets = self.access.sign_ins if scope["method"] not in SAFE and is_open(scope) else self.access.unknown
            return buckets.take(access.network(address(scope)))
        return (self.access.here if caller.via == access.LOCAL else self.access.requests).take(caller.name)


def is_open(scope: Scope) -> bool:
    """Whether everybody may ask for this path. Both as it was sent and decoded, since routes may look at either."""
    return all(path in OPEN or path.startswith(OPEN_BELOW) for path in _paths(scope))


def is_asset(scope: Scope) -> bool:
    """Whether this is the path of a style, a script or a picture."""
    return scope["method"] in SAFE and all(path.startswith(ASSETS) for path in _paths(scope))


def _paths(scope: Scope) -> tuple[str, str]:
    path = str(scope["path"])
    return path, scope.get("raw_path", path.encode()).decode("latin-1").partition("?")[0]


def address(scope: Scope) -> str:
    """The network address that a request comes from; that of the proxy unless its word is believed."""
    client = scope.get("client")
    return str(client[0]) if client else ""


def _secret(scope: Scope, caller: Caller | None) -> tuple[str, bool]:
    """What forms are bound to: the sign-in, or a cookie of those who are not signed in; whether that one is new."""
    if caller is not None and caller.via == access.SIGN_IN:
        return cookies.value(scope, cookies.SIGN_IN), False
    if caller is not None and caller.via == access.TOKEN:
        return "", False
    held = cookies.value(scope, cookies.VISIT)
    return (held, False) if held else (access.form_secret(), True)


def _remember(scope: Scope, secret: str, message: Message) -> None:
    """Give the browser that gets a page the cookie that binds its forms."""
    kind = Headers(raw=message["headers"]).get("content-type", "")
    if kind.startswith("text/html"):
        answer = Response()
        cookies.put(answer, scope, cookies.VISIT, secret)
        message["headers"] = [*message["headers"], *(pair for pair in answer.raw_headers if pair[0] == b"set-cookie")]


def _done(scope: Scope) -> tuple[str, str, str]:
    """What a request did, as its route tells: its name in the code, the first thing that its path names, the path."""
    named = next(iter(scope.get("path_params", {}).values()), "")
    action = getattr(scope.get("endpoint"), "__name__", "request").replace("_", " ")
    return action, str(named), f"{scope['method']} {scope['path']}"


def of(request: Any) -> Access:
    """What the door keeps, from a request."""
    found: Access = request.state.access
    return found
