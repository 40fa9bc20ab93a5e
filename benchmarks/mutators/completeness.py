"""Defects of completeness in the record and in the text as a whole; those of the page around it are in page_remains."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from mutators import Article, Clean, Mutator

GARBLED = ("latin-1", "cp1252", "cp1252", "mac-roman")
OTHER_TONGUES = (
    "Le ministre a déclaré que la décision serait prise avant la fin de la semaine et que rien n'était encore signé.",
    "Selon plusieurs témoins, les secours sont arrivés une heure après l'accident, alors que la route était coupée.",
    "El presidente dijo que no habrá cambios en el plan y que las negociaciones van a seguir durante los próximos días.",
    "Los vecinos se quejan de que nadie les avisó del corte de agua, que empezó el martes por la tarde.",
    "Die Regierung hat am Mittwoch beschlossen, dass die Preise nicht weiter steigen dürfen, und will bald neu verhandeln.",
    "Nach Angaben der Polizei wurde bei dem Unfall niemand verletzt, der Fahrer ist aber noch nicht gefunden worden.",
    "Il sindaco ha detto che la strada resterà chiusa e che i lavori non sono ancora finiti, come era previsto.",
    "O governo anunciou que vai aumentar o imposto sobre os combustíveis e que a medida começa a valer em março.",
    "De minister zei dat het besluit niet meer kan worden teruggedraaid en dat er nog geen geld voor is.",
    "Представитель министерства сообщил журналистам, что переговоры продолжатся на следующей неделе.",
    "Η κυβέρνηση ανακοίνωσε ότι τα μέτρα θα ισχύσουν από την επόμενη εβδομάδα σε όλη τη χώρα.",
    "وقال المتحدث باسم الحكومة إن المفاوضات سوف تستمر خلال الأيام المقبلة رغم الخلافات بين الطرفين.",
    "政府发言人周三表示，谈判将于下周继续进行，目前尚未达成任何协议。",
)
NO_TITLES = (
    "Untitled", "untitled-1", "Home", "HOME", "Home Page", "{publisher}", "{publisher} - Home", "Home | {publisher}",
    "{domain}", "Page 1", "Article", "Article 20931", "New Post", "Test", "test article", "TEST PLEASE IGNORE - test post",
    "Lorem ipsum dolor sit amet", "Headline here", "[Insert headline]", "Title goes here", "{{title}}", "{{ article.headline }}",
    "%TITLE%", "null", "undefined", "N/A", "TK", "HED TK TK", "index.html", "story_final_v2.docx", "IMG_2041.jpg",
    "{slug}", "{slug}", "{slug}.html", "https://www.{domain}/{slug}", "000000", "Latest News", "No title", "(no title)",
    "Untitled Document", "placeholder headline", "Draft", "Sample Page",
)  # fmt: skip
NO_AUTHORS = (
    "admin", "Admin", "administrator", "Staff", "staff writer", "Author", "Author Name", "By", "by admin", "Editor", "webmaster",
    "newsroom@{domain}", "jsmith@{domain}", "http://www.{domain}/authors/17", "https://{domain}/staff", "www.{domain}", "User",
    "user123", "Guest", "unknown author", "N/A author" , "test", "Test User", "First Last", "Firstname Lastname", "[author]",
    "{{author}}", "John Doe", "Anonymous", "Your Name", "Posted by", "root", "{domain}", "Name Here", "wp_admin", "Editorial Team",
)  # fmt: skip
DUMMIES = (
    "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore et dolore magna aliqua.",
    "Lorem ipsum dolor sit amet.", "TK TK TK", "Quote from the mayor TK.", "[INSERT QUOTE HERE]", "Insert text here.",
    "Your text here", "Text goes here.", "{{ body }}", "{{article.content}}", "${body_html}", "%%CONTENT%%", "<%= story.body %>",
    "This is placeholder text.", "This is a test article.", "XXXX XXXX", "[placeholder]", "Body copy to come.", "asdf asdf asdf",
    "Enter your content here...", "Add your story here", "[photo caption here]", "Dummy text for layout.", "{% block content %}",
    "TODO: write the rest", "Story TK",
)  # fmt: skip
ENDS = (
    "...", " ...", "…", " […]", " [...]", "... Read more", "…\n\nContinue reading", "\n\nContinue reading →", "\n\nRead more »",
    "\n\nSubscribe to read the full story.", "\n\nClick here to read the full article", "... [+3120 chars]", "... (continued)",
    "\n\nRead the full story at {publisher}.", "\n\nKeep reading with a subscription", "\n\nSubscribe to {publisher}",
    "\n\nSubscribe to continue", "\n\nThe post {title} appeared first on {publisher}.", "\n\nRead the rest of this article", "\n\n[Read More]",
)  # fmt: skip
ERRORS = (
    ("404 Not Found", "The requested URL was not found on this server."),
    ("Page not found", "Sorry, we couldn't find the page you were looking for. It may have been moved or deleted."),
    ("Oops!", "Oops! That page can't be found. It looks like nothing was found at this location. Maybe try a search?"),
    ("403 Forbidden", "Forbidden. You don't have permission to access this resource."),
    ("Access Denied", "Access denied. You do not have permission to view this page. Reference ID 18.6c2e."),
    ("502 Bad Gateway", "502 Bad Gateway\nnginx/1.18.0"),
    ("Service Unavailable", "The server is temporarily unable to service your request. Please try again later."),
    (
        "Just a moment...",
        "Checking your browser before accessing the site. This process is automatic. Please allow 5 seconds.",
    ),
    ("{title}", "Please enable JavaScript and cookies in your browser to continue."),
    ("{title}", "This article is no longer available."),
    ("{title}", "Something went wrong. Please reload the page and try again."),
    ("{publisher}", "We're sorry, this content is not available in your region."),
    ("{publisher}", "Are you a robot? Please verify you are a human by completing the captcha below."),
    ("Internal Server Error", "The server encountered an internal error and was unable to complete your request."),
    ("{publisher}", "Our site is currently down for scheduled maintenance. We'll be back soon."),
    ("Error", "Error establishing a database connection"),
)
MONTHS = "January February March April May June July August September October November December".split()
CORRECTIONS = (
    "Correction: An earlier version of this story misspelled the name of the mayor.",
    "This article has been corrected to show that the vote was held on Tuesday.",
    "Editor's note: This story has been updated to reflect new figures.",
    "CORRECTION: A previous version of this article gave the wrong age.",
    "Clarification: This story has been updated to make clear who paid for the trip.",
    "This story was updated to include a statement from the company.",
    "An earlier version of this article incorrectly stated the year of the accident.",
)  # fmt: skip


def _filled(pattern: str, article: Article) -> str:
    """A pattern with the article's own publisher, domain, headline and slug."""
    words = re.findall(r"[a-z]+", str(article["title"]).lower())[:6]
    given = {
        "{publisher}": article["publisher"] or article["domain"],
        "{domain}": article["domain"],
        "{title}": article["title"],
        "{slug}": "-".join(words) if len(words) > 1 else "town-council-votes",
    }
    for name, value in given.items():
        pattern = pattern.replace(name, str(value))
    return pattern


def _paragraphs(clean: Clean) -> list[str]:
    return [line for line in str(clean.article["text"]).split("\n") if line.strip()]


def _inserted(clean: Clean, lines: Sequence[str]) -> list[Article]:
    """The article with these lines somewhere between its paragraphs."""
    whole = _paragraphs(clean)
    for line in lines:
        whole.insert(clean.rng.randint(0, len(whole)), line)
    return clean.with_(text="\n".join(whole))


def _column(name: str, values: Sequence[str]) -> Mutator:
    return lambda clean: clean.with_(**{name: _filled(clean.rng.choice(values), clean.article)})


def _without(*names: str) -> Mutator:
    return lambda clean: clean.with_(**dict.fromkeys(names))


def _short(clean: Clean) -> list[Article]:
    return clean.with_(text=" ".join(str(clean.article["text"]).split()[: clean.rng.randint(8, 70)]).rstrip(",") + ".")


def _cut_off(clean: Clean) -> list[Article]:
    words = str(clean.article["text"]).split(" ")
    kept = " ".join(words[: clean.rng.randint(len(words) // 4, len(words) * 3 // 4)]).rstrip(" .,\n")
    return clean.with_(text=kept + _filled(clean.rng.choice(ENDS), clean.article))


def _stops(clean: Clean) -> list[Article] | None:
    """The text up to somewhere, in the middle of a word or after it."""
    text = str(clean.article["text"])
    kept = text[: int(len(text) * clean.rng.uniform(0.2, 0.9))]
    kept = (kept.rsplit(" ", 1)[0] if clean.rng.random() < 0.6 else kept).rstrip()
    return None if re.search(r"[.!?…:;\"”’)\]]$", kept) else clean.with_(text=kept)


def _repeated(clean: Clean) -> list[Article] | None:
    whole = _paragraphs(clean)
    long = [line for line in whole if len(line) > 80]
    if len(long) < 3:
        return None
    again = clean.rng.sample(long, clean.rng.randint(1, 3))
    change = clean.rng.choice([str, str, str.upper, lambda line: f"  {line} ", lambda line: re.sub(r" ", "  ", line)])
    if clean.rng.random() < 0.3:
        return clean.with_(text="\n".join([*whole, *whole]))
    return _inserted(clean, [change(line) for line in again])


def _read_twice(clean: Clean) -> list[Article]:
    one = " ".join(_paragraphs(clean))
    part = one if clean.rng.random() < 0.6 else one[: len(one) // 2]
    return clean.with_(text=f"{one} {part}")


def _garbled(clean: Clean) -> list[Article] | None:
    """UTF-8 read with another character set, once or twice, or what could not be read replaced."""
    text = str(clean.article["text"]).replace("'", "’").replace('"', "”")
    if "’" not in text:
        return None
    way = clean.rng.random()
    if way < 0.6:
        charset = clean.rng.choice(GARBLED)
        for _ in range(1 + (clean.rng.random() < 0.2)):
            text = text.encode().decode(charset, "replace" if charset == "cp1252" else "strict")
    elif way < 0.8:
        text = text.encode("cp1252", "replace").decode("utf-8", "replace")
    else:
        text = text.replace("’", clean.rng.choice(["?", "&#65533;", "\ufffd", "\x92", "\\u2019", "ï¿½"]))
    return clean.with_(text=text)


def _links(clean: Clean) -> list[Article]:
    titles = [str(other["title"]) for other in clean.rng.sample(list(clean.others), min(40, len(clean.others)))]
    return clean.with_(text="\n".join(title.rstrip(".!?") for title in titles))


def _one_paragraph(clean: Clean) -> list[Article]:
    return clean.with_(text=" ".join(_paragraphs(clean)))


def _giant(clean: Clean) -> list[Article] | None:
    whole = _paragraphs(clean)
    enough = len(" ".join(whole[1:]).split()) > 560
    return clean.with_(text=f"{whole[0]}\n{' '.join(whole[1:])}") if enough else None


def _endless(clean: Clean) -> list[Article]:
    texts, words = [str(clean.article["text"])], 0
    while words < 12_000:
        texts.append(str(clean.rng.choice(clean.others)["text"]))
        words += len(texts[-1].split())
    return clean.with_(text="\n".join(texts))


def _future(clean: Clean) -> list[Article]:
    seen = clean.article["ingested_at"] or datetime.now(UTC)
    return clean.with_(published_at=seen + timedelta(days=clean.rng.choice([3, 10, 40, 365, 3650])))


def _dated(*days: str) -> Mutator:
    return lambda clean: clean.with_(published_at=datetime.fromisoformat(f"{clean.rng.choice(days)}+00:00"))


def _long_title(clean: Clean) -> list[Article]:
    return clean.with_(title=f"{clean.article['title']} {' '.join(_paragraphs(clean))[: clean.rng.randint(260, 600)]}")


def _title_markup(clean: Clean) -> list[Article]:
    title = str(clean.article["title"])
    first, _, rest = title.partition(" ")
    made = (f"<b>{title}</b>", f"{first} &amp; {rest}", f"{first}&#8217;s {rest}", f"{title}<br/>", f"{first}&nbsp;{rest}",
            f"{first} &quot;{rest}&quot;", f"<h1>{title}</h1>", f"{first}&#x27;s {rest}")  # fmt: skip
    return clean.with_(title=clean.rng.choice(made))


def _no_address(clean: Clean) -> list[Article]:
    path = str(clean.article["url"]).partition("://")[2] or "news/1"
    return clean.with_(
        url=clean.rng.choice([path, f"//{path}", f"file:///C:/{path}", "/news/1", f"tag:{path}", "urn:uuid:1"])
    )


def _error(clean: Clean) -> list[Article]:
    title, text = clean.rng.choice(ERRORS)
    return clean.with_(title=_filled(title, clean.article), text=text)


def _no_author(clean: Clean) -> list[Article]:
    return clean.with_(authors=[_filled(clean.rng.choice(NO_AUTHORS), clean.article)])


def _dummy(clean: Clean) -> list[Article]:
    line = clean.rng.choice(DUMMIES)
    if clean.rng.random() < 0.3:
        return clean.with_(text=line)
    return _inserted(clean, [line])


def _tongue(clean: Clean) -> list[Article]:
    lines = clean.rng.sample(OTHER_TONGUES, clean.rng.randint(1, 2))
    if clean.rng.random() < 0.3:
        whole = _paragraphs(clean)
        place = clean.rng.randrange(len(whole))
        whole[place] = f"{whole[place]} {lines[0]}"
        return clean.with_(text="\n".join(whole))
    return _inserted(clean, lines)


def _before_outlet(clean: Clean) -> list[Article] | None:
    from reliability.features.outlet_age import BEGAN

    began = BEGAN.get(str(clean.article["domain"]))
    if began is None:
        return None
    before = datetime(began, 1, 1, tzinfo=UTC) - timedelta(days=clean.rng.randint(20, 4000))
    return clean.with_(published_at=max(before, datetime(1990, 1, 2, tzinfo=UTC)))


MUTATORS: dict[str, Mutator] = {
    "COM001": _without("title"),
    "COM002": _without("authors"),
    "COM003": _without("published_at"),
    "COM004": _without("url"),
    "COM005": _without("url", "publisher", "domain"),
    "COM006": _short,
    "COM007": _cut_off,
    "COM009": _repeated,
    "COM010": _garbled,
    "COM011": _links,
    "COM012": _future,
    "COM013": _one_paragraph,
    "COM014": _dated("1970-01-01", "1900-01-01", "1904-01-01", "1969-12-31T23:59:59", "1980-01-01", "1753-01-01"),
    "COM015": _long_title,
    "COM016": _title_markup,
    "COM017": _no_address,
    "COM019": lambda clean: _inserted(clean, [clean.rng.choice(CORRECTIONS)]),
    "COM020": _column("title", NO_TITLES),
    "COM021": _no_author,
    "COM022": _dated("1970-01-01", "2000-01-01", "1999-11-30", "1900-01-01", "2001-01-01", "1980-01-01"),
    "COM023": _dummy,
    "COM027": _error,
    "COM028": _tongue,
    "COM029": _endless,
    "COM030": _stops,
    "COM031": _before_outlet,
    "COM033": _read_twice,
    "COM034": _without("url", "publisher", "domain", "authors", "published_at"),
    "COM036": _giant,
}
