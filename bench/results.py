"""Everything that bench/results holds of one machine, in one go.

    ./dev bench --results NAME

NAME is a word for the kind of processor, such as amd-epyc-zen4. Writes bench/results/NAME.json (every case: `verify` and the long ones that can
use two threads on two, `top` and loading on one and on two, all others on one), NAME-peers.txt, NAME-weigh.txt, NAME-plan.txt,
NAME-stable.txt, NAME-python.txt and quality.csv, each when it is whole. The machine should have nothing else to do. Told on
stderr: how long each part took.
"""
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BENCH = Path(__file__).resolve().parent
PROGRAM = BENCH.parent / "build" / "bench" / "nextwork-bench"
RUNS = 3
TWO_THREADS = ("max-weight-nation", "plan-pilots", "plan-trial", "plan-region", "plan-nation", "chances-pilots", "verify")
BOTH = ("top", "load", "load-arrow", "load-arrays")
PARTS = {
    "peers": ["run.py"],
    "weigh": ["weigh.py", "--youths", 100000, 1000000],
    "plan": ["plan.py"],
    "stable": ["stable.py"],
    "python": ["frames.py"],
}


def say(part, start):
    print(f"{part:12}{time.monotonic() - start:8.0f} s", file=sys.stderr, flush=True)


def measure(threads, cases):
    with tempfile.NamedTemporaryFile(suffix=".json") as report:
        process = [str(PROGRAM), "run", "-r", str(RUNS), "-t", str(threads), "-j", report.name]
        for case in cases:
            process += ["-c", case]
        subprocess.run(process, check=True, stdout=sys.stderr)
        return json.load(report)


def write_results(name):
    """In the manner of nextwork-bench: a line a result."""
    listed = subprocess.run([str(PROGRAM), "list"], check=True, capture_output=True, text=True).stdout.splitlines()
    cases = [line.split()[0] for line in listed if line[0] != " "]
    whole = measure(1, [case for case in cases if case not in TWO_THREADS])
    threaded = measure(2, [case for case in cases if case in (*TWO_THREADS, *BOTH)])
    lines = [json.dumps(result) for result in whole.pop("results") + threaded["results"]]
    head = json.dumps(whole, indent=2).removesuffix("\n}")
    text = head + ',\n  "results": [\n    ' + ",\n    ".join(lines) + "\n  ]\n}\n"
    (BENCH / "results" / f"{name}.json").write_text(text)


def write_output(path, *process):
    ran = subprocess.run([str(part) for part in process], check=True, stdout=subprocess.PIPE, text=True)
    path.write_text(ran.stdout)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    name, results, begun = sys.argv[1], BENCH / "results", time.monotonic()
    start = begun
    write_results(name)
    say("cases", start)
    for part, (script, *options) in PARTS.items():
        start = time.monotonic()
        write_output(results / f"{name}-{part}.txt", sys.executable, BENCH / "peers" / script, *options)
        say(part, start)
    start = time.monotonic()
    write_output(results / "quality.csv", PROGRAM, "quality")
    say("quality", start)
    say("together", begun)


if __name__ == "__main__":
    main()
