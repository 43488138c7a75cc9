//! 64-bit integers with doubles: neither holds all values of the other.
//!
//! The functions here compute the exact result and round it once, halves away from zero; they return a
//! value in or beyond the range of the class, for the caller to saturate. [`octave`] follows Octave's own
//! steps instead, which differ in the last unit.

/// Beyond every 64-bit class.
const BEYOND: i128 = 1 << 80;

/// Nearest integer to `x / y`; by zero, beyond all bounds.
pub fn quotient(x: i128, y: i128) -> i128 {
    if y == 0 {
        return x.signum() * BEYOND;
    }
    signed(x.signum() * y.signum(), rounded(x.unsigned_abs(), y.unsigned_abs()))
}

/// `x + y`.
pub fn sum(x: i128, y: f64) -> i128 {
    if y.is_nan() {
        return 0;
    }
    if y.abs() >= BEYOND as f64 {
        return if y > 0.0 { BEYOND } else { -BEYOND };
    }
    let whole = y.floor();
    let fraction = y - whole;
    let s = x + whole as i128;
    if fraction > 0.5 || (fraction == 0.5 && s >= 0) { s + 1 } else { s }
}

/// `x · y`.
pub fn product(x: i128, y: f64) -> i128 {
    if x == 0 || y.is_nan() {
        return 0;
    }
    let sign = if y < 0.0 { -x.signum() } else { x.signum() };
    if y.is_infinite() {
        return sign * BEYOND;
    }
    let (m, e) = split(y);
    let p = x.unsigned_abs() * m as u128;
    signed(sign, scaled(p, e))
}

/// `x / y`.
pub fn quotient_by_double(x: i128, y: f64) -> i128 {
    if x == 0 || y.is_nan() || y.is_infinite() {
        return 0;
    }
    let sign = if y < 0.0 { -x.signum() } else { x.signum() };
    let (m, e) = split(y);
    if m == 0 {
        return x.signum() * BEYOND;
    }
    let x = x.unsigned_abs();
    let q = if e >= 0 {
        if e > 64 { 0 } else { rounded(x, (m as u128) << e) }
    } else if -e <= 62 {
        rounded(x << -e, m as u128)
    } else {
        long_division(x, m as u128, (-e) as u32)
    };
    signed(sign, q)
}

/// `x / y`, the dividend a double.
pub fn quotient_of_double(x: f64, y: i128) -> i128 {
    if x.is_nan() || x == 0.0 {
        return 0;
    }
    let sign = if x < 0.0 { -1 } else { 1 };
    if y == 0 {
        return sign * BEYOND;
    }
    let sign = sign * y.signum();
    if x.is_infinite() {
        return sign * BEYOND;
    }
    let (m, e) = split(x);
    let y = y.unsigned_abs();
    let q = if e > 75 {
        // At least 2^128 / 2^64.
        BEYOND as u128
    } else if e >= 0 {
        rounded((m as u128) << e, y)
    } else if -e > 63 {
        0
    } else {
        rounded(m as u128, y << -e)
    };
    signed(sign, q)
}

fn signed(sign: i128, magnitude: u128) -> i128 {
    sign * magnitude.min(BEYOND as u128) as i128
}

/// Nearest integer to `n / d`, halves up.
fn rounded(n: u128, d: u128) -> u128 {
    let (q, r) = (n / d, n % d);
    if r >= d - r { q + 1 } else { q }
}

/// `p · 2^e`, rounded.
fn scaled(p: u128, e: i32) -> u128 {
    if e >= 0 {
        if e as u32 > p.leading_zeros() { BEYOND as u128 } else { p << e }
    } else if -e > 127 {
        0
    } else {
        (p >> -e) + ((p >> (-e - 1)) & 1)
    }
}

/// `x · 2^shift / m`, rounded, bit by bit once it no longer fits.
fn long_division(x: u128, m: u128, shift: u32) -> u128 {
    let n = x << 62;
    let (mut q, mut r) = (n / m, n % m);
    for _ in 62..shift {
        if q >= BEYOND as u128 {
            return q;
        }
        r <<= 1;
        q = (q << 1) + (r >= m) as u128;
        r -= if r >= m { m } else { 0 };
    }
    if r >= m - r { q + 1 } else { q }
}

/// `|y|` as `m · 2^e` with a 53-bit `m`.
fn split(y: f64) -> (u64, i32) {
    let bits = y.to_bits();
    let exponent = ((bits >> 52) & 0x7ff) as i32;
    let fraction = bits & ((1 << 52) - 1);
    if exponent == 0 { (fraction, -1074) } else { (fraction | (1 << 52), exponent - 1075) }
}

/// Octave's own steps: the double is rounded first where it fits, products are summed up in parts.
pub mod octave {
    use super::super::integer::IntElement;
    use super::split;

    fn bound<T: IntElement>() -> f64 {
        T::MOST.to_f64()
    }

    fn unsigned<T: IntElement>() -> bool {
        T::LEAST == T::fill()
    }

    /// `x + y`.
    pub fn sum<T: IntElement>(x: T, y: f64) -> T {
        if unsigned::<T>() && y < 0.0 {
            return x.minus(T::from_f64(-y));
        }
        if y.abs() < bound::<T>() || unsigned::<T>() {
            return x.plus(T::from_f64(y));
        }
        let half = T::from_f64(y / 2.0);
        x.plus(half).plus(half)
    }

    /// `x - y`.
    pub fn difference<T: IntElement>(x: T, y: f64) -> T {
        if unsigned::<T>() && y < 0.0 {
            return x.plus(T::from_f64(-y));
        }
        if y.abs() < bound::<T>() || unsigned::<T>() {
            return x.minus(T::from_f64(y));
        }
        let half = T::from_f64(y / 2.0);
        x.minus(half).minus(half)
    }

    /// `x - y`, the minuend a double.
    pub fn difference_from<T: IntElement>(x: f64, y: T) -> T {
        if unsigned::<T>() {
            if x <= bound::<T>() {
                return T::from_f64(x).minus(y);
            }
            let complement = T::from_i128((1 << 64) - y.to_i128());
            return if y == T::LEAST { T::MOST } else { T::from_f64(x - bound::<T>()).plus(complement) };
        }
        if y == T::LEAST {
            return T::from_f64(x - y.to_f64());
        }
        if x.abs() < bound::<T>() {
            return T::from_f64(x).minus(y);
        }
        let half = T::from_f64(x / 2.0);
        half.minus(y).plus(half)
    }

    /// `x · y`.
    pub fn product<T: IntElement>(x: T, y: f64) -> T {
        let fits = y.abs() < bound::<T>() && y == y.round() && (y >= 0.0 || !unsigned::<T>());
        if fits {
            x.times(T::from_f64(y))
        } else if y == 0.5 {
            x.over(T::from_i128(2))
        } else if y == -0.5 && !unsigned::<T>() {
            // The divisor is read from an unsigned number and so becomes the largest value.
            x.over(T::MOST)
        } else if y.is_nan() || y.is_infinite() || (y < 0.0 && unsigned::<T>()) {
            T::from_f64(x.to_f64() * y)
        } else {
            parts(x, y)
        }
    }

    /// The 32-bit digits of the exact product, each rounded on its own and added up.
    fn parts<T: IntElement>(x: T, y: f64) -> T {
        let (m, mut e) = split(y);
        let p = x.to_i128().unsigned_abs() * m as u128;
        let sign = if (y < 0.0) != (x.to_i128() < 0) { -1.0 } else { 1.0 };
        let mut r = T::fill();
        for k in 0..4 {
            let digit = (p >> (32 * k)) as u32;
            r = r.plus(T::from_f64(sign * libm::ldexp(digit as f64, e)));
            e += 32;
        }
        r
    }

    /// `x / y`.
    pub fn quotient<T: IntElement>(x: T, y: f64) -> T {
        if y.abs() < bound::<T>() && y == y.round() && (y >= 0.0 || !unsigned::<T>()) {
            x.over(T::from_f64(y))
        } else {
            product(x, 1.0 / y)
        }
    }
}
