//! JSON, and names that are valid or unique.

mod decode;
mod encode;
mod names;

use runmat_ignition::{Builtin, CallCx, MANY, Work};
use runmat_value::{Error, Result, Value};

/// The rows of this module.
pub const TABLE: &[Builtin] = &[
    Builtin::one("jsonencode", (1, 5), encode::jsonencode).work(Work::Costly)
        .doc("jsonencode(x): a value as JSON text.\njsonencode(x, 'PrettyPrint', true): on several lines.\n\n    jsonencode(struct('a', [1 2 3]))"),
    Builtin::one("jsondecode", (1, MANY), decode::jsondecode).work(Work::Costly)
        .doc("jsondecode(text): the value of JSON text.\n\n    jsondecode('{\"a\": [1, 2, 3]}')"),
    Builtin::many("matlab.lang.makeValidName", (1, MANY), 2, names::make_valid_name).pure()
        .doc("[name, changed] = matlab.lang.makeValidName(text): a variable name from any text."),
    Builtin::many("matlab.lang.makeUniqueStrings", (1, 3), 2, names::make_unique)
        .doc("[out, changed] = matlab.lang.makeUniqueStrings(texts, excluded): texts that all differ."),
];

/// A flag given as an option.
fn flag(cx: &CallCx<'_>, v: &Value) -> Result<bool> {
    match v {
        Value::Bool(b) => Ok(*b),
        _ if !cx.octave() && v.as_f64().is_some() => Ok(v.as_f64() != Some(0.0)),
        _ => Err(Error::msg(format!("{}: option value must be a logical scalar", cx.name))),
    }
}

/// A valid variable name made from a text.
pub fn valid_name(cx: &CallCx<'_>, text: &str) -> String {
    names::NameRules::of(cx).apply(text)
}
