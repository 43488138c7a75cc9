//! Subscripts resolved to places.

use crate::array::{Char, Element};
use crate::dims::Dims;
use crate::error::{Error, ErrorKind, Result};
use crate::range::Range;
use crate::sparse::Sparse;
use crate::value::Value;
use std::borrow::Cow;

/// The 0-based places a subscript selects.
#[derive(Debug, Clone)]
pub enum Places<'a> {
    /// The colon: all of this many.
    All(usize),
    /// One place.
    One(usize),
    /// `start`, `start + step`, …
    Span {
        /// First place.
        start: usize,
        /// Distance between neighbours; may be negative.
        step: isize,
        /// How many.
        len: usize,
    },
    /// The true entries of a mask.
    Mask {
        /// The mask.
        bits: &'a [bool],
        /// How many are true.
        count: usize,
    },
    /// Any places in any order.
    List(Cow<'a, [usize]>),
}

impl Places<'_> {
    /// How many places.
    pub fn len(&self) -> usize {
        match self {
            Places::All(n) => *n,
            Places::One(_) => 1,
            Places::Span { len, .. } => *len,
            Places::Mask { count, .. } => *count,
            Places::List(list) => list.len(),
        }
    }

    /// No places.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Place number `k`; slow for masks.
    pub fn at(&self, k: usize) -> usize {
        match self {
            Places::All(_) => k,
            Places::One(i) => *i,
            Places::Span { start, step, .. } => start.wrapping_add_signed(step * k as isize),
            Places::Mask { bits, .. } => {
                bits.iter().enumerate().filter(|(_, b)| **b).nth(k).expect("place within the mask").0
            }
            Places::List(list) => list[k],
        }
    }

    /// Calls `f` with every place in order.
    #[inline]
    pub fn for_each(&self, mut f: impl FnMut(usize)) {
        match self {
            Places::All(n) => (0..*n).for_each(f),
            Places::One(i) => f(*i),
            Places::Span { start, step, len } => {
                (0..*len).for_each(|k| f(start.wrapping_add_signed(step * k as isize)))
            }
            Places::Mask { bits, .. } => bits.iter().enumerate().filter(|(_, b)| **b).for_each(|(i, _)| f(i)),
            Places::List(list) => list.iter().for_each(|&i| f(i)),
        }
    }

    /// All places as a list.
    pub fn to_vec(&self) -> Vec<usize> {
        let mut v = Vec::with_capacity(self.len());
        self.for_each(|i| v.push(i));
        v
    }

    /// One more than the largest place; 0 when there is none.
    fn bound(&self) -> usize {
        match self {
            Places::All(n) => *n,
            Places::One(i) => i + 1,
            Places::Span { len: 0, .. } => 0,
            Places::Span { start, step, len } => {
                (*start).max(start.wrapping_add_signed(step * (*len as isize - 1))) + 1
            }
            Places::Mask { bits, .. } => bits.iter().rposition(|&b| b).map_or(0, |i| i + 1),
            Places::List(list) => list.iter().max().map_or(0, |i| i + 1),
        }
    }
}

/// A subscript resolved against an extent.
#[derive(Debug, Clone)]
pub struct Index<'a> {
    /// What it selects.
    pub places: Places<'a>,
    /// The size of the subscript itself, which decides the shape of `x(subscript)`.
    pub shape: Dims,
    /// One more than the largest place; 0 when nothing is selected.
    pub bound: usize,
}

impl<'a> Index<'a> {
    fn of(places: Places<'a>, shape: Dims) -> Self {
        let bound = places.bound();
        Index { places, shape, bound }
    }

    fn one(place: usize) -> Self {
        Index { places: Places::One(place), shape: Dims::scalar(), bound: place + 1 }
    }

    /// The colon over `extent` places.
    pub fn all(extent: usize) -> Self {
        Index { places: Places::All(extent), shape: Dims::col(extent), bound: extent }
    }

    /// How many places.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Selects nothing.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Written as a colon.
    pub fn is_colon(&self) -> bool {
        matches!(self.places, Places::All(_))
    }

    /// A single place.
    pub fn is_scalar(&self) -> bool {
        matches!(self.places, Places::One(_))
    }

    /// Written as a mask.
    pub fn is_mask(&self) -> bool {
        matches!(self.places, Places::Mask { .. })
    }

    /// Selects each of `0..extent` once, in any order.
    pub fn covers(&self, extent: usize) -> bool {
        if self.bound > extent || self.len() < extent {
            return false;
        }
        let mut seen = vec![false; extent];
        self.places.for_each(|i| seen[i] = true);
        seen.iter().all(|&s| s)
    }
}

/// Whether a subscript is the magic colon.
pub fn is_colon(sub: &Value) -> bool {
    match sub {
        Value::Char(Char(c)) => *c == b':' as u16,
        Value::Chars(a) => a.data() == [Char(b':' as u16)],
        _ => false,
    }
}

/// Where a subscript stands: 0-based position among how many.
#[derive(Debug, Clone, Copy)]
pub struct Slot {
    /// 0-based position.
    pub position: usize,
    /// Number of subscripts written.
    pub count: usize,
}

/// The place a number names.
#[inline(always)]
pub(super) fn place(x: f64) -> Option<usize> {
    let i = x as usize;
    if i as f64 == x && (1..usize::MAX / 2).contains(&i) { Some(i - 1) } else { None }
}

#[cold]
fn bad(x: f64, slot: Slot) -> Error {
    ErrorKind::BadIndex { name: None, position: slot.position + 1, count: slot.count, value: x }.into()
}

/// Resolves a subscript. `extent` is what a colon stands for; nothing is checked against it.
pub fn to_index(sub: &Value, extent: usize, slot: Slot) -> Result<Index<'_>> {
    if is_colon(sub) {
        return Ok(Index::all(extent));
    }
    match sub {
        Value::Num(x) => place(*x).map(Index::one).ok_or_else(|| bad(*x, slot)),
        Value::Bool(true) => Ok(Index::one(0)),
        Value::Bool(false) => Ok(Index::of(Places::List(Cow::Borrowed(&[])), Dims::empty())),
        Value::Bools(mask) => Ok(mask_index(mask.data(), mask.dims())),
        Value::F64(a) => list(a.data(), a.dims(), slot, |x| *x),
        Value::Range(r) => range_index(r, slot),
        Value::F32(a) => list(a.data(), a.dims(), slot, |x| *x as f64),
        Value::Chars(a) => list(a.data(), a.dims(), slot, |c| c.0 as f64),
        Value::I8s(a) => list(a.data(), a.dims(), slot, |x| *x as f64),
        Value::I16s(a) => list(a.data(), a.dims(), slot, |x| *x as f64),
        Value::I32s(a) => list(a.data(), a.dims(), slot, |x| *x as f64),
        Value::I64s(a) => list(a.data(), a.dims(), slot, |x| *x as f64),
        Value::U8s(a) => list(a.data(), a.dims(), slot, |x| *x as f64),
        Value::U16s(a) => list(a.data(), a.dims(), slot, |x| *x as f64),
        Value::U32s(a) => list(a.data(), a.dims(), slot, |x| *x as f64),
        Value::U64s(a) => list(a.data(), a.dims(), slot, |x| *x as f64),
        Value::C64(a) => Err(bad(a.data().first().map_or(0.0, |z| z.re), slot)),
        Value::C32(a) => Err(bad(a.data().first().map_or(0.0, |z| z.re as f64), slot)),
        Value::SparseBool(s) => Ok(sparse_mask(s)),
        Value::Sparse(s) => {
            let dense = s.to_dense();
            list(dense.data(), dense.dims(), slot, |x| *x)
        }
        Value::Boxed(_) | Value::Undef => Err(Error::internal("a subscript is not a value")),
        _ => scalar_or_nothing(sub, slot),
    }
}

fn scalar_or_nothing(sub: &Value, slot: Slot) -> Result<Index<'_>> {
    if let Some(x) = sub.as_f64() {
        return place(x).map(Index::one).ok_or_else(|| bad(x, slot));
    }
    let (class, type_name) = (sub.class_name(), super::type_name(sub));
    Err(ErrorKind::BadIndexClass { name: None, class, type_name, position: slot.position + 1, count: slot.count }
        .into())
}

fn list<'a, T: Element>(data: &[T], dims: &Dims, slot: Slot, number: impl Fn(&T) -> f64) -> Result<Index<'a>> {
    let mut places = Vec::with_capacity(data.len());
    let mut bound = 0;
    for x in data {
        let x = number(x);
        let i = place(x).ok_or_else(|| bad(x, slot))?;
        bound = bound.max(i + 1);
        places.push(i);
    }
    if let [only] = places[..] {
        return Ok(Index { places: Places::One(only), shape: Dims::scalar(), bound });
    }
    Ok(Index { places: Places::List(Cow::Owned(places)), shape: dims.clone(), bound })
}

/// Masks with one dimension other than 1 give vectors along it; all other masks columns.
fn mask_shape(dims: &Dims, count: usize) -> Dims {
    if dims.iter().filter(|&&d| d != 1).count() == 1 {
        return Dims::scalar().with_dim(dims.first_non_singleton(), count);
    }
    Dims::col(count)
}

fn mask_index<'a>(bits: &'a [bool], dims: &Dims) -> Index<'a> {
    let count = bits.iter().filter(|b| **b).count();
    Index::of(Places::Mask { bits, count }, mask_shape(dims, count))
}

fn sparse_mask<'a>(s: &Sparse<bool>) -> Index<'a> {
    let places: Vec<usize> = s.iter().map(|(r, c, _)| r + c * s.rows()).collect();
    let shape = mask_shape(&s.dims(), places.len());
    Index::of(Places::List(Cow::Owned(places)), shape)
}

fn range_index<'a>(r: &Range, slot: Slot) -> Result<Index<'a>> {
    let n = r.len();
    let shape = Dims::row(n);
    if n == 0 {
        return Ok(Index::of(Places::Span { start: 0, step: 1, len: 0 }, shape));
    }
    let whole = |x: f64| x == x.trunc() && x.abs() < 9e15;
    if whole(r.base()) && whole(r.increment()) {
        let start = place(r.get(0)).ok_or_else(|| bad(r.get(0), slot))?;
        if place(r.get(n - 1)).is_none() {
            let first_bad = (0..n).map(|k| r.get(k)).find(|x| place(*x).is_none());
            return Err(bad(first_bad.unwrap_or(0.0), slot));
        }
        let places =
            if n == 1 { Places::One(start) } else { Places::Span { start, step: r.increment() as isize, len: n } };
        return Ok(Index::of(places, shape));
    }
    list(&r.to_vec(), &shape, slot, |x| *x)
}
