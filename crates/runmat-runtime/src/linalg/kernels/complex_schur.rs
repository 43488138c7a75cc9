//! Complex Schur form by the implicit single-shift QR iteration.

use super::dense::Dense;
use super::qr::reflector;
use super::scalar::Scalar;
use super::svd::NoConvergence;
use runmat_value::C64;

const UNIT: f64 = f64::EPSILON;
const TINY: f64 = f64::MIN_POSITIVE / f64::EPSILON;

/// Brings Hessenberg `h` (rows `low..=high` not yet triangular) to triangular form in place, `z` turned along.
pub fn iterate(h: &mut Dense<C64>, z: &mut Dense<C64>, low: usize, high: usize) -> Result<(), NoConvergence> {
    for i in low + 1..high + 1 {
        real_subdiagonal(h, z, i);
    }
    let mut bottom = high as isize;
    while bottom >= low as isize {
        bottom = deflate(h, z, low, bottom as usize)? as isize - 1;
    }
    for c in 0..h.cols() {
        h.col_mut(c).iter_mut().skip(c + 1).for_each(|x| *x = C64::ZERO);
    }
    Ok(())
}

/// Turns the phase of row and column `i` so that the element left of the diagonal is real.
fn real_subdiagonal(h: &mut Dense<C64>, z: &mut Dense<C64>, i: usize) {
    let x = h[(i, i - 1)];
    if x.im == 0.0 {
        return;
    }
    let size = x.modulus();
    let phase = x.conj() / size;
    h[(i, i - 1)] = C64::of(size);
    let n = h.rows();
    for c in i..n {
        h[(i, c)] *= phase;
    }
    for r in 0..(i + 2).min(n) {
        h[(r, i)] *= phase.conj();
    }
    z.col_mut(i).iter_mut().for_each(|x| *x *= phase.conj());
}

fn deflate(h: &mut Dense<C64>, z: &mut Dense<C64>, low: usize, i: usize) -> Result<usize, NoConvergence> {
    for round in 0..30 * (i - low + 1).max(10) {
        let l = split(h, low, i);
        if l > low {
            h[(l, l - 1)] = C64::ZERO;
        }
        if l >= i {
            return Ok(l);
        }
        let shift = shift(h, l, i, round + 1);
        step(h, z, l, i, shift);
    }
    Err(NoConvergence)
}

fn split(h: &Dense<C64>, low: usize, i: usize) -> usize {
    for k in (low + 1..=i).rev() {
        let sub = h[(k, k - 1)];
        if sub.abs1() <= TINY {
            return k;
        }
        let mut size = h[(k - 1, k - 1)].abs1() + h[(k, k)].abs1();
        if size == 0.0 {
            if k >= low + 2 {
                size += h[(k - 1, k - 2)].re.abs();
            }
            if k < i {
                size += h[(k + 1, k)].re.abs();
            }
        }
        if sub.re.abs() <= UNIT * size {
            let (x, y) = (sub.abs1(), h[(k - 1, k)].abs1());
            let (ab, ba) = (x.max(y), x.min(y));
            let (x, y) = (h[(k, k)].abs1(), (h[(k - 1, k - 1)] - h[(k, k)]).abs1());
            let (aa, bb) = (x.max(y), x.min(y));
            let s = aa + ab;
            if ba * (ab / s) <= TINY.max(UNIT * (bb * (aa / s))) {
                return k;
            }
        }
    }
    low
}

fn shift(h: &Dense<C64>, l: usize, i: usize, round: usize) -> C64 {
    if round.is_multiple_of(20) {
        return h[(i, i)] + 0.75 * h[(i, i - 1)].re.abs();
    }
    if round.is_multiple_of(10) {
        return h[(l, l)] + 0.75 * h[(l + 1, l)].re.abs();
    }
    let t = h[(i, i)];
    let u = h[(i - 1, i)].sqrt() * h[(i, i - 1)].sqrt();
    if u.abs1() == 0.0 {
        return t;
    }
    let x = (h[(i - 1, i - 1)] - t) * 0.5;
    let size = x.abs1();
    let s = u.abs1().max(size);
    let mut y = ((x / s) * (x / s) + (u / s) * (u / s)).sqrt() * s;
    if size > 0.0 && (x / size).re * y.re + (x / size).im * y.im < 0.0 {
        y = -y;
    }
    t - u * (u / (x + y))
}

fn step(h: &mut Dense<C64>, z: &mut Dense<C64>, l: usize, i: usize, shift: C64) {
    let n = h.rows();
    let (m, mut v) = start(h, l, i, shift);
    for k in m..i {
        if k > m {
            v = [h[(k, k - 1)], h[(k + 1, k - 1)]];
        }
        let t = reflector(&mut v);
        if k > m {
            h[(k, k - 1)] = v[0];
            h[(k + 1, k - 1)] = C64::ZERO;
        }
        let (v2, t2) = (v[1], (t * v[1]).re);
        for j in k..n {
            let s = t.conj() * h[(k, j)] + h[(k + 1, j)] * t2;
            h[(k, j)] -= s;
            h[(k + 1, j)] -= s * v2;
        }
        for (target, rows) in [(&mut *h, (k + 3).min(i + 1)), (&mut *z, n)] {
            for j in 0..rows {
                let s = t * target[(j, k)] + target[(j, k + 1)] * t2;
                target[(j, k)] -= s;
                target[(j, k + 1)] -= s * v2.conj();
            }
        }
        if k == m && m > l {
            keep_real(h, z, m, i, C64::new(1.0, 0.0) - t);
        }
    }
    let x = h[(i, i - 1)];
    if x.im != 0.0 {
        let size = x.modulus();
        let phase = x / size;
        h[(i, i - 1)] = C64::of(size);
        for c in i + 1..n {
            h[(i, c)] *= phase.conj();
        }
        for r in 0..i {
            h[(r, i)] *= phase;
        }
        z.col_mut(i).iter_mut().for_each(|e| *e *= phase);
    }
}

/// A sweep that starts below the top turns the subdiagonal there: turned back to real numbers.
fn keep_real(h: &mut Dense<C64>, z: &mut Dense<C64>, m: usize, i: usize, turn: C64) {
    let n = h.rows();
    let phase = turn / turn.modulus();
    h[(m + 1, m)] *= phase.conj();
    if m + 2 <= i {
        h[(m + 2, m + 1)] *= phase;
    }
    for j in (m..=i).filter(|&j| j != m + 1) {
        for c in j + 1..n {
            h[(j, c)] *= phase;
        }
        for r in 0..j {
            h[(r, j)] *= phase.conj();
        }
        z.col_mut(j).iter_mut().for_each(|e| *e *= phase.conj());
    }
}

fn start(h: &Dense<C64>, l: usize, i: usize, shift: C64) -> (usize, [C64; 2]) {
    let mut m = i - 1;
    loop {
        let top = h[(m, m)] - shift;
        let sub = h[(m + 1, m)].re;
        let s = top.abs1() + sub.abs();
        let v = [top / s, C64::of(sub / s)];
        if m == l {
            return (m, v);
        }
        let diagonal = h[(m, m)].abs1() + h[(m + 1, m + 1)].abs1();
        if h[(m, m - 1)].re.abs() * v[1].re.abs() <= UNIT * (v[0].abs1() * diagonal) {
            return (m, v);
        }
        m -= 1;
    }
}
