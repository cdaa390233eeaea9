"""Write base-names.json from a listing of the base game's prototypes. Run by hand; see README.md.

    python tests/game/surface/base_names.py LISTING.json

The listing has `version`, `gui_styles` (names) and `names` (prototype type → names). Kept are the types a mod may refer
to by name; left out are those only the game itself uses, which make up most of the names.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

LEFT_OUT = {
    "ambient-sound",
    "corpse",
    "deliver-impact-combination",
    "explosion",
    "fire",
    "impact-category",
    "noise-expression",
    "noise-function",
    "optimized-decorative",
    "optimized-particle",
    "procession",
    "procession-layer-inheritance-group",
    "rail-remnants",
    "sticker",
    "stream",
    "tips-and-tricks-item",
    "tips-and-tricks-item-category",
    "trivial-smoke",
    "tutorial",
}


def main(arguments: list[str]) -> int:
    listing = json.loads(Path(arguments[0]).read_text(encoding="utf-8"))
    names = {
        "version": listing["version"],
        "gui_styles": sorted(listing["gui_styles"]),
        "prototypes": {
            kind: sorted(listing["names"][kind])
            for kind in sorted(listing["names"])
            if kind not in LEFT_OUT and not kind.endswith("-achievement")
        },
    }
    output = Path(__file__).with_name("base-names.json")
    output.write_text(json.dumps(names, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
