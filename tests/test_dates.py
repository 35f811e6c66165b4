"""French days, moments, durations and the date rules."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpc_graph.errors import InputError
from cpc_graph.text.dates import (
    DATE_RULES,
    add_duration,
    apply_rule,
    parse_day,
    parse_days,
)

DAYS = [
    ("04/08/2025", "2025-08-04"),
    ("4/8/2025", "2025-08-04"),
    ("06.02.2026", "2026-02-06"),
    ("16 août 2022", "2022-08-16"),
    ("16\u00a0août\n2022", "2022-08-16"),
    ("16 aou\u0302t 2022", "2022-08-16"),
    ("16 AOUT 2022", "2022-08-16"),
    ("1er juillet 2021", "2021-07-01"),
    ("1 er juillet 2021", "2021-07-01"),
    ("5 mai 2015", "2015-05-05"),
    ("15 févr. 2019", "2019-02-15"),
    ("29 février 2024", "2024-02-29"),
    ("2025-08-04", "2025-08-04"),
]


@pytest.mark.parametrize(("text", "day"), DAYS)
def test_a_day_is_read_in_each_form_that_acts_use(text: str, day: str) -> None:
    assert parse_day(text).isoformat() == day


@pytest.mark.parametrize(
    "text",
    [
        "31 février 2025",
        "31/02/2025",
        "29/02/2025",
        "31/04/2025",
        "00/01/2025",
        "04/13/2025",
        "04/08/25",
        "04/08.2025",
        "août 2022",
        "16 août",
        "16 brumaire 2022",
        "le 16 août 2022",
        "16 août 2022 et 5 mai 2015",
        "٠٤/٠٨/٢٠٢٥",
        "",
    ],
)
def test_what_is_no_day_is_refused_and_named(text: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_day(text)
    assert text in caught.value.fr
    assert text in caught.value.en


@given(st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2999, 12, 31)))
def test_a_written_day_reads_back(day: dt.date) -> None:
    months = (
        *("janvier", "février", "mars", "avril", "mai", "juin"),
        *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
    )
    assert parse_day(f"{day:%d/%m/%Y}") == day
    assert parse_day(f"{day.day} {months[day.month - 1]} {day.year}") == day


def test_days_that_share_their_year_are_read_in_order() -> None:
    found = parse_days("8 juin, 26 septembre et 4 octobre 2018")
    assert [day.isoformat() for day in found] == ["2018-06-08", "2018-09-26", "2018-10-04"]
    assert parse_days("31 décembre 2018 et 2 janvier 2019") == (dt.date(2018, 12, 31), dt.date(2019, 1, 2))


@pytest.mark.parametrize("text", ["8 juin et 26 septembre", "8 et 9 juin 2018", "", "30 février et 1er mars 2018"])
def test_days_without_a_year_or_a_month_are_not_guessed(text: str) -> None:
    with pytest.raises(InputError):
        parse_days(text)


def test_29_february_plus_a_year_is_28_february() -> None:
    assert add_duration(dt.date(2024, 2, 29), "P1Y") == dt.date(2025, 2, 28)
    assert add_duration(dt.date(2024, 2, 29), "P4Y") == dt.date(2028, 2, 29)
    assert add_duration(dt.date(2025, 1, 31), "P1M") == dt.date(2025, 2, 28)
    assert add_duration(dt.date(2025, 8, 16), "P3Y") == dt.date(2028, 8, 16)
    with pytest.raises(InputError):
        add_duration(dt.date(2025, 8, 16), "trois ans")
    with pytest.raises(InputError):
        add_duration(dt.date(9999, 8, 16), "P3Y")


def test_each_rule_of_the_closed_list_computes_and_no_other() -> None:
    day = dt.date(2024, 12, 31)
    assert {rule: apply_rule(rule, day, "P6M") for rule in DATE_RULES} == {
        "day-after-publication": dt.date(2025, 1, 1),
        "on-publication": day,
        "on-notification": day,
        "on-signature": day,
        "on-entry-into-force": day,
        "start-plus-duration": dt.date(2025, 6, 30),
        "day-after-stated-last-day": dt.date(2025, 1, 1),
        "end-of-measure-plus-duration": dt.date(2025, 6, 30),
    }
    with pytest.raises(InputError):
        apply_rule("day-after-tomorrow", day)


@pytest.mark.parametrize("rule", DATE_RULES)
def test_a_rule_on_an_unknown_day_gives_no_day(rule: str) -> None:
    assert apply_rule(rule, None, "P3Y") is None
