"""Servers that are slow and alive, each in its manner."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

HEAD = b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n"
Manner = Callable[[socket.socket, threading.Event], None]


def silent(connection: socket.socket, over: threading.Event) -> None:
    over.wait()


def dripping(said: bytes) -> Manner:
    """Say something at once, and then a byte now and then, for ever."""

    def serve(connection: socket.socket, over: threading.Event) -> None:
        connection.sendall(said)
        while not over.wait(0.02):
            connection.sendall(b"x")

    return serve


def slow_to_read(connection: socket.socket, over: threading.Event) -> None:
    while not over.wait(0.02):
        connection.recv(1)


def answering(connection: socket.socket, over: threading.Event) -> None:
    connection.settimeout(1)
    while not over.is_set() and connection.recv(65536):
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")


@contextmanager
def server(manner: Manner) -> Iterator[tuple[str, threading.Event]]:
    """Give the address of a server of this manner, and what tells that a connection of it has ended."""
    over, ended, serving = threading.Event(), threading.Event(), list[threading.Thread]()

    def serve(connection: socket.socket) -> None:
        with connection:
            try:
                manner(connection, over)
            except OSError:
                ended.set()

    def accept(listening: socket.socket) -> None:
        while not over.is_set():
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            serving.append(threading.Thread(target=serve, args=(connection,), daemon=True))
            serving[-1].start()

    with socket.create_server(("127.0.0.1", 0)) as listening:
        accepting = threading.Thread(target=accept, args=(listening,), daemon=True)
        accepting.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/", ended
        over.set()
        listening.shutdown(socket.SHUT_RDWR)
        accepting.join()
        for each in serving:
            each.join()
