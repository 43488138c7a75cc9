//! Making text: char arrays, cell arrays of text, strings, and putting them together.

use super::{Kind, Texts, any_chars, texts};
use crate::args;
use runmat_ignition::{Builtin, CallCx, MANY, Work};
use runmat_value::text::{self, chars};
use runmat_value::{Char, Class, Dims, Element, Error, NdArray, Note, Result, Text, Value, convert};
use std::sync::Arc;

/// The rows of this module.
pub const TABLE: &[Builtin] = &[
    Builtin::one("char", (0, MANY), char_array)
        .doc("char(x): codes or strings as a char array.\nchar(a, b, ...): a row for each text.\n\n    char(72, 105)"),
    Builtin::one("strvcat", (0, MANY), strvcat).doc("strvcat(a, b, ...): a row for each text that is not empty."),
    Builtin::one("cellstr", (1, 1), cellstr)
        .work(Work::Costly)
        .doc("cellstr(s): a cell for each row of a char matrix or each string."),
    Builtin::one("string", (1, 2), string).doc("string(x): a string array.\n\n    string([1 2 3])"),
    Builtin::one("strings", (0, MANY), strings).doc("strings(m, n): an array of empty strings."),
    Builtin::one("strcat", (0, MANY), strcat).doc("strcat(a, b, ...): texts side by side, element by element."),
    Builtin::one("cstrcat", (0, MANY), cstrcat).doc("cstrcat(a, b, ...): char arrays side by side, blanks kept."),
    Builtin::one("append", (1, MANY), append).doc("append(a, b, ...): texts side by side, blanks kept."),
    Builtin::one("blanks", (1, 1), blanks).work(Work::Sizes { values: 0, square: false }).doc("blanks(n): n blanks."),
    Builtin::one("missing", (0, 0), missing).only(runmat_value::Dialect::Matlab).doc("missing: the missing string."),
    Builtin::one("newline", (0, 0), newline).doc("newline: the newline character."),
    Builtin::one("convertStringsToChars", (1, 1), to_chars)
        .doc("convertStringsToChars(x): strings as char arrays; all else as it is."),
    Builtin::one("convertCharsToStrings", (1, 1), to_strings)
        .doc("convertCharsToStrings(x): char arrays and cells of them as strings."),
];

/// The rows that one argument of `char` stands for.
fn rows_of(cx: &CallCx<'_>, v: &Value, out: &mut Vec<Vec<Char>>) -> Result<()> {
    match v {
        Value::Cell(c) => c.data().iter().try_for_each(|v| rows_of(cx, v, out)),
        Value::Strings(_) => {
            let texts = Texts::of(v, cx.dialect()).map_or_else(Vec::new, |t| t.items);
            out.extend(texts.into_iter().map(Option::unwrap_or_default));
            Ok(())
        }
        _ => {
            let v = convert::to_class(v, Class::Char, cx.dialect())?;
            let rows = chars::char_rows(&v).unwrap_or_default();
            if rows.is_empty() {
                out.push(Vec::new());
            }
            out.extend(rows);
            Ok(())
        }
    }
}

fn char_array(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    if let [v] = args {
        match v {
            Value::Strings(a) if a.len() == 1 => {
                return Ok(chars::row(chars::encode(a.data()[0].0.as_deref().unwrap_or(""), cx.dialect())));
            }
            Value::Cell(_) | Value::Strings(_) => {}
            Value::Chars(a) if a.note() == Note::DoubleQuoted => return Ok(v.clone()),
            _ => return convert::to_class(v, Class::Char, cx.dialect()),
        }
    }
    let mut rows = Vec::new();
    for v in args.iter() {
        rows_of(cx, v, &mut rows)?;
    }
    char_matrix(cx, rows)
}

fn char_matrix(cx: &mut CallCx<'_>, rows: Vec<Vec<Char>>) -> Result<Value> {
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    cx.reserve(&Dims::new(rows.len(), width), 2)?;
    cx.charge(rows.len() * width);
    if rows.len() == 1 && width == 0 || rows.is_empty() {
        return Ok(NdArray::<Char>::empty().into());
    }
    Ok(chars::matrix(&rows))
}

fn strvcat(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let mut rows = Vec::new();
    for v in args.iter() {
        let mut part = Vec::new();
        rows_of(cx, v, &mut part)?;
        rows.extend(part.into_iter().filter(|r| !r.is_empty()));
    }
    char_matrix(cx, rows)
}

fn cellstr(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let v = &args[0];
    match v {
        Value::Cell(c) if c.data().iter().all(|x| x.is_char() || cx.octave() && x.is_numeric()) => Ok(v.clone()),
        Value::Strings(_) => {
            let t = Texts::of(v, cx.dialect()).ok_or_else(|| cx.invalid_call())?;
            Ok(texts::pack(Kind::Cell, t.dims, t.items, cx.dialect()))
        }
        Value::Char(_) | Value::Chars(_) if v.dims().is_matrix() => Ok(Value::cell_col(cell_rows(v, cx.octave()))),
        _ if cx.octave() && v.is_empty() && v.is_numeric() => {
            Ok(Value::cell_row(vec![NdArray::<Char>::empty().into()]))
        }
        _ if cx.octave() && convert::to_f64_vec(v).is_some() => {
            let v = convert::to_class(v, Class::Char, cx.dialect())?;
            Ok(Value::cell_col(cell_rows(&v, true)))
        }
        _ if cx.octave() => Err(Error::msg("cellstr: argument STRING must be a 2-D character array")),
        _ => Err(Error::new(
            "MATLAB:cellstr:MustContainOnlyCellstr",
            "Conversion to cellstr failed: input must be text.",
        )),
    }
}

/// The rows of a char matrix without the blanks at their ends.
fn cell_rows(v: &Value, octave: bool) -> Vec<Value> {
    let mut rows = chars::char_rows(v).unwrap_or_default();
    if rows.is_empty() {
        rows.push(Vec::new());
    }
    let trim = |r: &[Char]| match octave {
        true => r[..r.iter().rposition(|c| c.0 != b' ' as u16).map_or(0, |k| k + 1)].to_vec(),
        false => chars::trim_end(r).to_vec(),
    };
    rows.iter().map(|r| chars::row(trim(r))).collect()
}

fn string(_: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    text::string_of(&args[0])
}

fn strings(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let dims = args::sizes(cx, args)?;
    cx.reserve(&dims, 16)?;
    Ok(NdArray::filled(dims, Text(Some(Arc::from("")))).into())
}

/// What `strcat` and `append` join: each argument as a list; char arguments may lose their last blanks.
fn join_texts(cx: &mut CallCx<'_>, args: &[Value], trim: bool) -> Result<Value> {
    let dialect = cx.dialect();
    let mut lists = Vec::with_capacity(args.len());
    for v in args {
        let owned;
        let v = match v {
            _ if cx.octave() && convert::to_f64_vec(v).is_some() && !v.is_char() => {
                owned = convert::to_class(v, Class::Char, dialect)?;
                &owned
            }
            _ => v,
        };
        let mut list = Texts::of(v, dialect)
            .ok_or_else(|| cx.fail("MATLAB:strcat:InvalidInputType", "inputs must be strings or cells of strings"))?;
        if trim && list.kind == Kind::Char {
            for t in list.items.iter_mut().flatten() {
                let keep = match cx.octave() {
                    true => t.iter().rposition(|c| c.0 != b' ' as u16).map_or(0, |k| k + 1),
                    false => chars::trim_end(t).len(),
                };
                t.truncate(keep);
            }
        }
        lists.push(list);
    }
    let dims = lists.iter().map(|t| &t.dims).find(|d| d.numel() != 1).cloned().unwrap_or_else(Dims::scalar);
    if lists.iter().any(|t| t.items.len() != 1 && t.dims != dims) {
        return Err(cx.fail("MATLAB:strcat:InvalidInputSize", "arguments must be the same size, or be scalars"));
    }
    let kind =
        [Kind::String, Kind::Cell].into_iter().find(|k| lists.iter().any(|t| t.kind == *k)).unwrap_or(Kind::Char);
    let item = |k: usize| -> Option<Vec<Char>> {
        let mut out = Vec::new();
        for t in &lists {
            out.extend_from_slice(t.items[if t.items.len() == 1 { 0 } else { k }].as_deref()?);
        }
        Some(out)
    };
    let items: Vec<_> = (0..dims.numel()).map(item).collect();
    cx.charge(items.iter().flatten().map(Vec::len).sum());
    Ok(texts::pack(kind, dims, items, dialect))
}

fn strcat(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    match args {
        [] => Ok(NdArray::<Char>::empty().into()),
        [v] if v.is_cell() || matches!(v, Value::Strings(_)) => Ok(v.clone()),
        [v] if v.is_char() || cx.octave() && v.is_numeric() => join_texts(cx, args, true),
        [_] => Err(cx.fail("MATLAB:strcat:InvalidInputType", "inputs must be strings or cells of strings")),
        _ => join_texts(cx, args, true),
    }
}

fn append(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    join_texts(cx, args, false)
}

fn cstrcat(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    if args.is_empty() {
        return Ok(NdArray::<Char>::empty().into());
    }
    if !args.iter().all(Value::is_char) {
        return Err(cx.fail("MATLAB:cstrcat:input", "arguments must be character strings"));
    }
    runmat_value::concat::horzcat(args, cx.dialect())
}

fn blanks(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let n = args[0].as_f64().filter(|n| *n >= 0.0 && *n == n.trunc() && n.is_finite());
    let n = n.ok_or_else(|| cx.fail("MATLAB:blanks:input", "N must be a non-negative integer"))? as usize;
    cx.reserve(&Dims::row(n), 2)?;
    cx.charge(n);
    let blank = vec![Char(b' ' as u16); n];
    Ok(if n == 0 && cx.octave() { chars::row(blank) } else { NdArray::row(blank).into() })
}

fn missing(_: &mut CallCx<'_>, _: &mut [Value]) -> Result<Value> {
    Ok(NdArray::filled(Dims::scalar(), Text(None)).into())
}

fn newline(_: &mut CallCx<'_>, _: &mut [Value]) -> Result<Value> {
    Ok(Value::Char(Char(b'\n' as u16)))
}

fn to_chars(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    match &args[0] {
        v @ Value::Strings(a) if a.len() == 1 => {
            Ok(chars::row(any_chars(v, cx.dialect()).unwrap_or_default().into_owned()))
        }
        v @ Value::Strings(_) => {
            let t = Texts::of(v, cx.dialect()).ok_or_else(|| cx.invalid_call())?;
            Ok(texts::pack(Kind::Cell, t.dims, t.items, cx.dialect()))
        }
        v => Ok(v.clone()),
    }
}

fn to_strings(_: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let v = &args[0];
    let cellstr = <Value as Element>::view(v).is_some_and(|c| c.data().iter().all(Value::is_char));
    if !v.is_char() && !cellstr {
        return Ok(v.clone());
    }
    text::string_of(v)
}
