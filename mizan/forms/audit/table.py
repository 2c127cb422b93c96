"""An audit as a table for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mizan.forms.audit.report import VERDICTS, Audit

_HEAD = ("form", "kind", "reflected", "arguments", *VERDICTS, "effort")


def table(audit: Audit) -> str:
    """Return the forms, the field classes, why they are less than exact, and what could not be read."""
    return "\n".join(_lines(audit))


def _lines(audit: Audit) -> Iterator[str]:
    prefix = f"{audit.package}."
    rows = [
        (
            form.name.removeprefix(prefix),
            form.kind,
            "yes" if form.reflected else "no",
            ", ".join(form.arguments) or "-",
            *(str(form.verdicts[verdict]) for verdict in VERDICTS),
            form.effort,
        )
        for form in audit.forms
    ]
    if rows:
        yield from _aligned([_HEAD, *rows])
    else:
        yield f"{audit.package} has no forms."
    fields = [
        (field.name.removeprefix(prefix), field.field, field.verdict, field.downgrade or "-")
        for field in audit.fields
    ]
    if fields:
        yield ""
        yield from _aligned([("field class", "like", "client", "why not exact"), *fields])
    yield from _listed("Less than exact", _downgrades(audit))
    yield from _listed(
        "Rules that only the server knows",
        [
            f"{form.name.removeprefix(prefix)}.{field.name}: {', '.join(field.server)}"
            for form in audit.forms
            for field in form.fields
            if field.server
        ],
    )
    yield from _listed(
        "Not reflected", [f"{form.name}: {form.error}" for form in audit.forms if not form.reflected]
    )
    yield from _listed("Not importable", [f"{module.module}: {module.reason}" for module in audit.unreadable])
    yield ""
    yield ", ".join(f"{number} {name}" for name, number in audit.totals().items())


def _downgrades(audit: Audit) -> list[str]:
    """Return each reason once, with the fields that it concerns."""
    found: dict[str, list[str]] = {}
    for form in audit.forms:
        for field in form.fields:
            if field.downgrade:
                name = f"{form.name.removeprefix(f'{audit.package}.')}.{field.name}"
                found.setdefault(field.downgrade, []).append(name)
    return [f"{reason}: {', '.join(names)}" for reason, names in sorted(found.items())]


def _listed(title: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield ""
        yield title
        yield from (f"  {line}" for line in lines)


def _aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield rows with their cells below each other; the last cell is as long as it is."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]) - 1)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        yield "  ".join([*cells, row[-1]])
