"""Decisions that are wrong in themselves: the text says so, and the graph says what the text says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from cpc_graph.generate.breakage import Mutation
from cpc_graph.generate.plan import ActPlan, Regime, TermPlan, Use
from cpc_graph.generate.tables import calendar
from cpc_graph.text.dates import add_duration


def _days(count: int) -> dt.timedelta:
    return dt.timedelta(days=count)


def _is(*actions: str, regime: str | None = None, **wanted: bool) -> Callable[[ActPlan], bool]:
    """Tell acts by kind and regime; `published`, `term`, `previous`, `origin`: whether they have one."""

    def fits(act: ActPlan) -> bool:
        has = all((getattr(act, name) is not None) == want for name, want in wanted.items())
        return has and act.action in actions and regime in (None, act.regime)

    return fits


def _since(key: str, fits: Callable[[ActPlan], bool]) -> Callable[[ActPlan], bool]:
    """Tell acts signed from a day of the calendar on: the rule that finds the mutation judges no earlier ones."""
    return lambda act: bool(act.signed >= calendar(key)) and fits(act)


def _term(act: ActPlan) -> TermPlan:
    assert act.term is not None
    return act.term


def _starting(act: ActPlan, start: dt.date) -> ActPlan:
    term = _term(act)
    end = add_duration(start, term.iso) if term.iso else term.end
    return replace(act, term=replace(term, told="date", start=start, end=end))


def _published_early(act: ActPlan) -> ActPlan:
    moved = replace(act, published=act.signed - _days(1), entry=act.signed, rule="day-after-publication")
    return _starting(moved, max(_term(act).start, act.signed))


def _in_force(act: ActPlan, published: dt.date | None, entry: dt.date) -> ActPlan:
    return replace(_starting(act, max(_term(act).start, act.signed)), published=published, rule="stated", entry=entry)


def _last_day(act: ActPlan, end: dt.date, *, has_duration: bool) -> ActPlan:
    term = replace(_term(act), told="date", end=end, last_day=True)
    return replace(act, term=term if has_duration else replace(term, words=None, iso=None))


def _four_years(act: ActPlan) -> ActPlan:
    long = calendar("too_long")
    term = replace(_term(act), words=long["words"], iso=long["iso"])
    return replace(act, term=replace(term, end=add_duration(term.start, term.iso or "")))


def _moved(act: ActPlan, signed: dt.date) -> ActPlan:
    """Sign an act on another day; what follows from the day moves with it."""
    by = signed - act.signed
    published, entry = act.published and act.published + by, act.entry and act.entry + by
    moved = replace(act, signed=signed, published=published, entry=entry)
    return moved if act.term is None else _starting(moved, act.term.start + by)


def _flagged(*flags: str, without: str = "conditions") -> Callable[[ActPlan], ActPlan]:
    return lambda act: replace(act, flags=(act.flags | set(flags)) - {without})


def _late(act: ActPlan) -> ActPlan:
    assert act.previous is not None
    late = _moved(act, _term(act.previous).end + _days(10))
    return _starting(late, (late.entry or late.signed) + _days(3))


def _can_be_late(act: ActPlan) -> bool:
    if act.action != "renew" or act.previous is None:
        return False
    day = _term(act.previous).end + _days(10)
    return bool(day + _days(20) < calendar("last")) and (day < calendar("cpc_from")) == (act.regime == "RTU")


def _without_act(act: ActPlan) -> ActPlan:
    return replace(act, previous=None, origin=None)


def _unpublished(act: ActPlan) -> ActPlan:
    return replace(_starting(act, _term(act).start), published=None, rule="notified", entry=None)


def _wrong_ages(act: ActPlan) -> ActPlan:
    first = act.uses[0]
    markup = f"{first.markup}, chez les <age>patients de plus de 12 ans et de moins de 6 ans</age>"
    use = Use(first.concept, first.fr, first.en, markup, (">", 12), ("<", 6), first.connector)
    return replace(act, uses=(use, *act.uses[1:]))


def _regime(name: Regime) -> Callable[[ActPlan], ActPlan]:
    return lambda act: replace(act, regime=name)


_GRANT = _is("establish", "renew", term=True)
_GRANT_RTU, _GRANT_CPC = (
    _is("establish", "renew", regime="RTU", term=True),
    _is("establish", "renew", regime="CPC", term=True),
)
_ENDS_CPC = _is("suspend", "abrogate", regime="CPC")
_NOT_FROM_RTU = _is("establish", "renew", origin=False)
_FIRST_RTU, _FIRST_CPC = _is("establish", regime="RTU", term=True), _is("establish", regime="CPC", term=True)

PLAN: tuple[Mutation, ...] = (
    Mutation(
        "published-before-signed",
        "LegalAct-signedBeforePublished",
        _is("establish", "renew", published=True, term=True),
        plan=_published_early,
    ),
    Mutation(
        "in-force-before-published",
        "LegalAct-publishedBeforeInForce",
        _GRANT,
        plan=lambda act: _in_force(act, act.signed + _days(6), act.signed + _days(2)),
    ),
    Mutation(
        "in-force-before-signed",
        "LegalAct-signedBeforeInForce",
        _is("establish", "renew", regime="RTU", published=False),
        plan=lambda act: _in_force(act, None, act.signed - _days(3)),
    ),
    Mutation(
        "ends-before-it-starts",
        "Period-startsBeforeEnd",
        lambda act: _GRANT(act) and not _FIRST_CPC(act),
        plan=lambda act: _last_day(act, _term(act).start - _days(10), has_duration=False),
    ),
    Mutation(
        "end-is-not-start-plus-duration",
        "Term-endIsStartPlusDuration",
        _GRANT,
        plan=lambda act: _last_day(act, _term(act).end - _days(31), has_duration=True),
    ),
    Mutation(
        "rtu-of-four-years", "Term-atMostThreeYearsRtu", _since("three_years_since", _GRANT_RTU), plan=_four_years
    ),
    Mutation("cpc-of-four-years", "Term-atMostThreeYearsCpc", _GRANT_CPC, plan=_four_years),
    Mutation("rtu-after-june-2021", "Regime-noRtuFromJuly2021", _FIRST_CPC, plan=_regime("RTU"), last=True),
    Mutation("cpc-before-july-2021", "Regime-noCpcBeforeJuly2021", _FIRST_RTU, plan=_regime("CPC"), last=True),
    Mutation(
        "cpc-before-its-decree",
        "Regime-cpcBeforeItsDecree",
        _FIRST_CPC,
        plan=lambda act: _moved(act, calendar("cpc_decree_from") - _days(90)),
        last=True,
    ),
    Mutation(
        "rtu-before-the-law",
        "Regime-noneBefore2011",
        _FIRST_RTU,
        plan=lambda act: replace(_moved(act, calendar("before_rtu")), authority="AFSSAPS"),
        last=True,
    ),
    Mutation(
        "agency-of-another-time",
        "Decision-agencyOfItsDay",
        _GRANT,
        plan=lambda act: replace(act, authority="AFSSAPS"),
        last=True,
    ),
    Mutation("no-legal-basis", "Decision-legalBasis", _NOT_FROM_RTU, plan=_flagged("basis-none")),
    Mutation("another-legal-basis", "Decision-basisArticle", _NOT_FROM_RTU, plan=_flagged("basis-other")),
    Mutation("no-indication", "Decision-indication", _is("establish"), plan=lambda act: replace(act, uses=())),
    Mutation(
        "no-indication-renewed",
        "Decision-indicationShown",
        _since("validity_since", _is("renew")),
        plan=lambda act: replace(act, uses=()),
    ),
    Mutation("no-term", "Decision-term", _since("validity_since", _GRANT), plan=lambda act: replace(act, term=None)),
    Mutation(
        "start-not-told",
        "Term-startTold",
        _GRANT_CPC,
        plan=lambda act: replace(act, term=replace(_term(act), told="untold")),
    ),
    Mutation(
        "takes-effect-before-signed",
        "LegalAct-notRetroactive",
        _is("establish", term=True),
        plan=lambda act: _starting(act, act.signed - _days(20)),
    ),
    Mutation(
        "gap-after-the-term-before",
        "Renewal-startsAtExpiry",
        _is("renew", previous=True, term=True),
        plan=lambda act: _starting(act, _term(act).start + _days(30)),
        context=True,
    ),
    Mutation(
        "overlaps-the-term-before",
        "Renewal-noOverlap",
        lambda act: act.action == "renew" and act.previous is not None and _term(act.previous).told != "untold",
        plan=lambda act: _starting(act, _term(act).start - _days(10)),
        context=True,
    ),
    Mutation("no-grounds", "Decision-grounds", _since("validity_since", _GRANT), plan=_flagged("no-grounds")),
    Mutation("ends-without-grounds", "Ending-grounds", _ENDS_CPC, plan=_flagged("no-grounds")),
    Mutation("renewed-after-expiry", "Renewal-beforeExpiry", _can_be_late, plan=_late, last=True, context=True),
    Mutation("renews-nothing", "Renewal-ofAnAct", _is("renew", previous=True), plan=_without_act),
    Mutation("modifies-nothing", "Modification-ofAnAct", _is("modify", previous=True), plan=_without_act),
    Mutation("abrogates-nothing", "Abrogation-ofAnAct", _is("abrogate", previous=True), plan=_without_act),
    Mutation(
        "rtu-renews-cpc",
        "Renewal-noReturnToRtu",
        _is("renew", regime="CPC", previous=True, origin=False),
        plan=_regime("RTU"),
        last=True,
    ),
    Mutation("cpc-not-published", "Decision-publication", _GRANT_CPC, plan=_unpublished),
    Mutation("no-follow-up", "Decision-followUp", _FIRST_CPC, plan=_flagged("noduty")),
    Mutation(
        "step-after-the-act", "Step-beforeAct", _is("establish", "renew", regime="RTU"), plan=_flagged("late-step")
    ),
    Mutation(
        "no-signatory",
        "Decision-signatoryShown",
        _since("signed_by_since", lambda _: True),
        plan=lambda act: replace(act, office=None),
    ),
    Mutation(
        "lowest-age-above-highest",
        "Population-ageOrder",
        lambda act: _GRANT(act) and not (act.uses[0].lower or act.uses[0].upper),
        plan=_wrong_ages,
    ),
)
