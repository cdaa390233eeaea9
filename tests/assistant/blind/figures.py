"""Print what the checker of numbers makes of a set of replies: for a set that no bound holds yet.

    python -m tests.assistant.blind.figures ../third

A set written by someone who has not read the checker tells what it does with words it has not seen; once the checker
was mended by it, it tells that no more. The set `third` has not been used for mending: on the day it was written 35 of
37 false fragments were caught in Russian and 35 of 38 in English, and 3 and 5 true words were marked in honest replies.
"""

from __future__ import annotations

import argparse
import sys

from tests.assistant.blind.kit import cases, judged


def main() -> None:
    """Measure the replies of the folder named, relative to `replies/`, and list what escaped and what was wronged."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", nargs="?", default="../third")
    folder = parser.parse_args().folder
    for language in ("ru", "en"):
        for file in ("planted", "honest"):
            told = [judged(case) for case in cases(f"{folder}/{file}", language)]
            planted = sum(len(each.case.planted) for each in told)
            missed = [(each.case.name, fragment) for each in told for fragment in each.missed]
            wronged = [(each.case.name, words) for each in told for words in each.wronged]
            line = f"{file} {language}: {planted - len(missed)} of {planted} caught, {len(wronged)} true words marked"
            sys.stdout.write(f"{line}\n  escaped {missed}\n  marked {wronged}\n")


if __name__ == "__main__":
    main()
