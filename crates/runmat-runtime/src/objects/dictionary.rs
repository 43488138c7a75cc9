//! `dictionary`: what its methods, written in the language, are made of.

use runmat_ignition::{Builtin, CallCx};
use runmat_value::object::Object;
use runmat_value::{Dims, Error, NdArray, Result, Value, dictionary};
use std::sync::Arc;

/// The rows of this module.
pub const TABLE: &[Builtin] = &[
    Builtin::one("__dictionary__", (2, 2), empty).impure(),
    Builtin::one("__dictionary_set__", (3, 3), set),
    Builtin::one("__dictionary_remove__", (2, 2), remove),
    Builtin::one("__dictionary_has__", (2, 2), contains),
    Builtin::one("__dictionary_keys__", (1, 1), |_, a| listed(a, dictionary::keys)),
    Builtin::one("__dictionary_values__", (1, 1), |_, a| listed(a, dictionary::values)),
];

fn one_of(v: &Value) -> Result<&Arc<Object>> {
    match v {
        Value::Object(o) if dictionary::is_one(o) => Ok(o),
        _ => Err(Error::new("MATLAB:dictionary:InvalidInput", "Argument must be a dictionary.")),
    }
}

fn empty(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let text = |v: &Value| v.as_text().unwrap_or_default();
    cx.session.add_class("dictionary", |_| {});
    Ok(Value::Object(Arc::new(dictionary::empty(&text(&args[0]), &text(&args[1])))))
}

fn own(v: &mut Value) -> Result<Object> {
    one_of(v)?;
    match v.take() {
        Value::Object(o) => Ok(Arc::unwrap_or_clone(o)),
        _ => Err(Error::internal("no dictionary")),
    }
}

fn set(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    cx.charge(8 * args[1].numel());
    let mut o = own(&mut args[0])?;
    dictionary::set(&mut o, &args[1..2], &args[2])?;
    Ok(Value::Object(Arc::new(o)))
}

fn remove(_: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let mut o = own(&mut args[0])?;
    dictionary::remove(&mut o, &args[1])?;
    Ok(Value::Object(Arc::new(o)))
}

fn contains(_: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let found = dictionary::contains(one_of(&args[0])?, &args[1])?;
    let dims = if args[1].is_char() { Dims::scalar() } else { args[1].dims() };
    Ok(NdArray::new(dims, found).into())
}

fn listed(args: &[Value], list: fn(&Object) -> &[Value]) -> Result<Value> {
    let all = list(one_of(&args[0])?).to_vec();
    Ok(NdArray::new(Dims::col(all.len()), all).into())
}
