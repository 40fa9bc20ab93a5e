"""Whole texts in the forms in which speech comes, with the claims that a reader finds in them.

All texts were written for this test. A case passes if every pair of source and content is found; a case without pairs,
if nothing is found at all. Full stops and commas at the ends of a span do not count.
"""

from __future__ import annotations

import pytest

from reliability.claims import attributions
from reliability.claims.attribution import words_of

Case = tuple[str, list[tuple[str, str]]]

CASES: dict[str, Case] = {
    # Straight and curly marks
    "straight": (
        'The harbour at Norrvik will stay shut until Friday. "We cannot let anyone near the cranes," Mara Lind told '
        'reporters on the quay. "Two of them are about to fall." The port has lost nine ships since Monday.',
        [("Mara Lind", '"We cannot let anyone near the cranes," ... "Two of them are about to fall."')],
    ),
    "curly": (
        "The harbour at Norrvik will stay shut until Friday. “We cannot let anyone near the cranes,” said Mara Lind, "
        "who runs the port. Nine ships have been sent to Skelt instead.",
        [("Mara Lind, who runs the port", "“We cannot let anyone near the cranes,”")],
    ),
    "curly nested": (
        "“The captain shouted ‘Jump!’ and we all jumped,” Tomas Okoro said. He is in hospital with a broken arm.",
        [("Tomas Okoro", "“The captain shouted ‘Jump!’ and we all jumped,”")],
    ),
    "straight nested in straight": (
        '"The captain shouted "Jump!" and we all jumped," Tomas Okoro said. He is in hospital with a broken arm.',
        [("Tomas Okoro", '"The captain shouted "Jump!" and we all jumped,"')],
    ),
    # Single marks, British style
    "single with an apostrophe": (
        "Norrvik council has closed the bridge. ‘We don’t know what’s wrong with it yet,’ said Mara Lind, the council "
        "leader. Drivers face a detour of an hour.",
        [("Mara Lind, the council leader", "‘We don’t know what’s wrong with it yet,’")],
    ),
    "single with a plural possessive": (
        "'The drivers' patience has run out,' Edda Koss said on Tuesday. Her union represents two thousand of them.",
        [("Edda Koss", "'The drivers' patience has run out,'")],
    ),
    "single with an elision": (
        "'Get 'em off that bridge before it falls,' a foreman told the crew. Nobody was hurt in the end.",
        [("a foreman", "'Get 'em off that bridge before it falls,'")],
    ),
    "double inside single": (
        "‘She told the crew “stay where you are” and left,’ Okoro said. The inquiry resumes on Monday.",
        [("Okoro", "‘She told the crew “stay where you are” and left,’")],
    ),
    # Marks of other languages
    "guillemets": (
        "The mayor of Vauclair refuses to resign. « I have done nothing wrong », Elise Garin told Radio Vauclair. The "
        "council votes on Thursday.",
        [("Elise Garin", "« I have done nothing wrong »")],
    ),
    "guillemets with hard spaces": (
        "The mayor of Vauclair refuses to resign. «\u00a0I have done nothing wrong,\u00a0» said Elise Garin.",
        [("Elise Garin", "«\u00a0I have done nothing wrong,\u00a0»")],
    ),
    "low marks": (
        "The ferry company denies any fault. „The engine was checked in May,“ said Jonas Weller, its director. Two "
        "passengers are still missing.",
        [("Jonas Weller, its director", "„The engine was checked in May,“")],
    ),
    "guillemets inwards": (
        "»The engine was checked in May,« Jonas Weller said. Two passengers are still missing.",
        [("Jonas Weller", "»The engine was checked in May,«")],
    ),
    "corner brackets": (
        "The shipyard will close in spring. 「We could not find a buyer,」 Kenji Arata said. He has led it since 1998.",
        [("Kenji Arata", "「We could not find a buyer,」")],
    ),
    # Dashes for speech
    "dash with a clause behind a second dash": (
        "Mara Lind stood on the quay.\n\n— The bridge is safe — said Lind —. We tested it twice.\n\nNobody "
        "believed her.",
        [("Lind", "— The bridge is safe ... We tested it twice")],
    ),
    "dash with a clause behind a comma": (
        "Mara Lind stood on the quay.\n\n— We tested the bridge twice, said Lind.\n\nNobody believed her.",
        [("Lind", "— We tested the bridge twice")],
    ),
    "dash dialogue of two": (
        "The two met on the quay.\n\n—Is the bridge safe? —asked Okoro.\n—We tested it twice —said Lind.\n\nThey "
        "parted.",
        [("Okoro", "—Is the bridge safe?"), ("Lind", "—We tested it twice")],
    ),
    # Quotations over paragraphs, and marks that are missing
    "a mark at every paragraph": (
        "Mara Lind read a statement outside the court. “We lost everything in the flood,” she said. “Our house is "
        "gone.\n\n“The insurer has not paid a penny.\n\n“We will fight on.”\n\nThe insurer declined to comment.",
        [
            (
                "she",
                "“We lost everything in the flood,” ... “Our house is gone. ... “The insurer has not paid a penny. ... "
                "“We will fight on.”",
            )
        ],
    ),
    "a mark that is never closed": (
        "Mara Lind said: “The insurer has not paid a penny. We will fight on.\n\nThe insurer declined to comment.",
        [("Mara Lind", "“The insurer has not paid a penny. We will fight on.")],
    ),
    "broken lines": (
        '"We lost everything\nin the flood," Mara Lind\nsaid on Monday.\nThe insurer declined to comment.',
        [("Mara Lind", '"We lost everything\nin the flood,"')],
    ),
    "feet and inches": (
        'The wall is 6\'2" high and a foot thick. "No wave has ever topped it," Mara Lind said. The one planned at '
        "Skelt will be 7'10\".",
        [("Mara Lind", '"No wave has ever topped it,"')],
    ),
    "escaped marks": (
        "The wall will be raised. &quot;No wave has ever topped it,&quot; Mara Lind said.",
        [("Mara Lind", "&quot;No wave has ever topped it,&quot;")],
    ),
    "marks of the typewriter": (
        "The wall will be raised. ``No wave has ever topped it,'' said Mara Lind.",
        [("Mara Lind", "``No wave has ever topped it,''")],
    ),
    # Capitals
    "capitals": (
        'NORRVIK — THE HARBOUR WILL STAY SHUT. "WE CANNOT LET ANYONE NEAR THE CRANES," MARA LIND SAID ON MONDAY.',
        [("MARA LIND", '"WE CANNOT LET ANYONE NEAR THE CRANES,"')],
    ),
    "capitals without marks": (
        "THE HARBOUR WILL STAY SHUT UNTIL FRIDAY, MARA LIND SAID. NINE SHIPS WENT TO SKELT.",
        [("MARA LIND", "THE HARBOUR WILL STAY SHUT UNTIL FRIDAY")],
    ),
    "capitals in a headline": (
        "LIND: BRIDGE AT NORRVIK IS SAFE\n\nMara Lind, who is known as LIND, crossed the bridge on Monday. It had been "
        "shut for a week.",
        [("LIND", "BRIDGE AT NORRVIK IS SAFE")],
    ),
    # Lists of quotations
    "bullets signed": (
        "What readers told us about the bridge:\n\n• “It was shaking for weeks.” — Ada Holm\n• “I always took the "
        "ferry.” — Ole Brun, fisherman\n",
        [("Ada Holm", "“It was shaking for weeks.”"), ("Ole Brun, fisherman", "“I always took the ferry.”")],
    ),
    "bullets labelled": (
        "What the parties say about the bridge:\n\n- Mara Lind, Greens: “Tear it down.”\n- Tomas Okoro, Liberals: “We "
        "must repair it first.”\n",
        [("Mara Lind, Greens", "“Tear it down.”"), ("Tomas Okoro, Liberals", "“We must repair it first.”")],
    ),
    "signed on the next line": (
        "“I heard a crack and then the whole deck went down.”\n\n— Ada Holm, nurse\n\nThe bridge had been closed "
        "twice.",
        [("Ada Holm, nurse", "“I heard a crack and then the whole deck went down.”")],
    ),
    # Transcripts and interviews
    "transcript in capitals": (
        "This is what was said at Monday's hearing.\n\nLIND: When did you first see the crack?\n\nOKORO: In March. We "
        "told the council at once.\n\nLIND: And what did they do?\n\nOKORO: Nothing.\n",
        [
            ("LIND", "When did you first see the crack?"),
            ("OKORO", "In March. We told the council at once"),
            ("LIND", "And what did they do?"),
            ("OKORO", "Nothing"),
        ],
    ),
    "questions and answers": (
        "Mara Lind has run the port since 2009.\n\nQ: Are the cranes safe?\n\nA: Two of them are. We are replacing the "
        "third.\n\nQ: When?\n\nA: In spring.\n",
        [
            ("Q", "Are the cranes safe?"),
            ("A", "Two of them are. We are replacing the third"),
            ("Q", "When?"),
            ("A", "In spring"),
        ],
    ),
    "transcript of a court": (
        "MR. SMITH: Where were you that night?\nTHE WITNESS: I was on the bridge.\nTHE COURT: Speak up, please.\nTHE "
        "WITNESS: I was on the bridge, your honour.\n",
        [
            ("MR. SMITH", "Where were you that night?"),
            ("THE WITNESS", "I was on the bridge"),
            ("THE COURT", "Speak up, please"),
            ("THE WITNESS", "I was on the bridge, your honour"),
        ],
    ),
    "transcript with times": (
        "[00:12:03] ANNA: We lost the signal at noon.\n[00:12:40] BEN: Did you call the coast guard?\n[00:13:01] ANNA: "
        "Twice.\n",
        [
            ("ANNA", "We lost the signal at noon"),
            ("BEN", "Did you call the coast guard?"),
            ("ANNA", "Twice"),
        ],
    ),
    "interview with names in bold": (
        "**Anna Holm:** We lost the signal at noon. I thought we were finished.\n\n**Ben Okoro:** Did you call the "
        "coast guard?\n",
        [
            ("Anna Holm", "We lost the signal at noon. I thought we were finished"),
            ("Ben Okoro", "Did you call the coast guard?"),
        ],
    ),
    "transcript with titles": (
        "Anna Holm (mayor of Norrvik): We will open the bridge when it is safe.\n\nBen Okoro (Skelt Ferries): You said "
        "that last year.\n",
        [
            ("Anna Holm (mayor of Norrvik)", "We will open the bridge when it is safe"),
            ("Ben Okoro (Skelt Ferries)", "You said that last year"),
        ],
    ),
    "speakers on lines of their own": (
        "ANNA HOLM:\nWe lost the signal at noon.\n\nBEN OKORO:\nDid you call the coast guard?\n\nANNA HOLM:\nTwice.\n",
        [
            ("ANNA HOLM", "We lost the signal at noon"),
            ("BEN OKORO", "Did you call the coast guard?"),
            ("ANNA HOLM", "Twice"),
        ],
    ),
    # Posts
    "post in marks": (
        "The minister reacted within the hour.\n\n“The bridge at Norrvik is safe. I crossed it this morning.” — Mara "
        "Lind (@maralind) June 3, 2016\n\nThe post was later removed.",
        [("Mara Lind (@maralind)", "“The bridge at Norrvik is safe. I crossed it this morning.”")],
    ),
    "post without marks": (
        "The minister reacted within the hour.\n\nThe bridge at Norrvik is safe. I crossed it this morning. "
        "pic.twitter.com/a1b2c3 — Mara Lind (@maralind) June 3, 2016\n\nThe post was later removed.",
        [("Mara Lind (@maralind)", "The bridge at Norrvik is safe. I crossed it this morning")],
    ),
    "post signed on the next line": (
        "The bridge at Norrvik is safe. I crossed it this morning.\n— Mara Lind (@maralind) 3 June 2016\n\nNobody "
        "believed it.",
        [("Mara Lind (@maralind)", "The bridge at Norrvik is safe. I crossed it this morning")],
    ),
    "repeated post": (
        "Her office shared it at once.\n\nRT @maralind: The bridge at Norrvik is safe.\n\nThe post was later removed.",
        [("@maralind", "The bridge at Norrvik is safe")],
    ),
    # Block quotations
    "block signed": (
        "The letter was short.\n\n> We will not pay for the bridge.\n> We never promised to.\n\n— Mara Lind, mayor\n",
        [("Mara Lind, mayor", "We will not pay for the bridge. ... We never promised to.")],
    ),
    "block behind a colon": (
        "In her letter to the council, Lind wrote:\n\n> We will not pay for the bridge.\n\nThe council has not "
        "replied.",
        [("Lind", "We will not pay for the bridge")],
    ),
    "block in marks": (
        "> “We will not pay for the bridge,” Mara Lind wrote. “We never promised to.”\n\nThe council has not replied.",
        [("Mara Lind", "“We will not pay for the bridge,” ... “We never promised to.”")],
    ),
    # Headlines
    "headline with the speaker before": (
        "Lind: Bridge at Norrvik is safe\n\nMara Lind crossed the bridge at Norrvik on Monday. It had been shut "
        "for a week.",
        [("Lind", "Bridge at Norrvik is safe")],
    ),
    "headline with the speaker behind": (
        "Bridge at Norrvik is safe: Lind\n\nMara Lind crossed the bridge at Norrvik on Monday. It had been shut "
        "for a week.",
        [("Lind", "Bridge at Norrvik is safe")],
    ),
    "headline with a verb": (
        "Bridge at Norrvik is safe, says Lind\n\nThe bridge at Norrvik opened on Monday. It had been shut for a week.",
        [("Lind", "Bridge at Norrvik is safe")],
    ),
    "headline of a report": (
        "Report: Bridge at Norrvik was never tested\n\nThe bridge at Norrvik fell on Monday. Nobody was hurt.",
        [("Report", "Bridge at Norrvik was never tested")],
    ),
    # Nothing is said here
    "recipe": (
        "Norrvik fish soup\n\nServes: 4\nTime: 45 minutes\n\nIngredients:\n- 500 g of cod\n- 2 onions\n- 1 litre of "
        "stock\n\nChop the onions. Add the stock and simmer for 20 minutes. Note: the soup keeps for two days.",
        [],
    ),
    "table": (
        "Port: Norrvik\nShips: 9\nLast inspection: 10:30 on 3 June\nOwner: Skelt Ferries\n\nPort | Ships\nNorrvik | "
        "9\nSkelt | 12\n",
        [],
    ),
    "results": (
        "Norrvik 3, Skelt 1\nGoals: Holm 12, Okoro 40, Brun 88; Koss 51\nAttendance: 1,204\n\nLund 0, Vauclair 0\n"
        "Referee: J. Weller\n",
        [],
    ),
    "timetable": (
        "Ferry from Norrvik: 06:30, 08:00, 10:30\nFerry from Skelt: 07:15, 09:00\n\nTickets: 12.50\nRatio of boats to "
        "crews: 3:2\n",
        [],
    ),
    "bullets with dashes": (
        "The bridge in figures\n\n— Built in 1911 for two lanes\n— Length of 412 metres\n— Closed twice since 2009\n",
        [],
    ),
}

FAILING = frozenset(
    (
        "dash with a clause behind a second dash",
        "dash dialogue of two",
        "block behind a colon",
        "block in marks",
    )
)
"""Cases that are not solved yet."""


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=pytest.mark.xfail(strict=True, reason="not solved yet")) if name in FAILING else name
        for name in CASES
    ],
)
def test_form(name: str) -> None:
    text, expected = CASES[name]
    found = [(_bare(words_of(text, one.source)), _bare(words_of(text, one.content))) for one in attributions(text)]
    if expected:
        assert [pair for pair in expected if (_bare(pair[0]), _bare(pair[1])) not in found] == [], found
    else:
        assert found == []


def _bare(words: str) -> str:
    return words.strip(" .,")
