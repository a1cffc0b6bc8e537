"""A child process for tests of the pool: it echoes, sleeps, prints or ends, as each job says."""

import os
import sys
import time

from actorgraph.workers.frames import Frame, Head, pack
from actorgraph.workers.inside import answer_jobs, prepare_child


def answer(job: Head, body: bytes) -> Frame:
    """Do one job: `exit` ends the process, `print` writes to standard output, `sleep` waits.

    `spin` uses so many seconds of the processor.
    """
    if "exit" in job:
        os._exit(job["exit"])
    if "print" in job:
        print(job["print"], flush=True)
    time.sleep(job.get("sleep", 0))
    end = time.process_time() + job.get("spin", 0)
    while time.process_time() < end:
        pass
    return {"said": job.get("say"), "pid": os.getpid()}, body


def main() -> None:
    """Get ready in the way that the first argument says."""
    replies = prepare_child()
    manner = sys.argv[1] if len(sys.argv) > 1 else ""
    if manner == "refuse":
        replies.write(pack({"error": "no model", "remedy": "install one"}))
        replies.flush()
    elif manner == "end":
        sys.exit(3)
    elif manner == "hang":
        time.sleep(60)
    else:
        environment = sorted(name for name in os.environ if name.startswith("ACTORGRAPH_"))
        answer_jobs(replies, answer, {"manner": manner, "settings": environment})


if __name__ == "__main__":
    main()
