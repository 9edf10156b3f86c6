"""Everybody of the cast follows every link of every page they come to, a few of each kind; what they met is kept."""

import re
from collections import Counter, deque
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from django.test import Client
from django.urls import Resolver404, resolve

from driehoek.access.models import User

OF_A_KIND = 1  # pages looked at of one address pattern, for one person
LINK = re.compile(r'<a\b[^>]*\bhref="([^"]*)"')
BODY = re.compile(r"<body\b.*?</body>", re.S)
SILENT = re.compile(r"<(script|style|template|code|pre|option|textarea|del|ins)\b.*?</\1>|<[^>]+>", re.S)
SILENT_PARTS = re.compile(r"<(script|style|template|code|pre|textarea|del|ins)\b.*?</\1>|<!--.*?-->", re.S)
INLINE = re.compile(r"</?(?:a|abbr|b|em|i|small|span|strong|time)\b[^>]*>")
PIECE = re.compile(r"<[^>]+>")


class Visit(NamedTuple):
    """A page somebody came to: from where, its address and pattern, and what it answered."""

    who: str
    source: str
    address: str
    pattern: str
    status: int
    html: str

    @property
    def title(self) -> str:
        found = re.search(r"<title>(.*?)</title>", self.html, re.S)
        return unescape(found[1]).strip() if found else ""

    @property
    def pieces(self) -> list[str]:
        """What can be read piece by piece: a heading, a cell, an entry of a list."""
        body = BODY.search(self.html)
        return [
            said
            for piece in PIECE.split(INLINE.sub(" ", SILENT_PARTS.sub("<br>", body[0] if body else "")))
            if (said := re.sub(r"\s+", " ", unescape(piece)).strip())
        ]

    @property
    def text(self) -> str:
        """What can be read, the menu included, without what people typed into fields and what is shown as code."""
        body = BODY.search(self.html)
        return re.sub(r"\s+", " ", unescape(SILENT.sub(" ", body[0] if body else "")))

    def says(self, word: str) -> bool:
        """Whether a word begins like this, in small letters or capitals."""
        return bool(re.search(rf"\b{word}", self.text, re.I))


def crawl(name: str, user: User) -> Iterator[Visit]:
    """Breadth first from the front page; only pages, never a form sent, and no address outside the house."""
    client = Client(HTTP_ACCEPT_LANGUAGE="nl")
    client.force_login(user)
    queue, seen, many = deque([("", "/")]), set[str](), Counter[str]()
    while queue:
        source, address = queue.popleft()
        pattern = pattern_of(address)
        if address in seen or many[pattern] >= OF_A_KIND:
            continue
        seen.add(address)
        many[pattern] += 1
        answer = client.get(address, follow=True)
        landed = answer.redirect_chain[-1][0] if answer.redirect_chain else address
        is_page = answer.headers.get("Content-Type", "").startswith("text/html") and not answer.streaming
        html = answer.content.decode() if is_page else ""
        yield Visit(name, source, landed, pattern_of(landed), answer.status_code, html)
        for link in LINK.findall(html):
            there = urljoin(landed, unescape(link)).split("#")[0]
            if there.startswith("/") and not there.startswith("/static/"):
                queue.append((landed, there))


def pattern_of(address: str) -> str:
    try:
        return resolve(urlsplit(address).path).route
    except Resolver404:
        return urlsplit(address).path
