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
    let shape = read::shape_of(&dims, &indices);
    if !shape.is_matrix() {
        return Err(Error::msg("sparse matrices have two dimensions"));
    }
    Ok(match &indices[..] {
        [one] if one.is_colon() => s.reshaped(shape.rows(), shape.cols()),
        [one] => at_places(s, &one.places, shape),
        [rows, cols] => block(s, &rows.places, &cols.places),
        many => {
            let places = Places::List(flatten(&dims, many).into());
            at_places(s, &places, shape)
        }
    })
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

/// Fewer rows than this are looked up one by one.
const FEW: usize = 8;

/// The rows and columns selected; whole columns are copied as they lie.
fn block<T: SparseElement>(s: &Sparse<T>, rows: &Places, cols: &Places) -> Sparse<T> {
    let (mut starts, mut row_index, mut values) = (vec![0], Vec::new(), Vec::new());
    let targets = match rows {
        Places::All(_) | Places::Span { step: 1, .. } => None,
        _ if rows.len() <= FEW => None,
        _ => Some(Targets::new(s.rows(), rows)),
    };
    let mut found: Vec<(usize, T)> = Vec::new();
    cols.for_each(|c| {
        let (stored, kept) = s.column(c);
        match (rows, &targets) {
            (Places::All(_), _) => {
                row_index.extend_from_slice(stored);
                values.extend_from_slice(kept);
            }
            (Places::Span { start, step: 1, len }, _) => {
                let from = stored.partition_point(|r| r < start);
                let to = stored.partition_point(|&r| r < start + len);
                row_index.extend(stored[from..to].iter().map(|r| r - start));
                values.extend_from_slice(&kept[from..to]);
            }
            (_, Some(targets)) => {
                found.clear();
                for (&r, &x) in stored.iter().zip(kept) {
                    found.extend(targets.of(r).iter().map(|&new| (new, x)));
                }
                if found.windows(2).any(|w| w[0].0 > w[1].0) {
                    found.sort_unstable_by_key(|e| e.0);
                }
                row_index.extend(found.iter().map(|e| e.0));
                values.extend(found.iter().map(|e| e.1));
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

/// Where each row goes: the positions at which a subscript names it.
struct Targets {
    start: Vec<usize>,
    position: Vec<usize>,
}

impl Targets {
    fn new(rows: usize, selected: &Places) -> Self {
        let mut start = vec![0; rows + 1];
        selected.for_each(|r| start[r + 1] += 1);
        for r in 0..rows {
            start[r + 1] += start[r];
        }
        let mut next = start.clone();
        let mut position = vec![0; selected.len()];
        let mut k = 0;
        selected.for_each(|r| {
            position[next[r]] = k;
            next[r] += 1;
            k += 1;
        });
        Targets { start, position }
    }

    fn of(&self, row: usize) -> &[usize] {
        &self.position[self.start[row]..self.start[row + 1]]
    }
}

/// `s(subs) = rhs`, the result being of the given class.
pub(super) fn set(base: &mut Value, subs: &[Value], rhs: &Value, class: Class, complex: bool) -> Result<()> {
    if set_one(base, subs, rhs) {
        return Ok(());
    }
    let new = match (class, complex) {
        (_, true) => C64::wrap(replaced::<C64>(base, subs, rhs)?),
        (Class::Logical, _) => bool::wrap(replaced::<bool>(base, subs, rhs)?),
        _ => f64::wrap(replaced::<f64>(base, subs, rhs)?),
    };
    *base = settled(new);
    Ok(())
}

/// One number into a real matrix that has the place, without copying a matrix nobody else holds.
fn set_one(base: &mut Value, subs: &[Value], rhs: &Value) -> bool {
    let (Value::Sparse(s), Value::Num(x), [Value::Num(r), Value::Num(c)]) = (base, rhs, subs) else { return false };
    let place = |i: f64, n: usize| (i >= 1.0 && i <= n as f64 && i == i.trunc()).then(|| i as usize - 1);
    let (Some(r), Some(c)) = (place(*r, s.rows()), place(*c, s.cols())) else { return false };
    Arc::make_mut(s).set(r, c, *x);
    true
}

fn replaced<T: SparseElement>(base: &Value, subs: &[Value], rhs: &Value) -> Result<Sparse<T>> {
    let none = || Error::internal("no sparse elements");
    let old = if base.is_undef() { Sparse::zero(0, 0) } else { T::of(base).ok_or_else(none)? };
    let plan = write::plan_any_size(&old.dims(), subs, &rhs.dims())?;
    if !plan.dims.is_matrix() {
        return Err(ErrorKind::ResizeAmbiguous { dims: old.dims(), index: plan.dims.numel() }.into());
    }
    if plan.dims.rows().checked_mul(plan.dims.cols()).is_none_or(|n| n > isize::MAX as usize) {
        return Err(ErrorKind::TooLarge { dims: plan.dims.clone(), bytes: u128::MAX }.into());
    }
    let source = T::of(rhs).ok_or_else(none)?;
    let whole = |s: &Sparse<T>| s.reshaped(plan.dims.rows(), plan.dims.cols());
    Ok(match &plan.indices[..] {
        [one] if one.is_colon() && !source.dims().is_scalar() => whole(&source),
        [rows, cols] if rows.is_colon() && cols.is_colon() && !source.dims().is_scalar() => whole(&source),
        [rows, cols] if !source.dims().is_scalar() || source.nnz() == 0 => {
            block_replaced(&old, &plan.dims, &rows.places, &cols.places, &source)
        }
        _ => merged(&old, &plan.dims, written(&plan.dims, &plan.indices, &source)),
    })
}

/// `old` with a block replaced by the elements of `source` (an empty pattern stands for zeros everywhere).
fn block_replaced<T: SparseElement>(
    old: &Sparse<T>,
    dims: &Dims,
    rows: &Places,
    cols: &Places,
    source: &Sparse<T>,
) -> Sparse<T> {
    const NONE: usize = usize::MAX;
    let row_list = rows.to_vec();
    let source =
        if source.rows() == row_list.len() { source.clone() } else { source.reshaped(row_list.len(), cols.len()) };
    // The last subscript naming a row or column wins.
    let mut row_from = vec![NONE; dims.rows()];
    row_list.iter().enumerate().for_each(|(k, &r)| row_from[r] = k);
    let mut col_from = vec![NONE; dims.cols()];
    let mut k = 0;
    cols.for_each(|c| {
        col_from[c] = k;
        k += 1;
    });
    let mut starts = Vec::with_capacity(dims.cols() + 1);
    starts.push(0);
    let (mut row_index, mut values) = (Vec::new(), Vec::new());
    let mut column: Vec<(usize, T)> = Vec::new();
    for (c, &from) in col_from.iter().enumerate() {
        let (stored, kept): (&[usize], &[T]) = if c < old.cols() { old.column(c) } else { (&[], &[]) };
        if from == NONE {
            row_index.extend_from_slice(stored);
            values.extend_from_slice(kept);
        } else {
            column.clear();
            column.extend(stored.iter().zip(kept).filter(|(r, _)| row_from[**r] == NONE).map(|(&r, &x)| (r, x)));
            if source.nnz() > 0 {
                let (new, x) = source.column(from);
                let written = new.iter().zip(x).filter(|(k, _)| row_from[row_list[**k]] == **k);
                column.extend(written.map(|(&k, &x)| (row_list[k], x)));
            }
            column.sort_unstable_by_key(|e| e.0);
            row_index.extend(column.iter().map(|e| e.0));
            values.extend(column.iter().map(|e| e.1));
        }
        starts.push(values.len());
    }
    Sparse::from_parts(dims.rows(), dims.cols(), starts, row_index, values)
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
    let none = || Error::internal("no sparse elements");
    let kept = items.iter().filter(|v| !v.is_empty());
    let parts = kept.map(|v| T::of(v).ok_or_else(none)).collect::<Result<Vec<_>>>()?;
    let count = parts.iter().map(Sparse::nnz).sum();
    let mut starts = Vec::with_capacity(whole.cols() + 1);
    starts.push(0);
    let (mut row_index, mut values) = (Vec::with_capacity(count), Vec::with_capacity(count));
    let mut append = |s: &Sparse<T>, c: usize, down: usize| {
        let (rows, x) = s.column(c);
        row_index.extend(rows.iter().map(|r| r + down));
        values.extend_from_slice(x);
        values.len()
    };
    if dim == 1 {
        for s in &parts {
            (0..s.cols()).for_each(|c| starts.push(append(s, c, 0)));
        }
    } else {
        for c in 0..whole.cols() {
            let mut down = 0;
            let mut end = starts[c];
            for s in &parts {
                end = append(s, c, down);
                down += s.rows();
            }
            starts.push(end);
        }
    }
    // Parts without elements may still count in a dimension.
    let last = *starts.last().unwrap_or(&0);
    starts.resize(whole.cols() + 1, last);
    Ok(Sparse::from_parts(whole.rows(), whole.cols(), starts, row_index, values))
}
