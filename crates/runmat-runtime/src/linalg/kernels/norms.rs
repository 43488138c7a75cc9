//! Norms of vectors.

use super::dense::max_nan;
use super::scalar::Scalar;

/// Euclidean norm, safe against overflow and underflow.
pub fn norm2<T: Scalar>(x: &[T]) -> f64 {
    let plain = T::sum_of_squares(x);
    if plain.is_finite() && plain > 1e-280 {
        return plain.sqrt();
    }
    let largest = x.iter().map(|e| e.modulus()).fold(0.0, max_nan);
    if largest == 0.0 || !largest.is_finite() {
        return largest;
    }
    let scaled: f64 = x.iter().map(|e| e.scale(1.0 / largest).square()).sum();
    largest * scaled.sqrt()
}

/// The p-norm; `p` may be any number or infinity, 0 counts nonzeros.
pub fn vector_norm<T: Scalar>(x: &[T], p: f64) -> f64 {
    let sizes = || x.iter().map(|e| e.modulus());
    if p == 2.0 {
        norm2(x)
    } else if p == 1.0 {
        sizes().sum()
    } else if p == f64::INFINITY {
        sizes().fold(0.0, max_nan)
    } else if p == f64::NEG_INFINITY {
        sizes().fold(f64::INFINITY, |a, b| if b.is_nan() || b < a { b } else { a })
    } else if p == 0.0 {
        sizes().filter(|&e| e != 0.0).count() as f64
    } else {
        let largest = sizes().fold(0.0, max_nan);
        if largest == 0.0 || !largest.is_finite() || p < 0.0 {
            return sizes().map(|e| e.powf(p)).sum::<f64>().powf(1.0 / p);
        }
        largest * sizes().map(|e| (e / largest).powf(p)).sum::<f64>().powf(1.0 / p)
    }
}

/// Dot product, the first factor conjugated.
pub fn dot<T: Scalar>(x: &[T], y: &[T]) -> T {
    x.iter().zip(y).map(|(a, b)| a.cj() * *b).sum()
}
