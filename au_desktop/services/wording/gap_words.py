"""Puts each gap into words: what is missing, why it matters or where it stands, and what to do about it."""

from collections.abc import Callable
from datetime import date

from au_desktop.domain.training.standings.standing import Gap, GapCode
from au_desktop.services.wording.gate_sentences import Facts, SayDay, reason_sentence, with_days
from au_desktop.services.wording.standing_words import GapWords, hour_sentence

_Words = Callable[[Facts], GapWords]
_DAYS = frozenset(
    {"date", "due", "expires", "done", "first_case", "signed", "sent", "began", "last"}
)


def _hours_short(facts: Facts) -> GapWords:
    waits = facts["waiting"] not in {"0", "0.0"}
    return GapWords(
        f"{facts['missing']} more hours: {facts['title']}",
        f"{facts['counted']} of {facts['needed']} h count"
        + (f"; {facts['waiting']} h entered, not counting yet." if waits else "."),
        "Have the waiting entries signed." if waits else "Enter the certificates and hours.",
    )


def _empty(facts: Facts, kind: str, todo: str) -> GapWords:
    waits = facts["waiting"] not in {"0", "0.0"}
    why = (
        f"{facts['waiting']} h entered, not counting yet."
        if waits
        else "The rule names it, and nothing is entered."
    )
    return GapWords(f"{kind} {facts['code']} is empty: {facts['title']}", why, todo)


def _cases_short(facts: Facts) -> GapWords:
    waits = facts["waiting"] != "0"
    noun = "case" if facts["missing"] == "1" else "cases"
    return GapWords(
        f"{facts['missing']} more {noun} in {facts['category']}: {facts['title']}",
        f"{facts['counted']} of {facts['needed']} count"
        + (f"; {facts['waiting']} logged, not counting yet." if waits else "."),
        "Plan a case, or put the waiting ones right.",
    )


def _before_first_case(facts: Facts, what: str, why: str) -> GapWords:
    if facts["done"]:
        return GapWords(
            f"{what} came late",
            f"It is signed for {facts['done']}; the first case was on {facts['first_case']}.",
            "Keep a note of why; an inspector will ask.",
        )
    first = f" The first case was on {facts['first_case']}." if "first_case" in facts else ""
    return GapWords(f"{what} is not signed", f"{why}{first}", "Fill in and sign its checklist.")


def _amendment(facts: Facts) -> GapWords:
    if "sent" in facts:
        why = f"The request for license {facts['license']} was sent on {facts['sent']}."
    else:
        why = "No request is on record."
    return GapWords(
        "The license does not list the trainee yet",
        f"{why} May not act as authorized user until the amendment issues (10 CFR 35.13(b)).",
        "Follow up on the home license.",
    )


_WORDS: dict[GapCode, _Words] = {
    GapCode.NOTHING_REQUESTED: lambda _: GapWords(
        "No category is requested",
        "Cases are counted only toward requested categories.",
        "Choose the categories in the trainee's record.",
    ),
    GapCode.PATHWAY_UNDECIDED: lambda _: GapWords(
        "The pathway is not decided",
        "It says which hours, cases and signatures are asked for.",
        "Decide on the pathway.",
    ),
    GapCode.PATHWAY_CLOSED: lambda facts: GapWords(
        f"The way into {facts['section']} is not open",
        f"{facts['entrance'].capitalize()}: {facts['why']}.",
        "Complete the qualification, or choose another pathway.",
    ),
    GapCode.CATEGORY_OUTSIDE_ROUTE: lambda facts: GapWords(
        f"{facts['category']} is not covered by {facts['section']}",
        "The section of the chosen pathway does not give this category.",
        "Take the category out, or choose another pathway.",
    ),
    GapCode.REGULATOR_NOT_ASKED: lambda facts: GapWords(
        "The regulator's answer is not on record",
        f"Sources differ about this way into {facts['section']}.",
        "Ask the agency, and record who answered, when and by which document.",
    ),
    GapCode.PROFILE_UNVERIFIED: lambda facts: GapWords(
        "The jurisdiction profile needs checking",
        f"{facts['profile']} has not been checked against the agency's own text.",
        "Compare it with the agency's rule before you rely on a count.",
    ),
    GapCode.CERTIFICATE_COPY_MISSING: lambda facts: GapWords(
        f"A copy is missing: {facts.get('what', 'certificate')}",
        f"{facts.get('entry', '')} {facts['title']}".strip() + ": no file is kept.",
        "Add the file.",
    ),
    GapCode.CLASSROOM_SHORT: _hours_short,
    GapCode.TOTAL_SHORT: _hours_short,
    GapCode.TOPIC_EMPTY: lambda facts: _empty(facts, "Topic", "Enter hours of this topic."),
    GapCode.ELEMENT_EMPTY: lambda facts: _empty(
        facts, "Element", "Enter work experience of this element and have it confirmed."
    ),
    GapCode.HOURS_NOT_VERIFIED: lambda facts: _entry(facts, "is not verified", "Verify it."),
    GapCode.WORK_NOT_CONFIRMED: lambda facts: _entry(
        facts, "is not confirmed", "The preceptor confirms it."
    ),
    GapCode.HOURS_COUNT_TWICE: lambda facts: _entry(
        facts, "would count twice", "Correct the dates or hours, or void one of the entries."
    ),
    GapCode.HOURS_OTHER_SECTION: lambda facts: _entry(
        facts, "is not meant for this section", "Correct the section if it is wrong."
    ),
    GapCode.HOURS_OFF_TOPIC: lambda facts: _entry(
        facts, "has hours on none of the topics", "Assign them to a topic if they belong to one."
    ),
    GapCode.WORK_SUPERVISOR: lambda facts: _entry(
        facts, "has no eligible supervisor", "Correct the supervisor or their license listing."
    ),
    GapCode.WORK_INCOMPLETE: lambda facts: _entry(facts, "is incomplete", "Add what is missing."),
    GapCode.HOURS_TOO_OLD: lambda facts: GapWords(
        f"{facts['entry']} is too old to stand alone",
        f"It ended on {facts['last']}; the rule looks back a set number of years (10 CFR 35.59).",
        "Enter related continuing education since then.",
    ),
    GapCode.CASES_SHORT: _cases_short,
    GapCode.CASE_NOT_COUNTING: lambda facts: GapWords(
        f"{facts['case']} of {facts['date']} does not count yet", "", "Open the case."
    ),
    GapCode.CAPACITY_MISSING: lambda facts: GapWords(
        f"No capacity for the visit on {facts['date']}",
        "Without one the trainee is neither observer nor participant, and no case counts.",
        "Enter the capacity that the host granted.",
    ),
    GapCode.PAPER_MISSING: lambda facts: GapWords(
        f"Onboarding paper missing: {facts['title']}",
        f"It is due on {facts['due']}"
        + (f"; {facts['owner']} brings it." if facts["owner"] else "."),
        "Note when it is received.",
    ),
    GapCode.PAPER_EXPIRED: lambda facts: GapWords(
        f"Onboarding paper expired: {facts['title']}",
        f"It ends on {facts['expires']}, before the visit does.",
        "Ask for a new one.",
    ),
    GapCode.INSTRUCTION_MISSING: lambda facts: _before_first_case(
        facts,
        "Instruction before use",
        "10 CFR 35.27(a)(1) asks for it before the trainee works under supervision.",
    ),
    GapCode.ORIENTATION_MISSING: lambda facts: _before_first_case(
        facts, "Orientation", "It comes before the first case at the host."
    ),
    GapCode.DOSIMETER_MISSING: lambda facts: GapWords(
        "No dosimeter is issued",
        f"The visit begins on {facts['date']}.",
        "Issue one and note its number.",
    ),
    GapCode.ATTESTATION_MISSING: lambda facts: GapWords(
        "The attestation is not signed",
        f"{facts['section']} asks for a written attestation on this way.",
        "Let the preceptor see the evidence and sign.",
    ),
    GapCode.ATTESTATION_OUTDATED: lambda facts: GapWords(
        "The evidence changed since the attestation",
        f"Signed on {facts['signed']}; changed since: {facts['changed']}.",
        "Let the preceptor look again and sign anew.",
    ),
    GapCode.AMENDMENT_OPEN: _amendment,
    GapCode.NOTICE_DUE: lambda facts: GapWords(
        "Notice to the agency is due",
        f"Acting as authorized user since {facts['began']}, license {facts['license']} (10 CFR 35.14(a)).",
        "Send the notice and note the day.",
    ),
}


def _entry(facts: Facts, fault: str, todo: str) -> GapWords:
    title = f", {facts['title']}" if facts.get("title") else ""
    return GapWords(f"{facts['entry']} {fault} ({facts['hours']} h{title})", "", todo)


def gap_words(gap: Gap, say_day: SayDay = date.isoformat) -> GapWords:
    """A gap in words. Where the gate or the count gave reasons, these are the why."""
    words = _WORDS[gap.code](with_days(gap.facts, _DAYS, say_day))
    whys = [reason_sentence(reason, say_day) for reason in gap.reasons]
    whys += [hour_sentence(note, say_day) for note in gap.notes]
    return GapWords(words.what, " ".join(whys) or words.why, words.todo)
