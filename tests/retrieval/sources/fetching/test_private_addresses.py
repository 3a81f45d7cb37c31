"""No address, redirect or name server leads a fetch to an address that is not public."""

import asyncio
import datetime as dt
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.sources.fetching.faults import Fault, UnseenError
from retrieval.sources.fetching.fetch import Fetcher, Manners, Times
from retrieval.sources.fetching.network import is_public
from retrieval.sources.fetching.responses import Fetched

NOW = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)
# Another address of this machine, which stands for the publisher's public one.
PUBLIC = "127.0.0.77"
INNER = "127.0.0.1"
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 4\r\n\r\npage"

NOT_PUBLIC = """
    0.0.0.0 0.0.0.1 0.255.255.255
    10.0.0.1 10.255.255.255 172.16.0.1 172.31.255.255 192.168.0.1 192.168.255.255
    100.64.0.1 100.127.255.255
    127.0.0.1 127.0.0.2 127.1.2.3 127.255.255.255
    169.254.0.1 169.254.169.254 169.254.170.2
    192.0.0.1 192.0.0.170 192.0.2.1 198.51.100.1 203.0.113.1
    192.88.99.1 198.18.0.1 198.19.255.255
    224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255
    :: ::1 ::2
    ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:7f00:1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 ::ffff:0.0.0.0
    ::ffff:0:127.0.0.1
    64:ff9b::127.0.0.1 64:ff9b::7f00:1 64:ff9b::a00:1 64:ff9b::169.254.169.254 64:ff9b:1::1
    2002:7f00:1:: 2002:7f00:1::1 2002:a00:1:: 2002:c0a8:101::1 2002:808:808::1
    2001:0:7f00:1:: 2001:0:4136:e378:8000:63bf:80ff:fffe 2001:0:a00:1:0:0:f5ff:fffe
    2001:db8::1 2001:10::1 3fff::1 100::1 5f00::1
    fc00::1 fd00:ec2::254 fdff::1 fe80::1 fe80::1%eth0 fe80::7f00:1%1 febf::1 fec0::1
    ff01::1 ff02::1 ff02::1%lo ff0e::1
    4000::1 8000::1 e000::1
    localhost 127.1 2130706433 1.2.3 1.2.3.4.5 256.1.1.1 www.mofa.go.jp
""".split()
PUBLIC_ADDRESSES = """
    1.1.1.1 8.8.8.8 100.63.255.255 100.128.0.1 126.255.255.255 128.0.0.1 169.253.255.255
    172.15.0.1 172.32.0.1 192.167.255.255 192.169.0.1 198.17.0.1 198.20.0.1 223.255.255.255
    202.32.211.1 2400:2410::1 2606:4700::1111 2a00:1450::1 ::ffff:8.8.8.8 64:ff9b::8.8.8.8
""".split()


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_no_public_site_has_such_an_address(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC_ADDRESSES)
def test_a_public_address_is_one(address: str) -> None:
    assert is_public(address)


@given(st.ip_addresses(v=4))
def test_an_address_within_another_is_as_public_as_by_itself(address: object) -> None:
    for wrapped in (f"::ffff:{address}", f"64:ff9b::{address}"):
        assert is_public(wrapped) == is_public(str(address))
    assert not is_public(f"::{address}")


# No letter or digit of an address, and no sign that may stand in one.
NOT_OF_ADDRESSES = st.text(
    st.characters(exclude_characters="0123456789abcdefABCDEF.:%"), min_size=1
)


@given(st.sampled_from(PUBLIC_ADDRESSES), NOT_OF_ADDRESSES, st.data())
def test_what_is_no_address_is_not_public(address: str, stray: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(address)))
    assert not is_public(address[:at] + stray + address[at:])
    assert not is_public(stray)


@dataclass
class Net:
    """This machine as a network: a publisher on one address, a private server on another."""

    port: int = 0
    answers: dict[str, bytes] = field(default_factory=dict)
    # What was connected to, and how often the private server got a connection.
    connected: list[str] = field(default_factory=list)
    intrusions: int = 0
    # What the name server answers for a name, each time; other names are left to the system.
    names: dict[str, list[list[str]]] = field(default_factory=dict)

    async def publish(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        path = (await reader.readuntil(b"\r\n\r\n")).split(b" ")[1].decode()
        writer.write(self.answers.get(path, OK))
        await writer.drain()
        writer.close()

    async def keep_secret(self, _: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.intrusions += 1
        writer.write(OK)
        writer.close()

    @property
    def site(self) -> str:
        return f"{PUBLIC}:{self.port}"

    async def look(self, url: str, *hosts: str) -> Fault | str:
        """Return why an address cannot be read, or else the address that it led to.

        The checks are the real ones, except for PUBLIC.
        """

        async def sleep(_: float) -> None:
            pass

        manners = Manners(
            "Kaiken",
            10,
            lambda address: address == PUBLIC or is_public(address),
            frozenset({"http", "https"}),
        )
        found: Fault | str
        async with Fetcher(manners, Times(lambda: 0.0, lambda: NOW, sleep)) as fetcher:
            try:
                seen = await fetcher.fetch(url, frozenset({self.site, *hosts}))
                assert isinstance(seen, Fetched)
                found = seen.url
            except UnseenError as unseen:
                found = unseen.fault
        assert self.intrusions == 0
        assert all(address == PUBLIC or is_public(address) for address in self.connected)
        return found


async def serve_on_one_port(made: Net) -> tuple[asyncio.Server, asyncio.Server]:
    """Serve both addresses on a port that is free on both; others may have it on one of them."""
    while True:
        site = await asyncio.start_server(made.publish, PUBLIC, 0)
        made.port = site.sockets[0].getsockname()[1]
        try:
            return site, await asyncio.start_server(made.keep_secret, INNER, made.port)
        except OSError:
            site.close()


@pytest.fixture
async def net(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Net]:
    made = Net()
    loop = asyncio.get_running_loop()
    connect, look_up = loop.sock_connect, socket.getaddrinfo

    async def watched(opened: socket.socket, address: tuple[str, int]) -> None:
        made.connected.append(address[0])
        if is_public(address[0]):
            raise ConnectionRefusedError  # no test leaves this machine
        await connect(opened, address)

    def told(host: str, port: int, *rest: object, **more: object) -> list[object]:
        if host not in made.names:
            return look_up(host, port, *rest, **more)  # type: ignore[call-overload,no-any-return]
        turns = made.names[host]
        said = turns.pop(0) if len(turns) > 1 else turns[0]
        return [one for address in said for one in look_up(address, port, *rest, **more)]  # type: ignore[call-overload]

    site, secret = await serve_on_one_port(made)
    monkeypatch.setattr(loop, "sock_connect", watched)
    monkeypatch.setattr(socket, "getaddrinfo", told)
    async with site, secret:
        yield made


# Where a redirect, or a link, might lead: {site} is the publisher, {port} where the servers listen.
TRICKS = """
    http://127.0.0.1:{port}/
    http://127.0.0.1.:{port}/
    http://127.1:{port}/
    http://127.0.1:{port}/
    http://127.0.0.01:{port}/
    http://2130706433:{port}/
    http://017700000001:{port}/
    http://0177.0.0.1:{port}/
    http://0x7f000001:{port}/
    http://0x7f.0.0.1:{port}/
    http://0x7f.1:{port}/
    http://127.0.0x0.1:{port}/
    http://0:{port}/
    http://0.0.0.0:{port}/
    http://localhost:{port}/
    http://LOCALHOST:{port}/
    http://localhost.:{port}/
    http://localhost.localdomain:{port}/
    http://[::1]:{port}/
    http://[0:0:0:0:0:0:0:1]:{port}/
    http://[::]:{port}/
    http://[::ffff:127.0.0.1]:{port}/
    http://[::ffff:7f00:1]:{port}/
    http://[::127.0.0.1]:{port}/
    http://[64:ff9b::7f00:1]:{port}/
    http://[2002:7f00:1::]:{port}/
    http://[fe80::1%25lo]:{port}/
    http://[fe80::1%lo]:{port}/
    http://[fd00::1]:{port}/
    http://169.254.169.254/latest/meta-data/
    http://10.0.0.1/
    http://192.168.0.1/
    http://172.16.0.1/
    http://100.64.0.1/
    http://{site}@127.0.0.1:{port}/
    http://{site}:x@127.0.0.1:{port}/
    http://127.0.0.77@127.0.0.1:{port}/
    http://127.0.0.77:{port}@127.0.0.1:{port}/
    http://x@{site}@127.0.0.1:{port}/
    http://127.0.0.1:{port}@{site}/
    http://@{site}/
    http://:@{site}/
    http://{site}%40127.0.0.1:{port}/
    http://127.0.0.1:{port}%2f@{site}/
    http://127.0.0.1:{port}%23@{site}/
    http://127.0.0.1:{port}\\@{site}/
    http://{site}\\@127.0.0.1:{port}/
    http:\\\\127.0.0.1:{port}\\
    http:///127.0.0.1:{port}/
    http:////127.0.0.1:{port}/
    http:127.0.0.1:{port}/
    //127.0.0.1:{port}/
    ///127.0.0.1:{port}/
    /\\127.0.0.1:{port}/
    \\\\127.0.0.1:{port}/
    http://127.0.0.1:{port}#@{site}/
    http://127.0.0.1:{port}?@{site}/
    http://127.0.0.1:{port};@{site}/
    http://127.0.0.77.:{port}/
    http://127.0.0.77.example.org:{port}/
    http://x127.0.0.77:{port}/
    http://127.0.0.77%00.example.org:{port}/
    http://127.0.0.77%2eexample.org:{port}/
    http://127%2e0%2e0%2e1:{port}/
    http://[127.0.0.1]:{port}/
    http://[127.0.0.77]:{port}/
    http://127.0.0.77:{port}0/
    http://127.0.0.77:22/
    http://127.0.0.77/
    http://127.0.0.77:/
    http://127.0.0.77:-1/
    http://127.0.0.77:99999/
    http://127.0.0.77:{port}x/
    ftp://{site}/
    file:///etc/passwd
    gopher://127.0.0.1:{port}/
    unix:///run/x.sock
    data:text/html,x
    javascript:alert(1)
    http://
    http:///
""".split()
# What a line cannot contain.
ODD_TRICKS = [
    "http://①②⑦.⓪.⓪.①:{port}/",
    "http://127。0。0。1:{port}/",
    "http://127．0．0．1:{port}/",
    "http://１２７.0.0.1:{port}/",
    "http://١٢٧.0.0.1:{port}/",
    "http://ⓛocalhost:{port}/",
    "http://localho\u017ft:{port}/",
    "http://127.0.0.77\u2024:{port}/",
    "http://127.0.0.7\u200b7:{port}/",
    "http://www.mofа.go.jp:{port}/",
    "http://127.0.0.\t1:{port}/",
    "http://127.0.0.\n1:{port}/",
    "http://\r127.0.0.1:{port}/",
    "http://{site}\t@127.0.0.1:{port}/",
    "http://{site} @127.0.0.1:{port}/",
    "http://127.0.0.1:{port} @{site}/",
    "ht\ntp://127.0.0.1:{port}/",
    "\x00http://127.0.0.1:{port}/",
    "\x01\x02http://127.0.0.1:{port}/",
    "http://127.0.0.1\x00.example.org:{port}/",
    "http://[::1\n]:{port}/",
]
EVERY_TRICK = [*TRICKS, *ODD_TRICKS]


@pytest.mark.parametrize("trick", EVERY_TRICK)
async def test_no_address_leads_off_the_publishers_hosts(net: Net, trick: str) -> None:
    url = trick.format(site=net.site, port=net.port)
    assert await net.look(url) is Fault.ELSEWHERE
    assert net.connected == []


@pytest.mark.parametrize("trick", TRICKS)
async def test_no_redirect_leads_off_the_publishers_hosts(net: Net, trick: str) -> None:
    location = trick.format(site=net.site, port=net.port)
    net.answers["/here"] = (
        f"HTTP/1.1 302 Found\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n".encode()
    )
    found = await net.look(f"http://{net.site}/here")
    # Some are read as another page of the site.
    assert found in {Fault.ELSEWHERE, Fault.LOOP} or str(found).startswith(f"http://{net.site}/")
    assert {*net.connected} == {PUBLIC}


# Names that a list of hosts might contain, and that the system takes for this machine.
NAMES = """
    127.0.0.1 127.1 127.0.1 127.00.0.1 2130706433 017700000001 0177.0.0.1 0x7f000001 0x7f.1
    0 0.0.0.0 localhost
""".split()


@pytest.mark.parametrize("name", NAMES)
async def test_a_listed_host_that_means_this_machine_is_not_connected_to(
    net: Net, name: str
) -> None:
    host = f"{name}:{net.port}"
    # The HTTP library itself refuses numbers that are no canonical address.
    assert await net.look(f"http://{host}/", host) in {Fault.PRIVATE, Fault.ELSEWHERE}
    assert net.connected == []


@pytest.mark.parametrize("address", [one for one in NOT_PUBLIC if one[0] in "0123456789:f"][:-4])
async def test_a_name_that_leads_to_a_private_address_is_not_connected_to(
    net: Net, address: str
) -> None:
    net.names["www.example.jp"] = [[address]]
    url = f"http://www.example.jp:{net.port}/"
    fault = await net.look(url, f"www.example.jp:{net.port}")
    # The system's resolver does not accept some of them as addresses.
    assert fault in {Fault.PRIVATE, Fault.DNS}
    assert net.connected == []


async def test_a_name_that_leads_elsewhere_the_second_time_is_not_followed(net: Net) -> None:
    host = f"www.example.jp:{net.port}"
    net.names["www.example.jp"] = [[PUBLIC], [INNER]]
    assert await net.look(f"http://{host}/", host) is Fault.PRIVATE
    assert net.connected == [PUBLIC]


async def test_of_two_addresses_the_private_one_is_not_the_way_out(net: Net) -> None:
    host = f"www.example.jp:{net.port}"
    net.names["www.example.jp"] = [["1.1.1.1", INNER, "::1"]]
    assert await net.look(f"http://{host}/", host) in {Fault.UNREACHABLE, Fault.PRIVATE}
    assert net.connected == ["1.1.1.1"]


async def test_a_redirect_to_a_host_of_the_publisher_with_a_private_address_ends_there(
    net: Net,
) -> None:
    host = f"intranet.example.jp:{net.port}"
    net.names["intranet.example.jp"] = [[INNER]]
    net.answers["/here"] = (
        f"HTTP/1.1 302 Found\r\nLocation: http://{host}/\r\nContent-Length: 0\r\n\r\n".encode()
    )
    assert await net.look(f"http://{net.site}/here", host) is Fault.PRIVATE
    assert net.connected == [PUBLIC, PUBLIC]


async def test_no_proxy_of_the_environment_is_in_between(
    net: Net, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY"):
        monkeypatch.setenv(name, f"http://{INNER}:{net.port}")
    net.answers["/here"] = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"
    assert await net.look(f"http://{net.site}/here") is Fault.REFUSED


async def test_the_publisher_itself_is_reached(net: Net) -> None:
    assert await net.look(f"http://{net.site}/") == f"http://{net.site}/"
    assert net.connected == [PUBLIC, PUBLIC]


def test_there_are_sixty_tricks_and_more() -> None:
    assert len({*EVERY_TRICK}) >= 100
