"""Why an act of the graph may be one that a document is, cites or follows: the sentences that a person is shown."""

from __future__ import annotations

import datetime as dt

from cpc_graph.text.links import Bilingual


def same(day: dt.date) -> Bilingual:
    """Say that there is no doubt: authority, day, object and kind agree."""
    return Bilingual(
        f"même autorité, même jour ({day:%d/%m/%Y}), même objet, même nature",
        f"same authority, same day ({day.isoformat()}), same object, same kind",
    )


def same_day(day: dt.date, label: Bilingual) -> Bilingual:
    """Say that the kind of an act of the day is to be checked."""
    return Bilingual(
        f"même autorité, même jour ({day:%d/%m/%Y}), même objet ; nature à vérifier : {label.fr}",
        f"same authority, same day ({day.isoformat()}), same object; kind to be checked: {label.en}",
    )


def day_only(day: dt.date) -> Bilingual:
    """Say that an act of the day is known by its day alone."""
    return Bilingual(
        f"même autorité, même jour ({day:%d/%m/%Y}) ; un acte sur la même mesure le cite par son seul jour",
        f"same authority, same day ({day.isoformat()}); an act on the same measure cites it by its day alone",
    )


def same_as(day: dt.date, ground: Bilingual) -> Bilingual:
    """Say why an act of the day and kind may be about the same medicine."""
    return Bilingual(
        f"même autorité, même jour ({day:%d/%m/%Y}), même nature, {ground.fr}",
        f"same authority, same day ({day.isoformat()}), same kind, {ground.en}",
    )


def kind_to_check(day: dt.date, ground: Bilingual) -> Bilingual:
    """Say why an act of the day may be about the same medicine, its kind being to be checked."""
    return Bilingual(
        f"même autorité, même jour ({day:%d/%m/%Y}), {ground.fr} ; nature à vérifier",
        f"same authority, same day ({day.isoformat()}), {ground.en}; kind to be checked",
    )


def by_act(act: Bilingual) -> Bilingual:
    """Say that a measure is the one of an act that the graph knows."""
    return Bilingual(
        f"mesure de l'acte que le graphe connaît : {act.fr}", f"measure of the act that the graph knows: {act.en}"
    )


def latest(day: dt.date, measure: Bilingual) -> Bilingual:
    """Say that an act is the latest before this one on the measure."""
    return Bilingual(
        f"dernier acte connu avant celui-ci ({day:%d/%m/%Y}) sur la mesure « {measure.fr} »",
        f"latest act known before this one ({day.isoformat()}) on the measure “{measure.en}”",
    )
