//! Changing text: case, blanks, escapes.

use super::map_text;
use crate::args;
use runmat_ignition::{Builtin, CallCx, Work};
use runmat_value::text::{self, chars};
use runmat_value::{Char, Error, NdArray, Result, Value};

/// The rows of this module.
pub const TABLE: &[Builtin] = &[
    Builtin::one("upper", (1, 1), upper).doc("upper(s): in upper case."),
    Builtin::one("toupper", (1, 1), upper).doc("toupper(s): in upper case."),
    Builtin::one("lower", (1, 1), lower).doc("lower(s): in lower case."),
    Builtin::one("tolower", (1, 1), lower).doc("tolower(s): in lower case."),
    Builtin::one("strtrim", (1, 1), strtrim).doc("strtrim(s): without white space at either end."),
    Builtin::one("deblank", (1, 1), deblank).doc("deblank(s): without white space at the end."),
    Builtin::one("strjust", (1, 2), strjust)
        .work(Work::Costly)
        .doc("strjust(s, 'right'): rows of a char matrix moved to the right, the left or the center."),
    Builtin::one("do_string_escapes", (1, 1), do_string_escapes)
        .doc("do_string_escapes(s): escapes such as \\n replaced."),
    Builtin::one("undo_string_escapes", (1, 1), undo_string_escapes)
        .doc("undo_string_escapes(s): special characters written as escapes."),
    Builtin::one("untabify", (1, 3), untabify).doc("untabify(s, width, deblank): tabs replaced by blanks."),
];

/// Like `map_text`, but what is no text stays.
fn map_case(cx: &CallCx<'_>, v: &Value, f: &dyn Fn(&[Char]) -> Vec<Char>) -> Result<Value> {
    let dialect = cx.dialect();
    match v {
        Value::Cell(c) => {
            let items = c.data().iter().map(|v| map_case(cx, v, f)).collect::<Result<Vec<_>>>()?;
            Ok(NdArray::new(c.dims().clone(), items).into())
        }
        Value::Chars(a) => Ok(NdArray::new(a.dims().clone(), f(a.data())).with_note(a.note()).into()),
        Value::Char(_) | Value::Strings(_) => Ok(map_text(v, dialect, f).unwrap_or_else(|| v.clone())),
        _ if v.is_numeric() || v.class() == runmat_value::Class::Logical => Ok(v.clone()),
        _ if cx.octave() => {
            Err(Error::msg(format!("{}: not defined for {}", cx.name, runmat_value::ops::octave_type_name(v))))
        }
        _ => Err(Error::new(
            "MATLAB:UndefinedFunction",
            format!("Undefined function '{}' for input arguments of type '{}'.", cx.name, v.class_name()),
        )),
    }
}

fn upper(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let dialect = cx.dialect();
    cx.charge(args[0].numel());
    map_case(cx, &args[0], &|s| chars::upper(s, dialect))
}

fn lower(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let dialect = cx.dialect();
    cx.charge(args[0].numel());
    map_case(cx, &args[0], &|s| chars::lower(s, dialect))
}

fn not_text(cx: &CallCx<'_>) -> Error {
    if cx.octave() {
        Error::msg(format!("{}: S argument must be a string or cellstring", cx.name))
    } else {
        Error::new(&format!("MATLAB:{}:InputClass", cx.name), "Input should be a string or a character array.")
    }
}

/// Blank columns at both ends (or only the right end) of a char matrix removed.
fn trim_matrix(v: &Value, both: bool) -> Value {
    let rows = chars::char_rows(v).unwrap_or_default();
    let blank = |c: &Char| chars::is_space(*c) || c.0 == 0;
    let start = rows.iter().filter_map(|r| r.iter().position(|c| !blank(c))).min();
    let end = rows.iter().filter_map(|r| r.iter().rposition(|c| !blank(c))).max().map_or(0, |k| k + 1);
    if end == 0 {
        return NdArray::<Char>::empty().into();
    }
    let start = if both { start.unwrap_or(0) } else { 0 };
    let cut: Vec<Vec<Char>> = rows.iter().map(|r| r[start.min(end)..end].to_vec()).collect();
    chars::matrix(&cut)
}

fn trim_with(cx: &CallCx<'_>, v: &Value, both: bool) -> Result<Value> {
    let dialect = cx.dialect();
    match v {
        Value::Chars(a) if a.dims().rows() > 1 && !a.is_empty() => Ok(trim_matrix(v, both)),
        Value::Cell(c) => {
            let items = c.data().iter().map(|v| trim_with(cx, v, both)).collect::<Result<Vec<_>>>()?;
            Ok(NdArray::new(c.dims().clone(), items).into())
        }
        _ if cx.octave() && !both && v.is_empty() && v.is_numeric() => Ok(v.clone()),
        _ => {
            let trim = |s: &[Char]| if both { chars::trim(s).to_vec() } else { chars::trim_end(s).to_vec() };
            map_text(v, dialect, trim).ok_or_else(|| not_text(cx))
        }
    }
}

fn strtrim(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    cx.charge(args[0].numel());
    trim_with(cx, &args[0], true)
}

fn deblank(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    cx.charge(args[0].numel());
    trim_with(cx, &args[0], false)
}

fn strjust(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let side = args.get(1).map(|v| args::text(cx, v, "POS")).transpose()?.unwrap_or_else(|| "right".into());
    let side = side.to_ascii_lowercase();
    if !args[0].is_char() || !args[0].dims().is_matrix() {
        if let (false, Some(v)) = (cx.octave(), map_text(&args[0], cx.dialect(), |s| justify(s, &side))) {
            return Ok(v);
        }
        return Err(cx.fail("MATLAB:strjust:InvalidInput", "S must be a string"));
    }
    if args[0].is_empty() {
        return Ok(args[0].clone());
    }
    let rows: Vec<Vec<Char>> =
        chars::char_rows(&args[0]).unwrap_or_default().iter().map(|r| justify(r, &side)).collect();
    Ok(chars::matrix(&rows))
}

fn justify(row: &[Char], side: &str) -> Vec<Char> {
    let blank = |c: &Char| c.0 == b' ' as u16 || c.0 == 0;
    let start = row.iter().position(|c| !blank(c)).unwrap_or(row.len());
    let end = row.iter().rposition(|c| !blank(c)).map_or(start, |k| k + 1);
    let space = row.len() - (end - start);
    let before = match side.as_bytes().first() {
        Some(b'l') => 0,
        Some(b'c') => space / 2,
        _ => space,
    };
    let mut out = vec![Char(b' ' as u16); row.len()];
    out[before..before + end - start].copy_from_slice(&row[start..end]);
    out
}

fn do_string_escapes(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let Some(s) = super::row_chars(&args[0], cx.dialect()) else {
        return Err(cx.fail("MATLAB:invalidInput", "STRING argument must be of type string"));
    };
    if let Some(bad) = text::unknown_escape(&s) {
        let letter = bad.trim_start_matches('\\').to_string();
        cx.warn(
            "Octave:unrecognized-escape",
            &format!("unrecognized escape sequence '{bad}' -- converting to '{letter}'"),
        )?;
    }
    Ok(super::text_like(&args[0], text::escapes(&s)?, cx.dialect()))
}

fn undo_string_escapes(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let Some(s) = super::row_chars(&args[0], cx.dialect()) else {
        return Err(cx.fail("MATLAB:invalidInput", "S argument must be a string"));
    };
    Ok(super::text_like(&args[0], text::undo_escapes(&s)?, cx.dialect()))
}

fn untabify(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let width = args.get(1).map_or(Ok(8.0), |v| args::scalar(cx, v, "TW"))?.max(1.0) as usize;
    let strip = args.get(2).is_some_and(|v| v.as_f64().is_some_and(|x| x != 0.0));
    let expand = |s: &[Char]| {
        let mut out: Vec<Char> = Vec::with_capacity(s.len() + width);
        for c in s {
            if c.0 == b'\t' as u16 {
                let to = (out.len() / width + 1) * width;
                out.resize(to, Char(b' ' as u16));
            } else {
                out.push(*c);
            }
        }
        if strip { chars::trim_end(&out).to_vec() } else { out }
    };
    map_text(&args[0], cx.dialect(), expand)
        .ok_or_else(|| cx.fail("MATLAB:invalidInput", "TXT must be a string or cellstring"))
}
