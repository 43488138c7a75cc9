//! Nested accesses: `s.a(3).b{2} = v` and the like.
//!
//! Each level is edited where it lies, so data held only once is never copied. What does not exist yet is
//! built on the side and put in last; an error on the way leaves everything as it was.

use super::{Step, delete, fit, get, get_brace, is_blank, set_brace, set_field, single_place, structs, type_name};
use crate::Dialect;
use crate::dims::Dims;
use crate::error::{Error, ErrorKind, Result};
use crate::object::HandleObject;
use crate::structs::{Name, StructArray};
use crate::value::Value;
use std::borrow::Cow;
use std::sync::Arc;

type Edit<'e> = &'e mut dyn FnMut(&mut Value) -> Result<()>;

/// `base<path> = rhs`; gives the number of bytes by which the array at the end of the path has grown.
pub fn set_path(base: &mut Value, path: &[Step], rhs: Value, dialect: Dialect) -> Result<u64> {
    if rhs.is_undef() {
        return Err(Error::internal("nothing to assign"));
    }
    let mut rhs = Some(rhs);
    let mut grown = 0;
    let mut write = |place: &mut Value, last: Option<&Step>| {
        let rhs = rhs.take().ok_or_else(|| Error::internal("assigned twice"))?;
        let before = place.own_bytes();
        match last {
            Some(Step::Paren(subs)) => fit::set(place, subs, rhs, dialect)?,
            Some(Step::Brace(subs)) => set_brace(place, subs, rhs, dialect)?,
            Some(Step::Field(name)) => set_field(place, name, rhs, dialect)?,
            None => *place = rhs,
        }
        grown = place.own_bytes().saturating_sub(before);
        Ok(())
    };
    match path {
        [.., Step::Paren(_), Step::Field(_)] => modify(base, path, dialect, &mut |v| write(v, None))?,
        [prefix @ .., last] => modify(base, prefix, dialect, &mut |v| write(v, Some(last)))?,
        [] => write(base, None)?,
    }
    Ok(grown)
}

/// `base<path> = []` where the last step is `(…)`; with other last steps `[]` is an ordinary value.
pub fn delete_path(base: &mut Value, path: &[Step], dialect: Dialect) -> Result<()> {
    match path {
        [prefix @ .., Step::Paren(subs)] => modify(base, prefix, dialect, &mut |v| delete(v, subs, dialect)),
        _ => set_path(base, path, Value::empty(), dialect).map(drop),
    }
}

/// Runs `edit` on the value at the end of the path.
fn modify(base: &mut Value, path: &[Step], dialect: Dialect, edit: Edit) -> Result<()> {
    if let (Value::Boxed(b), false) = (&*base, path.is_empty()) {
        return modify(&mut b.clone().lock().unwrap(), path, dialect, edit);
    }
    match path {
        [] => edit(base),
        [Step::Field(name), rest @ ..] => in_field(base, name, rest, dialect, edit),
        [Step::Brace(subs), rest @ ..] => in_brace(base, subs, rest, dialect, edit),
        [Step::Paren(_), ..] if matches!(base, Value::Map(_)) => Err(ErrorKind::MapOneLevel.into()),
        [Step::Paren(subs), Step::Field(name), rest @ ..] => in_element(base, subs, name, rest, dialect, edit),
        [Step::Paren(subs), rest @ ..] => {
            let mut part = get(base, subs)?;
            modify(&mut part, rest, dialect, edit)?;
            fit::set(base, subs, part, dialect)
        }
    }
}

/// A value built from nothing by the rest of the path.
fn built(rest: &[Step], dialect: Dialect, edit: Edit) -> Result<Value> {
    let mut fresh = Value::Undef;
    modify(&mut fresh, rest, dialect, edit)?;
    Ok(fresh)
}

fn in_field(base: &mut Value, name: &Name, rest: &[Step], dialect: Dialect, edit: Edit) -> Result<()> {
    match base {
        Value::Struct(s) if s.len() != 1 => return Err(ErrorKind::ScalarStructRequired.into()),
        Value::Struct(s) => {
            if let Some(f) = s.position(name) {
                return modify(Arc::make_mut(s).at_mut(0, f), rest, dialect, edit);
            }
        }
        Value::Object(o) if o.fields.len() == 1 => {
            if let Some(f) = o.fields.position(name) {
                return modify(Arc::make_mut(o).fields.at_mut(0, f), rest, dialect, edit);
            }
        }
        Value::Handle(h) => return in_property(&h.clone(), name, rest, dialect, edit),
        Value::Map(_) => return Err(ErrorKind::MapProperty { name: name.clone() }.into()),
        _ if is_blank(base, dialect) => {}
        _ => return Err(ErrorKind::DotWrite { class: base.class_name(), type_name: type_name(base) }.into()),
    }
    let fresh = built(rest, dialect, edit)?;
    set_field(base, name, fresh, dialect)
}

/// A property of a handle object. It is taken out meanwhile, so the lock is never held across the edit;
/// handles stay in place, since the path may come back to the same object.
fn in_property(h: &HandleObject, name: &Name, rest: &[Step], dialect: Dialect, edit: Edit) -> Result<()> {
    let mut part = {
        let mut fields = h.fields.lock().unwrap();
        match fields.position(name) {
            None => Value::Undef,
            Some(f) => match fields.at_mut(0, f) {
                shared @ (Value::Handle(_) | Value::Map(_)) => shared.clone(),
                owned => std::mem::replace(owned, Value::empty()),
            },
        }
    };
    let outcome = modify(&mut part, rest, dialect, edit);
    if !part.is_undef() {
        let old = structs::replace_property(h, name, part);
        drop(old);
    }
    outcome
}

fn in_brace(base: &mut Value, subs: &[Value], rest: &[Step], dialect: Dialect, edit: Edit) -> Result<()> {
    match base {
        Value::Cell(a) => {
            if let Some(k) = single_place(a.dims(), subs)? {
                return modify(&mut Arc::make_mut(a).data_mut()[k], rest, dialect, edit);
            }
        }
        Value::Strings(_) => {
            let mut part = only(get_brace(base, subs, dialect)?)?;
            modify(&mut part, rest, dialect, edit)?;
            return set_brace(base, subs, part, dialect);
        }
        _ if is_blank(base, dialect) => {}
        _ => return Err(ErrorKind::BraceWrite { class: base.class_name(), type_name: type_name(base) }.into()),
    }
    let fresh = built(rest, dialect, edit)?;
    set_brace(base, subs, fresh, dialect)
}

fn only(mut list: Vec<Value>) -> Result<Value> {
    match list.pop() {
        Some(x) if list.is_empty() => Ok(x),
        more => Err(ErrorKind::ListAsValue { count: list.len() + more.is_some() as usize }.into()),
    }
}

/// `base(subs).name …`.
fn in_element(
    base: &mut Value,
    subs: &[Value],
    name: &Name,
    rest: &[Step],
    dialect: Dialect,
    edit: Edit,
) -> Result<()> {
    match base {
        Value::Struct(s) => return in_struct_element(s, subs, name, rest, dialect, edit),
        Value::Object(_) | Value::Handle(_) => {
            let mut part = get(base, subs)?;
            in_field(&mut part, name, rest, dialect, edit)?;
            return fit::set(base, subs, part, dialect);
        }
        _ if is_blank(base, dialect) => {}
        _ => return Err(ErrorKind::ElementDotWrite { class: base.class_name(), type_name: type_name(base) }.into()),
    }
    let mut fresh = Arc::new(StructArray::with_dims(Dims::empty(), Vec::new()));
    in_struct_element(&mut fresh, subs, name, rest, dialect, edit)?;
    *base = Value::Struct(fresh);
    Ok(())
}

fn in_struct_element(
    s: &mut Arc<StructArray>,
    subs: &[Value],
    name: &Name,
    rest: &[Step],
    dialect: Dialect,
    edit: Edit,
) -> Result<()> {
    let place = single_place(s.dims(), subs).map_err(|e| match e.kind() {
        ErrorKind::AssignList { .. } => ErrorKind::ScalarStructRequired.into(),
        _ => e,
    })?;
    if let (Some(k), Some(f)) = (place, s.position(name)) {
        return modify(Arc::make_mut(s).at_mut(k, f), rest, dialect, edit);
    }
    let fresh = built(rest, dialect, edit)?;
    let plan = super::write::plan(s.dims(), subs, &Dims::scalar())?;
    let s = Arc::make_mut(s);
    structs::grow(s, &plan.dims);
    let k = super::read::flatten(&plan.dims, &plan.indices)[0];
    s.set(k, name, fresh);
    Ok(())
}

/// The value a path leads to, borrowed where it lies in the base. `None` when it does not exist or is a list.
pub fn get_path_ref<'a>(base: &'a Value, path: &[Step]) -> Option<Cow<'a, Value>> {
    let mut at = Cow::Borrowed(base);
    let mut path = path;
    while !path.is_empty() {
        let used = if let [Step::Paren(_), Step::Field(_), ..] = path { 2 } else { 1 };
        let (steps, rest) = path.split_at(used);
        at = match at {
            Cow::Borrowed(v) => step_ref(v, steps)?,
            Cow::Owned(v) => Cow::Owned(step_ref(&v, steps)?.into_owned()),
        };
        path = rest;
    }
    Some(at)
}

fn step_ref<'a>(v: &'a Value, steps: &[Step]) -> Option<Cow<'a, Value>> {
    let dialect = Dialect::Matlab;
    match (v, steps) {
        (Value::Struct(s), [Step::Field(name)]) if s.len() == 1 => s.field(name).map(Cow::Borrowed),
        (Value::Object(o), [Step::Field(name)]) if o.fields.len() == 1 => o.fields.field(name).map(Cow::Borrowed),
        (Value::Struct(s), [Step::Paren(subs), Step::Field(name)]) => {
            let k = single_place(s.dims(), subs).ok()??;
            s.get(k, name).map(Cow::Borrowed)
        }
        (Value::Cell(a), [Step::Brace(subs)]) => {
            let k = single_place(a.dims(), subs).ok()??;
            a.data().get(k).map(Cow::Borrowed)
        }
        (_, [Step::Paren(subs), Step::Field(name)]) => {
            let part = get(v, subs).ok()?;
            Some(Cow::Owned(step_ref(&part, &[Step::Field(name.clone())])?.into_owned()))
        }
        (_, [Step::Paren(subs)]) => get(v, subs).ok().map(Cow::Owned),
        (_, [Step::Brace(subs)]) => only(get_brace(v, subs, dialect).ok()?).ok().map(Cow::Owned),
        (_, [Step::Field(name)]) => only(super::get_field(v, name, dialect).ok()?).ok().map(Cow::Owned),
        _ => None,
    }
}
