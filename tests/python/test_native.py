"""The generated module: arrays, texts and handles cross the border whole, or with an error."""

import array
import gc
import re

import nextwork
import pytest
from nextwork import native
from support import ROOT


def generated():
    builder = native.builder_new()
    options = native.options_new()
    native.options_set_text(options, "scenario", "prototype")
    native.builder_generate(builder, options)
    return native.builder_freeze(builder, None)


@pytest.fixture
def period():
    return native.round_new(generated(), None)


def test_every_stub_has_its_function():
    text = (ROOT / "bindings/python/nextwork/native.pyi").read_text(encoding="utf-8")
    names = re.findall(r"^def (\w+)|^class (\w+)|^(\w+): int", text, re.MULTILINE)
    found = ["".join(name) for name in names]
    assert len(found) > 60
    assert [name for name in found if not hasattr(native, name)] == []


def test_every_exported_function_is_there():
    exported = (ROOT / "libnextwork/nextwork.sym").read_text().split()
    ignored = (ROOT / "bindings/swig/ignore.txt").read_text()
    names = {name for name in exported if name not in ignored}
    ends = {name for name in names if name.endswith(("_free", "_unref"))}
    missing = [n for n in names - ends if not hasattr(native, n.removeprefix("nextwork_"))]
    assert missing == []


@pytest.mark.parametrize("numbers", [array.array("q", [4]), memoryview(array.array("l", [4]))])
def test_numbers_by_the_buffer_protocol(numbers):
    builder = native.builder_new()
    native.builder_set_int64(builder, "posts", "seats", numbers)
    native.builder_set_text(builder, "posts", "post_id", ["P1"])


@pytest.mark.parametrize(
    "numbers",
    [array.array("i", [4]), array.array("d", [4.0]), b"12345678", memoryview(array.array("q", [1, 2, 3, 4]))[::2], [4], None],
)
def test_other_arrays_are_refused(numbers):
    builder = native.builder_new()
    with pytest.raises((TypeError, BufferError)):
        native.builder_set_int64(builder, "posts", "seats", numbers)


@pytest.mark.parametrize("texts", [["a", 3], ["a", b"b"], 3, None, ["a\0b"]])
def test_other_texts_are_refused(texts):
    builder = native.builder_new()
    with pytest.raises((TypeError, ValueError)):
        native.builder_set_text(builder, "youths", "youth_id", texts)


def test_texts_may_be_unknown():
    builder = native.builder_new()
    native.builder_set_text(builder, "youths", "network_id", [None, "", "N1"])


def test_fits_into_arrays(period):
    fits, reasons = array.array("i", bytes(4 * 24 * 64)), array.array("I", bytes(4 * 24 * 64))
    with pytest.raises(nextwork.BufferTooSmallError):
        native.round_fits((array.array("i", [0]), None), period, 0, -1, None, None)
    native.round_fits((fits, reasons), period, 0, -1, None, None)
    fit, _, flags = native.round_fit(period, 0, 0)
    assert (fits[0], reasons[0]) == (fit, flags)


def test_pairs_need_a_place_each(period):
    fits, reasons = array.array("i", [0, 0]), array.array("I", [0, 0])
    pairs = (array.array("q", [0, 1]), array.array("q", [2, 3]))
    native.round_pairs((fits, reasons), period, pairs, None, None)
    assert fits[1] == native.round_fit(period, 1, 3)[0]
    with pytest.raises(ValueError, match="shorter"):
        native.round_pairs((array.array("i", [0]), None), period, pairs, None, None)
    with pytest.raises(ValueError, match="one length"):
        native.round_pairs((fits, reasons), period, (pairs[0], array.array("q")), None, None)


def test_best_posts_into_arrays(period):
    posts, fits = array.array("q", [9] * 24 * 2), array.array("i", [9] * 24 * 2)
    native.round_top((posts, fits), 2, period, 0, 24, None, None)
    assert fits[0] >= fits[1]
    with pytest.raises(ValueError, match="one length"):
        native.round_top((posts, array.array("i", [0])), 2, period, 0, 24, None, None)


def test_posts_of_a_result(period):
    result = native.round_match(period, None, None)
    posts = array.array("q", [9] * 24)
    native.result_posts(posts, result)
    assert max(posts) < 64 and min(posts) >= -1
    with pytest.raises((BufferError, TypeError)):
        native.result_posts(bytes(8 * 24), result)


def test_several_results(period):
    results = [native.round_match(period, None, None) for _ in range(3)]
    assert native.table_rows(native.result_compare(results)) == 3
    with pytest.raises(TypeError, match="place 1"):
        native.result_compare([results[0], period])
    with pytest.raises(nextwork.ArgumentError):
        native.result_compare([])


def test_unknown_cells_are_none():
    table = native.options_table()
    least = native.table_values(table, native.table_find(table, "min"), 99)
    assert None in least and 0 in least
    assert native.UNKNOWN == -(2**63)


def test_handles_are_released_once_in_any_order():
    for order in ((0, 1, 2, 3), (3, 2, 1, 0), (1, 3, 0, 2)):
        cohort = generated()
        period = native.round_new(cohort, None)
        result = native.round_match(period, None, None)
        table = native.result_table(result, "placements")
        handles = [cohort, period, result, table]
        del cohort, period, result, table
        for place in order:
            handles[place] = None
    gc.collect()


def test_handles_cannot_be_made_up():
    with pytest.raises(AttributeError):
        native.Cohort()
    with pytest.raises(TypeError):
        native.cohort_count(native.options_new(), "youths")
