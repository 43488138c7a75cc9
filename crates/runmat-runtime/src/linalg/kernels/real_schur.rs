//! Real Schur form by the implicit double-shift QR iteration.

use super::dense::Dense;
use super::qr::reflector;
use super::rotation::{rotate_columns, rotate_rows};
use super::svd::NoConvergence;
use runmat_value::C64;

const UNIT: f64 = f64::EPSILON;
const TINY: f64 = f64::MIN_POSITIVE / f64::EPSILON;

/// Brings Hessenberg `h` (rows `low..=high` not yet triangular) to Schur form in place, `z` turned along.
pub fn iterate(h: &mut Dense<f64>, z: &mut Dense<f64>, low: usize, high: usize) -> Result<(), NoConvergence> {
    let mut bottom = high as isize;
    while bottom >= low as isize {
        let i = bottom as usize;
        let top = deflate(h, z, low, i)?;
        if top + 1 == i {
            standardise(h, z, top);
        }
        bottom = top as isize - 1;
    }
    Ok(())
}

/// Iterates until a block of one or two rows has split off above `i`; returns its first row.
fn deflate(h: &mut Dense<f64>, z: &mut Dense<f64>, low: usize, i: usize) -> Result<usize, NoConvergence> {
    for round in 0..30 * (i - low + 1).max(10) {
        let l = split(h, low, i);
        if l > low {
            h[(l, l - 1)] = 0.0;
        }
        if l + 1 >= i {
            return Ok(l);
        }
        let shifts = shifts(h, l, i, round + 1);
        step(h, z, l, i, shifts);
    }
    Err(NoConvergence)
}

/// The last row whose subdiagonal element is negligible.
fn split(h: &Dense<f64>, low: usize, i: usize) -> usize {
    let n = h.rows();
    for k in (low + 1..=i).rev() {
        let sub = h[(k, k - 1)].abs();
        if sub <= TINY {
            return k;
        }
        let mut size = h[(k - 1, k - 1)].abs() + h[(k, k)].abs();
        if size == 0.0 {
            if k >= low + 2 {
                size += h[(k - 1, k - 2)].abs();
            }
            if k < i && k + 1 < n {
                size += h[(k + 1, k)].abs();
            }
        }
        if sub <= UNIT * size {
            let sup = h[(k - 1, k)].abs();
            let (ab, ba) = (sub.max(sup), sub.min(sup));
            let (x, y) = (h[(k, k)].abs(), (h[(k - 1, k - 1)] - h[(k, k)]).abs());
            let (aa, bb) = (x.max(y), x.min(y));
            let s = aa + ab;
            if ba * (ab / s) <= TINY.max(UNIT * (bb * (aa / s))) {
                return k;
            }
        }
    }
    low
}

/// A pair of shifts: (re, im) of each.
fn shifts(h: &Dense<f64>, l: usize, i: usize, round: usize) -> [(f64, f64); 2] {
    let exceptional = |s: f64, corner: f64| (0.75 * s + corner, s, -0.4375 * s, 0.75 * s + corner);
    let (a, c, b, d) = if round.is_multiple_of(20) {
        exceptional(h[(i, i - 1)].abs() + h[(i - 1, i - 2)].abs(), h[(i, i)])
    } else if round.is_multiple_of(10) {
        exceptional(h[(l + 1, l)].abs() + h[(l + 2, l + 1)].abs(), h[(l, l)])
    } else {
        (h[(i - 1, i - 1)], h[(i, i - 1)], h[(i - 1, i)], h[(i, i)])
    };
    let s = a.abs() + b.abs() + c.abs() + d.abs();
    if s == 0.0 {
        return [(0.0, 0.0); 2];
    }
    let (a, b, c, d) = (a / s, b / s, c / s, d / s);
    let mean = (a + d) / 2.0;
    let det = (a - mean) * (d - mean) - b * c;
    let root = det.abs().sqrt();
    if det >= 0.0 {
        return [(mean * s, root * s), (mean * s, -root * s)];
    }
    let (x, y) = (mean + root, mean - root);
    let near = if (x - d).abs() <= (y - d).abs() { x * s } else { y * s };
    [(near, 0.0); 2]
}

/// One sweep of the double shift over rows `l..=i`.
fn step(h: &mut Dense<f64>, z: &mut Dense<f64>, l: usize, i: usize, shifts: [(f64, f64); 2]) {
    let n = h.rows();
    let (m, mut v) = start(h, l, i, shifts);
    for k in m..i {
        let width = 3.min(i - k + 1);
        if k > m {
            v = [h[(k, k - 1)], h[(k + 1, k - 1)], if width == 3 { h[(k + 2, k - 1)] } else { 0.0 }];
        }
        let t = reflector(&mut v[..width]);
        if k > m {
            h[(k, k - 1)] = v[0];
            h[(k + 1, k - 1)] = 0.0;
            if k + 1 < i {
                h[(k + 2, k - 1)] = 0.0;
            }
        } else if m > l {
            h[(k, k - 1)] *= 1.0 - t;
        }
        let tail = [1.0, v[1], v[2]];
        let tail = &tail[..width];
        for j in k..n {
            let s: f64 = tail.iter().enumerate().map(|(p, x)| x * h[(k + p, j)]).sum::<f64>() * t;
            tail.iter().enumerate().for_each(|(p, x)| h[(k + p, j)] -= s * x);
        }
        let last = if width == 3 { (k + 3).min(i) } else { i };
        for (target, rows) in [(&mut *h, last + 1), (&mut *z, n)] {
            for j in 0..rows {
                let s: f64 = tail.iter().enumerate().map(|(p, x)| x * target[(j, k + p)]).sum::<f64>() * t;
                tail.iter().enumerate().for_each(|(p, x)| target[(j, k + p)] -= s * x);
            }
        }
    }
}

/// The row where the sweep starts, and the first column of the shifted product there.
fn start(h: &Dense<f64>, l: usize, i: usize, [(r1, i1), (r2, i2)]: [(f64, f64); 2]) -> (usize, [f64; 3]) {
    let mut m = i - 2;
    loop {
        let sub = h[(m + 1, m)].abs();
        let s = (h[(m, m)] - r2).abs() + i2.abs() + sub;
        let h21 = h[(m + 1, m)] / s;
        let mut v = [
            h21 * h[(m, m + 1)] + (h[(m, m)] - r1) * ((h[(m, m)] - r2) / s) - i1 * (i2 / s),
            h21 * (h[(m, m)] + h[(m + 1, m + 1)] - r1 - r2),
            h21 * h[(m + 2, m + 1)],
        ];
        let s = v.iter().map(|x| x.abs()).sum::<f64>();
        v.iter_mut().for_each(|x| *x /= s);
        if m == l {
            return (m, v);
        }
        let diagonal = h[(m - 1, m - 1)].abs() + h[(m, m)].abs() + h[(m + 1, m + 1)].abs();
        if h[(m, m - 1)].abs() * (v[1].abs() + v[2].abs()) <= UNIT * v[0].abs() * diagonal {
            return (m, v);
        }
        m -= 1;
    }
}

/// Brings the block at rows `k`, `k + 1` to standard form: triangular, or with equal diagonal elements
/// and off-diagonal ones of opposite signs.
fn standardise(h: &mut Dense<f64>, z: &mut Dense<f64>, k: usize) {
    let n = h.rows();
    let block = [h[(k, k)], h[(k, k + 1)], h[(k + 1, k)], h[(k + 1, k + 1)]];
    let ([a, b, c, d], cs, sn) = standard_block(block);
    (h[(k, k)], h[(k, k + 1)], h[(k + 1, k)], h[(k + 1, k + 1)]) = (a, b, c, d);
    rotate_rows(h, k + 2..n, k, k + 1, cs, sn);
    rotate_columns(h, 0..k, k, k + 1, cs, sn);
    rotate_columns(z, 0..n, k, k + 1, cs, sn);
}

/// The block `[a b; c d]` turned to standard form, with the cosine and sine of the turn.
fn standard_block([mut a, mut b, mut c, mut d]: [f64; 4]) -> ([f64; 4], f64, f64) {
    if c == 0.0 {
        return ([a, b, c, d], 1.0, 0.0);
    }
    if b == 0.0 {
        return ([d, -c, 0.0, a], 0.0, 1.0);
    }
    if a == d && (b < 0.0) != (c < 0.0) {
        return ([a, b, c, d], 1.0, 0.0);
    }
    let p = 0.5 * (a - d);
    let (largest, smallest) = (b.abs().max(c.abs()), b.abs().min(c.abs()) * b.signum() * c.signum());
    let scale = p.abs().max(largest);
    let disc = (p / scale) * p + (largest / scale) * smallest;
    if disc >= 4.0 * UNIT {
        let shift = p + (scale.sqrt() * disc.sqrt()).copysign(p);
        let tau = c.hypot(shift);
        return ([d + shift, b - c, 0.0, d - (largest / shift) * smallest], shift / tau, c / tau);
    }
    let sigma = b + c;
    let tau = sigma.hypot(a - d);
    let mut cs = (0.5 * (1.0 + sigma.abs() / tau)).sqrt();
    let mut sn = -(p / (tau * cs)) * 1f64.copysign(sigma);
    let (aa, bb, cc, dd) = (a * cs + b * sn, -a * sn + b * cs, c * cs + d * sn, -c * sn + d * cs);
    (a, b, c, d) = (aa * cs + cc * sn, bb * cs + dd * sn, -aa * sn + cc * cs, -bb * sn + dd * cs);
    let mean = 0.5 * (a + d);
    (a, d) = (mean, mean);
    if c != 0.0 && b == 0.0 {
        (b, c) = (-c, 0.0);
        (cs, sn) = (-sn, cs);
    } else if c != 0.0 && (b < 0.0) == (c < 0.0) {
        let (rb, rc) = (b.abs().sqrt(), c.abs().sqrt());
        let shift = (rb * rc).copysign(c);
        let tau = 1.0 / (b + c).abs().sqrt();
        (a, d, b, c) = (mean + shift, mean - shift, b - c, 0.0);
        let (c1, s1) = (rb * tau, rc * tau);
        (cs, sn) = (cs * c1 - sn * s1, cs * s1 + sn * c1);
    }
    ([a, b, c, d], cs, sn)
}

/// The eigenvalues of a matrix in real Schur form.
pub fn eigenvalues(t: &Dense<f64>) -> Vec<C64> {
    let n = t.rows();
    let mut out = Vec::with_capacity(n);
    while out.len() < n {
        let k = out.len();
        if k + 1 < n && t[(k + 1, k)] != 0.0 {
            let im = t[(k, k + 1)].abs().sqrt() * t[(k + 1, k)].abs().sqrt();
            out.push(C64::new(t[(k, k)], im));
            out.push(C64::new(t[(k + 1, k + 1)], -im));
        } else {
            out.push(C64::new(t[(k, k)], 0.0));
        }
    }
    out
}
