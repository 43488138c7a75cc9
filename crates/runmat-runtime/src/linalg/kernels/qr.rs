//! QR factors by reflections, with the signs LAPACK gives them.

use super::dense::Dense;
use super::norms::norm2;
use super::scalar::Scalar;

/// Above this many columns the blocked factorisation is used.
const BLOCKED: usize = 48;

/// Reflections `I - tau v v'`, `v` having ones on the diagonal and its tail below the diagonal of `packed`.
#[derive(Debug, Clone)]
pub struct Qr<T> {
    packed: Dense<T>,
    tau: Vec<T>,
    order: Vec<usize>,
}

/// Turns `x` into `(beta, v tail)` so that `(I - tau v v')' x = beta e1`; returns `tau`.
pub fn reflector<T: Scalar>(x: &mut [T]) -> T {
    let tail = norm2(&x[1..]);
    let head = x[0];
    if tail == 0.0 && head.im() == 0.0 {
        return T::ZERO;
    }
    let beta = -head.modulus().hypot(tail).copysign(head.re());
    let tau = T::of_complex((num_complex::Complex::new(beta, 0.0) - head.complex()) / beta);
    let scale = T::ONE / (head - T::of(beta));
    for e in &mut x[1..] {
        *e *= scale;
    }
    x[0] = T::of(beta);
    tau
}

/// Applies `I - tau v v'` to `y`, `v` being 1 followed by `tail`.
pub fn reflect<T: Scalar>(tail: &[T], tau: T, y: &mut [T]) {
    if tau == T::ZERO {
        return;
    }
    let mut s: T = y[0];
    for (v, e) in tail.iter().zip(&y[1..]) {
        s += v.cj() * *e;
    }
    s *= tau;
    y[0] -= s;
    for (v, e) in tail.iter().zip(&mut y[1..]) {
        *e -= *v * s;
    }
}

impl<T: Scalar> Qr<T> {
    /// Factors without column exchanges.
    pub fn new(a: Dense<T>) -> Self {
        let order = (0..a.cols()).collect();
        Qr::reduce(a, order, |_, _, _| {})
    }

    /// Factors with column exchanges: the diagonal of `R` falls in modulus.
    pub fn pivoted(a: Dense<T>) -> Self {
        let (m, n) = a.size();
        let mut norms: Vec<f64> = (0..n).map(|c| norm2(a.col(c))).collect();
        let order = (0..n).collect();
        Qr::reduce(a, order, move |a, order, k| {
            if k > 0 {
                for c in k..n {
                    norms[c] = norm2(&a.col(c)[k.min(m)..]);
                }
            }
            let best = (k..n).fold(k, |best, c| if norms[c] > norms[best] * (1.0 + 1e-14) { c } else { best });
            if best != k {
                order.swap(k, best);
                norms.swap(k, best);
                for r in 0..m {
                    a.data_mut().swap(r + k * m, r + best * m);
                }
            }
        })
    }

    fn reduce(
        mut a: Dense<T>,
        mut order: Vec<usize>,
        mut pivot: impl FnMut(&mut Dense<T>, &mut [usize], usize),
    ) -> Self {
        let (m, n) = a.size();
        let mut tau = Vec::new();
        for k in 0..m.min(n) {
            pivot(&mut a, &mut order, k);
            let (left, right) = a.data_mut().split_at_mut((k + 1) * m);
            let col = &mut left[k * m + k..];
            let t = reflector(col);
            for c in 0..n - k - 1 {
                reflect(&col[1..], t.cj(), &mut right[c * m + k..(c + 1) * m]);
            }
            tau.push(t);
        }
        Qr { packed: a, tau, order }
    }

    /// Column `k` of `Q*R` is column `order[k]` of the matrix.
    pub fn order(&self) -> &[usize] {
        &self.order
    }

    /// The upper factor with `rows` rows.
    pub fn r(&self, rows: usize) -> Dense<T> {
        Dense::from_fn(rows, self.packed.cols(), |r, c| if r <= c { self.packed[(r, c)] } else { T::ZERO })
    }

    /// The first `cols` columns of `Q`.
    pub fn q(&self, cols: usize) -> Dense<T> {
        let mut q = Dense::eye(self.packed.rows(), cols);
        self.apply(&mut q);
        q
    }

    /// `y` becomes `Q*y`.
    pub fn apply(&self, y: &mut Dense<T>) {
        for k in (0..self.tau.len()).rev() {
            for c in 0..y.cols() {
                reflect(&self.packed.col(k)[k + 1..], self.tau[k], &mut y.col_mut(c)[k..]);
            }
        }
    }

    /// `y` becomes `Q'*y`.
    pub fn apply_adjoint(&self, y: &mut Dense<T>) {
        for k in 0..self.tau.len() {
            for c in 0..y.cols() {
                reflect(&self.packed.col(k)[k + 1..], self.tau[k].cj(), &mut y.col_mut(c)[k..]);
            }
        }
    }
}

/// `Q` (with `cols` columns) and `R` of an unpivoted factorisation, blocked for large matrices.
pub fn factors<T: Scalar>(a: &Dense<T>, cols: usize) -> (Dense<T>, Dense<T>) {
    let (m, n) = a.size();
    if m.min(n) <= BLOCKED || !a.is_finite() {
        let qr = Qr::new(a.clone());
        return (qr.q(cols), qr.r(cols));
    }
    let qr = a.view().qr();
    let k = m.min(n);
    let mut q = Dense::from_faer(if cols == k { qr.compute_thin_Q() } else { qr.compute_Q() }.as_ref());
    let full = qr.R();
    let mut r = Dense::from_fn(cols, n, |i, j| if i <= j && i < full.nrows() { full[(i, j)] } else { T::ZERO });
    real_diagonal(&mut q, &mut r, k);
    (q, r)
}

/// Turns the diagonal of `R` real, leaving the product as it is.
fn real_diagonal<T: Scalar>(q: &mut Dense<T>, r: &mut Dense<T>, k: usize) {
    for i in 0..k {
        let d = r[(i, i)];
        if d.im() == 0.0 {
            continue;
        }
        let phase = d.scale(-1.0 / d.modulus());
        q.col_mut(i).iter_mut().for_each(|e| *e *= phase);
        for j in i..r.cols() {
            r[(i, j)] *= phase.cj();
        }
    }
}
