"""Answers in words: what a typed text stands for among the buttons that were shown last."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.drafts import Draft
from bot.domain.people import Caller
from bot.outbox.messages import Message
from bot.services.desk import Desk
from bot.services.talk import OFFERS, Agreed, Meant, Talk, Word, agreed, pressed
from bot.storage import conversation
from bot.storage.conversation import Asked
from bot.storage.tx import Tx
from bot.understanding.labels import stands_for
from bot.understanding.nights import said_party
from bot.understanding.reading import Reader, Reading

#: How far back the cards go that a word may belong to, in time and in number; and how long a question waits.
REMEMBERED = timedelta(days=60)
CARDS = 40
ASKED_FOR = timedelta(hours=24)
#: For so long whatever is written may be the note that was asked for; later it is about something else.
NOTE_ASKED_FOR = timedelta(minutes=15)
#: What brings a button that stands only below the question for a note.
NOTE_ASKED = "no-note"


class Conversation:
    """Whatever a button does, its words do too."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._reader = Reader.of(desk.settings)

    async def remember(
        self, caller: Caller, message_id: int, message: Message, *, draft: str | None = None, said: str | None = None
    ) -> None:
        """Keep what was asked, and the booking that is talked about (``draft``, JSON).

        What has no buttons asks nothing, and the question before it stands. So it does beside an offer to pass on what
        the guest has ``said``: whoever was not followed may still answer it.
        """
        asked = Asked(message_id, _buttons(message), draft, said, None if said is None else message_id)
        if asked.buttons:
            await self._desk.commit(lambda tx: self._remember(tx, caller.chat_id, asked))

    async def forget(self, caller: Caller) -> None:
        """Nothing is asked or talked about any more."""
        await self._desk.commit(lambda tx: conversation.delete_asked(tx, caller.chat_id))

    async def answer(self, caller: Caller, text: str) -> Meant | None:
        """The button of the last question that ``text`` stands for, or None."""
        now = self._desk.now
        asked, just_asked = await self._desk.read(
            lambda tx: [
                conversation.get_asked(tx, caller.chat_id, since) for since in (now - ASKED_FOR, now - NOTE_ASKED_FOR)
            ]
        )
        if asked is None:
            return None
        note = None if just_asked is None else _note_meant(just_asked, text)
        return _meant(asked, text) or _party_meant(asked, text) or note

    def warm_up(self) -> None:
        """Make ready what reading takes: some tenth of a second that no guest should wait for. Blocks; for a thread."""
        self._reader.warm_up()

    def read(self, text: str, talk: Talk | None = None) -> Reading:
        """What ``text`` says now, in the middle of ``talk``."""
        return self._reader.read(text, self._desk.now, "order" if talk is not None and talk.is_cart else None)

    async def talk(self, caller: Caller) -> Talk:
        """What is being talked about."""
        now = self._desk.now
        asked = await self._desk.read(lambda tx: conversation.get_asked(tx, caller.chat_id, now - ASKED_FOR))
        return Talk.at(asked, now)

    async def agreed(self, caller: Caller, word: Word, said_in: int | None) -> Agreed:
        """What a yes, a no or a "never mind" answers that the guest has said in message ``said_in``."""
        now = self._desk.now
        return await self._desk.read(
            lambda tx: agreed(
                word,
                conversation.get_asked(tx, caller.chat_id, now - ASKED_FOR),
                self._shown(tx, caller.chat_id, None),
                said_in,
                now,
            )
        )

    async def decline_offer(self, caller: Caller) -> None:
        """What the guest has said is not passed on; the question that stands beside the offer goes on standing."""
        await self._desk.commit(lambda tx: self._decline_offer(tx, caller.chat_id))

    async def draft(self, caller: Caller) -> Draft:
        """The booking that the message is about whose button was pressed, or said in words; else an empty one."""
        since = self._desk.now - ASKED_FOR
        asked = await self._desk.read(lambda tx: conversation.get_asked(tx, caller.chat_id, since))
        return Draft.read(asked.draft if asked is not None and asked.message_id == caller.message_id else None)

    async def said(self, caller: Caller) -> str | None:
        """The guest's words that the message is about whose button was pressed; None where they wait no more."""
        message_id = caller.message_id
        if message_id is None:
            return None
        return await self._desk.read(lambda tx: conversation.get_said(tx, caller.chat_id, message_id))

    async def on_cards(self, caller: Caller, text: str, replied_to: int | None = None) -> list[Meant]:
        """What ``text`` stands for on the cards of a chat, the newest first; on ``replied_to`` alone where given."""
        shown = await self._desk.read(lambda tx: self._shown(tx, caller.chat_id, replied_to))
        return [meant for asked in shown if (meant := _meant(asked, text)) is not None]

    async def words_on(self, caller: Caller, message_id: int) -> list[str]:
        """The words on the buttons of a card; none where it has no buttons, or is none."""
        shown = await self._desk.read(lambda tx: self._shown(tx, caller.chat_id, message_id))
        return [label for asked in shown for label, _ in asked.buttons]

    def _remember(self, tx: Tx, chat_id: int, asked: Asked) -> None:
        now = self._desk.now
        before = None if asked.said is None else conversation.get_asked(tx, chat_id, now - ASKED_FOR)
        kept = asked if before is None else _beside(before, asked)
        # A question that stands is as old as it was: after the one for a note, not everything is a note.
        conversation.set_asked(tx, chat_id, kept, kept.asked_at or now)

    def _decline_offer(self, tx: Tx, chat_id: int) -> None:
        asked = conversation.get_asked(tx, chat_id, self._desk.now - ASKED_FOR)
        if asked is None:
            return
        standing = tuple(button for button in asked.buttons if not button[1].startswith(OFFERS))
        if standing:
            kept = replace(asked, buttons=standing, said=None, said_message_id=None)
            conversation.set_asked(tx, chat_id, kept, asked.asked_at or self._desk.now)
        else:
            conversation.delete_asked(tx, chat_id)

    def _shown(self, tx: Tx, chat_id: int, message_id: int | None) -> list[Asked]:
        """The cards of a chat as they stand, the newest first."""
        since = self._desk.now - REMEMBERED
        standing: dict[int, Asked] = {}
        for shown_id, body, shown_at in conversation.list_promised(tx, chat_id, since, CARDS, message_id):
            buttons = _buttons(Message.from_json(body))
            standing.setdefault(shown_id, Asked(shown_id, buttons, asked_at=shown_at))
        return list(standing.values())


def _buttons(message: Message) -> tuple[tuple[str, str], ...]:
    """What can be said in words; an address that a button opens is not among it."""
    return tuple((button.text, button.data) for row in message.buttons for button in row if button.data)


def _beside(before: Asked, offer: Asked) -> Asked:
    """A question with an offer to pass on what was said, in place of an earlier one."""
    standing = tuple(button for button in before.buttons if not button[1].startswith(OFFERS))
    if not standing:
        return offer
    return replace(before, buttons=(*standing, *offer.buttons), said=offer.said, said_message_id=offer.said_message_id)


def _meant(asked: Asked, text: str) -> Meant | None:
    place = stands_for(text, [label for label, _ in asked.buttons])
    if place is None:
        return None
    return pressed(asked, asked.buttons[place][1])


def _party_meant(asked: Asked, text: str) -> Meant | None:
    """A number of people, said as people say it; more than there are buttons for asks what can be done then."""
    party = said_party(text) if asked.buttons[0][1].startswith("take-party:") else None
    if party is None:
        return None
    by_label = dict(asked.buttons)
    sizes = [int(label) for label in by_label if label.isdecimal()]
    more = [data for data in by_label.values() if data.startswith("more-of-us")]
    data = by_label.get(str(party)) or (more[0] if more and party > max(sizes) else None)
    return None if data is None else Meant(data, asked.message_id)


def _note_meant(asked: Asked, text: str) -> Meant | None:
    """After the question for a note, whatever is no button's word is the note."""
    is_asked = NOTE_ASKED in {data for _, data in asked.buttons}
    return Meant("note", asked.message_id) if is_asked and text.strip() else None
