//! Incomplete beta function and its inverse.

/// `gammaln(a) + gammaln(b) - gammaln(a + b)`.
pub fn betaln(a: f64, b: f64) -> f64 {
    libm::lgamma(a) + libm::lgamma(b) - libm::lgamma(a + b)
}

/// Continued fraction of the incomplete beta function (modified Lentz).
fn fraction(x: f64, a: f64, b: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let guard = |v: f64| if v.abs() < TINY { TINY } else { v };
    let (qab, qap, qam) = (a + b, a + 1.0, a - 1.0);
    let mut c = 1.0;
    let mut d = 1.0 / guard(1.0 - qab * x / qap);
    let mut h = d;
    for m in 1..50_000 {
        let m = m as f64;
        let m2 = 2.0 * m;
        let even = m * (b - m) * x / ((qam + m2) * (a + m2));
        d = 1.0 / guard(1.0 + even * d);
        c = guard(1.0 + even / c);
        h *= d * c;
        let odd = -(a + m) * (qab + m) * x / ((a + m2) * (qap + m2));
        d = 1.0 / guard(1.0 + odd * d);
        c = guard(1.0 + odd / c);
        let del = d * c;
        h *= del;
        if (del - 1.0).abs() < 1e-16 {
            break;
        }
    }
    h
}

/// Regularised incomplete beta function; `y` is `1 - x`.
fn lower(x: f64, y: f64, a: f64, b: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if y <= 0.0 {
        return 1.0;
    }
    let log_y = if x < 0.5 { (-x).ln_1p() } else { y.ln() };
    let log_x = if x < 0.5 { x.ln() } else { (-y).ln_1p() };
    let front = (a * log_x + b * log_y - betaln(a, b)).exp();
    if x < (a + 1.0) / (a + b + 2.0) { front * fraction(x, a, b) / a } else { 1.0 - front * fraction(y, b, a) / b }
}

/// Regularised incomplete beta function, or its complement.
pub fn betainc(x: f64, a: f64, b: f64, upper: bool) -> f64 {
    if x.is_nan() || a.is_nan() || b.is_nan() {
        return f64::NAN;
    }
    if a.is_infinite() || b.is_infinite() {
        let below = if b.is_infinite() && a.is_finite() { x > 0.0 } else { x >= 1.0 };
        return if below != upper { 1.0 } else { 0.0 };
    }
    let y = 1.0 - x;
    if !upper {
        return lower(x, y, a, b);
    }
    if x <= 0.0 {
        return 1.0;
    }
    if x >= 1.0 {
        return 0.0;
    }
    let front = (a * x.ln() + b * (-x).ln_1p() - betaln(a, b)).exp();
    if x < (a + 1.0) / (a + b + 2.0) { 1.0 - front * fraction(x, a, b) / a } else { front * fraction(y, b, a) / b }
}

/// `x` with `betainc(x, a, b, tail) = p`, by Newton's method within a bracket.
pub fn betaincinv(p: f64, a: f64, b: f64, upper: bool) -> f64 {
    if p.is_nan() || !(0.0..=1.0).contains(&p) {
        return f64::NAN;
    }
    let (zero, one) = if upper { (1.0, 0.0) } else { (0.0, 1.0) };
    if p == zero {
        return 0.0;
    }
    if p == one {
        return 1.0;
    }
    let f = |x: f64| {
        let r = betainc(x, a, b, upper) - p;
        if upper { -r } else { r }
    };
    let front = betaln(a, b);
    let (mut low, mut high) = (0.0, 1.0);
    let mut x: f64 = a / (a + b);
    for _ in 0..300 {
        let fx = f(x);
        if fx == 0.0 {
            break;
        }
        if fx < 0.0 {
            low = x
        } else {
            high = x
        }
        let slope = ((a - 1.0) * x.ln() + (b - 1.0) * (-x).ln_1p() - front).exp();
        let mut next = x - fx / slope;
        if !(next > low && next < high) {
            next = if low == 0.0 { high / 8.0 } else { 0.5 * (low + high) };
        }
        if (next - x).abs() <= 1.2e-16 * x {
            x = next;
            break;
        }
        x = next;
    }
    x
}
