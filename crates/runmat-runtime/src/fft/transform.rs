//! Discrete Fourier transforms of arrays, one dimension at a time.

use runmat_value::{C64, Dims};
use rustfft::{FftDirection, FftPlanner};

/// Plans of a session, kept by length.
pub struct Plans(FftPlanner<f64>);

impl Default for Plans {
    fn default() -> Self {
        Plans(FftPlanner::new())
    }
}

/// The array cut or padded with zeros to `n` elements along `dim`.
pub fn resize(data: &[C64], dims: &Dims, dim: usize, n: usize) -> Vec<C64> {
    let (before, along, after) = dims.split_at(dim);
    if along == n {
        return data.to_vec();
    }
    let mut out = vec![C64::default(); before * n * after];
    let kept = before * along.min(n);
    for j in 0..after {
        out[j * before * n..][..kept].copy_from_slice(&data[j * before * along..][..kept]);
    }
    out
}

/// Transforms every fibre along `dim`; the inverse is scaled by 1/n.
pub fn along(plans: &mut Plans, data: &mut [C64], dims: &Dims, dim: usize, inverse: bool) {
    let (before, n, after) = dims.split_at(dim);
    if n < 2 || data.is_empty() {
        return;
    }
    let plan = plans.0.plan_fft(n, if inverse { FftDirection::Inverse } else { FftDirection::Forward });
    let mut scratch = vec![C64::default(); plan.get_inplace_scratch_len()];
    if before == 1 {
        plan.process_with_scratch(data, &mut scratch);
    } else {
        let mut fibre = vec![C64::default(); n];
        for j in 0..after {
            for i in 0..before {
                let at = i + before * n * j;
                (0..n).for_each(|k| fibre[k] = data[at + before * k]);
                plan.process_with_scratch(&mut fibre, &mut scratch);
                (0..n).for_each(|k| data[at + before * k] = fibre[k]);
            }
        }
    }
    if inverse {
        let scale = 1.0 / n as f64;
        data.iter_mut().for_each(|z| *z *= scale);
    }
}

/// Place of the element whose index is negated (modulo the length) along each of `over`.
fn mirrored(mut place: usize, dims: &Dims, over: &[usize]) -> usize {
    let (mut out, mut stride) = (0, 1);
    for (d, &n) in dims.iter().enumerate() {
        let k = place % n;
        place /= n;
        out += stride * if over.contains(&d) { (n - k) % n } else { k };
        stride *= n;
    }
    out
}

/// Whether negating all indices along `over` conjugates: the transform of a real array.
pub fn is_symmetric(data: &[C64], dims: &Dims, over: &[usize]) -> bool {
    data.iter().enumerate().all(|(k, z)| *z == data[mirrored(k, dims, over)].conj())
}

/// Makes it so, taking the first of each pair.
pub fn symmetrise(data: &mut [C64], dims: &Dims, over: &[usize]) {
    for k in 0..data.len() {
        let m = mirrored(k, dims, over);
        if m == k {
            data[k].im = 0.0;
        } else if m > k {
            data[m] = data[k].conj();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(n: usize) -> Vec<C64> {
        (0..n).map(|k| C64::new((k * k % 7) as f64 - 2.0, (k % 3) as f64)).collect()
    }

    #[test]
    fn agrees_with_the_definition() {
        for n in [1, 2, 3, 8, 15, 17] {
            let x = sample(n);
            let mut y = x.clone();
            along(&mut Plans::default(), &mut y, &Dims::col(n), 0, false);
            for (k, z) in y.iter().enumerate() {
                let turn = |j: usize| C64::from_polar(1.0, -std::f64::consts::TAU * (j * k) as f64 / n as f64);
                let sum: C64 = x.iter().enumerate().map(|(j, e)| *e * turn(j)).sum();
                assert!((sum - z).norm() < 1e-12 * n as f64);
            }
        }
    }

    #[test]
    fn inverse_undoes_along_every_dimension() {
        let dims = Dims::from_slice(&[3, 4, 5]);
        let x = sample(60);
        let (mut y, mut plans) = (x.clone(), Plans::default());
        for dim in 0..3 {
            along(&mut plans, &mut y, &dims, dim, false);
        }
        for dim in 0..3 {
            along(&mut plans, &mut y, &dims, dim, true);
        }
        assert!(x.iter().zip(&y).all(|(a, b)| (a - b).norm() < 1e-13));
    }

    #[test]
    fn symmetry_is_made_and_found() {
        let dims = Dims::new(4, 5);
        let mut x = sample(20);
        assert!(!is_symmetric(&x, &dims, &[0, 1]));
        symmetrise(&mut x, &dims, &[0, 1]);
        assert!(is_symmetric(&x, &dims, &[0, 1]));
    }
}
