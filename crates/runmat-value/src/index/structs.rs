//! Struct arrays: selecting, assigning and growing elements; fields.

use super::read::{flatten, linear_places, runs};
use super::subscript::Index;
use super::write::{only_last_grows, plan};
use super::{is_blank, type_name};
use crate::Dialect;
use crate::dims::Dims;
use crate::error::{ErrorKind, Result};
use crate::exception::{Exception, StackFrame};
use crate::structs::{Name, StructArray};
use crate::value::Value;
use std::sync::Arc;

/// `s(subs)`.
pub(super) fn read(s: &StructArray, subs: &[Value]) -> Result<StructArray> {
    let (dims, places) = linear_places(s.dims(), subs)?;
    Ok(select(s, dims, &places))
}

/// The structs at linear places, in a given size.
pub(super) fn select(s: &StructArray, dims: Dims, places: &[usize]) -> StructArray {
    let width = s.names().len();
    let mut values = Vec::with_capacity(places.len() * width);
    for &k in places {
        values.extend_from_slice(&s.values()[k * width..(k + 1) * width]);
    }
    StructArray::from_parts(dims, s.shared_names().clone(), values)
}

/// `source` with its fields in the order of `like`; `None` when the fields are others.
pub(crate) fn matched<'a>(like: &[Name], source: &'a StructArray) -> Option<std::borrow::Cow<'a, StructArray>> {
    if source.names() == like {
        return Some(std::borrow::Cow::Borrowed(source));
    }
    if source.names().len() != like.len() {
        return None;
    }
    let order = like.iter().map(|n| source.position(n)).collect::<Option<Vec<_>>>()?;
    Some(std::borrow::Cow::Owned(source.reordered(&order)))
}

/// `s(subs) = source`. An array without elements takes over the fields of the source.
pub(super) fn write(s: &mut Arc<StructArray>, subs: &[Value], source: &StructArray) -> Result<()> {
    let plan = plan(s.dims(), subs, source.dims())?;
    if s.is_empty() && matched(s.names(), source).is_none() {
        *s = Arc::new(StructArray::with_dims(s.dims().clone(), source.names().to_vec()));
    }
    let names = s.shared_names().clone();
    let source = matched(&names, source).ok_or(ErrorKind::FieldsDiffer { assignment: true })?;
    let s = Arc::make_mut(s);
    grow(s, &plan.dims);
    if source.is_empty() {
        return Ok(());
    }
    let (width, one) = (names.len(), source.len() == 1);
    let places = flatten(&plan.dims, &plan.indices);
    s.edit(|_, values| {
        for (k, place) in places.into_iter().enumerate() {
            let from = if one { 0 } else { k * width };
            values[place * width..(place + 1) * width].clone_from_slice(&source.values()[from..from + width]);
        }
    });
    Ok(())
}

/// Brings a struct array to a size that is nowhere smaller; new structs hold `[]`.
pub(super) fn grow(s: &mut StructArray, dims: &Dims) {
    if s.dims() == dims {
        return;
    }
    let width = s.names().len();
    s.edit(|old, values| {
        if only_last_grows(old, dims) {
            values.resize(dims.numel() * width, Value::empty());
        } else {
            *values = spread(old, values, dims, width);
        }
        *old = dims.clone();
    });
}

fn spread(old: &Dims, values: &mut [Value], new: &Dims, width: usize) -> Vec<Value> {
    let mut out = vec![Value::empty(); new.numel() * width];
    let kept: Vec<Index> = (0..new.len()).map(|d| Index::all(old.dim(d))).collect();
    let mut from = 0;
    runs(new, &kept, |offset, places| {
        places.for_each(|i| {
            let to = (offset + i) * width;
            out[to..to + width].swap_with_slice(&mut values[from..from + width]);
            from += width;
        });
    });
    out
}

/// `base.name`: one value for each element of a struct array.
pub fn get_field(base: &Value, name: &str, dialect: Dialect) -> Result<Vec<Value>> {
    match base {
        Value::Struct(s) => field_list(s, name),
        Value::Object(o) => match o.handles() {
            Some(all) => {
                let lists = all.iter().map(|h| get_field(h, name, dialect)).collect::<Result<Vec<_>>>()?;
                Ok(lists.into_iter().flatten().collect())
            }
            None => field_list(&o.fields, name),
        },
        Value::Handle(h) => field_list(&h.fields.lock().unwrap(), name),
        Value::Exception(e) => exception_field(e, name, dialect).map(|v| vec![v]),
        Value::Map(m) => super::maps::property(m, name, dialect).map(|v| vec![v]),
        Value::Boxed(b) => get_field(&b.lock().unwrap(), name, dialect),
        _ => Err(ErrorKind::DotRead { class: base.class_name(), type_name: type_name(base) }.into()),
    }
}

fn field_list(s: &StructArray, name: &str) -> Result<Vec<Value>> {
    let f = s.position(name).ok_or_else(|| ErrorKind::UnknownField { name: Name::from(name) })?;
    Ok((0..s.len()).map(|k| s.at(k, f).clone()).collect())
}

/// An exception as Octave's `catch` and `lasterror` show it: a struct.
pub fn error_struct(e: &Exception, dialect: Dialect) -> StructArray {
    StructArray::from_fields([
        ("message", Value::text_in(&e.message, dialect)),
        ("identifier", Value::text_in(&e.identifier, dialect)),
        ("stack", stack_value(&e.stack, dialect).into()),
    ])
}

fn exception_field(e: &Exception, name: &str, dialect: Dialect) -> Result<Value> {
    Ok(match name {
        "message" => Value::text_in(&e.message, dialect),
        "identifier" => Value::text_in(&e.identifier, dialect),
        "stack" => stack_value(&e.stack, dialect).into(),
        "cause" => Value::cell_col(e.causes.iter().map(|c| Value::Exception(c.clone())).collect()),
        _ => return Err(ErrorKind::UnknownField { name: Name::from(name) }.into()),
    })
}

/// The stack as a column of structs; Octave's frames also tell the column.
fn stack_value(frames: &[StackFrame], dialect: Dialect) -> StructArray {
    let all: [&str; 4] = ["file", "name", "line", "column"];
    let names: Vec<Name> = all[..if dialect.is_octave() { 4 } else { 3 }].iter().map(|&n| Name::from(n)).collect();
    let width = names.len();
    let values = frames.iter().flat_map(|f| {
        let fields = [
            Value::text_in(&f.file, dialect),
            Value::text_in(&f.name, dialect),
            Value::Num(f.line as f64),
            Value::Num(f.column as f64),
        ];
        fields.into_iter().take(width)
    });
    let values = values.collect();
    StructArray::from_parts(Dims::col(frames.len()), Arc::new(names), values)
}

/// `base.name = rhs`.
pub fn set_field(base: &mut Value, name: &str, rhs: Value, dialect: Dialect) -> Result<()> {
    match base {
        Value::Struct(s) if s.len() == 1 => Arc::make_mut(s).set(0, name, rhs),
        Value::Struct(_) => return Err(ErrorKind::ScalarStructRequired.into()),
        Value::Object(o) if o.fields.len() == 1 => Arc::make_mut(o).fields.set(0, name, rhs),
        Value::Handle(h) => {
            let old = replace_property(h, name, rhs);
            drop(old);
        }
        Value::Boxed(b) => return set_field(&mut b.clone().lock().unwrap(), name, rhs, dialect),
        _ if is_blank(base, dialect) => *base = StructArray::from_fields([(name, rhs)]).into(),
        _ => return Err(ErrorKind::DotWrite { class: base.class_name(), type_name: type_name(base) }.into()),
    }
    Ok(())
}

/// Sets a property; gives the old value back, to be dropped without holding the lock.
pub(super) fn replace_property(h: &crate::object::HandleObject, name: &str, x: Value) -> Value {
    let mut fields = h.fields.lock().unwrap();
    let f = fields.add_field(name);
    std::mem::replace(fields.at_mut(0, f), x)
}
