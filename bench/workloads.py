"""The table of what is measured. Aims are those of the project, ratios to the peer on two cores."""
from __future__ import annotations

from disk import DiskUse
from growth import Growth
from idle_sessions import IdleSessions
from notifying import Notifying
from ordering import Ordering
from workload import P50, P99, TIME, Aim, Shown, Step, Workload

NOT_SLOWER = Aim(times=1)
HEADER_ITEMS = "BODY.PEEK[HEADER.FIELDS (From To Subject Date Message-ID)]"
ITEMS = {
    "FLAGS": "FLAGS",
    "ENVELOPE": "ENVELOPE BODYSTRUCTURE",
    "header fields": HEADER_ITEMS,
    "bodies": "BODY.PEEK[]",
}
FETCH_AIMS = {"ENVELOPE": 15, "header fields": 2, "bodies": 1.5}


def rate(times: float | None = None, cpu_ms: float | None = None) -> tuple[Shown, ...]:
    return (Shown(aim=Aim(times=times, cpu_ms=cpu_ms)),)


def lasting(aim: Aim | None) -> tuple[Shown, ...]:
    return (Shown(TIME, aim),)


def reading(name: str, messages: int, size: int, **more: bool) -> Workload:
    """SELECT and FETCH of a whole mailbox, right after delivery and again."""
    steps = []
    for when in ("first", "again"):
        steps.append(Step(
            f"SELECT, {when}", "select --user {account}", lasting(NOT_SLOWER)))
        for label, items in ITEMS.items():
            times = FETCH_AIMS.get(label, 1)
            if label == "ENVELOPE" and when == "again":
                times = 1
            steps.append(Step(
                f"FETCH {label}, {when}", f'fetch --user {{account}} --items "{items}"',
                lasting(Aim(times=times))))
    return Workload(
        name, tuple(steps), fresh=True,
        seeds=(f"deliver --user {{account}} --connections 16 --messages {messages} --size {size}",),
        **more)


def delivery(name: str, connections: int, messages: int, times: float) -> Workload:
    return Workload(
        name, users=60,
        steps=(Step(
            f"LMTP, {connections} connections",
            f"deliver --users 60 --connections {connections} --messages {messages} --size 10240",
            rate(times, cpu_ms=0.35)),))


def workloads(quick: bool) -> list[Workload]:
    def n(full: int, small: int) -> int:
        return small if quick else full

    seconds = n(5, 2)
    ten, hundred = n(10_000, 2_000), n(100_000, 10_000)
    return [
        delivery("deliver-1", 1, n(3000, 300), 2),
        delivery("deliver-16", 16, n(12_000, 2000), 6),
        delivery("deliver-64", 64, n(20_000, 3000), 8),
        Workload(
            "append", users=16,
            steps=(Step(
                "APPEND, 16 connections",
                f"append --users 16 --connections 16 --messages {n(8000, 800)} --size 10240",
                rate(3)),)),
        Workload(
            "multiappend", fresh=True,
            steps=(Step(
                f"MULTIAPPEND of {ten:,}",
                # all of one command may be as large as one message, 50 MB
                f"multiappend --user {{account}} --messages {ten} --size 4096",
                rate(3)),)),
        reading("fetch-10k", ten, 10240),
        reading("fetch-100k", hundred, 4096),
        Workload(
            "qresync",
            seeds=(f"deliver --user 1 --connections 16 --messages {hundred} --size 1024",),
            steps=(Step(
                f"QRESYNC after 1,000 changes in {hundred:,}", "qresync --user 1 --changes 1000",
                lasting(Aim(at_most=10))),)),
        Workload(
            "store-16", users=16,
            seeds=(f"deliver --users 16 --connections 16 --messages {16 * n(1000, 200)} --size 2048",),
            steps=(Step(
                "STORE on 16 mailboxes", f"store --users 16 --connections 16 --seconds {seconds}",
                rate(3)),)),
        Workload(
            "store-1",
            seeds=(f"deliver --user 1 --connections 16 --messages {n(16_000, 3200)} --size 2048",),
            steps=(Step(
                "STORE on one mailbox, 16 connections",
                f"store --user 1 --connections 16 --seconds {seconds}", rate(3)),)),
        Workload(
            "store-all",
            seeds=(f"deliver --user 1 --connections 16 --messages {ten} --size 2048",),
            steps=(Step(f"STORE 1:* of {ten:,}", "store-all --user 1", lasting(NOT_SLOWER)),)),
        Workload(
            "expunge-half", fresh=True,
            seeds=(f"deliver --user {{account}} --connections 16 --messages {ten} --size 2048",),
            steps=(Step(
                f"EXPUNGE of every second of {ten:,}", "expunge-half --user {account}",
                lasting(Aim(times=5))),)),
        Workload(
            "search",
            seeds=(f"deliver --user 1 --connections 16 --messages {ten} --size 10240",),
            steps=tuple(
                Step(f"SEARCH {key}", f"search --user 1 --key '{key}'", lasting(Aim(times=times)))
                for key, times in (
                    ("UNSEEN", 1), ('SUBJECT "Rechnung"', 1), ('BODY "xyzzy"', 2), ('TEXT "xyzzy"', 1)))),
        Ordering("sort"),
        Ordering("thread"),
        Workload(
            "pop",
            seeds=(f"deliver --user 1 --connections 16 --messages {n(1000, 300)} --size 10240",),
            steps=(
                Step("POP3 RETR", "pop --user 1 --mode plain", rate(2)),
                Step("POP3 RETR, pipelined", "pop --user 1 --mode pipelined", rate(2)))),
        Workload(
            "mixed", users=50,
            seeds=(f"deliver --users 50 --connections 16 --messages {n(10_000, 2500)} --size 10240",),
            steps=(Step(
                "mixed, 50 clients", f"mixed --users 50 --connections 50 --seconds {n(10, 4)}", rate(3)),)),
        Workload(
            "login", users=16, prefix="u",
            steps=(Step(
                "login and logout, TLS", f"login --users 16 --connections 16 --seconds {seconds}",
                rate(3)),)),
        Workload(
            "login-quick", users=16,
            steps=(Step(
                "the same, peer with a quick hash",
                f"login --users 16 --connections 16 --seconds {seconds}"),)),
        Workload(
            "idle-wake",
            steps=(Step(
                "IDLE: 250 to EXISTS", f"idle-wake --user 1 --messages {n(500, 100)} --size 4096",
                (Shown(P50, Aim(at_most=2), "p50"), Shown(P99, Aim(at_most=10), "p99"))),)),
        IdleSessions("idle-500", 500),
        IdleSessions("idle-5000", 5000, peer_needs_full=True),
        IdleSessions("idle-20000", 20_000, peer_needs_full=True),
        Notifying("notify", n(200, 100)),
        Growth("growth", n(100_000, 10_000)),
        Growth("growth-1m", 1_000_000, needs_full=True),
        DiskUse("disk", n(10_000, 2000)),
    ]
