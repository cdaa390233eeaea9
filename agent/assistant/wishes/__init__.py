"""What players wish built, read from the chat without a model: every word is understood, or it is asked about."""

from agent.assistant.wishes.reader import named_things, read_wish
from agent.assistant.wishes.request import AskBack, BuildRequest, Manner, Reading
from agent.assistant.wishes.sentences import asks_why, split_prompt
from agent.assistant.wishes.talk import wish_in_talk
from agent.assistant.wishes.vocabulary import Vocabulary, vocabulary_of

__all__ = [
    "AskBack",
    "BuildRequest",
    "Manner",
    "Reading",
    "Vocabulary",
    "asks_why",
    "named_things",
    "read_wish",
    "split_prompt",
    "vocabulary_of",
    "wish_in_talk",
]
