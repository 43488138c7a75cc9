//! `base(subs) = []`.

use super::cast::with_element;
use super::read::{folded, linear_shape};
use super::subscript::{Index, Places, Slot, to_index};
use super::{sparse, structs};
use crate::Dialect;
use crate::array::{Element, NdArray};
use crate::dims::Dims;
use crate::error::{Error, ErrorKind, Result};
use crate::value::Value;
use std::sync::Arc;

/// What remains after a deletion.
pub(super) struct Remainder {
    /// The size afterwards.
    pub dims: Dims,
    /// The size the elements are taken from (maybe folded): before, along, after the dimension.
    pub split: (usize, usize, usize),
    /// Which slices along the dimension stay.
    pub keep: Vec<bool>,
}

/// Deletes `base(subs)`. The base is unchanged when this fails.
pub fn delete(base: &mut Value, subs: &[Value], dialect: Dialect) -> Result<()> {
    match base {
        Value::Boxed(b) => return delete(&mut b.clone().lock().unwrap(), subs, dialect),
        Value::Map(_) => return Err(ErrorKind::MapOneLevel.into()),
        Value::Object(o) if crate::dictionary::is_one(o) && subs.len() == 1 => {
            return crate::dictionary::remove(Arc::make_mut(o), &subs[0]);
        }
        Value::Object(o) => {
            if let Some(elements) = o.elements() {
                let mut elements = elements.clone();
                delete(&mut elements, subs, dialect)?;
                *o = Arc::new(o.with_elements(elements));
                return Ok(());
            }
        }
        Value::Range(r) => {
            let mut dense = Value::row(r.to_vec());
            delete(&mut dense, subs, dialect)?;
            *base = dense;
            return Ok(());
        }
        _ => {}
    }
    let dims = if base.is_undef() { Dims::empty() } else { base.dims() };
    let Some(rest) = plan(&dims, subs, dialect)? else { return Ok(()) };
    if base.is_sparse() {
        return sparse::delete(base, &rest);
    }
    with_element!(base, T => {
        let array = T::make_mut(base).ok_or_else(|| Error::internal("the base has another type"))?;
        shrink(array, rest);
        if array.dims().is_scalar() {
            let whole = <T as Element>::take(base.take()).map_err(|_| Error::internal("the base has another type"))?;
            *base = T::into_value(whole);
        }
        Ok(())
    }, else => delete_special(base, rest))
}

fn delete_special(base: &mut Value, rest: Remainder) -> Result<()> {
    let places = rest.places();
    match base {
        Value::Struct(s) => *s = Arc::new(structs::select(s, rest.dims, &places)),
        Value::Object(o) => {
            let fields = structs::select(&o.fields, rest.dims, &places);
            Arc::make_mut(o).fields = fields;
        }
        _ if places.is_empty() => *base = NdArray::<f64>::new(rest.dims, Vec::new()).into(),
        _ => {}
    }
    Ok(())
}

impl Remainder {
    /// The linear places that stay.
    fn places(&self) -> Vec<usize> {
        let (before, along, after) = self.split;
        let mut out = Vec::new();
        for j in 0..after {
            for k in (0..along).filter(|&k| self.keep[k]) {
                out.extend((0..before).map(|i| i + before * (k + along * j)));
            }
        }
        out
    }
}

fn shrink<T: Element>(array: &mut NdArray<T>, rest: Remainder) {
    let (before, along, _) = rest.split;
    array.edit(|dims, data| {
        let mut position = 0;
        if before == 1 {
            data.retain(|_| {
                position += 1;
                rest.keep[(position - 1) % along]
            });
        } else {
            data.retain(|_| {
                position += 1;
                rest.keep[(position - 1) / before % along]
            });
        }
        *dims = rest.dims;
    });
}

/// What stays; `None` when nothing is deleted.
fn plan(dims: &Dims, subs: &[Value], dialect: Dialect) -> Result<Option<Remainder>> {
    match subs {
        [] => Err(Error::msg("invalid empty index list")),
        [sub] => plan_linear(dims, sub, dialect),
        _ => plan_many(dims, subs, dialect),
    }
}

fn plan_linear(dims: &Dims, sub: &Value, dialect: Dialect) -> Result<Option<Remainder>> {
    let n = dims.numel();
    let index = to_index(sub, n, Slot { position: 0, count: 1 })?;
    if index.is_colon() {
        return Ok(Some(Remainder { dims: Dims::empty(), split: (1, n, 1), keep: vec![false; n] }));
    }
    if index.is_empty() {
        return Ok(None);
    }
    check(&index, n, true)?;
    let (keep, left) = kept(&index, n);
    let in_row = !dialect.is_octave() || matches!(index.places, Places::One(_) | Places::Span { step: 1, .. });
    let dims = if dims.is_col() && dims.rows() != 1 {
        Dims::col(left)
    } else if in_row || dims.is_row() {
        Dims::row(left)
    } else {
        let rest = Index { shape: Dims::col(left), ..Index::all(left) };
        linear_shape(dims, &rest)
    };
    Ok(Some(Remainder { dims, split: (1, n, 1), keep }))
}

fn check(index: &Index, bound: usize, linear: bool) -> Result<()> {
    if index.bound > bound {
        return Err(ErrorKind::DeleteOutOfBound { index: index.bound, bound, linear }.into());
    }
    Ok(())
}

fn kept(index: &Index, n: usize) -> (Vec<bool>, usize) {
    let mut keep = vec![true; n];
    index.places.for_each(|i| keep[i] = false);
    let left = keep.iter().filter(|k| **k).count();
    (keep, left)
}

fn plan_many(dims: &Dims, subs: &[Value], dialect: Dialect) -> Result<Option<Remainder>> {
    let count = subs.len();
    // Octave looks at the dimensions as they are, MATLAB folds the trailing ones into the last subscript.
    let sizes = if dialect.is_octave() {
        Dims::from_slice(&(0..count.max(dims.len())).map(|d| dims.dim(d)).collect::<Vec<_>>())
    } else {
        Dims::from_slice(&folded(dims, count))
    };
    let mut indices = Vec::with_capacity(count);
    for (position, sub) in subs.iter().enumerate() {
        indices.push(to_index(sub, sizes.dim(position), Slot { position, count })?);
    }
    let colon = |d: usize| indices[d].is_colon();
    let Some(mut along) = (0..count).find(|&d| !colon(d)).or(Some(0)) else { return Ok(None) };
    if !(along + 1..count).all(colon) {
        if indices.iter().any(Index::is_empty) {
            return Ok(None);
        }
        let open: Vec<usize> = (0..count).filter(|&d| !indices[d].covers(sizes.dim(d))).collect();
        let [only] = open[..] else { return Err(ErrorKind::DeleteAmbiguous.into()) };
        if dialect.is_octave() {
            return Err(ErrorKind::DeleteAmbiguous.into());
        }
        along = only;
    }
    let index = &indices[along];
    if index.is_empty() && !index.is_colon() {
        return Ok(None);
    }
    check(index, sizes.dim(along), false)?;
    let (keep, left) = kept(index, sizes.dim(along));
    Ok(Some(Remainder { dims: sizes.with_dim(along, left), split: sizes.split_at(along), keep }))
}
