"""Warnings that the evidence demands, and measures that pull against each other."""

from collections.abc import Collection, Mapping, Sequence

# What calls for a warning (barriers found, measures recommended), the section whose sense it has, those that carry it.
CAUTIONS: Mapping[str, tuple[frozenset[str], frozenset[str], str, tuple[str, ...]]] = {
    "sustainability": (
        frozenset({"over-generous-top-ups", "cliff-effect", "induced-overuse"}),
        frozenset({"foundation-top-up-insurance", "extra-aid", "zero-deductible"}),
        "involution#definition",
        ("shenmu#limits", "involution#propositions", "xianning#results"),
    ),
    "involution": (
        frozenset({"layered-schemes", "over-generous-top-ups"}),
        frozenset(),
        "involution#definition",
        ("jinzhai#problem", "involution#propositions"),
    ),
    "services": (
        frozenset({"weak-county-hospital", "weak-primary-care", "over-generous-top-ups"}),
        frozenset({"zero-deductible"}),
        "taijiang#lessons",
        ("jinzhai#results", "taijiang#results"),
    ),
    "contract": (
        frozenset({"unbalanced-insurer-contract"}),
        frozenset({"balanced-insurer-contract"}),
        "guangdong-ppp#lessons",
        ("guangdong-ppp#process", "guangdong-ppp#results"),
    ),
}
CONFLICTS: Sequence[tuple[str, frozenset[str], frozenset[str]]] = (
    (
        "generosity",
        frozenset({"zero-deductible", "extra-aid", "foundation-top-up-insurance", "outpatient-drug-aid"}),
        frozenset({"benefit-cap-and-referral"}),
    ),
    (
        "layers",
        frozenset({"foundation-top-up-insurance"}),
        frozenset({"inclusive-insurance", "pre-poverty-insurance", "extra-aid"}),
    ),
    ("windows", frozenset({"charity-government-centre"}), frozenset({"one-window-application"})),
)


def due(barriers: Collection[str], measures: Collection[str]) -> list[tuple[str, str, tuple[str, ...]]]:
    """The warnings that the barriers or measures call for, each with its sense and the sections that carry it."""
    return [
        (kind, sense, sections)
        for kind, (by_barrier, by_measure, sense, sections) in CAUTIONS.items()
        if by_barrier & set(barriers) or by_measure & set(measures)
    ]


def clashes(measures: Sequence[str]) -> list[tuple[str, str, str]]:
    """Pairs of recommended measures that conflict, with the kind of conflict."""
    return [
        (kind, one, other)
        for kind, ones, others in CONFLICTS
        for one in measures
        if one in ones
        for other in measures
        if other in others
    ]
