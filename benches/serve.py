"""Fifty readers of a fund in the browser: how long an answer takes, and how much memory the program needs.

    python3 benches/serve.py FUND [--program target/release/poolfund] [--readers 50] [--rounds 20]

FUND is a folder whose last month was run, such as that of `bench_fund`. The program shows it (`serve`, read only). Each reader has a
connection of its own and asks, one after the other and without a pause, for the first page, the list of months and the page of the
last month, as a browser does that is opened anew. What is measured is the time from the request to the last byte. The page of the
month is made once before, which is measured apart. A supposition is asked for as well, since the answer is to come while a slider
moves. Prints one JSON object.
"""

import argparse
import json
import re
import socket
import statistics
import subprocess
import threading
import time
from pathlib import Path


class Reader:
    """A browser that came in: one connection, a request at a time."""

    def __init__(self, host, cookie=None):
        self.host, self.cookie = host, cookie
        address, port = host.split(":")
        self.socket = socket.create_connection((address, int(port)))
        self.buffer = bytearray(1 << 20)

    def ask(self, path, method="GET", body=b""):
        """The status, the head and the length of the answer; the body where it is short."""
        head = [f"{method} {path} HTTP/1.1", f"Host: {self.host}"]
        head += [f"Cookie: {self.cookie}"] if self.cookie else []
        head += [f"Origin: http://{self.host}", f"Content-Length: {len(body)}"] if method == "POST" else []
        self.socket.sendall("\r\n".join(head + ["", ""]).encode() + body)
        got = b""
        while b"\r\n\r\n" not in got:
            piece = self.socket.recv(65536)
            if not piece:
                raise ConnectionError(f"{path}: nothing was answered")
            got += piece
        text, rest = got.split(b"\r\n\r\n", 1)
        text = text.decode().lower()
        length = int(re.search(r"content-length: (\d+)", text)[1])
        kept, left = bytearray(rest), length - len(rest)
        while left > 0:
            count = self.socket.recv_into(self.buffer, min(left, len(self.buffer)))
            if count == 0:
                raise ConnectionError(f"{path}: broken off")
            if length < 1 << 20:
                kept += self.buffer[:count]
            left -= count
        return int(text.split(" ")[1]), text, length, bytes(kept)


def enter(way_in):
    """Comes in by the private file, as a browser does; gives the host and the cookie."""
    host, key = re.search(r"url=http://([^/]+)(/[^\"]+)", Path(way_in).read_text()).groups()
    address, port = host.split(":")
    with socket.create_connection((address, int(port))) as there:
        there.sendall(f"GET {key} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
        answer = b"".join(iter(lambda: there.recv(65536), b"")).decode()
    return host, re.search(r"set-cookie: ([^;]+)", answer, re.I)[1]


def memory(process, what):
    """A line of the system's own account of a process, in MiB."""
    text = Path(f"/proc/{process.pid}/status").read_text()
    return round(int(re.search(rf"{what}:\s+(\d+) kB", text)[1]) / 1024)


def timed(act):
    begun = time.perf_counter()
    done = act()
    return done, (time.perf_counter() - begun) * 1000


def readers(host, cookie, count, rounds, paths):
    """The times of each path, in milliseconds."""
    times, faults, gate = {path: [] for path in paths}, [], threading.Barrier(count)

    def read():
        try:
            reader = Reader(host, cookie)
            gate.wait()
            for _ in range(rounds):
                for path in paths:
                    (status, _, _, _), took = timed(lambda: reader.ask(path))
                    assert status == 200, (path, status)
                    times[path].append(took)
        except Exception as why:  # noqa: BLE001: a reader that fails is told, whatever it was
            faults.append(repr(why))

    threads = [threading.Thread(target=read) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults, faults[:3]
    return times


def shown(times):
    cuts = statistics.quantiles(times, n=20)
    return {"median": round(statistics.median(times), 1), "p95": round(cuts[18], 1), "most": round(max(times), 1)}


def main():
    asked = argparse.ArgumentParser()
    asked.add_argument("fund")
    asked.add_argument("--program", default="target/release/poolfund")
    asked.add_argument("--readers", type=int, default=50)
    asked.add_argument("--rounds", type=int, default=20)
    asked = asked.parse_args()
    command = [asked.program, "serve", "--fund", asked.fund]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        host, cookie = enter(process.stdout.readline().strip())
        reader = Reader(host, cookie)
        last = json.loads(reader.ask("/api/months")[3])["months"][0]["month"]
        page = f"/month/{last}"
        (_, _, length, _), first = timed(lambda: reader.ask(page))
        before = memory(process, "VmRSS")
        times = readers(host, cookie, asked.readers, asked.rounds, ["/", "/api/months", page])
        every = [took for of_path in times.values() for took in of_path]
        told = {
            "page": {"bytes": length, "made_in_ms": round(first)},
            "readers": asked.readers,
            "answers": len(every),
            "ms": shown(every) | {path: shown(of_path) for path, of_path in times.items()},
            "memory_mib": {"before": before, "after": memory(process, "VmRSS"), "peak": memory(process, "VmHWM")},
        }
        _, known = timed(lambda: reader.ask("/api/today/en"))
        suppose = []
        for millions in range(1, 11):
            text = f'[[scenario]]\nname = "x"\n[[scenario.contribution]]\namount = "{millions}000000"\n'.encode()
            (status, _, _, _), took = timed(lambda: reader.ask("/api/suppose", "POST", text))
            assert status == 200, status
            suppose.append(took)
        told["suppose_ms"] = {"first": round(known), "median": round(statistics.median(suppose)), "most": round(max(suppose))}
        print(json.dumps(told, indent=1))
    finally:
        process.kill()
        process.wait()


if __name__ == "__main__":
    main()
