"""What is shown when nothing was saved and why, and the page on which a reader signs in."""

from actorgraph.workbench.rendering import page
from actorgraph.workbench.visit import Answer, Visit

# The fields of a form that are sent again when the reader decides all the same.
NOT_SENT_AGAIN = ("token", "seen")


def show(desk: object, visit: Visit) -> Answer:
    """Say that a form was not saved; after a conflict, show both decisions to choose from.

    The fields are those of the form; besides, `fault` says why, and after a conflict `theirs` is
    what somebody else decided and `stamp` what the form has to say that it saw. `path` is where the
    form goes.
    """
    again = []
    for name, values in visit.fields.items():
        if name not in NOT_SENT_AGAIN and not name.startswith("_"):
            again += [(name, value) for value in values]
    return page(
        "unsaved",
        visit,
        section="review",
        fault=visit.first("_fault"),
        theirs=visit.first("_theirs"),
        stamp=visit.first("_stamp"),
        again=again,
        address=f"/review/{visit.path}",
        next=visit.first("next") or "/review",
    )


def show_sign_in(desk: object, visit: Visit) -> Answer:
    """Show the form in which a reader gives their token."""
    return page("sign-in", visit)
