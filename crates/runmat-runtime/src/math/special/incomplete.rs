//! Incomplete gamma functions and their inverse.

use runmat_value::C64;
use std::f64::consts::PI;

/// Which part of the integral, and whether divided by `x^a e^-x / gamma(a+1)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Tail {
    Lower,
    Upper,
    ScaledLower,
    ScaledUpper,
}

/// `ln(1 + t) - t`, accurate for small `t`.
fn log1p_minus(t: f64) -> f64 {
    if t.abs() > 0.4 {
        return t.ln_1p() - t;
    }
    // 2 artanh(s) - t with s = t/(2+t).
    let s = t / (2.0 + t);
    let w = s * s;
    let mut sum = 0.0;
    for k in (1..=30).rev() {
        sum = (sum + 1.0 / (2.0 * k as f64 + 1.0)) * w;
    }
    2.0 * s * sum - t * s
}

/// The part of `gamma(a)` that Stirling's formula leaves: `gamma(a) = sqrt(2 pi/a) (a/e)^a * this`.
fn stirling_rest(a: f64) -> f64 {
    const C: [f64; 8] = [
        1.0 / 12.0,
        -1.0 / 360.0,
        1.0 / 1260.0,
        -1.0 / 1680.0,
        1.0 / 1188.0,
        -691.0 / 360360.0,
        1.0 / 156.0,
        -3617.0 / 122400.0,
    ];
    let w = 1.0 / (a * a);
    (C.iter().rev().fold(0.0, |s, c| s * w + c) / a).exp()
}

/// `x^a e^-x / gamma(a+1)`.
pub fn weight(x: f64, a: f64) -> f64 {
    if x == 0.0 {
        return if a == 0.0 { 1.0 } else { 0.0 };
    }
    if a < 10.0 {
        let p = x.powf(a);
        return if p.is_finite() && p > 1e-290 && x < 700.0 {
            p * (-x).exp() / libm::tgamma(a + 1.0)
        } else {
            (a * x.ln() - x - libm::lgamma(a + 1.0)).exp()
        };
    }
    let t = (x - a) / a;
    let exponent = if t > -1.0 + 1e-12 { a * log1p_minus(t) } else { a * (x / a).ln() - x + a };
    exponent.exp() / ((2.0 * PI * a).sqrt() * stirling_rest(a))
}

/// The lower part by its power series, divided by the weight.
fn series(x: f64, a: f64) -> f64 {
    let (mut term, mut sum, mut k) = (1.0, 1.0, a);
    for _ in 0..100_000 {
        k += 1.0;
        term *= x / k;
        sum += term;
        if term.abs() < sum.abs() * 1e-17 {
            break;
        }
    }
    sum
}

/// The upper part by its continued fraction, divided by the weight.
fn fraction(x: f64, a: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let mut b = x + 1.0 - a;
    let mut c = 1.0 / TINY;
    let mut d = 1.0 / if b == 0.0 { TINY } else { b };
    let mut h = d;
    for i in 1..100_000 {
        let an = -(i as f64) * (i as f64 - a);
        b += 2.0;
        d = an * d + b;
        d = 1.0 / if d.abs() < TINY { TINY } else { d };
        c = b + an / c;
        c = if c.abs() < TINY { TINY } else { c };
        let del = d * c;
        h *= del;
        if (del - 1.0).abs() < 1e-16 {
            break;
        }
    }
    h * a
}

/// Regularised incomplete gamma function.
pub fn gammainc(x: f64, a: f64, tail: Tail) -> f64 {
    let (lower, scaled) = match tail {
        Tail::Lower => (true, false),
        Tail::Upper => (false, false),
        Tail::ScaledLower => (true, true),
        Tail::ScaledUpper => (false, true),
    };
    if x.is_nan() || a.is_nan() {
        return f64::NAN;
    }
    if a == 0.0 || x == 0.0 || x.is_infinite() || a.is_infinite() {
        return edge(x, a, lower, scaled);
    }
    if a == 1.0 {
        return exponential(x, lower, scaled);
    }
    if !lower && a == a.trunc() && a < 500.0 && x >= a / 2.0 {
        // A finite sum of positive terms.
        let (mut term, mut sum, mut k) = (1.0, 1.0, a - 1.0);
        while k > 0.0 && term > 1e-18 * sum {
            term *= k / x;
            sum += term;
            k -= 1.0;
        }
        return if scaled { sum * a / x } else { (sum * weight(x, a - 1.0)).min(1.0) };
    }
    let w = weight(x, a);
    let by_series = x < a + 1.0 || (x < 1.0);
    if lower == by_series {
        let y = if by_series { series(x, a) } else { fraction(x, a) };
        return if scaled { y } else { (y * w).min(1.0) };
    }
    let y = if by_series { series(x, a) } else { fraction(x, a) };
    if scaled { 1.0 / w - y } else { small_complement(x, a, by_series, y * w) }
}

/// `1 - y`, with care for small `a` and `x`, where the lower part is near 1.
fn small_complement(x: f64, a: f64, by_series: bool, y: f64) -> f64 {
    if by_series && a < 0.5 && x < 1.0 {
        // 1 - x^a/gamma(a+1) * (1 + a * sum (-x)^k/(k!(a+k)))
        let (mut term, mut sum) = (1.0, 0.0);
        for k in 1..200 {
            term *= -x / k as f64;
            let add = term / (a + k as f64);
            sum += add;
            if add.abs() < 1e-18 {
                break;
            }
        }
        let lead = (a * x.ln() - libm::lgamma(a + 1.0)).exp_m1();
        return -lead - (lead + 1.0) * a * sum;
    }
    (1.0 - y).clamp(0.0, 1.0)
}

/// The case `a = 1`.
fn exponential(x: f64, lower: bool, scaled: bool) -> f64 {
    match (lower, scaled) {
        (true, false) if x < 0.5 => -(-x).exp_m1(),
        (true, false) => 1.0 - (-x).exp(),
        (false, false) => (-x).exp(),
        (true, true) if x < 0.5 => x.exp_m1() / x,
        (true, true) => (x.exp() - 1.0) / x,
        (false, true) => 1.0 / x,
    }
}

/// Also for negative `x`, where the function is complex unless `a` is whole.
pub fn gammainc_anywhere(x: f64, a: f64, tail: Tail) -> C64 {
    let real = |y: f64| C64::new(y, 0.0);
    if !(x < 0.0) || a == 0.0 {
        return real(gammainc(x.abs(), a, tail));
    }
    let whole = a == a.trunc();
    let size = weight_of_negative(x, a);
    let turn =
        if whole { real(if a % 2.0 == 0.0 { 1.0 } else { -1.0 }) } else { C64::new((PI * a).cos(), (PI * a).sin()) };
    let w = turn * size;
    let y = if a == 1.0 { real((x.exp() - 1.0) / x) } else { real(series(x, a)) };
    match tail {
        Tail::ScaledLower => y,
        Tail::Lower => w * y,
        Tail::Upper if a == 1.0 => real((-x).exp()),
        Tail::Upper => real(1.0) - w * y,
        Tail::ScaledUpper => C64::new(1.0, 0.0) / w - y,
    }
}

/// `|x|^a e^-x / gamma(a+1)` for negative x.
fn weight_of_negative(x: f64, a: f64) -> f64 {
    let direct = x.abs().powf(a) * (-x).exp() / libm::tgamma(a + 1.0);
    if direct.is_finite() { direct } else { (a * x.abs().ln() - x - libm::lgamma(a + 1.0)).exp() }
}

fn edge(x: f64, a: f64, lower: bool, scaled: bool) -> f64 {
    let p = if a == 0.0 {
        1.0
    } else if x == 0.0 {
        0.0
    } else if x.is_infinite() {
        if a.is_infinite() { f64::NAN } else { 1.0 }
    } else {
        0.0
    };
    let q = if lower { p } else { 1.0 - p };
    if !scaled {
        return q;
    }
    if lower && (x == 0.0 || a.is_infinite() && x.is_finite()) {
        return 1.0;
    }
    if x == 0.0 && a == 0.0 {
        return 0.0;
    }
    if a == 0.0 && x != 0.0 && x.is_finite() {
        return if lower { x.exp() } else { 0.0 };
    }
    if x.is_infinite() && !lower {
        return 0.0;
    }
    f64::INFINITY
}

/// `x` with `gammainc(x, a, tail) = p`, by Newton's method within a bracket.
pub fn gammaincinv(p: f64, a: f64, upper: bool) -> f64 {
    if p.is_nan() || a.is_nan() || !(0.0..=1.0).contains(&p) || a < 0.0 {
        return f64::NAN;
    }
    let (zero, one) = if upper { (1.0, 0.0) } else { (0.0, 1.0) };
    if p == zero || a == 0.0 {
        return 0.0;
    }
    if p == one {
        return f64::INFINITY;
    }
    let tail = if upper { Tail::Upper } else { Tail::Lower };
    if a == 1.0 {
        return if upper { -p.ln() } else { -(-p).ln_1p() };
    }
    // Rising in x when looked at this way.
    let f = |x: f64| {
        let y = gammainc(x, a, tail);
        if upper { p.ln() - y.ln() } else { y.ln() - p.ln() }
    };
    let (mut low, mut high) = (0.0, f64::INFINITY);
    let q = if upper { 1.0 - p } else { p };
    let mut x = start(q, if upper { p } else { 1.0 - p }, a);
    for _ in 0..200 {
        let fx = f(x);
        if fx == 0.0 {
            break;
        }
        if fx < 0.0 {
            low = x
        } else {
            high = x
        }
        // d/dx of ln(y) is +-weight*a/(x*y).
        let slope = weight(x, a) * a / (x * gammainc(x, a, tail));
        let mut next = x - fx / slope;
        if !(next > low && next < high && next.is_finite()) {
            next = if high.is_finite() { 0.5 * (low + high) } else { 2.0 * x + 1.0 };
            if low == 0.0 && high.is_finite() && next > 0.0 {
                next = high / 16.0;
            }
        }
        if (next - x).abs() <= 1e-16 * x {
            x = next;
            break;
        }
        x = next;
    }
    x
}

fn start(p: f64, q: f64, a: f64) -> f64 {
    if a < 1.0 || p < 1e-4 {
        let x = ((p.ln() + libm::lgamma(a + 1.0)) / a).exp();
        if x < 0.7 * (a + 1.0) {
            return x.max(1e-300);
        }
        if a < 1.0 {
            return (-q.ln() + 0.1).max(0.1);
        }
    }
    // Wilson and Hilferty.
    let z = if p < 0.5 { -super::error::erfcinv(2.0 * p) } else { super::error::erfcinv(2.0 * q) } * 2f64.sqrt();
    let t = 1.0 - 1.0 / (9.0 * a) + z / (3.0 * a.sqrt());
    (a * t * t * t).max(a * 1e-3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn complements_and_inverses() {
        for &(x, a) in &[(0.1, 0.2), (1.0, 1.0), (3.0, 5.0), (200.0, 190.0), (1e-5, 0.3)] {
            let (p, q) = (gammainc(x, a, Tail::Lower), gammainc(x, a, Tail::Upper));
            assert!((p + q - 1.0).abs() < 1e-14, "{x} {a}: {p} {q}");
            assert!((gammaincinv(p, a, false) / x - 1.0).abs() < 1e-10, "{x} {a}");
        }
        assert!((gammainc(1.0, 1.0, Tail::Lower) - (1.0 - (-1.0f64).exp())).abs() < 1e-15);
    }
}
