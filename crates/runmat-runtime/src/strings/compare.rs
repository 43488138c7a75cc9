//! `strcmp` and its kin.

use crate::args;
use runmat_ignition::{Builtin, CallCx};
use runmat_value::text::{self, chars};
use runmat_value::{Char, Error, Result, Value};

/// The rows of this module.
pub const TABLE: &[Builtin] = &[
    Builtin::one("strcmp", (2, 2), strcmp)
        .doc("strcmp(s1, s2): whether two texts are the same; cells and string arrays element by element.\n\n    strcmp({'a', 'b'}, 'a')"),
    Builtin::one("strcmpi", (2, 2), strcmpi).doc("strcmpi(s1, s2): strcmp without regard to case."),
    Builtin::one("strncmp", (3, 3), strncmp).doc("strncmp(s1, s2, n): whether the first n characters are the same."),
    Builtin::one("strncmpi", (3, 3), strncmpi).doc("strncmpi(s1, s2, n): strncmp without regard to case."),
];

fn strcmp(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    text::strcmp(&args[0], &args[1], cx.dialect())
}

fn strcmpi(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let dialect = cx.dialect();
    text::strcmp_with("strcmpi", &args[0], &args[1], dialect, |a, b| chars::eq_ignore_case(a, b, dialect))
}

/// The count of characters to compare.
fn count(cx: &CallCx<'_>, v: &Value) -> Result<usize> {
    let n = args::scalar(cx, v, "N")?;
    if cx.octave() && n < 1.0 {
        return Err(Error::msg(format!("{}: N must be greater than 0", cx.name)));
    }
    Ok(n.max(0.0) as usize)
}

fn prefixes(cx: &mut CallCx<'_>, args: &[Value], eq: impl Fn(&[Char], &[Char]) -> bool) -> Result<Value> {
    let n = count(cx, &args[2])?;
    let same = |a: &[Char], b: &[Char]| eq(&a[..n.min(a.len())], &b[..n.min(b.len())]);
    text::strncmp_with(cx.name, &args[0], &args[1], cx.dialect(), same)
}

fn strncmp(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    prefixes(cx, args, |a, b| a == b)
}

fn strncmpi(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let dialect = cx.dialect();
    prefixes(cx, args, |a, b| chars::eq_ignore_case(a, b, dialect))
}
