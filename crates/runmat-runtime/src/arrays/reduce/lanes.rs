//! Inner loops over slices: folds along any dimension.

use runmat_value::parallel::{self, Cost};

/// Rows that are folded together: a few cache lines of each column.
const STRIPE: usize = 512;

/// A number for each of `count` columns of `along` elements.
pub fn each_column<A: Send>(count: usize, along: usize, f: impl Fn(usize) -> A + Sync) -> Vec<A> {
    let share = Cost::Cheap.shares(count * along) && count > 1;
    let size = if share { (parallel::PIECE / along.max(1)).max(1) } else { count };
    parallel::build_into(Vec::with_capacity(count), count, size, share, |at, out| {
        let end = at + out.room();
        out.extend((at..end).map(&f));
    })
}

/// Folds along a dimension; `split` as of `Dims::split_at`.
pub fn fold<T: Copy + Sync, A: Copy + Send + Sync>(
    data: &[T],
    split: (usize, usize, usize),
    init: A,
    step: impl Fn(A, T) -> A + Copy + Sync,
) -> Vec<A> {
    let (before, along, after) = split;
    if before == 1 {
        let column = |j: usize| data[j * along..(j + 1) * along].iter().fold(init, |a, &x| step(a, x));
        return each_column(after, along, column);
    }
    let mut out = vec![init; before * after];
    fold_rows(&mut out, data, split, |_, a, x| step(a, x));
    out
}

/// Folds whole rows of numbers into those of `out`; `step` gets the place in `out` first.
pub fn fold_rows<T: Copy + Sync, A: Copy + Send>(
    out: &mut [A],
    data: &[T],
    (before, along, _): (usize, usize, usize),
    step: impl Fn(usize, A, T) -> A + Sync,
) {
    let share = Cost::Cheap.shares(data.len());
    for (j, row) in out.chunks_mut(before.max(1)).enumerate() {
        let size = if share { STRIPE } else { before };
        parallel::pieces(row, size, share, |at, acc| {
            for k in 0..along {
                let start = before * (k + along * j) + at;
                let place = before * j + at;
                for (i, (a, &x)) in acc.iter_mut().zip(&data[start..]).enumerate() {
                    *a = step(place + i, *a, x);
                }
            }
        });
    }
}

/// Running folds along a dimension, in place of the data.
pub fn scan<T: Copy + Send>(
    data: &mut [T],
    split: (usize, usize, usize),
    reverse: bool,
    step: impl Fn(T, T) -> T + Copy + Sync,
) {
    let (before, along, _) = split;
    if data.is_empty() {
        return;
    }
    let share = Cost::Cheap.shares(data.len());
    if before == 1 {
        let columns = data.chunks_mut(along);
        return parallel::for_each(columns, share, |column| {
            if reverse {
                run(column.iter_mut().rev(), step);
            } else {
                run(column.iter_mut(), step);
            }
        });
    }
    for page in data.chunks_mut(before * along) {
        let size = if share { STRIPE } else { before };
        let mut stripes: Vec<Vec<&mut [T]>> = Vec::new();
        stripes.resize_with(before.div_ceil(size), || Vec::with_capacity(along));
        for row in page.chunks_mut(before) {
            row.chunks_mut(size).zip(&mut stripes).for_each(|(piece, stripe)| stripe.push(piece));
        }
        parallel::for_each(stripes.into_iter(), share, |mut rows| {
            if reverse {
                rows.reverse();
            }
            for k in 1..along {
                let (low, high) = rows.split_at_mut(k);
                high[0].iter_mut().zip(low[k - 1].iter()).for_each(|(x, &a)| *x = step(a, *x));
            }
        });
    }
}

/// [`scan`] into a new vector, in one pass over the data.
pub fn scanned<T: Copy + Send + Sync>(
    data: &[T],
    (before, along, _): (usize, usize, usize),
    step: impl Fn(T, T) -> T + Copy + Sync,
) -> Vec<T> {
    let page = before * along;
    let share = Cost::Cheap.shares(data.len()) && page < data.len();
    let size = if share { parallel::PIECE.div_ceil(page) * page } else { data.len() };
    parallel::build_into(Vec::with_capacity(data.len()), data.len(), size, share, |at, out| {
        for page in data[at..at + out.room()].chunks(page) {
            if before == 1 {
                let mut acc = None;
                out.extend(page.iter().map(|&x| *acc.insert(acc.map_or(x, |a| step(a, x)))));
                continue;
            }
            let mut acc = page[..before].to_vec();
            out.extend(acc.iter().copied());
            for row in page[before..].chunks(before) {
                out.extend(acc.iter_mut().zip(row).map(|(a, &x)| {
                    *a = step(*a, x);
                    *a
                }));
            }
        }
    })
}

fn run<'a, T: Copy + 'a>(mut items: impl Iterator<Item = &'a mut T>, step: impl Fn(T, T) -> T) {
    let Some(first) = items.next() else { return };
    let mut acc = *first;
    for x in items {
        acc = step(acc, *x);
        *x = acc;
    }
}

/// From this length on a contiguous sum runs in lanes.
const LONG: usize = 512;

/// The sum of a slice: in order when short, in lanes when long, in blocks when very long.
pub fn sum(x: &[f64]) -> f64 {
    sum_of(x, |v| v)
}

/// The sum of `f` over a slice, in the same way.
pub fn sum_of(x: &[f64], f: impl Fn(f64) -> f64 + Copy + Sync) -> f64 {
    if x.len() < LONG {
        return x.iter().fold(0.0, |a, &b| a + f(b));
    }
    if x.len() <= parallel::PIECE {
        return in_lanes(x, f);
    }
    let mut sums = vec![0.0; x.len().div_ceil(parallel::PIECE)];
    let pairs = sums.iter_mut().zip(x.chunks(parallel::PIECE));
    parallel::for_each(pairs, Cost::Cheap.shares(x.len()), |(s, block)| *s = in_lanes(block, f));
    sums.iter().fold(0.0, |a, b| a + b)
}

fn in_lanes(x: &[f64], f: impl Fn(f64) -> f64) -> f64 {
    parallel::wide(|| {
        let (blocks, rest) = x.as_chunks::<16>();
        let mut acc = [0.0f64; 16];
        for b in blocks {
            for (a, &v) in acc.iter_mut().zip(b) {
                *a += f(v);
            }
        }
        let mut width = 8;
        while width > 0 {
            for k in 0..width {
                acc[k] += acc[k + width];
            }
            width /= 2;
        }
        rest.iter().fold(acc[0], |a, &b| a + f(b))
    })
}

/// A sum with the rounding errors added back.
pub fn careful_sum(x: impl Iterator<Item = f64>) -> f64 {
    let (mut sum, mut lost) = (0.0f64, 0.0f64);
    for v in x {
        let t = sum + v;
        lost += if sum.abs() >= v.abs() { (sum - t) + v } else { (v - t) + sum };
        sum = t;
    }
    if lost.is_finite() { sum + lost } else { sum }
}

/// The largest (`MOST`) or smallest number of a slice, NaN left out; NaN when there is none else.
pub fn extreme<const MOST: bool>(x: &[f64]) -> f64 {
    let better = |a: f64, b: f64| if MOST { b > a } else { b < a };
    let start = if MOST { f64::NEG_INFINITY } else { f64::INFINITY };
    let (blocks, rest) = x.as_chunks::<16>();
    let mut acc = [start; 16];
    parallel::wide(|| {
        for b in blocks {
            for (a, &v) in acc.iter_mut().zip(b) {
                *a = if better(*a, v) { v } else { *a };
            }
        }
    });
    let best = acc.iter().chain(rest).fold(start, |a, &v| if better(a, v) { v } else { a });
    if best == start && x.iter().all(|v| v.is_nan()) { f64::NAN } else { best }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_scans_agree_along_every_dimension() {
        for split in [(1, 7, 3), (4, 5, 3), (1, 1, 4), (700, 900, 1), (3, 300_000, 1), (1, 100_000, 7)] {
            let n = split.0 * split.1 * split.2;
            let x: Vec<u64> = (0..n as u64).map(|k| k * k % 101).collect();
            let mut there = x.clone();
            scan(&mut there, split, false, |a, b| a + b);
            assert!(there == scanned(&x, split, |a, b| a + b), "{split:?}");
            let last = |k: usize| there[k];
            let sums = fold(&x, split, 0, |a, b| a + b);
            for (k, &s) in sums.iter().enumerate() {
                let (i, j) = (k % split.0, k / split.0);
                assert_eq!(s, last(i + split.0 * (split.1 - 1 + split.1 * j)));
            }
        }
    }

    #[test]
    fn sums_do_not_depend_on_where_they_are_cut() {
        let x: Vec<f64> = (0..700_001).map(|k| (k % 64) as f64).collect();
        assert_eq!(sum(&x), x.iter().sum::<f64>());
        assert_eq!(sum_of(&x, |v| v * v), x.iter().map(|v| v * v).sum::<f64>());
    }
}
