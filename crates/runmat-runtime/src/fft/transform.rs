//! Discrete Fourier transforms of arrays, one dimension at a time; those of real data by half the work.

use super::mirror;
use runmat_value::parallel::{self, Cost};
use runmat_value::{C64, Dims};
use rustfft::{Fft, FftDirection, FftPlanner};
use std::collections::HashMap;
use std::sync::Arc;

/// Plans of a session, kept by length.
pub struct Plans {
    planner: FftPlanner<f64>,
    halves: HashMap<usize, Arc<Half>>,
}

impl Default for Plans {
    fn default() -> Self {
        Plans { planner: FftPlanner::new(), halves: HashMap::new() }
    }
}

impl Plans {
    fn plan(&mut self, n: usize, inverse: bool) -> Arc<dyn Fft<f64>> {
        self.planner.plan_fft(n, if inverse { FftDirection::Inverse } else { FftDirection::Forward })
    }

    fn half(&mut self, n: usize) -> Arc<Half> {
        if let Some(half) = self.halves.get(&n) {
            return half.clone();
        }
        let half = Arc::new(Half::new(n, self.plan(if n.is_multiple_of(2) { n / 2 } else { n }, false)));
        // Twiddle factors of a few lengths are kept.
        if self.halves.len() >= 16 {
            self.halves.clear();
        }
        self.halves.insert(n, half.clone());
        half
    }
}

/// Transforms of real data of one length: elements 0 to n/2, which the others mirror. Even lengths go through a
/// complex transform of half the length.
struct Half {
    n: usize,
    plan: Arc<dyn Fft<f64>>,
    /// `exp(-2πik/n)`, k from 0 to n/4.
    turns: Vec<C64>,
}

impl Half {
    fn new(n: usize, plan: Arc<dyn Fft<f64>>) -> Self {
        let turns = if n.is_multiple_of(2) { n / 4 + 1 } else { 0 };
        let turn = |k: usize| {
            let (s, c) = (std::f64::consts::TAU * k as f64 / n as f64).sin_cos();
            C64::new(c, -s)
        };
        Half { n, plan, turns: (0..turns).map(turn).collect() }
    }

    /// Elements of the result.
    fn len(&self) -> usize {
        self.n / 2 + 1
    }

    /// Numbers that [`Half::run`] works in.
    fn room(&self) -> (usize, usize) {
        (if self.turns.is_empty() { self.n } else { self.len() }, self.plan.get_inplace_scratch_len())
    }

    /// The first half of the transform, at the beginning of `work`.
    fn run(&self, x: impl Fn(usize) -> f64, work: &mut [C64], scratch: &mut [C64]) {
        let n = self.n;
        if self.turns.is_empty() {
            work[..n].iter_mut().enumerate().for_each(|(k, z)| *z = C64::new(x(k), 0.0));
            self.plan.process_with_scratch(&mut work[..n], scratch);
            work[0].im = 0.0;
            return;
        }
        let m = n / 2;
        work[..m].iter_mut().enumerate().for_each(|(k, z)| *z = C64::new(x(2 * k), x(2 * k + 1)));
        self.plan.process_with_scratch(&mut work[..m], scratch);
        let first = work[0];
        work[0] = C64::new(first.re + first.im, 0.0);
        work[m] = C64::new(first.re - first.im, 0.0);
        for k in 1..m.div_ceil(2) {
            let (a, b) = (work[k], work[m - k]);
            let even = C64::new(0.5 * (a.re + b.re), 0.5 * (a.im - b.im));
            let odd = C64::new(0.5 * (a.im + b.im), 0.5 * (b.re - a.re));
            let w = self.turns[k];
            let turned = C64::new(odd.re * w.re - odd.im * w.im, odd.re * w.im + odd.im * w.re);
            work[k] = C64::new(even.re + turned.re, even.im + turned.im);
            work[m - k] = C64::new(even.re - turned.re, turned.im - even.im);
        }
        if m.is_multiple_of(2) {
            work[m / 2] = work[m / 2].conj();
        }
    }
}

/// The array cut or padded with zeros to `n` elements along `dim`.
pub fn resize<T: Copy + Default>(data: &[T], dims: &Dims, dim: usize, n: usize) -> Vec<T> {
    let (before, along, after) = dims.split_at(dim);
    if along == n {
        return data.to_vec();
    }
    let mut out = vec![T::default(); before * n * after];
    let kept = before * along.min(n);
    for j in 0..after {
        out[j * before * n..][..kept].copy_from_slice(&data[j * before * along..][..kept]);
    }
    out
}

/// Numbers that a thread transforms at a time.
const GROUP: usize = 1 << 14;
/// Neighbouring fibres that are moved together.
const TILE: usize = 8;

/// Transforms every fibre along `dim`; the inverse is scaled by 1/n.
pub fn along(plans: &mut Plans, data: &mut [C64], dims: &Dims, dim: usize, inverse: bool) {
    let (before, n, _) = dims.split_at(dim);
    if n < 2 || data.is_empty() {
        return;
    }
    let plan = plans.plan(n, inverse);
    let scale = if inverse { 1.0 / n as f64 } else { 1.0 };
    if before == 1 {
        let share = Cost::Dear.shares(data.len());
        let size = (GROUP / n).max(1) * n;
        parallel::pieces(data, size, share, |_, fibres| transform(&*plan, fibres, scale));
        return;
    }
    for page in data.chunks_mut(before * n) {
        let turned = across(page, before, before, n, |fibres| transform(&*plan, fibres, scale));
        turn_back(&turned, before, n, page, |i, k| (i, k, false));
    }
}

fn transform(plan: &dyn Fft<f64>, fibres: &mut [C64], scale: f64) {
    let mut scratch = vec![C64::default(); plan.get_inplace_scratch_len()];
    plan.process_with_scratch(fibres, &mut scratch);
    if scale != 1.0 {
        fibres.iter_mut().for_each(|z| *z *= scale);
    }
}

/// The first `count` rows of a matrix of `rows` rows and `n` columns, one behind the other, each group through `f`.
fn across(matrix: &[C64], rows: usize, count: usize, n: usize, f: impl Fn(&mut [C64]) + Sync) -> Vec<C64> {
    let mut turned = vec![C64::default(); count * n];
    let share = Cost::Dear.shares(turned.len());
    parallel::pieces(&mut turned, TILE * n, share, |at, fibres| {
        let (first, width) = (at / n, fibres.len() / n);
        for (k, column) in matrix.chunks(rows).enumerate() {
            for (b, &z) in column[first..first + width].iter().enumerate() {
                fibres[b * n + k] = z;
            }
        }
        f(fibres);
    });
    turned
}

/// Fills a matrix of `rows` rows and `n` columns from rows that lie one behind the other: `from` gives row, column
/// and whether to conjugate.
fn turn_back(
    turned: &[C64],
    rows: usize,
    n: usize,
    matrix: &mut [C64],
    from: impl Fn(usize, usize) -> (usize, usize, bool) + Sync,
) {
    let share = Cost::Dear.shares(matrix.len());
    parallel::pieces(matrix, TILE * rows, share, |at, columns| {
        let first = at / rows;
        let width = columns.len() / rows;
        for i in 0..rows {
            for b in 0..width {
                let (row, column, conjugate) = from(i, first + b);
                let z = turned[row * n + column];
                columns[b * rows + i] = if conjugate { z.conj() } else { z };
            }
        }
    });
}

/// The first halves of the transforms of real fibres along `dim`, one behind the other.
fn halves(half: &Half, data: &[f64], (before, n, after): (usize, usize, usize)) -> Vec<C64> {
    let len = half.len();
    let mut out = vec![C64::default(); before * after * len];
    let share = Cost::Dear.shares(data.len());
    let group = if before == 1 { (GROUP / n).max(1) } else { TILE };
    parallel::pieces(&mut out, group * len, share, |at, fibres| {
        let (room, extra) = half.room();
        let (mut work, mut scratch) = (vec![C64::default(); room], vec![C64::default(); extra]);
        for (b, fibre) in fibres.chunks_mut(len).enumerate() {
            let number = at / len + b;
            let start = number % before + before * n * (number / before);
            half.run(|k| data[start + before * k], &mut work, &mut scratch);
            fibre.copy_from_slice(&work[..len]);
        }
    });
    out
}

/// The transform of real data along one dimension.
pub fn real_along(plans: &mut Plans, data: &[f64], dims: &Dims, dim: usize, inverse: bool) -> Vec<C64> {
    let split @ (before, n, _) = dims.split_at(dim);
    if n < 2 || data.is_empty() {
        return data.iter().map(|&x| C64::new(x, 0.0)).collect();
    }
    let half = plans.half(n);
    let len = half.len();
    let halves = halves(&half, data, split);
    let scale = if inverse { 1.0 / n as f64 } else { 1.0 };
    let sign = if inverse { -scale } else { scale };
    let element = |number: usize, k: usize| {
        let z = halves[number * len + if k < len { k } else { n - k }];
        C64::new(z.re * scale, if k < len { z.im * sign } else { -z.im * sign })
    };
    let mut out = vec![C64::default(); data.len()];
    let share = Cost::Cheap.shares(data.len());
    if before == 1 {
        parallel::pieces(&mut out, parallel::PIECE.div_ceil(n) * n, share, |at, fibres| {
            for (b, fibre) in fibres.chunks_mut(n).enumerate() {
                fibre.iter_mut().enumerate().for_each(|(k, z)| *z = element(at / n + b, k));
            }
        });
        return out;
    }
    parallel::pieces(&mut out, before * TILE, share, |at, rows| {
        for (b, row) in rows.chunks_mut(before).enumerate() {
            let number = at / before + b;
            let (k, j) = (number % n, number / n);
            row.iter_mut().enumerate().for_each(|(i, z)| *z = element(i + before * j, k));
        }
    });
    out
}

/// The real parts of the transform of real data along one dimension: all of it when the data are symmetric.
pub fn real_parts_along(plans: &mut Plans, data: &[f64], dims: &Dims, dim: usize) -> Vec<f64> {
    let split @ (before, n, _) = dims.split_at(dim);
    if n < 2 || before != 1 {
        return real_along(plans, data, dims, dim, true).iter().map(|z| z.re).collect();
    }
    let half = plans.half(n);
    let (len, scale) = (half.len(), 1.0 / n as f64);
    let halves = halves(&half, data, split);
    let mut out = Vec::with_capacity(data.len());
    for fibre in halves.chunks(len) {
        out.extend(fibre.iter().map(|z| z.re * scale));
        out.extend(fibre[1..n - len + 1].iter().rev().map(|z| z.re * scale));
    }
    out
}

/// The transform of real data along the first two dimensions.
pub fn real_planes(plans: &mut Plans, data: &[f64], dims: &Dims, inverse: bool) -> Vec<C64> {
    let (m, n) = (dims.rows(), dims.cols());
    if m < 2 || n < 2 || data.is_empty() {
        let mut out = real_along(plans, data, dims, 0, inverse);
        along(plans, &mut out, dims, 1, inverse);
        mirror::symmetrise(&mut out, dims, &[0, 1]);
        return out;
    }
    let half = plans.half(m);
    let len = half.len();
    let columns = halves(&half, data, (1, m, data.len() / m));
    let plan = plans.plan(n, false);
    let scale = if inverse { 1.0 / (m * n) as f64 } else { 1.0 };
    let mut out = vec![C64::default(); data.len()];
    for (page, columns) in out.chunks_mut(m * n).zip(columns.chunks(len * n)) {
        let mut rows = across(columns, len, len, n, |fibres| transform(&*plan, fibres, scale));
        // Rows that mirror themselves.
        let own = if m.is_multiple_of(2) { [0, m / 2] } else { [0, 0] };
        for i in own {
            let row = &mut rows[i * n..(i + 1) * n];
            mirror::symmetrise(row, &Dims::col(n), &[0]);
        }
        turn_back(&rows, m, n, page, |i, k| {
            let (row, column, flipped) = if i < len { (i, k, false) } else { (m - i, (n - k) % n, true) };
            (row, column, flipped != inverse)
        });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(n: usize) -> Vec<C64> {
        (0..n).map(|k| C64::new((k * k % 7) as f64 - 2.0, (k % 3) as f64)).collect()
    }

    fn near(a: &[C64], b: &[C64]) -> bool {
        a.len() == b.len() && a.iter().zip(b).all(|(a, b)| (a - b).norm() < 1e-12 * a.norm().max(a.norm()).max(10.0))
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
    fn real_data_give_what_complex_ones_give() {
        let mut plans = Plans::default();
        for sizes in
            [[1, 7, 1], [6, 1, 1], [8, 5, 3], [12, 10, 2], [5, 9, 2], [20, 33, 1], [256, 300, 1], [1, 40000, 1]]
        {
            let dims = Dims::from_slice(&sizes);
            let x: Vec<f64> = sample(dims.numel()).iter().map(|z| z.re).collect();
            for inverse in [false, true] {
                let complex = |over: &[usize], plans: &mut Plans| {
                    let mut z: Vec<C64> = x.iter().map(|&x| C64::new(x, 0.0)).collect();
                    over.iter().for_each(|&d| along(plans, &mut z, &dims, d, inverse));
                    z
                };
                for d in 0..2 {
                    let got = real_along(&mut plans, &x, &dims, d, inverse);
                    assert!(near(&complex(&[d], &mut plans), &got), "{sizes:?} along {d}");
                    assert!(mirror::is_symmetric(&got, &dims, &[d]));
                }
                let got = real_planes(&mut plans, &x, &dims, inverse);
                assert!(near(&complex(&[0, 1], &mut plans), &got), "{sizes:?}");
                assert!(mirror::is_symmetric(&got, &dims, &[0, 1]), "{sizes:?}");
            }
            let parts = real_parts_along(&mut plans, &x, &dims, 1);
            let whole = real_along(&mut plans, &x, &dims, 1, true);
            assert!(parts.iter().zip(&whole).all(|(a, b)| *a == b.re));
        }
    }
}
