//! Convolution and linear filters on plain slices.

use crate::linalg::kernels::{Dense, Scalar};
use crate::offload::Pace;

/// Which part of a convolution is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Shape {
    Full,
    Same,
    Valid,
}

/// The wanted part of the two-dimensional convolution of `a` and `b`.
pub async fn convolve<T: Scalar>(a: &Dense<T>, b: &Dense<T>, shape: Shape, pace: Pace) -> Dense<T> {
    let (rows, cols) = (part(a.rows(), b.rows(), shape), part(a.cols(), b.cols(), shape));
    let mut out = Dense::zeros(rows.len(), cols.len());
    let mut done = 0;
    for c in 0..out.cols() {
        let full = c + cols.start;
        for j in 0..b.cols().min(full + 1) {
            if full - j >= a.cols() {
                continue;
            }
            let x = a.col(full - j);
            let at_a_time = pace.share(x.len(), b.rows());
            for from in (0..b.rows()).step_by(at_a_time) {
                let to = (from + at_a_time).min(b.rows());
                convolve_column(x, &b.col(j)[from..to], from, out.col_mut(c), rows.start);
                pace.did(&mut done, (to - from) * x.len()).await;
            }
        }
    }
    out
}

/// The size of that.
pub fn size(a: (usize, usize), b: (usize, usize), shape: Shape) -> (usize, usize) {
    (part(a.0, b.0, shape).len(), part(a.1, b.1, shape).len())
}

/// Adds elements `start..` of the convolution of two columns to `out`; `y` is what begins at `from` of the second one.
fn convolve_column<T: Scalar>(x: &[T], y: &[T], from: usize, out: &mut [T], start: usize) {
    if x.is_empty() {
        return;
    }
    for (k, &s) in y.iter().enumerate().map(|(k, s)| (from + k, s)) {
        if s == T::ZERO && x.iter().all(|e| e.finite()) {
            continue;
        }
        let first = start.max(k);
        let last = (start + out.len()).min(k + x.len());
        if first < last {
            for (o, &e) in out[first - start..last - start].iter_mut().zip(&x[first - k..last - k]) {
                *o += e * s;
            }
        }
    }
}

/// The range of the full convolution of lengths `n` and `m` that `shape` asks for.
fn part(n: usize, m: usize, shape: Shape) -> std::ops::Range<usize> {
    match shape {
        Shape::Full if n == 0 || m == 0 => 0..(n + m).saturating_sub(1),
        Shape::Full => 0..n + m - 1,
        Shape::Same => {
            let start = m.div_ceil(2).max(1) - 1 + usize::from(m.is_multiple_of(2) && m > 0);
            start..start + n
        }
        Shape::Valid if m == 0 => 0..n,
        Shape::Valid => m - 1..(m - 1).max(n),
    }
}

/// Filters `x` by `b`/`a` (both scaled to `a[0]` = 1, of equal length), starting from and leaving `state`.
pub fn filter<T: Scalar>(b: &[T], a: &[T], x: impl Iterator<Item = T>, state: &mut [T], mut emit: impl FnMut(T)) {
    let n = state.len();
    for e in x {
        if n == 0 {
            emit(b[0] * e);
            continue;
        }
        let y = b[0] * e + state[0];
        for k in 0..n - 1 {
            state[k] = state[k + 1] + b[k + 1] * e - a[k + 1] * y;
        }
        state[n - 1] = b[n] * e - a[n] * y;
        emit(y);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(a: &Dense<f64>, b: &Dense<f64>, shape: Shape) -> Dense<f64> {
        crate::offload::at_once(convolve(a, b, shape, Pace::NONE))
    }

    #[test]
    fn convolution_multiplies_polynomials() {
        let col = |v: &[f64]| Dense::new(v.len(), 1, v.to_vec());
        let full = whole(&col(&[1.0, 2.0, 3.0]), &col(&[1.0, -1.0]), Shape::Full);
        assert_eq!(full.data(), [1.0, 1.0, 1.0, -3.0]);
        let same = whole(&col(&[1.0, 2.0, 3.0]), &col(&[1.0, 0.0, -1.0]), Shape::Same);
        assert_eq!(same.data(), [2.0, 2.0, -2.0]);
        let valid = whole(&col(&[1.0, 2.0, 3.0]), &col(&[1.0, -1.0]), Shape::Valid);
        assert_eq!(valid.data(), [1.0, 1.0]);
    }

    #[test]
    fn even_kernels_are_centred_late() {
        let col = |v: &[f64]| Dense::new(v.len(), 1, v.to_vec());
        let same = whole(&col(&[1.0, 2.0, 3.0]), &col(&[1.0, 1.0]), Shape::Same);
        assert_eq!(same.data(), [3.0, 5.0, 3.0]);
    }

    #[test]
    fn a_filter_in_two_pieces_is_the_whole() {
        let (b, a) = ([1.0, 0.5, 0.25], [1.0, -0.3, 0.1]);
        let x: Vec<f64> = (0..20).map(|k| (k * k % 5) as f64).collect();
        let run = |parts: &[&[f64]]| {
            let (mut state, mut y) = ([0.0; 2], Vec::new());
            for p in parts {
                filter(&b, &a, p.iter().copied(), &mut state, |e| y.push(e));
            }
            y
        };
        assert_eq!(run(&[&x]), run(&[&x[..7], &x[7..]]));
    }
}
