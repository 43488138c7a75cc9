//! Eigenvalues and eigenvectors of general matrices.

use super::dense::Dense;
use super::hessenberg::{balance, reduce};
use super::norms::norm2;
use super::scalar::Scalar;
use super::svd::NoConvergence;
use super::{complex_schur, real_schur};
use runmat_value::C64;

/// Above this size the blocked algorithms are used.
const BLOCKED: usize = 64;

/// `A = U*T*U'`, `U` orthogonal, `T` triangular (real matrices: with blocks of two rows for pairs of
/// complex eigenvalues).
#[derive(Debug, Clone)]
pub struct Schur<T> {
    /// The orthogonal factor.
    pub u: Dense<T>,
    /// The triangular factor.
    pub t: Dense<T>,
}

/// A field with a QR iteration of its own.
pub trait Iterated: Scalar {
    /// Brings Hessenberg `h` to Schur form in place, `z` turned along.
    fn iterate(h: &mut Dense<Self>, z: &mut Dense<Self>, low: usize, high: usize) -> Result<(), NoConvergence>;
    /// The eigenvalues of a matrix in Schur form.
    fn eigenvalues(t: &Dense<Self>) -> Vec<C64>;
    /// Eigenvalues and right eigenvectors by the blocked algorithm for large matrices.
    fn large(a: &Dense<Self>) -> Result<(Vec<C64>, Dense<C64>), NoConvergence>;
    /// Eigenvalues alone.
    fn large_values(a: &Dense<Self>) -> Result<Vec<C64>, NoConvergence> {
        a.view().eigenvalues().map_err(|_| NoConvergence)
    }
}

impl Iterated for f64 {
    fn iterate(h: &mut Dense<f64>, z: &mut Dense<f64>, low: usize, high: usize) -> Result<(), NoConvergence> {
        real_schur::iterate(h, z, low, high)
    }
    fn eigenvalues(t: &Dense<f64>) -> Vec<C64> {
        real_schur::eigenvalues(t)
    }
    fn large(a: &Dense<f64>) -> Result<(Vec<C64>, Dense<C64>), NoConvergence> {
        let f = a.view().eigen().map_err(|_| NoConvergence)?;
        Ok((f.S().column_vector().iter().copied().collect(), Dense::from_faer(f.U())))
    }
}

impl Iterated for C64 {
    fn iterate(h: &mut Dense<C64>, z: &mut Dense<C64>, low: usize, high: usize) -> Result<(), NoConvergence> {
        complex_schur::iterate(h, z, low, high)
    }
    fn eigenvalues(t: &Dense<C64>) -> Vec<C64> {
        t.diag()
    }
    fn large(a: &Dense<C64>) -> Result<(Vec<C64>, Dense<C64>), NoConvergence> {
        let f = a.view().eigen().map_err(|_| NoConvergence)?;
        Ok((f.S().column_vector().iter().copied().collect(), Dense::from_faer(f.U())))
    }
}

/// Schur factors.
pub fn schur<T: Iterated>(a: &Dense<T>) -> Result<Schur<T>, NoConvergence> {
    if !a.is_finite() {
        return Err(NoConvergence);
    }
    let n = a.rows();
    if n < 2 {
        return Ok(Schur { u: Dense::eye(n, n), t: a.clone() });
    }
    let mut work = a.clone();
    // Isolated eigenvalues are found by exchanges alone.
    let b = balance(&mut work, true, false);
    let (mut z, mut h) = reduce(work, b.low, b.high);
    T::iterate(&mut h, &mut z, b.low, b.high)?;
    b.undo_permutation(&mut z);
    Ok(Schur { u: z, t: h })
}

impl super::hessenberg::Balance {
    fn undo_permutation<T: Scalar>(&self, v: &mut Dense<T>) {
        let mut only = self.clone();
        (self.low..=self.high).for_each(|k| only.scale[k] = 1.0);
        only.undo(v);
    }
}

/// A triangular Schur form over the complex numbers.
pub fn complex_form<T: Iterated>(s: &Schur<T>) -> Result<Schur<C64>, NoConvergence> {
    let (mut u, mut t) = (s.u.to_complex(), s.t.to_complex());
    if t.rows() > 1 {
        let last = t.rows() - 1;
        complex_schur::iterate(&mut t, &mut u, 0, last)?;
    }
    Ok(Schur { u, t })
}

/// Eigenvalues, and right eigenvectors of length 1 when wanted.
pub fn eigen<T: Iterated>(
    a: &Dense<T>,
    vectors: bool,
    balanced: bool,
) -> Result<(Vec<C64>, Option<Dense<C64>>), NoConvergence> {
    let n = a.rows();
    if !a.is_finite() {
        return Err(NoConvergence);
    }
    let mut work = a.clone();
    let b = balance(&mut work, balanced, balanced);
    if n > BLOCKED && !vectors {
        return Ok((T::large_values(&work)?, None));
    }
    if n > BLOCKED {
        let (values, mut v) = T::large(&work)?;
        b.undo(&mut v);
        normalise(&mut v, &values, T::COMPLEX);
        return Ok((values, Some(v)));
    }
    let (mut z, mut h) = reduce(work, b.low, b.high);
    if n > 1 {
        T::iterate(&mut h, &mut z, b.low, b.high)?;
    }
    let values = T::eigenvalues(&h);
    if !vectors {
        return Ok((values, None));
    }
    let mut v = z.to_complex().times(&triangular_vectors(&h.to_complex(), &values));
    b.undo(&mut v);
    normalise(&mut v, &values, T::COMPLEX);
    Ok((values, Some(v)))
}

/// Eigenvectors of a (block) triangular matrix, in the columns.
fn triangular_vectors(t: &Dense<C64>, values: &[C64]) -> Dense<C64> {
    let n = t.rows();
    let mut out = Dense::zeros(n, n);
    let paired = |k: usize| k + 1 < n && t[(k + 1, k)] != C64::ZERO;
    let small = (t.norm_inf() * f64::EPSILON).max(f64::MIN_POSITIVE / f64::EPSILON);
    let mut k = 0;
    while k < n {
        if paired(k) {
            let mut x = pair_start(t, k, values[k]);
            back_substitute(t, values[k], &mut x, k, small);
            out.col_mut(k).copy_from_slice(&x);
            let conjugate: Vec<C64> = x.iter().map(|z| z.conj()).collect();
            out.col_mut(k + 1).copy_from_slice(&conjugate);
            k += 2;
        } else {
            let mut x = vec![C64::ZERO; n];
            x[k] = C64::of(1.0);
            back_substitute(t, values[k], &mut x, k, small);
            out.col_mut(k).copy_from_slice(&x);
            k += 1;
        }
    }
    out
}

/// The eigenvector's elements inside the block at rows `k`, `k + 1`.
fn pair_start(t: &Dense<C64>, k: usize, value: C64) -> Vec<C64> {
    let mut x = vec![C64::ZERO; t.rows()];
    let (b, c) = (t[(k, k + 1)].re, t[(k + 1, k)].re);
    if b.abs() >= c.abs() {
        (x[k], x[k + 1]) = (C64::of(1.0), C64::new(0.0, value.im / b));
    } else {
        (x[k], x[k + 1]) = (C64::of(-value.im / c), C64::new(0.0, 1.0));
    }
    x
}

/// Fills the elements above row `top` of an eigenvector.
fn back_substitute(t: &Dense<C64>, value: C64, x: &mut [C64], top: usize, small: f64) {
    let n = x.len();
    let rhs = |x: &[C64], r: usize, from: usize| -(from..n).map(|c| t[(r, c)] * x[c]).sum::<C64>();
    let guarded = |d: C64| if d.modulus() < small { C64::of(small) } else { d };
    let mut r = top;
    while r > 0 {
        r -= 1;
        if r > 0 && t[(r, r - 1)] != C64::ZERO {
            let (p, q) = (rhs(x, r - 1, r + 1), rhs(x, r, r + 1));
            let (a, b) = (t[(r - 1, r - 1)] - value, t[(r - 1, r)]);
            let (c, d) = (t[(r, r - 1)], t[(r, r)] - value);
            let det = guarded(a * d - b * c);
            x[r - 1] = (d * p - b * q).over(det);
            x[r] = (a * q - c * p).over(det);
            r -= 1;
        } else {
            x[r] = rhs(x, r, r + 1).over(guarded(t[(r, r)] - value));
        }
        let largest = x.iter().map(|z| z.abs1()).fold(0.0, f64::max);
        if largest > 1e150 {
            x.iter_mut().for_each(|z| *z /= largest);
        }
    }
}

/// Length 1; the largest element of a complex vector real.
fn normalise(v: &mut Dense<C64>, values: &[C64], complex: bool) {
    for k in 0..v.cols() {
        let col = v.col_mut(k);
        let size = norm2(col);
        if size == 0.0 {
            continue;
        }
        col.iter_mut().for_each(|z| *z /= size);
        if !complex && values[k].im == 0.0 {
            continue;
        }
        if !complex && values[k].im < 0.0 && k > 0 {
            let before: Vec<C64> = v.col(k - 1).iter().map(|z| z.conj()).collect();
            v.col_mut(k).copy_from_slice(&before);
            continue;
        }
        let (mut at, mut most) = (0, 0.0);
        for (j, z) in col.iter().enumerate() {
            if z.square() > most {
                (at, most) = (j, z.square());
            }
        }
        let sign = if complex { 1.0 } else { 1f64.copysign(col[at].re) };
        let phase = col[at].conj() * (sign / most.sqrt());
        col.iter_mut().for_each(|z| *z *= phase);
        col[at].im = 0.0;
    }
}
