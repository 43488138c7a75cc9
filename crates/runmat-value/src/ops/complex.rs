//! Complex arithmetic as C's Annex G and libstdc++ do it, so that infinities, NaNs and the last bits agree.

use crate::array::Element;
use num_complex::Complex;
use std::ops::{Add, Div, Mul, Neg, Sub};

/// A floating point element type.
pub trait Real:
    Element
    + Copy
    + PartialOrd
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
    + Div<Output = Self>
    + Neg<Output = Self>
{
    /// 0.
    const ZERO: Self;
    /// 1.
    const ONE: Self;
    /// 1/2.
    const HALF: Self;
    /// Infinity.
    const INFINITY: Self;
    /// Not a number.
    const NAN: Self;
    /// π.
    const PI: Self;
    /// Nearest value.
    fn from_f64(x: f64) -> Self;
    /// As double.
    fn to_f64(self) -> f64;
    /// Absolute value.
    fn abs(self) -> Self;
    /// Power.
    fn pow(self, y: Self) -> Self;
    /// Exponential.
    fn exp(self) -> Self;
    /// Logarithm.
    fn ln(self) -> Self;
    /// Logarithm of 1 plus this.
    fn ln_1p(self) -> Self;
    /// Sine and cosine.
    fn sin_cos(self) -> (Self, Self);
    /// Angle of (x, y), `self` being y.
    fn atan2(self, x: Self) -> Self;
    /// Length of (x, y).
    fn hypot(self, y: Self) -> Self;
    /// Not a number.
    fn is_nan(self) -> bool;
    /// Infinite.
    fn is_infinite(self) -> bool;
    /// Neither infinite nor NaN.
    fn is_finite(self) -> bool;
    /// With the sign of another.
    fn copysign(self, sign: Self) -> Self;
    /// Without its fraction.
    fn trunc(self) -> Self;
    /// Quotient of complex numbers, the plain formula with care against overflow; NaNs not recovered.
    fn raw_quotient(a: Self, b: Self, c: Self, d: Self) -> (Self, Self);
}

macro_rules! real {
    ($t:ident, $quotient:path) => {
        impl Real for $t {
            const ZERO: $t = 0.0;
            const ONE: $t = 1.0;
            const HALF: $t = 0.5;
            const INFINITY: $t = $t::INFINITY;
            const NAN: $t = $t::NAN;
            const PI: $t = std::$t::consts::PI;
            fn from_f64(x: f64) -> Self {
                x as $t
            }
            fn to_f64(self) -> f64 {
                self as f64
            }
            fn abs(self) -> Self {
                self.abs()
            }
            fn pow(self, y: Self) -> Self {
                self.powf(y)
            }
            fn exp(self) -> Self {
                self.exp()
            }
            fn ln(self) -> Self {
                self.ln()
            }
            fn ln_1p(self) -> Self {
                self.ln_1p()
            }
            fn sin_cos(self) -> (Self, Self) {
                self.sin_cos()
            }
            fn atan2(self, x: Self) -> Self {
                self.atan2(x)
            }
            fn hypot(self, y: Self) -> Self {
                self.hypot(y)
            }
            fn is_nan(self) -> bool {
                self.is_nan()
            }
            fn is_infinite(self) -> bool {
                self.is_infinite()
            }
            fn is_finite(self) -> bool {
                self.is_finite()
            }
            fn copysign(self, sign: Self) -> Self {
                self.copysign(sign)
            }
            fn trunc(self) -> Self {
                self.trunc()
            }
            fn raw_quotient(a: Self, b: Self, c: Self, d: Self) -> (Self, Self) {
                $quotient(a, b, c, d)
            }
        }
    };
}

real!(f64, scaled_quotient);
real!(f32, widened_quotient);

/// Singles: the textbook formula in doubles can neither overflow nor lose.
fn widened_quotient(a: f32, b: f32, c: f32, d: f32) -> (f32, f32) {
    let (a, b, c, d) = (a as f64, b as f64, c as f64, d as f64);
    let denominator = c * c + d * d;
    (((a * c + b * d) / denominator) as f32, ((b * c - a * d) / denominator) as f32)
}

/// Doubles: Smith's method with scaling (Baudin and Smith).
fn scaled_quotient(a: f64, b: f64, c: f64, d: f64) -> (f64, f64) {
    if c.abs() < d.abs() {
        // (a + bi)/(c + di) = (b - ai)/(d - ci)
        smith(b, a, d, c, false)
    } else {
        smith(a, b, c, d, true)
    }
}

/// The quotient with the larger part of the divisor in `c`. `direct`: operands not exchanged.
fn smith(mut a: f64, mut b: f64, mut c: f64, mut d: f64, direct: bool) -> (f64, f64) {
    const BIG: f64 = f64::MAX / 2.0;
    const SMALL: f64 = f64::MIN_POSITIVE;
    const SMALL_DIVISOR: f64 = f64::EPSILON;
    const LARGE: f64 = BIG * SMALL_DIVISOR;
    let large = |x: f64| x.abs() >= LARGE;
    if c.abs() >= BIG {
        (a, b, c, d) = (a / 2.0, b / 2.0, c / 2.0, d / 2.0);
    }
    if c.abs() < SMALL_DIVISOR
        || (a.abs() < SMALL && !large(b) && !large(c))
        || (b.abs() < SMALL && !large(a) && !large(c))
    {
        let s = 1.0 / f64::EPSILON;
        (a, b, c, d) = (a * s, b * s, c * s, d * s);
    }
    let ratio = d / c;
    let denominator = d * ratio + c;
    let (p, q) = if ratio.abs() > SMALL { (b * ratio, a * ratio) } else { (d * (b / c), d * (a / c)) };
    if direct { ((a + p) / denominator, (b - q) / denominator) } else { ((p + a) / denominator, (q - b) / denominator) }
}

/// Product.
#[inline]
pub fn mul<T: Real>(x: Complex<T>, y: Complex<T>) -> Complex<T> {
    let (ac, bd, ad, bc) = (x.re * y.re, x.im * y.im, x.re * y.im, x.im * y.re);
    let z = Complex { re: ac - bd, im: ad + bc };
    if z.re.is_nan() && z.im.is_nan() { recover_product(x, y, z, [ac, bd, ad, bc]) } else { z }
}

/// Infinite products whose formula gives NaN in both parts.
#[cold]
fn recover_product<T: Real>(x: Complex<T>, y: Complex<T>, z: Complex<T>, parts: [T; 4]) -> Complex<T> {
    let boxed = |t: T| (if t.is_infinite() { T::ONE } else { T::ZERO }).copysign(t);
    let plain = |t: T| if t.is_nan() { T::ZERO.copysign(t) } else { t };
    let (mut a, mut b, mut c, mut d) = (x.re, x.im, y.re, y.im);
    let mut again = false;
    if a.is_infinite() || b.is_infinite() {
        (a, b, c, d) = (boxed(a), boxed(b), plain(c), plain(d));
        again = true;
    }
    if c.is_infinite() || d.is_infinite() {
        (c, d, a, b) = (boxed(c), boxed(d), plain(a), plain(b));
        again = true;
    }
    if !again && parts.iter().any(|p| p.is_infinite()) {
        (a, b, c, d) = (plain(a), plain(b), plain(c), plain(d));
        again = true;
    }
    if again { Complex { re: T::INFINITY * (a * c - b * d), im: T::INFINITY * (a * d + b * c) } } else { z }
}

/// Quotient.
#[inline]
pub fn div<T: Real>(x: Complex<T>, y: Complex<T>) -> Complex<T> {
    let (re, im) = T::raw_quotient(x.re, x.im, y.re, y.im);
    if re.is_nan() && im.is_nan() { recover_quotient(x, y) } else { Complex { re, im } }
}

#[cold]
fn recover_quotient<T: Real>(x: Complex<T>, y: Complex<T>) -> Complex<T> {
    let boxed = |t: T| (if t.is_infinite() { T::ONE } else { T::ZERO }).copysign(t);
    let (a, b, c, d) = (x.re, x.im, y.re, y.im);
    if c == T::ZERO && d == T::ZERO && !(a.is_nan() && b.is_nan()) {
        let inf = T::INFINITY.copysign(c);
        Complex { re: inf * a, im: inf * b }
    } else if (a.is_infinite() || b.is_infinite()) && c.is_finite() && d.is_finite() {
        let (a, b) = (boxed(a), boxed(b));
        Complex { re: T::INFINITY * (a * c + b * d), im: T::INFINITY * (b * c - a * d) }
    } else if (c.is_infinite() || d.is_infinite()) && a.is_finite() && b.is_finite() {
        let (c, d) = (boxed(c), boxed(d));
        Complex { re: T::ZERO * (a * c + b * d), im: T::ZERO * (b * c - a * d) }
    } else {
        Complex { re: T::NAN, im: T::NAN }
    }
}

/// Absolute value, without overflow on the way.
pub fn abs<T: Real>(z: Complex<T>) -> T {
    z.re.hypot(z.im)
}

/// Angle, −π to π.
pub fn arg<T: Real>(z: Complex<T>) -> T {
    z.im.atan2(z.re)
}

/// Logarithm; accurate also where the absolute value is near 1.
pub fn ln<T: Real>(z: Complex<T>) -> Complex<T> {
    let (x, y) = (z.re.abs(), z.im.abs());
    let (big, small) = if x < y { (y, x) } else { (x, y) };
    let re = match near_one(big.to_f64(), small.to_f64()) {
        Some(excess) => T::from_f64(excess).ln_1p() * T::HALF,
        None => x.hypot(y).ln(),
    };
    Complex { re, im: arg(z) }
}

/// `|z|² - 1` where the absolute value is so near 1 that its logarithm has to come from there.
fn near_one(big: f64, small: f64) -> Option<f64> {
    if (1.0..2.0).contains(&big) && small < 1.0 {
        return Some((big - 1.0) * (big + 1.0) + small * small);
    }
    if !(0.5..1.0).contains(&big) || big * big + small * small < 0.5 {
        return None;
    }
    // Squares as unrounded sums of two numbers.
    let (p, q) = (big * big, small * small);
    let (p_rest, q_rest) = (big.mul_add(big, -p), small.mul_add(small, -q));
    let s = p - 1.0;
    let sum = s + q;
    let kept = sum - s;
    let lost = (s - (sum - kept)) + (q - kept);
    Some(sum + (lost + (p_rest + q_rest)))
}

/// Exponential.
pub fn exp<T: Real>(z: Complex<T>) -> Complex<T> {
    let (x, y) = (z.re, z.im);
    if y == T::ZERO {
        return Complex { re: x.exp(), im: y };
    }
    if y.is_finite() {
        let (s, c) = y.sin_cos();
        let e = x.exp();
        if e.is_infinite() && x.is_finite() {
            // Halves, so that a large factor times a small one does not overflow on the way.
            let h = (x * T::HALF).exp();
            return Complex { re: h * (h * c), im: h * (h * s) };
        }
        if x.is_infinite() && x > T::ZERO {
            return Complex { re: e.copysign(c), im: e.copysign(s) };
        }
        return Complex { re: e * c, im: e * s };
    }
    if x.is_infinite() {
        return if x < T::ZERO {
            Complex { re: T::ZERO, im: T::ZERO.copysign(y) }
        } else {
            Complex { re: T::INFINITY, im: T::NAN }
        };
    }
    Complex { re: T::NAN, im: T::NAN }
}

fn polar<T: Real>(length: T, angle: T) -> Complex<T> {
    let (s, c) = angle.sin_cos();
    Complex { re: length * c, im: length * s }
}

/// Power with a whole exponent, by repeated multiplication.
pub fn powi<T: Real>(z: Complex<T>, n: i32) -> Complex<T> {
    let one = Complex { re: T::ONE, im: T::ZERO };
    let mut left = n.unsigned_abs();
    let mut square = z;
    let mut r = if left & 1 == 1 { z } else { one };
    while left > 1 {
        left >>= 1;
        square = mul(square, square);
        if left & 1 == 1 {
            r = mul(r, square);
        }
    }
    if n < 0 { div(one, r) } else { r }
}

/// Complex base, real exponent.
pub fn pow_real<T: Real>(z: Complex<T>, y: T) -> Complex<T> {
    if z.im == T::ZERO && z.re > T::ZERO {
        return Complex { re: z.re.pow(y), im: T::ZERO };
    }
    let t = ln(z);
    polar((y * t.re).exp(), y * t.im)
}

/// Real base, complex exponent.
pub fn real_pow<T: Real>(x: T, y: Complex<T>) -> Complex<T> {
    if x > T::ZERO { polar(x.pow(y.re), y.im * x.ln()) } else { pow(Complex { re: x, im: T::ZERO }, y) }
}

/// Complex base and exponent.
pub fn pow<T: Real>(x: Complex<T>, y: Complex<T>) -> Complex<T> {
    exp(mul(y, ln(x)))
}
