"""Certificates are verified; a source's file can say that its own is to be accepted as it is."""

import ssl
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.crawler.guard.sites import Site
from tests.crawler.guard.walker import LOCAL, walk

NOW = datetime.now(UTC)


class Authority:
    def __init__(self, folder: Path) -> None:
        self.folder, self.key = folder, ec.generate_private_key(ec.SECP256R1())
        self.name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Tin")])
        self.certificate = self._signed(self.name, self.key, None, NOW + timedelta(days=9))
        self.file = folder / "authority.pem"
        self.file.write_bytes(self.certificate.public_bytes(serialization.Encoding.PEM))

    def context(self, host: str, *, expires: datetime, own: bool = False) -> ssl.SSLContext:
        """A server's context with a certificate for `host`, signed by this authority or by itself."""
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
        certificate = self._signed(name, key, host, expires, own=own)
        file = self.folder / f"{host}-{expires:%Y}-{own}.pem"
        file.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
            + certificate.public_bytes(serialization.Encoding.PEM)
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file)
        return context

    def _signed(
        self,
        name: x509.Name,
        key: ec.EllipticCurvePrivateKey,
        host: str | None,
        expires: datetime,
        *,
        own: bool = False,
    ) -> x509.Certificate:
        builder = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(name if own else self.name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
            .not_valid_after(expires)
            .add_extension(x509.BasicConstraints(ca=host is None, path_length=None), critical=True)
        )
        if host is not None:
            address = host.replace(".", "").isdigit()
            spelled = x509.IPAddress(ip_address(host)) if address else x509.DNSName(host)
            builder = builder.add_extension(x509.SubjectAlternativeName([spelled]), critical=False)
        return builder.sign(key if own else self.key, hashes.SHA256())


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


def test_a_broken_certificate_is_refused_with_its_cause_unless_the_source_accepts_it(authority: Authority) -> None:
    later = NOW + timedelta(days=5)
    contexts = {
        "good": authority.context("tin.localhost", expires=later),
        "expired": authority.context("tin.localhost", expires=datetime(2021, 1, 1, tzinfo=UTC)),
        "other": authority.context("other.localhost", expires=later),
        "own": authority.context("tin.localhost", expires=later, own=True),
    }
    with ExitStack() as stack:
        sites = {name: stack.enter_context(Site(context=context)) for name, context in contexts.items()}
        sites["plain"] = stack.enter_context(Site())
        asks = {name: f"https://tin.localhost:{site.port}/page" for name, site in sites.items()}
        crawl = walk(
            {
                **{name: {"ask": [url], "allow_hosts": LOCAL, "delay": 0} for name, url in asks.items()},
                **{
                    f"lax-{name}": {"ask": [url], "allow_hosts": LOCAL, "delay": 0, "verify_certificates": False}
                    for name, url in asks.items()
                },
            },
            environment={"SSL_CERT_FILE": str(authority.file)},
        )
        causes = {name: next(iter(told.causes.values()), "") for name, told in crawl.sources.items()}
        before = "robots.txt cannot be read: "
        assert causes["good"] == ""
        assert causes["expired"] == f"{before}certificate expired"
        assert causes["other"] == f"{before}certificate is for another host"
        assert causes["own"] == f"{before}certificate self-signed"
        assert causes["plain"] == f"{before}no secure connection"
        assert [causes[f"lax-{name}"] for name in contexts] == [""] * 4
        assert all(len(crawl.sources[f"lax-{name}"].pages) == 1 for name in contexts)
        assert crawl.sources["good"].pages
        assert not crawl.sources["own"].pages
