//! Indexing: reading, writing, growing and deleting with `()`, `{}` and `.`, for all classes.
//!
//! Subscripts are plain values; the magic colon is the char `':'`, which selects everything.
//! Elements are moved by code generic over the element type: the class is looked at once for each operation.

mod block;
pub(crate) mod cast;
mod cells;
mod delete;
mod fast;
mod fit;
mod maps;
mod path;
mod read;
mod sparse;
mod structs;
mod structured;
pub mod subscript;
#[cfg(test)]
mod tests;
pub(crate) mod texts;
mod write;

use crate::Dialect;
use crate::array::{Element, NdArray, Note};
use crate::dims::Dims;
use crate::error::{Error, ErrorKind, Result};
use crate::object::Object;
use crate::range::Range;
use crate::structs::Name;
use crate::value::Value;
use cast::{narrow, with_element};
use std::sync::Arc;
use subscript::Places;

pub use cells::{get_brace, set_brace};
pub use delete::delete;
pub use fit::set;
pub use path::{delete_path, get_path_ref, set_path};
pub use structs::{error_struct, get_field, set_field};
pub use subscript::{Index, to_index};

pub(crate) use sparse::joined as joined_sparse;
pub(crate) use structs::matched as matched_fields;

/// One step of a nested access such as `s.a(3).b{2}`.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// `(subscripts)`.
    Paren(Vec<Value>),
    /// `{subscripts}`.
    Brace(Vec<Value>),
    /// `.name`.
    Field(Name),
}

/// Steps as `subsref` takes them: a struct array with `type` and `subs`.
pub fn described(steps: &[Step], dialect: Dialect) -> Value {
    let text = |s: &str| Value::text_in(s, dialect);
    let pair = |s: &Step| match s {
        Step::Paren(list) => [text("()"), Value::cell_row(list.clone())],
        Step::Brace(list) => [text("{}"), Value::cell_row(list.clone())],
        Step::Field(name) => [text("."), text(name)],
    };
    let values: Vec<Value> = steps.iter().flat_map(pair).collect();
    let names = Arc::new(vec![Name::from("type"), Name::from("subs")]);
    crate::StructArray::from_parts(Dims::row(steps.len()), names, values).into()
}

/// `base(subs)`.
pub fn get(base: &Value, subs: &[Value]) -> Result<Value> {
    if let Some(x) = fast::get(base, subs).or_else(|| block::get(base, subs)) {
        return Ok(x);
    }
    if subs.is_empty() {
        return Ok(base.clone());
    }
    with_element!(base, T => {
        let view = T::view(base).ok_or_else(|| Error::internal("a view of another type"))?;
        let (dims, data) = read::read(view, subs)?;
        let part = with_quotes(base, T::into_value(NdArray::new(dims, data)));
        Ok(if subs.len() == 2 { structured::keep(base, subs, part) } else { part })
    }, else => get_special(base, subs))
}

/// Text in double quotes stays so; complex results without imaginary part become real.
fn with_quotes(base: &Value, part: Value) -> Value {
    match (base, part) {
        (Value::Chars(a), Value::Chars(p)) if a.note() == Note::DoubleQuoted => {
            Value::Chars(Arc::new(Arc::unwrap_or_clone(p).with_note(Note::DoubleQuoted)))
        }
        (_, part) => narrow(part),
    }
}

fn get_special(base: &Value, subs: &[Value]) -> Result<Value> {
    match base {
        Value::Undef => get(&Value::empty(), subs),
        Value::Boxed(b) => get(&b.lock().unwrap(), subs),
        Value::Range(r) => get_range(r, subs),
        Value::Struct(s) => Ok(structs::read(s, subs)?.into()),
        Value::Object(o) => {
            if let Some(elements) = o.elements() {
                return Ok(Value::Object(Arc::new(o.with_elements(get(elements, subs)?))));
            }
            if crate::dictionary::is_one(o) {
                return crate::dictionary::get(o, subs);
            }
            let fields = structs::read(&o.fields, subs)?;
            Ok(Object { class: o.class.clone(), fields }.into_value())
        }
        Value::Map(m) => maps::get(m, subs),
        Value::Device(_) => Err(crate::device::not_at_hand()),
        _ if base.is_sparse() => sparse::get(base, subs),
        _ => get_single(base, subs),
    }
}

/// Values that are never arrays: only themselves can be selected.
fn get_single(base: &Value, subs: &[Value]) -> Result<Value> {
    let dims = Dims::scalar();
    let indices = read::resolve(&dims, subs)?;
    if read::result_dims(&dims, &indices)?.is_scalar() {
        return Ok(base.clone());
    }
    let class = base.class_name();
    Err(ErrorKind::Conversion { from: class.clone(), to: format!("array of {class}") }.into())
}

/// Whole numbers in a range stay a range when a stretch of them is selected.
fn get_range(r: &Range, subs: &[Value]) -> Result<Value> {
    let dims = Dims::row(r.len());
    let indices = read::resolve(&dims, subs)?;
    let whole = |x: f64| x == x.trunc() && x.abs() < 1e15;
    if let ([index], true) = (&indices[..], whole(r.base()) && whole(r.increment()))
        && let Places::Span { start, step, len } = index.places
        && len > 1
    {
        return Ok(Range::with_len(r.get(start), r.increment() * step as f64, len).into());
    }
    let shape = read::result_dims(&dims, &indices)?;
    let data = read::flatten(&dims, &indices).into_iter().map(|k| r.get(k)).collect();
    Ok(NdArray::new(shape, data).into())
}

/// The value of `end` at a 0-based position among `count` subscripts.
pub fn end_of(base: &Value, position: usize, count: usize) -> usize {
    let dims = match base {
        Value::Map(m) => return m.len(),
        Value::Undef => Dims::empty(),
        other => other.dims(),
    };
    if position + 1 == count { dims.iter().skip(position).product() } else { dims.dim(position) }
}

/// Whether a value counts as "nothing yet": assignments may turn it into a cell or struct.
fn is_blank(base: &Value, dialect: Dialect) -> bool {
    match base {
        Value::Undef => true,
        Value::F64(a) => a.dims().is_zero_by_zero() || (dialect.is_octave() && a.dims().rows() == 0),
        Value::Chars(a) => a.dims().is_zero_by_zero() && dialect.is_octave(),
        Value::Cell(a) => a.dims().is_zero_by_zero() && dialect.is_octave(),
        _ => false,
    }
}

/// Resolves subscripts for one step of a path: the one place they select and whether it exists.
fn single_place(dims: &Dims, subs: &[Value]) -> Result<Option<usize>> {
    let plan = write::plan(dims, subs, &Dims::scalar())?;
    if plan.count() != 1 {
        return Err(ErrorKind::AssignList { count: plan.count() }.into());
    }
    Ok((!plan.grows).then(|| read::flatten(dims, &plan.indices)[0]))
}

/// Octave's name of a value's representation, as its messages use it.
pub(crate) fn type_name(value: &Value) -> &'static str {
    use Value::*;
    match value {
        Num(_) => "scalar",
        Bool(_) => "bool",
        Single(_) => "float scalar",
        F64(a) if a.note() == Note::Diagonal => "diagonal matrix",
        F64(a) if a.note() == Note::Permutation => "permutation matrix",
        F64(_) => "matrix",
        Chars(a) if a.note() != Note::DoubleQuoted => "sq_string",
        C64(a) => pick(a.len(), "complex scalar", "complex matrix"),
        F32(_) => "float matrix",
        C32(a) => pick(a.len(), "float complex scalar", "float complex matrix"),
        Bools(_) => "bool matrix",
        Chars(a) if a.note() == Note::DoubleQuoted => "string",
        Char(_) | Chars(_) => "string",
        I8(_) => "int8 scalar",
        I16(_) => "int16 scalar",
        I32(_) => "int32 scalar",
        I64(_) => "int64 scalar",
        U8(_) => "uint8 scalar",
        U16(_) => "uint16 scalar",
        U32(_) => "uint32 scalar",
        U64(_) => "uint64 scalar",
        I8s(_) => "int8 matrix",
        I16s(_) => "int16 matrix",
        I32s(_) => "int32 matrix",
        I64s(_) => "int64 matrix",
        U8s(_) => "uint8 matrix",
        U16s(_) => "uint16 matrix",
        U32s(_) => "uint32 matrix",
        U64s(_) => "uint64 matrix",
        Range(_) => "double_range",
        Cell(_) => "cell",
        Struct(s) => pick(s.len(), "scalar struct", "struct"),
        Func(_) => "function handle",
        Sparse(_) => "sparse matrix",
        SparseComplex(_) => "sparse complex matrix",
        SparseBool(_) => "sparse bool matrix",
        Undef => "<unknown type>",
        _ => "object",
    }
}

fn pick(n: usize, one: &'static str, many: &'static str) -> &'static str {
    if n == 1 { one } else { many }
}

/// How many elements `base(subs)` selects, whether or not they exist yet.
///
/// # Errors
/// Subscripts that are none.
pub fn selected(base: &Value, subs: &[Value]) -> Result<usize> {
    let mut n = 1;
    for (k, sub) in subs.iter().enumerate() {
        let extent = end_of(base, k, subs.len());
        n *= to_index(sub, extent, subscript::Slot { position: k + 1, count: subs.len() })?.len();
    }
    Ok(n)
}

/// The subscripts of the `k`-th (0-based) element of `base` that subscripts select.
///
/// # Errors
/// Subscripts that are none.
pub fn nth(base: &Value, subs: &[Value], k: usize) -> Result<Vec<Value>> {
    let mut rest = k;
    let mut one = Vec::with_capacity(subs.len());
    for (p, sub) in subs.iter().enumerate() {
        let extent = end_of(base, p, subs.len());
        let index = to_index(sub, extent, subscript::Slot { position: p + 1, count: subs.len() })?;
        let n = index.len().max(1);
        one.push(Value::Num(index.places.at(rest % n) as f64 + 1.0));
        rest /= n;
    }
    Ok(one)
}
