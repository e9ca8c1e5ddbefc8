"""Evenings at the window in which nobody presses anything; see `in_words`."""

from tests.journeys.in_words import Scene, Talk
from tests.journeys.window import total


async def window(talk: Talk) -> None:
    """An order, from the first glass to the last; one that is let go, and one that cannot be made."""
    words, guest = talk.words, talk.guest()
    await guest.writes(words["order"])
    await guest.sees(words["cart"])
    await talk.says(guest, words["more"], words["more"], words["less"])
    cart = await guest.sees("1 × Negroni")
    assert "2 × Negroni" not in cart.text
    await talk.says(guest, words["when"], words["back"], words["when"])
    await guest.sees(words["ready_when"])
    await talk.says(guest, words["soonest"], words["back"], "19:30", words["place"], words["adult"])
    await guest.sees(words["received"])
    for label, shown in (
        ("accept", "accepted"),
        ("five_more", "takes_longer"),
        ("ready", "ready_now"),
        ("collected", "to_health"),
    ):
        await talk.replies(talk.staff, words[label])
        await guest.sees(words[shown])
    for _ in range(2):
        await guest.writes(words["order"])
        await guest.finds(words["more"])
        await talk.evening.settles()
        await talk.says(guest, words["more"], words["when"], words["soonest"], words["place"])
    await talk.replies(talk.staff, words["decline"])
    await talk.replies(talk.staff, words["back"])
    await talk.replies(talk.staff, words["decline"])
    await talk.replies(talk.staff, words["busy"])
    await guest.sees(words["no_order"])
    await talk.says(guest, words["cancel"])
    await talk.says(guest, words["cancel"])
    await guest.sees(words["let_go_order"])
    await talk.says(guest, words["keep"], words["cancel"], words["sure"])
    await guest.sees(words["order_cancelled"])


async def menu(talk: Talk) -> None:
    """A picture, what is taken from it, a note."""
    words, guest = talk.words, talk.guest()
    await guest.writes("/drinks")
    await guest.sees(words["menu_title"])
    await talk.says(guest, "Negroni")
    await guest.eventually(lambda: any(message.media for message in guest.messages), "the picture")
    await talk.says(guest, words["more"])
    await guest.sees(words["cart"], "1 × Negroni")
    await talk.says(guest, words["add_note"])
    await guest.writes("menu")
    await guest.sees(f"{words['note']}menu")
    await talk.says(guest, words["change_note"], words["no_note"])
    await guest.finds(words["add_note"])
    # From the menu on: "Order" means its button, and the cart is as it was.
    await guest.writes("/drinks")
    await talk.evening.settles()
    await talk.says(guest, words["to_order"])
    await guest.sees(words["cart"], "1 × Negroni")


async def habits(talk: Talk) -> None:
    """The same again, and the usual."""
    words, guest = talk.words, talk.guest()
    await guest.writes(words["order"])
    await guest.finds(words["more"])
    await talk.says(guest, words["more"], words["when"], words["soonest"], words["place"], words["adult"])
    for label in ("accept", "ready", "collected"):
        await talk.replies(talk.staff, words[label])
    await guest.sees(words["to_health"])
    await talk.says(guest, words["same_again"])
    await guest.sees(words["cart"], "1 × Negroni")
    await talk.says(guest, words["less"])
    await talk.says(guest, f"{words['the_usual']}1 × Negroni")
    await guest.sees(words["cart"], "1 × Negroni", total(talk.language, 10))


async def paying(talk: Talk) -> None:
    """A bill, paid; then it cannot be made, and the money goes back. And one that is left."""
    words, guest = talk.words, talk.guest()
    for number in (1, 2):
        await guest.writes(words["order"])
        await guest.finds(words["more"] if number == 1 else words["less"])
        await talk.evening.settles()
        await talk.says(guest, *([words["more"]] if number == 1 else []), words["when"], words["soonest"])
        await talk.says(guest, words["pay_now"], *([words["adult"]] if number == 1 else []))
        await talk.says(guest, words["back"])
    bill = await guest.eventually(lambda: next((m for m in reversed(guest.messages) if m.invoice), None), "the bill")
    assert not isinstance(await guest.pays(bill), str)
    await guest.sees(words["received"])
    await talk.replies(talk.staff, words["decline"])
    await talk.replies(talk.staff, words["busy"])
    await talk.replies(talk.staff, words["returned"])
    await guest.sees(words["on_its_way"])


#: Each scene, with the verbs of the buttons that are said in it for the first time.
WINDOW_SCENES: dict[Scene, str] = {
    window: "add remove when ask-pickup take-pickup place adult-place cancel-order keep-order cancel-order-now step"
    " decline decline-for keep-making put-off",
    menu: "show-drink take-drink ask-note no-note order",
    habits: "same-again the-usual",
    paying: "pay adult-pay refunded",
}
#: What is said without being any button's words: the note itself, and the names of drinks after a command; and what
#: stands only on cards of the version before, whose slip of the finger kept no wish.
UNPRESSED = {
    "note": "whatever is written after the question",
    "sold-out": "/soldout",
    "available": "/available",
    "adult-said": "I am 18 or older",
}
