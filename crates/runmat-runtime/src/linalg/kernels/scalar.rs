//! The two fields of dense algebra: real and complex double.

use faer::traits::ComplexField;
use num_complex::Complex;
use runmat_value::sparse::Sparse;
use runmat_value::{C32, C64, Element, NdArray, Value};
use std::ops::{Div, MulAssign, Neg, Sub, SubAssign};

/// A field the kernels work in. Single precision is computed in double and rounded at the end.
pub trait Scalar:
    Element
    + Copy
    + ComplexField<Real = f64>
    + super::product::Factor
    + Sub<Output = Self>
    + Div<Output = Self>
    + Neg<Output = Self>
    + SubAssign
    + MulAssign
    + std::iter::Sum
{
    /// Whether the field has an imaginary part.
    const COMPLEX: bool;
    /// 0.
    const ZERO: Self;
    /// A real number.
    fn of(x: f64) -> Self;
    /// From a complex number; the real field drops the imaginary part.
    fn of_complex(z: C64) -> Self;
    /// As a complex number.
    fn complex(self) -> C64;
    /// Real part.
    fn re(self) -> f64;
    /// Imaginary part.
    fn im(self) -> f64;
    /// Conjugate.
    fn cj(self) -> Self;
    /// Modulus.
    fn modulus(self) -> f64;
    /// |re| + |im|: a cheap size.
    fn abs1(self) -> f64;
    /// Modulus squared.
    fn square(self) -> f64 {
        self.re() * self.re() + self.im() * self.im()
    }
    /// The sum of the squares of the moduli.
    fn sum_of_squares(x: &[Self]) -> f64 {
        x.iter().map(|e| e.square()).sum()
    }
    /// Divided by a number, without overflow on the way.
    fn over(self, divisor: Self) -> Self;
    /// Times a real number.
    fn scale(self, x: f64) -> Self;
    /// No NaN, no infinity.
    fn finite(self) -> bool {
        self.re().is_finite() && self.im().is_finite()
    }
    /// The value holding a sparse matrix: real where all imaginary parts are zero.
    fn sparse_value(s: Sparse<Self>) -> Value;
    /// The value holding an array rounded to single.
    fn single_value(array: NdArray<Self>) -> Value;
}

impl Scalar for f64 {
    const COMPLEX: bool = false;
    const ZERO: Self = 0.0;
    fn sum_of_squares(x: &[Self]) -> f64 {
        crate::arrays::reduce::lanes::sum_of(x, |v| v * v)
    }
    fn of(x: f64) -> Self {
        x
    }
    fn of_complex(z: C64) -> Self {
        z.re
    }
    fn complex(self) -> C64 {
        C64::new(self, 0.0)
    }
    fn re(self) -> f64 {
        self
    }
    fn im(self) -> f64 {
        0.0
    }
    fn cj(self) -> Self {
        self
    }
    fn modulus(self) -> f64 {
        self.abs()
    }
    fn abs1(self) -> f64 {
        self.abs()
    }
    fn over(self, divisor: Self) -> Self {
        self / divisor
    }
    fn scale(self, x: f64) -> Self {
        self * x
    }
    fn sparse_value(s: Sparse<Self>) -> Value {
        Value::Sparse(s.into())
    }
    fn single_value(array: NdArray<Self>) -> Value {
        array.map(|&x| x as f32).into()
    }
}

impl Scalar for C64 {
    const COMPLEX: bool = true;
    const ZERO: Self = Complex { re: 0.0, im: 0.0 };
    fn of(x: f64) -> Self {
        C64::new(x, 0.0)
    }
    fn of_complex(z: C64) -> Self {
        z
    }
    fn complex(self) -> C64 {
        self
    }
    fn re(self) -> f64 {
        self.re
    }
    fn im(self) -> f64 {
        self.im
    }
    fn cj(self) -> Self {
        self.conj()
    }
    fn modulus(self) -> f64 {
        self.re.hypot(self.im)
    }
    fn abs1(self) -> f64 {
        self.re.abs() + self.im.abs()
    }
    fn over(self, divisor: Self) -> Self {
        if self.im == 0.0 && divisor.im == 0.0 {
            return C64::new(self.re / divisor.re, 0.0);
        }
        runmat_value::ops::complex::div(self, divisor)
    }
    fn scale(self, x: f64) -> Self {
        C64::new(self.re * x, self.im * x)
    }
    fn sparse_value(s: Sparse<Self>) -> Value {
        if s.values().iter().all(|z| z.im == 0.0) {
            Value::Sparse(s.map(|z| z.re).into())
        } else {
            Value::SparseComplex(s.into())
        }
    }
    fn single_value(array: NdArray<Self>) -> Value {
        array.map(|z| C32::new(z.re as f32, z.im as f32)).into()
    }
}
