"""Why a person may reject a claim; help texts list it, and so it imports nothing."""

# In the order of the keys from 1 on.
REASONS = (
    "no such event",
    "wrong doer",
    "wrong target",
    "not so sure",
    "denied in fact",
    "not a claim",
)
