"""An OpenID issuer for the tests: keys and tokens by the openssl program, its keys behind https on loopback."""
import base64
import http.server
import json
import pathlib
import re
import ssl
import subprocess
import tempfile
import threading
import time

NAME = "https://id.example.test"
AUDIENCE = "mail.example.test"


def url_text(data: bytes) -> str:
    """base64url without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def plain_signature(der: bytes) -> bytes:
    """The two numbers of an ECDSA signature, 32 bytes each (RFC 7518 section 3.4)."""
    numbers, at = [], 2
    for _ in range(2):
        size = der[at + 1]
        numbers.append(int.from_bytes(der[at + 2:at + 2 + size]).to_bytes(32))
        at += 2 + size
    return b"".join(numbers)


class TokenIssuer:
    KINDS = {"RS256": ("RSA", "rsa_keygen_bits:2048"), "ES256": ("EC", "ec_paramgen_curve:P-256"),
             "EdDSA": ("ED25519", None)}

    def __init__(self, tls: pathlib.Path):
        """`tls`: the folder with a certificate for localhost."""
        self.home = tempfile.TemporaryDirectory(prefix="postamt-issuer-")
        self.folder = pathlib.Path(self.home.name)
        self.algorithms: dict[str, str] = {}
        self.requests = 0
        for algorithm in self.KINDS:
            self.make_key(algorithm.lower(), algorithm)
        issuer = self

        class Answer(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                issuer.requests += 1
                body = issuer.key_set().encode()
                self.send_response(200 if self.path == "/keys" else 404)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(tls / "cert.pem", tls / "key.pem")
        self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        self.url = f"https://localhost:{self.server.server_address[1]}/keys"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()
        self.home.cleanup()

    # ---- keys

    def _openssl(self, *words: str, data: bytes | None = None) -> bytes:
        return subprocess.run(["openssl", *words], input=data, check=True, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE).stdout

    def _file(self, key: str) -> str:
        return str(self.folder / f"{key}.pem")

    def make_key(self, key: str, algorithm: str):
        kind, option = self.KINDS[algorithm]
        self._openssl("genpkey", "-algorithm", kind, "-out", self._file(key),
                      *(("-pkeyopt", option) if option else ()))
        self.algorithms[key] = algorithm

    def jwk(self, key: str) -> dict[str, str]:
        algorithm = self.algorithms[key]
        der = self._openssl("pkey", "-in", self._file(key), "-pubout", "-outform", "DER")
        if algorithm == "EdDSA":
            return {"kty": "OKP", "crv": "Ed25519", "x": url_text(der[-32:]), "kid": key}
        if algorithm == "ES256":
            return {"kty": "EC", "crv": "P-256", "x": url_text(der[-64:-32]), "y": url_text(der[-32:]), "kid": key}
        text = self._openssl("rsa", "-in", self._file(key), "-noout", "-modulus").decode()
        modulus = bytes.fromhex(re.search("=([0-9A-F]+)", text)[1])
        return {"kty": "RSA", "n": url_text(modulus), "e": "AQAB", "kid": key, "use": "sig"}

    def public_key(self, key: str) -> bytes:
        """In PEM, as everybody can have it."""
        return self._openssl("pkey", "-in", self._file(key), "-pubout")

    def key_set(self) -> str:
        return json.dumps({"keys": [self.jwk(key) for key in self.algorithms]})

    # ---- tokens

    def claims(self, address: str, **others) -> dict:
        now = int(time.time())
        return {"iss": NAME, "aud": AUDIENCE, "sub": "1", "email": address, "iat": now, "exp": now + 300} | others

    def token(self, claims: dict, key: str = "eddsa", **header) -> str:
        """Signed by the key, whatever the header says."""
        return self.sign({"alg": self.algorithms[key], "kid": key} | header, json.dumps(claims), key)

    def sign(self, header: dict, claims: str, key: str = "eddsa") -> str:
        """The same for claims that need not be JSON."""
        text = url_text(json.dumps(header).encode()) + "." + url_text(claims.encode())
        file = self.folder / "to-sign"
        file.write_text(text)
        if self.algorithms[key] == "EdDSA":
            signature = self._openssl("pkeyutl", "-sign", "-rawin", "-inkey", self._file(key), "-in", str(file))
        else:
            signature = self._openssl("dgst", "-sha256", "-sign", self._file(key), str(file))
        if self.algorithms[key] == "ES256":
            signature = plain_signature(signature)
        return text + "." + url_text(signature)
