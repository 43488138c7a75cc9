//! Singular values and vectors.

use super::bidiagonal;
use super::dense::Dense;
use super::scalar::Scalar;

/// `A = U*diag(s)*V'`, `s` falling.
#[derive(Debug, Clone)]
pub struct Svd<T> {
    /// Left vectors.
    pub u: Dense<T>,
    /// Singular values.
    pub s: Vec<f64>,
    /// Right vectors.
    pub v: Dense<T>,
}

/// Above this size the blocked algorithms are used.
const BLOCKED: usize = 64;

/// The algorithm did not converge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoConvergence;

/// Whether the plain algorithm does.
fn small<T: Scalar>(a: &Dense<T>) -> bool {
    a.rows().min(a.cols()) <= BLOCKED && a.rows().max(a.cols()) <= 16 * BLOCKED
}

/// Singular values only.
pub fn values<T: Scalar>(a: &Dense<T>) -> Result<Vec<f64>, NoConvergence> {
    if a.is_empty() {
        return Ok(Vec::new());
    }
    if !a.is_finite() {
        return Err(NoConvergence);
    }
    if small(a) {
        return bidiagonal::values(a);
    }
    a.view().singular_values().map_err(|_| NoConvergence)
}

/// Vectors as well; `thin`: only min(m,n) columns of each.
pub fn full<T: Scalar>(a: &Dense<T>, thin: bool) -> Result<Svd<T>, NoConvergence> {
    let (m, n) = a.size();
    if a.is_empty() {
        let k = if thin { 0 } else { usize::MAX };
        return Ok(Svd { u: Dense::eye(m, m.min(k)), s: Vec::new(), v: Dense::eye(n, n.min(k)) });
    }
    if !a.is_finite() {
        return Err(NoConvergence);
    }
    if small(a) {
        return bidiagonal::svd(a, thin);
    }
    let f = if thin { a.view().thin_svd() } else { a.view().svd() }.map_err(|_| NoConvergence)?;
    let s = f.S().column_vector().iter().map(|x| x.re()).collect();
    let mut svd = Svd { u: Dense::from_faer(f.U()), s, v: Dense::from_faer(f.V()) };
    svd.orient();
    Ok(svd)
}

impl<T: Scalar> Svd<T> {
    /// Fixes the free phase of each pair of vectors: the elements of `v` add up to a negative number.
    fn orient(&mut self) {
        for k in 0..self.s.len() {
            let sum: T = self.v.col(k).iter().copied().sum();
            let size = sum.modulus();
            let phase = if size > 1e-12 { sum.cj().scale(-1.0 / size) } else { T::ONE };
            for e in self.v.col_mut(k).iter_mut().chain(self.u.col_mut(k)) {
                *e *= phase;
            }
        }
    }

    /// How many singular values exceed `tolerance`.
    pub fn rank(&self, tolerance: f64) -> usize {
        self.s.iter().filter(|&&s| s > tolerance).count()
    }

    /// The pseudoinverse; singular values up to `tolerance` count as zero.
    pub fn pseudoinverse(&self, tolerance: f64) -> Dense<T> {
        let r = self.rank(tolerance);
        let scaled = Dense::from_fn(self.v.rows(), r, |i, j| self.v[(i, j)].scale(1.0 / self.s[j]));
        scaled.times(&self.u.first_cols(r).adjoint())
    }
}
