"""A real HTTP server on loopback that speaks the OpenAI chat completions protocol and says what a test tells it to."""

import json
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Reply:
    """What the server says to one request. `text` may be worked out from the prompt, as a model would."""

    text: str | Callable[[str], str] = ""
    status: int = 200
    delay: float = 0.0  # seconds before the first byte
    drip: float = 0.0  # seconds between pieces
    cut_after: int | None = None  # pieces after which the connection goes
    reset: bool = False  # cut with a reset instead of a close
    raw: bytes | None = None  # sent in place of everything
    finish: str = "stop"
    streams: bool = True  # whether `"stream": true` is heeded


class FakeServer(ThreadingHTTPServer):
    """Gives the replies in order, the last one for ever; keeps the bodies of the requests."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.replies: list[Reply] = [Reply()]
        self.requests: list[dict[str, Any]] = []
        self.closing = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"

    def script(self, *replies: Reply) -> None:
        self.replies = list(replies)
        self.requests.clear()

    def next(self) -> Reply:
        return self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up early is no news."""


@contextmanager
def fake_server() -> Iterator[FakeServer]:
    server = FakeServer()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.closing.set()
        server.shutdown()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    server: FakeServer

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.requests.append(body)
        reply = self.server.next()
        self.server.closing.wait(reply.delay)
        self.close_connection = True
        if reply.raw is not None:
            self._head(200, "text/event-stream" if body.get("stream") else "application/json")
            self.wfile.write(reply.raw)
        elif reply.status != 200:
            self._head(reply.status, "application/json")
            self.wfile.write(json.dumps({"error": {"message": "scripted", "type": "scripted"}}).encode())
        else:
            prompt = "\n".join(message["content"] for message in body["messages"])
            text = reply.text(prompt) if callable(reply.text) else reply.text
            self._stream(text, reply) if body.get("stream") and reply.streams else self._whole(text, reply)

    def _whole(self, text: str, reply: Reply) -> None:
        choice = {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": reply.finish}
        self._head(200, "application/json")
        if reply.cut_after is not None:
            self._cut(reply.reset)
            return
        self.wfile.write(json.dumps(_completion("chat.completion", choice)).encode())

    def _stream(self, text: str, reply: Reply) -> None:
        self._head(200, "text/event-stream")
        for number in range(0, len(text), 5):  # labels and words are cut anywhere
            if reply.cut_after is not None and number >= 5 * reply.cut_after:
                self._cut(reply.reset)
                return
            self._event({"index": 0, "delta": {"content": text[number : number + 5]}, "finish_reason": None})
            if reply.drip:
                time.sleep(reply.drip)
        if reply.cut_after is not None:
            self._cut(reply.reset)
            return
        self._event({"index": 0, "delta": {}, "finish_reason": reply.finish})
        self.wfile.write(b"data: [DONE]\n\n")

    def _event(self, choice: dict[str, Any]) -> None:
        data = json.dumps(_completion("chat.completion.chunk", choice), ensure_ascii=True)
        self.wfile.write(f"data: {data}\n\n".encode())
        self.wfile.flush()

    def _cut(self, reset: bool) -> None:
        if not reset:
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.rfile.close()  # holds the socket open
        self.connection.close()

    def _head(self, status: int, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Connection", "close")
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Silent."""


def _completion(kind: str, choice: dict[str, Any]) -> dict[str, Any]:
    return {"id": "x", "object": kind, "created": 0, "model": "scripted", "choices": [choice]}
