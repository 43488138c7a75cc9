//! Questions about the class of a value.

use runmat_ignition::CallCx;
use runmat_value::{Class, NdArray, Result, Value};

/// Whether Octave shows this value as an object of a class written in its language.
fn is_object(v: &Value) -> bool {
    matches!(v, Value::Object(_) | Value::Handle(_) | Value::Map(_) | Value::Exception(_) | Value::Cleanup(_))
}

/// `class(x)`; `class(s, name, parents…)` makes an object.
pub fn class(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    match args.len() {
        1 => Ok(cx.text(&args[0].class_name())),
        _ => crate::objects::classes::object(cx, args),
    }
}

pub(crate) fn belongs(v: &Value, name: &str) -> bool {
    match name {
        "numeric" => v.is_numeric(),
        "float" => v.class().is_float(),
        "integer" => v.class().is_integer(),
        "handle" => matches!(v, Value::Handle(_) | Value::Map(_) | Value::Cleanup(_)),
        other => v.class_name() == other,
    }
}

/// `isa(x, class)`; a cell of names gives one answer each.
pub fn isa(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let wrong =
        |cx: &CallCx<'_>| cx.fail("MATLAB:isa:InvalidClass", "CLASSNAME must be a string or cell array of strings");
    let is_one = |cx: &CallCx<'_>, name: &str| {
        belongs(&args[0], name)
            || matches!(args[0], Value::Object(_) | Value::Handle(_))
                && cx.vm.inherits(&args[0].class_name(), name, cx.session)
    };
    match &args[1] {
        Value::Cell(names) => {
            let texts: Option<Vec<String>> = names.data().iter().map(Value::as_text).collect();
            let texts = texts.ok_or_else(|| wrong(cx))?;
            Ok(NdArray::new(names.dims().clone(), texts.iter().map(|n| is_one(cx, n)).collect()).into())
        }
        v => v.as_text().map(|n| Value::Bool(is_one(cx, &n))).ok_or_else(|| wrong(cx)),
    }
}

macro_rules! questions {
    ($($(#[$doc:meta])* $name:ident: $test:expr;)*) => {$(
        $(#[$doc])*
        pub fn $name(_: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
            let test: fn(&Value) -> bool = $test;
            Ok(Value::Bool(test(&args[0])))
        }
    )*};
}

questions! {
    /// Number array.
    isnumeric: Value::is_numeric;
    /// Real numbers, logicals, chars.
    isreal: |v| {
        (v.is_numeric() || matches!(v.class(), Class::Logical | Class::Char)) && !v.is_complex()
    };
    /// Stored with imaginary parts.
    iscomplex: Value::is_complex;
    /// Logical.
    islogical: |v| v.class() == Class::Logical;
    /// Double or single.
    isfloat: |v| v.class().is_float();
    /// Of an integer class.
    isinteger: |v| v.class().is_integer();
    /// Cell array.
    iscell: Value::is_cell;
    /// Struct.
    isstruct: |v| matches!(v, Value::Struct(_));
    /// Object.
    isobject: is_object;
    /// Function handle.
    is_function_handle: |v| matches!(v, Value::Func(_));
    /// Of no class there is here.
    never: |_| false;
}
