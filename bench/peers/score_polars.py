"""The fit in Polars expressions: a block of youths crossed with all posts, what is rare or coded joined to it; then the
best of each youth."""
from types import SimpleNamespace

import numpy
import polars
from polars import col, lit, when

from cohort import (CLOSEST_ONE, DETOUR, NEED_LEVEL, NEUTRAL, NEVER, TRAVEL_FREE, TRAVEL_MAX, TRAVEL_SCALE, WEIGHTS,
                    measure, rounded)

BLOCK = 1_000_000  # pairs


# --- frames, made before the clock starts ---------------------------------------------------------


def columns_of(prefix, matrix):
    return {f"{prefix}{k}": matrix[:, k] for k in range(matrix.shape[1])}


def place_of(prefix, side):
    return polars.DataFrame(columns_of(prefix, side.place)).with_columns(
        when(polars.Series(side.placed)).then(polars.all()).name.keep()
    )


def youths_of(c):
    y = c.youths
    frame = polars.DataFrame({
        "youth": numpy.arange(len(c.youth_ids), dtype=numpy.int32), "youth_least": y.hours_min,
        "youth_most": y.hours_max, "travel_max": y.travel_max, "pace": y.pace, "wait": y.wait, "intent": y.intent,
        "youth_barred": y.barred, "needs": y.needs.sum(axis=1, dtype=numpy.int32),
        "skills": y.skills.sum(axis=1, dtype=numpy.int32), **columns_of("need", y.needs),
        **columns_of("skill", y.skills), **columns_of("past_strength", c.past_strength),
    })
    return polars.concat([frame, place_of("home", y)], how="horizontal")


def posts_of(c):
    p = c.posts
    frame = polars.DataFrame({
        "post": numpy.arange(len(c.post_ids), dtype=numpy.int32), "post_least": p.hours_min, "post_most": p.hours_max,
        "industry": p.industry, "function": p.function, "post_barred": p.barred, "reliability": p.reliability,
        "room": p.room, "offers": p.offers.sum(axis=1, dtype=numpy.int32),
        "prefers": p.prefers.sum(axis=1, dtype=numpy.int32),
        **columns_of("offer", p.offers), **columns_of("require", p.requires), **columns_of("prefer", p.prefers),
    })
    return polars.concat([frame, place_of("work", p)], how="horizontal")


def by_code(c, code):
    """For each youth and code: what the youth said of it, and how alike each past placement is."""
    steps, goals, past = (getattr(c, name) for name in (f"{code}_steps", f"{code}_goals", f"past_{code}"))
    alike = getattr(c, f"{code}_alike")[past]
    youth, at = (index.ravel().astype(numpy.int32) for index in numpy.indices(steps.shape))
    return polars.DataFrame({
        "youth": youth, code: at, f"{code}_steps": steps.ravel(), f"{code}_goal": goals.ravel(),
        **{f"{code}_alike{h}": alike[:, h].ravel() for h in range(past.shape[1])},
    })


def of_pairs(columns, name):
    return polars.DataFrame(dict(zip(("youth", "post", name), columns)))


def prepare(c):
    barred = polars.DataFrame(dict(zip(("youth", "post"), c.barred))).with_columns(pair_barred=lit(True))
    pairs = [of_pairs(columns, name) for columns, name in
             ((c.wishes, "wished"), (c.answers, "answered"), (c.travel, "told"))]
    return SimpleNamespace(
        youths=youths_of(c), posts=posts_of(c), pairs=[*pairs, barred],
        codes=[by_code(c, "industry"), by_code(c, "function")],
        past=c.past_strength.shape[1], placements_given=c.placements_given,
        needs=c.youths.needs.shape[1], skills=c.youths.skills.shape[1],
    )


# --- terms ----------------------------------------------------------------------------------------


def share(part, whole):
    return rounded(10000 * part, whole)


def sum_of(expressions):
    return polars.sum_horizontal(list(expressions))


def known(name):
    """The code's column where anything is known."""
    return when(col(name) >= 0).then(col(name))


def wish():
    steps = [known("industry_steps"), known("function_steps")]
    count = sum_of(s.is_not_null().cast(polars.Int32) for s in steps)
    unlisted = when(count > 0).then(share(sum_of(steps), 8 * count)).otherwise(NEUTRAL["wish"])
    return polars.coalesce("wished", unlisted)


def quarters_alike(h):
    industry, function = col(f"industry_alike{h}"), col(f"function_alike{h}")
    alone = 2 * polars.max_horizontal(industry, function, lit(0, polars.Int32))
    return when((industry < 0) | (function < 0)).then(alone).otherwise(industry + function)


def novelty(c):
    if not c.placements_given:
        return lit(5000)
    dimensions = (col("industry") > 0).cast(polars.Int32) + (col("function") > 0).cast(polars.Int32)
    closest = polars.max_horizontal(
        lit(0, polars.Int32), *(quarters_alike(h) * col(f"past_strength{h}") for h in range(c.past))
    )
    new = sum(
        polars.all_horizontal(col(code) > 0, *(col(f"{code}_alike{h}") <= 0 for h in range(c.past))).cast(polars.Int32)
        for code in ("industry", "function")
    )
    value = rounded(6000 * (CLOSEST_ONE - closest), lit(CLOSEST_ONE)) + 2000 * (2 * new // dimensions)
    by_intent = when(col("intent") == 0).then(value)
    by_intent = by_intent.when(col("intent") == 2).then(10000 - value).otherwise(5000 + rounded(value, lit(4)))
    return when(dimensions == 0).then(5000).otherwise(by_intent)


def minutes():
    square = sum((col(f"home{axis}") - col(f"work{axis}")).pow(2) for axis in range(3))
    metres = ((4 * square).cast(polars.Float64).sqrt().cast(polars.Int64) + 1) // 2
    whole = col("wait").cast(polars.Int64) * TRAVEL_SCALE + metres * DETOUR * col("pace")
    estimate = rounded(whole, lit(TRAVEL_SCALE)).cast(polars.Int32)
    return polars.coalesce("told", estimate)


def travel():
    limit = when(col("travel_max") < 0).then(TRAVEL_MAX).otherwise(col("travel_max"))
    free = polars.min_horizontal(lit(TRAVEL_FREE), limit)
    value = when(col("minutes") <= free).then(10000).when(col("minutes") >= limit).then(0)
    value = value.otherwise(share(limit - col("minutes"), limit - free))
    return when(col("minutes").is_null()).then(5000).otherwise(value)


def goal():
    alike = polars.max_horizontal("industry_goal", "function_goal")
    return when(alike < 0).then(5000).otherwise(5000 * alike)


def support(c):
    met = sum_of(col(f"need{k}") * col(f"offer{k}") for k in range(c.needs))
    value = when(col("needs") == 0).then(10000).when(col("offers") == 0).then(5000)
    return value.otherwise(share(met, col("needs")))


def hours():
    wanted = col("youth_most")
    value = when((wanted < 0) | (col("post_most") < 0)).then(5000).when(col("least") > col("most")).then(0)
    return value.when(wanted == 0).then(10000).otherwise(share(col("most"), wanted))


def skill(c):
    had = sum_of(col(f"skill{k}") * col(f"prefer{k}") for k in range(c.skills))
    value = when(col("prefers") == 0).then(10000).when(col("skills") == 0).then(5000)
    return value.otherwise(share(had, col("prefers")))


def barred(c):
    unmet = polars.any_horizontal([(col(f"need{k}") >= NEED_LEVEL) & (col(f"offer{k}") == 0) for k in range(c.needs)])
    missing = polars.any_horizontal([(col(f"skill{k}") == 0) & (col(f"require{k}") > 0) for k in range(c.skills)])
    return polars.any_horizontal(
        "youth_barred", "post_barred", col("pair_barred").fill_null(False),
        ((col("travel_max") >= 0) & (col("minutes") > col("travel_max"))).fill_null(False),
        col("least") > col("most"), unmet & (col("offers") > 0), missing & (col("skills") > 0),
    )


def score_block(c, first, youths, top):
    frame = c.youths.lazy().slice(first, youths).join(c.posts.lazy(), how="cross")
    for table in (*c.pairs, *c.codes):
        frame = frame.join(table.lazy(), on=table.columns[:2], how="left")
    mosts = [when(col(name) < 0).then(NEVER).otherwise(col(name)) for name in ("youth_most", "post_most")]
    frame = frame.with_columns(
        minutes=minutes(), least=polars.max_horizontal("youth_least", "post_least"), most=polars.min_horizontal(mosts)
    )
    terms = {
        "wish": wish(), "novelty": novelty(c), "mutual": col("answered").fill_null(5000), "travel": travel(),
        "goal": goal(), "support": support(c), "hours": hours(), "reliability": col("reliability"),
        "skill": skill(c), "room": col("room"),
    }
    total = sum(weight * terms[term] for term, weight in WEIGHTS.items())
    scored = frame.select("youth", "post", fit=rounded(total, lit(sum(WEIGHTS.values()))), allowed=~barred(c))
    ordered = scored.filter("allowed").sort("youth", "fit", "post", descending=[False, True, False])
    return ordered.group_by("youth", maintain_order=True).head(top).select("youth", "post", "fit").collect()


def score(c, top):
    youths = max(1, BLOCK // len(c.posts))
    return polars.concat([score_block(c, first, youths, top) for first in range(0, len(c.youths), youths)])


if __name__ == "__main__":
    measure(prepare, score, lambda scored: scored.iter_rows())
