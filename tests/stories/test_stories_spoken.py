"""The words that give values in sentences."""

from __future__ import annotations

from reliability.stories.spoken import spoken


def test_the_words_that_give_a_value_are_found_in_its_sentence():
    asked = [
        ("toll", "killed", "11-13", "A dozen people died in the mill, and two were injured.", "a dozen"),
        ("toll", "injured", "2", "A dozen people died in the mill, and two were injured.", "two"),
        ("toll", "killed", "12+", "KESTMARE (NW) - At least 12 people were killed on Monday.", "at least 12"),
        ("money", "damage", "3600000000", "They paid $3.6 billion and lost $4 million.", "$3.6 billion"),
        ("number", "cost", "45000000", "He put the cost at 45 million marks.", "45 million marks"),
        ("percent", "share", "47", "It rose to 47 percent.", "47 percent"),
        ("date", "", "Monday", "It rose to 47 percent on Monday.", None),
        ("toll", "killed", "13", "A dozen people died in the mill.", None),
    ]
    kinds, whats, values, sentences, words = (list(column) for column in zip(*asked, strict=True))
    assert spoken(kinds, whats, values, sentences) == words
    assert spoken([], [], [], []) == []
