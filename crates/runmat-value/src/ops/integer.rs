//! Saturating arithmetic of the integer classes.
//!
//! Mixed with a double, the small classes compute in doubles, which is exact enough to round once. The
//! 64-bit classes go through [`super::wide`].

use super::wide;
use crate::array::Element;
use runmat_syntax::Dialect;

/// An integer element type. All results saturate; what has a fraction is rounded, halves away from zero.
pub trait IntElement: Element + Copy + Ord {
    /// Smallest value.
    const LEAST: Self;
    /// Largest value.
    const MOST: Self;
    /// Nearest value; NaN gives 0.
    fn from_f64(x: f64) -> Self;
    /// Nearest double.
    fn to_f64(self) -> f64;
    /// Nearest value of an exact integer.
    fn from_i128(x: i128) -> Self;
    /// Exactly.
    fn to_i128(self) -> i128;
    /// Sum.
    fn plus(self, y: Self) -> Self;
    /// Difference.
    fn minus(self, y: Self) -> Self;
    /// Product.
    fn times(self, y: Self) -> Self;
    /// Quotient; by zero the bound with the sign of the dividend, 0/0 is 0.
    fn over(self, y: Self) -> Self;
    /// Power; a negative exponent gives 0 unless the base is 1 or -1.
    fn power(self, y: Self) -> Self;
    /// Sum with a double.
    fn plus_double(self, y: f64, dialect: Dialect) -> Self;
    /// Difference with a double.
    fn minus_double(self, y: f64, dialect: Dialect) -> Self;
    /// Difference from a double.
    fn double_minus(x: f64, y: Self, dialect: Dialect) -> Self;
    /// Product with a double.
    fn times_double(self, y: f64, dialect: Dialect) -> Self;
    /// Quotient by a double.
    fn over_double(self, y: f64, dialect: Dialect) -> Self;
    /// Quotient of a double by this.
    fn double_over(x: f64, y: Self, dialect: Dialect) -> Self;
    /// Power with a double exponent.
    fn power_double(self, y: f64) -> Self {
        if y >= 0.0 && y < Self::digits() as f64 && y == y.trunc() {
            self.power(Self::from_f64(y))
        } else {
            Self::from_f64(self.to_f64().powf(y))
        }
    }
    /// Power of a double base.
    fn double_power(x: f64, y: Self) -> Self {
        Self::from_f64(x.powf(y.to_f64()))
    }
    /// Bits that carry the magnitude.
    fn digits() -> u32;
    /// Negative, saturating.
    fn negative(self) -> Self;
}

/// Adds a half with the sign of `x` (one bit less, so that the largest value below a half stays below):
/// cut off, the result is `x` rounded with halves away from zero.
#[inline(always)]
fn nudged(x: f64) -> f64 {
    x + f64::copysign(0.499_999_999_999_999_94, x)
}

macro_rules! common {
    ($t:ident) => {
        const LEAST: $t = $t::MIN;
        const MOST: $t = $t::MAX;
        #[inline(always)]
        fn from_f64(x: f64) -> $t {
            nudged(x) as $t
        }
        #[inline(always)]
        fn to_f64(self) -> f64 {
            self as f64
        }
        fn from_i128(x: i128) -> $t {
            x.clamp($t::MIN as i128, $t::MAX as i128) as $t
        }
        fn to_i128(self) -> i128 {
            self as i128
        }
        #[inline(always)]
        fn plus(self, y: $t) -> $t {
            self.saturating_add(y)
        }
        #[inline(always)]
        fn minus(self, y: $t) -> $t {
            self.saturating_sub(y)
        }
        #[inline(always)]
        fn times(self, y: $t) -> $t {
            self.saturating_mul(y)
        }
        #[inline(always)]
        fn negative(self) -> $t {
            (0 as $t).saturating_sub(self)
        }
        fn digits() -> u32 {
            $t::BITS - ($t::MIN != 0) as u32
        }
        fn power(self, y: $t) -> $t {
            power(self, y)
        }
    };
}

macro_rules! small {
    ($($t:ident)*) => {$(
        impl IntElement for $t {
            common!($t);
            #[inline(always)]
            fn over(self, y: $t) -> $t {
                // Exact: a quotient of two 32-bit numbers is never closer to a half than doubles can tell.
                Self::from_f64(self as f64 / y as f64)
            }
            #[inline(always)]
            fn plus_double(self, y: f64, _: Dialect) -> $t {
                Self::from_f64(self as f64 + y)
            }
            #[inline(always)]
            fn minus_double(self, y: f64, _: Dialect) -> $t {
                Self::from_f64(self as f64 - y)
            }
            #[inline(always)]
            fn double_minus(x: f64, y: $t, _: Dialect) -> $t {
                Self::from_f64(x - y as f64)
            }
            #[inline(always)]
            fn times_double(self, y: f64, _: Dialect) -> $t {
                Self::from_f64(self as f64 * y)
            }
            #[inline(always)]
            fn over_double(self, y: f64, _: Dialect) -> $t {
                Self::from_f64(self as f64 / y)
            }
            #[inline(always)]
            fn double_over(x: f64, y: $t, _: Dialect) -> $t {
                Self::from_f64(x / y as f64)
            }
        }
    )*};
}

macro_rules! large {
    ($($t:ident)*) => {$(
        impl IntElement for $t {
            common!($t);
            fn over(self, y: $t) -> $t {
                Self::from_i128(wide::quotient(self as i128, y as i128))
            }
            fn plus_double(self, y: f64, dialect: Dialect) -> $t {
                match dialect {
                    Dialect::Matlab => Self::from_i128(wide::sum(self as i128, y)),
                    Dialect::Octave => wide::octave::sum(self, y),
                }
            }
            fn minus_double(self, y: f64, dialect: Dialect) -> $t {
                match dialect {
                    Dialect::Matlab => Self::from_i128(wide::sum(self as i128, -y)),
                    Dialect::Octave => wide::octave::difference(self, y),
                }
            }
            fn double_minus(x: f64, y: $t, dialect: Dialect) -> $t {
                match dialect {
                    Dialect::Matlab => Self::from_i128(wide::sum(-(y as i128), x)),
                    Dialect::Octave => wide::octave::difference_from(x, y),
                }
            }
            fn times_double(self, y: f64, dialect: Dialect) -> $t {
                match dialect {
                    Dialect::Matlab => Self::from_i128(wide::product(self as i128, y)),
                    Dialect::Octave => wide::octave::product(self, y),
                }
            }
            fn over_double(self, y: f64, dialect: Dialect) -> $t {
                match dialect {
                    Dialect::Matlab => Self::from_i128(wide::quotient_by_double(self as i128, y)),
                    Dialect::Octave => wide::octave::quotient(self, y),
                }
            }
            fn double_over(x: f64, y: $t, dialect: Dialect) -> $t {
                match dialect {
                    Dialect::Matlab => Self::from_i128(wide::quotient_of_double(x, y as i128)),
                    Dialect::Octave => Self::from_f64(x / y as f64),
                }
            }
        }
    )*};
}

small!(i8 i16 i32 u8 u16 u32);
large!(i64 u64);

/// Repeated squaring, saturating at every step.
fn power<T: IntElement>(x: T, y: T) -> T {
    let one = T::from_i128(1);
    let zero = T::fill();
    if y == zero || x == one {
        return one;
    }
    if y < zero {
        return match x.to_i128() {
            -1 if y.to_i128() % 2 == 0 => one,
            -1 => x,
            _ => zero,
        };
    }
    let mut left = y.to_i128() - 1;
    let (mut square, mut r) = (x, x);
    while left != 0 {
        if left & 1 == 1 {
            r = r.times(square);
        }
        left >>= 1;
        if left != 0 {
            square = square.times(square);
        }
    }
    r
}
