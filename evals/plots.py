"""Three plots as SVG: dots with their intervals, lines by rank, and how answers spread over time.

No library, no script. Colours come from the page's style, by class; a table beside a plot says the same.
"""

from collections.abc import Mapping, Sequence
from html import escape

from evals.records import Value

WIDTH, LEFT, RIGHT, ROW = 720, 210, 70, 22


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


def lines(series: Mapping[str, Sequence[tuple[float, float]]], label: str, digits: int = 0) -> str:
    """One line for each series of (x, y) points, y from 0 to 1; the name stands at its end."""
    series = {name: points for name, points in series.items() if points}
    every = [x for points in series.values() for x, _ in points]
    if not every:
        return ""
    first, last, height = min(every), max(every), 240
    span, tall = WIDTH - 60 - 150, height - 50

    def at(x: float, y: float) -> tuple[float, float]:
        return 50 + (x - first) / ((last - first) or 1) * span, 12 + (1 - y) * tall

    parts = []
    for i in range(6):
        _, y = at(first, i / 5)
        parts.append(f'<line class="grid" x1="50" x2="{50 + span}" y1="{y:.1f}" y2="{y:.1f}"/>')
        parts.append(f'<text x="42" y="{y + 4:.1f}" text-anchor="end">{i / 5:.1f}</text>')
        x, value = at(first + i * (last - first) / 5, 0)[0], first + i * (last - first) / 5
        parts.append(f'<text x="{x:.1f}" y="{height - 22}" text-anchor="middle">{value:.{digits}f}</text>')
    parts.append(f'<text x="{50 + span / 2}" y="{height - 4}" text-anchor="middle">{escape(label)}</text>')
    ends: list[float] = []
    for n, (name, points) in enumerate(series.items()):
        drawn = " ".join(f"{x:.1f},{y:.1f}" for x, y in (at(*point) for point in points))
        end = at(*points[-1])
        y = _free(end[1], ends)
        parts.append(f'<polyline class="s{n % 5}" points="{drawn}"/>')
        parts.append(f'<text class="s{n % 5}" x="{end[0] + 6:.1f}" y="{y + 4:.1f}">{escape(name)}</text>')
    return _svg(height, parts)


def _free(y: float, taken: list[float]) -> float:
    """The nearest height for a label, below those already there."""
    while any(abs(y - other) < 14 for other in taken):
        y += 14
    taken.append(y)
    return y


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
