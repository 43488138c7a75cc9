//! Least squares.

use super::dense::Dense;
use super::qr::Qr;
use super::scalar::Scalar;
use super::svd::{self, NoConvergence};
use super::triangular::{self, Triangle};

/// A solution with the numerical rank and the tolerance that decided it.
#[derive(Debug, Clone)]
pub struct LeastSquares<T> {
    /// The solution.
    pub x: Dense<T>,
    /// Numerical rank.
    pub rank: usize,
    /// What counted as zero.
    pub tolerance: f64,
}

/// The solution with at most `rank` nonzero elements a column.
pub fn basic<T: Scalar>(a: &Dense<T>, b: &Dense<T>, epsilon: f64) -> LeastSquares<T> {
    let (m, n) = a.size();
    let k = m.min(n);
    let qr = Qr::pivoted(a.clone());
    let r = qr.r(k);
    let first = if k > 0 { r[(0, 0)].modulus() } else { 0.0 };
    let tolerance = m.max(n) as f64 * epsilon * first;
    let rank = (0..k).take_while(|&i| r[(i, i)].modulus() > tolerance).count();
    let mut y = b.clone();
    qr.apply_adjoint(&mut y);
    let mut top = y.block(0..rank, 0..b.cols());
    triangular::solve(&r.block(0..rank, 0..rank), Triangle::Upper, &mut top);
    let mut x = Dense::zeros(n, b.cols());
    for c in 0..b.cols() {
        for i in 0..rank {
            x[(qr.order()[i], c)] = top[(i, c)];
        }
    }
    LeastSquares { x, rank, tolerance }
}

/// The solution of least norm.
pub fn least_norm<T: Scalar>(a: &Dense<T>, b: &Dense<T>, epsilon: f64) -> Result<LeastSquares<T>, NoConvergence> {
    let f = svd::full(a, true)?;
    let tolerance = epsilon * f.s.first().copied().unwrap_or(0.0);
    let rank = f.rank(tolerance);
    let mut y = f.u.first_cols(rank).adjoint().times(b);
    for c in 0..y.cols() {
        for (e, s) in y.col_mut(c).iter_mut().zip(&f.s) {
            *e = e.scale(1.0 / s);
        }
    }
    Ok(LeastSquares { x: f.v.first_cols(rank).times(&y), rank, tolerance })
}
