//! Triangular systems.

use super::dense::Dense;
use super::scalar::Scalar;
use faer::Par;
use faer::linalg::triangular_solve as large;

/// Which triangle of a matrix is meant, and whether its diagonal counts as ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Triangle {
    Lower,
    UnitLower,
    Upper,
}

/// Above this many columns of unknowns times rows the blocked solver pays.
const BLOCKED: usize = 64;

/// `b` becomes the solution `x` of `T x = b`; a zero pivot gives infinities as division does.
pub fn solve<T: Scalar>(t: &Dense<T>, kind: Triangle, b: &mut Dense<T>) {
    let n = t.rows();
    if n > BLOCKED && b.cols() > 8 {
        let (t, b) = (t.view(), b.view_mut());
        return match kind {
            Triangle::Lower => large::solve_lower_triangular_in_place(t, b, Par::Seq),
            Triangle::UnitLower => large::solve_unit_lower_triangular_in_place(t, b, Par::Seq),
            Triangle::Upper => large::solve_upper_triangular_in_place(t, b, Par::Seq),
        };
    }
    for c in 0..b.cols() {
        solve_vector(t, kind, b.col_mut(c));
    }
}

/// One right-hand side.
pub fn solve_vector<T: Scalar>(t: &Dense<T>, kind: Triangle, x: &mut [T]) {
    let n = x.len();
    if kind == Triangle::Upper {
        for k in (0..n).rev() {
            if x[k] != T::ZERO {
                x[k] = x[k].over(t[(k, k)]);
                let s = x[k];
                for (out, &e) in x[..k].iter_mut().zip(t.col(k)) {
                    *out -= e * s;
                }
            }
        }
        return;
    }
    for k in 0..n {
        if x[k] != T::ZERO {
            if kind == Triangle::Lower {
                x[k] = x[k].over(t[(k, k)]);
            }
            let s = x[k];
            for (out, &e) in x[k + 1..].iter_mut().zip(&t.col(k)[k + 1..]) {
                *out -= e * s;
            }
        }
    }
}

/// One right-hand side of the system with the conjugate transpose of `t`.
pub fn solve_adjoint_vector<T: Scalar>(t: &Dense<T>, kind: Triangle, x: &mut [T]) {
    let n = x.len();
    if kind == Triangle::Upper {
        for k in 0..n {
            let s: T = t.col(k)[..k].iter().zip(&x[..k]).map(|(a, b)| a.cj() * *b).sum();
            x[k] = (x[k] - s).over(t[(k, k)].cj());
        }
        return;
    }
    for k in (0..n).rev() {
        let s: T = t.col(k)[k + 1..n].iter().zip(&x[k + 1..]).map(|(a, b)| a.cj() * *b).sum();
        x[k] -= s;
        if kind == Triangle::Lower {
            x[k] = x[k].over(t[(k, k)].cj());
        }
    }
}
