"""The sign above the door: the commands beside the text field and the bot's description, before and after opening."""

import asyncio

import structlog
from telegram import Bot, BotCommand, BotCommandScope, BotCommandScopeAllPrivateChats, BotCommandScopeChat
from telegram.error import RetryAfter, TelegramError

from bot.domain.people import Guest
from bot.outbox.policy import seconds_to_wait
from bot.services.bar import Bar

log = structlog.get_logger(__name__)

COMMANDS = ("start", "book", "order", "drinks", "mine", "language", "help")
#: Before the opening.
EARLY_COMMANDS = ("follow", "clues", "unfollow")
#: In the staff group, before the opening too.
STAFF_COMMANDS = (
    *("tonight", "night", "walkin", "close", "reopen"),
    *("orders", "soldout", "available", "pause", "resume", "rush", "sales", "campaign", "help"),
)
#: A limit of the Bot API: setMyShortDescription.
SHORT = 120
#: Of whom nothing is known, not even a language.
STRANGER = Guest(0, "", None)


class Sign:
    """Says other things before the opening than after."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._shows: bool | None = None
        self._staff_told: bool | None = None
        # Telegram's own pause, by the loop's clock: signs are seldom changed, and it wants them to be.
        self._rests_until = 0.0
        # A tick and a moved clock may ask at the same time.
        self._hanging = asyncio.Lock()

    async def hang_out(self, bar: Bar) -> None:
        """Make the sign say what is true now. Telegram keeps it, so it is set only when that changes."""
        async with self._hanging:
            if self._rests:
                return
            is_open = await bar.launch.opening.is_open()
            if is_open != self._shows:
                await self._change(bar, is_open=is_open)
            if not self._staff_told and not self._rests:
                await self._set_for_staff(bar)

    async def _change(self, bar: Bar, *, is_open: bool) -> None:
        try:
            for language in bar.desk.settings.venue.languages:
                await self._set(bar, language, is_open=is_open)
            # Whoever speaks neither language reads what the bot would speak with them.
            await self._set(bar, None, is_open=is_open)
        except TelegramError as error:
            log.warning("sign_not_hung_out", reason=str(error))
            self._rest(error)
        else:
            self._shows = is_open

    @property
    def _rests(self) -> bool:
        return asyncio.get_running_loop().time() < self._rests_until

    def _rest(self, error: TelegramError) -> None:
        if isinstance(error, RetryAfter):
            self._rests_until = asyncio.get_running_loop().time() + seconds_to_wait(error)

    async def _set(self, bar: Bar, language: str | None, *, is_open: bool) -> None:
        words = bar.desk.words(language or bar.desk.language_of(STRANGER))
        names = COMMANDS if is_open else EARLY_COMMANDS
        commands = [BotCommand(name, words.plain(f"command-{name}")) for name in names]
        scope = BotCommandScopeAllPrivateChats()
        await self._bot.set_my_commands(commands, scope=scope, language_code=language)
        about = (
            words.plain("description-open", name=bar.desk.settings.venue.name) if is_open else words.plain("phone-line")
        )
        await self._bot.set_my_description(about, language_code=language)
        await self._bot.set_my_short_description(about[:SHORT], language_code=language)

    async def _set_for_staff(self, bar: Bar) -> None:
        words = bar.desk.staff_words
        commands = [BotCommand(name, words.plain(f"staff-command-{name}")) for name in STAFF_COMMANDS]
        scope: BotCommandScope = BotCommandScopeChat(bar.desk.settings.staff.chat_id)
        try:
            await self._bot.set_my_commands(commands, scope=scope)
        except TelegramError as error:
            # The bot may not be in the group yet; told once, and tried again at the next beat.
            self._rest(error)
            if self._staff_told is None:
                log.warning("staff_sign_not_hung_out", reason=str(error))
            self._staff_told = False
        else:
            self._staff_told = True
