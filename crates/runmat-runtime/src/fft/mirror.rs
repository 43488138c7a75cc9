//! Arrays that are conjugated when the indices along some dimensions are negated: transforms of real arrays.

use runmat_value::{C64, Dims};

/// The array as runs of elements along its first dimension, sizes of 1 left out and neighbours without a mirror
/// joined: (size, whether mirrored).
fn axes(dims: &Dims, over: &[usize]) -> Vec<(usize, bool)> {
    let mut axes: Vec<(usize, bool)> = Vec::new();
    for (d, &n) in dims.iter().enumerate().filter(|d| *d.1 != 1) {
        let mirrored = over.contains(&d);
        match axes.last_mut() {
            Some((size, false)) if !mirrored => *size *= n,
            _ => axes.push((n, mirrored)),
        }
    }
    if axes.is_empty() {
        axes.push((1, false));
    }
    axes
}

/// Calls `f` with the start of each run and that of its mirror, until it gives false.
fn runs(axes: &[(usize, bool)], mut f: impl FnMut(usize, usize) -> bool) -> bool {
    let inner = axes[0].0;
    let outer = &axes[1..];
    let mut counter = vec![0usize; outer.len()];
    loop {
        let (mut start, mut mirror, mut stride) = (0, 0, inner);
        for (&(n, mirrored), &k) in outer.iter().zip(&counter) {
            start += stride * k;
            mirror += stride * if mirrored && k > 0 { n - k } else { k };
            stride *= n;
        }
        if !f(start, mirror) {
            return false;
        }
        let Some(d) = (0..outer.len()).find(|&d| counter[d] + 1 < outer[d].0) else { return true };
        counter[d] += 1;
        counter[..d].fill(0);
    }
}

/// Whether `fits(element, its mirror)` holds everywhere.
fn holds<T: Copy>(data: &[T], dims: &Dims, over: &[usize], fits: impl Fn(T, T) -> bool) -> bool {
    if data.is_empty() {
        return true;
    }
    let axes = axes(dims, over);
    let (inner, mirrored) = axes[0];
    runs(&axes, |a, b| {
        let (x, y) = (&data[a..a + inner], &data[b..b + inner]);
        if mirrored {
            fits(x[0], y[0]) && x[1..].iter().zip(y[1..].iter().rev()).all(|(&p, &q)| fits(p, q))
        } else {
            x.iter().zip(y).all(|(&p, &q)| fits(p, q))
        }
    })
}

/// Whether negating all indices along `over` conjugates: the transform of a real array.
pub fn is_symmetric(data: &[C64], dims: &Dims, over: &[usize]) -> bool {
    holds(data, dims, over, |p, q| p.re == q.re && p.im == -q.im)
}

/// The same of real numbers.
pub fn is_even(data: &[f64], dims: &Dims, over: &[usize]) -> bool {
    holds(data, dims, over, |p, q| p == q)
}

/// Makes it so, taking the first of each pair.
pub fn symmetrise(data: &mut [C64], dims: &Dims, over: &[usize]) {
    if data.is_empty() {
        return;
    }
    let axes = axes(dims, over);
    let (inner, mirrored) = axes[0];
    let place = |k: usize| if mirrored && k > 0 { inner - k } else { k };
    runs(&axes, |a, b| {
        if a > b {
            return true;
        }
        for k in 0..inner {
            let (from, to) = (a + k, b + place(k));
            if from == to {
                data[from].im = 0.0;
            } else if from < to {
                data[to] = data[from].conj();
            }
        }
        true
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symmetry_is_made_and_found() {
        for sizes in [[4, 5, 1], [1, 6, 1], [7, 1, 1], [3, 4, 5], [2, 1, 6]] {
            let dims = Dims::from_slice(&sizes);
            for over in [&[0usize][..], &[1], &[0, 1], &[0, 1, 2], &[2]] {
                let mut x: Vec<C64> =
                    (0..dims.numel()).map(|k| C64::new((k * k % 11) as f64, (k % 5) as f64 - 1.5)).collect();
                assert!(!is_symmetric(&x, &dims, over));
                symmetrise(&mut x, &dims, over);
                assert!(is_symmetric(&x, &dims, over), "{sizes:?} {over:?}");
            }
        }
    }
}
