//! Implicit expansion: sizes of results, and elementwise loops over two arrays.

use crate::dims::Dims;
use crate::parallel::{self, Cost, Writer};
use smallvec::SmallVec;

/// The size of an elementwise result: in every dimension the sizes agree or one of them is 1.
pub fn result_dims(a: &Dims, b: &Dims) -> Option<Dims> {
    if a == b {
        return Some(a.clone());
    }
    let n = a.ndims().max(b.ndims());
    let mut sizes: SmallVec<[usize; 4]> = SmallVec::new();
    for d in 0..n {
        sizes.push(match (a.dim(d), b.dim(d)) {
            (x, y) if x == y => x,
            (1, y) => y,
            (x, 1) => x,
            _ => return None,
        });
    }
    Some(Dims::from_slice(&sizes))
}

/// Why an elementwise loop could not run.
#[derive(Debug, Clone, PartialEq)]
pub enum Fault {
    /// The sizes do not fit each other: left, right.
    Sizes(Dims, Dims),
    /// There is no room for a result of this size.
    Memory(Dims),
}

/// A vector with room for `n` elements, or `None` when the system has no such room.
pub fn reserve<T>(n: usize) -> Option<Vec<T>> {
    let mut v = Vec::new();
    v.try_reserve_exact(n).ok()?;
    Some(v)
}

/// `f` over all pairs of elements, expanded to a common size.
pub fn zip<A: Copy + Sync, B: Copy + Sync, C: Send>(
    x: (&[A], &Dims),
    y: (&[B], &Dims),
    f: impl Fn(A, B) -> C + Sync,
) -> Result<(Dims, Vec<C>), Fault> {
    zip_at(Cost::Cheap, x, y, f)
}

/// [`zip`] for a function of known cost.
pub fn zip_at<A: Copy + Sync, B: Copy + Sync, C: Send>(
    cost: Cost,
    (x, da): (&[A], &Dims),
    (y, db): (&[B], &Dims),
    f: impl Fn(A, B) -> C + Sync,
) -> Result<(Dims, Vec<C>), Fault> {
    if let [p] = *x {
        return Ok((db.clone(), parallel::map(y, cost, |q| f(p, q))));
    }
    if let [q] = *y {
        return Ok((da.clone(), parallel::map(x, cost, |p| f(p, q))));
    }
    if da == db {
        return Ok((da.clone(), parallel::zip(x, y, cost, f)));
    }
    let dims = result_dims(da, db).ok_or_else(|| Fault::Sizes(da.clone(), db.clone()))?;
    let n = dims.numel();
    let out = reserve(n).ok_or_else(|| Fault::Memory(dims.clone()))?;
    if n == 0 {
        return Ok((dims, out));
    }
    let axes = plan(da, db, &dims);
    let run = axes.first().map_or(1, |a| a.len);
    let share = cost.shares(n);
    let size = if share { parallel::PIECE.div_ceil(run) * run } else { n };
    let out = parallel::build_into(out, n, size, share, |at, out| expand(x, y, &axes, at / run, &f, out));
    Ok((dims, out))
}

/// One run of dimensions in which each operand either moves on or stands still.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Axis {
    len: usize,
    left_moves: bool,
    right_moves: bool,
}

/// The dimensions of the result, neighbours of equal kind joined, those of size 1 left out.
fn plan(a: &Dims, b: &Dims, result: &Dims) -> SmallVec<[Axis; 4]> {
    let mut axes: SmallVec<[Axis; 4]> = SmallVec::new();
    for d in 0..result.ndims() {
        let len = result.dim(d);
        if len == 1 {
            continue;
        }
        let axis = Axis { len, left_moves: a.dim(d) == len, right_moves: b.dim(d) == len };
        match axes.last_mut() {
            Some(last) if last.left_moves == axis.left_moves && last.right_moves == axis.right_moves => last.len *= len,
            _ => axes.push(axis),
        }
    }
    axes
}

/// Writes runs from number `first` on.
fn expand<A: Copy, B: Copy, C>(
    x: &[A],
    y: &[B],
    axes: &[Axis],
    first: usize,
    f: impl Fn(A, B) -> C,
    out: &mut Writer<'_, C>,
) {
    let Some((inner, outer)) = axes.split_first() else {
        out.extend(std::iter::once(f(x[0], y[0])));
        return;
    };
    let n = inner.len;
    let mut rest = first;
    let mut counter: SmallVec<[usize; 4]> = SmallVec::new();
    for axis in outer {
        counter.push(rest % axis.len);
        rest /= axis.len;
    }
    let (step_x, step_y) = (if inner.left_moves { n } else { 1 }, if inner.right_moves { n } else { 1 });
    for _ in 0..out.room() / n {
        let (i, j) = offsets(outer, &counter, step_x, step_y);
        match (inner.left_moves, inner.right_moves) {
            (true, true) => out.extend(x[i..i + n].iter().zip(&y[j..j + n]).map(|(&p, &q)| f(p, q))),
            (true, false) => {
                let q = y[j];
                out.extend(x[i..i + n].iter().map(|&p| f(p, q)));
            }
            (false, _) => {
                let p = x[i];
                out.extend(y[j..j + n].iter().map(|&q| f(p, q)));
            }
        }
        advance(outer, &mut counter);
    }
}

/// Where the current run starts in each operand.
fn offsets(outer: &[Axis], counter: &[usize], mut step_x: usize, mut step_y: usize) -> (usize, usize) {
    let (mut i, mut j) = (0, 0);
    for (axis, &k) in outer.iter().zip(counter) {
        if axis.left_moves {
            i += k * step_x;
            step_x *= axis.len;
        }
        if axis.right_moves {
            j += k * step_y;
            step_y *= axis.len;
        }
    }
    (i, j)
}

fn advance(outer: &[Axis], counter: &mut [usize]) {
    for (axis, k) in outer.iter().zip(counter) {
        *k += 1;
        if *k < axis.len {
            return;
        }
        *k = 0;
    }
}
