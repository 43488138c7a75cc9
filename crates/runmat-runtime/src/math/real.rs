//! Real functions that the standard library does not have in the language's form.

use std::f64::consts::{LN_2, LOG10_E, PI};

/// Sign, 0 for zeros, NaN for NaN.
pub fn sign(x: f64) -> f64 {
    if x > 0.0 {
        1.0
    } else if x < 0.0 {
        -1.0
    } else if x.is_nan() {
        x
    } else {
        0.0
    }
}

/// Logarithm to base 2, exact for powers of 2.
pub fn log2(x: f64) -> f64 {
    x.log2()
}

/// Logarithm of a complex number's length to base 2, from the natural one.
pub const PER_LN2: f64 = 1.0 / LN_2;
/// The same to base 10.
pub const PER_LN10: f64 = LOG10_E;

/// Degrees to radians.
pub fn radians(x: f64) -> f64 {
    x * (PI / 180.0)
}

/// Radians to degrees.
pub fn degrees(x: f64) -> f64 {
    x * (180.0 / PI)
}

/// The angle brought near 0, and in which quarter turn it was; exact.
fn quarter(x: f64) -> (f64, u8) {
    let r = x % 360.0;
    let n = (r / 90.0).round();
    (r - 90.0 * n, (n as i64).rem_euclid(4) as u8)
}

/// Sine of degrees, exact at multiples of 30 and 90 where it is whole.
pub fn sind(x: f64) -> f64 {
    if !x.is_finite() {
        return f64::NAN;
    }
    let (r, n) = quarter(x);
    let y = match n {
        0 => small_sin(r),
        1 => small_cos(r),
        2 => -small_sin(r),
        _ => -small_cos(r),
    };
    if y == 0.0 { 0.0_f64.copysign(x) } else { y }
}

/// Cosine of degrees.
pub fn cosd(x: f64) -> f64 {
    if !x.is_finite() {
        return f64::NAN;
    }
    let (r, n) = quarter(x);
    let y = match n {
        0 => small_cos(r),
        1 => -small_sin(r),
        2 => -small_cos(r),
        _ => small_sin(r),
    };
    if y == 0.0 { 0.0 } else { y }
}

fn small_sin(r: f64) -> f64 {
    match r {
        30.0 => 0.5,
        -30.0 => -0.5,
        _ => radians(r).sin(),
    }
}

fn small_cos(r: f64) -> f64 {
    radians(r).cos()
}

/// Tangent of degrees; infinite at odd multiples of 90.
pub fn tand(x: f64) -> f64 {
    if !x.is_finite() {
        return f64::NAN;
    }
    let (r, n) = quarter(x);
    match (n, r == 0.0) {
        (0 | 2, true) => 0.0_f64.copysign(x),
        (1, true) => f64::INFINITY,
        (3, true) => f64::NEG_INFINITY,
        (0 | 2, _) => quarter_tan(r),
        _ => -1.0 / quarter_tan(r),
    }
}

fn quarter_tan(r: f64) -> f64 {
    match r {
        45.0 => 1.0,
        -45.0 => -1.0,
        _ => radians(r).tan(),
    }
}

/// Inverse sine in degrees.
pub fn asind(x: f64) -> f64 {
    degrees(x.asin())
}

/// Inverse cosine in degrees.
pub fn acosd(x: f64) -> f64 {
    degrees(x.acos())
}

/// Inverse tangent in degrees.
pub fn atand(x: f64) -> f64 {
    degrees(x.atan())
}

/// The gamma function; infinite at zero and negative whole numbers.
pub fn gamma(x: f64) -> f64 {
    if x == 0.0 {
        1.0 / x
    } else if x < 0.0 && x == x.trunc() {
        f64::INFINITY
    } else {
        libm::tgamma(x)
    }
}

/// Logarithm of the absolute value of the gamma function.
pub fn lgamma(x: f64) -> f64 {
    if x == f64::NEG_INFINITY { f64::INFINITY } else { libm::lgamma_r(x).0 }
}

/// Whether the gamma function is negative.
pub fn gamma_is_negative(x: f64) -> bool {
    x < 0.0 && x != x.trunc() && libm::lgamma_r(x).1 < 0
}

/// The exponent of the next power of 2.
pub fn nextpow2(x: f64) -> f64 {
    let x = x.abs();
    if x == 0.0 || x.is_infinite() || x.is_nan() {
        return if x == 0.0 { 0.0 } else { x };
    }
    let (m, e) = libm::frexp(x);
    if m == 0.5 { (e - 1) as f64 } else { e as f64 }
}

/// Whether this is Octave's missing value, also after conversion from single precision.
pub fn is_na(x: f64) -> bool {
    // A single's payload moves up by the difference of the widths.
    matches!(x.to_bits(), 0x7FF8_40F4_4000_0000) || x.is_nan() && (x as f32).to_bits() == 0x7FC2_07A2
}

/// Inverse hyperbolic sine.
pub fn asinh(x: f64) -> f64 {
    libm::asinh(x)
}

/// Inverse hyperbolic cosine.
pub fn acosh(x: f64) -> f64 {
    libm::acosh(x)
}

/// Inverse hyperbolic tangent.
pub fn atanh(x: f64) -> f64 {
    libm::atanh(x)
}

/// Where numbers halfway between two others are rounded to, by name.
pub fn tie_breaker(name: &str) -> Option<fn(f64) -> f64> {
    fn by(x: f64, at_tie: fn(f64) -> f64) -> f64 {
        if (x - x.trunc()).abs() == 0.5 { at_tie(x) } else { x.round() }
    }
    Some(match name {
        "fromzero" => f64::round,
        "tozero" => |x| by(x, f64::trunc),
        "even" => f64::round_ties_even,
        "odd" => |x| by(x, |x| x.trunc() + if x.trunc() % 2.0 == 0.0 { x.signum() } else { 0.0 }),
        "plusinf" => |x| by(x, f64::ceil),
        "minusinf" => |x| by(x, f64::floor),
        _ => return None,
    })
}

/// To `n` digits right of the point.
pub fn round_digits(x: f64, n: f64, round: fn(f64) -> f64) -> f64 {
    if !x.is_finite() || n > 308.0 {
        return x;
    }
    let scale = 10f64.powi(n.abs() as i32);
    if n < 0.0 {
        return round(x / scale) * scale;
    }
    let y = x * scale;
    if !y.is_finite() || y.abs() >= 4503599627370496.0 { x } else { round(y) / scale }
}

/// To `n` significant digits.
pub fn round_significant(x: f64, n: f64, round: fn(f64) -> f64) -> f64 {
    if x == 0.0 || !x.is_finite() {
        return x;
    }
    round_digits(x, n - 1.0 - x.abs().log10().floor(), round)
}

/// Without a negative zero.
pub fn positive_zero(x: f64) -> f64 {
    if x == 0.0 { 0.0 } else { x }
}
