"""The embedded model and the estimate of tokens keep what the port promises."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from agent.models import EmbeddedModel, LanguageModel, Message, Prompt, estimate_tokens


def test_the_embedded_model_says_the_draft_and_nothing_else() -> None:
    model: LanguageModel = EmbeddedModel()
    prompt = Prompt(system="s", messages=(Message("user", "q"),), draft="Дефицит: железная плита.")
    reply = model.complete(prompt, max_tokens=10)
    assert (reply.text, reply.model) == ("Дефицит: железная плита.", "embedded")


@given(st.text(), st.text())
def test_the_estimate_of_tokens_never_shrinks_when_text_is_added(first: str, second: str) -> None:
    assert estimate_tokens(first + second) >= estimate_tokens(first)
    assert estimate_tokens(first + second) <= estimate_tokens(first) + estimate_tokens(second)


def test_the_estimate_is_not_below_published_counts() -> None:
    # OpenAI's help page "What are tokens and how to count them": 1 token ~ 4 English characters, 100 tokens ~ 75 words;
    # its example "You miss 100% of the shots you don't take" is 11 tokens.
    assert estimate_tokens("You miss 100% of the shots you don't take") >= 11
    assert estimate_tokens("") == 0
    assert estimate_tokens("a") == 1
