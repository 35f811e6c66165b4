"""What the page of one document shows: its facts as a list, each with the places that say it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cpc_graph.export.page_words import say, span, word
from cpc_graph.extract.document import Extracted
from cpc_graph.text.facts import Age, Bound, CitedAct, Decision, Facts, Indication, Obligation, PriorTherapy
from cpc_graph.text.finding_words import in_both
from cpc_graph.text.values import Day, Quotes, Words


@dataclass(frozen=True, slots=True)
class Shown:
    """What is known of a document when its page is made.

    `review` are the codes that keep it for a person, `links` sentences on what it may be linked to, `covered` the
    shares of the text that facts and parts cover, that are set aside, and the rest; `pictures` the pages as PNG.
    """

    name: str
    extracted: Extracted
    facts: Facts
    covered: tuple[float, float, float]
    review: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    pictures: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One fact as it is listed: what it is, its value, how it is known, where it is said."""

    label: str
    value: str
    quotes: Quotes = ()
    how: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Facts of one kind; `key` names their colour."""

    key: str
    title: str
    items: tuple[Item, ...]


def groups(shown: Shown, lang: str) -> list[Group]:
    """Return the remarks and the facts by kind, without the kinds that the document does not have."""
    writer, facts = _Writer(lang), shown.facts
    found = [
        ("warning", list(writer.remarks(shown))),
        ("act", [*writer.document(facts), *(writer.decision(facts.decision) if facts.decision else ())]),
        ("product", list(writer.products(facts))),
        ("indication", list(writer.indications(facts))),
        ("citation", list(writer.citations(facts))),
        ("cited", [writer.cited_act(one) for one in facts.cited_acts]),
        ("duty", [writer.duty(number, one) for number, one in enumerate(facts.obligations, 1)]),
        ("step", list(writer.steps(facts))),
        ("part", list(writer.parts(facts))),
        ("aside", [Item(writer.say("unmodelled"), one.why, one.quotes) for one in facts.unmodelled]),
    ]
    return [Group(key, say(f"group-{key}", lang), tuple(items)) for key, items in found if items]


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes facts in a language."""

    lang: str

    def say(self, key: str) -> str:
        return say(key, self.lang)

    def word(self, group: str, value: str) -> str:
        return word(group, value, self.lang)

    def day(self, label: str, day: Day, *, always: bool = True) -> Iterator[Item]:
        """Yield a day; one that is not told too, unless it need not be (`always`)."""
        if day.value is None and not always:
            return
        value = self.say("unknown") if day.value is None else self.date(day)
        how = self.word("rules", day.rule) if day.rule else ""
        yield Item(self.say(label), value, day.quotes, how if day.value else "")

    def date(self, day: Day) -> str:
        if day.value is None:
            return self.say("unknown")
        return f"{day.value:%d/%m/%Y}" if self.lang == "fr" else day.value.isoformat()

    def words(self, label: str, words: Words, group: str = "") -> Item:
        return Item(self.say(label), self.word(group, words.text) if group else words.text, words.quotes)

    def remarks(self, shown: Shown) -> Iterator[Item]:
        """Yield what is odd in the file, then in its text."""
        notices = shown.extracted.notices
        told = {notice.code for notice in notices}
        yield from (Item(one.code, one.en if self.lang == "en" else one.fr) for one in notices)
        for one in (one for one in shown.facts.warnings if one.code not in told):
            both = in_both(one)
            yield Item(one.code, both.en if self.lang == "en" else both.fr, one.quotes)

    def document(self, facts: Facts) -> Iterator[Item]:
        page = facts.document
        yield Item(self.say("kind"), self.word("kinds", page.kind))
        if page.title:
            yield self.words("title", page.title)
        if page.page_updated:
            yield from self.day("page_updated", page.page_updated)
        if page.printed:
            yield Item(self.say("printed"), page.printed.value.isoformat(" ", "minutes"), page.printed.quotes)

    def decision(self, decision: Decision) -> Iterator[Item]:
        for action in (decision.action, *decision.also):
            yield self.words("action", action, "actions")
        yield self.words("regime", decision.regime, "regimes")
        yield self.words("authority", decision.authority)
        yield from self.day("signed", decision.signed)
        yield from self.day("published", decision.published)
        yield from self.day("entry", decision.entry_into_force)
        if decision.validity:
            length = decision.validity.duration
            if length:
                yield Item(self.say("duration"), span(length.text, self.lang), length.quotes)
            yield from self.day("start", decision.validity.start)
            yield from self.day("end", decision.validity.end)
        yield from self.people(decision)

    def people(self, decision: Decision) -> Iterator[Item]:
        signatory = decision.signatory
        if signatory:
            named = [one for one in (signatory.name, signatory.function) if one.text]
            text = ", ".join(one.text for one in named)
            yield Item(self.say("signatory"), text, tuple(quote for one in named for quote in one.quotes))
            if signatory.place:
                yield self.words("place", signatory.place)
        if decision.notification:
            yield self.words("notified", decision.notification.addressee)
            yield from self.day("notified_on", decision.notification.day)
        for department in decision.departments:
            yield self.words("department", department)
        if decision.follow_up:
            yield self.words("follow_up", decision.follow_up)
        for ground in decision.grounds:
            yield self.words("ground", ground, "grounds")

    def products(self, facts: Facts) -> Iterator[Item]:
        for product in facts.products:
            yield Item(self.say("product"), product.name, product.quotes)
            if product.group:
                yield Item(self.say("group"), self.word("group_kinds", product.group_kind or ""), product.group)

    def indications(self, facts: Facts) -> Iterator[Item]:
        for number, one in enumerate(facts.indications, 1):
            yield from self.indication(number, one)

    def indication(self, number: int, one: Indication) -> Iterator[Item]:
        yield Item(f"{self.say('indication')} {number}", one.text, one.quotes + one.repeated + one.lead)
        if one.age:
            yield Item(self.say("age"), self.age(one.age), one.age.written.quotes)
        if one.prior_therapy:
            prior = one.prior_therapy
            yield Item(self.say("prior"), self.prior(prior), prior.written.quotes)
        if one.includes:
            quotes = tuple(quote for words in one.includes for quote in words.quotes)
            yield Item(self.say("includes"), self.say("semicolon").join(words.text for words in one.includes), quotes)
        if one.end:
            yield from self.day("indication_end", one.end)

    def age(self, age: Age) -> str:
        return (
            self.say("semicolon").join(self.bound(bound) for bound in (age.lower, age.upper) if bound)
            or age.written.text
        )

    def bound(self, bound: Bound) -> str:
        signs = {">=": "≥", "<=": "≤"}
        return f"{signs.get(bound.operator, bound.operator)} {bound.value} {self.word('units', bound.unit)}"

    def prior(self, prior: PriorTherapy) -> str:
        joined = f" {prior.combinator or ''} ".join(item.text for item in prior.items) or prior.written.text
        return joined + (f" ({prior.only_when.text})" if prior.only_when else "")

    def citations(self, facts: Facts) -> Iterator[Item]:
        for one in facts.citations:
            listed = one.provisions if len(one.provisions) < 4 else (one.provisions[0], "…", one.provisions[-1])
            place = f"{self.word('parts', one.place.kind)} {one.place.number}" if one.place else ""
            how = ", ".join(filter(None, (place, self.in_force(one.as_in_force_on))))
            yield Item(one.written.text, " ".join(listed), one.written.quotes, how)

    def in_force(self, day: Day | None) -> str:
        return f"{self.say('in_force_on')} {self.date(day)}" if day and day.value else ""

    def cited_act(self, one: CitedAct) -> Item:
        label = f"{self.word('actions', one.action)} {self.word('regimes', one.regime.text)}".strip()
        return Item(label, self.date(one.day), one.quotes)

    def duty(self, number: int, one: Obligation) -> Item:
        bearer = one.bearer.text if one.bearer else self.say("nobody")
        recipients = f" → {', '.join(words.text for words in one.recipients)}" if one.recipients else ""
        when = [f"{self.say('every')} {span(one.periodicity.text, self.lang)}"] if one.periodicity else []
        if one.deadline:
            when.append(f"{span(one.deadline.duration, self.lang)} {self.word('anchors', one.deadline.after)}")
        label = f"{self.say('duty')} {number} ({self.say('article')} {one.article})"
        return Item(
            label, f"{bearer}{recipients}{self.say('colon')}{one.action.text}", one.action.quotes, ", ".join(when)
        )

    def steps(self, facts: Facts) -> Iterator[Item]:
        for step in facts.steps:
            yield Item(self.date(step.day), step.action.text, step.day.quotes + step.action.quotes)
        for document in facts.cited_documents:
            yield Item(self.say("cited_document"), document.name, document.quotes)

    def parts(self, facts: Facts) -> Iterator[Item]:
        for part in facts.parts:
            text = part.text if len(part.text) < 90 else part.text[:88].rpartition(" ")[0] + " …"
            yield Item(f"{self.word('parts', part.kind)} {part.number}", text, part.quotes)
