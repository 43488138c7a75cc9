//! Estimating the condition of a factored matrix.

use super::scalar::Scalar;

/// An estimate (a lower bound, mostly exact) of the 1-norm of a linear map of n-vectors, from a few
/// products with the map and with its adjoint: Higham's method.
pub fn norm1_estimate<T: Scalar>(n: usize, mut map: impl FnMut(&mut [T]), mut adjoint: impl FnMut(&mut [T])) -> f64 {
    if n == 0 {
        return 0.0;
    }
    let size = |v: &[T]| v.iter().map(|x| x.modulus()).sum::<f64>();
    let mut v = vec![T::of(1.0 / n as f64); n];
    map(&mut v);
    let mut estimate = size(&v);
    if n == 1 || !estimate.is_finite() {
        return estimate;
    }
    let mut x = signs(&v);
    let mut seen = x.clone();
    adjoint(&mut x);
    let mut place = largest(&x);
    for round in 0..5 {
        v.fill(T::ZERO);
        v[place] = T::ONE;
        map(&mut v);
        let before = std::mem::replace(&mut estimate, size(&v));
        x = signs(&v);
        if (!T::COMPLEX && x == seen) || estimate <= before {
            estimate = estimate.max(before);
            break;
        }
        seen.clone_from(&x);
        adjoint(&mut x);
        let last = std::mem::replace(&mut place, largest(&x));
        if x[last].modulus() == x[place].modulus() || round == 4 {
            break;
        }
    }
    for (k, e) in v.iter_mut().enumerate() {
        let sign = if k % 2 == 0 { 1.0 } else { -1.0 };
        *e = T::of(sign * (1.0 + k as f64 / (n - 1) as f64));
    }
    map(&mut v);
    estimate.max(2.0 * size(&v) / (3.0 * n as f64))
}

fn signs<T: Scalar>(v: &[T]) -> Vec<T> {
    let sign = |x: &T| if x.modulus() == 0.0 { T::ONE } else { x.scale(1.0 / x.modulus()) };
    v.iter().map(sign).collect()
}

fn largest<T: Scalar>(v: &[T]) -> usize {
    (0..v.len()).fold(0, |best, k| if v[k].modulus() > v[best].modulus() { k } else { best })
}
