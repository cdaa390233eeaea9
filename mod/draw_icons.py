"""Draws the mods' icons: plain shapes, computed point by point, written as PNG with the standard library alone.

Run ``python mod/draw_icons.py`` after changing a shape; the pictures are kept in the repository.
"""

# ruff: noqa: PLR2004 - shapes are made of numbers

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from pathlib import Path

Colour = tuple[int, int, int]
#: Tells whether a point of the unit square belongs to the shape.
Shape = Callable[[float, float], bool]

_SAMPLES = 4
_BLUE: Colour = (70, 170, 235)
_WHITE: Colour = (235, 242, 248)
_AMBER: Colour = (245, 180, 60)
_GREEN: Colour = (90, 205, 95)


def _box(left: float, top: float, right: float, bottom: float) -> Shape:
    return lambda x, y: left <= x <= right and top <= y <= bottom


def _disc(centre_x: float, centre_y: float, radius: float) -> Shape:
    return lambda x, y: (x - centre_x) ** 2 + (y - centre_y) ** 2 <= radius**2


def _rounded(left: float, top: float, right: float, bottom: float, radius: float) -> Shape:
    def inside(x: float, y: float) -> bool:
        near_x = min(max(x, left + radius), right - radius)
        near_y = min(max(y, top + radius), bottom - radius)
        return (x - near_x) ** 2 + (y - near_y) ** 2 <= radius**2

    return inside


def _tail(x: float, y: float) -> bool:
    return 0.7 <= y <= 0.92 and 0.24 <= x <= 0.24 + (0.92 - y)


def _frame(x: float, y: float) -> bool:
    outer, inner = _box(0.1, 0.1, 0.9, 0.9), _box(0.18, 0.18, 0.82, 0.82)
    dashed = int(x * 10) % 2 == 1 or int(y * 10) % 2 == 1
    return outer(x, y) and not inner(x, y) and dashed


def _lens(x: float, y: float) -> bool:
    return _disc(0.46, 0.46, 0.22)(x, y) and not _disc(0.46, 0.46, 0.14)(x, y)


def _handle(x: float, y: float) -> bool:
    return 0.58 <= x <= 0.8 and abs(x - y) <= 0.06


def _cross(x: float, y: float) -> bool:
    return _box(0.46, 0.2, 0.54, 0.8)(x, y) or _box(0.2, 0.46, 0.8, 0.54)(x, y)


_DOTS: list[tuple[Shape, Colour]] = [(_disc(x, 0.44, 0.065), _BLUE) for x in (0.3, 0.5, 0.7)]
_CHAT: list[tuple[Shape, Colour]] = [(_rounded(0.06, 0.14, 0.94, 0.74, 0.14), _WHITE), (_tail, _WHITE), *_DOTS]
_ANALYZER: list[tuple[Shape, Colour]] = [(_frame, _BLUE), (_handle, _AMBER), (_lens, _WHITE)]
_PLACER: list[tuple[Shape, Colour]] = [(_frame, _GREEN), (_cross, _WHITE)]


def _light(colour: Colour) -> list[tuple[Shape, Colour]]:
    return [(_disc(0.5, 0.5, 0.4), (40, 40, 40)), (_disc(0.5, 0.5, 0.33), colour)]


ICONS: dict[str, tuple[tuple[int, ...], list[tuple[Shape, Colour]]]] = {
    "gpta-chat": ((32, 64), _CHAT),
    "gpta-analyzer": ((32, 64), _ANALYZER),
    "gpta-placer": ((64,), _PLACER),
    "gpta-light-grey": ((32,), _light((130, 130, 130))),
    "gpta-light-green": ((32,), _light(_GREEN)),
    "gpta-light-red": ((32,), _light((225, 75, 65))),
}


def _pixel(shapes: list[tuple[Shape, Colour]], column: int, row: int, size: int) -> bytes:
    """Average of the samples within one pixel, the last shape on top; transparent where there is none."""
    red = green = blue = hits = 0
    for step in range(_SAMPLES**2):
        x = (column + (step % _SAMPLES + 0.5) / _SAMPLES) / size
        y = (row + (step // _SAMPLES + 0.5) / _SAMPLES) / size
        colour = next((colour for shape, colour in reversed(shapes) if shape(x, y)), None)
        if colour is not None:
            red, green, blue, hits = red + colour[0], green + colour[1], blue + colour[2], hits + 1
    if hits == 0:
        return bytes(4)
    return bytes((red // hits, green // hits, blue // hits, 255 * hits // _SAMPLES**2))


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(shapes: list[tuple[Shape, Colour]], size: int) -> bytes:
    """A square RGBA picture of ``size`` pixels."""
    rows = b"".join(
        b"\0" + b"".join(_pixel(shapes, column, row, size) for column in range(size)) for row in range(size)
    )
    head = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(rows, 9)) + _chunk(b"IEND", b"")


def main() -> None:
    """Write every icon, and the picture the game shows in its list of mods."""
    here = Path(__file__).parent
    icons = here / "gpt-assistant" / "graphics" / "icons"
    icons.mkdir(parents=True, exist_ok=True)
    for name, (sizes, shapes) in ICONS.items():
        for size in sizes:
            (icons / f"{name}-{size}.png").write_bytes(png(shapes, size))
    for mod in ("gpt-assistant", "gpt-assistant-inbox"):
        (here / mod / "thumbnail.png").write_bytes(png(_CHAT, 144))


if __name__ == "__main__":
    main()
