"""The fit in NumPy: a block of youths by all posts at a time, whole arrays of integers; then the best of each youth."""
import numpy

from cohort import (CLOSEST_ONE, DETOUR, NEED_LEVEL, NEUTRAL, NEVER, TRAVEL_FREE, TRAVEL_MAX, TRAVEL_SCALE, WEIGHTS,
                    measure, rounded)

BLOCK = 32


def share(part, whole):
    """10000 * part / whole; the caller replaces what has whole 0."""
    return rounded(10000 * part, numpy.maximum(whole, 1))


def count_of(a, b):
    """For each youth and post the sum of products; exact, for the sums are small."""
    return (a.astype(numpy.float32) @ b.astype(numpy.float32).T).astype(numpy.int32)


def put(dense, columns, block, values=None):
    """Sets the pairs of the block's youths."""
    first, end = numpy.searchsorted(columns[0], (block.start, block.stop))
    part = [column[first:end] for column in columns]
    dense[part[0] - block.start, part[1]] = part[2] if values is None else values


def wish(c, block):
    steps = [c.industry_steps[block][:, c.posts.industry], c.function_steps[block][:, c.posts.function]]
    count = sum((s >= 0).astype(numpy.int32) for s in steps)
    value = numpy.where(count == 0, NEUTRAL["wish"], share(sum(numpy.maximum(s, 0) for s in steps), 8 * count))
    put(value, c.wishes, block)
    return value


def quarters_alike(industry, function):
    alone = 2 * numpy.maximum(numpy.maximum(industry, function), 0)
    return numpy.where((industry < 0) | (function < 0), alone, industry + function)


def novelty_value(closest, new, dimensions, intent):
    """By what was most alike, whether industry and function are new, how many of them are known, and the intent."""
    cover = 2 * (new[0].astype(numpy.int32) + new[1]) // numpy.maximum(dimensions, 1)
    value = rounded(6000 * (CLOSEST_ONE - closest), CLOSEST_ONE) + 2000 * cover
    value = numpy.where(intent == 0, value, numpy.where(intent == 2, 10000 - value, 5000 + rounded(value, 4)))
    return numpy.where(dimensions == 0, 5000, value)


def novelty(c, block):
    shape = block.stop - block.start, len(c.post_ids)
    if not c.placements_given:
        return numpy.full(shape, 5000, dtype=numpy.int32)
    known = [c.posts.industry > 0, c.posts.function > 0]
    dimensions = known[0].astype(numpy.int32) + known[1]
    closest = numpy.zeros(shape, dtype=numpy.int32)
    new = [numpy.broadcast_to(k, shape).copy() for k in known]
    for h in range(c.past_strength.shape[1]):
        industry = c.industry_alike[c.past_industry[block, h]][:, c.posts.industry]
        function = c.function_alike[c.past_function[block, h]][:, c.posts.function]
        numpy.maximum(closest, quarters_alike(industry, function) * c.past_strength[block, h, None], out=closest)
        new[0] &= industry <= 0
        new[1] &= function <= 0
    return novelty_value(closest, new, dimensions, c.youths.intent[block, None])


def mutual(c, block):
    value = numpy.full((block.stop - block.start, len(c.post_ids)), 5000, dtype=numpy.int32)
    put(value, c.answers, block)
    return value


def minutes_of(c, block):
    y, p = c.youths, c.posts
    square = sum((y.place[block, None, axis] - p.place[None, :, axis]) ** 2 for axis in range(3))
    metres = (numpy.sqrt(4.0 * square).astype(numpy.int64) + 1) // 2
    moving = metres * DETOUR * y.pace[block, None]
    minutes = rounded(y.wait[block, None] * TRAVEL_SCALE + moving, TRAVEL_SCALE).astype(numpy.int32)
    minutes[~(y.placed[block, None] & p.placed)] = -1
    put(minutes, c.travel, block)
    return minutes


def travel(c, block, minutes):
    given = c.youths.travel_max[block, None]
    limit = numpy.where(given < 0, TRAVEL_MAX, given)
    free = numpy.minimum(TRAVEL_FREE, limit)
    value = share(limit - minutes, limit - free)
    value[minutes >= limit] = 0
    value[minutes <= free] = 10000
    value[minutes < 0] = 5000
    return value


def goal(c, block):
    alike = numpy.maximum(c.industry_goals[block][:, c.posts.industry], c.function_goals[block][:, c.posts.function])
    return numpy.where(alike < 0, 5000, 5000 * alike)


def support(c, block):
    needs = c.youths.needs[block]
    every = needs.sum(axis=1, dtype=numpy.int32)[:, None]
    value = share(count_of(needs, c.posts.offers), every)
    value[:, ~c.posts.offers.any(axis=1)] = 5000
    value[every[:, 0] == 0] = 10000
    return value


def hours_between(c, block):
    """The least and the most hours that suit both."""
    y, p = c.youths, c.posts
    mosts = [numpy.where(hours < 0, NEVER, hours) for hours in (y.hours_max[block, None], p.hours_max)]
    return numpy.maximum(y.hours_min[block, None], p.hours_min), numpy.minimum(*mosts)


def hours(c, block, least, most):
    wanted = c.youths.hours_max[block, None]
    value = numpy.where(wanted == 0, 10000, share(numpy.where(wanted < 0, 0, most), wanted))
    value[least > most] = 0
    value[(wanted < 0) | (c.posts.hours_max < 0)] = 5000
    return value


def skill(c, block):
    skills = c.youths.skills[block]
    wanted = c.posts.prefers.sum(axis=1, dtype=numpy.int32)
    value = share(count_of(skills, c.posts.prefers), wanted)
    value[~skills.any(axis=1)] = 5000
    value[:, wanted == 0] = 10000
    return value


def allowed_of(c, block, minutes, least, most):
    y, p = c.youths, c.posts
    limit, skills = y.travel_max[block, None], y.skills[block]
    barred = y.barred[block, None] | p.barred
    put(barred, c.barred, block, True)
    barred |= (limit >= 0) & (minutes > limit)
    barred |= least > most
    barred |= (count_of(y.needs[block] >= NEED_LEVEL, p.offers == 0) > 0) & p.offers.any(axis=1)
    barred |= (count_of(skills == 0, p.requires) > 0) & skills.any(axis=1)[:, None]
    return ~barred


def score_block(c, block):
    minutes = minutes_of(c, block)
    least, most = hours_between(c, block)
    terms = {
        "wish": wish(c, block), "novelty": novelty(c, block), "mutual": mutual(c, block),
        "travel": travel(c, block, minutes), "goal": goal(c, block), "support": support(c, block),
        "hours": hours(c, block, least, most), "reliability": c.posts.reliability, "skill": skill(c, block),
        "room": c.posts.room,
    }
    total = sum(weight * terms[term] for term, weight in WEIGHTS.items())
    return rounded(total, sum(WEIGHTS.values())), allowed_of(c, block, minutes, least, most)


def best_of(fits, allowed, top):
    """Posts and fits of the best, equal fits by post; fit -1 where no allowed post is left."""
    posts = fits.shape[1]
    order = numpy.where(allowed, fits.astype(numpy.int64), -1) * posts + (posts - 1 - numpy.arange(posts))
    order = -numpy.sort(-numpy.partition(order, posts - top, axis=1)[:, posts - top:], axis=1)
    return posts - 1 - order % posts, order // posts


def score(c, top):
    youths = len(c.youth_ids)
    blocks = [best_of(*score_block(c, slice(y, min(y + BLOCK, youths))), top) for y in range(0, youths, BLOCK)]
    return tuple(numpy.concatenate(parts) for parts in zip(*blocks))


def rows(scored):
    for youth, (posts, fits) in enumerate(zip(*(found.tolist() for found in scored))):
        yield from ((youth, post, fit) for post, fit in zip(posts, fits) if fit >= 0)


if __name__ == "__main__":
    measure(lambda cohort: cohort, score, rows)
