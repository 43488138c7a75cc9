//! Balancing, and reduction to Hessenberg form.

use super::dense::Dense;
use super::norms::norm2;
use super::qr::reflector;
use super::scalar::Scalar;

/// How a matrix was balanced.
#[derive(Debug, Clone)]
pub struct Balance {
    /// First row of the part that is not triangular.
    pub low: usize,
    /// Last row of it.
    pub high: usize,
    /// Inside that part: scale factors; outside: the row exchanged.
    pub scale: Vec<f64>,
}

/// Permutes rows and columns to isolate eigenvalues (if asked) and scales the rest by powers of two (if
/// asked) so that rows and columns are of nearly equal norm.
pub fn balance<T: Scalar>(a: &mut Dense<T>, permute: bool, scale: bool) -> Balance {
    let n = a.rows();
    let mut b = Balance { low: 0, high: n.saturating_sub(1), scale: vec![1.0; n] };
    if n == 0 {
        return b;
    }
    if permute {
        isolate_rows(a, &mut b);
        isolate_columns(a, &mut b);
    }
    if scale {
        for s in &mut b.scale[b.low..=b.high] {
            *s = 1.0;
        }
        while equalise(a, &mut b) {}
    }
    b
}

fn exchange<T: Scalar>(a: &mut Dense<T>, b: &mut Balance, j: usize, to: usize) {
    b.scale[to] = j as f64;
    if j == to {
        return;
    }
    let n = a.rows();
    for r in 0..=b.high {
        a.data_mut().swap(r + j * n, r + to * n);
    }
    for c in b.low..n {
        a.data_mut().swap(j + c * n, to + c * n);
    }
}

fn isolate_rows<T: Scalar>(a: &mut Dense<T>, b: &mut Balance) {
    'again: loop {
        for j in (0..=b.high).rev() {
            if (0..=b.high).all(|c| c == j || a[(j, c)] == T::ZERO) {
                exchange(a, b, j, b.high);
                if b.high == 0 {
                    return;
                }
                b.high -= 1;
                continue 'again;
            }
        }
        return;
    }
}

fn isolate_columns<T: Scalar>(a: &mut Dense<T>, b: &mut Balance) {
    'again: while b.low < b.high {
        for j in b.low..=b.high {
            if (b.low..=b.high).all(|r| r == j || a[(r, j)] == T::ZERO) {
                exchange(a, b, j, b.low);
                b.low += 1;
                continue 'again;
            }
        }
        return;
    }
}

/// One round of scaling; whether anything changed.
fn equalise<T: Scalar>(a: &mut Dense<T>, b: &mut Balance) -> bool {
    let (n, low, high) = (a.rows(), b.low, b.high);
    let mut changed = false;
    for i in low..=high {
        let mut c = norm2(&a.col(i)[low..=high]);
        let row: Vec<T> = (low..=high).map(|k| a[(i, k)]).collect();
        let mut r = norm2(&row);
        if c == 0.0 || r == 0.0 || !(c + r).is_finite() {
            continue;
        }
        let (mut f, sum) = (1.0f64, c + r);
        let mut g = r / 2.0;
        while c < g && f < 1e150 {
            (f, c, g, r) = (f * 2.0, c * 2.0, g / 2.0, r / 2.0);
        }
        g = c / 2.0;
        while g >= r && f > 1e-150 {
            (f, c, g, r) = (f / 2.0, c / 2.0, g / 2.0, r * 2.0);
        }
        if c + r >= 0.95 * sum {
            continue;
        }
        b.scale[i] *= f;
        changed = true;
        for k in low..n {
            a[(i, k)] = a[(i, k)].scale(1.0 / f);
        }
        for k in 0..=high {
            a[(k, i)] = a[(k, i)].scale(f);
        }
    }
    changed
}

impl Balance {
    /// Turns eigenvectors of the balanced matrix into those of the original.
    pub fn undo<T: Scalar>(&self, v: &mut Dense<T>) {
        let n = v.rows();
        if n == 0 {
            return;
        }
        for i in self.low..=self.high {
            for c in 0..v.cols() {
                v[(i, c)] = v[(i, c)].scale(self.scale[i]);
            }
        }
        for i in (0..self.low).rev().chain(self.high + 1..n) {
            let j = self.scale[i] as usize;
            for c in 0..v.cols() {
                v.data_mut().swap(i + c * n, j + c * n);
            }
        }
    }
}

/// `Q` and `H` with `A = Q*H*Q'`, `H` zero below the first subdiagonal.
pub fn reduce<T: Scalar>(a: Dense<T>, low: usize, high: usize) -> (Dense<T>, Dense<T>) {
    let n = a.rows();
    let mut h = a;
    let mut reflections = Vec::new();
    for i in low..high {
        let mut v: Vec<T> = h.col(i)[i + 1..=high].to_vec();
        let tau = reflector(&mut v);
        let beta = v[0];
        v[0] = T::ONE;
        right(&mut h, &v, tau, i + 1, 0..high + 1);
        for c in i + 1..n {
            super::qr::reflect(&v[1..], tau.cj(), &mut h.col_mut(c)[i + 1..=high]);
        }
        h[(i + 1, i)] = beta;
        for r in i + 2..=high {
            h[(r, i)] = T::ZERO;
        }
        reflections.push((i + 1, v, tau));
    }
    let mut q = Dense::eye(n, n);
    for (at, v, tau) in reflections.into_iter().rev() {
        for c in 0..n {
            super::qr::reflect(&v[1..], tau, &mut q.col_mut(c)[at..at + v.len()]);
        }
    }
    (q, h)
}

/// Columns from `at` on become those times `I - tau v v'`.
fn right<T: Scalar>(m: &mut Dense<T>, v: &[T], tau: T, at: usize, rows: std::ops::Range<usize>) {
    for r in rows {
        let s: T = v.iter().enumerate().map(|(k, x)| m[(r, at + k)] * *x).sum::<T>() * tau;
        for (k, x) in v.iter().enumerate() {
            m[(r, at + k)] -= s * x.cj();
        }
    }
}
