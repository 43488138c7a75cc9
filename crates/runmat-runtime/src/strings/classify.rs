//! Questions about text and its characters.

use crate::args;
use runmat_ignition::{Builtin, CallCx};
use runmat_value::{Char, Class, Element, Error, NdArray, Result, Value};

type Test = fn(u16) -> bool;

/// A row that asks about each character.
macro_rules! about {
    ($name:literal, $doc:literal) => {
        Builtin::one($name, (1, 1), characters).doc(concat!($name, "(s): which characters ", $doc, "."))
    };
}

/// The rows of this module.
pub const TABLE: &[Builtin] = &[
    about!("isalpha", "are letters"),
    about!("isletter", "are letters"),
    about!("isdigit", "are decimal digits"),
    about!("isspace", "are white space"),
    about!("isupper", "are upper case letters"),
    about!("islower", "are lower case letters"),
    about!("isalnum", "are letters or digits"),
    about!("ispunct", "are punctuation"),
    about!("iscntrl", "are control characters"),
    about!("isgraph", "are visible"),
    about!("isprint", "can be printed"),
    about!("isxdigit", "are hexadecimal digits"),
    about!("isascii", "are ASCII"),
    Builtin::one("ischar", (1, 1), ischar).doc("ischar(x): whether x is a char array."),
    Builtin::one("iscellstr", (1, 1), iscellstr).doc("iscellstr(x): whether x is a cell array of char arrays."),
    Builtin::one("isstring", (1, 1), isstring).doc("isstring(x): whether x is a string array."),
    Builtin::one("isStringScalar", (1, 1), is_string_scalar).doc("isStringScalar(x): whether x is one string."),
    Builtin::one("isstrprop", (2, 2), isstrprop)
        .doc("isstrprop(s, type): which characters are of a type: 'alpha', 'digit', 'wspace', ...\n\n    isstrprop('a1', 'digit')"),
];

/// Tests by the names of the functions and of `isstrprop`. Those of Octave know ASCII only.
const TESTS: &[(&[&str], Test)] = &[
    (&["isalpha", "isletter", "alpha"], |c| ascii(c, u8::is_ascii_alphabetic)),
    (&["isdigit", "digit"], |c| ascii(c, u8::is_ascii_digit)),
    (&["isspace", "space", "wspace"], |c| matches!(c, 9..=13 | 32)),
    (&["isupper", "upper"], |c| ascii(c, u8::is_ascii_uppercase)),
    (&["islower", "lower"], |c| ascii(c, u8::is_ascii_lowercase)),
    (&["isalnum", "alnum", "alphanum"], |c| ascii(c, u8::is_ascii_alphanumeric)),
    (&["ispunct", "punct"], |c| ascii(c, u8::is_ascii_punctuation)),
    (&["iscntrl", "cntrl"], |c| ascii(c, u8::is_ascii_control)),
    (&["isgraph", "graph", "graphic"], |c| ascii(c, u8::is_ascii_graphic)),
    (&["isprint", "print"], |c| (32..127).contains(&c)),
    (&["isxdigit", "xdigit"], |c| ascii(c, u8::is_ascii_hexdigit)),
    (&["isascii", "ascii"], |c| c < 128),
];

fn ascii(c: u16, test: fn(&u8) -> bool) -> bool {
    c < 128 && test(&(c as u8))
}

/// The test for MATLAB's UTF-16, where letters beyond ASCII count.
fn wide(c: u16, name: &str, test: Test) -> bool {
    if c < 128 {
        return test(c);
    }
    let Some(c) = char::from_u32(c as u32) else { return false };
    match name {
        "isalpha" | "isletter" | "alpha" => c.is_alphabetic(),
        "isspace" | "space" | "wspace" => c.is_whitespace(),
        "isupper" | "upper" => c.is_uppercase(),
        "islower" | "lower" => c.is_lowercase(),
        "isalnum" | "alnum" | "alphanum" => c.is_alphanumeric(),
        "isgraph" | "isprint" | "graph" | "graphic" | "print" => !c.is_control() && !c.is_whitespace(),
        _ => false,
    }
}

fn test_named(name: &str) -> Option<Test> {
    TESTS.iter().find(|(names, _)| names.contains(&name)).map(|(_, t)| *t)
}

fn classify(cx: &CallCx<'_>, v: &Value, name: &str, test: Test) -> Result<Value> {
    let octave = cx.octave();
    let one = |c: &Char| if octave { test(c.0) } else { wide(c.0, name, test) };
    match v {
        Value::Cell(c) => {
            let items = c.data().iter().map(|v| classify(cx, v, name, test)).collect::<Result<Vec<_>>>()?;
            Ok(NdArray::new(c.dims().clone(), items).into())
        }
        Value::Char(c) => Ok(Value::Bool(one(c))),
        Value::Chars(a) => Ok(a.map(one).into()),
        Value::Strings(a) if a.len() == 1 => {
            let units = runmat_value::text::chars::encode(a.data()[0].0.as_deref().unwrap_or(""), cx.dialect());
            Ok(NdArray::row(units.iter().map(one).collect()).into())
        }
        _ if v.class() == Class::Logical => Ok(NdArray::filled(v.dims(), false).into()),
        _ => match runmat_value::convert::try_real_array(v) {
            Some(a) if octave => Ok(a.map(|&x| (0.0..256.0).contains(&x) && test(x as u16)).into()),
            Some(a) => Ok(NdArray::filled(a.dims().clone(), false).into()),
            None if octave => {
                Err(Error::msg(format!("{}: not defined for {}", cx.name, runmat_value::ops::octave_type_name(v))))
            }
            None => Ok(Value::Bool(false)),
        },
    }
}

fn characters(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let test = test_named(cx.name).ok_or_else(|| Error::internal("a test without a row"))?;
    cx.charge(args[0].numel());
    classify(cx, &args[0], cx.name, test)
}

fn isstrprop(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let kind = args::text(cx, &args[1], "TYPE")?;
    let Some(test) = test_named(&kind).filter(|_| !kind.starts_with("is")) else {
        return Err(cx.fail("MATLAB:isstrprop:invalidCategory", &format!("invalid string type: {kind}")));
    };
    cx.charge(args[0].numel());
    classify(cx, &args[0], &kind, test)
}

fn ischar(_: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    Ok(Value::Bool(args[0].is_char()))
}

fn iscellstr(_: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let all = <Value as Element>::view(&args[0]).is_some_and(|c| c.data().iter().all(Value::is_char));
    Ok(Value::Bool(all))
}

fn isstring(_: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    Ok(Value::Bool(matches!(args[0], Value::Strings(_))))
}

fn is_string_scalar(_: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    Ok(Value::Bool(matches!(&args[0], Value::Strings(a) if a.len() == 1)))
}
