"""Counts visits in Redis, and shows a catalog that needs no Redis."""

import os
import re
import signal
import socket
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

REDIS = (os.environ.get("REDIS_HOST", "localhost"), int(os.environ.get("REDIS_PORT", "6379")))
CATALOG = re.compile(r"/catalog/(\d+)")
ITEM = re.compile(r"/items/(\d+)")


def visits(number):
    """One more visit of the item; how many there were."""
    with socket.create_connection(REDIS, timeout=1) as redis:
        redis.sendall(f"INCR item:{number}\r\n".encode())
        reply = redis.makefile().readline().strip()
    if not reply.startswith(":"):
        raise OSError(f"Redis said {reply!r}")
    return int(reply[1:])


class App(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    timeout = 30

    def do_GET(self):
        if CATALOG.fullmatch(self.path):
            self.answer(200, "entry " + CATALOG.fullmatch(self.path).group(1))
        elif ITEM.fullmatch(self.path):
            self.item(ITEM.fullmatch(self.path).group(1))
        else:
            self.answer(404, "nothing here")

    def item(self, number):
        try:
            self.answer(200, f"item {number}, visit {visits(number)}")
        except OSError as failure:
            self.answer(503, f"no Redis: {failure}")

    def answer(self, status, text):
        body = (text + "\n").encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/plain")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("X-Served-By", socket.gethostname())
        self.end_headers()
        self.wfile.write(body)

    def log_request(self, code="-", size="-"):
        if str(code) != "200":
            super().log_request(code, size)


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256


if __name__ == "__main__":
    # PID 1 has no default for SIGTERM.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    print("listening on 5000")
    Server(("", 5000), App).serve_forever()
