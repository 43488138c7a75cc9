//! Inner loops over slices: folds along any dimension.

/// Folds along a dimension; `split` as of `Dims::split_at`.
pub fn fold<T: Copy, A: Copy>(
    data: &[T],
    split: (usize, usize, usize),
    init: A,
    step: impl Fn(A, T) -> A + Copy,
) -> Vec<A> {
    let (before, along, after) = split;
    if before == 1 {
        return (0..after).map(|j| data[j * along..(j + 1) * along].iter().fold(init, |a, &x| step(a, x))).collect();
    }
    let mut out = vec![init; before * after];
    for j in 0..after {
        let acc = &mut out[j * before..(j + 1) * before];
        for k in 0..along {
            let start = before * (k + along * j);
            for (a, &x) in acc.iter_mut().zip(&data[start..start + before]) {
                *a = step(*a, x);
            }
        }
    }
    out
}

/// Running folds along a dimension, in place of the data.
pub fn scan<T: Copy>(data: &mut [T], split: (usize, usize, usize), reverse: bool, step: impl Fn(T, T) -> T + Copy) {
    let (before, along, after) = split;
    for j in 0..after {
        let page = &mut data[j * before * along..(j + 1) * before * along];
        if reverse {
            for k in (1..along).rev() {
                let (low, high) = page.split_at_mut(k * before);
                let target = &mut low[(k - 1) * before..];
                target.iter_mut().zip(&high[..before]).for_each(|(x, &a)| *x = step(a, *x));
            }
        } else if before == 1 {
            let mut it = page.iter_mut();
            let Some(first) = it.next() else { continue };
            let mut acc = *first;
            for x in it {
                acc = step(acc, *x);
                *x = acc;
            }
        } else {
            for k in 1..along {
                let (low, high) = page.split_at_mut(k * before);
                let source = &low[(k - 1) * before..];
                high[..before].iter_mut().zip(source).for_each(|(x, &a)| *x = step(a, *x));
            }
        }
    }
}

/// From this length on a contiguous sum runs in lanes.
const LONG: usize = 512;

/// The sum of a slice: in order when short, in eight lanes when long.
pub fn sum(x: &[f64]) -> f64 {
    if x.len() < LONG {
        return x.iter().fold(0.0, |a, &b| a + b);
    }
    let (blocks, rest) = x.as_chunks::<16>();
    let mut acc = [0.0f64; 16];
    for b in blocks {
        for (a, &v) in acc.iter_mut().zip(b) {
            *a += v;
        }
    }
    let mut width = 8;
    while width > 0 {
        for k in 0..width {
            acc[k] += acc[k + width];
        }
        width /= 2;
    }
    rest.iter().fold(acc[0], |a, &b| a + b)
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
    for b in blocks {
        for (a, &v) in acc.iter_mut().zip(b) {
            *a = if better(*a, v) { v } else { *a };
        }
    }
    let best = acc.iter().chain(rest).fold(start, |a, &v| if better(a, v) { v } else { a });
    if best == start && x.iter().all(|v| v.is_nan()) { f64::NAN } else { best }
}
