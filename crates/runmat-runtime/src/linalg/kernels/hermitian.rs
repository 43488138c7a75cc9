//! Eigenvalues and eigenvectors of Hermitian matrices.
//!
//! Small matrices go through the same steps as in LAPACK (reduction from the last row up, implicit QL or
//! QR), so that the signs of eigenvectors come out the same.

use super::dense::Dense;
use super::qr::reflector;
use super::rotation::{self, givens};
use super::scalar::Scalar;
use super::svd::NoConvergence;
use faer::Side;

/// Above this size the blocked algorithms are used.
const BLOCKED: usize = 64;

/// Eigenvalues in ascending order, and orthonormal eigenvectors when wanted; the upper triangle is read.
pub fn eigen<T: Scalar>(a: &Dense<T>, vectors: bool) -> Result<(Vec<f64>, Option<Dense<T>>), NoConvergence> {
    if !a.is_finite() {
        return Err(NoConvergence);
    }
    if a.rows() > BLOCKED {
        return blocked(a, vectors);
    }
    let (mut d, mut e, q) = tridiagonal(a.clone());
    let mut z = vectors.then_some(q);
    implicit_ql(&mut d, &mut e, z.as_mut())?;
    Ok((d, z))
}

fn blocked<T: Scalar>(a: &Dense<T>, vectors: bool) -> Result<(Vec<f64>, Option<Dense<T>>), NoConvergence> {
    if !vectors {
        let values = a.view().self_adjoint_eigenvalues(Side::Upper).map_err(|_| NoConvergence)?;
        return Ok((values, None));
    }
    let f = a.view().self_adjoint_eigen(Side::Upper).map_err(|_| NoConvergence)?;
    let values = f.S().column_vector().iter().map(|x| x.re()).collect();
    Ok((values, Some(Dense::from_faer(f.U()))))
}

/// Diagonal, off-diagonal and `Q` with `A = Q*T*Q'`.
fn tridiagonal<T: Scalar>(mut a: Dense<T>) -> (Vec<f64>, Vec<f64>, Dense<T>) {
    let n = a.rows();
    // The whole matrix from its upper triangle.
    for c in 0..n {
        for r in 0..c {
            a[(c, r)] = a[(r, c)].cj();
        }
    }
    let (mut d, mut e) = (vec![0.0; n], vec![0.0; n.saturating_sub(1)]);
    let mut q = Dense::eye(n, n);
    for i in (0..n.saturating_sub(1)).rev() {
        // v: the reflection's vector over rows 0..=i, 1 at row i.
        let mut x: Vec<T> = std::iter::once(a[(i, i + 1)]).chain((0..i).map(|r| a[(r, i + 1)])).collect();
        let tau = reflector(&mut x);
        e[i] = x[0].re();
        if tau != T::ZERO {
            x[0] = T::ONE;
            let v: Vec<T> = x[1..].iter().copied().chain([T::ONE]).collect();
            two_sided(&mut a, &v, tau);
            right(&mut q, &v, tau);
        }
        d[i + 1] = a[(i + 1, i + 1)].re();
    }
    if n > 0 {
        d[0] = a[(0, 0)].re();
    }
    (d, e, q)
}

/// The leading block becomes `H' A H`, `H = I - tau v v'`.
fn two_sided<T: Scalar>(a: &mut Dense<T>, v: &[T], tau: T) {
    let k = v.len();
    let mut w: Vec<T> = (0..k).map(|r| tau * (0..k).map(|c| a[(r, c)] * v[c]).sum::<T>()).collect();
    let overlap: T = w.iter().zip(v).map(|(x, y)| x.cj() * *y).sum();
    let alpha = (tau * overlap).scale(-0.5);
    w.iter_mut().zip(v).for_each(|(x, y)| *x += alpha * *y);
    for c in 0..k {
        for r in 0..k {
            let change = v[r] * w[c].cj() + w[r] * v[c].cj();
            a[(r, c)] -= change;
        }
    }
}

/// `Q` becomes `Q*H`, `H = I - tau v v'`.
fn right<T: Scalar>(q: &mut Dense<T>, v: &[T], tau: T) {
    for r in 0..q.rows() {
        let s: T = tau * v.iter().enumerate().map(|(k, x)| q[(r, k)] * *x).sum::<T>();
        for (k, x) in v.iter().enumerate() {
            q[(r, k)] -= s * x.cj();
        }
    }
}

/// Diagonalises a symmetric tridiagonal matrix; `z` is rotated along. Ascending order in the end.
fn implicit_ql<T: Scalar>(d: &mut [f64], e: &mut [f64], mut z: Option<&mut Dense<T>>) -> Result<(), NoConvergence> {
    let n = d.len();
    let mut budget = 30 * n;
    let mut start = 0;
    while start < n {
        if start > 0 {
            e[start - 1] = 0.0;
        }
        let end = split(d, e, start);
        let block = (start, end);
        start = end + 1;
        if block.0 == block.1 {
            continue;
        }
        if d[block.1].abs() < d[block.0].abs() {
            sweep_qr(d, e, z.as_deref_mut(), block.1, block.0, &mut budget)?;
        } else {
            sweep_ql(d, e, z.as_deref_mut(), block.0, block.1, &mut budget)?;
        }
    }
    sort(d, z);
    Ok(())
}

/// End of the unreduced block that begins at `start`.
fn split(d: &[f64], e: &mut [f64], start: usize) -> usize {
    for m in start..d.len() - 1 {
        let size = e[m].abs();
        if size == 0.0 {
            return m;
        }
        if size <= d[m].abs().sqrt() * d[m + 1].abs().sqrt() * (f64::EPSILON / 2.0) {
            e[m] = 0.0;
            return m;
        }
    }
    d.len() - 1
}

/// Whether an off-diagonal element no longer matters.
fn negligible(e: f64, a: f64, b: f64) -> bool {
    let unit = f64::EPSILON / 2.0;
    e * e <= unit * unit * a.abs() * b.abs() + f64::MIN_POSITIVE
}

fn sweep_ql<T: Scalar>(
    d: &mut [f64],
    e: &mut [f64],
    mut z: Option<&mut Dense<T>>,
    mut l: usize,
    end: usize,
    budget: &mut usize,
) -> Result<(), NoConvergence> {
    while l <= end {
        let m = (l..end).find(|&m| negligible(e[m], d[m], d[m + 1])).unwrap_or(end);
        if m < end {
            e[m] = 0.0;
        }
        if m == l {
            l += 1;
            continue;
        }
        if m == l + 1 {
            let (big, small, c, s) = two_by_two(d[l], e[l], d[l + 1]);
            turn(z.as_deref_mut(), l, c, s);
            (d[l], d[l + 1], e[l]) = (big, small, 0.0);
            l += 2;
            continue;
        }
        *budget = budget.checked_sub(1).ok_or(NoConvergence)?;
        let p = d[l];
        let g = (d[l + 1] - p) / (2.0 * e[l]);
        let mut g = d[m] - p + e[l] / (g + g.hypot(1.0).copysign(g));
        let (mut s, mut c, mut p) = (1.0, 1.0, 0.0);
        let mut turns = Vec::with_capacity(m - l);
        for i in (l..m).rev() {
            let (f, b) = (s * e[i], c * e[i]);
            let r;
            (c, s, r) = givens(g, f);
            if i != m - 1 {
                e[i + 1] = r;
            }
            g = d[i + 1] - p;
            let r = (d[i] - g) * s + 2.0 * c * b;
            p = s * r;
            d[i + 1] = g + p;
            g = c * r - b;
            turns.push((i, c, -s));
        }
        for (i, c, s) in turns {
            turn(z.as_deref_mut(), i, c, s);
        }
        d[l] -= p;
        e[l] = g;
    }
    Ok(())
}

fn sweep_qr<T: Scalar>(
    d: &mut [f64],
    e: &mut [f64],
    mut z: Option<&mut Dense<T>>,
    start: usize,
    end: usize,
    budget: &mut usize,
) -> Result<(), NoConvergence> {
    let mut next = Some(start);
    while let Some(l) = next.filter(|&l| l >= end) {
        let m = (end + 1..=l).rev().find(|&m| negligible(e[m - 1], d[m], d[m - 1])).unwrap_or(end);
        if m > end {
            e[m - 1] = 0.0;
        }
        if m == l {
            next = l.checked_sub(1);
            continue;
        }
        if m + 1 == l {
            let (big, small, c, s) = two_by_two(d[l - 1], e[l - 1], d[l]);
            turn(z.as_deref_mut(), l - 1, c, s);
            (d[l - 1], d[l], e[l - 1]) = (big, small, 0.0);
            next = l.checked_sub(2);
            continue;
        }
        *budget = budget.checked_sub(1).ok_or(NoConvergence)?;
        let p = d[l];
        let g = (d[l - 1] - p) / (2.0 * e[l - 1]);
        let mut g = d[m] - p + e[l - 1] / (g + g.hypot(1.0).copysign(g));
        let (mut s, mut c, mut p) = (1.0, 1.0, 0.0);
        for i in m..l {
            let (f, b) = (s * e[i], c * e[i]);
            let r;
            (c, s, r) = givens(g, f);
            if i != m {
                e[i - 1] = r;
            }
            g = d[i] - p;
            let r = (d[i + 1] - g) * s + 2.0 * c * b;
            p = s * r;
            d[i] = g + p;
            g = c * r - b;
            turn(z.as_deref_mut(), i, c, s);
        }
        d[l] -= p;
        e[l - 1] = g;
    }
    Ok(())
}

/// Turns columns `i` and `i + 1`.
fn turn<T: Scalar>(z: Option<&mut Dense<T>>, i: usize, c: f64, s: f64) {
    if let Some(z) = z {
        rotation::turn(z, i, c, s);
    }
}

/// Eigenvalues (the one of larger modulus first) of `[a b; b c]`, and the first one's unit eigenvector.
fn two_by_two(a: f64, b: f64, c: f64) -> (f64, f64, f64, f64) {
    let (sum, difference, twice) = (a + c, a - c, b + b);
    let root = difference.hypot(twice);
    let (large, small) = if a.abs() > c.abs() { (a, c) } else { (c, a) };
    let (first, second, sign) = if sum == 0.0 {
        (0.5 * root, -0.5 * root, 1.0)
    } else {
        let sign = 1f64.copysign(sum);
        let first = 0.5 * (sum + sign * root);
        (first, (large / first) * small - (b / first) * b, sign)
    };
    let (cs, turned) = if difference >= 0.0 { (difference + root, 1.0) } else { (difference - root, -1.0) };
    let (c, s) = if cs.abs() > twice.abs() {
        let cotangent = -twice / cs;
        let s = 1.0 / (1.0 + cotangent * cotangent).sqrt();
        (cotangent * s, s)
    } else if twice == 0.0 {
        (1.0, 0.0)
    } else {
        let tangent = -cs / twice;
        let c = 1.0 / (1.0 + tangent * tangent).sqrt();
        (c, tangent * c)
    };
    if sign == turned { (first, second, -s, c) } else { (first, second, c, s) }
}

/// Selection sort: ascending, columns of `z` moved along.
fn sort<T: Scalar>(d: &mut [f64], mut z: Option<&mut Dense<T>>) {
    for i in 0..d.len() {
        let least = (i + 1..d.len()).fold(i, |k, j| if d[j] < d[k] { j } else { k });
        if least != i {
            d.swap(i, least);
            if let Some(z) = z.as_deref_mut() {
                z.swap_cols(i, least);
            }
        }
    }
}
