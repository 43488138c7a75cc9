//! `base(subs) = rhs`: which class the result has, and the assignment itself.

use super::cast::{Number, narrow, part, with_class};
use super::write::{apply, plan};
use super::{block, fast, maps, sparse, structs, texts, type_name};
use crate::Dialect;
use crate::array::{Element, NdArray};
use crate::class::Class;
use crate::dims::Dims;
use crate::error::{Error, ErrorKind, Result};
use crate::object::Object;
use crate::structs::StructArray;
use crate::value::Value;
use std::sync::Arc;

/// What an assignment turns the base into.
enum Fit {
    /// A numeric, logical or char array.
    Number(Class, bool),
    /// A cell array receiving cells.
    Cells,
    /// A cell array whose selected places all receive the value.
    CellElement,
    /// A struct array.
    Structs,
    /// A string array.
    Texts,
    /// An array of objects.
    Objects,
    /// The value itself.
    Whole,
}

/// `base(subs) = rhs`. The base is unchanged when this fails.
pub fn set(base: &mut Value, subs: &[Value], rhs: Value, dialect: Dialect) -> Result<()> {
    if fast::set(base, subs, &rhs) || block::set(base, subs, &rhs) {
        return Ok(());
    }
    match base {
        Value::Boxed(b) => return set(&mut b.clone().lock().unwrap(), subs, rhs, dialect),
        Value::Map(m) => return maps::set(m, subs, rhs),
        Value::Object(o) if crate::dictionary::is_one(o) => {
            return crate::dictionary::set(Arc::make_mut(o), subs, &rhs);
        }
        _ if rhs.is_undef() => return Err(Error::internal("nothing to assign")),
        Value::Device(_) => return Err(crate::device::not_at_hand()),
        _ if matches!(rhs, Value::Device(_)) && !base.is_cell() => return Err(crate::device::not_at_hand()),
        _ => {}
    }
    match decide(base, &rhs, dialect)? {
        Fit::Number(class, complex) if keeps_sparse(base, &rhs) => sparse::set(base, subs, &rhs, class, complex),
        Fit::Number(class, complex) => {
            refuse_nan(class, &rhs, dialect)?;
            with_class!(class, complex, T => numbers::<T>(base, subs, &rhs), else => Err(Error::internal("class")))
        }
        Fit::Cells => cells(base, subs, rhs),
        Fit::CellElement => elements(base, subs, &Dims::scalar(), std::slice::from_ref(&rhs)),
        Fit::Structs => assign_structs(base, subs, rhs),
        Fit::Texts => {
            let source = texts::convert(&rhs).ok_or_else(|| unfit(base, &rhs))?;
            assign_texts(base, subs, &source)
        }
        Fit::Objects => objects(base, subs, rhs),
        Fit::Whole => whole(base, subs, rhs),
    }
}

fn keeps_sparse(base: &Value, rhs: &Value) -> bool {
    base.is_sparse() || (base.is_undef() && rhs.is_sparse())
}

#[cold]
fn unfit(base: &Value, rhs: &Value) -> Error {
    ErrorKind::AssignClass {
        from: rhs.class_name(),
        to: base.class_name(),
        from_type: type_name(rhs),
        to_type: type_name(base),
    }
    .into()
}

fn is_number(class: Class) -> bool {
    class.is_numeric() || matches!(class, Class::Logical | Class::Char)
}

/// An unset base takes the class of the right side; so does `[]` in MATLAB.
fn is_open(base: &Value, dialect: Dialect) -> bool {
    match base {
        Value::Undef => true,
        Value::F64(a) => a.dims().is_zero_by_zero() && !dialect.is_octave(),
        _ => false,
    }
}

fn decide(base: &Value, rhs: &Value, dialect: Dialect) -> Result<Fit> {
    let (to, from) = (base.class(), rhs.class());
    let open = is_open(base, dialect);
    let fit = match from {
        _ if !open && to == Class::Cell && from != Class::Cell => dialect.is_octave().then_some(Fit::CellElement),
        _ if !open && to == Class::String => Some(Fit::Texts),
        c if is_number(c) && open => Some(Fit::Number(c, rhs.is_complex())),
        c if is_number(c) && is_number(to) => {
            let complex = base.is_complex() || rhs.is_complex();
            Some(number_fit(to, c, complex, dialect))
        }
        Class::Cell => (open || to == Class::Cell).then_some(Fit::Cells),
        Class::Struct => (open || to == Class::Struct).then_some(Fit::Structs),
        Class::String => open.then_some(Fit::Texts),
        Class::Object if matches!(rhs, Value::Object(_) | Value::Handle(_)) => {
            (open || same_object_class(base, rhs)).then_some(Fit::Objects)
        }
        _ => (open || same_kind(base, rhs)).then_some(Fit::Whole),
    };
    fit.ok_or_else(|| unfit(base, rhs))
}

/// The array keeps its class; only complex numbers and a few of Octave's cases widen it.
fn number_fit(to: Class, from: Class, complex: bool, dialect: Dialect) -> Fit {
    if complex {
        return Fit::Number(if to == Class::Single { to } else { Class::Double }, true);
    }
    if dialect.is_octave() && to == Class::Logical && from == Class::Single {
        return Fit::Number(Class::Double, false);
    }
    Fit::Number(to, false)
}

fn same_object_class(base: &Value, rhs: &Value) -> bool {
    matches!(base, Value::Object(_) | Value::Handle(_)) && base.class_name() == rhs.class_name()
}

fn same_kind(base: &Value, rhs: &Value) -> bool {
    base.class() == rhs.class() && base.class_name() == rhs.class_name()
}

fn refuse_nan(class: Class, rhs: &Value, dialect: Dialect) -> Result<()> {
    let found = class == Class::Logical
        && match rhs {
            Value::Num(x) => x.is_nan(),
            Value::Single(x) => x.is_nan(),
            Value::F64(a) => a.data().iter().any(|x| x.is_nan()),
            Value::F32(a) => a.data().iter().any(|x| x.is_nan()),
            _ => false,
        };
    match (found, dialect.is_octave()) {
        (false, _) => Ok(()),
        (true, false) => Err(Error::new("MATLAB:nologicalnan", "NaN's cannot be converted to logicals.")),
        (true, true) => Err(Error::msg("logical: NaN can't be converted to logical value")),
    }
}

/// The size of the base; an unset one is 0×0.
fn size_of(base: &Value) -> Dims {
    if base.is_undef() { Dims::empty() } else { base.dims() }
}

fn numbers<T: Number>(base: &mut Value, subs: &[Value], rhs: &Value) -> Result<()> {
    let source = part::<T>(rhs).ok_or_else(|| Error::internal("no numbers to assign"))?;
    let plan = plan(&size_of(base), subs, &source.dims())?;
    if T::view(base).is_none() {
        *base = match part::<T>(base) {
            Some(p) => T::into_value(p.into_array()),
            None => T::into_value(NdArray::empty()),
        };
    }
    let array = T::make_mut(base).ok_or_else(|| Error::internal("the base has another type"))?;
    apply(array, &plan, source.data());
    settle(base, !rhs.is_complex());
    Ok(())
}

/// Brings the base to its canonical form after elements have changed.
fn settle(base: &mut Value, narrowing: bool) {
    base.normalize();
    match base {
        Value::Chars(a) if a.dims().is_scalar() => {
            let x = a.data()[0];
            *base = Value::Char(x);
        }
        Value::C64(_) | Value::C32(_) if narrowing => *base = narrow(base.take()),
        _ => {}
    }
}

fn cells(base: &mut Value, subs: &[Value], rhs: Value) -> Result<()> {
    let Value::Cell(source) = rhs else { return Err(Error::internal("no cells to assign")) };
    elements(base, subs, source.dims(), source.data())
}

/// Assigns cell elements.
pub(super) fn elements(base: &mut Value, subs: &[Value], dims: &Dims, source: &[Value]) -> Result<()> {
    let plan = plan(&size_of(base), subs, dims)?;
    if !base.is_cell() {
        *base = Value::Cell(Arc::new(NdArray::empty()));
    }
    let array = Value::make_mut(base).ok_or_else(|| Error::internal("the base is no cell array"))?;
    apply(array, &plan, source);
    Ok(())
}

/// Assigns string elements.
pub(super) fn assign_texts(base: &mut Value, subs: &[Value], source: &NdArray<crate::Text>) -> Result<()> {
    let plan = plan(&size_of(base), subs, source.dims())?;
    if base.class() != Class::String {
        *base = Value::Strings(Arc::new(NdArray::empty()));
    }
    let array = crate::Text::make_mut(base).ok_or_else(|| Error::internal("the base is no string array"))?;
    apply(array, &plan, source.data());
    Ok(())
}

fn assign_structs(base: &mut Value, subs: &[Value], rhs: Value) -> Result<()> {
    let Value::Struct(source) = rhs else { return Err(Error::internal("no structs to assign")) };
    let mut fresh = Arc::new(StructArray::with_dims(Dims::empty(), Vec::new()));
    match base {
        Value::Struct(s) => structs::write(s, subs, &source),
        _ => {
            structs::write(&mut fresh, subs, &source)?;
            *base = Value::Struct(fresh);
            Ok(())
        }
    }
}

fn objects(base: &mut Value, subs: &[Value], rhs: Value) -> Result<()> {
    let is_array = |v: &Value| matches!(v, Value::Object(o) if o.elements().is_some());
    if is_array(&rhs) || is_array(base) {
        // What gaps hold, and how classes convert, only the class knows.
        return Err(unfit(base, &rhs));
    }
    let source = match rhs {
        Value::Object(o) => o,
        Value::Handle(h) => Arc::new(Object::of_handle(&h)),
        _ => return Err(Error::internal("no objects to assign")),
    };
    let mut fields = match base {
        Value::Object(o) => Arc::new(o.fields.clone()),
        Value::Handle(h) => Arc::new(Object::of_handle(h).fields),
        _ => Arc::new(StructArray::with_dims(Dims::empty(), Vec::new())),
    };
    structs::write(&mut fields, subs, &Arc::new(source.fields.clone()))?;
    let fields = Arc::unwrap_or_clone(fields);
    *base = Object { class: source.class.clone(), fields }.into_value();
    Ok(())
}

/// Values that are never arrays can only be replaced as a whole.
fn whole(base: &mut Value, subs: &[Value], rhs: Value) -> Result<()> {
    let plan = plan(&Dims::scalar(), subs, &Dims::scalar())?;
    if plan.grows || plan.count() != 1 {
        return Err(unfit(base, &rhs));
    }
    *base = rhs;
    Ok(())
}
