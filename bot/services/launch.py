"""The launch: every service of the forty-three days, at one desk."""

from dataclasses import dataclass

from bot.services.bookmarks import Bookmarks
from bot.services.campaign import Campaign
from bot.services.desk import Desk
from bot.services.doubts import Doubts
from bot.services.figures import Figures
from bot.services.followers import Followers
from bot.services.gaps import Gaps
from bot.services.mailings import Mailings
from bot.services.opening import Opening
from bot.services.phone_line import PhoneLine
from bot.services.posting import Posting
from bot.services.previews import Previews
from bot.services.solving import Solving
from bot.services.witnesses import Witnesses


@dataclass(frozen=True, slots=True)
class Launch:
    """What handlers and ticks call of the campaign. Without one in the config each of them has little to say."""

    campaign: Campaign
    gaps: Gaps
    doubts: Doubts
    witnesses: Witnesses
    previews: Previews
    mailings: Mailings
    opening: Opening
    followers: Followers
    phone_line: PhoneLine
    bookmarks: Bookmarks
    solving: Solving
    figures: Figures

    @classmethod
    def at(cls, desk: Desk, *, channel_id: int | None) -> "Launch":
        """The launch at this desk; ``channel_id`` is where clues are posted."""
        plan, mailings = desk.settings.campaign, Mailings(desk)
        posting = None if plan is None or channel_id is None else Posting(desk, plan, channel_id, mailings)
        gaps, doubts = Gaps(desk, posting), Doubts(desk, posting)
        return cls(
            campaign=Campaign(desk, posting, gaps),
            gaps=gaps,
            doubts=doubts,
            witnesses=Witnesses(desk, posting, doubts, gaps),
            previews=Previews(desk, posting),
            mailings=mailings,
            opening=Opening(desk, mailings),
            followers=Followers(desk),
            phone_line=PhoneLine(desk, mailings),
            bookmarks=Bookmarks(desk),
            solving=Solving(desk),
            figures=Figures(desk),
        )
