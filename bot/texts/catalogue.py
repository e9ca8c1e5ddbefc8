"""Reading the sentences and saying them: plural rules by Fluent, dates and money by Babel, one escaping renderer."""

import html
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import ast
from fluent.syntax.ast import Resource

#: Plain sentences that are kept ready: the same buttons stand on every card, and a plural costs 20 µs to decide.
KEPT_READY = 2_048
#: The folders beside this module, and the locale that each is formatted by.
LOCALES: Mapping[str, str] = {"en": "en_GB", "it": "it_IT"}
FOLDER = Path(__file__).parent


class Html(str):
    """Text that is HTML already; the renderer leaves it alone."""

    __slots__ = ()


class Catalogue:
    """The sentences of one language, by their keys."""

    def __init__(self, language: str, sources: Iterable[Path]) -> None:
        self.language = language
        self.locale = LOCALES[language]
        # Telegram shows the isolating marks around arguments as stray characters in some clients.
        self._bundle = FluentBundle([self.locale.replace("_", "-")], use_isolating=False)
        for source in sources:
            self._bundle.add_resource(_parsed(source))
        self._ready = lru_cache(maxsize=KEPT_READY)(self._plain)

    @property
    def keys(self) -> frozenset[str]:
        """Every key there is."""
        return frozenset(self._bundle._messages)

    def html(self, key: str, **details: object) -> Html:
        """The sentence ``key`` as Telegram HTML; every detail is escaped unless it is `Html` itself.

        Raises:
            KeyError: there is no such sentence, or it needs a detail that was not given.
        """
        return Html(self._format(key, {name: _escaped(value) for name, value in details.items()}))

    def plain(self, key: str, **details: object) -> str:
        """The sentence ``key`` as plain text, for buttons and callback answers."""
        return self._ready(key, tuple(details.items()))

    def _plain(self, key: str, details: tuple[tuple[str, object], ...]) -> str:
        return self._format(key, dict(details))

    def _format(self, key: str, details: dict[str, object]) -> str:
        message = self._bundle.get_message(key)
        if message.value is None:
            raise KeyError(key)
        text, errors = self._bundle.format_pattern(message.value, details)
        if errors:
            raise KeyError(f"{self.language} {key}: {errors[0]}")
        return str(text)


@cache
def catalogue(language: str) -> Catalogue:
    """The sentences of ``language`` ("en" or "it"), read once."""
    return Catalogue(language, sorted((FOLDER / language).glob("*.ftl")))


def _parsed(source: Path) -> Resource:
    resource = FluentResource(source.read_text(encoding="utf-8"))
    for entry in resource.body:
        # Fluent drops a sentence that it cannot parse without a word.
        if isinstance(entry, ast.Junk):
            raise ValueError(f"{source}: cannot be read near {(entry.content or '').strip()[:60]!r}")
    return resource


def _escaped(value: object) -> object:
    if isinstance(value, str) and not isinstance(value, Html):
        return html.escape(value, quote=False)
    return value
