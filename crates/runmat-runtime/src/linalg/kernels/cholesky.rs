//! Cholesky factors.

use super::condition::norm1_estimate;
use super::dense::Dense;
use super::scalar::Scalar;
use super::triangular::{self, Triangle};
use faer::Side;

/// Above this size the blocked factorisation is used.
const BLOCKED: usize = 48;

/// The upper factor `R` with `R'*R = A` from the upper triangle of `a`; or the factor of the leading
/// block before the first minor (counted from 1) that is not positive definite.
pub fn factor<T: Scalar>(a: &Dense<T>) -> Result<Dense<T>, (Dense<T>, usize)> {
    let n = a.rows();
    if n > BLOCKED && a.is_finite() {
        // The failing minor is found again by the plain algorithm.
        if let Ok(llt) = a.view().llt(Side::Upper) {
            let l = llt.L();
            return Ok(Dense::from_fn(n, n, |r, c| if r <= c { l[(c, r)].cj() } else { T::ZERO }));
        }
    }
    plain(a)
}

fn plain<T: Scalar>(a: &Dense<T>) -> Result<Dense<T>, (Dense<T>, usize)> {
    let n = a.rows();
    let mut r = a.upper(0);
    for c in 0..n {
        for k in 0..c {
            let s: T = (0..k).map(|i| r[(i, k)].cj() * r[(i, c)]).sum();
            r[(k, c)] = (r[(k, c)] - s).over(r[(k, k)]);
        }
        let rest = r[(c, c)].re() - r.col(c)[..c].iter().map(|x| x.square()).sum::<f64>();
        if rest <= 0.0 || rest.is_nan() || r[(c, c)].im() != 0.0 {
            return Err((r.block(0..c, 0..c), c + 1));
        }
        r[(c, c)] = T::of(rest.sqrt());
    }
    Ok(r)
}

/// The solution of `R'*R x = b`.
pub fn solve<T: Scalar>(r: &Dense<T>, b: &Dense<T>) -> Dense<T> {
    let mut x = b.clone();
    triangular::solve(&r.adjoint(), Triangle::Lower, &mut x);
    triangular::solve(r, Triangle::Upper, &mut x);
    x
}

/// Estimated reciprocal condition of `R'*R`, whose 1-norm is `norm`.
pub fn rcond<T: Scalar>(r: &Dense<T>, norm: f64) -> f64 {
    let solve = |x: &mut [T]| {
        triangular::solve_adjoint_vector(r, Triangle::Upper, x);
        triangular::solve_vector(r, Triangle::Upper, x);
    };
    (1.0 / norm1_estimate::<T>(r.rows(), solve, solve)) / norm
}
