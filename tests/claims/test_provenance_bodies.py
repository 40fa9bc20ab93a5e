"""What "the ministry", "the agency", "it" and "they" stand for, and who "he" is after somebody unnamed."""

import pytest


@pytest.mark.parametrize(
    ("lead", "source", "origin"),
    [
        ("[1S The Ministry of Works] [1C said] [1T no].", "The ministry", "Ministry of Works"),
        ("[1S The Ministry of Works] [1C said] [1T no].", "It", "Ministry of Works"),
        ("The Ministry of Works shut the bridge.", "The ministry", "Ministry of Works"),
        ("The Vorne Harbour Council met.", "The council", "Vorne Harbour Council"),
        ("They wrote to the Vorne health ministry.", "The ministry", "Vorne health ministry"),
        ("The Vorne health ministry closed it.", "It", "Vorne health ministry"),
        ("The mill closed. The council met on Friday.", "It", "council"),
        ("[1S Greyline, the fund that owns the mill,] [1C said] [1T no].", "The fund", "Greyline"),
        ("[1S Greyline, the fund that owns the mill,] [1C said] [1T no].", "The company", "Greyline"),
        ("Greyline, the fund that owns the mill, fell.", "The fund", "Greyline"),
        ("[1S The Open Oars Society] [1C said] [1T no].", "The group", "Open Oars Society"),
        ("[1S The Coastal Repair Organization] [1C said] [1T no].", "The CRO", "Coastal Repair Organization"),
        ("The Harbour Workers Union (HWU) met.", "The HWU", "Harbour Workers Union"),
        ("[1S Voss, of the youth wing Junge HWU,] [1C said] [1T no].", "The HWU", "HWU"),
        ("Almost all left. The trade group for dockers met.", "The group", "group"),
        ("Justice Ida Lund, the court’s oldest member, left.", "The court", "court"),
    ],
)
def test_which_body(lead, source, origin, read):
    assert read(f"{lead} [2S {source}] [2C said] [2T it was late].")[-1].origin == origin


@pytest.mark.parametrize(
    ("lead", "pronoun", "origin"),
    [
        ("[1S A police spokesman] [1C said] [1T no].", "He", "police spokesman"),
        ("[1S A pilot] [1C said] [1T no].", "She", "pilot"),
        ("[1S Two pilots] [1C said] [1T no].", "He", None),
        ("[1S A police spokesman] [1C said] [1T no].", "She", None),
        ("[1S A pilot] [1C said] [1T no]. Ida Lund left.", "She", "Ida Lund"),
        ("Ida Lund came. [1S The mayor] [1C said] [1T no].", "She", "Ida Lund"),
        ("Ida Lund left the Centre for Coastal Repair.", "She", "Ida Lund"),
        ("Ida Park crossed Vorne National Forest.", "She", "Ida Park"),
    ],
)
def test_who_after_somebody_unnamed(lead, pronoun, origin, read):
    assert read(f"{lead} [2S {pronoun}] [2C said] [2T it was late].")[-1].origin == origin


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("People briefed on the plan", "anonymous"),
        ("Three bankers", "anonymous"),
        ("The two pilots", "group"),
        ("Six in 10 pilots", "group"),
        ("An eyewitness", "anonymous"),
        ("A senior official, who spoke on condition of anonymity because talks are private,", "anonymous"),
        ("The lawyer for the family, Ruth Amsel,", "person"),
        ("A spokeswoman for the ministry, Zorla Vex,", "person"),
        ("American Quays, a super PAC aligned with Ida Lund,", "organisation"),
        ("The United States", "government"),
        ("The BBC’s former host Ida Lund", "person"),
    ],
)
def test_kinds_of_speakers(source, kind, one):
    assert one(f"[S {source}] [C said] [T it was late].").source_type == kind
