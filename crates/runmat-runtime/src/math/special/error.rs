//! Inverses of the error functions.

use errorfunctions::RealErrorFunctions;
use std::f64::consts::PI;

/// Inverse of `erf`.
pub fn erfinv(x: f64) -> f64 {
    let y = x.abs();
    if y > 1.0 || x.is_nan() {
        return f64::NAN;
    }
    if y == 1.0 {
        return x * f64::INFINITY;
    }
    // 1 - y is exact in the second case.
    let z = if y < 0.5 { central(y) } else { tail(1.0 - y) };
    z.copysign(x)
}

/// Inverse of `erfc`.
pub fn erfcinv(x: f64) -> f64 {
    if !(0.0..=2.0).contains(&x) {
        f64::NAN
    } else if x == 0.0 {
        f64::INFINITY
    } else if x == 2.0 {
        f64::NEG_INFINITY
    } else if x < 0.5 {
        tail(x)
    } else if x > 1.5 {
        -tail(2.0 - x)
    } else {
        erfinv(1.0 - x)
    }
}

/// For small arguments: Newton's method on `erf`, third order.
fn central(y: f64) -> f64 {
    let w = PI.sqrt() / 2.0;
    let mut z = w * y * (1.0 + PI / 12.0 * y * y);
    for _ in 0..4 {
        let step = (libm::erf(z) - y) * w * (z * z).exp();
        let d = step / (1.0 + z * step);
        z -= d;
        if d.abs() <= 1e-17 * z.abs() {
            break;
        }
    }
    z
}

/// For `erfc(z) = x` with small x: Newton's method on the logarithm, where the function is nearly a parabola.
fn tail(x: f64) -> f64 {
    let target = x.ln();
    let l = -(x * PI.sqrt()).ln();
    let mut z = if l > 1.0 { (l - 0.5 * l.ln()).max(0.25).sqrt() } else { 0.5 };
    for _ in 0..60 {
        let s = z.erfcx();
        let f = s.ln() - z * z - target;
        let d = f * s * PI.sqrt() / 2.0;
        z += d;
        if d.abs() <= 2e-16 * z {
            break;
        }
    }
    // One step on the function itself, where that is more exact.
    let r = (libm::erfc(z) - x) / x;
    if r.is_finite() { z + r * z.erfcx() * PI.sqrt() / 2.0 } else { z }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inverses() {
        for x in [1e-300, 1e-20, 0.1, 0.3, 0.49, 0.51, 0.9, 0.999999] {
            assert!((libm::erf(erfinv(x)) - x).abs() <= 4e-16 * x.max(1e-3), "erfinv({x})");
        }
        for x in [1e-300, 1e-20, 1e-3, 0.4, 0.6, 1.2, 1.7] {
            assert!((libm::erfc(erfcinv(x)) / x - 1.0).abs() < 2e-13, "erfcinv({x})");
        }
    }
}
