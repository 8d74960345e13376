"""An open market: youths come and go one by one, and the places are always up to date."""

from __future__ import annotations

import array
import collections.abc
import threading
import typing

from nextwork import ids, native, registry, work
from nextwork.held import Placed
from nextwork.ids import Id
from nextwork.registry import Option
from nextwork.result import Verification
from nextwork.table import Table

if typing.TYPE_CHECKING:
    from nextwork.cohort import Cohort

# What nextwork_market_set_places() takes where no rule binds a company.
_UNBOUND = -1


class Market(Placed[native.Market]):
    """A round in which youths join, leave and wish anew, and posts open and close.

    After each edit the places are those that a match of everybody in the market would give, found
    in microseconds; `changes` tells who moved. The cohort stays as it is. An edit that fails has
    changed nothing. Threads may share a market: their edits come one after another.

    Parameters
    ----------
    cohort : Cohort
        Whose youths and posts they are.
    youths : sequence of str, optional
        Who is in the market from the start; everybody if not given.
    mode : str, optional
        Whom an edit may move. "exact": everybody, as in a match by deferred acceptance.
        "protect-incumbents": nobody to a post they like less. "vacancy-only": nobody who has a
        place.
    seed : int, optional
        Of the lottery that breaks ties.
    **options
        ``start`` and ``weeks`` of the round, and ``extend``.

    Examples
    --------
    >>> import nextwork
    >>> cohort = nextwork.Cohort.read_csv("examples/cohorts/prototype")
    >>> market = nextwork.Market(cohort)
    >>> market
    <Market: 16 of 24 youths placed>
    >>> market.leave("Y00018")
    >>> market.changes["youth_id"]
    ['Y00002', 'Y00018']
    >>> market.set_seats("P0014", 4)
    >>> bool(market.verify())
    True
    """

    _word = "market"
    _elsewhere = "send its frames, such as youths.to_pandas(), or keep it in one process"

    def __init__(
        self,
        cohort: Cohort,
        youths: collections.abc.Iterable[Id] | None = None,
        *,
        mode: str | None = None,
        seed: int | None = None,
        **options: Option,
    ) -> None:
        given = {"mode": mode, "seed": seed, **options}
        chosen = registry.as_handle("Market", given, "round", "market", "match")
        period = cohort._round(options)
        numbers = None if youths is None else ids.numbers(cohort._handle(), "youths", youths)

        def opened(monitor: native.Monitor) -> native.Market:
            return native.market_new(period, numbers, chosen, monitor)

        market = work.run(opened, "opening the market")
        super().__init__(market, cohort._handle(), cohort._kind)
        # The library's market is for one thread at a time, and others run while it works.
        self._lock = threading.Lock()

    # --- edits -----------------------------------------------------------------------------------

    def join(self, youth: Id) -> None:
        """Let a youth join, with the wishes of `set_wishes` or else of the cohort.

        Parameters
        ----------
        youth : str
            The id of the youth.
        """
        self._edit(native.market_join, "youths", youth)

    def leave(self, youth: Id) -> None:
        """Let a youth leave; the place falls free.

        Parameters
        ----------
        youth : str
            The id of the youth.
        """
        self._edit(native.market_leave, "youths", youth)

    def set_wishes(
        self,
        youth: Id,
        posts: collections.abc.Iterable[Id],
        ranks: collections.abc.Iterable[int] | None = None,
    ) -> None:
        """Give a youth other wishes, in place of all that the youth had.

        Parameters
        ----------
        youth : str
            The id of the youth, who need not be in the market.
        posts : sequence of str
            The ids of the posts, best first.
        ranks : sequence of int, optional
            The rank of each, from 1 on; equal ranks are ties. 1, 2, … if not given.

        Examples
        --------
        >>> import nextwork
        >>> market = nextwork.Market(nextwork.Cohort.read_csv("examples/cohorts/prototype"))
        >>> market.set_wishes("Y00003", ["P0001", "P0005"])
        >>> market.explain("Y00003")["outcome"]
        ['placed', 'refused']
        """
        self._handle()
        wishes = (
            ids.numbers(self._cohort, "posts", posts),
            None if ranks is None else array.array("q", ranks),
        )
        self._edit(native.market_set_wishes, "youths", youth, wishes)

    def set_seats(self, post: Id, seats: int) -> None:
        """Open, close or resize a post.

        Parameters
        ----------
        post : str
            The id of the post.
        seats : int
            How many youths it can take besides placements that run already; 0 closes it.
        """
        self._edit(native.market_set_seats, "posts", post, seats)

    def set_places(self, company: Id, places: int | None) -> None:
        """Change how many youths a company can take at all its posts together.

        Parameters
        ----------
        company : str
            The id of the company.
        places : int or None
            In the round, besides placements that run already; None: no rule binds.
        """
        unbound = _UNBOUND if places is None else places
        self._edit(native.market_set_places, "companies", company, unbound)

    def _edit(
        self, edit: collections.abc.Callable[..., None], table: str, key: Id, *how: object
    ) -> None:
        """Edit the market where the row of that id is concerned."""
        market, number = self._handle(), ids.number(self._cohort, table, key)
        with self._lock:
            edit(market, number, *how)

    # --- how it stands ---------------------------------------------------------------------------

    @property
    def changes(self) -> typing.Any:
        """Whom the last edit moved: youth_id, from_post_id, from_rank, to_post_id, to_rank."""
        return self._frame(self._changes())

    @property
    def placements(self) -> typing.Any:
        """Who is placed where: youth_id, post_id, company_id, rank."""
        return self._frame(self._placements)

    @property
    def youths(self) -> typing.Any:
        """Everybody in the market, the post unknown of who has none; as `placements`."""
        return self._frame(self._table("youths"))

    @property
    def posts(self) -> typing.Any:
        """Every post: post_id, company_id, seats, places, placed, claims.

        Claims are youths who would rather have the post and may still move to it.
        """
        return self._frame(self._table("posts"))

    def explain(self, youth: Id) -> typing.Any:
        """Tell why a youth in the market has what they have.

        Parameters
        ----------
        youth : str
            The id of the youth.

        Returns
        -------
        frame
            One row a wish, best first: post_id, rank, fit, outcome, reasons, last_admitted, own.
        """
        market, number = self._handle(), ids.number(self._cohort, "youths", youth)
        with self._lock:
            table = Table(native.market_explain(market, number))
        return self._frame(table)

    def verify(self) -> Verification:
        """Check the market as it stands: everybody is matched anew by other code."""
        market = self._handle()

        def verify(monitor: native.Monitor) -> tuple[native.Table, int]:
            # In here, so that one which was interrupted keeps the lock until it ends.
            with self._lock:
                return native.market_verify(market, monitor)

        return Verification(*work.run(verify, "verifying"), self._kind, "market")

    def __repr__(self) -> str:
        if self._held is None:
            return "<Market: closed>"
        placed, youths = len(self._placements), len(self._table("youths"))
        return f"<Market: {placed} of {youths} youths placed>"

    def _repr_html_(self) -> str:
        if self._held is None:
            return "<p><b>Market</b> closed</p>"
        placed, youths, moved = len(self._placements), len(self._table("youths")), self._changes()
        told = "nobody moved" if len(moved) == 0 else f"the last edit moved {len(moved)}"
        head = f"<p><b>{placed} of {youths} youths placed</b> in an open market; {told}</p>"
        return head + (moved._repr_html_() if len(moved) else "")

    def _changes(self) -> Table:
        market = self._handle()
        with self._lock:
            return Table(native.market_changes(market))

    def _table(self, name: str) -> Table:
        market = self._handle()
        with self._lock:
            return Table(native.market_table(market, name))
