"""Further defects of consistency, of kinds that other writers' articles have: the plainer wordings stand beside."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from mutators import Article, Clean
from mutators.rewriting import inserted, person

Kind = Callable[[Clean], list[Article] | None]

INTRODUCTIONS = [
    "{who} saw it the same way. “{words},” {he} said.",
    "{who} left no room for doubt: “{words},” {he} added.",
    "{who}, who chairs the harbour board, was angry. “{words},” the board's head said.",
    "{who} took the floor next.\n\n“{words},” {he} told the hall.",
    "Nobody was clearer than {who}. “{words},” said {who}.",
    "{who} went further. “{words},” {he} insisted.",
]
ODD_CUES = [
    "{who}, the head of the harbour board, say that the work goes on.",
    "{who} are telling everybody that the work goes on.",
    "{who} have told reporters that the work goes on.",
    "“{words},” {who}, a retired pilot, say.",
    "“{words},” I said.",
    "{who} were saying that the ferry is safe.",
    "“{words},” {who} are saying now.",
]
WORDS = [
    "The ferry is safe",
    "Nobody asked the pilots",
    "This harbour belongs to everyone",
    "It cannot go on like this",
]
CLAIMING = [
    "{who} said {that}.",
    "{who} claimed on Friday that {that}.",
    "{who} alleged that {that}.",
    "{who} accused the authorities last week, saying that {that}.",
    "According to {who2}, {that}.",
]
GROUPS = ["a former colleague", "local residents", "a group of pilots", "two neighbours", "an activist", "opponents"]
SAID = [
    "the ministry paid for votes in Elra",
    "the dam was built with stolen sand",
    "the bank sold its clients' names",
    "nurses were told to hide the deaths",
    "the museum's best painting is a copy",
    "the police destroyed three hours of video",
]
LISTS = [
    "Oil delivered {a} percent of the heat, peat {b} percent, straw {c} percent and waste {d} percent.",
    "Lumo holds {a}% of the market, Brint {b}%, Osk {c}% and all others {d}%.",
    "{a} percent of the visitors were under 20, {b} percent between 20 and 50 and {e} percent over 50.",
    "Tolls made up {a} percent of the income, fares {b} percent, rents {c} percent and gifts {d} percent.",
]
PAIRS = [
    "Women make up {p} percent of the staff and men {q} percent.",
    "She won {p} percent to her rival's {q}.",
    "Vanth beat Orsk by {p} percent to {q} percent of the vote.",
    "The club is {p}% male and {q}% female.",
    "Boys account for {p} percent of the pupils, girls for {q} percent.",
]
SINCE = [
    "There were {b} thefts, {way} {p} percent from {a}.",
    "The town counted {b} visitors, {way} from {a}, a change of {p} percent {way}.",
    "The office had {b} letters, {way} {p}% from {a} the month before.",
    "Output more than tripled, rising {p} percent from {a} to {big}.",
]
TOLLS = [
    "The {t} injured were {a} men, {b} women and {c} children.",
    "{T} people were saved: {a} from the deck, {b} from a raft and {c} from the water.",
    "There were {t} casualties, {a} dead, {b} badly hurt and {c} slightly injured.",
    "Police held {t} people, {a} in Port Elra, {b} in Vale and {c} at the border.",
    "{T} workers died; {a} in the shaft, {b} at the gate and {c} in hospital.",
    "Among the {less} rescued were {a} men, {b} women and {c} children.",
]
SPOKEN_AGES = [
    "“I was born in {year},” said {who}, {age}.",
    "{who}, {age}, said: “I was born in {year} and never left.”",
    "“My family came here when I was born in {year},” {who}, {age}, said.",
]
NO_DAYS = ["31/06/2017", "2018-02-30", "30.02.2016", "31-09-2015", "2019/11/31", "29/02/2019"]
DATED = ["The permit ran out on {0}.", "The file is dated {0}.", "Paid on {0}, the invoice was never booked."]


def either(*kinds: Kind) -> Kind:
    """One of these kinds of a defect, by chance; the next one where an article does not lend itself to it."""

    def spoilt(case: Clean) -> list[Article] | None:
        return next((made for kind in case.rng.sample(kinds, len(kinds)) if (made := kind(case))), None)

    return spoilt


def name_for_i(case: Clean) -> list[Article] | None:
    """The speaker's name in place of an 'I' of a real quotation."""
    text = case.article["text"]
    places = []
    for claim in case.claims:
        last = (claim["origin"] or "").split()[-1:]
        if claim["source_type"] != "person" or claim["quotation"] != "direct" or not (last and last[0].istitle()):
            continue
        for start, end in claim["content"] or ():
            places += [(start + found.start(), last[0]) for found in re.finditer(r"\bI(?= [a-z])", text[start:end])]
    if not places:
        return None
    at, name = case.rng.choice(places)
    return case.with_(text=text[:at] + name + text[at + 1 :])


def introduced(case: Clean) -> list[Article] | None:
    """A quotation given once more to somebody whom the sentence before it names."""
    quoted = list(_quoted(case))
    if not quoted:
        return None
    words = case.rng.choice(quoted)
    pieces = words.split()
    if len(pieces) > 11 and case.rng.random() < 0.4:
        words = " ".join(pieces[:5] + pieces[-5:])
    sentence = case.rng.choice(INTRODUCTIONS)
    who, he = person(case.rng), case.rng.choice(("he", "she"))
    return case.with_(text=inserted(case, sentence.format(who=who, he=he, words=words)))


def _quoted(case: Clean) -> Iterator[str]:
    for claim in case.claims:
        words = (claim["content_text"] or "").strip("“”\"'‘’ ").rstrip(",.")
        named = re.search(r"[A-Z][a-z]{3,}", claim["source_text"] or "") and claim["source_type"] == "person"
        whole = " ... " not in words and not re.search(r"[“”\"\n]", words)
        if named and whole and claim["quotation"] == "direct" and 7 <= len(words.split()) <= 40:
            yield words


def attributed_title(case: Clean) -> list[Article]:
    """What somebody claims in the text, as the headline."""
    what = case.rng.choice(SAID)
    who = case.rng.choice(GROUPS)
    sentence = case.rng.choice(CLAIMING).format(who=who[0].upper() + who[1:], who2=who, that=what)
    return case.with_(title=what[0].upper() + what[1:], text=inserted(case, sentence))


def misspelled_title(case: Clean) -> list[Article] | None:
    """A name that only the headline spells in another way."""
    title, text = case.article["title"] or "", case.article["text"]
    known = [
        name
        for name in re.findall(r"\b[A-Z][a-z]{4,}(?=\b(?!['’]))", title)
        if len(re.findall(rf"\b[A-Z][a-z]{{2,}} {name}\b", text)) and len(re.findall(rf"\b{name}\b", text)) > 2
    ]
    people = {
        word for claim in case.claims if claim["source_type"] == "person" for word in (claim["origin"] or "").split()
    }
    known = [name for name in known if name in people]
    if not known:
        return None
    name = case.rng.choice(known)
    at = case.rng.randrange(1, len(name) - 1)
    slips = (
        name[:at] + name[at + 1] + name[at] + name[at + 2 :],
        name[:at] + name[at + 1 :],
        name[: at + 1] + name[at:],
    )
    slip = case.rng.choice([one for one in slips if one != name])
    return case.with_(title=title.replace(name, slip))


def odd_cue(case: Clean) -> list[Article]:
    """A cue in the wrong person, beside an apposition or with a helping verb."""
    who = person(case.rng)
    return case.with_(
        text=inserted(
            case, f"{who} met reporters.", case.rng.choice(ODD_CUES).format(who=who, words=case.rng.choice(WORDS))
        )
    )


def too_many_shares(case: Clean) -> list[Article]:
    """Shares of a list, or of two, of more than the whole."""
    a, b, c = case.rng.randint(30, 44), case.rng.randint(18, 29), case.rng.randint(12, 17)
    more = case.rng.randint(4, 16)
    d, e = 100 - a - b - c + more, 100 - a - b + more
    p, q = case.rng.randint(53, 74), case.rng.randint(50, 58)
    return case.with_(text=inserted(case, case.rng.choice(LISTS + PAIRS).format(a=a, b=b, c=c, d=d, e=e, p=p, q=q)))


def miscounted_since(case: Clean) -> list[Article]:
    """A change against an earlier number that is not the percentage given."""
    old = case.rng.choice((80, 160, 220, 520, 960))
    rise = case.rng.random() < 0.6
    new = round(old * (1.1 if rise else 0.9))
    way = "up" if rise else "down"
    share = case.rng.choice((22, 30, 45, 60))
    sentence = case.rng.choice(SINCE).format(a=old, b=new, p=share, way=way, big=old * 4)
    return case.with_(text=inserted(case, sentence))


def parts_off(case: Clean) -> list[Article]:
    """Three parts of a toll that are not the toll."""
    a, b, c = case.rng.randint(4, 19), case.rng.randint(3, 12), case.rng.randint(2, 9)
    t = a + b + c + case.rng.choice((-3, -2, 2, 4))
    sentence = case.rng.choice(TOLLS).format(a=a, b=b, c=c, t=t, T=t, less=a + b + c - 2)
    return case.with_(text=inserted(case, sentence))


def spoken_age(case: Clean) -> list[Article]:
    """The age of a speaker who tells of another year of birth."""
    published = case.article["published_at"] or datetime(2019, 10, 15, 9, 0, tzinfo=UTC)
    birth = case.rng.randint(1940, 1985)
    age = published.year - birth + case.rng.choice((-11, -6, 5, 9))
    sentence = case.rng.choice(SPOKEN_AGES).format(who=person(case.rng), age=age, year=birth)
    return case.with_(published_at=published, text=inserted(case, sentence))


def no_day(case: Clean) -> list[Article]:
    """A date in figures that no calendar has."""
    return case.with_(text=inserted(case, case.rng.choice(DATED).format(case.rng.choice(NO_DAYS))))


def bare_address(case: Clean) -> list[Article]:
    """An address without its scheme where the headline belongs."""
    domain = case.article["domain"] or "vale.example"
    path = case.rng.choice(("/2018/04/story.html", "/news/?id=31", "/a/b-c-d", ":8080/x"))
    return case.with_(title=f"{domain}{path}")
