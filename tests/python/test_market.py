"""An open market: after each edit it stands as a match of everybody in it would."""

import gc
import threading

import nextwork
import polars
import pytest
from nextwork import native, work
from support import PROTOTYPE, small

START = "2027-01-04"


@pytest.fixture(scope="module")
def cohort():
    return nextwork.Cohort.read_csv(PROTOTYPE)


def opened(**more):
    return nextwork.Market(nextwork.Cohort(**small()), start=START, **more)


def places(market):
    return dict(zip(market.placements["youth_id"], market.placements["post_id"], strict=True))


def test_it_opens_as_a_match(cohort):
    market, result = nextwork.Market(cohort), cohort.match()
    assert places(market) == dict(
        zip(result.placements["youth_id"], result.placements["post_id"], strict=True)
    )
    assert len(market.youths) == 24 and len(market.posts) == 32
    assert len(market.changes) == 0
    assert market.verify()


def test_youths_join_and_leave():
    market = opened(youths=["Bo", "Cai"])
    assert places(market) == {"Bo": "Baker", "Cai": "Fixer"}
    market.leave("Bo")
    assert market.changes.rows() == [
        {"youth_id": "Bo", "from_post_id": "Baker", "from_rank": 1, "to_post_id": None, "to_rank": None}
    ]
    market.join("Ada")
    assert places(market) == {"Ada": "Baker", "Cai": "Fixer"}
    with pytest.raises(nextwork.StateError):
        market.join("Ada")
    with pytest.raises(nextwork.StateError):
        market.leave("Bo")
    with pytest.raises(nextwork.NotFoundError, match="youths has no id"):
        market.join("Dan")
    assert places(market) == {"Ada": "Baker", "Cai": "Fixer"}


def test_wishes_change():
    market = opened(youths=["Bo"])
    market.set_wishes("Bo", ["Fixer"])
    assert places(market) == {"Bo": "Fixer"}
    market.set_wishes("Bo", ["Fixer", "Baker"], ranks=[2, 1])
    assert places(market) == {"Bo": "Baker"}
    market.set_wishes("Bo", [])
    assert places(market) == {}
    for wrong in (
        lambda: market.set_wishes("Bo", ["Fixer", "Fixer"]),
        lambda: market.set_wishes("Bo", ["Fixer"], ranks=[0]),
        lambda: market.set_wishes("Bo", ["Fixer"], ranks=[1, 2]),
        lambda: market.set_wishes("Bo", "Fixer"),
    ):
        with pytest.raises(ValueError):
            wrong()
    assert places(market) == {}


def test_posts_and_companies_open_and_close():
    market = opened(youths=["Ada", "Bo"])
    market.set_seats("Baker", 0)
    assert places(market) == {"Ada": "Fixer"}
    market.set_seats("Baker", 2)
    assert places(market) == {"Ada": "Baker", "Bo": "Baker"}
    market.set_places("Bakery", 0)
    assert places(market) == {"Ada": "Fixer"}
    market.set_places("Bakery", None)
    assert places(market) == {"Ada": "Baker", "Bo": "Baker"}
    with pytest.raises(nextwork.ArgumentError, match="-1 seats"):
        market.set_seats("Baker", -1)


@pytest.mark.parametrize(
    "mode, moved", [("exact", True), ("protect-incumbents", False), ("vacancy-only", False)]
)
def test_modes(mode, moved):
    """By the lottery of some seed Ada goes before Bo at the baker's, to whom Bo came first."""
    seen = set()
    for seed in range(20):
        market = opened(youths=["Bo"], mode=mode, seed=seed)
        market.join("Ada")
        assert market.verify()
        seen.add(places(market).get("Bo") is None)
    assert seen == ({True, False} if moved else {False})


def test_a_youth_is_told_why():
    market = opened()
    for youth in ("Ada", "Bo", "Cai"):
        told = market.explain(youth)
        assert told["outcome"][0] in ("placed", "contest-lost")
    market.leave("Ada")
    with pytest.raises(nextwork.StateError):
        market.explain("Ada")


def test_it_answers_in_kind():
    market = nextwork.Market(nextwork.Cohort.read_csv(PROTOTYPE, frames="polars"))
    answers = [market.changes, market.placements, market.youths, market.posts]
    answers += [market.explain("Y00002"), market.verify().checks, market.to_polars()]
    assert {type(answer) for answer in answers} == {polars.DataFrame}
    assert polars.DataFrame(market).equals(market.placements)


def test_options_are_those_of_the_registry(cohort):
    with pytest.raises(TypeError, match=r"Market\(\) takes no option mod; did you mean mode"):
        nextwork.Market(cohort, mod="exact")
    with pytest.raises(nextwork.ArgumentError, match="exact, protect-incumbents, vacancy-only"):
        nextwork.Market(cohort, mode="nobody")
    with pytest.raises(nextwork.ArgumentError, match="one id where several are needed"):
        nextwork.Market(cohort, youths="Y00001")


def test_how_it_looks():
    market = opened(youths=["Bo", "Cai"])
    assert repr(market) == "<Market: 2 of 2 youths placed>"
    assert market._repr_html_() == (
        "<p><b>2 of 2 youths placed</b> in an open market; nobody moved</p>"
    )
    market.leave("Bo")
    assert "the last edit moved 1</p><table>" in market._repr_html_()
    assert "<b>The market holds</b>" in market.verify()._repr_html_()


@pytest.mark.parametrize(
    "use",
    [
        lambda market: market.join("Ada"),
        lambda market: market.leave("Ada"),
        lambda market: market.set_wishes("Ada", []),
        lambda market: market.set_seats("Baker", 1),
        lambda market: market.set_places("Bakery", 1),
        lambda market: market.changes,
        lambda market: market.placements,
        lambda market: market.youths,
        lambda market: market.posts,
        lambda market: market.explain("Ada"),
        lambda market: market.verify(),
        lambda market: market.to_pandas(),
    ],
)
def test_a_closed_market_answers_nothing(use):
    with opened() as market:
        pass
    with pytest.raises(nextwork.StateError, match="the market is closed"):
        use(market)
    assert repr(market) == "<Market: closed>"
    assert "closed" in market._repr_html_()
    market.close()


def test_it_outlives_its_closed_cohort():
    cohort = nextwork.Cohort.read_csv(PROTOTYPE)
    market = nextwork.Market(cohort)
    cohort.close()
    del cohort
    gc.collect()
    market.leave("Y00018")
    assert market.verify()
    with pytest.raises(nextwork.StateError, match="the cohort is closed"):
        with nextwork.Cohort.read_csv(PROTOTYPE) as closed:
            pass
        nextwork.Market(closed)


def test_each_call_holds_the_lock(monkeypatch):
    """The library's market is for one thread at a time, and Python's own lock is let go."""
    market = opened(youths=["Bo"])
    held = []

    def watched(call):
        def watch(*arguments):
            held.append(market._lock.locked())
            return call(*arguments)

        return watch

    names = [name for name in dir(native) if name.startswith("market_") and name != "market_new"]
    for name in names:
        monkeypatch.setattr(native, name, watched(getattr(native, name)))
    market.join("Ada")
    market.leave("Ada")
    market.set_wishes("Bo", ["Baker"])
    market.set_seats("Baker", 1)
    market.set_places("Bakery", 1)
    market.explain("Bo")
    market.verify()
    repr(market), market._repr_html_(), market.to_polars()
    market.changes, market.placements, market.youths, market.posts
    assert len(held) >= 7 and all(held)


def test_threads_may_share_it():
    cohort = nextwork.Cohort.generate("site")
    ids = cohort.table("youths")["youth_id"]
    market = nextwork.Market(cohort, youths=[])

    def edit(own):
        for _ in range(5):
            for youth in own:
                market.join(youth)
            assert len(market.youths) >= len(own)
            for youth in own[1:]:
                market.leave(youth)
            market.leave(own[0])
        for youth in own:
            market.join(youth)

    threads = [threading.Thread(target=edit, args=(ids[i::4],)) for i in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(market.youths) == len(ids)
    assert market.verify()


def test_an_interrupted_check_keeps_others_out_until_it_ends(monkeypatch):
    """Ctrl-C leaves the checking thread to end by itself; an edit has to wait for it."""
    market = opened()
    inside, goes_on, joined = threading.Event(), threading.Event(), threading.Event()
    verify = native.market_verify

    def slow(handle, monitor):
        inside.set()
        goes_on.wait(60)
        return verify(handle, None)

    def interrupt(title):
        inside.wait(60)
        raise KeyboardInterrupt

    monkeypatch.setattr(native, "market_verify", slow)
    monkeypatch.setattr(work, "_new_bar", interrupt)
    with pytest.raises(KeyboardInterrupt):
        market.verify()
    monkeypatch.undo()

    def edit():
        market.leave("Ada")
        joined.set()

    editor = threading.Thread(target=edit)
    editor.start()
    assert not joined.wait(0.05)
    goes_on.set()
    assert joined.wait(60)
    editor.join()
