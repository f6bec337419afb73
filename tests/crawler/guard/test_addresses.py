"""Which addresses are public, and which forms of an address are not even looked up."""

from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.guard.addresses import (
    is_loopback,
    local_name,
    networks,
    refusal,
    slot_of,
    url_refusal,
    without_secrets,
)

NOT_PUBLIC = """
0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.100.100.200 100.127.255.255 127.0.0.1 127.8.9.10
168.63.129.16 169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.1 192.0.0.192 192.0.2.1 192.88.99.1
192.168.1.1 198.18.0.1 198.19.255.255 198.51.100.7 203.0.113.9 224.0.0.1 239.255.255.250 240.0.0.1
255.255.255.255 :: ::1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 ::ffff:0:127.0.0.1
64:ff9b::7f00:1 64:ff9b::a9fe:a9fe 64:ff9b:1::1 100::1 2001::1 2001:0:4136:e378:8000:63bf:3fff:fdd2
2001:db8::1 2002:7f00:1:: 2002:a00:1::1 3fff::1 5f00::1 4000::1 fc00::1 fd00:ec2::254 fe80::1 fe80::1%eth0
fec0::1 ff02::1
"""
PUBLIC = """
1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.1 100.63.255.255 100.128.0.1 172.15.255.255 172.32.0.1 192.0.1.1
192.167.1.1 198.17.255.255 198.20.0.1 223.255.255.255 2001:4860:4860::8888 2606:4700::1111 ::ffff:8.8.8.8
64:ff9b::808:808
"""


@pytest.mark.parametrize("address", NOT_PUBLIC.split())
def test_what_is_not_public_is_refused(address: str) -> None:
    assert refusal(address)


@pytest.mark.parametrize("address", PUBLIC.split())
def test_what_is_public_is_allowed(address: str) -> None:
    assert refusal(address) is None


def test_an_allowance_covers_its_network_and_no_other() -> None:
    allowed = networks(("10.1.0.0/16", "127.0.0.1", "fd00::/8"))
    assert [refusal(a, allowed) for a in ("10.1.2.3", "127.0.0.1", "::ffff:10.1.2.3", "fd12::1")] == [None] * 4
    assert all(refusal(a, allowed) for a in ("10.2.0.1", "127.0.0.2", "::1", "169.254.169.254", "fe80::1"))


@given(st.integers(0, 2**32 - 1).map(IPv4Address))
def test_an_address_in_wrapping_is_judged_as_the_address_in_it(inner: IPv4Address) -> None:
    number = int(inner)
    wrapped = [
        IPv6Address((0xFFFF << 32) | number),
        IPv6Address((0x64FF9B << 96) | number),
        IPv6Address((0x2002 << 112) | (number << 80) | 1),
    ]
    for address in wrapped:
        assert bool(refusal(str(address))) == bool(refusal(str(inner)))
        assert is_loopback(str(address)) == inner.is_loopback


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://tin.example/",
        "gopher://tin.example/",
        "javascript:alert(1)",
        "data:text/html,tin",
        "//tin.example/",
        "tin.example",
        "http://",
        "http:///tin",
        "http://user@tin.example/",
        "http://user:word@tin.example/",
        "http://tin.example\\@127.0.0.1/",
        "http://tin.example/a b",
        "http://tin.example/\n",
        "http://2130706433/",
        "http://017700000001/",
        "http://0x7f000001/",
        "http://0x7f.0.0.1/",
        "http://127.1/",
        "http://127.0.0.1./",
        "http://0177.0.0.1/",
        "http://127.0.0.01/",
        "http://1.2.3.4.5/",
        "http://%31%32%37.0.0.1/",
        "http://\uff11\uff12\uff17.0.0.1/",
        "http://\u2460\u2461\u2466.\u24ea.\u24ea.\u2460/",
        "http://127\u30020\u30020\u30021/",
        "http://tin..example/",
        "http://.example/",
        "http://-tin.example/",
        "http://" + "a" * 64 + ".example/",
        "http://tin.example:0/",
        "http://tin.example:99999/",
        "http://tin.example:tin/",
        "http://[::1/",
        "http://[fe80::1%25eth0]/",
        "http://[127.0.0.1.example]/",
        "http://tin.example/" + "a" * 2100,
    ],
)
def test_a_form_that_no_news_page_has_is_refused(url: str) -> None:
    assert url_refusal(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://tin.example/",
        "https://www.tin.example:8443/tin/1.html?a=b#c",
        "http://tin.example./",
        "http://t_in.example/",
        "http://8.8.8.8/",
        "http://[2606:4700::1111]/",
        "http://b\u00e1o.example/",
        "http://xn--bo-nia.example/tin-t\u1ee9c",
        "http://bao.localhost:8070/",
        "http://3.example/",
    ],
)
def test_a_usual_form_is_right(url: str) -> None:
    assert url_refusal(url) is None


@given(st.text(max_size=80))
def test_no_text_makes_the_check_fail(text: str) -> None:
    for url in (text, f"http://{text}/", f"http://tin.example/{text}", f"http://[{text}]/"):
        url_refusal(url)
        slot_of(url)
        without_secrets(url)
    refusal(text)


def test_names_of_this_machine_are_known_without_asking() -> None:
    assert local_name("localhost")
    assert local_name("bao.LOCALHOST.")
    assert not local_name("localhost.example")
    assert not local_name("notlocalhost")


def test_www_and_the_bare_name_are_one_host_and_an_unusual_port_is_another() -> None:
    same = {slot_of(url) for url in ("http://Tin.example/", "https://www.tin.example/a", "http://tin.example.:80/")}
    assert same == {"tin.example"}
    assert slot_of("http://www.tin.example:8080/") == "tin.example:8080"
    assert slot_of("http://www.example/") == "www.example"


def test_a_log_shows_no_password() -> None:
    assert "word" not in without_secrets("http://user:word@tin.example/")
