"""What the cards of the window are promised to show, held against what the oracle knows: no card says too much."""

from tests.services.window_book import DAY, HOUR, MINUTE
from tests.services.window_oracle import Oracle
from tests.services.window_rows import Broken, Order, Seen

GUEST_READS = {
    "placed": "Received.",
    "accepted": "Accepted. Ready about {time}",
    "ready": "Ready at the window now",
    "collected": "Collected.",
    "declined": "had to say no",
    "cancelled": "Cancelled.",
    "lapsed": "Nobody at the window could take it",
    "unclaimed": "It waited, and nobody came",
}
STAFF_READ = {
    "placed": ": new",
    "accepted": ": accepted",
    "ready": ": ready",
    "collected": ": collected",
    "declined": ": declined",
    "cancelled": ": cancelled by the guest",
    "lapsed": ": closed, nobody accepted it",
    "unclaimed": ": unclaimed",
}
GOES_BACK = "Your money goes back"
STILL_WAITING = "still waiting"


def check_cards(oracle: Oracle, seen: Seen) -> None:
    for order in oracle.orders.values():
        if order.number is not None:
            _check_order(seen, order)
        elif ("order", order.id, "guest") in seen.shown or ("order", order.id, "staff") in seen.shown:
            raise Broken(f"{order} is shown before it is placed")
    for id_, (order_id, _) in seen.alarm_ids.items():
        text = seen.shown.get(("alarm", id_, "staff"), "")
        # One that was never sent is taken back.
        if (STILL_WAITING in text) != (oracle.orders[order_id].status == "placed"):
            raise Broken(f"of {oracle.orders[order_id]} an alarm says {text}")
    for payment in oracle.payments.values():
        if payment.due is not None:
            text = _card(seen, "refund", payment.id, "staff")
            if ("To return" in text) != (payment.back_by is None):
                raise Broken(f"{payment} is shown as {text}")
        elif ("refund", payment.id, "staff") in seen.shown:
            raise Broken(f"{payment} is to go back: {seen.shown['refund', payment.id, 'staff']}")
    _check_carts(oracle, seen)


def _check_order(seen: Seen, order: Order) -> None:
    time = f"{order.promise % DAY // HOUR:02}:{order.promise % HOUR // MINUTE:02}"
    for audience, words in (("guest", GUEST_READS), ("staff", STAFF_READ)):
        text = _card(seen, "order", order.id, audience)
        if words[order.status].format(time=time) not in text or time not in text:
            raise Broken(f"the {audience} should read of {order}, and read {text}")
        if (
            f"no. {order.number}" not in text
            or (order.name or "no name") not in text
            or _euros(order.total) not in text
        ):
            raise Broken(f"the {audience} should know {order}, and read {text}")
        others = [other for status, other in words.items() if status != order.status and "{" not in other]
        if audience == "guest" and any(other in text for other in others):
            raise Broken(f"the guest reads too much of {order}: {text}")
    if (GOES_BACK in _card(seen, "order", order.id, "guest")) != order.goes_back:
        raise Broken(f"{order} was paid by {order.pays}, and the guest reads {seen.shown['order', order.id, 'guest']}")


def _check_carts(oracle: Oracle, seen: Seen) -> None:
    ours = {guest: basket.to_show for guest, basket in oracle.baskets.items() if basket.to_show is not None}
    theirs = {guest: text for (subject, guest, _), text in seen.shown.items() if subject == "cart"}
    if ours.keys() != theirs.keys():
        raise Broken(f"the carts of {sorted(ours)} should be shown anew, those of {sorted(theirs)} are")
    for guest, total in ours.items():
        if total and f"Total {_euros(total)}" not in theirs[guest]:
            raise Broken(f"the cart of {guest} costs {_euros(total)}, and is shown as {theirs[guest]}")


def _card(seen: Seen, subject: str, subject_id: int, audience: str) -> str:
    text = seen.shown.get((subject, subject_id, audience))
    if text is None:
        raise Broken(f"the card of {subject} {subject_id} is not shown to the {audience}")
    return text


def _euros(cents: int) -> str:
    return f"€{cents // 100}.{cents % 100:02}"
