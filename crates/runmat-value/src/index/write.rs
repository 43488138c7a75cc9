//! Writing elements at resolved places, growing where they lie outside.

use super::read::{Indices, check_size, folded, runs};
use super::subscript::{Index, Places, Slot, is_colon, to_index};
use crate::array::{Element, NdArray};
use crate::dims::Dims;
use crate::error::{Error, ErrorKind, Result};
use crate::value::Value;
use smallvec::SmallVec;

/// An assignment whose sizes have been checked.
pub(super) struct Plan<'a> {
    /// The places.
    pub indices: Indices<'a>,
    /// The size afterwards.
    pub dims: Dims,
    /// Whether the size changes.
    pub grows: bool,
}

impl Plan<'_> {
    /// How many elements are written.
    pub fn count(&self) -> usize {
        self.indices.iter().map(Index::len).product()
    }
}

/// Checks `base(subs) = rhs` by sizes alone.
pub(super) fn plan<'a>(dims: &Dims, subs: &'a [Value], rhs: &Dims) -> Result<Plan<'a>> {
    let plan = plan_any_size(dims, subs, rhs)?;
    check_size(&plan.dims)?;
    Ok(plan)
}

/// [`plan`] without a bound on the size: sparse matrices may be larger than what memory holds.
pub(super) fn plan_any_size<'a>(dims: &Dims, subs: &'a [Value], rhs: &Dims) -> Result<Plan<'a>> {
    match subs {
        [] => Err(Error::msg("invalid empty index list")),
        [sub] => plan_linear(dims, sub, rhs),
        _ => plan_many(dims, subs, rhs),
    }
}

fn plan_linear<'a>(dims: &Dims, sub: &'a Value, rhs: &Dims) -> Result<Plan<'a>> {
    let n = dims.numel();
    let index = to_index(sub, n, Slot { position: 0, count: 1 })?;
    let (len, given) = (index.len(), rhs.numel());
    if given != 1 && given != len {
        return Err(ErrorKind::AssignMismatch { left: Dims::col(len), right: rhs.clone(), linear: true }.into());
    }
    let grows = index.bound > n;
    let dims = if grows { grown_linear(dims, index.bound)? } else { dims.clone() };
    Ok(Plan { indices: SmallVec::from_iter([index]), dims, grows })
}

/// The size an array takes when `x(n)` beyond its end is written.
fn grown_linear(dims: &Dims, n: usize) -> Result<Dims> {
    if dims.is_matrix() && dims.rows() <= 1 {
        Ok(Dims::row(n))
    } else if dims.is_col() {
        Ok(Dims::col(n))
    } else {
        Err(ErrorKind::ResizeAmbiguous { dims: dims.clone(), index: n }.into())
    }
}

fn plan_many<'a>(dims: &Dims, subs: &'a [Value], rhs: &Dims) -> Result<Plan<'a>> {
    let count = subs.len();
    let extents = folded(dims, count);
    let asked = if dims.iter().all(|&d| d == 0) { colons_from_rhs(subs, rhs)? } else { extents.clone() };
    let mut indices = Indices::new();
    let mut after = extents.clone();
    for (position, sub) in subs.iter().enumerate() {
        let index = to_index(sub, asked[position], Slot { position, count })?;
        after[position] = after[position].max(index.bound);
        indices.push(index);
    }
    check_match(&indices, rhs)?;
    let grows = after != extents;
    if grows && dims.len() > count {
        return Err(ErrorKind::ResizeAmbiguous { dims: dims.clone(), index: after[count - 1] }.into());
    }
    let dims = if grows { Dims::from_slice(&after) } else { dims.clone() };
    Ok(Plan { indices, dims, grows })
}

/// Sizes agree once dimensions of size 1 are left out; a scalar fits anything, nothing fits nothing.
fn check_match(indices: &[Index], rhs: &Dims) -> Result<()> {
    if rhs.numel() == 1 {
        return Ok(());
    }
    let left = indices.iter().map(Index::len).filter(|&n| n != 1);
    let right = rhs.iter().copied().filter(|&n| n != 1);
    let nothing = rhs.is_empty() && indices.iter().any(Index::is_empty);
    if left.eq(right) || nothing {
        return Ok(());
    }
    let left: SmallVec<[usize; 4]> = indices.iter().map(Index::len).collect();
    Err(ErrorKind::AssignMismatch { left: Dims::from_slice(&left), right: rhs.clone(), linear: false }.into())
}

/// In an array without any extent, colons take their extent from the right side.
fn colons_from_rhs(subs: &[Value], rhs: &Dims) -> Result<SmallVec<[usize; 4]>> {
    let count = subs.len();
    if subs.iter().all(is_colon) {
        return Ok(folded(rhs, count));
    }
    let mut open = 0;
    let mut scalar: SmallVec<[bool; 4]> = SmallVec::new();
    for (position, sub) in subs.iter().enumerate() {
        let one = !is_colon(sub) && to_index(sub, 0, Slot { position, count })?.is_scalar();
        scalar.push(one);
        open += !one as usize;
    }
    let exact = open == rhs.ndims();
    let mut given = rhs.iter().copied().filter(|&n| exact || n != 1);
    let mut asked: SmallVec<[usize; 4]> = SmallVec::from_elem(0, count);
    for (position, sub) in subs.iter().enumerate() {
        if is_colon(sub) {
            asked[position] = given.next().unwrap_or(1);
        } else if exact && !scalar[position] {
            given.next();
        }
    }
    Ok(asked)
}

/// Brings an array to a size that is nowhere smaller, filling what is new.
pub(super) fn grow<T: Element>(array: &mut NdArray<T>, dims: &Dims) {
    array.edit(|old, data| {
        if only_last_grows(old, dims) {
            data.resize(dims.numel(), T::fill());
        } else {
            *data = spread(old, data, dims);
        }
        *old = dims.clone();
    });
}

/// Whether the elements keep their positions in memory.
pub(super) fn only_last_grows(old: &Dims, new: &Dims) -> bool {
    if old.numel() == 0 {
        return true;
    }
    let last = (0..new.len()).rfind(|&d| new[d] != 1).unwrap_or(0);
    (0..last).all(|d| old.dim(d) == new[d])
}

fn spread<T: Element>(old: &Dims, data: &mut [T], new: &Dims) -> Vec<T> {
    let mut out = vec![T::fill(); new.numel()];
    let mut from = 0;
    let kept: Indices = (0..new.len()).map(|d| Index::all(old.dim(d))).collect();
    runs(new, &kept, |offset, places| {
        places.for_each(|i| {
            std::mem::swap(&mut out[offset + i], &mut data[from]);
            from += 1;
        });
    });
    out
}

/// Writes `source` (one element for all places, or one for each) to the places.
pub(super) fn scatter<T: Clone>(data: &mut [T], dims: &Dims, indices: &[Index], source: &[T]) {
    let fill = source.len() == 1;
    if let [one] = indices {
        return if fill { put_same(data, &one.places, &source[0]) } else { put_each(data, &one.places, source) };
    }
    let mut taken = 0;
    runs(&folded(dims, indices.len()), indices, |offset, places| {
        if fill {
            put_same(&mut data[offset..], places, &source[0]);
        } else {
            let n = places.len();
            put_each(&mut data[offset..], places, &source[taken..taken + n]);
            taken += n;
        }
    });
}

fn put_same<T: Clone>(data: &mut [T], places: &Places, x: &T) {
    match places {
        Places::All(n) => data[..*n].fill(x.clone()),
        Places::Span { start, step: 1, len } => data[*start..start + len].fill(x.clone()),
        Places::Mask { bits, .. } => {
            data.iter_mut().zip(*bits).filter(|(_, b)| **b).for_each(|(slot, _)| *slot = x.clone());
        }
        other => other.for_each(|i| data[i] = x.clone()),
    }
}

fn put_each<T: Clone>(data: &mut [T], places: &Places, source: &[T]) {
    match places {
        Places::All(n) => data[..*n].clone_from_slice(source),
        Places::Span { start, step: 1, len } => data[*start..start + len].clone_from_slice(source),
        other => {
            let mut next = source.iter();
            other.for_each(|i| {
                if let Some(x) = next.next() {
                    data[i] = x.clone();
                }
            });
        }
    }
}

/// Carries out a plan.
pub(super) fn apply<T: Element>(array: &mut NdArray<T>, plan: &Plan, source: &[T]) {
    if plan.grows {
        grow(array, &plan.dims);
    }
    if source.is_empty() || plan.count() == 0 {
        return;
    }
    let dims = array.dims().clone();
    scatter(array.data_mut(), &dims, &plan.indices, source);
}
