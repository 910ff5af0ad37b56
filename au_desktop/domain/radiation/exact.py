"""Decimal arithmetic for formulas: one precision, and the two functions of decay that decimals lack by name."""

from decimal import ROUND_HALF_EVEN, Context, Decimal

from au_desktop.domain.errors import Invalid

# 34 digits: nothing of a typed number is lost, and only exp, ln and division are rounded at all.
CALCULATION = Context(prec=34, rounding=ROUND_HALF_EVEN)
LN2 = CALCULATION.ln(Decimal(2))
NOTHING_LEFT = 180
FURTHEST_BACK = 100


def half_power(exponent: Decimal) -> Decimal:
    """2^(-exponent): 1 at zero, a half at one; a negative exponent looks back in time.

    After 180 half-lives nothing is left of any activity that can be typed (the factor is below 1E-54): the result is 0.
    """
    if exponent > NOTHING_LEFT:
        return Decimal(0)
    if exponent < -FURTHEST_BACK:
        raise Invalid("elapsed", f"looks back more than {FURTHEST_BACK} half-lives")
    if exponent == exponent.to_integral_value():
        return CALCULATION.power(Decimal(2), -exponent)
    return CALCULATION.exp(CALCULATION.multiply(-LN2, exponent))


def divided(amount: Decimal, divisor: Decimal) -> Decimal:
    """Division in the precision of this package."""
    return CALCULATION.divide(amount, divisor)


def product(*factors: Decimal) -> Decimal:
    """Multiplication in the precision of this package."""
    result = Decimal(1)
    for factor in factors:
        result = CALCULATION.multiply(result, factor)
    return result


def positive(field: str, amount: Decimal) -> Decimal:
    """The amount; refuses what is not above zero."""
    if amount <= 0:
        raise Invalid(field, "must be above zero")
    return amount


def not_negative(field: str, amount: Decimal) -> Decimal:
    """The amount; refuses what is below zero."""
    if amount < 0:
        raise Invalid(field, "must not be below zero")
    return amount


def fraction(field: str, amount: Decimal) -> Decimal:
    """The amount; refuses what is not above 0 and at most 1."""
    if not 0 < amount <= 1:
        raise Invalid(field, "must be above 0 and at most 1")
    return amount
