"""What a level of a technology costs."""

from __future__ import annotations

import ast
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.errors import GameDataError

if TYPE_CHECKING:
    from agent.game.prototypes import Technology

MOST_POWER = 1000


def units(technology: Technology, level: int) -> int:
    """Return how many units a level of a technology takes.

    Raises:
        GameDataError: ``unreadable-formula`` for a count formula beyond + − × ÷ ^ and the level
            (Technology.unit.count_formula).
    """
    if technology.formula is None:
        return technology.count or 0
    text = technology.formula.replace("^", "**").replace("l", "L")
    try:
        value = _value(ast.parse(text, mode="eval").body, Fraction(level))
    except (SyntaxError, ValueError, ZeroDivisionError, RecursionError, MemoryError):
        raise GameDataError("unreadable-formula", technology=technology.name, formula=technology.formula) from None
    return int(value)


def _value(node: ast.expr, level: Fraction) -> Fraction:
    match node:
        case ast.Constant(value=int() | float() as value):
            return Fraction(str(value))
        case ast.Name(id="L"):
            return level
        case ast.UnaryOp(op=ast.USub(), operand=inner):
            return -_value(inner, level)
        case ast.BinOp(left=left, op=sign, right=right):
            return _operation(sign, _value(left, level), _value(right, level))
        case _:
            raise ValueError(ast.dump(node))


def _operation(sign: ast.operator, left: Fraction, right: Fraction) -> Fraction:
    match sign:
        case ast.Add():
            return left + right
        case ast.Sub():
            return left - right
        case ast.Mult():
            return left * right
        case ast.Div():
            return left / right
        case ast.Pow() if abs(right) <= MOST_POWER:
            return Fraction(left**right)
        case _:
            raise ValueError(ast.dump(sign))
