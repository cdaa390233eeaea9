"""Write ``state/schema/`` again from the models in ``agent.contract``: ``uv run python state/generate.py``."""

from __future__ import annotations

from pathlib import Path

from agent.contract import SCHEMA_MODELS, schema_text

FOLDER = Path(__file__).resolve().parent / "schema"


def main() -> None:
    """Write every schema, and remove those of files that are no more."""
    FOLDER.mkdir(exist_ok=True)
    wanted = {f"{name}.schema.json": schema_text(name) for name in SCHEMA_MODELS}
    for path in FOLDER.glob("*.schema.json"):
        if path.name not in wanted:
            path.unlink()
    for name, text in wanted.items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
