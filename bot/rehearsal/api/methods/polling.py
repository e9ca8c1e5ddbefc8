"""getUpdates and the webhook that excludes it. A webhook is only stored: nothing is posted to it."""

import re

from bot.rehearsal.api.errors import bad_request
from bot.rehearsal.api.model import Json
from bot.rehearsal.api.updates import MOST_UPDATES
from bot.rehearsal.api.world import World

_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


async def get_updates(world: World, arguments: Json) -> list[Json]:
    """As documented: https://core.telegram.org/bots/api#getupdates."""
    limit, timeout = arguments.get("limit", MOST_UPDATES), arguments.get("timeout", 0)
    if not 1 <= limit <= MOST_UPDATES:
        raise bad_request(f"limit must be between 1 and {MOST_UPDATES}")
    if timeout < 0:
        raise bad_request("timeout must not be negative")
    if not world.updates.webhook:
        world.updates.allow(arguments.get("allowed_updates"))
    return await world.updates.take(arguments.get("offset", 0), limit, timeout)


def set_webhook(world: World, arguments: Json) -> bool:
    """As documented: https://core.telegram.org/bots/api#setwebhook."""
    url, secret = arguments["url"], arguments.get("secret_token")
    if url and not url.startswith("https://"):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if secret is not None and len(secret) > 256:
        raise bad_request("secret token is too long")
    if secret is not None and not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    if not 1 <= arguments.get("max_connections", 40) <= 100:
        raise bad_request("max_connections must be between 1 and 100")
    world.updates.allow(arguments.get("allowed_updates"))
    if arguments.get("drop_pending_updates"):
        world.updates.drop()
    world.updates.set_webhook(arguments if url else None)
    return True


def delete_webhook(world: World, arguments: Json) -> bool:
    """As documented: https://core.telegram.org/bots/api#deletewebhook."""
    if arguments.get("drop_pending_updates"):
        world.updates.drop()
    world.updates.set_webhook(None)
    return True


def get_webhook_info(world: World, _arguments: Json) -> Json:
    """As documented: https://core.telegram.org/bots/api#getwebhookinfo."""
    webhook = world.updates.webhook
    info: Json = {
        "url": webhook["url"] if webhook else "",
        "has_custom_certificate": False,
        "pending_update_count": len(world.updates),
    }
    if webhook:
        info["max_connections"] = webhook.get("max_connections", 40)
        info |= {"ip_address": webhook["ip_address"]} if "ip_address" in webhook else {}
    if world.updates.named:
        info["allowed_updates"] = world.updates.named
    return info
