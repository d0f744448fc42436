"""Three plots as SVG: dots with their intervals, lines by rank, and how answers spread over time.

No library, no script. Colours come from the page's style, by class; a table beside a plot says the same.
"""

import math
from collections.abc import Mapping, Sequence
from html import escape

from evals.records import Value

WIDTH, LEFT, RIGHT, ROW = 720, 190, 90, 22


def intervals(values: Sequence[Value], low: float = 0.0, high: float = 1.0) -> str:
    """One row for each value: the mean as a dot, its 95% interval as a bar, on a common axis."""
    shown = [value for value in values if value.value is not None]
    height = ROW * len(shown) + 26
    span = WIDTH - LEFT - RIGHT

    def x(number: float) -> float:
        return LEFT + (number - low) / (high - low) * span

    parts = [_axis(x(low + i * (high - low) / 5), height - 22, f"{low + i * (high - low) / 5:.1f}") for i in range(6)]
    for i, value in enumerate(shown):
        assert value.value is not None and value.low is not None and value.high is not None  # noqa: PT018
        y = ROW * i + 12
        parts.append(
            f'<text x="{LEFT - 8}" y="{y + 4}" text-anchor="end">{escape(value.name)}</text>'
            f'<line class="bar" x1="{x(value.low):.1f}" x2="{x(value.high):.1f}" y1="{y}" y2="{y}"/>'
            f'<circle cx="{x(value.value):.1f}" cy="{y}" r="4.5"/>'
            f'<text x="{WIDTH - RIGHT + 8}" y="{y + 4}">{value.value:.2f} n={value.n}</text>'
        )
    return _svg(height, parts)


def lines(series: Mapping[str, Sequence[tuple[float, float]]], label: str) -> str:
    """One line for each series of (x, y) points, y from 0 to 1; names beside the plot in the colours of their lines."""
    series = {name: points for name, points in series.items() if points}
    every = [x for points in series.values() for x, _ in points]
    if not every:
        return ""
    first, last, height, left, right, tall = min(every), max(every), 240, 50, WIDTH - 160, 190

    def x(value: float) -> float:
        return left + (value - first) / ((last - first) or 1) * (right - left)

    def y(value: float) -> float:
        return 12 + (1 - value) * tall

    parts = [
        f'<line class="grid" x1="{left}" x2="{right}" y1="{y(i / 5):.1f}" y2="{y(i / 5):.1f}"/>'
        f'<text x="{left - 8}" y="{y(i / 5) + 4:.1f}" text-anchor="end">{i / 5:.1f}</text>'
        for i in range(6)
    ]
    parts += [
        f'<text x="{x(tick):.1f}" y="{height - 22}" text-anchor="middle">{tick:g}</text>' for tick in ticks(first, last)
    ]
    parts.append(f'<text x="{(left + right) / 2}" y="{height - 4}" text-anchor="middle">{escape(label)}</text>')
    for n, (name, points) in enumerate(series.items()):
        drawn = " ".join(f"{x(at):.1f},{y(value):.1f}" for at, value in points)
        parts.append(f'<polyline class="s{n % 5}" points="{drawn}"/>')
        parts.append(f'<text class="s{n % 5}" x="{right + 10}" y="{20 + 18 * n}">{escape(name)}</text>')
    return _svg(height, parts)


def ticks(first: float, last: float) -> list[float]:
    """Round numbers from first to last, three to nine of them.

    >>> ticks(1, 10), ticks(0.02, 0.61)
    ([2, 4, 6, 8, 10], [0.1, 0.2, 0.3, 0.4, 0.5, 0.6])
    """
    rough = ((last - first) or 1.0) / 6
    step = 10 ** math.floor(math.log10(rough))
    step *= next(factor for factor in (1, 2, 5, 10) if factor * step >= rough)
    return [round(n * step, 9) for n in range(math.ceil(first / step), math.floor(last / step) + 1)]


def spread(values: Sequence[float]) -> list[tuple[float, float]]:
    """The share of values at or below each one, for a line of how they spread.

    >>> spread([3.0, 1.0])
    [(1.0, 0.5), (3.0, 1.0)]
    """
    return [(value, i / len(values)) for i, value in enumerate(sorted(values), 1)]


def _axis(x: float, y: float, text: str) -> str:
    return (
        f'<line class="grid" x1="{x:.1f}" x2="{x:.1f}" y1="0" y2="{y}"/>'
        f'<text x="{x:.1f}" y="{y + 16}" text-anchor="middle">{text}</text>'
    )


def _svg(height: int, parts: Sequence[str]) -> str:
    return f'<svg viewBox="0 0 {WIDTH} {height}" role="img">{"".join(parts)}</svg>'
