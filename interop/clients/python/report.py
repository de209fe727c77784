"""Runs features one after another and writes a line for each: name, result, detail."""

import os
import sys
import time
import traceback


class NotAvailable(Exception):
    """The client library cannot do it."""


FEATURES = {}


def feature(*names):
    def add(function):
        for name in names:
            FEATURES[name] = function
        return function
    return add


def check(condition, message="not as expected"):
    if not condition:
        raise AssertionError(message)


def equal(actual, expected, what="value"):
    if actual != expected:
        raise AssertionError(f"{what} is {str(actual)[:300]!r}, not {str(expected)[:300]!r}")


def run(path, *args):
    only = os.environ.get("INTEROP_ONLY", "")
    with open(path, "w", encoding="utf-8") as out:
        for name, function in FEATURES.items():
            if only and only not in name:
                continue
            start = time.time()
            try:
                detail = function(name, *args) or ""
                result = "ok"
            except NotAvailable as ex:
                result, detail = "n/a", str(ex)
            except BaseException as ex:
                result, detail = "FAIL", f"{type(ex).__name__}: {ex}"
                if os.environ.get("INTEROP_TRACE"):
                    traceback.print_exc()
            detail = " ".join(str(detail).split())[:500]
            out.write(f"{name}\t{result}\t{detail}\n")
            out.flush()
            if result == "FAIL" or os.environ.get("INTEROP_TRACE"):
                print(f"{name} {result} {detail} ({time.time() - start:.1f} s)", file=sys.stderr)
