//! Complex elementary functions, with the branch cuts of the language: continuous with the upper side for
//! operands whose imaginary part is +0.

use runmat_value::C64;
use runmat_value::ops::complex::{div, exp, ln, mul};
use std::f64::consts::{FRAC_PI_2, LN_2, PI};

pub use runmat_value::ops::complex::{abs, arg};

const ONE: C64 = C64::new(1.0, 0.0);

/// `1/z`.
pub fn reciprocal(z: C64) -> C64 {
    if z.im == 0.0 && z.im.is_sign_positive() {
        return C64::new(1.0 / z.re, 0.0);
    }
    div(ONE, z)
}

/// Square root.
pub fn sqrt(z: C64) -> C64 {
    let (x, y) = (z.re, z.im);
    if y.is_infinite() {
        return C64::new(f64::INFINITY, y);
    }
    if x.is_infinite() {
        let im = if y.is_nan() { y } else { 0.0_f64.copysign(y) };
        return if x > 0.0 { C64::new(x, im) } else { C64::new(im.abs(), x.abs().copysign(y)) };
    }
    if x == 0.0 && y == 0.0 {
        return C64::new(0.0, y);
    }
    if y == 0.0 {
        let r = x.abs().sqrt();
        return if x > 0.0 { C64::new(r, y) } else { C64::new(0.0, r.copysign(y)) };
    }
    // Scaled so that neither the length nor its half over- or underflows.
    let big = x.abs().max(y.abs());
    let s = if big > 1e300 {
        -2
    } else if big < 1e-290 {
        108
    } else {
        0
    };
    let (a, b) = (libm::scalbn(x, s), libm::scalbn(y, s));
    let r = libm::scalbn(((a.hypot(b) + a.abs()) / 2.0).sqrt(), -s / 2);
    if x >= 0.0 {
        C64::new(r, libm::scalbn(libm::scalbn(y, s) / (2.0 * libm::scalbn(r, s / 2)), -s / 2))
    } else {
        let re = libm::scalbn(b.abs() / (2.0 * libm::scalbn(r, s / 2)), -s / 2);
        C64::new(re, r.copysign(y))
    }
}

/// Exponential.
pub fn cexp(z: C64) -> C64 {
    exp(z)
}

/// Logarithm.
pub fn log(z: C64) -> C64 {
    ln(z)
}

/// Logarithm to base 2.
pub fn log2(z: C64) -> C64 {
    let w = ln(z);
    C64::new(w.re / LN_2, w.im / LN_2)
}

/// Logarithm to base 10.
pub fn log10(z: C64) -> C64 {
    let w = ln(z);
    C64::new(w.re / std::f64::consts::LN_10, w.im / std::f64::consts::LN_10)
}

/// `log(1 + z)`, accurate for small `z`.
pub fn log1p(z: C64) -> C64 {
    if z.re.abs() < 0.5 && z.im.abs() < 0.5 {
        let u = 2.0 * z.re + z.re * z.re + z.im * z.im;
        C64::new((u / (1.0 + (u + 1.0).sqrt())).ln_1p(), z.im.atan2(1.0 + z.re))
    } else {
        ln(C64::new(1.0 + z.re, z.im))
    }
}

/// `exp(z) - 1`, accurate for small `z`.
pub fn expm1(z: C64) -> C64 {
    if abs(z) >= 1.0 {
        let w = exp(z);
        return C64::new(w.re - 1.0, w.im);
    }
    let u = z.re.exp_m1();
    let s = (z.im / 2.0).sin();
    let v = -2.0 * s * s;
    C64::new(u * v + u + v, (u + 1.0) * z.im.sin())
}

/// Hyperbolic sine.
pub fn sinh(z: C64) -> C64 {
    let (x, y) = (z.re, z.im);
    if y == 0.0 {
        return C64::new(x.sinh(), y);
    }
    if x == 0.0 {
        return C64::new(x, y.sin());
    }
    let (s, c) = y.sin_cos();
    if x.abs() > 709.0 && x.is_finite() && y.is_finite() {
        let h = (x.abs() / 2.0).exp() * 0.5;
        let e = (x.abs() / 2.0).exp();
        return C64::new((h * c * e).copysign(if x < 0.0 { -c } else { c }), h * s * e);
    }
    if x.is_infinite() && y.is_finite() {
        return C64::new(x * c, f64::INFINITY * s);
    }
    C64::new(x.sinh() * c, x.cosh() * s)
}

/// Hyperbolic cosine.
pub fn cosh(z: C64) -> C64 {
    let (x, y) = (z.re, z.im);
    if y == 0.0 {
        return C64::new(x.cosh(), x * y);
    }
    if x == 0.0 {
        return C64::new(y.cos(), x * y);
    }
    let (s, c) = y.sin_cos();
    if x.abs() > 709.0 && x.is_finite() && y.is_finite() {
        let h = (x.abs() / 2.0).exp() * 0.5;
        let e = (x.abs() / 2.0).exp();
        return C64::new(h * c * e, (h * s * e) * x.signum());
    }
    if x.is_infinite() && y.is_finite() {
        return C64::new(f64::INFINITY * c, x * s);
    }
    C64::new(x.cosh() * c, x.sinh() * s)
}

/// Hyperbolic tangent (Kahan).
pub fn tanh(z: C64) -> C64 {
    let (x, y) = (z.re, z.im);
    if x.abs() > 22.0 {
        let t = if y.is_finite() { 4.0 * y.sin() * y.cos() * (-2.0 * x.abs()).exp() } else { 0.0 };
        return C64::new(1.0_f64.copysign(x), t);
    }
    if y == 0.0 {
        return C64::new(x.tanh(), y);
    }
    let t = y.tan();
    let beta = 1.0 + t * t;
    let s = x.sinh();
    let rho = (1.0 + s * s).sqrt();
    if t.is_infinite() {
        return C64::new(rho / s, 1.0 / t);
    }
    let d = 1.0 + beta * s * s;
    C64::new(beta * rho * s / d, t / d)
}

/// `i·z`.
fn turned(z: C64) -> C64 {
    C64::new(-z.im, z.re)
}

/// `-i·z`.
fn turned_back(z: C64) -> C64 {
    C64::new(z.im, -z.re)
}

/// Sine.
pub fn sin(z: C64) -> C64 {
    turned_back(sinh(turned(z)))
}

/// Cosine.
pub fn cos(z: C64) -> C64 {
    cosh(turned(z))
}

/// Tangent.
pub fn tan(z: C64) -> C64 {
    turned_back(tanh(turned(z)))
}

/// Real parts of inverse sine and inverse cosine, and the imaginary part they share, for the first quadrant
/// (Hull, Fairgrieve and Tang).
fn inverse_parts(x: f64, y: f64) -> (f64, f64, f64) {
    if x.is_nan() || y.is_nan() {
        return (f64::NAN, f64::NAN, f64::NAN);
    }
    if x > 1e150 || y > 1e150 {
        let im = if x.is_infinite() || y.is_infinite() {
            f64::INFINITY
        } else {
            LN_2 + (x / 2.0).hypot(y / 2.0).ln() + LN_2
        };
        return (x.atan2(y), y.atan2(x), im);
    }
    if y < 1e-150 && (x - 1.0).abs() < f64::EPSILON {
        let r = y.sqrt();
        return (FRAC_PI_2 - r, r, r);
    }
    let (xp, xm) = (x + 1.0, x - 1.0);
    let (r, s) = (xp.hypot(y), xm.hypot(y));
    let a = 0.5 * (r + s);
    let b = x / a;
    let yy = y * y;
    let (asin, acos) = if b <= 0.6417 {
        (b.asin(), b.acos())
    } else {
        let apx = a + x;
        let q = if x <= 1.0 {
            (0.5 * apx * (yy / (r + xp) + (s - xm))).sqrt()
        } else {
            y * (0.5 * (apx / (r + xp) + apx / (s + xm))).sqrt()
        };
        ((x / q).atan(), (q / x).atan())
    };
    let im = if a <= 1.5 {
        let am1 = if x < 1.0 { 0.5 * (yy / (r + xp) + yy / (s - xm)) } else { 0.5 * (yy / (r + xp) + (s + xm)) };
        (am1 + (am1 * (a + 1.0)).sqrt()).ln_1p()
    } else {
        (a + (a * a - 1.0).sqrt()).ln()
    };
    (asin, acos, im)
}

/// Inverse sine.
pub fn asin(z: C64) -> C64 {
    let (re, _, im) = inverse_parts(z.re.abs(), z.im.abs());
    let w = C64::new(re.copysign(z.re), im.copysign(z.im));
    if z.im == 0.0 && z.re > 1.0 { w.conj() } else { w }
}

fn plain_asin(z: C64) -> C64 {
    let (re, _, im) = inverse_parts(z.re.abs(), z.im.abs());
    C64::new(re.copysign(z.re), im.copysign(z.im))
}

fn plain_acos(z: C64) -> C64 {
    let (_, re, im) = inverse_parts(z.re.abs(), z.im.abs());
    let re = if z.re.is_sign_negative() { PI - re } else { re };
    C64::new(re, (-im).copysign(-z.im))
}

/// Inverse cosine.
pub fn acos(z: C64) -> C64 {
    let w = plain_acos(z);
    if z.im == 0.0 && z.re > 1.0 { w.conj() } else { w }
}

/// Inverse hyperbolic sine.
pub fn asinh(z: C64) -> C64 {
    turned(plain_asin(turned_back(z)))
}

/// Inverse hyperbolic cosine.
pub fn acosh(z: C64) -> C64 {
    let w = plain_acos(z);
    if z.im.is_sign_negative() { C64::new(w.im, -w.re) } else { C64::new(-w.im, w.re) }
}

/// Inverse hyperbolic tangent.
pub fn atanh(z: C64) -> C64 {
    let (x, y) = (z.re, z.im);
    if x.is_infinite() || y.is_infinite() || x.abs() > 1e150 || y.abs() > 1e150 {
        let re = if y.is_infinite() { 0.0 } else { (1.0 / x.abs().max(1.0)) / (1.0 + (y / x) * (y / x)) };
        return C64::new(if re.is_nan() { 0.0 } else { re }.copysign(x), FRAC_PI_2.copysign(y));
    }
    if x.abs() == 1.0 && y == 0.0 {
        return C64::new(f64::INFINITY.copysign(x), 0.0);
    }
    let (ax, m) = (x.abs(), 1.0 - x.abs());
    let re = 0.25 * (4.0 * ax / (m * m + y * y)).ln_1p();
    let im = 0.5 * (2.0 * y).atan2(m * (1.0 + ax) - y * y);
    C64::new(re.copysign(x), im)
}

/// Inverse tangent.
pub fn atan(z: C64) -> C64 {
    turned_back(atanh(turned(z)))
}

/// `z/|z|`, 0 for 0.
pub fn sign(z: C64) -> C64 {
    let r = abs(z);
    if r == 0.0 { C64::new(0.0, 0.0) } else { C64::new(z.re / r, z.im / r) }
}

/// A real function of both parts.
pub fn parts(f: fn(f64) -> f64, z: C64) -> C64 {
    C64::new(f(z.re), f(z.im))
}

/// Product, for other modules of this subject.
pub fn times(x: C64, y: C64) -> C64 {
    mul(x, y)
}

/// Sine of degrees.
pub fn sind(z: C64) -> C64 {
    let y = z.im * (PI / 180.0);
    C64::new(super::real::sind(z.re) * y.cosh(), super::real::cosd(z.re) * y.sinh())
}

/// Cosine of degrees.
pub fn cosd(z: C64) -> C64 {
    let y = z.im * (PI / 180.0);
    C64::new(super::real::cosd(z.re) * y.cosh(), -super::real::sind(z.re) * y.sinh())
}

/// Angle in radians to degrees.
pub fn degrees(z: C64) -> C64 {
    z * (180.0 / PI)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(a: C64, re: f64, im: f64) {
        assert!((a.re - re).abs() < 1e-14 && (a.im - im).abs() < 1e-14, "{a} is not {re}+{im}i");
    }

    #[test]
    fn inverse_functions_undo_their_functions() {
        for &(x, y) in &[(0.3, 0.4), (-1.2, 0.7), (0.9, -1e-9), (-0.2, -2.0), (1.0, 0.5)] {
            let z = C64::new(x, y);
            close(sin(asin(z)), x, y);
            close(cos(acos(z)), x, y);
            close(tan(atan(z)), x, y);
            close(sinh(asinh(z)), x, y);
            close(cosh(acosh(z)), x, y);
            close(tanh(atanh(z)), x, y);
            close(mul(sqrt(z), sqrt(z)), x, y);
        }
    }

    #[test]
    fn branch_cuts() {
        close(asin(C64::new(2.0, 0.0)), FRAC_PI_2, -1.3169578969248166);
        close(acos(C64::new(2.0, 0.0)), 0.0, 1.3169578969248166);
        close(acosh(C64::new(-2.0, 0.0)), 1.3169578969248166, PI);
        close(atanh(C64::new(-2.0, 0.0)), -0.5493061443340548, FRAC_PI_2);
    }
}
