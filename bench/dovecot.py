"""Dovecot 2.3 of Debian as the peer: a private instance with its best honest configuration.

Honest: an acknowledgement means the mail is on disk (`mail_fsync = always`) and passwords are kept under the
same strong hash. Best: sdbox, the authentication cache, login processes that serve many, mail processes that
are used again and wait ready, hashing on all cores, and no limit that a workload could meet.
"""
from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from base64 import b64encode
from pathlib import Path

from accounts import PASSWORD, Accounts, argon2id
from service import Service, ServiceFailed

CONFIGURATION = """\
protocols = imap pop3 lmtp
base_dir = {folder}/base
state_dir = {folder}/state
instance_name = postamt-bench
log_path = {folder}/log
listen = 127.0.0.1
login_greeting = ready

ssl = yes
ssl_cert = <{folder}/cert.pem
ssl_key = <{folder}/key.pem
disable_plaintext_auth = no
auth_mechanisms = plain login
auth_cache_size = 64 M
auth_cache_verify_password_with_worker = yes
passdb {{
  driver = passwd-file
  args = username_format=%u {folder}/users
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={folder}/mail/%n
}}

mail_location = sdbox:~/sdbox
mail_fsync = always
first_valid_uid = 1
mail_max_userip_connections = 1000000
namespace inbox {{
  inbox = yes
}}
protocol lmtp {{
  postmaster_address = postmaster@example.test
}}

default_process_limit = 25000
default_client_limit = 100000
default_vsz_limit = 8 G
service imap-login {{
  inet_listener imap {{
    port = {imap}
  }}
  inet_listener imaps {{
    port = {imaps}
    ssl = yes
  }}
  service_count = 0
  client_limit = 15000
  process_limit = {cores}
  process_min_avail = {cores}
}}
service pop3-login {{
  inet_listener pop3 {{
    port = {pop}
  }}
  inet_listener pop3s {{
    port = {pops}
    ssl = yes
  }}
  service_count = 0
  client_limit = 15000
  process_limit = {cores}
  process_min_avail = {cores}
}}
service imap {{
  process_limit = 25000
  process_min_avail = 16
  service_count = 256
  extra_groups = $default_internal_group
  unix_listener imap-master {{
    user = $default_internal_user
  }}
}}
service pop3 {{
  process_limit = 25000
  process_min_avail = 4
  service_count = 256
}}
service lmtp {{
  inet_listener lmtp {{
    address = 127.0.0.1
    port = {lmtp}
  }}
  process_min_avail = 16
}}
service auth-worker {{
  process_limit = {cores}
  service_count = 0
}}
service imap-hibernate {{
  unix_listener imap-hibernate {{
    mode = 0660
    group = $default_internal_group
  }}
}}
{extra}
"""


class Dovecot(Service):
    name = "dovecot"

    def __init__(self, folder: Path, extra: str = "") -> None:
        super().__init__(folder)
        self._extra = extra

    @property
    def data(self) -> Path:
        return self.folder / "mail"

    def prepare(self, accounts: list[Accounts]) -> None:
        if os.geteuid() != 0:
            raise ServiceFailed("Dovecot changes users and so must be started by root: sudo ./dev bench")
        mail = self.folder / "mail"
        mail.mkdir(parents=True)
        shutil.chown(mail, "nobody", "nogroup")
        self._make_certificate()
        self._write_users(accounts)
        (self.folder / "dovecot.conf").write_text(CONFIGURATION.format(
            folder=self.folder, user="nobody", group="nogroup", cores=os.cpu_count(),
            extra=self._extra, **self.ports))

    def _command(self) -> list[str]:
        return ["dovecot", "-F", "-c", str(self.folder / "dovecot.conf")]

    def _make_certificate(self) -> None:
        """Of the kind that Postamt makes for itself: a P-256 key."""
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
             "-nodes", "-days", "30", "-subj", "/CN=localhost", "-keyout", self.folder / "key.pem",
             "-out", self.folder / "cert.pem"],
            check=True, capture_output=True)

    def _write_users(self, accounts: list[Accounts]) -> None:
        salt = b"12345678"
        quick = b64encode(hashlib.sha512(PASSWORD.encode() + salt).digest() + salt).decode()
        hashes = {"q": "{SSHA512}" + quick}
        strong = "{ARGON2ID}" + argon2id(PASSWORD)
        (self.folder / "users").write_text("".join(
            f"{address}:{hashes.get(some.prefix, strong)}\n"
            for some in accounts for address in some.addresses()))
