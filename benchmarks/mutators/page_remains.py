"""Defects of completeness that come with the page: barriers, banners, menus, share bars, scripts and markup."""

from __future__ import annotations

from collections.abc import Sequence

from mutators import Article, Clean, Mutator

PAYWALLS = (
    "Subscribe to continue reading.", "This article is for subscribers only.", "To keep reading, please log in or subscribe.",
    "Already a subscriber? Log in", "You have reached your limit of free articles.", "You've read 3 of 3 free articles this month.",
    "Get unlimited access to all our stories for just $1 a week.", "This content is reserved for our subscribers.",
    "Sign in to read the full article.", "Register for free to continue reading this story.", "Become a member to unlock this story.",
    "Subscriber exclusive", "PREMIUM CONTENT: this story is available only to members.", "Start your free trial today. Cancel anytime.",
    "Create a free account to read this article.", "Unlock this article with a digital subscription.",
    "You have 1 free article remaining.", "Want to read more? Subscribe now for full access.", "Continue reading with a subscription.",
    "Support our journalism. Subscribe today to read this story.", "Please subscribe or log in to view this content.",
    "Only subscribers can read the rest of this story.", "Thanks for reading! You've hit your monthly article limit.",
    "Join now to continue reading.", "This story is locked. Log in with your subscriber account.",
)  # fmt: skip
COOKIES = (
    "We use cookies to improve your experience on our site.", "This website uses cookies. By continuing you agree to our cookie policy.",
    "Accept all cookies", "We and our partners store and/or access information on a device.", "We value your privacy",
    "By clicking Accept, you agree to the storing of cookies on your device.", "Manage cookie preferences",
    "Cookies help us deliver our services. By using our services, you agree to our use of cookies.",
    "This site uses cookies and similar technologies to analyse traffic and personalise ads.", "Your privacy choices",
    "We use cookies and other tracking technologies to show you personalized ads.", "Do Not Sell My Personal Information",
    "By using this website you consent to our use of cookies in accordance with our Privacy Policy.", "Cookie settings | Reject all | Accept all",
    "We've updated our privacy policy.", "Please accept marketing cookies to watch this video.",
    "We process your personal data for personalised advertising and content measurement.", "GDPR consent: I agree",
)  # fmt: skip
MENUS = (
    "Home | News | Sport | Business | Opinion", "Home\nNews\nPolitics\nBusiness\nContact", "Home > News > Politics",
    "HOME NEWS SPORTS WEATHER OBITUARIES", "Skip to main content", "Skip to navigation", "Menu\nSearch\nSign in\nSubscribe",
    "Share on Facebook\nShare on Twitter\nShare via Email", "Share this article\nFacebook\nTwitter\nEmail", "Facebook Twitter WhatsApp Email Print",
    "Tags: election, senate, economy", "Filed under: Politics, World", "Related articles", "You may also like", "Most Read",
    "Home » World » Europe", "News · Sport · Culture · Travel", "« Previous article | Next article »", "Trending now",
    "World / Business / Markets / Tech", "Top Stories\nVideo\nPhotos\nLive TV", "Back to top", "Toggle navigation",
    "Click to share on Facebook (Opens in new window)", "About Us | Contact | Privacy Policy | Terms of Use | Advertise",
    "Recommended for you", "Leave a comment", "Print this article", "Topics: Congress, Immigration, Courts",
    "Home / News / Local", "Latest News\nOpinion\nSports\nLifestyle\nArts",
)  # fmt: skip
BETWEEN = (
    "Advertisement", "ADVERTISEMENT", "Story continues below advertisement", "Sign up for our daily newsletter",
    "© 2019 {publisher}. All rights reserved.", "Copyright © 2020", "Follow us on Twitter", "5 min read", "Listen to this article",
    "Read more", "Share", "Subscribe to our newsletter", "Download our app", "More from {publisher}", "Article continues after advertisement",
    "Like us on Facebook", "See also:", "Sign up to get our newsletters in your inbox", "Click here for more", "Tweet",
)  # fmt: skip
FURNITURE = (
    "Sign up for our newsletter", "Subscribe to our newsletter", "Follow us on Facebook", "Terms of Service", "Privacy Policy",
    "All rights reserved.", "Related stories", "Read more: What to know this week", "Recommended for you", "Share on Twitter",
    "Click here to subscribe", "Enter your email address", "By signing up you agree to our terms of use", "Load more", "View comments",
    "You may also like", "Join the conversation", "This site uses cookies", "Contact us at news@{domain}", "Already a subscriber? Sign in",
    "Thank you for signing up!", "Download the app", "Please enable JavaScript", "More on this story", "Copyright © 2020 {publisher}",
    "Get the latest in your inbox", "Leave a comment", "Support our journalism",
)  # fmt: skip
PROGRAMS = (
    "window.dataLayer = window.dataLayer || []; function gtag(){dataLayer.push(arguments);}", "var s = document.createElement('script');",
    "(function(){ var ad = document.getElementById('ad-slot-2'); })();", "googletag.cmd.push(function() { googletag.display('div-gpt-ad-1'); });",
    '{"@context":"http://schema.org","@type":"NewsArticle","headline":"x"}', ".article-body p { margin-bottom: 12px; color: #222; }",
    "@media (max-width: 600px) { .hero { display: none; } }", "if (typeof jQuery !== 'undefined') { jQuery('.slider').show(); }",
    "Volume 0%", "Press shift question mark to access a list of keyboard shortcuts", "Current Time 0:00 / Duration 2:31",
    "Your browser does not support HTML5 video.", "Video Player is loading. This is a modal window.", "Play Video Play Mute Loaded: 0% 0:00",
    "!function(f,b,e,v,n,t,s){if(f.fbq)return;}(window, document,'script');", "window.__INITIAL_STATE__ = {};", "const el = document.querySelector('#x');",
    "<!-- /wp:paragraph -->", "[caption id=\"attachment_312\" align=\"alignright\"]", "$(document).ready(function(){ $('#nav').hide(); });",
    "#sidebar{float:left;width:300px;}", "Media playback is not supported on this device", "JavaScript is required to view this video",
    "ga('create', 'UA-12345-1', 'auto'); ga('send', 'pageview');", "function(){return false;}", "{\"id\": 4412, \"type\": \"video\", \"autoplay\": true}",
)  # fmt: skip
MARKUP = (
    "<p>{}</p>", "{}<br/>", "<div class=\"body\">{}</div>", "<strong>{}</strong>", "&nbsp;{}", "{} &amp; more", "<a href=\"/news/2\">{}</a>",
    "&ldquo;{}&rdquo;", "{}<span>", "<img src=\"a.jpg\" alt=\"\" />{}", "{} &#8212; &#8217;", "&lt;p&gt;{}",
)  # fmt: skip


def _placed(clean: Clean, pieces: Sequence[str]) -> list[Article]:
    """The article with these pieces before it, after it, between two paragraphs, or at the end of one."""
    whole = [line for line in str(clean.article["text"]).split("\n") if line.strip()]
    for piece in pieces:
        shown = piece.replace("{publisher}", str(clean.article["publisher"])).replace(
            "{domain}", str(clean.article["domain"])
        )
        where = clean.rng.choice([0, len(whole), clean.rng.randrange(len(whole))])
        whole.insert(where, shown)
    return clean.with_(text=clean.rng.choice(["\n", "\n\n"]).join(whole))


def _some(pieces: Sequence[str], most: int) -> Mutator:
    return lambda clean: _placed(clean, clean.rng.sample(pieces, clean.rng.randint(1, most)))


def _barred(clean: Clean) -> list[Article]:
    """The first paragraphs and then the barrier, or the barrier somewhere in the text."""
    if clean.rng.random() < 0.5:
        return _placed(clean, clean.rng.sample(PAYWALLS, clean.rng.randint(1, 2)))
    lead = str(clean.article["text"]).split("\n")[: clean.rng.randint(1, 4)]
    return clean.with_(text="\n".join([*lead, *clean.rng.sample(PAYWALLS, clean.rng.randint(1, 3))]))


def _cookies(clean: Clean) -> list[Article]:
    lines = clean.rng.sample(COOKIES, clean.rng.randint(1, 3))
    return clean.with_(text="\n".join(lines)) if clean.rng.random() < 0.2 else _placed(clean, lines)


def _furnished(clean: Clean) -> list[Article]:
    """As much furniture as a page has around an article: a quarter to a half of its lines."""
    lines = sum(1 for line in str(clean.article["text"]).split("\n") if line.strip())
    wanted = max(2, int(lines * clean.rng.uniform(0.25, 0.8)))
    return _placed(clean, [clean.rng.choice(FURNITURE) for _ in range(wanted)])


def _marked_up(clean: Clean) -> list[Article]:
    whole = str(clean.article["text"]).split("\n")
    for place in clean.rng.sample(range(len(whole)), clean.rng.randint(1, len(whole))):
        whole[place] = clean.rng.choice(MARKUP).replace("{}", whole[place])
    return clean.with_(text="\n".join(whole))


MUTATORS: dict[str, Mutator] = {
    "COM008": _furnished,
    "COM018": _marked_up,
    "COM024": _barred,
    "COM025": _cookies,
    "COM026": _some(MENUS, 3),
    "COM032": _some(PROGRAMS, 3),
    "COM035": _some(BETWEEN, 2),
}
