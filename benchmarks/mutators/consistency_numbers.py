"""Defects of consistency in numbers: dates, sums, ages, datelines."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

from mutators import Article, Clean, contradictions
from mutators.contradictions import either
from mutators.rewriting import inserted, person

DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
SPELLED = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
ON_A_DAY = [
    "The meeting was held on {weekday}, {month} {day}, {year}.",
    "On {weekday}, {month} {day}, the court will hear the case.",
    "The talks began on {weekday} {day} {month} {year}.",
    "He was arrested on {weekday}, {month} {day}.",
    "A vigil took place on {weekday}, the {day}th of {month} {year}.",
    "The letter is dated {month} {day}, {year}, a {weekday}.",
    "The bridge was shut on {month} {day} ({weekday}).",
]
NO_DAY = [
    "The deal was signed on {0}.",
    "Applications close on {0}.",
    "They met on {0} in private.",
    "The budget was adopted on {0} after a long debate.",
]
NO_DAYS = [
    "February 30",
    "April 31",
    "June 31, 2019",
    "31 November",
    "Feb. 30",
    "the 31st of September",
    "February 29, 2019",
    "32 March",
    "Feb. 29, 2017",
]
PAST = [
    "The council met last week, on {d}.",
    "He was sworn in yesterday ({d}).",
    "The attack took place last week, on {w}, {d}.",
    "She spoke yesterday, {d}, at the harbour.",
    "The strike began earlier this month, on {d}.",
    "Last month, on {d}, the bank failed.",
    "The storm hit this week, on {d}.",
    "The vote was held last week ({d}).",
]
COMING = [
    "The trial opens next week, on {d}.",
    "The hall opens tomorrow ({d}).",
    "Later this month, on {d}, the ministers will meet.",
    "Next month, on {d}, the law takes effect.",
]
SHARES = [
    "In the survey, {a} percent were in favour, {b} percent against and {c} percent undecided.",
    "Of those asked, {a}% said yes, {b}% said no and {c}% had no opinion.",
    "The budget is split between schools ({a} per cent), roads ({b} per cent) and hospitals ({c} per cent).",
    "{a} percent support the plan, {b} percent oppose it and {c} percent are unsure.",
    "Kessler won {a} percent of the vote, Radford {b} percent and Varga {c} percent.",
    "According to the poll, {a} percent approve of the mayor, {b} percent disapprove and {c} percent do not know.",
    "{a}% of members voted for the strike, {b}% voted against it and {c}% abstained.",
    "Some {a} percent of the money went to salaries, {b} percent to rent and the remaining {c} percent to travel.",
]
CHANGES = [
    "Rents rose {p} percent, from {a} to {b} crowns a month.",
    "Membership fell {p} percent, from {b} to {a}.",
    "Output climbed from {a} tonnes to {b} tonnes, an increase of {p} percent.",
    "Profit rose {p} percent to ${b} million from ${a} million.",
    "The number of cases dropped from {b} to {a}, down {p} percent.",
    "Spending was cut by {p}%, from €{b} million to €{a} million.",
    "Sales jumped {p}% to {b} from {a} a year earlier.",
    "The fare went up {p} per cent, from ${a} to ${b}.",
]
FOLDS = [
    "The number of students {f} from {a} to {b}.",
    "Prices {f}, from ${a} to ${b}.",
    "Arrests {f} from {a} last year to {b}.",
]
TOLLS = [
    "{T} people were killed: {a} men and {b} women.",
    "{T} people died in the fire, including {a} children and {b} women.",
    "The crash left {t} people dead – {a} passengers and {b} crew members.",
    "Police arrested {t} people, among them {a} students and {b} teachers.",
    "{T} soldiers were wounded, {a} men and {b} women.",
    "The blast injured {t} people ({a} civilians and {b} soldiers).",
    "{T} dead: {a} boys and {b} girls.",
    "{T} people, {a} women and {b} children, were killed in the collapse.",
]
AGES = [
    "{who}, {age}, was born in {year} in Port Elra.",
    "Born in {year}, {who} is {age} and has two sons.",
    "The {age}-year-old, who was born in {year}, has led the firm for ten years.",
    "{who} (born {year}), aged {age}, won the vote.",
    "{who} was born in {year}. The {age}-year-old studied law.",
    "{who}, who is {age} years old, was born on 4 May {year}.",
]
CITIES = [
    "NAIROBI",
    "OSLO",
    "LIMA",
    "JAKARTA",
    "HELSINKI",
    "MONTEVIDEO",
    "HANOI",
    "DAKAR",
    "COLOMBO",
    "BUCHAREST",
    "RABAT",
    "WELLINGTON",
    "SANTIAGO",
    "TALLINN",
    "KAMPALA",
    "LISBON",
    "BOGOTA",
    "ACCRA",
    "DUBLIN",
    "KUALA LUMPUR",
    "Reykjavik",
    "Kathmandu",
    "VIENNA, Austria",
    "QUITO, Ecuador",
    "HARARE, Zimbabwe",
]
LINES = [
    "{city} (Reuters) - ",
    "{city} — ",
    "{city} (AP) — ",
    "{city}: ",
    "{city} -- ",
    "{city} (AFP) – ",
    "{city}, {month} {day} (Reuters) - ",
    "{city} – ",
]


def wrong_date(case: Clean) -> list[Article]:
    """A weekday that is not that of its date, or a day that no month has."""
    if case.rng.random() < 0.25:
        return case.with_(text=inserted(case, case.rng.choice(NO_DAY).format(case.rng.choice(NO_DAYS))))
    line = _line(case)
    on = line - timedelta(days=case.rng.randint(0, 40))
    templates = ON_A_DAY if case.article["published_at"] else [one for one in ON_A_DAY if "{year}" in one]
    weekday = DAYS[(on.weekday() + case.rng.randint(1, 6)) % 7]
    sentence = case.rng.choice(templates).format(weekday=weekday, month=MONTHS[on.month - 1], day=on.day, year=on.year)
    return case.with_(text=inserted(case, sentence))


def _line(case: Clean) -> date:
    published = case.article["published_at"]
    return published.date() if published else date(2019, 10, 15)


def misplaced_date(case: Clean) -> list[Article]:
    """A date that is not where 'last week' puts it."""
    published = case.article["published_at"] or datetime(2019, 10, 15, 9, 0, tzinfo=UTC)
    away = case.rng.choice((-130, -95, -75, 70, 100))
    on = published.date() + timedelta(days=away)
    month = MONTHS[on.month - 1]
    spelled = case.rng.choice(
        (
            f"{month} {on.day}",
            f"{on.day} {month}",
            f"{month[:3]}. {on.day}" if len(month) > 4 else f"{month} {on.day}",
            f"{month} {on.day}, {on.year}",
        )
    )
    sentence = case.rng.choice(PAST + COMING).format(d=spelled, w=DAYS[on.weekday()])
    return case.with_(published_at=published, text=inserted(case, sentence))


def beyond_whole(case: Clean) -> list[Article]:
    """Parts of more than a hundred percent."""
    first, second = case.rng.randint(38, 56), case.rng.randint(26, 43)
    third = max(100 - first - second, 2) + case.rng.randint(5, 20)
    return case.with_(text=inserted(case, case.rng.choice(SHARES).format(a=first, b=second, c=third)))


def miscounted(case: Clean) -> list[Article]:
    """A change in percent that its numbers do not give."""
    old = case.rng.choice((100, 120, 200, 250, 400, 480, 1250, 2400))
    if case.rng.random() < 0.2:
        word, factor = case.rng.choice(
            (("doubled", 2), ("tripled", 3), ("more than doubled", 2), ("nearly tripled", 3))
        )
        new = old * factor * case.rng.choice((0.6, 2.2))
        return case.with_(text=inserted(case, case.rng.choice(FOLDS).format(f=word, a=old, b=round(new))))
    new = round(old * case.rng.choice((1.1, 1.25, 1.5, 2, 1.8)))
    right = 100 * (new - old) / old
    stated = case.rng.choice(
        [p for p in (10, 20, 30, 50, 75, 120, 200) if abs(p - right) > 8 and abs(p - 100 * (new - old) / new) > 8]
    )
    comma = case.rng.random() < 0.5
    amounts = {"a": f"{old:,}" if comma else str(old), "b": f"{new:,}" if comma else str(new)}
    return case.with_(text=inserted(case, case.rng.choice(CHANGES).format(p=stated, **amounts)))


def wrong_sum(case: Clean) -> list[Article]:
    """A toll that is not the sum of its parts."""
    first, second = case.rng.randint(3, 11), case.rng.randint(2, 9)
    template = case.rng.choice(TOLLS)
    less = re.search("including|among them", template) is not None
    total = first + second - case.rng.randint(1, 2) if less else first + second + case.rng.choice((-2, -1, 1, 3))
    spell = case.rng.random() < 0.5
    words = {
        k: SPELLED[n - 2] if spell and 2 <= n <= 12 else str(n) for k, n in (("a", first), ("b", second), ("t", total))
    }
    return case.with_(text=inserted(case, template.format(**words, T=words["t"].capitalize())))


def wrong_age(case: Clean) -> list[Article]:
    """An age that the year of birth does not give."""
    published = case.article["published_at"] or datetime(2019, 10, 15, 9, 0, tzinfo=UTC)
    birth = case.rng.randint(1935, 1990)
    age = published.year - birth + case.rng.choice((-17, -9, -6, 7, 12, 23))
    sentence = case.rng.choice(AGES).format(who=person(case.rng), age=max(age, 11), year=birth)
    return case.with_(published_at=published, text=inserted(case, sentence))


def strange_dateline(case: Clean) -> list[Article] | None:
    """A dateline of a country that the article has nothing to do with."""
    text = re.sub(r"^\s*[A-Z][A-Z. ,]{3,40}(?:\([A-Za-z]+\))? ?[-—–]+ ?", "", case.article["text"])
    if (
        len(
            re.findall(
                r"\b(?:U\.S\.|United States|American|Washington|Congress|Republican|Democrat|New York|California|"
                r"Texas|Florida)",
                text,
            )
        )
        < 4
    ):
        return None
    city = case.rng.choice(CITIES)
    line = case.rng.choice(LINES).format(city=city, month=case.rng.choice(MONTHS), day=case.rng.randint(1, 28))
    return case.with_(text=line + text)


MUTATORS = {
    "CON010": either(wrong_date, contradictions.no_day),
    "CON013": misplaced_date,
    "CON014": either(beyond_whole, contradictions.too_many_shares),
    "CON015": either(miscounted, contradictions.miscounted_since),
    "CON016": either(wrong_sum, contradictions.parts_off),
    "CON017": either(wrong_age, contradictions.spoken_age),
    "CON019": strange_dateline,
}
