//! Singular vectors of small matrices by the same steps as in LAPACK (reflections to bidiagonal form, then
//! implicit QR), so that the signs of singular vectors come out the same.

use super::dense::Dense;
use super::qr::{Qr, reflect, reflector};
use super::rotation::{givens, turn};
use super::scalar::Scalar;
use super::svd::{NoConvergence, Svd};

const UNIT: f64 = f64::EPSILON / 2.0;

/// The singular values and `thin` or all vectors.
pub fn svd<T: Scalar>(a: &Dense<T>, thin: bool) -> Result<Svd<T>, NoConvergence> {
    let (m, n) = a.size();
    let k = m.min(n);
    let long = (1.6 * k as f64) as usize;
    if m > n && m >= long {
        return tall(a, thin);
    }
    if n > m && n >= long {
        let f = Qr::new(a.adjoint());
        let small = square_or_wide(&f.r(m).adjoint(), true)?;
        let v = lifted(&f, &small.v, if thin { k } else { n });
        return Ok(Svd { u: small.u, s: small.s, v });
    }
    square_or_wide(a, thin)
}

/// Through the QR factors of a matrix with many rows.
fn tall<T: Scalar>(a: &Dense<T>, thin: bool) -> Result<Svd<T>, NoConvergence> {
    let (m, n) = a.size();
    let f = Qr::new(a.clone());
    let small = square_or_wide(&f.r(n), true)?;
    let u = lifted(&f, &small.u, if thin { n } else { m });
    Ok(Svd { u, s: small.s, v: small.v })
}

/// `Q * [small 0; 0 I]` with `cols` columns.
fn lifted<T: Scalar>(f: &Qr<T>, small: &Dense<T>, cols: usize) -> Dense<T> {
    let k = small.rows();
    let q = f.q(cols);
    let top = q.first_cols(k).times(small);
    Dense::from_fn(q.rows(), cols, |r, c| if c < k { top[(r, c)] } else { q[(r, c)] })
}

/// A reflection over elements `at..` of a vector: its tail and factor.
type Reflection<T> = (usize, Vec<T>, T);

/// The singular values alone.
pub fn values<T: Scalar>(a: &Dense<T>) -> Result<Vec<f64>, NoConvergence> {
    let mut b = Bidiagonal::new(a);
    // Vectors of no elements: the turns cost nothing.
    let mut none = Dense::<f64>::zeros(0, b.d.len());
    if !b.upper {
        to_upper(&mut b.d, &mut b.e, &mut none);
    }
    iterate(&mut b.d, &mut b.e, &mut none.clone(), &mut none)?;
    Ok(b.d)
}

fn square_or_wide<T: Scalar>(a: &Dense<T>, thin: bool) -> Result<Svd<T>, NoConvergence> {
    let (m, n) = a.size();
    let k = m.min(n);
    let Bidiagonal { mut d, mut e, upper, lefts, rights } = Bidiagonal::new(a);
    let mut u = assembled(m, if thin { k } else { m }, lefts);
    let mut v = assembled(n, if thin { k } else { n }, rights);
    if !upper {
        to_upper(&mut d, &mut e, &mut u);
    }
    iterate(&mut d, &mut e, &mut u, &mut v)?;
    Ok(Svd { u, s: d, v })
}

/// Diagonal and off-diagonal, and the reflections that lead there.
struct Bidiagonal<T> {
    d: Vec<f64>,
    e: Vec<f64>,
    /// Whether the off-diagonal lies above the diagonal.
    upper: bool,
    lefts: Vec<Reflection<T>>,
    rights: Vec<Reflection<T>>,
}

impl<T: Scalar> Bidiagonal<T> {
    fn new(a: &Dense<T>) -> Self {
        let (m, n) = a.size();
        let k = m.min(n);
        let mut work = a.clone();
        let (mut d, mut e) = (Vec::with_capacity(k), Vec::with_capacity(k));
        let (mut lefts, mut rights): (Vec<Reflection<T>>, Vec<Reflection<T>>) = (Vec::new(), Vec::new());
        let upper = m >= n;
        for i in 0..k {
            if upper {
                d.push(from_left(&mut work, i, i, &mut lefts));
                if i + 1 < n {
                    e.push(from_right(&mut work, i, i + 1, &mut rights));
                }
            } else {
                d.push(from_right(&mut work, i, i, &mut rights));
                if i + 1 < m {
                    e.push(from_left(&mut work, i + 1, i, &mut lefts));
                }
            }
        }
        e.truncate(k.saturating_sub(1));
        Bidiagonal { d, e, upper, lefts, rights }
    }
}

/// Clears column `col` below row `row`; returns the element left there.
fn from_left<T: Scalar>(a: &mut Dense<T>, row: usize, col: usize, out: &mut Vec<Reflection<T>>) -> f64 {
    let mut x = a.col(col)[row..].to_vec();
    let tau = reflector(&mut x);
    for c in col + 1..a.cols() {
        reflect(&x[1..], tau.cj(), &mut a.col_mut(c)[row..]);
    }
    let beta = x[0].re();
    out.push((row, x[1..].to_vec(), tau));
    beta
}

/// Clears row `row` right of column `col`; returns the element left there.
fn from_right<T: Scalar>(a: &mut Dense<T>, row: usize, col: usize, out: &mut Vec<Reflection<T>>) -> f64 {
    let mut x: Vec<T> = (col..a.cols()).map(|c| a[(row, c)].cj()).collect();
    let tau = reflector(&mut x);
    let beta = std::mem::replace(&mut x[0], T::ONE).re();
    for r in row + 1..a.rows() {
        let s: T = x.iter().enumerate().map(|(k, v)| a[(r, col + k)] * *v).sum::<T>() * tau;
        for (k, v) in x.iter().enumerate() {
            a[(r, col + k)] -= s * v.cj();
        }
    }
    out.push((col, x[1..].to_vec(), tau));
    beta
}

/// The product of the reflections, its first `cols` columns.
fn assembled<T: Scalar>(rows: usize, cols: usize, reflections: Vec<Reflection<T>>) -> Dense<T> {
    let mut q = Dense::eye(rows, cols);
    for (at, tail, tau) in reflections.iter().rev() {
        for c in 0..cols {
            reflect(tail, *tau, &mut q.col_mut(c)[*at..]);
        }
    }
    q
}

/// Rotates a lower bidiagonal matrix to an upper one.
fn to_upper<T: Scalar>(d: &mut [f64], e: &mut [f64], u: &mut Dense<T>) {
    for i in 0..e.len() {
        let (c, s, r) = givens(d[i], e[i]);
        d[i] = r;
        e[i] = s * d[i + 1];
        d[i + 1] *= c;
        turn(u, i, c, s);
    }
}

/// Diagonalises the upper bidiagonal matrix; values positive and falling in the end.
fn iterate<T: Scalar>(d: &mut [f64], e: &mut [f64], u: &mut Dense<T>, v: &mut Dense<T>) -> Result<(), NoConvergence> {
    let n = d.len();
    let tolerance = UNIT * UNIT.powf(-0.125).clamp(10.0, 100.0);
    let threshold = threshold(d, e, tolerance);
    let mut budget = 6 * n * n + 30;
    let mut before: Option<(usize, usize)> = None;
    let mut down = true;
    let mut m = n.saturating_sub(1);
    while m > 0 {
        let (top, largest) = block(d, e, m, threshold);
        if top == m {
            m -= 1;
            continue;
        }
        if top + 1 == m {
            let t = two_by_two(d[top], e[top], d[m]);
            (d[top], e[top], d[m]) = (t.large, 0.0, t.small);
            turn(v, top, t.right.0, t.right.1);
            turn(u, top, t.left.0, t.left.1);
            if m < 2 {
                break;
            }
            m -= 2;
            continue;
        }
        if before.is_none_or(|(l, b)| top > b || m < l) {
            down = d[top].abs() >= d[m].abs();
        }
        let Some(least) = deflate(d, e, top, m, down, tolerance) else { continue };
        before = Some((top, m));
        budget = budget.checked_sub(1).ok_or(NoConvergence)?;
        let shift = shift(d, e, (top, m), down, n as f64 * tolerance * (least / largest) <= UNIT.max(0.01 * tolerance));
        match (shift == 0.0, down) {
            (true, true) => plain_down(d, e, u, v, top, m),
            (true, false) => plain_up(d, e, u, v, top, m),
            (false, true) => shifted_down(d, e, u, v, (top, m), shift),
            (false, false) => shifted_up(d, e, u, v, (top, m), shift),
        }
        let end = if down { m - 1 } else { top };
        if e[end].abs() <= threshold {
            e[end] = 0.0;
        }
    }
    finish(d, u, v);
    Ok(())
}

/// Off-diagonal elements up to this size count as zero.
fn threshold(d: &[f64], e: &[f64], tolerance: f64) -> f64 {
    let n = d.len();
    let Some(first) = d.first() else { return 0.0 };
    let (mut mu, mut least) = (first.abs(), first.abs());
    for i in 1..n {
        if least == 0.0 {
            break;
        }
        mu = d[i].abs() * (mu / (mu + e[i - 1].abs()));
        least = least.min(mu);
    }
    let n = n as f64;
    (tolerance * least / n.sqrt()).max(6.0 * n * n * f64::MIN_POSITIVE)
}

/// Top of the unreduced block that ends at `m`, and the largest element in it.
fn block(d: &[f64], e: &mut [f64], m: usize, threshold: f64) -> (usize, f64) {
    let mut largest = d[m].abs();
    for l in (0..m).rev() {
        if e[l].abs() <= threshold {
            e[l] = 0.0;
            return (l + 1, largest);
        }
        largest = largest.max(d[l].abs()).max(e[l].abs());
    }
    (0, largest)
}

/// Looks for negligible elements; `None` when one was found and dropped, else a lower bound of the
/// smallest singular value.
fn deflate(d: &[f64], e: &mut [f64], top: usize, m: usize, down: bool, tolerance: f64) -> Option<f64> {
    let (end, corner) = if down { (m - 1, m) } else { (top, top) };
    if e[end].abs() <= tolerance * d[corner].abs() {
        e[end] = 0.0;
        return None;
    }
    let mut mu = d[if down { top } else { m }].abs();
    let mut least = mu;
    for step in 0..m - top {
        let l = if down { top + step } else { m - 1 - step };
        if e[l].abs() <= tolerance * mu {
            e[l] = 0.0;
            return None;
        }
        mu = d[if down { l + 1 } else { l }].abs() * (mu / (mu + e[l].abs()));
        least = least.min(mu);
    }
    Some(least)
}

fn shift(d: &[f64], e: &[f64], (top, m): (usize, usize), down: bool, none: bool) -> f64 {
    if none {
        return 0.0;
    }
    let (first, shift) = if down {
        (d[top].abs(), smaller_value(d[m - 1], e[m - 1], d[m]))
    } else {
        (d[m].abs(), smaller_value(d[top], e[top], d[top + 1]))
    };
    if first > 0.0 && (shift / first).powi(2) < UNIT { 0.0 } else { shift }
}

fn plain_down<T: Scalar>(d: &mut [f64], e: &mut [f64], u: &mut Dense<T>, v: &mut Dense<T>, top: usize, m: usize) {
    let (mut c, mut c0, mut s0) = (1.0, 1.0, 0.0);
    for i in top..m {
        let (c1, s, r) = givens(d[i] * c, e[i]);
        c = c1;
        if i > top {
            e[i - 1] = s0 * r;
        }
        (c0, s0, d[i]) = givens(c0 * r, d[i + 1] * s);
        turn(v, i, c, s);
        turn(u, i, c0, s0);
    }
    let h = d[m] * c;
    d[m] = h * c0;
    e[m - 1] = h * s0;
}

fn plain_up<T: Scalar>(d: &mut [f64], e: &mut [f64], u: &mut Dense<T>, v: &mut Dense<T>, top: usize, m: usize) {
    let (mut c, mut c0, mut s0) = (1.0, 1.0, 0.0);
    for i in (top + 1..=m).rev() {
        let (c1, s, r) = givens(d[i] * c, e[i - 1]);
        c = c1;
        if i < m {
            e[i] = s0 * r;
        }
        (c0, s0, d[i]) = givens(c0 * r, d[i - 1] * s);
        turn(v, i - 1, c0, -s0);
        turn(u, i - 1, c, -s);
    }
    let h = d[top] * c;
    d[top] = h * c0;
    e[top] = h * s0;
}

fn shifted_down<T: Scalar>(
    d: &mut [f64],
    e: &mut [f64],
    u: &mut Dense<T>,
    v: &mut Dense<T>,
    (top, m): (usize, usize),
    shift: f64,
) {
    let mut f = (d[top].abs() - shift) * (1f64.copysign(d[top]) + shift / d[top]);
    let mut g = e[top];
    for i in top..m {
        let (cr, sr, r) = givens(f, g);
        if i > top {
            e[i - 1] = r;
        }
        f = cr * d[i] + sr * e[i];
        e[i] = cr * e[i] - sr * d[i];
        g = sr * d[i + 1];
        d[i + 1] *= cr;
        let (cl, sl, r) = givens(f, g);
        d[i] = r;
        f = cl * e[i] + sl * d[i + 1];
        d[i + 1] = cl * d[i + 1] - sl * e[i];
        if i + 1 < m {
            g = sl * e[i + 1];
            e[i + 1] *= cl;
        }
        turn(v, i, cr, sr);
        turn(u, i, cl, sl);
    }
    e[m - 1] = f;
}

fn shifted_up<T: Scalar>(
    d: &mut [f64],
    e: &mut [f64],
    u: &mut Dense<T>,
    v: &mut Dense<T>,
    (top, m): (usize, usize),
    shift: f64,
) {
    let mut f = (d[m].abs() - shift) * (1f64.copysign(d[m]) + shift / d[m]);
    let mut g = e[m - 1];
    for i in (top + 1..=m).rev() {
        let (cr, sr, r) = givens(f, g);
        if i < m {
            e[i] = r;
        }
        f = cr * d[i] + sr * e[i - 1];
        e[i - 1] = cr * e[i - 1] - sr * d[i];
        g = sr * d[i - 1];
        d[i - 1] *= cr;
        let (cl, sl, r) = givens(f, g);
        d[i] = r;
        f = cl * e[i - 1] + sl * d[i - 1];
        d[i - 1] = cl * d[i - 1] - sl * e[i - 1];
        if i > top + 1 {
            g = sl * e[i - 2];
            e[i - 2] *= cl;
        }
        turn(v, i - 1, cl, -sl);
        turn(u, i - 1, cr, -sr);
    }
    e[top] = f;
}

/// Signs into `v`, then falling order.
fn finish<T: Scalar>(d: &mut [f64], u: &mut Dense<T>, v: &mut Dense<T>) {
    let n = d.len();
    for k in 0..n {
        if d[k] < 0.0 || (d[k] == 0.0 && d[k].is_sign_negative()) {
            d[k] = -d[k];
            v.col_mut(k).iter_mut().for_each(|x| *x = -*x);
        }
    }
    for last in (1..n).rev() {
        let least = (1..=last).fold(0, |k, j| if d[j] <= d[k] { j } else { k });
        if least != last {
            d.swap(least, last);
            u.swap_cols(least, last);
            v.swap_cols(least, last);
        }
    }
}

/// The smaller singular value of `[f g; 0 h]`.
fn smaller_value(f: f64, g: f64, h: f64) -> f64 {
    let (f, g, h) = (f.abs(), g.abs(), h.abs());
    let (low, high) = (f.min(h), f.max(h));
    if low == 0.0 {
        return 0.0;
    }
    let (sum, difference) = (1.0 + low / high, (high - low) / high);
    if g < high {
        let q = (g / high).powi(2);
        return low * (2.0 / ((sum * sum + q).sqrt() + (difference * difference + q).sqrt()));
    }
    let q = high / g;
    if q == 0.0 {
        return low * high / g;
    }
    let c = 1.0 / ((1.0 + (sum * q).powi(2)).sqrt() + (1.0 + (difference * q).powi(2)).sqrt());
    2.0 * (low * c * q)
}

/// Singular values (signed) of `[f g; 0 h]` and (cosine, sine) of its vectors.
struct TwoByTwo {
    small: f64,
    large: f64,
    right: (f64, f64),
    left: (f64, f64),
}

fn two_by_two(f: f64, g: f64, h: f64) -> TwoByTwo {
    let swapped = h.abs() > f.abs();
    let (ft, ht) = if swapped { (h, f) } else { (f, h) };
    let (fa, ha, ga) = (ft.abs(), ht.abs(), g.abs());
    let one = |x: f64| 1f64.copysign(x);
    let mut biggest = if swapped { 3 } else { 1 };
    let (small, large, cl, cr, sl, sr);
    if ga == 0.0 {
        (small, large, cl, cr, sl, sr) = (ha, fa, 1.0, 1.0, 0.0, 0.0);
    } else {
        if ga > fa {
            biggest = 2;
        }
        if ga > fa && fa / ga < UNIT {
            small = if ha > 1.0 { fa / (ga / ha) } else { (fa / ga) * ha };
            (large, cl, sl, sr, cr) = (ga, 1.0, ht / g, 1.0, ft / g);
        } else {
            let d = fa - ha;
            let l = if d == fa { 1.0 } else { d / fa };
            let m = g / ft;
            let t = 2.0 - l;
            let (mm, tt) = (m * m, t * t);
            let s = (tt + mm).sqrt();
            let r = if l == 0.0 { m.abs() } else { (l * l + mm).sqrt() };
            let a = 0.5 * (s + r);
            (small, large) = (ha / a, fa * a);
            let t = if mm != 0.0 {
                (m / (s + t) + m / (r + l)) * (1.0 + a)
            } else if l == 0.0 {
                2f64.copysign(ft) * one(g)
            } else {
                g / d.copysign(ft) + m / t
            };
            let l = (t * t + 4.0).sqrt();
            (cr, sr) = (2.0 / l, t / l);
            cl = (cr + sr * m) / a;
            sl = (ht / ft) * sr / a;
        }
    }
    let (left, right) = if swapped { ((sr, cr), (sl, cl)) } else { ((cl, sl), (cr, sr)) };
    let sign = match biggest {
        1 => one(right.0) * one(left.0) * one(f),
        2 => one(right.1) * one(left.0) * one(g),
        _ => one(right.1) * one(left.1) * one(h),
    };
    TwoByTwo { small: small.copysign(sign * one(f) * one(h)), large: large.copysign(sign), right, left }
}
