"""An engine behind a wall: a process that asks a query of a small store, and dies of it where the
query opens a socket.

    python tests/walled.py

It reads queries from standard input as frames, and answers each with one frame.

Its end is told from the outside: by SIGSYS it called out, by SIGABRT or SIGSEGV the query broke the
engine.
"""

import ctypes
import platform
import resource
import select
import signal
import struct
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
MEMORY = 2 << 30  # bytes that the child may map
PATIENCE = 10.0  # seconds
ROWS = 1000
TURTLE = "<a:1> a <a:2> ; <a:3> 'one'@en , 2 . <a:2> <a:3> <a:1> ."
# Linux: the number of the call that opens a socket, by machine, and how a filter of calls is set
# (seccomp, in BPF).
SOCKET = {"x86_64": 41, "aarch64": 198}
NO_NEW_PRIVILEGES, SET_SECCOMP, FILTER = 38, 22, 2
KILL, ALLOW = 0x80000000, 0x7FFF0000
LOAD_CALL, JUMP_IF_EQUAL, RETURN = 0x20, 0x15, 0x06


class Engine:
    """The child, begun anew whenever it ends."""

    def __init__(self) -> None:
        self.child: subprocess.Popen[bytes] | None = None
        self.slow = 0

    def ask(self, sparql: str) -> str:
        """Return `read`, `refused` (no SPARQL), `changed`, `called out`, `broken` or, where it
        takes too long, `slow`.
        """
        child = self.child = self.child or _started()
        assert child.stdin is not None
        assert child.stdout is not None
        packed = sparql.encode()
        child.stdin.write(struct.pack("<I", len(packed)) + packed)
        child.stdin.flush()
        if not select.select([child.stdout], [], [], PATIENCE)[0]:
            self.slow += 1
            self.close()
            return "slow"
        told = child.stdout.readline().decode().strip()
        return told or self._ended(child)

    def _ended(self, child: subprocess.Popen[bytes]) -> str:
        _, said = child.communicate()
        self.child = None
        if child.returncode == -signal.SIGSYS:
            return "called out"
        return (
            "too large"
            if b"memory allocation" in said
            else f"broken: {child.returncode} {said[-200:]!r}"
        )

    def close(self) -> None:
        """End the child."""
        if self.child is not None:
            self.child.kill()
            self.child.communicate()
            self.child = None


def can_wall() -> bool:
    """Tell whether this system lets a process forbid itself to open a socket."""
    return sys.platform == "linux" and platform.machine() in SOCKET


def _started() -> subprocess.Popen[bytes]:
    pipe = subprocess.PIPE
    return subprocess.Popen([sys.executable, __file__], stdin=pipe, stdout=pipe, stderr=pipe)


def forbid_sockets() -> None:
    """From now on the process ends by SIGSYS where it opens a socket, in Python or in the engine.
    Raises OSError.
    """
    held = [
        (LOAD_CALL, 0, 0, 0),
        (JUMP_IF_EQUAL, 0, 1, SOCKET[platform.machine()]),
        (RETURN, 0, 0, KILL),
    ]
    code = ctypes.create_string_buffer(
        b"".join(struct.pack("<HBBI", *step) for step in [*held, (RETURN, 0, 0, ALLOW)])
    )
    program = ctypes.create_string_buffer(struct.pack("@HP", 4, ctypes.addressof(code)))
    control = ctypes.CDLL(None, use_errno=True).prctl
    if control(NO_NEW_PRIVILEGES, 1, 0, 0, 0) or control(
        SET_SECCOMP, FILTER, ctypes.byref(program), 0, 0
    ):
        raise OSError(ctypes.get_errno(), "the calls cannot be filtered")


def main() -> None:
    """Answer queries until standard input closes."""
    import pyoxigraph as ox

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    forbid_sockets()
    store = ox.Store()
    store.load(TURTLE, format=ox.RdfFormat.TURTLE)
    before = set(store)
    while head := sys.stdin.buffer.read(4):
        sparql = sys.stdin.buffer.read(struct.unpack("<I", head)[0]).decode()
        told = "read"
        try:
            result = store.query(sparql, prefixes={"ag": "https://w3id.org/actorgraph/ontology#"})
            if not isinstance(result, ox.QueryBoolean):
                for _ in zip(range(ROWS), result, strict=False):
                    pass
        except OSError:
            # A store in memory reads no file: it tried, and the address was not to its liking
            told = "called out"
        except (SyntaxError, ValueError, RuntimeError):
            told = "refused"
        print(told if set(store) == before else "changed", flush=True)


if __name__ == "__main__":
    main()
