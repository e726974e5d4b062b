#!/usr/bin/python3
"""clang-tidy over the C++ sources that changed since they were last found clean.

What was clean is remembered in ~/.cache/pacta/tidy-clean.txt ($XDG_CACHE_HOME), a hash a file: of clang-tidy's version, its configuration, the
command that compiles the file, and all that it includes, as ninja knows it from the build, which must be there. So a second run takes no time,
in another clone neither.

Usage: tidy.py FOLDER [--checks CHECKS] [--own] [--minutes N] [PATH...]
  FOLDER is the build's; PATHs choose files, by the beginning of their names.
"""
import argparse
import concurrent.futures
import hashlib
import json
import os
import pathlib
import re
import resource
import shutil
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
TIDY = "clang-tidy-14"


def dependencies(folder):
    """The files that each object was made of, by the object's name."""
    out, name = {}, None
    for line in subprocess.run(["ninja", "-C", folder, "-t", "deps"], capture_output=True, text=True, check=True).stdout.splitlines():
        if line.startswith("    "):
            out[name].append(line.strip())
        elif ": #deps" in line:
            name = line.split(": #deps")[0]
            out[name] = []
    return out


class Keys:
    """What must be the same for a file to be as clean as it was."""

    def __init__(self, folder, checks, own):
        self.folder = folder
        self.own = own
        self.seen = {}
        self.dependencies = {} if own else dependencies(folder)
        version = subprocess.run([TIDY, "--version"], capture_output=True, check=True).stdout
        self.common = version + (ROOT / ".clang-tidy").read_bytes() + checks.encode() + (b"own" if own else b"")

    def of_file(self, path):
        path = os.path.normpath(self.folder / path)
        if path not in self.seen:
            if path.startswith(f"{ROOT}{os.sep}"):
                content = hashlib.sha256(pathlib.Path(path).read_bytes()).hexdigest()
                self.seen[path] = f"{os.path.relpath(path, ROOT)} {content}\n".encode()
            else:  # a header of a package
                status = os.stat(path)
                self.seen[path] = f"{path} {status.st_size} {status.st_mtime_ns}\n".encode()
        return self.seen[path]

    def of(self, entry):
        """None if the file is not built, or from what is gone."""
        command = entry["command"]
        header = pathlib.Path(entry["file"]).with_suffix(".h")
        made = hashlib.sha256(self.common + command.replace(str(ROOT), ".").encode() + self.of_file(entry["file"]))
        if self.own:
            if header.exists():
                made.update(self.of_file(header))
            return made.hexdigest()
        try:
            for path in self.dependencies[re.search(r" -o (\S+)", command)[1]]:
                made.update(self.of_file(path))
        except (KeyError, TypeError, FileNotFoundError):
            return None
        return made.hexdigest()


class Memory:
    """The keys of what was clean."""

    MOST = 20_000

    def __init__(self):
        self.path = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache") / "pacta" / "tidy-clean.txt"
        self.path.parent.mkdir(parents=True, exist_ok=True)
        lines = self.path.read_text().split() if self.path.exists() else []
        self.keys = set(lines)
        if len(lines) > self.MOST:
            self.path.write_text("".join(line + "\n" for line in lines[-self.MOST // 2:]))

    def add(self, key):
        with self.path.open("a") as file:
            file.write(key + "\n")


def last_changed():
    """The place of each file in the order of the last changes; what is not committed is not in it. Empty where there is no git."""
    log = subprocess.run(["git", "-C", str(ROOT), "log", "--format=", "--name-only", "-200"], capture_output=True, text=True) if shutil.which("git") else None
    places = {}
    for name in log.stdout.splitlines() if log else []:
        places.setdefault(name, len(places))
    return places


def run(entry, folder, checks):
    # The commands are GCC's, which has warnings of its own.
    command = [TIDY, "-quiet", "-p", str(folder), "--extra-arg=-Wno-unknown-warning-option", *([f"--checks={checks}"] if checks else []), entry["file"]]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode == 0 and not done.stdout.strip():
        return ""
    return done.stdout.strip() or f"{entry['name']}: {TIDY} failed\n{done.stderr.strip()}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("paths", nargs="*")
    parser.add_argument("--own", action="store_true", help="look only at what changed itself, or its own header, not at all that includes a changed one")
    parser.add_argument("--minutes", type=float, help="begin no more files after so long, and say how many are left; those last changed come first")
    parser.add_argument("--checks", default="", help="beside those of .clang-tidy, as clang-tidy takes them")
    arguments = parser.parse_intermixed_args()
    begin = time.monotonic()
    folder = pathlib.Path(arguments.folder).resolve()
    entries = {}
    for entry in json.loads((folder / "compile_commands.json").read_text()):
        name = os.path.relpath(entry["file"], ROOT)
        if not arguments.paths or any(name.startswith(path) for path in arguments.paths):
            entries.setdefault(name, entry | {"name": name})
    keys, memory = Keys(folder, arguments.checks, arguments.own), Memory()
    key_of = {name: keys.of(entry) for name, entry in entries.items()}
    todo = [entry for name, entry in entries.items() if key_of[name] not in memory.keys]
    newest = last_changed()
    todo.sort(key=lambda entry: newest.get(entry["name"], -1))
    found = left = 0

    def look(entry):
        late = arguments.minutes is not None and time.monotonic() - begin > 60 * arguments.minutes
        return None if late else run(entry, folder, arguments.checks)

    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        jobs = {pool.submit(look, entry): entry["name"] for entry in todo}
        for job in concurrent.futures.as_completed(jobs):
            key = key_of[jobs[job]]
            if job.result() is None:
                left += 1
            elif job.result():
                found += 1
                print(job.result(), flush=True)
            elif key:
                memory.add(key)
    processor = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"clang-tidy: {len(todo) - left} of {len(entries)} files looked at in {time.monotonic() - begin:.0f} s "
          f"({processor.ru_utime + processor.ru_stime:.0f} s of processors), {found} with findings"
          + (f"; {left} are left for another run, for lack of time" if left else ""))
    return 1 if found else 0


sys.exit(main())
