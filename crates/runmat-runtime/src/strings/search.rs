//! Finding and replacing fixed text.

use super::{Kind, Texts, any_chars, row_chars, text_like};
use crate::args;
use runmat_ignition::{Builtin, CallCx, Values};
use runmat_value::text::chars;
use runmat_value::{Char, Dims, Error, NdArray, Result, Value};
use smallvec::smallvec;

/// The rows of this module.
pub const TABLE: &[Builtin] = &[
    Builtin::one("strfind", (2, 6), strfind)
        .doc("strfind(s, pattern): where a text occurs in another.\n\n    strfind('abab', 'b')"),
    Builtin::one("strrep", (3, 5), strrep)
        .doc("strrep(s, old, new): all occurrences of a text replaced.\n\n    strrep('a-b', '-', '+')"),
    Builtin::many("strtok", (1, 2), 2, strtok)
        .pure()
        .doc("[token, rest] = strtok(s, delimiters): the first token and what follows it."),
    Builtin::one("startsWith", (2, 4), starts_with)
        .doc("startsWith(s, pattern): whether a text starts with one of the patterns."),
    Builtin::one("endsWith", (2, 4), ends_with)
        .doc("endsWith(s, pattern): whether a text ends with one of the patterns."),
    Builtin::one("contains", (2, 4), contains)
        .doc("contains(s, pattern): whether a text contains one of the patterns."),
];

/// Positions (from 0) of `pattern` in `text`.
pub fn positions(text: &[Char], pattern: &[Char], overlaps: bool) -> Vec<usize> {
    let (n, m) = (text.len(), pattern.len());
    let mut out = Vec::new();
    if m == 0 || m > n {
        return out;
    }
    let first = pattern[0];
    let mut k = 0;
    while k + m <= n {
        match text[k..=n - m].iter().position(|&c| c == first) {
            None => break,
            Some(skip) => k += skip,
        }
        if text[k..k + m] == *pattern {
            out.push(k);
            k += if overlaps { 1 } else { m };
        } else {
            k += 1;
        }
    }
    out
}

/// The options `"overlaps"` (true when not given) and `"forcecelloutput"`.
fn options(cx: &CallCx<'_>, options: &[Value]) -> Result<(bool, bool)> {
    let (mut overlaps, mut cell) = (true, false);
    for pair in options.chunks(2) {
        let [name, value] = pair else { return Err(cx.invalid_call()) };
        let name = name.as_text().unwrap_or_default();
        let on = value.as_f64().unwrap_or(0.0) != 0.0;
        match name.to_ascii_lowercase().as_str() {
            "overlaps" => overlaps = on,
            "forcecelloutput" => cell = on,
            _ => return Err(cx.fail("MATLAB:strfind:option", &format!("unknown option: {name}"))),
        }
    }
    Ok((overlaps, cell))
}

fn found(at: Vec<usize>, octave: bool, empty_text: bool) -> Value {
    match at[..] {
        [] if octave && !empty_text => NdArray::<f64>::new(Dims::new(1, 0), Vec::new()).into(),
        [] => Value::empty(),
        _ => Value::row(at.into_iter().map(|k| k as f64 + 1.0).collect()),
    }
}

fn strfind(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let (overlaps, wrap) = options(cx, &args[2..])?;
    let dialect = cx.dialect();
    let octave = cx.octave();
    if let (true, Value::Cell(list), true) = (octave, &args[1], args[0].is_char()) {
        let text = any_chars(&args[0], dialect).unwrap_or_default();
        let each = |p: &Value| {
            let p = any_chars(p, dialect).filter(|_| p.is_char());
            p.map(|p| found(positions(&text, &p, overlaps), false, false))
                .ok_or_else(|| Error::msg("strfind: each element of CELLSTR must be a string"))
        };
        let items = list.data().iter().map(each).collect::<Result<Vec<_>>>()?;
        return Ok(NdArray::new(list.dims().clone(), items).into());
    }
    let pattern = match &args[1] {
        Value::Cell(c) if octave && c.len() == 1 => any_chars(&c.data()[0], dialect),
        v if v.is_char() || matches!(v, Value::Strings(_)) => any_chars(v, dialect),
        _ => None,
    };
    let Some(pattern) = pattern else {
        return Err(if octave {
            Error::msg("strfind: PATTERN must be a string or cell array of strings")
        } else {
            Error::new(
                "MATLAB:strfind:patternMustBeText",
                "Pattern must be a string array, character array, or pattern array.",
            )
        });
    };
    cx.charge(args[0].numel());
    let search =
        |v: &Value| any_chars(v, dialect).map(|t| found(positions(&t, &pattern, overlaps), false, t.is_empty()));
    match &args[0] {
        Value::Cell(c) => {
            let bad = || match octave {
                true => Error::msg("strfind: each element of CELLSTR must be a string"),
                false => Error::new("MATLAB:strfind:cellInput", "Cell array input must contain only text."),
            };
            let items = c.data().iter().map(|v| if v.is_char() { search(v).ok_or_else(bad) } else { Err(bad()) });
            Ok(NdArray::new(c.dims().clone(), items.collect::<Result<Vec<_>>>()?).into())
        }
        Value::Strings(a) if a.len() != 1 => {
            let texts = Texts::of(&args[0], dialect).map_or_else(Vec::new, |t| t.items);
            let each =
                |t: Option<Vec<Char>>| found(positions(&t.unwrap_or_default(), &pattern, overlaps), false, false);
            Ok(NdArray::<Value>::new(a.dims().clone(), texts.into_iter().map(each).collect()).into())
        }
        v if v.is_char() || matches!(v, Value::Strings(_)) => {
            let result = search(v).unwrap_or_else(Value::empty);
            Ok(if wrap { Value::cell_row(vec![result]) } else { result })
        }
        _ if octave => Err(Error::msg("strfind: first argument must be a string or cell array of strings")),
        _ => Err(Error::new("MATLAB:strfind:firstArg", "First argument must be text.")),
    }
}

/// `text` with each occurrence of `old` replaced; overlapping ones are each replaced as Octave does it.
pub fn replaced(text: &[Char], old: &[Char], new: &[Char], overlaps: bool) -> Vec<Char> {
    let at = positions(text, old, overlaps);
    let mut out = Vec::with_capacity(text.len() + at.len() * new.len());
    let mut from = 0;
    for k in at {
        if k > from {
            out.extend_from_slice(&text[from..k]);
        }
        out.extend_from_slice(new);
        from = k + old.len();
    }
    out.extend_from_slice(&text[from.min(text.len())..]);
    out
}

fn strrep(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let (overlaps, _) = options(cx, &args[3..])?;
    let dialect = cx.dialect();
    cx.charge(args[0].numel());
    let is_text = |v: &Value| v.is_char() || matches!(v, Value::Strings(_));
    let bad = |octave: bool| match octave {
        true => Error::msg("strrep: STR, PTN, and REP arguments must be strings or cell arrays of strings"),
        false => Error::new(
            "MATLAB:strrep:nonText",
            "Inputs must be character vectors, cell arrays of character vectors, or string arrays.",
        ),
    };
    let (Some(old), Some(new)) = (row_chars(&args[1], dialect), row_chars(&args[2], dialect)) else {
        if !cx.octave() && (args[1].is_cell() || args[2].is_cell()) {
            return strrep_lists(cx, args, overlaps);
        }
        return Err(if cx.octave() {
            Error::msg("strrep: PTN and REP arguments must be strings or cell arrays of strings")
        } else {
            bad(false)
        });
    };
    match &args[0] {
        Value::Cell(c) => {
            let each = |v: &Value| match any_chars(v, dialect) {
                Some(t) if is_text(v) => Ok(text_like(v, replaced(&t, &old, &new, overlaps), dialect)),
                _ if cx.octave() => Err(Error::msg("strrep: each element of S must be a string")),
                _ => Err(bad(false)),
            };
            Ok(NdArray::new(c.dims().clone(), c.data().iter().map(each).collect::<Result<Vec<_>>>()?).into())
        }
        v if is_text(v) => {
            if !cx.octave() && matches!(v, Value::Chars(a) if a.dims().rows() > 1) {
                return Err(bad(false));
            }
            match super::map_text(v, dialect, |t| replaced(t, &old, &new, overlaps)) {
                // Text in, string out when the replacement is a string.
                Some(out) if v.is_char() && matches!(args[1], Value::Strings(_)) && !cx.octave() => {
                    Ok(Value::string(&out.as_text().unwrap_or_default()))
                }
                Some(out) => Ok(out),
                None => Err(bad(cx.octave())),
            }
        }
        _ => Err(bad(cx.octave())),
    }
}

/// `strrep` with lists of old or new texts: element by element.
fn strrep_lists(cx: &CallCx<'_>, args: &[Value], overlaps: bool) -> Result<Value> {
    let dialect = cx.dialect();
    let lists: Option<Vec<Texts>> = args[..3].iter().map(|v| Texts::of(v, dialect)).collect();
    let lists = lists.ok_or_else(|| cx.fail("MATLAB:strrep:nonText", "Inputs must be text."))?;
    let dims = lists.iter().map(|t| &t.dims).find(|d| d.numel() != 1).cloned().unwrap_or_else(Dims::scalar);
    let n = dims.numel();
    if lists.iter().any(|t| t.items.len() != 1 && t.items.len() != n) {
        return Err(cx.fail("MATLAB:strrep:sizes", "Inputs must have the same size or be scalars."));
    }
    let pick = |t: &Texts, k: usize| t.items[if t.items.len() == 1 { 0 } else { k }].clone().unwrap_or_default();
    let items = (0..n).map(|k| Some(replaced(&pick(&lists[0], k), &pick(&lists[1], k), &pick(&lists[2], k), overlaps)));
    let kind = if lists[0].kind == Kind::String { Kind::String } else { Kind::Cell };
    Ok(super::texts::pack(kind, dims, items.collect(), dialect))
}

fn is_default_delimiter(c: Char) -> bool {
    matches!(c.0, 0 | 9..=13 | 32)
}

/// The range of the first token.
fn token_range(s: &[Char], delimiter: &dyn Fn(Char) -> bool) -> (usize, usize) {
    let start = s.iter().position(|&c| !delimiter(c)).unwrap_or(s.len());
    let end = s[start..].iter().position(|&c| delimiter(c)).map_or(s.len(), |k| start + k);
    (start, end)
}

fn strtok(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let dialect = cx.dialect();
    let codes = |v: &Value| -> Vec<Char> {
        runmat_value::convert::to_f64_vec(v).unwrap_or_default().iter().map(|&x| Char(x as u16)).collect()
    };
    let given = args.get(1).map(|v| any_chars(v, dialect).map_or_else(|| codes(v), |d| d.into_owned()));
    let delimiter = |c: Char| given.as_ref().map_or_else(|| is_default_delimiter(c), |d| d.contains(&c));
    cx.charge(args[0].numel());
    let bad = || match cx.octave() {
        true => Error::msg("strtok: STR must be a character string or cell array of strings."),
        false => Error::new("MATLAB:strtok:InvalidInput", "First input must be text."),
    };
    if args[0].is_char() {
        let dims = args[0].dims();
        if cx.octave() && !dims.is_vector() && !dims.is_empty() {
            return Err(Error::msg("strtok: STR cannot be a 2-D character array"));
        }
        let s: Vec<Char> = <Char as runmat_value::Element>::view(&args[0]).map_or_else(Vec::new, |v| v.data().to_vec());
        let (start, end) = token_range(&s, &delimiter);
        let octave = cx.octave();
        let shape = |part: &[Char]| -> Value {
            match dims.is_col() && dims.rows() > 1 && !part.is_empty() {
                true => NdArray::col(part.to_vec()).into(),
                // A text of delimiters only leaves an empty row.
                false if part.is_empty() && !s.is_empty() && start == s.len() && octave => {
                    NdArray::<Char>::new(Dims::new(1, 0), Vec::new()).into()
                }
                false => chars::row(part.to_vec()),
            }
        };
        let rest = if end == s.len() { NdArray::<Char>::empty().into() } else { shape(&s[end..]) };
        return Ok(smallvec![shape(&s[start..end]), rest]);
    }
    let texts = Texts::of(&args[0], dialect).ok_or_else(bad)?;
    let (mut tokens, mut rests) = (Vec::new(), Vec::new());
    for s in texts.plain() {
        let (start, end) = token_range(s, &delimiter);
        tokens.push(Some(s[start..end].to_vec()));
        rests.push(Some(s[end..].to_vec()));
    }
    Ok(smallvec![texts.pack(tokens, dialect), texts.pack(rests, dialect)])
}

/// The option `"IgnoreCase"`.
fn ignore_case(cx: &CallCx<'_>, options: &[Value]) -> Result<bool> {
    match options {
        [] => Ok(false),
        [name, value] => {
            let is_name =
                name.as_text().is_some_and(|n| !n.is_empty() && "ignorecase".starts_with(&n.to_ascii_lowercase()));
            match (is_name, name.as_text()) {
                (true, _) if value.as_f64().is_some() => Ok(value.as_f64() != Some(0.0)),
                (true, _) => Err(cx.fail("MATLAB:textfun:ignoreCase", "IGNORE_CASE value must be a logical scalar")),
                (false, Some(_)) => Err(cx.fail("MATLAB:textfun:option", "third input must be \"IgnoreCase\"")),
                (false, None) => Err(cx.fail("MATLAB:textfun:option", "third input must be \"IgnoreCase\"")),
            }
        }
        _ => Err(cx.invalid_call()),
    }
}

fn matches_any(cx: &mut CallCx<'_>, args: &[Value], test: fn(&[Char], &[Char]) -> bool) -> Result<Value> {
    let dialect = cx.dialect();
    let texts = Texts::of(&args[0], dialect)
        .ok_or_else(|| cx.fail("MATLAB:textfun:nonText", "STR must be a string or cell array of strings"))?;
    let patterns = Texts::of(&args[1], dialect)
        .ok_or_else(|| cx.fail("MATLAB:textfun:nonText", "PATTERN must be a string or cell array of strings"))?;
    let fold = ignore_case(cx, &args[2..])?;
    let norm = |s: &[Char]| if fold { chars::lower(s, dialect) } else { s.to_vec() };
    let patterns: Vec<Vec<Char>> = patterns.plain().into_iter().map(norm).collect();
    cx.charge(args[0].numel() * patterns.len());
    let each = |t: &Option<Vec<Char>>| {
        t.as_ref().is_some_and(|t| {
            let t = norm(t);
            patterns.iter().any(|p| test(&t, p))
        })
    };
    Ok(NdArray::new(texts.dims.clone(), texts.items.iter().map(each).collect()).into())
}

fn starts_with(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    matches_any(cx, args, |t, p| t.starts_with(p))
}

fn ends_with(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    matches_any(cx, args, |t, p| t.ends_with(p))
}

fn contains(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    matches_any(cx, args, |t, p| p.is_empty() || !positions(t, p, false).is_empty())
}

/// Used by the list functions: one text argument.
pub fn text_argument(cx: &CallCx<'_>, v: &Value, what: &str) -> Result<Vec<Char>> {
    row_chars(v, cx.dialect())
        .map(|t| t.into_owned())
        .ok_or_else(|| args::text(cx, v, what).err().unwrap_or_else(|| cx.invalid_call()))
}
