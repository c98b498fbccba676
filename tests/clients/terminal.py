"""Types at the program in a terminal, as a person does: completion, history, the pager, colours.

python3 terminal.py PROGRAM STORE NAME      NAME is an actor of the store, such as "Eva Lind"

Exit status: 0 all is well, 1 something is not, 77 there are no terminals here.
"""

import os
import select
import signal
import sys
import time

try:
    import pty
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

PROGRAM, STORE, NAME = sys.argv[1:4]
problems = []


class Terminal:
    """The program in a terminal of its own."""

    def __init__(self, *arguments, **environment):
        self.seen = ""
        self.child, self.file = pty.fork()
        if self.child == 0:
            keep = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
            os.execve(PROGRAM, [PROGRAM, *arguments], {**keep, "TERM": "xterm", "STANDPOINT_CONFIG": "", **environment})

    def type(self, keys):
        """Presses keys."""
        os.write(self.file, keys.encode())

    def wait(self, words, seconds=20):
        """Reads until `words` are seen since the last wait; what was seen until then."""
        end = time.monotonic() + seconds
        while words not in self.seen:
            ready = select.select([self.file], [], [], max(0, end - time.monotonic()))[0]
            try:
                more = os.read(self.file, 4096) if ready else b""
            except OSError:
                more = b""
            if not more:
                problems.append(f"{words!r} is not seen, but {self.seen[-500:]!r}")
                break
            self.seen += more.decode(errors="replace")
        before, _, self.seen = self.seen.partition(words)
        return before

    def ended(self, seconds=20):
        """The exit status, once the program has ended; -1 where it does not."""
        end = time.monotonic() + seconds
        while True:
            ready = select.select([self.file], [], [], max(0, end - time.monotonic()))[0]
            try:
                more = os.read(self.file, 4096) if ready else None
            except OSError:
                more = b""
            if more is None:
                os.kill(self.child, signal.SIGKILL)
                os.waitpid(self.child, 0)
                return -1
            if not more:
                return os.waitstatus_to_exitcode(os.waitpid(self.child, 0)[1])
            self.seen += more.decode(errors="replace")


def shell(folder):
    """A name is completed with TAB, a line comes back with the arrow, and Ctrl+D ends."""
    first = NAME.split()[0]
    terminal = Terminal("shell", "--store", STORE, HOME=folder, XDG_DATA_HOME=folder, XDG_STATE_HOME=folder, PAGER="")
    terminal.wait(">")
    terminal.type(f"show {first}\t")
    terminal.wait(NAME)
    terminal.type("\r")
    terminal.wait("(Person)")
    terminal.wait(">")
    terminal.type("\x1b[A")
    terminal.wait(NAME)
    terminal.type("\r")
    terminal.wait("(Person)")
    terminal.wait(">")
    terminal.type("sta\t")
    terminal.wait("stats")
    terminal.type("\x03")
    terminal.wait(">")
    terminal.type("\x04")
    status = terminal.ended()
    if status != 0:
        problems.append(f"the shell ends with {status}: {terminal.seen[-300:]!r}")


def pager():
    """On a terminal, what is long goes through the pager; with --json or NO_COLOR, nothing is painted."""
    terminal = Terminal("topics", "--store", STORE, PAGER="sed s/^/paged:/")
    terminal.wait("paged:")
    status = terminal.ended()
    if status != 0:
        problems.append(f"with a pager, topics ends with {status}")
    plain = Terminal("show", NAME, "--store", STORE, PAGER="", NO_COLOR="1")
    plain.ended()
    if "\x1b[" in plain.seen or "paged:" in plain.seen or not plain.seen.strip():
        problems.append(f"NO_COLOR is not heeded: {plain.seen[:300]!r}")
    painted = Terminal("show", NAME, "--store", STORE, PAGER="")
    painted.ended()
    if "\x1b[" not in painted.seen:
        problems.append(f"a terminal is not painted: {painted.seen[:300]!r}")


def main():
    shell(os.path.dirname(STORE))
    pager()
    for problem in problems:
        print(problem)
    print("all is well" if not problems else f"{len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
