"""The relay between a guest and whoever of the staff is Mr. V tonight: questions, lines of them, and answers."""

from datetime import datetime
from functools import partial

from bot.cards import mask as cards_of_mask
from bot.domain.mask import LARGEST_PARTY, MOST_UNANSWERED, OPEN_FOR, Question
from bot.domain.people import Caller
from bot.errors import Refusal
from bot.outbox.messages import Message, Priority
from bot.outbox.queue import reshow, say, show
from bot.services.desk import Desk
from bot.storage import cards, conversation, guests, mask
from bot.storage.tx import Tx

SUBJECT = "question"
#: A message in the staff group with a line of a question; a reply to it finds the question.
LINE = "question-line"
#: The message that offered to pass a guest's words on, once they have gone; its subject is their last line.
OFFER = "offered-line"


class Mask:
    """Carries words between a guest's chat and the staff group."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def ask(self, caller: Caller, party: int) -> bool:
        """Open a question about a party (0: about none); False where one is open, which then waits anew.

        Raises:
            Refusal: nobody comes with so many ("stale-card").
        """
        if not 0 <= party <= LARGEST_PARTY:
            raise Refusal("stale-card")
        return await self._desk.effect(caller, partial(self._ask, caller, party))

    async def is_listening(self, caller: Caller) -> bool:
        """Whether the guest has a question open, so that what they write is for the staff."""
        return await self._desk.read(lambda tx: self._open(tx, caller.guest_id)) is not None

    async def pass_on(self, caller: Caller, text: str) -> None:
        """Promise a guest's words to the staff group; the first time the guest is told that they went.

        Raises:
            Refusal: no question is open ("not-understood"), or the staff have enough to read ("mask-enough").
        """
        await self._desk.effect(caller, partial(self._pass_on, caller, text))

    async def pass_on_said(self, caller: Caller) -> bool:
        """Promise the staff what a guest has said and was offered to be passed on, on a question opened for it.

        False where that was done before. What made the offer says so from now on.

        Raises:
            Refusal: the words wait no more ("stale-card"), or the staff have enough to read ("mask-enough").
        """
        return await self._desk.effect(caller, partial(self._pass_on_said, caller))

    async def spoke_last(self, caller: Caller) -> bool:
        """Whether the last word of the guest's open question is newer than what was asked last in the caller's chat.

        Then what they write belongs to it. False without an open question.
        """
        return await self._desk.read(partial(self._spoke_last, caller))

    async def is_about_question(self, caller: Caller, message_id: int) -> bool:
        """Whether a message in the caller's chat is a question's card, or a line of one."""
        return await self._desk.read(lambda tx: mask.get_question_at(tx, caller.chat_id, message_id)) is not None

    async def answer(self, caller: Caller, message_id: int, text: str) -> None:
        """Promise the staff's words to the guest whose question stands in a message; its card says who answered.

        A question that was closed is open again: what the guest says to this goes to the staff.
        """
        await self._desk.effect(caller, partial(self._answer, caller, message_id, text))

    async def close(self, caller: Caller, question_id: int) -> None:
        """Close a question for the staff.

        Raises:
            Refusal: somebody was faster ("step-late"), or there is no such question any more ("step-gone").
        """
        await self._desk.effect(caller, partial(self._close, caller, question_id))

    def _ask(self, caller: Caller, party: int, tx: Tx) -> bool:
        now = self._desk.now
        waiting = self._open(tx, caller.guest_id)
        if waiting is not None:
            mask.ask_again(tx, waiting.id, party or waiting.party, now)
            self._reshow(tx, waiting.id, now)
            conversation.delete_asked(tx, caller.chat_id)
            return False
        self._open_anew(caller, party, tx)
        self._say(tx, caller, "mask-write", now)
        return True

    def _open_anew(self, caller: Caller, party: int, tx: Tx) -> Question:
        now = self._desk.now
        left_open = mask.close_left_open(tx, caller.guest_id, now)
        if left_open is not None:
            self._reshow(tx, left_open, now)
        question = _get(tx, mask.insert_question(tx, caller.guest_id, party, now))
        card = cards.insert_card(tx, SUBJECT, question.id, "staff", self._desk.settings.staff.chat_id)
        show(tx, card, self._staff_card(tx, question), Priority.STAFF, now)
        # Whatever else was asked: what the guest writes next is for the staff.
        conversation.delete_asked(tx, caller.chat_id)
        return question

    def _pass_on(self, caller: Caller, text: str, tx: Tx) -> None:
        now = self._desk.now
        question = self._open(tx, caller.guest_id)
        if question is None:
            # Closed since somebody looked: then the guest reads what they read without a question.
            raise Refusal("not-understood")
        if not mask.has_lines(tx, question.id):
            self._say(tx, caller, "mask-passed-on", now)
        self._carry(caller, question, text, tx)

    def _pass_on_said(self, caller: Caller, tx: Tx) -> bool:
        if self._desk.made_here(tx, caller, OFFER) is not None:
            return False
        said = conversation.get_said(tx, caller.chat_id, caller.message_id)
        if said is None:
            raise Refusal("stale-card")
        question = self._open(tx, caller.guest_id) or self._open_anew(caller, 0, tx)
        conversation.delete_asked(tx, caller.chat_id)
        line_id = self._carry(caller, question, said, tx)
        offer = cards.insert_card(tx, OFFER, line_id, "guest", caller.chat_id, caller.message_id)
        # Whoever types reads at the end of the chat; either way nothing is offered any more.
        key = "not-understood" if caller.typed else "mask-passed-on"
        show(tx, offer, Message(self._desk.words(caller.language).html(key)), Priority.GUEST, self._desk.now)
        if caller.typed:
            self._say(tx, caller, "mask-passed-on", self._desk.now)
        return True

    def _carry(self, caller: Caller, question: Question, text: str, tx: Tx) -> int:
        """Promise a text to the staff; the id of its last line."""
        if question.unanswered >= MOST_UNANSWERED:
            raise Refusal("mask-enough")
        now, line_id = self._desk.now, 0
        for line in cards_of_mask.lines(self._desk.staff_words, caller.guest_id, caller.first_name, text):
            line_id = mask.insert_line(tx, question.id, now)
            card = cards.insert_card(tx, LINE, line_id, "staff", self._desk.settings.staff.chat_id)
            show(tx, card, line, Priority.STAFF, now)
        return line_id

    def _spoke_last(self, caller: Caller, tx: Tx) -> bool:
        question = self._open(tx, caller.guest_id)
        if question is None:
            return False
        asked = conversation.get_asked(tx, caller.chat_id, self._desk.now - OPEN_FOR)
        return asked is None or asked.asked_at is None or mask.get_last_word_at(tx, question) > asked.asked_at

    def _answer(self, caller: Caller, message_id: int, text: str, tx: Tx) -> None:
        now = self._desk.now
        question = mask.get_question_at(tx, caller.chat_id, message_id)
        if question is None:
            return
        words = self._desk.words(self._desk.language_of(guests.known_guest(tx, question.guest_id)))
        for answer in cards_of_mask.answers(words, text):
            say(tx, question.guest_id, answer, Priority.GUEST, now)
        mask.answer_question(tx, question.id, caller.first_name, now)
        self._reshow(tx, question.id, now)

    def _close(self, caller: Caller, question_id: int, tx: Tx) -> None:
        question = mask.get_question(tx, question_id)
        if question is None:
            raise Refusal("step-gone")
        if not mask.close_question(tx, question_id, caller.first_name, self._desk.now):
            raise Refusal("step-late", by=question.closed_by) if question.closed_by else Refusal("step-gone")
        self._reshow(tx, question_id, self._desk.now)

    def _open(self, tx: Tx, guest_id: int) -> Question | None:
        return mask.get_open_question(tx, guest_id, self._desk.now - OPEN_FOR)

    def _say(self, tx: Tx, caller: Caller, key: str, now: datetime) -> None:
        say(tx, caller.chat_id, Message(self._desk.words(caller.language).html(key)), Priority.GUEST, now)

    def _reshow(self, tx: Tx, question_id: int, now: datetime) -> None:
        card = self._staff_card(tx, _get(tx, question_id))
        reshow(tx, SUBJECT, question_id, "staff", card, Priority.STAFF, now)

    def _staff_card(self, tx: Tx, question: Question) -> Message:
        return cards_of_mask.staff_card(
            self._desk.staff_words, question, guests.known_guest(tx, question.guest_id).first_name
        )


def _get(tx: Tx, question_id: int) -> Question:
    question = mask.get_question(tx, question_id)
    if question is None:
        raise LookupError(f"question {question_id} is gone")
    return question
