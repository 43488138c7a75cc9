//! Reading elements at resolved places.

use super::subscript::{Index, Places, Slot, to_index};
use crate::array::{Element, View};
use crate::dims::Dims;
use crate::error::{ErrorKind, Result};
use crate::value::Value;
use smallvec::SmallVec;

/// Resolved subscripts.
pub(super) type Indices<'a> = SmallVec<[Index<'a>; 3]>;

/// The dimensions as `count` subscripts see them: trailing ones folded into the last.
pub(super) fn folded(dims: &[usize], count: usize) -> SmallVec<[usize; 4]> {
    if dims.len() == count {
        return SmallVec::from_slice(dims);
    }
    let mut out: SmallVec<[usize; 4]> = (0..count).map(|d| dims.get(d).copied().unwrap_or(1)).collect();
    if count > 0 && dims.len() > count {
        out[count - 1] = dims[count - 1..].iter().product();
    }
    out
}

/// Resolves all subscripts for reading and checks them against the size.
pub(super) fn resolve<'a>(dims: &Dims, subs: &'a [Value]) -> Result<Indices<'a>> {
    let count = subs.len();
    let extents = folded(dims, count);
    let mut out = Indices::new();
    for (position, sub) in subs.iter().enumerate() {
        let index = to_index(sub, extents[position], Slot { position, count })?;
        if index.bound > extents[position] {
            return Err(out_of_bound(&index, Slot { position, count }, dims));
        }
        out.push(index);
    }
    Ok(out)
}

#[cold]
fn out_of_bound(index: &Index, slot: Slot, dims: &Dims) -> crate::Error {
    let (position, count, dims) = (slot.position + 1, slot.count, dims.clone());
    let (name, bound) = (None, index.bound);
    if index.is_mask() {
        ErrorKind::MaskOutOfBound { name, position, count, index: bound, dims }.into()
    } else {
        ErrorKind::IndexOutOfBound { name, position, count, index: bound, dims }.into()
    }
}

/// Exactly one dimension differs from 1.
fn is_vector(dims: &Dims) -> bool {
    dims.iter().filter(|&&d| d != 1).count() == 1
}

/// The size of `x(i)`: that of the index, but vectors indexed by vectors keep their orientation.
pub(super) fn linear_shape(dims: &Dims, index: &Index) -> Dims {
    if index.is_colon() {
        return Dims::col(index.len());
    }
    let n = index.len();
    if n != 1 && is_vector(dims) && is_vector(&index.shape) {
        let along = dims.first_non_singleton();
        return Dims::scalar().with_dim(along, n);
    }
    index.shape.clone()
}

/// The size of the result; sizes no machine holds are refused.
pub(super) fn result_dims(dims: &Dims, indices: &[Index]) -> Result<Dims> {
    let shape = shape_of(dims, indices);
    check_size(&shape)?;
    Ok(shape)
}

/// The size of the result.
pub(super) fn shape_of(dims: &Dims, indices: &[Index]) -> Dims {
    match indices {
        [one] => linear_shape(dims, one),
        many => Dims::from_slice(&many.iter().map(Index::len).collect::<SmallVec<[usize; 4]>>()),
    }
}

/// More elements than any array may have.
const TOO_MANY: usize = crate::dims::power_of_two(33);

/// Refuses sizes no machine holds.
pub(super) fn check_size(dims: &Dims) -> Result<()> {
    let n = dims.numel();
    if n > TOO_MANY {
        return Err(ErrorKind::TooLarge { dims: dims.clone(), bytes: n as u128 * 8 }.into());
    }
    Ok(())
}

/// Calls `f(offset, places)` for each run along the first dimension, in order; the elements of a run are
/// at `offset + place`. Leading whole dimensions are joined into one run.
pub(super) fn runs(extents: &[usize], indices: &[Index], mut f: impl FnMut(usize, &Places)) {
    let (joined, used) = join_leading(extents, indices);
    let inner = joined.as_ref().unwrap_or(&indices[0].places);
    let outer: SmallVec<[Places; 3]> = indices[used..].iter().map(|i| without_mask(&i.places)).collect();
    if inner.is_empty() || outer.iter().any(Places::is_empty) {
        return;
    }
    let mut strides: SmallVec<[usize; 3]> = SmallVec::new();
    let mut stride: usize = extents[..used].iter().product();
    for extent in &extents[used..] {
        strides.push(stride);
        stride *= extent;
    }
    let mut counter: SmallVec<[usize; 3]> = SmallVec::from_elem(0, outer.len());
    loop {
        let offset = (0..outer.len()).map(|d| outer[d].at(counter[d]) * strides[d]).sum();
        f(offset, inner);
        let Some(d) = (0..outer.len()).find(|&d| counter[d] + 1 < outer[d].len()) else { return };
        counter[d] += 1;
        counter[..d].fill(0);
    }
}

fn without_mask<'a>(places: &Places<'a>) -> Places<'a> {
    match places {
        Places::Mask { .. } => Places::List(places.to_vec().into()),
        other => other.clone(),
    }
}

/// Joins leading dimensions selected in one stretch or with one stride; gives how many it used.
fn join_leading(extents: &[usize], indices: &[Index]) -> (Option<Places<'static>>, usize) {
    match (&indices[0].places, indices.get(1).map(|i| &i.places)) {
        (Places::All(n), Some(_)) if *n == extents[0] => join_whole(extents, indices),
        (Places::One(i), Some(Places::All(n))) => {
            (Some(Places::Span { start: *i, step: extents[0] as isize, len: *n }), 2)
        }
        (Places::One(i), Some(Places::Span { start, step, len })) => {
            let step = step * extents[0] as isize;
            (Some(Places::Span { start: i + start * extents[0], step, len: *len }), 2)
        }
        (Places::One(i), Some(Places::One(j))) => (Some(Places::One(i + j * extents[0])), 2),
        _ => (None, 1),
    }
}

fn join_whole(extents: &[usize], indices: &[Index]) -> (Option<Places<'static>>, usize) {
    let mut size = extents[0];
    for d in 1..indices.len() {
        match indices[d].places {
            Places::All(n) if n == extents[d] => size *= n,
            Places::One(i) => return (Some(Places::Span { start: i * size, step: 1, len: size }), d + 1),
            Places::Span { start, step: 1, len } => {
                return (Some(Places::Span { start: start * size, step: 1, len: len * size }), d + 1);
            }
            _ => return (Some(Places::All(size)), d),
        }
    }
    (Some(Places::All(size)), indices.len())
}

/// Appends the elements at `places` of `data`.
pub(super) fn gather<T: Clone>(data: &[T], places: &Places, out: &mut Vec<T>) {
    match places {
        Places::All(n) => out.extend_from_slice(&data[..*n]),
        Places::One(i) => out.push(data[*i].clone()),
        Places::Span { start, step: 1, len } => out.extend_from_slice(&data[*start..start + len]),
        Places::Span { start, step, len } if *step > 0 => {
            out.extend(data[*start..].iter().step_by(*step as usize).take(*len).cloned());
        }
        Places::Mask { bits, .. } => {
            out.extend(bits.iter().zip(data).filter(|(b, _)| **b).map(|(_, x)| x.clone()));
        }
        Places::List(list) => out.extend(list.iter().map(|&i| data[i].clone())),
        other => other.for_each(|i| out.push(data[i].clone())),
    }
}

/// A list of places as stretches (start, length) of neighbours, where these are long and used for many elements.
fn stretches(places: &Places, total: usize) -> Option<Vec<(usize, usize)>> {
    let Places::List(list) = places else { return None };
    if total < 4 * list.len() {
        return None;
    }
    let breaks = list.windows(2).filter(|w| w[1] != w[0] + 1).count();
    if breaks > list.len() / 8 {
        return None;
    }
    let runs = list.chunk_by(|a, b| *b == *a + 1);
    Some(runs.map(|run| (run[0], run.len())).collect())
}

/// The selected elements with their size.
pub(super) fn read<T: Element>(view: View<'_, T>, subs: &[Value]) -> Result<(Dims, Vec<T>)> {
    let dims = view.dims();
    let indices = resolve(&dims, subs)?;
    let shape = result_dims(&dims, &indices)?;
    let mut out = Vec::with_capacity(shape.numel());
    if let [one] = &indices[..] {
        gather(view.data(), &one.places, &mut out);
    } else {
        let extents = folded(&dims, indices.len());
        let stretches = stretches(&indices[0].places, shape.numel());
        runs(&extents, &indices, |offset, places| match &stretches {
            Some(list) => list.iter().for_each(|&(at, len)| out.extend_from_slice(&view.data()[offset + at..][..len])),
            None => gather(&view.data()[offset..], places, &mut out),
        });
    }
    Ok((shape, out))
}

/// The linear places the subscripts select, with the size of the result.
pub(super) fn linear_places(dims: &Dims, subs: &[Value]) -> Result<(Dims, Vec<usize>)> {
    let indices = resolve(dims, subs)?;
    let shape = result_dims(dims, &indices)?;
    Ok((shape, flatten(dims, &indices)))
}

/// All places as positions in column order.
pub(super) fn flatten(dims: &[usize], indices: &[Index]) -> Vec<usize> {
    let mut out = Vec::new();
    runs(&folded(dims, indices.len()), indices, |offset, places| places.for_each(|i| out.push(offset + i)));
    out
}
