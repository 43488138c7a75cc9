//! Splitting and joining text.

use super::{Kind, Texts, row_chars, texts};
use runmat_ignition::{Builtin, CallCx, Values};
use runmat_value::text::{self, chars};
use runmat_value::{Char, Dims, Error, NdArray, Result, Value};
use smallvec::smallvec;

/// The rows of this module.
pub const TABLE: &[Builtin] = &[
    Builtin::many("strsplit", (1, 6), 2, strsplit).pure().doc(
        "[parts, delimiters] = strsplit(s, delimiters): the parts between delimiters.\n\n    strsplit('a,b', ',')",
    ),
    Builtin::one("strjoin", (1, 2), strjoin)
        .doc("strjoin(parts, delimiter): texts with a delimiter between them.\n\n    strjoin({'a', 'b'}, ', ')"),
    Builtin::one("ostrsplit", (2, 3), ostrsplit)
        .doc("ostrsplit(s, chars, strip_empty): the parts between any of some characters."),
];

/// Options of `strsplit`.
struct SplitOptions {
    delimiters: Vec<Vec<Char>>,
    collapse: bool,
    regular: bool,
}

fn split_options(cx: &CallCx<'_>, args: &[Value]) -> Result<SplitOptions> {
    let mut o = SplitOptions { delimiters: Vec::new(), collapse: true, regular: false };
    let mut rest = args;
    let is_name = |v: &Value| {
        v.as_text().is_some_and(|s| matches!(s.to_ascii_lowercase().as_str(), "collapsedelimiters" | "delimitertype"))
    };
    let is_flag = |v: &Value| v.as_f64().is_some() && !v.is_char();
    if let [first, more @ ..] = args
        && !(is_name(first) && !more.is_empty() && more.len() % 2 == 1)
        && !is_flag(first)
    {
        let bad = || match cx.octave() {
            true => Error::msg("strsplit: S and DEL must be string values"),
            false => Error::new("MATLAB:strsplit:InvalidDelimiterType", "Delimiters must be text."),
        };
        let list = Texts::of(first, cx.dialect()).ok_or_else(bad)?;
        o.delimiters = list.items.into_iter().map(Option::unwrap_or_default).collect();
        rest = more;
    }
    if let [flag, more @ ..] = rest
        && is_flag(flag)
    {
        o.collapse = flag.as_f64() != Some(0.0);
        rest = more;
    }
    for pair in rest.chunks(2) {
        let name = pair[0].as_text().unwrap_or_default();
        let value = pair.get(1);
        match (name.to_ascii_lowercase().as_str(), value) {
            ("collapsedelimiters", Some(v)) => match v.as_f64() {
                Some(x) => o.collapse = x != 0.0,
                None => return Err(cx.fail("MATLAB:strsplit:option", "COLLAPSEDELIMITERS must be a scalar value")),
            },
            ("delimitertype", Some(v)) => {
                let kind = v.as_text().unwrap_or_default().to_ascii_lowercase();
                o.regular = !kind.is_empty() && "regularexpression".starts_with(&kind) && kind != "simple";
                if !o.regular && !"simple".starts_with(&kind) && kind != "legacy" {
                    return Err(cx.fail("MATLAB:strsplit:option", "Invalid DELIMITERTYPE"));
                }
            }
            _ => return Err(cx.fail("MATLAB:strsplit:option", &format!("invalid parameter name, \"{name}\""))),
        }
    }
    if o.delimiters.is_empty() {
        let blanks = if o.regular { vec!["\\s"] } else { vec![" ", "\x0c", "\n", "\r", "\t", "\x0b", "\0"] };
        o.delimiters = blanks.iter().map(|s| chars::from_ascii(s)).collect();
    } else if !o.regular {
        for d in &mut o.delimiters {
            *d = text::escapes(d)?;
        }
        o.delimiters.sort_by_key(|d| std::cmp::Reverse(d.len()));
    }
    Ok(o)
}

/// Ranges of the delimiters in a text, left to right, the longest one first at each place.
pub fn delimiter_ranges(s: &[Char], delimiters: &[Vec<Char>]) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    if let [only] = delimiters {
        let len = only.len();
        return super::search::positions(s, only, false).into_iter().map(|k| (k, k + len)).collect();
    }
    let mut k = 0;
    while k < s.len() {
        match delimiters.iter().find(|d| !d.is_empty() && s[k..].starts_with(d)) {
            Some(d) => {
                out.push((k, k + d.len()));
                k += d.len();
            }
            None => k += 1,
        }
    }
    out
}

/// Adjacent ranges as one.
pub fn collapsed(ranges: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    let mut out: Vec<(usize, usize)> = Vec::with_capacity(ranges.len());
    for (s, e) in ranges {
        match out.last_mut() {
            Some(last) if last.1 == s => last.1 = e,
            _ => out.push((s, e)),
        }
    }
    out
}

/// The parts between ranges.
pub fn between(len: usize, ranges: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut parts = Vec::with_capacity(ranges.len() + 1);
    let mut at = 0;
    for &(s, e) in ranges {
        parts.push((at, s));
        at = e;
    }
    parts.push((at, len));
    parts
}

fn strsplit(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let bad = || match cx.octave() {
        true => Error::msg("strsplit: S and DEL must be string values"),
        false => Error::new(
            "MATLAB:strsplit:InvalidStringType",
            "First input must be either a character vector or a string scalar.",
        ),
    };
    let s = row_chars(&args[0], cx.dialect())
        .filter(|_| args[0].is_char() || matches!(args[0], Value::Strings(_)))
        .ok_or_else(bad)?;
    let s = s.into_owned();
    let options = split_options(cx, &args[1..])?;
    cx.charge(s.len() * options.delimiters.len().max(1));
    let ranges = if options.regular {
        super::regexp::delimiter_ranges(cx, &s, &options.delimiters, options.collapse)?
    } else {
        delimiter_ranges(&s, &options.delimiters)
    };
    let ranges = if options.collapse { collapsed(ranges) } else { ranges };
    let string = matches!(args[0], Value::Strings(_));
    let dialect = cx.dialect();
    let pack = |parts: &[(usize, usize)]| -> Value {
        if string {
            let items = parts.iter().map(|&(a, b)| Some(s[a..b].to_vec())).collect();
            return texts::pack(Kind::String, Dims::row(parts.len()), items, dialect);
        }
        let cell = |&(a, b): &(usize, usize)| chars::row(s[a..b].to_vec());
        NdArray::<Value>::new(Dims::row(parts.len()), parts.iter().map(cell).collect()).into()
    };
    Ok(smallvec![pack(&between(s.len(), &ranges)), pack(&ranges)])
}

fn strjoin(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let dialect = cx.dialect();
    let list = match &args[0] {
        Value::Cell(_) | Value::Strings(_) => Texts::of(&args[0], dialect),
        _ => None,
    };
    let Some(list) = list else {
        return Err(match cx.octave() {
            true => cx.invalid_call(),
            false => Error::new(
                "MATLAB:strjoin:InvalidCellType",
                "First input must be a string array or cell array of character vectors.",
            ),
        });
    };
    let parts = list.plain();
    let delimiters: Vec<Vec<Char>> = match args.get(1) {
        None => vec![vec![Char(b' ' as u16)]],
        Some(Value::Cell(c)) => {
            let d = Texts::of(&args[1], dialect).ok_or_else(|| cx.invalid_call())?;
            if c.len() + 1 != parts.len() {
                return Err(cx.fail(
                    "MATLAB:strjoin:WrongNumberOfDelimiterElements",
                    "the number of delimiters does not match the number of strings",
                ));
            }
            d.items.into_iter().map(Option::unwrap_or_default).collect()
        }
        Some(v) => match row_chars(v, dialect) {
            Some(d) => vec![text::escapes(&d)?],
            None if cx.octave() => return Err(cx.invalid_call()),
            None => {
                return Err(cx.fail(
                    "MATLAB:strjoin:InvalidDelimiterType",
                    "DELIMITER must be a string or cell array of strings",
                ));
            }
        },
    };
    let mut out = Vec::with_capacity(parts.iter().map(|p| p.len() + 2).sum());
    for (k, part) in parts.iter().enumerate() {
        out.extend_from_slice(part);
        if k + 1 < parts.len() {
            out.extend_from_slice(&delimiters[if delimiters.len() == 1 { 0 } else { k }]);
        }
    }
    cx.charge(out.len());
    Ok(super::text_like(if list.kind == Kind::String { &args[0] } else { &Value::Undef }, out, dialect))
}

fn ostrsplit(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    if !args[0].is_char() && !args[0].is_empty() {
        return Err(cx.fail("MATLAB:ostrsplit:input", "S and SEP must be string values"));
    }
    let seps = super::any_chars(&args[1], cx.dialect()).filter(|_| args[1].is_char());
    let seps = seps.ok_or_else(|| cx.fail("MATLAB:ostrsplit:input", "S and SEP must be string values"))?;
    let strip = match args.get(2) {
        None => false,
        Some(v) => v
            .as_f64()
            .map(|x| x != 0.0)
            .ok_or_else(|| cx.fail("MATLAB:ostrsplit:input", "STRIP_EMPTY must be a scalar logical value"))?,
    };
    let mut parts = Vec::new();
    for row in chars::char_rows(&args[0]).unwrap_or_default() {
        parts.extend(row.split(|c| seps.contains(c)).map(<[Char]>::to_vec));
    }
    if args[0].is_empty() {
        parts = vec![Vec::new()];
    }
    parts.retain(|p| !strip || !p.is_empty());
    cx.charge(args[0].numel());
    let cells = parts.into_iter().map(|p| Value::from(NdArray::row(p))).collect();
    Ok(Value::cell_row(cells))
}
