"""How sure the reading of a claim is: the share of claims of its rule that were right where people had read the text.

The shares are measured by `make calibrate`, rounded to a twentieth, and shown in docs/calibration.md. What the source
asserts, alleges or plans is no matter of confidence: that is the claim's factuality.
"""

from actorgraph.claims.claim import Action, Attitude, Claim, Statement

SPEECH = {
    "quotation": 0.85,
    "reported speech": 0.85,
    "according to": 0.9,
    "in the words of": 0.5,
    "continued quotation": 0.6,
    "turn of an interview": 0.9,
    "headline": 0.6,
    "attitude verb": 0.55,
    "attitude adjective": 0.45,
    "attitude noun": 0.3,
    "hearsay": 0.3,
}
# By the grammar that found the doer; the class is right about as often again as the parties are.
DEEDS = {
    "active": 0.7,
    "control": 0.6,
    "coordination": 0.6,
    "passive": 0.55,
    "relative": 0.55,
    "event noun": 0.5,
}
OTHERS = 0.45


def stated(claim: Claim) -> float:
    """Return the confidence of a claim; a relation keeps what its own rule gave it."""
    if isinstance(claim, Statement | Attitude):
        return SPEECH.get(claim.rule, OTHERS)
    if isinstance(claim, Action):
        return DEEDS.get(claim.rule, DEEDS.get(claim.rule.split()[-1], OTHERS))
    return claim.confidence
