"""The consent of `agent setup` names what the consent in the game names."""

from __future__ import annotations

import re

from agent.i18n import LANGUAGES, catalogue
from agent.resources import bundled
from agent.setup.onboarding import CONSENT_LINES


def test_the_same_categories_in_the_same_order() -> None:
    window = bundled("mod") / "gpt-assistant" / "scripts" / "gui" / "consent_window.lua"
    found = re.search(r"local CATEGORIES =\s*\{([^}]*)\}", window.read_text("utf-8"))
    assert found is not None
    assert tuple(re.findall(r'"([a-z]+)"', found[1])) == CONSENT_LINES
    for language in LANGUAGES:
        assert all(catalogue(language).has(f"setup-consent-{line}") for line in CONSENT_LINES)
