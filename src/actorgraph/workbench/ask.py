"""The pages of the named questions: all of them as sentences, and one with its answer."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

import pyoxigraph as ox

from actorgraph.views.tables import write_csv
from actorgraph.vocabulary.vocab import AG
from actorgraph.workbench.answers import Group, Table, csv_rows, groups_of, names_in, table_of
from actorgraph.workbench.asking import Rows, ask_form
from actorgraph.workbench.charts import Chart, by_actor, by_time
from actorgraph.workbench.desk import Desk, TooLarge
from actorgraph.workbench.empty_answers import compared
from actorgraph.workbench.name_list import names_like
from actorgraph.workbench.questions import Form, forms, grouped
from actorgraph.workbench.rendering import page
from actorgraph.workbench.turning import part_of
from actorgraph.workbench.visit import NOT_HERE, Answer, Visit

ROWS_A_PAGE = 50
MOST_PAGES = 400
CSV = ".csv"
CSV_MEDIA = "text/csv"
# Excel takes CSV for a table in its country's encoding, unless it begins with this.
BYTE_ORDER_MARK = "\ufeff"
# A part of the page: names that begin like what is typed in a field.
NAMES = "names"


def show(desk: Desk, visit: Visit) -> Answer:
    """Show all questions; or the one that the path names, answered, or as CSV."""
    if not visit.path:
        return page("questions", visit, section="questions", groups=grouped())
    if visit.path == NAMES:
        typed = next((visit.first(field) for field in visit.fields), "")
        return page("names", visit, names=names_like(desk, typed))
    name = visit.path.removesuffix(CSV)
    form = forms().get(name)
    if form is None:
        return NOT_HERE
    values = values_of(form, visit)
    if visit.path.endswith(CSV):
        return _as_csv(desk, form, values)
    return _answered(desk, visit, form, values)


def values_of(form: Form, visit: Visit) -> dict[str, str]:
    """Return what the address gives for each field of a question."""
    return {field.name: visit.first(field.name) for field in form.fields}


def faults_of(form: Form, values: Mapping[str, str]) -> dict[str, str]:
    """Return what is wrong with the values of a question's fields, by field."""
    faults = {field.name: field.fault(values[field.name]) for field in form.fields}
    return {name: fault for name, fault in faults.items() if fault}


def is_complete(form: Form, values: Mapping[str, str]) -> bool:
    """Return whether every field that the question needs is filled."""
    return all(values[field.name] for field in form.fields if field.is_needed)


def _answered(desk: Desk, visit: Visit, form: Form, values: Mapping[str, str]) -> Answer:
    faults = faults_of(form, values)
    answer = None
    if not faults and is_complete(form, values):
        number = visit.number("page", default=1, most=MOST_PAGES)
        answer = _answer_to(desk, form, values, number)
    return page(
        "question",
        visit,
        section="questions",
        status=400 if faults else 200,
        form=form,
        values=values,
        faults=faults,
        answer=answer,
        names=names_like(desk, "") if any(field.takes_name for field in form.fields) else [],
    )


@dataclass(frozen=True, slots=True)
class PageOfAnswer:
    """A page of an answer: a part of the table, the charts, and what an empty one compared.

    `count` is how many rows there are on all pages, `first` how many are before this page.
    """

    table: Table | None
    charts: list[Chart]
    empty: str
    is_cut: bool
    count: int
    first: int
    pages: int
    # The addresses of the pages before and behind this one; empty where there is none.
    previous: str
    following: str


def _answer_to(desk: Desk, form: Form, values: Mapping[str, str], number: int) -> PageOfAnswer:
    found = ask_form(desk, form, values)
    groups = groups_of(found)
    part = part_of(len(groups), ROWS_A_PAGE, number)
    shown = groups[part.begin : part.end]

    def address(page_number: int) -> str:
        if not 1 <= page_number <= part.pages:
            return ""
        return form.address({**values, "page": str(page_number)})

    return PageOfAnswer(
        table=table_of(desk, found, shown) if shown else None,
        charts=_charts(desk, found, groups),
        empty="" if groups else compared(desk, form, values),
        is_cut=found.is_cut,
        count=len(groups),
        first=part.begin,
        pages=part.pages,
        previous=address(part.page - 1),
        following=address(part.page + 1),
    )


def _charts(desk: Desk, found: Rows, groups: Sequence[Group]) -> list[Chart]:
    """Return the charts of an answer: by month, and by actor."""
    times = [time for group in groups for time in _times(desk, found, group)]
    names = [name for group in groups for name in _names(desk, found, group)]
    return [chart for chart in (by_time(times), by_actor(names)) if chart is not None]


def _times(desk: Desk, found: Rows, group: Group) -> list[str]:
    """Return when the events of a group are, one for each; empty texts for those without date."""
    for column in ("time", "month", "issued"):
        if column in found.columns:
            term = group.rows[0][column]
            return [term.value if isinstance(term, ox.Literal) else ""]
    return [desk.value(claim, AG.time) for claim in group.claims[:1]]


def _names(desk: Desk, found: Rows, group: Group) -> list[str]:
    """Return the names in a group, each as the page of the merged actor has it."""
    names: dict[str, None] = {}
    for row in group.rows:
        names.update(dict.fromkeys(names_in(row, found.columns)))
    return list(dict.fromkeys(_own_name(desk, name) for name in names))


def _own_name(desk: Desk, name: str) -> str:
    """Return the first name of the only actor with this name; else the name itself."""
    with suppress(TooLarge):
        return desk.catalogue.own_name(name)
    return name


def _as_csv(desk: Desk, form: Form, values: Mapping[str, str]) -> Answer:
    if faults_of(form, values) or not is_complete(form, values):
        return Answer(status=400, message="A field of the question is not filled as it should be.")
    found = ask_form(desk, form, values)
    columns, rows = csv_rows(table_of(desk, found, groups_of(found)))
    text = BYTE_ORDER_MARK + write_csv(columns, rows)
    return Answer(text, media=CSV_MEDIA, name=f"{form.name}{CSV}")
