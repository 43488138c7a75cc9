//! Matrix products.

use faer::linalg::matmul::matmul;
use faer::traits::ComplexField;
use faer::{Accum, MatMut, MatRef, Par};
use num_complex::Complex;
use std::ops::{Add, AddAssign, Mul};

/// What products need of an element.
pub trait Factor: ComplexField + Copy + Default + Add<Output = Self> + Mul<Output = Self> + AddAssign {
    /// 1.
    const ONE: Self;
}

impl Factor for f64 {
    const ONE: Self = 1.0;
}
impl Factor for f32 {
    const ONE: Self = 1.0;
}
impl Factor for Complex<f64> {
    const ONE: Self = Complex { re: 1.0, im: 0.0 };
}
impl Factor for Complex<f32> {
    const ONE: Self = Complex { re: 1.0, im: 0.0 };
}

/// `c = a*b` for column-major `a` (m×k) and `b` (k×n).
pub fn multiply<T: Factor>(a: &[T], b: &[T], c: &mut [T], m: usize, k: usize, n: usize) {
    assert!(a.len() == m * k && b.len() == k * n && c.len() == m * n);
    if m == 1 {
        for (j, out) in c.iter_mut().enumerate() {
            *out = dot(a, &b[j * k..(j + 1) * k]);
        }
    } else if n == 1 || m * n * k <= 512 {
        c.fill(T::default());
        for j in 0..n {
            columns(a, &b[j * k..(j + 1) * k], &mut c[j * m..(j + 1) * m]);
        }
    } else {
        let (a, b) = (MatRef::from_column_major_slice(a, m, k), MatRef::from_column_major_slice(b, k, n));
        matmul(MatMut::from_column_major_slice_mut(c, m, n), Accum::Replace, a, b, T::ONE, Par::Seq);
    }
}

/// Sum of products, in four interleaved sums.
pub fn dot<T: Factor>(x: &[T], y: &[T]) -> T {
    let mut sums = [T::default(); 4];
    let (xs, ys) = (x.chunks_exact(4), y.chunks_exact(4));
    let rest = xs.remainder().iter().zip(ys.remainder()).fold(T::default(), |s, (a, b)| s + *a * *b);
    for (a, b) in xs.zip(ys) {
        for l in 0..4 {
            sums[l] += a[l] * b[l];
        }
    }
    (sums[0] + sums[1]) + (sums[2] + sums[3]) + rest
}

/// `y += A*x`, column by column.
fn columns<T: Factor>(a: &[T], x: &[T], y: &mut [T]) {
    let m = y.len();
    for (k, &s) in x.iter().enumerate() {
        for (out, &e) in y.iter_mut().zip(&a[k * m..(k + 1) * m]) {
            *out += e * s;
        }
    }
}
