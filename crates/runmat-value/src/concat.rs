//! Putting arrays side by side.

use crate::Dialect;
use crate::array::{Char, Element, NdArray, Note, Text};
use crate::class::Class;
use crate::dims::Dims;
use crate::error::{Error, ErrorKind, Result};
use crate::index::cast::{Number, Part, part, with_class};
use crate::index::{joined_sparse, matched_fields, texts};
use crate::map::MapObject;
use crate::object::Object;
use crate::structs::StructArray;
use crate::value::Value;
use std::borrow::Cow;
use std::sync::Arc;

/// How sizes that do not fit are reported, and what else may be left out.
#[derive(Clone, Copy, PartialEq)]
enum Form {
    Horizontal,
    Vertical,
    Along(usize),
}

impl Form {
    fn dim(self) -> usize {
        match self {
            Form::Horizontal => 1,
            Form::Vertical => 0,
            Form::Along(d) => d,
        }
    }

    #[cold]
    fn mismatch(self, left: &Dims, right: &Dims) -> Error {
        let (left, right) = (left.clone(), right.clone());
        match self {
            Form::Horizontal => ErrorKind::HorizontalMismatch { left, right }.into(),
            Form::Vertical => ErrorKind::VerticalMismatch { left, right }.into(),
            Form::Along(_) => ErrorKind::CatMismatch.into(),
        }
    }
}

/// `[a, b, …]`.
pub fn horzcat(items: &[Value], dialect: Dialect) -> Result<Value> {
    join(Form::Horizontal, items, dialect)
}

/// `[a; b; …]`.
pub fn vertcat(items: &[Value], dialect: Dialect) -> Result<Value> {
    join(Form::Vertical, items, dialect)
}

/// `cat(dim, a, b, …)`; `dim0` is 0-based.
pub fn cat(dim0: usize, items: &[Value], dialect: Dialect) -> Result<Value> {
    join(Form::Along(dim0), items, dialect)
}

/// The literal `[a, b; c, d]`. Octave pads char rows of different lengths with blanks.
pub fn matrix(rows: &[Vec<Value>], dialect: Dialect) -> Result<Value> {
    if let Some(value) = scalar_matrix(rows) {
        return Ok(value);
    }
    match rows {
        [] => Ok(Value::empty()),
        [row] => horzcat(row, dialect),
        _ => {
            let mut parts = Vec::with_capacity(rows.len());
            for row in rows.iter().filter(|r| !r.is_empty()) {
                parts.push(if let [one] = &row[..] { one.clone() } else { horzcat(row, dialect)? });
            }
            stack_rows(parts, dialect)
        }
    }
}

/// The rows of a literal, each already put together, as one value.
pub fn stack_rows(mut parts: Vec<Value>, dialect: Dialect) -> Result<Value> {
    if dialect.is_octave() && parts.iter().all(Value::is_char) {
        pad_rows(&mut parts);
    }
    vertcat(&parts, dialect)
}

/// All elements double scalars and all rows of one length.
fn scalar_matrix(rows: &[Vec<Value>]) -> Option<Value> {
    let width = rows.first()?.len();
    if width == 0 || rows.iter().any(|r| r.len() != width) {
        return None;
    }
    let mut data = Vec::with_capacity(rows.len() * width);
    for c in 0..width {
        for row in rows {
            let Value::Num(x) = row[c] else { return None };
            data.push(x);
        }
    }
    Some(NdArray::matrix(rows.len(), width, data).into())
}

fn pad_rows(parts: &mut Vec<Value>) {
    let width = |v: &Value| v.dims().cols();
    let Some(widest) = parts.iter().map(width).max() else { return };
    if parts.iter().all(|p| width(p) == widest) || parts.iter().any(|p| !p.dims().is_matrix()) {
        return;
    }
    parts.retain(|p| !p.is_empty());
    for p in parts.iter_mut().filter(|p| width(p) < widest) {
        let Some(chars) = <Char as Element>::view(p) else { continue };
        let rows = chars.dims().rows();
        let mut data = chars.data().to_vec();
        data.resize(rows * widest, Char(b' ' as u16));
        *p = Value::Chars(Arc::new(NdArray::matrix(rows, widest, data)));
    }
}

/// The literal `{a, b; c, d}`: every value becomes one element; rows without elements vanish.
pub fn cell_literal(rows: &[Vec<Value>], _dialect: Dialect) -> Result<Value> {
    let rows: Vec<&Vec<Value>> = rows.iter().filter(|r| !r.is_empty()).collect();
    let Some(width) = rows.first().map(|r| r.len()) else {
        return Ok(Value::Cell(Arc::new(NdArray::empty())));
    };
    if rows.iter().any(|r| r.len() != width) {
        return Err(ErrorKind::CellRowMismatch.into());
    }
    let mut data = Vec::with_capacity(rows.len() * width);
    for c in 0..width {
        data.extend(rows.iter().map(|row| row[c].clone()));
    }
    Ok(Value::Cell(Arc::new(NdArray::matrix(rows.len(), width, data))))
}

fn join(form: Form, items: &[Value], dialect: Dialect) -> Result<Value> {
    match items {
        [] => return Ok(Value::empty()),
        [one] if !matches!(one, Value::Range(_) | Value::Func(_)) => return Ok(forget_form(one)),
        _ => {}
    }
    if let Some(value) = all_scalars(form, items) {
        return Ok(value);
    }
    let has = |class: Class| items.iter().any(|v| v.class() == class);
    if has(Class::Cell) {
        return cells(form, items, dialect);
    }
    if has(Class::Struct) {
        return structs(form, items, dialect);
    }
    if has(Class::String) {
        return strings(form, items);
    }
    if items.iter().any(|v| is_single(v.class())) {
        return singles(form, items, dialect);
    }
    numbers(form, items)
}

/// A single part in brackets: Octave's special matrices become plain ones.
fn forget_form(one: &Value) -> Value {
    match one {
        Value::F64(a) if matches!(a.note(), Note::Diagonal | Note::Permutation) => {
            NdArray::clone(a).with_note(Note::None).into()
        }
        other => other.clone(),
    }
}

fn is_single(class: Class) -> bool {
    matches!(class, Class::FunctionHandle | Class::Map | Class::Exception | Class::Cleanup | Class::Object)
}

/// A row or column of double scalars.
fn all_scalars(form: Form, items: &[Value]) -> Option<Value> {
    let mut data = Vec::with_capacity(items.len());
    for item in items {
        let Value::Num(x) = item else { return None };
        data.push(*x);
    }
    match form {
        Form::Horizontal => Some(Value::row(data)),
        Form::Vertical => Some(Value::col(data)),
        Form::Along(_) => None,
    }
}

/// The size of the whole, and which parts take part in it.
fn layout<'d>(form: Form, sizes: impl IntoIterator<Item = &'d Dims>) -> Result<Dims> {
    let mut sizes: Vec<&Dims> = sizes.into_iter().collect();
    // Along a third dimension 0×0 parts would pile up instead of being left out.
    if form.dim() > 1 && sizes.iter().any(|d| !d.is_zero_by_zero()) {
        sizes.retain(|d| !d.is_zero_by_zero());
    }
    let mut sizes = sizes.into_iter();
    let Some(first) = sizes.next() else { return Ok(Dims::empty()) };
    let mut whole = first.clone();
    for next in sizes {
        whole = extended(&whole, next, form).ok_or_else(|| form.mismatch(&whole, next))?;
    }
    Ok(whole)
}

/// `whole` with `next` put behind it. Empty parts that do not fit are left out: 0×0 always, and between
/// matrices also 1×0 and 0×1.
fn extended(whole: &Dims, next: &Dims, form: Form) -> Option<Dims> {
    let d = form.dim();
    let n = whole.ndims().max(next.ndims());
    if (0..n).all(|k| k == d || whole.dim(k) == next.dim(k)) {
        return Some(whole.with_dim(d, whole.dim(d) + next.dim(d)));
    }
    if next.is_zero_by_zero() {
        return Some(whole.clone());
    }
    if whole.is_zero_by_zero() {
        return Some(next.clone());
    }
    if !whole.is_matrix() || !next.is_matrix() {
        return None;
    }
    let thin = |s: &Dims| s.rows() + s.cols() == 1;
    match (thin(whole), thin(next)) {
        (true, true) => Some(Dims::empty()),
        (false, true) => Some(whole.clone()),
        (true, false) => Some(next.clone()),
        _ => None,
    }
}

/// Moves the elements of all parts into one array. Parts without elements contribute none, whatever their size.
fn place<T: Element>(form: Form, whole: Dims, parts: &[(&[T], usize)]) -> NdArray<T> {
    let (_, _, after) = whole.split_at(form.dim());
    let mut data = Vec::with_capacity(whole.numel());
    if whole.numel() > 0 {
        for j in 0..after {
            for (source, chunk) in parts {
                data.extend_from_slice(&source[j * chunk..(j + 1) * chunk]);
            }
        }
    }
    NdArray::new(whole, data)
}

fn assemble<T: Element>(form: Form, parts: &[(Dims, &[T])]) -> Result<NdArray<T>> {
    let whole = layout(form, parts.iter().map(|p| &p.0))?;
    let (before, _, _) = whole.split_at(form.dim());
    let chunks: Vec<(&[T], usize)> =
        parts.iter().filter(|p| !p.1.is_empty()).map(|(dims, data)| (*data, before * dims.dim(form.dim()))).collect();
    Ok(place(form, whole, &chunks))
}

fn assemble_parts<T: Element>(form: Form, parts: &[Part<'_, T>]) -> Result<NdArray<T>> {
    let views: Vec<(Dims, &[T])> = parts.iter().map(|p| (p.dims(), p.data())).collect();
    assemble(form, &views)
}

/// The class of numbers, logicals and chars put together: char wins, then the first integer class, then
/// single, then double.
fn common_class(items: &[Value]) -> Class {
    let has = |class: Class| items.iter().any(|v| v.class() == class);
    if has(Class::Char) {
        return Class::Char;
    }
    if let Some(class) = items.iter().map(Value::class).find(|c| c.is_integer()) {
        return class;
    }
    if has(Class::Single) {
        return Class::Single;
    }
    if items.iter().all(|v| v.class() == Class::Logical) { Class::Logical } else { Class::Double }
}

fn numbers(form: Form, items: &[Value]) -> Result<Value> {
    let class = common_class(items);
    let complex = items.iter().any(Value::is_complex);
    if complex && !class.is_float() {
        let to = class.name().to_string();
        return Err(ErrorKind::Conversion { from: "complex double".into(), to }.into());
    }
    if items.iter().any(Value::is_sparse) && class != Class::Char && !class.is_integer() {
        let sizes: Vec<Dims> = items.iter().map(Value::dims).collect();
        let whole = layout(form, &sizes)?;
        return joined_sparse(form.dim(), &whole, items, complex, class);
    }
    let value = with_class!(class, complex, T => numbers_of::<T>(form, items)?, else => {
        return Err(Error::internal("no class for these parts"));
    });
    Ok(if class == Class::Char { quoted(value, items) } else { value })
}

fn numbers_of<T: Number>(form: Form, items: &[Value]) -> Result<Value> {
    let parts = items.iter().map(|v| part::<T>(v).ok_or_else(|| Error::internal("no numbers")));
    let parts = parts.collect::<Result<Vec<_>>>()?;
    Ok(T::into_value(assemble_parts(form, &parts)?))
}

/// Text with a part in double quotes counts as written in double quotes.
fn quoted(value: Value, items: &[Value]) -> Value {
    let any = items.iter().any(|v| matches!(v, Value::Chars(a) if a.note() == Note::DoubleQuoted));
    match value {
        Value::Chars(a) if any => Value::Chars(Arc::new(Arc::unwrap_or_clone(a).with_note(Note::DoubleQuoted))),
        other => other,
    }
}

/// Other values among cells become elements; empty ones are left out (in MATLAB only `[]`).
fn cells(form: Form, items: &[Value], dialect: Dialect) -> Result<Value> {
    let skipped = |v: &Value| match v {
        Value::Cell(_) => false,
        _ if dialect.is_octave() => v.is_empty(),
        _ => v.is_empty() && v.class() == Class::Double,
    };
    let wrapped: Vec<Cow<'_, NdArray<Value>>> = items
        .iter()
        .filter(|v| !skipped(v))
        .map(|v| match v {
            Value::Cell(a) => Cow::Borrowed(&**a),
            other => Cow::Owned(NdArray::new(Dims::scalar(), vec![other.clone()])),
        })
        .collect();
    let parts: Vec<(Dims, &[Value])> = wrapped.iter().map(|a| (a.dims().clone(), a.data())).collect();
    Ok(Value::Cell(Arc::new(assemble(form, &parts)?)))
}

fn strings(form: Form, items: &[Value]) -> Result<Value> {
    let mut parts: Vec<NdArray<Text>> = Vec::with_capacity(items.len());
    for item in items.iter().filter(|v| v.is_char() || !v.is_empty()) {
        let part = texts::convert(item).ok_or_else(|| unjoinable(item, "string"))?;
        parts.push(part);
    }
    let views: Vec<(Dims, &[Text])> = parts.iter().map(|a| (a.dims().clone(), a.data())).collect();
    Ok(assemble(form, &views)?.into())
}

#[cold]
fn unjoinable(item: &Value, to: &str) -> Error {
    ErrorKind::Conversion { from: item.class_name(), to: to.to_string() }.into()
}

/// What keeps a struct and something else from being joined, in Octave's words.
#[cold]
fn not_structs(items: &[Value], at: usize) -> Error {
    let number = |v: &Value| match v {
        Value::Bool(_) | Value::Char(_) => "scalar",
        v => crate::ops::octave_type_name(v),
    };
    let first_is_struct = matches!(items[0], Value::Struct(_));
    let (left, right) =
        if first_is_struct { ("struct", number(&items[at])) } else { ("matrix", number(&items[at + 1])) };
    if first_is_struct && !items[at].is_scalar() {
        return Error::msg("invalid concatenation of structure with matrix");
    }
    Error::msg(format!("concatenation operator not implemented for '{left}' by '{right}' operations"))
}

fn structs(form: Form, items: &[Value], dialect: Dialect) -> Result<Value> {
    let mut parts: Vec<&StructArray> = Vec::new();
    for (at, item) in items.iter().enumerate() {
        match item {
            Value::Struct(s) => parts.push(s),
            other if other.is_empty() && other.class() == Class::Double => {}
            _ if dialect.is_octave() => return Err(not_structs(items, at)),
            other => return Err(unjoinable(other, "struct")),
        }
    }
    Ok(joined_structs(form, &parts)?.into())
}

/// Struct arrays put together: fields in the order of the first one; arrays without elements need not have them.
fn joined_structs(form: Form, parts: &[&StructArray]) -> Result<StructArray> {
    let like = parts.iter().find(|s| !s.is_empty()).or(parts.first()).map(|s| s.shared_names().clone());
    let names = like.unwrap_or_default();
    let mut columns = Vec::with_capacity(parts.len());
    for s in parts {
        match matched_fields(&names, s) {
            Some(s) => columns.push(s),
            None if s.is_empty() => {}
            None => return Err(ErrorKind::FieldsDiffer { assignment: false }.into()),
        }
    }
    let places: Vec<NdArray<Value>> = columns.iter().enumerate().map(|(k, s)| numbered(k, s)).collect();
    let views: Vec<(Dims, &[Value])> = places.iter().map(|a| (a.dims().clone(), a.data())).collect();
    let order = assemble(form, &views)?;
    let width = names.len();
    let mut values = Vec::with_capacity(order.len() * width);
    for at in order.data() {
        let Value::U64(code) = at else { return Err(Error::internal("a struct lost its place")) };
        let (k, e) = ((code >> 40) as usize, (code & ((1 << 40) - 1)) as usize);
        values.extend_from_slice(&columns[k].values()[e * width..(e + 1) * width]);
    }
    Ok(StructArray::from_parts(order.dims().clone(), names, values))
}

/// An array of the struct array's size that tells each element's origin.
fn numbered(part: usize, s: &StructArray) -> NdArray<Value> {
    let code = |e: usize| Value::U64(((part as u64) << 40) | e as u64);
    NdArray::new(s.dims().clone(), (0..s.len()).map(code).collect())
}

/// Values that form no arrays of their own, objects and maps excepted.
fn singles(form: Form, items: &[Value], dialect: Dialect) -> Result<Value> {
    let full: Vec<&Value> = items.iter().filter(|v| is_single(v.class()) || !v.is_empty()).collect();
    match full[..] {
        [one] if one.class() != Class::FunctionHandle || items.len() == 1 => return Ok(one.clone()),
        _ => {}
    }
    match full.first() {
        Some(Value::Object(first)) => return objects(form, &first.class, &full),
        Some(Value::Handle(first)) => return objects(form, &first.class, &full),
        _ => {}
    }
    if (form.dim() == 0 || dialect.is_octave()) && full.iter().all(|v| matches!(v, Value::Map(_))) {
        return merged_maps(&full);
    }
    let offender = full.iter().find(|v| is_single(v.class())).map_or(Class::Object, |v| v.class());
    Err(match offender {
        Class::FunctionHandle => Error::new(
            "MATLAB:FunctionHandle:nonscalarArray",
            "Nonscalar arrays of function handles are not allowed; use cell arrays instead.",
        ),
        Class::Map => Error::new(
            "MATLAB:Containers:Map:NoHorzcat",
            "Horizontal concatenation is not supported by containers.Map.",
        ),
        class => unjoinable(full.last().expect("at least one part"), class.name()),
    })
}

fn objects(form: Form, class: &crate::Name, full: &[&Value]) -> Result<Value> {
    if let Some(array) = full.iter().find(|v| matches!(v, Value::Object(o) if o.elements().is_some())) {
        return Err(unjoinable(array, class));
    }
    let mut parts = Vec::with_capacity(full.len());
    for item in full {
        match item {
            Value::Object(o) if o.class == *class => parts.push(o.clone()),
            Value::Handle(h) if h.class == *class => parts.push(Arc::new(Object::of_handle(h))),
            other => return Err(unjoinable(other, class)),
        }
    }
    let parts: Vec<&StructArray> = parts.iter().map(|o| &o.fields).collect();
    Ok(Object { class: class.clone(), fields: joined_structs(form, &parts)? }.into_value())
}

/// `[m1; m2]`: a new map with the entries of all, later ones winning.
fn merged_maps(full: &[&Value]) -> Result<Value> {
    let mut whole: Option<MapObject> = None;
    for item in full {
        let Value::Map(m) = item else { continue };
        let target = whole.get_or_insert_with(|| MapObject::new(&m.key_type, &m.value_type));
        if target.has_text_keys() != m.has_text_keys() {
            return Err(ErrorKind::MapKeyClass.into());
        }
        let entries = m.entries.lock().unwrap().clone();
        target.entries.lock().unwrap().extend(entries);
    }
    let whole = whole.ok_or_else(|| Error::internal("no maps"))?;
    Ok(Value::Map(Arc::new(whole)))
}
