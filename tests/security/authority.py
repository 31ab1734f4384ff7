"""A CA for the certificates of users, and these, made by the openssl program."""
import itertools
import pathlib
import subprocess

numbers = itertools.count(1)


def make_authority(folder: pathlib.Path, name: str = "clients"):
    """NAME.pem and NAME.key: a CA for the certificates of users."""
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                    "-subj", f"/CN={name}", "-days", "2", "-keyout", str(folder / f"{name}.key"),
                    "-out", str(folder / f"{name}.pem")], check=True, capture_output=True)


def make_certificate(folder: pathlib.Path, names: str, authority: str = "clients", subject: str = "/CN=somebody",
                     usage: str = "clientAuth") -> tuple[str, str]:
    """The files of a user's certificate and its key; `names` as OpenSSL's configuration has them, perhaps none."""
    number = next(numbers)
    base = folder / f"user-{number}"
    extensions = f"extendedKeyUsage={usage}\n" + (f"subjectAltName={names}\n" if names else "")
    base.with_suffix(".ext").write_text(extensions)
    subprocess.run(["openssl", "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj",
                    subject, "-keyout", f"{base}.key", "-out", f"{base}.csr"], check=True, capture_output=True)
    subprocess.run(["openssl", "x509", "-req", "-in", f"{base}.csr", "-CA", str(folder / f"{authority}.pem"),
                    "-CAkey", str(folder / f"{authority}.key"), "-set_serial", str(number),
                    "-days", "1", "-extfile", f"{base}.ext", "-out", f"{base}.pem"],
                   check=True, capture_output=True)
    return f"{base}.pem", f"{base}.key"
