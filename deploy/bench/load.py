"""Concerns raised over HTTP from several connections at once, by a client as lean as may be."""

import http.client
import json
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final
from uuid import UUID, uuid4

from deploy.bench.concerns import body
from deploy.bench.ground import Ground
from deploy.bench.people import token
from deploy.local.ports import HOST

CONNECTIONS: Final = 8
TIMEOUT_SECONDS: Final = 30
CREATED: Final = 201


class NotRaised(Exception):
    """The api did not take a concern: there is nothing to measure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One request, ready to be sent."""

    path: str
    content: bytes
    headers: dict[str, str]


def posts(ground: Ground, pupils: Sequence[UUID]) -> list[Post]:
    """A concern about each pupil, each under a key of its own."""
    bearer = f"Bearer {token(ground)}"
    return [
        Post(
            path="/referrals",
            content=json.dumps(body(pupil)).encode(),
            headers={
                "Authorization": bearer,
                "Content-Type": "application/json",
                "Idempotency-Key": uuid4().hex,
            },
        )
        for pupil in pupils
    ]


class Connection:
    """One kept-alive connection to the api of referrals."""

    def __init__(self, ground: Ground) -> None:
        self._connection = http.client.HTTPConnection(
            HOST, ground.ports["referrals"], timeout=TIMEOUT_SECONDS
        )

    def send(self, post: Post) -> bytes:
        """The reply's body. Raises NotRaised."""
        self._connection.request("POST", post.path, post.content, post.headers)
        reply = self._connection.getresponse()
        content = reply.read()
        if reply.status != CREATED:
            raise NotRaised(f"{reply.status} {content.decode(errors='replace')}")
        return content

    def close(self) -> None:
        self._connection.close()


def at_once(ground: Ground, all_posts: Sequence[Post]) -> float:
    """Send everything from 8 connections, each one request after the other. Seconds."""
    shares = [all_posts[n::CONNECTIONS] for n in range(CONNECTIONS)]

    def send(connection: Connection, n: int) -> None:
        for post in shares[n]:
            connection.send(post)

    return _together(ground, send)


def paced(
    ground: Ground,
    all_posts: Sequence[Post],
    *,
    per_second: float,
    answered: Callable[[bytes], None],
    wait: Callable[[float], object],
) -> float:
    """Send at a steady rate, whatever the replies take, as far as 8 connections can. Seconds.

    answered: is told each reply's body as it comes, on the thread that got it.
    """
    began = time.perf_counter()

    def send(connection: Connection, n: int) -> None:
        for index in range(n, len(all_posts), CONNECTIONS):
            early = began + index / per_second - time.perf_counter()
            if early > 0:
                wait(early)
            answered(connection.send(all_posts[index]))

    return _together(ground, send)


def _together(ground: Ground, send: Callable[[Connection, int], None]) -> float:
    connections = [Connection(ground) for _ in range(CONNECTIONS)]
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        began = time.perf_counter()
        list(pool.map(send, connections, range(CONNECTIONS)))
        seconds = time.perf_counter() - began
    for connection in connections:
        connection.close()
    return seconds
