"""Whatever the text and the spans are, provenance keeps its own rules."""

from hypothesis import given, settings
from hypothesis import strategies as st

from reliability.claims import gazetteer
from reliability.claims.attribution import Attribution
from reliability.claims.provenance import HOPPING, resolve
from reliability.records import SOURCE_TYPES, VIA_KINDS

PIECES = st.sampled_from(
    [
        "i24 said", "told CNN", "in an interview with", "The Post", "he", "she", "it", "who", "@ida", "“", "”", "''",
        "Mr. Brandt", "Ursula Brandt", "officials", "on X", "tweeted", "in a statement", "the", ",", ".", "\n\n",
        "according to", "Reuters reported, citing", "CNN's", "of", "’s", "Del.", "(AP)", "The", "the poll",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=120), st.lists(st.one_of(PIECES, st.text(max_size=6)), max_size=40).map(" ".join))


@st.composite
def articles(draw: st.DrawFn) -> tuple[str, list[Attribution]]:
    text = draw(TEXTS)
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=24)))
    spans = list(zip(cuts[::2], cuts[1::2], strict=False))
    found = []
    while len(spans) >= 2:
        take = [spans.pop(0) for _ in range(min(3, len(spans)))]
        source = (take[2],) if len(take) == 3 else ()
        found.append(Attribution(source, (take[0],), (take[1],), "indirect"))
    return text, found


@settings(max_examples=150, deadline=None)
@given(articles(), st.sampled_from(["CNN", "wash-post", "i24", None]))
def test_any_text_and_spans(article, publisher):
    text, attributions = article
    known = gazetteer.load()
    found = resolve(text, attributions, publisher=publisher, domain=None, title=text[:20], gazetteer=known)
    own = known.named(publisher) if publisher else None
    assert len(found) == len(attributions)
    for one in found:
        assert one.source_type in SOURCE_TYPES
        assert all(kind in VIA_KINDS for kind, _ in one.via)
        assert one.hops == sum(kind in HOPPING for kind, _ in one.via) + (one.source_type == "media_outlet")
        assert one.second_hand == (one.hops > 0)
        assert own is None or ("outlet", own.name) not in one.via
        assert one.origin != ""
