"""Which wordings of a quotation are altered."""

from __future__ import annotations

from reliability.stories.wording import altered


def test_contractions_and_asides_do_not_alter_a_quotation() -> None:
    assert not altered(
        "“We won't sail to Port Ansel until Friday”", "“We will not sail (again) to Port Ansel until Friday”"
    )
    assert altered("“We will sail to Port Ansel before Friday”", "“We will sail to Port Ansel after Friday”")
