"""What the text of an official document says, as frozen values with the quotes that say it; no RDF, no IRI.

A person's reading (`text.reading`) and an automatic reader make the very same values. Statuses are `stated` (the text
says it), `computed` (a named rule applied to stated values) and `unknown` (the text does not tell: the value is None).
Dates are days; periods are half-open; durations are ISO 8601 and keep the unit of the text (`P12M` is not rewritten
to `P1Y`). Provisions are written `CSP:L5121-12-1/III/al2`, `LOI:2020-1576/78/IV/D`, `UE:2016/679`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from cpc_graph.text.values import UNKNOWN, Day, Moment, Quotes, Words

DocumentKind = Literal["decision", "minutes", "page", "other"]
Action = Literal["establish", "renew", "modify", "suspend", "abrogate", "refuse", "other"]
Regime = Literal["RTU", "CPC", "ATU", "AAC", "AAP", "other"]
PartKind = Literal["visa", "recital", "article", "annex"]
Role = Literal["basis", "mention"]
Combinator = Literal["et", "et/ou", "ou"]
Operator = Literal[">", ">=", "<", "<="]
Unit = Literal["years", "months"]
DeadlineEvent = Literal["end-of-measure", "publication", "notification"]
ContentKind = Literal["posology", "adverse-effects", "prescription-class", "benefit-risk"]
Ground = Literal["public-health", "follow-up", "conditions-not-met", "authorised"]


@dataclass(frozen=True, slots=True)
class Document:
    """The file that was read; its dates (page update, print stamp) are never legal dates."""

    kind: DocumentKind
    file: str
    sha256: str
    title: Words | None = None
    page_updated: Day | None = None
    printed: Moment | None = None


@dataclass(frozen=True, slots=True)
class Validity:
    """The term that the act grants: `duration` is an ISO 8601 duration, `end` the first day after the last one."""

    duration: Words | None
    start: Day
    end: Day


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs, in what capacity as written, and where the text says so.

    The text of `name` is empty where only an office signs, that of `function` where no office is written.
    """

    name: Words
    function: Words
    place: Words | None = None


@dataclass(frozen=True, slots=True)
class Notification:
    """A clause of notification: the addressee as written; the day, when the text gives it."""

    addressee: Words
    day: Day = UNKNOWN


@dataclass(frozen=True, slots=True)
class Content:
    """A passage that gives what the law wants an act to hold."""

    kind: ContentKind
    words: Words


@dataclass(frozen=True, slots=True)
class Decision:
    """The act itself. `action.text` is an `Action`, `regime.text` a `Regime`, `authority.text` a short name.

    The text of `regime` is empty where the articles name two. `grounds` give the reasons of an act that suspends, ends
    or refuses, by a `Ground`.
    """

    action: Words
    regime: Words
    authority: Words
    signed: Day
    published: Day
    entry_into_force: Day
    validity: Validity | None
    signatory: Signatory | None
    also: tuple[Words, ...] = ()
    notification: Notification | None = None
    departments: tuple[Words, ...] = ()
    follow_up: Words | None = None
    grounds: tuple[Words, ...] = ()
    contents: tuple[Content, ...] = ()


@dataclass(frozen=True, slots=True)
class Product:
    """A medicine by the name that the text gives it; `group` quotes where its generic group is covered too."""

    name: str
    quotes: Quotes
    group: Quotes = ()
    group_kind: Literal["generic", "biosimilar"] | None = None


@dataclass(frozen=True, slots=True)
class Bound:
    """One bound of an age: `> 6 years`."""

    operator: Operator
    value: int
    unit: Unit = "years"


@dataclass(frozen=True, slots=True)
class Age:
    """For whom, by age; `written` is the passage, folded."""

    written: Words
    lower: Bound | None = None
    upper: Bound | None = None


@dataclass(frozen=True, slots=True)
class PriorTherapy:
    """What must have been tried before; no combinator for one item; `only_when` limits the condition to some cases."""

    written: Words
    items: tuple[Words, ...]
    combinator: Combinator | None = None
    only_when: Words | None = None


@dataclass(frozen=True, slots=True)
class Indication:
    """An indication of this act. `text` is the folded wording, the quotes the same verbatim.

    `lead` quotes the words that make the list one of this act; `repeated` where the same wording stands again; `end` is
    the day from which an act that ends its measure ends this indication, where it gives one.
    """

    text: str
    quotes: Quotes
    lead: Quotes = ()
    repeated: Quotes = ()
    age: Age | None = None
    prior_therapy: PriorTherapy | None = None
    includes: tuple[Words, ...] = ()
    end: Day | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A part of the act: its kind and its number from 1."""

    kind: PartKind
    number: int


@dataclass(frozen=True, slots=True)
class Citation:
    """A reference to law as written; `provisions` are its ids, a range expanded and `is_range` then set.

    `as_in_force_on` is None where the text names no other day than its own; `text_day` is the day of the cited law or
    decree; `applicable_from` the day from which the text says that the cited text applies; `condition` the condition
    that the text recalls of it.
    """

    written: Words
    provisions: tuple[str, ...]
    place: Place
    role: Role
    is_range: bool = False
    open_ended: bool = False
    as_in_force_on: Day | None = None
    text_day: dt.date | None = None
    applicable_from: Day | None = None
    condition: Words | None = None


@dataclass(frozen=True, slots=True)
class CitedAct:
    """Another decision that the text cites, once per act, with all the quotes that name it.

    `acted_on` quotes the words by which this act renews, modifies or abrogates that one; `renews` is the place in
    `Facts.cited_acts` of the act that the text says the cited one renews, `renews_quotes` the words for it.
    """

    action: Action
    regime: Words
    day: Day
    quotes: Quotes
    acted_on: Words | None = None
    renews: int | None = None
    renews_quotes: Quotes = ()


@dataclass(frozen=True, slots=True)
class CitedDocument:
    """Another document that the text cites: a protocol, a marketing authorisation, an e-mail.

    `is_protocol`: the protocol of follow-up that the act annexes or refers to.
    """

    name: str
    quotes: Quotes
    is_protocol: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A visa, recital, article or annex; the quotes are its whole text, `text` the same folded."""

    kind: PartKind
    number: int
    text: str
    quotes: Quotes


@dataclass(frozen=True, slots=True)
class Deadline:
    """By when, counted from an event: the end of the measure, or the publication or notification of the act."""

    after: DeadlineEvent
    duration: str
    quotes: Quotes


@dataclass(frozen=True, slots=True)
class Obligation:
    """Who must do what. `bearer` is None where the sentence names nobody; recipients are as written.

    `periodicity.text` is an ISO 8601 duration; `periodicity_elsewhere` quotes where the text leaves it to a document.
    """

    article: int
    action: Words
    bearer: Words | None
    recipients: tuple[Words, ...] = ()
    periodicity: Words | None = None
    periodicity_elsewhere: Quotes = ()
    deadline: Deadline | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the procedure before the act: on a day, from whom to whom, what."""

    day: Day
    action: Words
    place: Place
    sender: Words | None = None
    recipient: Words | None = None


@dataclass(frozen=True, slots=True)
class Unmodelled:
    """A passage that no fact rests on, and why."""

    quotes: Quotes
    why: str


@dataclass(frozen=True, slots=True)
class Warn:
    """Something odd in the text; `code` is a short kebab-case name."""

    code: str
    message: str
    quotes: Quotes = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """All that one document says; `decision` is None for minutes and pages.

    `about`: what an act that names no medicine is about, in its words: a substance.
    """

    document: Document
    decision: Decision | None
    products: tuple[Product, ...] = ()
    indications: tuple[Indication, ...] = ()
    citations: tuple[Citation, ...] = ()
    cited_acts: tuple[CitedAct, ...] = ()
    cited_documents: tuple[CitedDocument, ...] = ()
    parts: tuple[Part, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    steps: tuple[Step, ...] = ()
    unmodelled: tuple[Unmodelled, ...] = ()
    warnings: tuple[Warn, ...] = ()
    about: Words | None = None
