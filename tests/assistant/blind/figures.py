"""Print what the checker of numbers makes of a set of replies, and what it made of those before at first sight.

    python -m tests.assistant.blind.figures ../sixth

A set written by someone who has not read the checker tells what it does with words it has not seen; once the checker
was mended by it, it tells that no more. At first sight, before anything was mended by the set (issue 4 asks for 95 %
and 0):

    set          false fragments caught    true words marked in honest replies
                 ru         en             ru    en
    third        35 of 37   35 of 38       3     5
    fourth       45 of 49   37 of 45       5     2
    fifth        49 of 52   44 of 48       10    5
    sixth        40 of 47   44 of 48       3     5
    seventh      39 of 41   40 of 41       6     2
    eighth       38 of 39   38 of 38       6     2
    ninth        38 of 40   39 of 40       5     11
    tenth        -          -              27    29    (60 honest replies each)
    eleventh     39 of 42   40 of 42       5     1
    twelfth      42 of 44   43 of 44       0     4
    thirteenth   41 of 41   38 of 40       2     0
    fourteenth   41 of 42   41 of 43       1     0
    fifteenth    40 of 41   40 of 42       0     1
    sixteenth    46 of 47   49 of 49       0     1
    seventeenth  38 of 39   40 of 41       1     0
    eighteenth   47 of 47   44 of 47       1     0
    nineteenth   41 of 45   46 of 47       0     0
    twentieth    41 of 43   40 of 42       0     1
    twenty_first 39 of 40   44 of 44       1     1
    twenty_second 46 of 47  39 of 41       2     0
    twenty_third 48 of 49   46 of 46       1     0
    twenty_fourth 42 of 44  37 of 39       1     0
    twenty_fifth 40 of 40   45 of 45       9     7
    twenty_sixth 40 of 40   40 of 41       3     2
    twenty_seventh -        -              10    21    (40 honest replies each)
    twenty_eighth -         -              20    12    (40 honest replies each)
    twenty_ninth 38 of 38   36 of 38       1     5
    thirtieth    36 of 37   36 of 37       2     2
    thirty_first -          -              2     2     (40 honest replies each)
    thirty_second -         -              0     2     (40 honest replies each)
    thirty_third -          -              4     6     (40 honest replies each)
    thirty_fourth 38 of 41  33 of 38       2     2
    thirty_fifth -          -              1     1     (40 honest replies each)
    thirty_sixth 41 of 42   39 of 41       2     2
    thirty_seventh 39 of 40 36 of 40       0     1
    thirty_eighth 39 of 40  39 of 40       0     0
    thirty_ninth 39 of 40   38 of 40       0     1
    fortieth     39 of 40   40 of 41       0     0
    forty_first  38 of 42   38 of 40       0     0
    forty_second 34 of 40   39 of 40       1     0
    forty_third  41 of 42   41 of 42       2     0
    forty_fourth 41 of 41   40 of 40       0     0
    forty_fifth  40 of 41   36 of 40       1     0
    forty_sixth  45 of 45   46 of 46       0     2
    forty_seventh 40 of 40  40 of 40       0     0
    forty_eighth 39 of 40   40 of 40       0     0
    forty_ninth  40 of 40   41 of 41       0     1
    fiftieth     38 of 40   41 of 42       0     0
    fifty_first  40 of 40   38 of 40       3     0
    fifty_second 39 of 40   39 of 40       1     0
    fifty_third  39 of 41   40 of 41       0     0
    fifty_fourth 39 of 41   40 of 41       0     0
    fifty_fifth  41 of 42   41 of 42       0     0

From the seventh on the writers were given the issue's four kinds alone: numbers, units, positions, items. From the
twenty-seventh on they wrote of other factories than the checker had been mended by: of the sheets of the scenarios.

`sheets/` holds the facts that the writers had before them, so that a set is judged by what it was written of.
"""

from __future__ import annotations

import argparse
import sys

from tests.assistant.blind.kit import cases, judged


def main() -> None:
    """Measure the replies of the folder named, relative to `replies/`, and list what escaped and what was wronged."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", nargs="?", default="../sixth")
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
