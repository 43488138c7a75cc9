//! Indexing of sparse matrices: the result of reading is sparse; writing merges by column.

use super::cast::{Number, part};
use super::delete::Remainder;
use super::read::{self, Indices, flatten};
use super::subscript::Places;
use super::write;
use crate::array::C64;
use crate::class::Class;
use crate::dims::Dims;
use crate::error::{Error, ErrorKind, Result};
use crate::sparse::Sparse;
use crate::value::Value;
use std::sync::Arc;

/// Element types sparse matrices have.
pub(crate) trait SparseElement: Number + Copy {
    /// The value holding it.
    fn wrap(s: Sparse<Self>) -> Value;
    /// A sparse value as one of these elements; dense ones are converted.
    fn of(value: &Value) -> Option<Sparse<Self>>;
}

macro_rules! sparse_element {
    ($($t:ty => $variant:ident;)*) => {$(
        impl SparseElement for $t {
            fn wrap(s: Sparse<Self>) -> Value {
                Value::$variant(Arc::new(s))
            }
            fn of(value: &Value) -> Option<Sparse<Self>> {
                match value {
                    Value::Sparse(s) => Some(s.map(|x| <$t>::of_f64(*x))),
                    Value::SparseBool(s) => Some(s.map(|x| <$t>::of_f64(*x as u8 as f64))),
                    Value::SparseComplex(s) => Some(s.map(|x| <$t>::of_complex(*x))),
                    _ => part::<$t>(value).map(|p| Sparse::from_dense(&p.into_array())),
                }
            }
        }
    )*};
}

sparse_element! {
    f64 => Sparse;
    bool => SparseBool;
    C64 => SparseComplex;
}

/// Complex matrices without imaginary parts become real.
fn settled(value: Value) -> Value {
    match value {
        Value::SparseComplex(s) if s.values().iter().all(|z| z.im == 0.0) => f64::wrap(s.map(|z| z.re)),
        other => other,
    }
}

/// `s(subs)` of a sparse matrix.
pub(super) fn get(base: &Value, subs: &[Value]) -> Result<Value> {
    match base {
        Value::Sparse(s) => Ok(f64::wrap(select(s, subs)?)),
        Value::SparseBool(s) => Ok(bool::wrap(select(s, subs)?)),
        Value::SparseComplex(s) => Ok(settled(C64::wrap(select(s, subs)?))),
        _ => Err(Error::internal("no sparse matrix")),
    }
}

fn select<T: SparseElement>(s: &Sparse<T>, subs: &[Value]) -> Result<Sparse<T>> {
    let dims = s.dims();
    let indices = read::resolve(&dims, subs)?;
    let shape = read::result_dims(&dims, &indices)?;
    if !shape.is_matrix() {
        return Err(Error::msg("sparse matrices have two dimensions"));
    }
    Ok(match &indices[..] {
        [one] if one.is_colon() => reshaped(s, shape),
        [one] => at_places(s, &one.places, shape),
        [rows, cols] => block(s, &rows.places, &cols.places),
        many => {
            let places = Places::List(flatten(&dims, many).into());
            at_places(s, &places, shape)
        }
    })
}

/// The same elements in another size.
fn reshaped<T: SparseElement>(s: &Sparse<T>, dims: Dims) -> Sparse<T> {
    let rows = dims.rows().max(1);
    let moved = s.iter().map(|(r, c, v)| {
        let k = r + c * s.rows();
        (k % rows, k / rows, *v)
    });
    Sparse::from_triplets(dims.rows(), dims.cols(), moved.collect(), |_, x| x)
}

fn at_places<T: SparseElement>(s: &Sparse<T>, places: &Places, shape: Dims) -> Sparse<T> {
    let (source, target) = (s.rows().max(1), shape.rows().max(1));
    let mut triplets = Vec::new();
    let mut k = 0;
    places.for_each(|i| {
        let x = s.get(i % source, i / source);
        if x != T::fill() {
            triplets.push((k % target, k / target, x));
        }
        k += 1;
    });
    Sparse::from_triplets(shape.rows(), shape.cols(), triplets, |_, x| x)
}

/// The rows and columns selected; whole columns are copied as they lie.
fn block<T: SparseElement>(s: &Sparse<T>, rows: &Places, cols: &Places) -> Sparse<T> {
    let (mut starts, mut row_index, mut values) = (vec![0], Vec::new(), Vec::new());
    cols.for_each(|c| {
        let span = s.col_start()[c]..s.col_start()[c + 1];
        let (stored, kept) = (&s.row_index()[span.clone()], &s.values()[span]);
        match rows {
            Places::All(_) => {
                row_index.extend_from_slice(stored);
                values.extend_from_slice(kept);
            }
            Places::Span { start, step: 1, len } => {
                let from = stored.partition_point(|r| r < start);
                let to = stored.partition_point(|&r| r < start + len);
                row_index.extend(stored[from..to].iter().map(|r| r - start));
                values.extend_from_slice(&kept[from..to]);
            }
            _ => {
                let mut new_row = 0;
                rows.for_each(|r| {
                    if let Ok(k) = stored.binary_search(&r) {
                        row_index.push(new_row);
                        values.push(kept[k]);
                    }
                    new_row += 1;
                });
            }
        }
        starts.push(values.len());
    });
    Sparse::from_parts(rows.len(), cols.len(), starts, row_index, values)
}

/// `s(subs) = rhs`, the result being of the given class.
pub(super) fn set(base: &mut Value, subs: &[Value], rhs: &Value, class: Class, complex: bool) -> Result<()> {
    let new = match (class, complex) {
        (_, true) => C64::wrap(replaced::<C64>(base, subs, rhs)?),
        (Class::Logical, _) => bool::wrap(replaced::<bool>(base, subs, rhs)?),
        _ => f64::wrap(replaced::<f64>(base, subs, rhs)?),
    };
    *base = settled(new);
    Ok(())
}

fn replaced<T: SparseElement>(base: &Value, subs: &[Value], rhs: &Value) -> Result<Sparse<T>> {
    let none = || Error::internal("no sparse elements");
    let old = if base.is_undef() { Sparse::zero(0, 0) } else { T::of(base).ok_or_else(none)? };
    let plan = write::plan(&old.dims(), subs, &rhs.dims())?;
    if !plan.dims.is_matrix() {
        return Err(ErrorKind::ResizeAmbiguous { dims: old.dims(), index: plan.dims.numel() }.into());
    }
    let source = T::of(rhs).ok_or_else(none)?;
    let written = written(&plan.dims, &plan.indices, &source);
    Ok(merged(&old, &plan.dims, written))
}

/// What is written: (row, column, value) in column order, zeros included, the last write of a place winning.
fn written<T: SparseElement>(dims: &Dims, indices: &Indices, source: &Sparse<T>) -> Vec<(usize, usize, T)> {
    let (rows, from) = (dims.rows().max(1), source.rows().max(1));
    let one = source.dims().is_scalar();
    let places = flatten(dims, indices);
    let value = |k: usize| if one { source.get(0, 0) } else { source.get(k % from, k / from) };
    let mut all: Vec<_> = places.into_iter().enumerate().map(|(k, p)| (p % rows, p / rows, value(k))).collect();
    all.sort_by_key(|&(r, c, _)| (c, r));
    all.reverse();
    all.dedup_by_key(|e| (e.0, e.1));
    all.reverse();
    all
}

/// The old elements, replaced where something was written.
fn merged<T: SparseElement>(old: &Sparse<T>, dims: &Dims, written: Vec<(usize, usize, T)>) -> Sparse<T> {
    let mut starts = Vec::with_capacity(dims.cols() + 1);
    starts.push(0);
    let (mut row_index, mut values) = (Vec::new(), Vec::new());
    let mut new = written.into_iter().peekable();
    for c in 0..dims.cols() {
        let span = if c < old.cols() { old.col_start()[c]..old.col_start()[c + 1] } else { 0..0 };
        for k in span {
            let r = old.row_index()[k];
            while let Some(e) = new.next_if(|e| e.1 == c && e.0 < r) {
                row_index.push(e.0);
                values.push(e.2);
            }
            let x = new.next_if(|e| e.1 == c && e.0 == r).map_or(old.values()[k], |e| e.2);
            row_index.push(r);
            values.push(x);
        }
        while let Some(e) = new.next_if(|e| e.1 == c) {
            row_index.push(e.0);
            values.push(e.2);
        }
        starts.push(values.len());
    }
    Sparse::from_parts(dims.rows(), dims.cols(), starts, row_index, values)
}

/// Carries out a deletion.
pub(super) fn delete(base: &mut Value, rest: &Remainder) -> Result<()> {
    *base = match &*base {
        Value::Sparse(s) => f64::wrap(shrunk(s, rest)),
        Value::SparseBool(s) => bool::wrap(shrunk(s, rest)),
        Value::SparseComplex(s) => settled(C64::wrap(shrunk(s, rest))),
        _ => return Err(Error::internal("no sparse matrix")),
    };
    Ok(())
}

fn shrunk<T: SparseElement>(s: &Sparse<T>, rest: &Remainder) -> Sparse<T> {
    let (before, along, _) = rest.split;
    let mut position = Vec::with_capacity(along);
    let mut left = 0;
    for &keep in &rest.keep {
        position.push(left);
        left += keep as usize;
    }
    let rows = rest.dims.rows().max(1);
    let triplets = s.iter().filter_map(|(r, c, v)| {
        let place = r + c * s.rows();
        let (i, k, j) = (place % before, place / before % along, place / before / along);
        let new = i + before * (position[k] + left * j);
        rest.keep[k].then(|| (new % rows, new / rows, *v))
    });
    Sparse::from_triplets(rest.dims.rows(), rest.dims.cols(), triplets.collect(), |_, x| x)
}

/// Matrices put together along dimension 0 or 1 into a sparse one of size `whole`.
pub(crate) fn joined(dim: usize, whole: &Dims, items: &[Value], complex: bool, class: Class) -> Result<Value> {
    if dim > 1 {
        return Err(Error::msg("sparse matrices have two dimensions"));
    }
    Ok(match (complex, class) {
        (true, _) => C64::wrap(joined_of(dim, whole, items)?),
        (_, Class::Logical) => bool::wrap(joined_of(dim, whole, items)?),
        _ => f64::wrap(joined_of(dim, whole, items)?),
    })
}

fn joined_of<T: SparseElement>(dim: usize, whole: &Dims, items: &[Value]) -> Result<Sparse<T>> {
    let mut triplets = Vec::new();
    let (mut down, mut right) = (0, 0);
    for item in items.iter().filter(|v| !v.is_empty()) {
        let s = T::of(item).ok_or_else(|| Error::internal("no sparse elements"))?;
        triplets.extend(s.iter().map(|(r, c, v)| (r + down, c + right, *v)));
        if dim == 0 { down += s.rows() } else { right += s.cols() }
    }
    Ok(Sparse::from_triplets(whole.rows(), whole.cols(), triplets, |_, x| x))
}
