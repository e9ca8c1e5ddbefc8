import pytest

from bot.domain.people import Guest, language_for

BOTH, ENGLISH, ITALIAN = ("en", "it"), ("en",), ("it",)


@pytest.mark.parametrize(
    ("telegram", "choice", "spoken", "language"),
    [
        # Telegram's language is the default …
        ("en", None, BOTH, "en"),
        ("it", None, BOTH, "it"),
        ("en-GB", None, BOTH, "en"),
        ("IT-it", None, BOTH, "it"),
        # … Italian where it is unknown or not spoken …
        (None, None, BOTH, "it"),
        ("", None, BOTH, "it"),
        ("de", None, BOTH, "it"),
        ("zh-hans", None, BOTH, "it"),
        # … and a guest's own choice comes before it.
        ("en", "it", BOTH, "it"),
        ("it", "en", BOTH, "en"),
        (None, "en", BOTH, "en"),
        # A house that speaks one language speaks it with everybody, whatever was chosen once.
        ("it", None, ENGLISH, "en"),
        (None, None, ENGLISH, "en"),
        ("it", "it", ENGLISH, "en"),
        ("en", "en", ITALIAN, "it"),
        ("en", "fr", BOTH, "en"),
    ],
)
def test_the_language_to_speak_with_a_guest(
    telegram: str | None, choice: str | None, spoken: tuple[str, ...], language: str
) -> None:
    assert language_for(Guest(1, "Anna", telegram, choice), spoken) == language
