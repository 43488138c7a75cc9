//! Exponential, sine and cosine integrals.

use runmat_value::C64;
use runmat_value::ops::complex::{abs, div, exp, ln};
use std::f64::consts::{FRAC_PI_2, PI};

const EULER: f64 = 0.577_215_664_901_532_9;

/// The exponential integral E1; on the negative axis continuous with the side below.
pub fn expint(z: C64) -> C64 {
    if z.re.is_nan() || z.im.is_nan() {
        return C64::new(f64::NAN, 0.0);
    }
    if z.re == 0.0 && z.im == 0.0 {
        return C64::new(f64::INFINITY, 0.0);
    }
    if z.re == f64::INFINITY {
        return C64::new(0.0, 0.0);
    }
    if z.re == f64::NEG_INFINITY && z.im == 0.0 {
        return C64::new(f64::NEG_INFINITY, -PI);
    }
    if z.re.is_infinite() || z.im.is_infinite() {
        return C64::new(0.0, 0.0);
    }
    let r = abs(z);
    if r <= 1.5 || (z.re < 0.0 && z.im.abs() < 1.0 + 0.2 * z.re.abs() && r < 45.0) {
        series(z)
    } else if z.re < 0.0 && z.im.abs() < 1.0 + 0.2 * z.re.abs() {
        asymptotic(z)
    } else {
        fraction(z)
    }
}

/// `-EULER - ln z - sum (-z)^k/(k k!)`.
fn series(z: C64) -> C64 {
    let (mut term, mut sum) = (C64::new(1.0, 0.0), C64::new(0.0, 0.0));
    for k in 1..500 {
        let k = k as f64;
        term = C64::new(-term.re * z.re + term.im * z.im, -term.re * z.im - term.im * z.re) / k;
        let add = term / k;
        sum += add;
        if abs(add) < 1e-17 * abs(sum) {
            break;
        }
    }
    let l = ln(z);
    let im = if z.im == 0.0 && z.re < 0.0 { PI } else { l.im };
    C64::new(-EULER - l.re - sum.re, -im - sum.im)
}

fn fraction(z: C64) -> C64 {
    let one = C64::new(1.0, 0.0);
    let tiny = C64::new(1e-300, 0.0);
    let mut b = z + 1.0;
    let mut c = div(one, tiny);
    let mut d = div(one, b);
    let mut h = d;
    for i in 1..10_000 {
        let an = -((i * i) as f64);
        b.re += 2.0;
        d = div(one, d * an + b);
        c = b + div(C64::new(an, 0.0), c);
        let del = c * d;
        h *= del;
        if (del.re - 1.0).abs() + del.im.abs() < 1e-16 {
            break;
        }
    }
    h * exp(-z)
}

/// `e^-z/z * sum k!/(-z)^k`, with the step across the cut.
fn asymptotic(z: C64) -> C64 {
    let (mut term, mut sum) = (C64::new(1.0, 0.0), C64::new(1.0, 0.0));
    let mut last = f64::INFINITY;
    for k in 1..200 {
        term = div(term * -(k as f64), z);
        let size = abs(term);
        if size > last || size < 1e-17 {
            break;
        }
        last = size;
        sum += term;
    }
    let mut r = div(exp(-z), z) * sum;
    // Half of the jump is what the expansion leaves out beside the cut.
    if z.im == 0.0 {
        r.im = -PI;
    }
    r
}

/// Sine integral.
pub fn sinint(z: C64) -> C64 {
    if z.im == 0.0 {
        let x = z.re.abs();
        let si = if x == 0.0 {
            0.0
        } else if x.is_infinite() {
            FRAC_PI_2
        } else if x < 4.0 {
            sine_series(C64::new(x, 0.0)).re
        } else {
            FRAC_PI_2 + expint(C64::new(0.0, x)).im
        };
        return C64::new(si.copysign(z.re), 0.0);
    }
    if abs(z) < 4.0 {
        return sine_series(z);
    }
    if z.re < 0.0 {
        return -sinint(-z);
    }
    // (E1(iz) - E1(-iz))/(2i) + pi/2
    let d = expint(C64::new(-z.im, z.re)) - expint(C64::new(z.im, -z.re));
    C64::new(d.im / 2.0 + FRAC_PI_2, -d.re / 2.0)
}

fn sine_series(z: C64) -> C64 {
    let w = z * z;
    let (mut term, mut sum) = (z, z);
    for k in 1..200 {
        let n = 2.0 * k as f64;
        term = -(term * w) / (n * (n + 1.0));
        let add = term / (n + 1.0);
        sum += add;
        if abs(add) < 1e-18 * abs(sum) {
            break;
        }
    }
    sum
}

/// Cosine integral.
pub fn cosint(z: C64) -> C64 {
    if z.re == 0.0 && z.im == 0.0 {
        let im = if z.re.is_sign_positive() { 0.0 } else { PI.copysign(z.im) };
        return C64::new(f64::NEG_INFINITY, im);
    }
    if z.im == 0.0 && z.re.is_infinite() {
        return C64::new(0.0, if z.re > 0.0 { 0.0 } else { PI.copysign(z.im) });
    }
    if z.im == 0.0 && z.re < 0.0 {
        return C64::new(cosint(C64::new(-z.re, 0.0)).re, PI.copysign(z.im));
    }
    if abs(z) < 4.0 {
        let w = z * z;
        let (mut term, mut sum) = (C64::new(1.0, 0.0), C64::new(0.0, 0.0));
        for k in 1..200 {
            let n = 2.0 * k as f64;
            term = -(term * w) / (n * (n - 1.0));
            let add = term / n;
            sum += add;
            if abs(add) < 1e-18 * abs(sum) {
                break;
            }
        }
        return ln(z) + EULER + sum;
    }
    if z.re < 0.0 {
        let c = cosint(-z);
        return C64::new(c.re, c.im + if z.im >= 0.0 { PI } else { -PI });
    }
    let s = expint(C64::new(-z.im, z.re)) + expint(C64::new(z.im, -z.re));
    if z.im == 0.0 { C64::new(-s.re / 2.0, 0.0) } else { -s / 2.0 }
}
