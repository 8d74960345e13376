"""Pictures show the numbers of the result."""

import matplotlib
import nextwork
import pytest
from nextwork import pictures
from support import PROTOTYPE, small

matplotlib.use("Agg")


@pytest.fixture(autouse=True)
def closed():
    yield
    matplotlib.pyplot.close("all")


@pytest.fixture(scope="module")
def cohort():
    return nextwork.Cohort.read_csv(PROTOTYPE)


@pytest.fixture(scope="module")
def result(cohort):
    return cohort.match(extend=True)


def widths(ax, place):
    return [round(bar.get_width()) for bar in ax.containers[place]]


def test_ranks_of_one_result(result):
    ax = pictures.ranks(result)
    assert [bar.get_height() for bar in ax.patches] == [*result.profile, 3]
    assert [label.get_text() for label in ax.get_xticklabels()][-1] == "not\nplaced"


def test_ranks_of_several(cohort, result):
    other = cohort.match("max-weight", extend=True)
    ax = pictures.ranks(result, other)
    heights = [[bar.get_height() for bar in bars] for bars in ax.containers]
    assert heights[0] == [13, 2, 1, 0, 0, 5, 3]
    assert heights[1] == [*other.profile, 3]
    assert len(ax.get_legend().get_texts()) == 2


def test_parts_add_up_to_the_fit(cohort):
    ax = pictures.fit_parts(cohort, "Y00002", ["P0019", "P0014"])
    terms = [widths(ax, place) for place in range(10)]
    assert [sum(column) for column in zip(*terms, strict=True)] == [
        cohort.fit("Y00002", post).fit for post in ("P0019", "P0014")
    ]
    best = pictures.fit_parts(cohort, "Y00002")
    assert len(best.get_yticklabels()) == 5


def test_seats_and_demand(cohort, result):
    ax = pictures.seats(cohort, result)
    free, placed = widths(ax, 0), widths(ax, 1)
    assert sum(placed) == 21
    assert sum(free) == sum(result.posts["seats_free"])
    wishes = nextwork.pictures._rows(cohort, "wishes")
    assert sum(ax.lines[0].get_xdata()) == sum(wish["rank"] == 1 for wish in wishes)


def test_rotation(cohort):
    ax = pictures.rotation(cohort)
    shown = [int(text.get_text()) for text in ax.texts if text.get_text() != "×"]
    assert sum(shown) == len(pictures._rows(cohort, "placements"))
    one = pictures.rotation(cohort, "Y00003")
    assert sum(int(text.get_text()) for text in one.texts if text.get_text() != "×") == 3


def test_without_tables_there_is_little_to_show():
    bare = nextwork.Cohort(**small())
    pictures.rotation(bare)
    pictures.seats(bare, bare.match(start="2027-01-04"))


def test_nothing_to_draw(cohort):
    with pytest.raises(nextwork.ArgumentError, match="give one result or more"):
        pictures.ranks()
    for draw in (pictures.fit_parts, pictures.rotation):
        with pytest.raises(nextwork.NotFoundError, match="youths has no id"):
            draw(cohort, "nobody")


def test_axes_may_be_given(result):
    ax = matplotlib.pyplot.subplots()[1]
    assert pictures.ranks(result, ax=ax) is ax
