//! MATLAB's functions on string arrays, which also take char rows and cells of them.

use super::{Kind, Texts, any_chars, search, split, texts};
use crate::args;
use runmat_ignition::{Builtin, CallCx, MANY, Values};
use runmat_value::text::{self, chars};
use runmat_value::{Char, Dims, Error, NdArray, Result, Value, convert};
use smallvec::smallvec;

/// The rows of this module.
pub const TABLE: &[Builtin] = &[
    Builtin::one("strlength", (1, 1), strlength).doc("strlength(s): number of characters of each text."),
    Builtin::one("join", (1, 3), join).doc("join(s, delimiter, dim): the texts of a string array put together."),
    Builtin::many("split", (1, 3), 2, split_texts)
        .pure()
        .doc("split(s, delimiter): the parts between delimiters, in a column."),
    Builtin::one("splitlines", (1, 1), splitlines).doc("splitlines(s): the lines of a text."),
    Builtin::one("pad", (1, 4), pad).doc("pad(s, width, side, character): texts filled up to a width."),
    Builtin::one("strip", (1, 3), strip).doc("strip(s, side, character): texts without white space at the ends."),
    Builtin::one("extractBefore", (2, 2), extract_before)
        .doc("extractBefore(s, what): the part before a text or position."),
    Builtin::one("extractAfter", (2, 2), extract_after)
        .doc("extractAfter(s, what): the part after a text or position."),
    Builtin::one("extractBetween", (3, 5), extract_between)
        .doc("extractBetween(s, start, end): the parts between two texts or positions."),
    Builtin::one("eraseBetween", (3, 5), erase_between)
        .doc("eraseBetween(s, start, end): without what is between two texts or positions."),
    Builtin::one("replaceBetween", (4, 6), replace_between)
        .doc("replaceBetween(s, start, end, new): what is between two texts or positions replaced."),
    Builtin::one("insertBefore", (3, 3), insert_before)
        .doc("insertBefore(s, what, new): new text put before a text or position."),
    Builtin::one("insertAfter", (3, 3), insert_after)
        .doc("insertAfter(s, what, new): new text put after a text or position."),
    Builtin::one("replace", (3, 3), replace).doc("replace(s, old, new): occurrences of texts replaced."),
    Builtin::one("erase", (2, 2), erase).doc("erase(s, what): occurrences of texts removed."),
    Builtin::one("count", (2, 4), count).doc("count(s, what): how often a text occurs."),
    Builtin::one("reverse", (1, 1), reverse).doc("reverse(s): the characters of each text in reverse."),
    Builtin::one("matches", (2, 4), matches).doc("matches(s, patterns): whether a text is one of the patterns."),
    Builtin::one("compose", (1, MANY), compose)
        .doc("compose(template, values...): a formatted text for each row of values."),
];

fn bad(cx: &CallCx<'_>, what: &str) -> Error {
    cx.fail(&format!("MATLAB:{}:invalidInput", cx.name), what)
}

fn text_list(cx: &CallCx<'_>, v: &Value) -> Result<Texts> {
    let first =
        if cx.octave() { "STR must be a string or cell array of strings" } else { "First argument must be text." };
    Texts::of(v, cx.dialect()).ok_or_else(|| bad(cx, first))
}

/// The plain texts of an argument.
fn patterns(cx: &CallCx<'_>, v: &Value) -> Result<Vec<Vec<Char>>> {
    let list = Texts::of(v, cx.dialect()).ok_or_else(|| {
        bad(cx, if cx.octave() { "PTN must be a string or cell array of strings" } else { "Pattern must be text." })
    })?;
    Ok(list.items.into_iter().map(Option::unwrap_or_default).collect())
}

/// Each text changed; missing ones stay, `None` makes one missing.
fn each(cx: &mut CallCx<'_>, v: &Value, f: impl Fn(&[Char]) -> Option<Vec<Char>>) -> Result<Value> {
    let list = text_list(cx, v)?;
    cx.charge(list.items.iter().flatten().map(Vec::len).sum::<usize>() + list.items.len());
    let items: Vec<_> = list.items.iter().map(|t| t.as_deref().and_then(&f)).collect();
    Ok(list.pack(items, cx.dialect()))
}

fn strlength(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let list = text_list(cx, &args[0])?;
    let len = |t: &Option<Vec<Char>>| t.as_ref().map_or(f64::NAN, |t| t.len() as f64);
    Ok(NdArray::new(list.dims.clone(), list.items.iter().map(len).collect()).into())
}

fn join(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let list = text_list(cx, &args[0])?;
    let is_text = |v: &Value| v.is_char() || matches!(v, Value::Strings(_));
    let delimiter = args.get(1).filter(|v| is_text(v)).and_then(|v| any_chars(v, cx.dialect()));
    let delimiter = delimiter.map_or_else(|| vec![Char(b' ' as u16)], |d| d.into_owned());
    let last = (0..list.dims.ndims()).rev().find(|&d| list.dims.dim(d) != 1).unwrap_or(1);
    let dim = match args.get(2).or(args.get(1).filter(|v| !is_text(v))) {
        Some(v) => args::dimension(cx, v)?,
        None => last,
    };
    let (before, along, after) = list.dims.split_at(dim);
    let mut items = Vec::with_capacity(before * after);
    for j in 0..after {
        for i in 0..before {
            let parts: Option<Vec<&[Char]>> =
                (0..along).map(|k| list.items[i + before * (k + along * j)].as_deref()).collect();
            items.push(parts.map(|p| p.join(&delimiter[..])));
        }
    }
    cx.charge(items.iter().flatten().map(Vec::len).sum());
    let dims = list.dims.with_dim(dim, 1);
    if list.kind == Kind::Cell && items.len() == 1 {
        return Ok(Value::cell_row(vec![chars::row(items.remove(0).unwrap_or_default())]));
    }
    Ok(texts::pack(list.kind, dims, items, cx.dialect()))
}

fn is_space(c: Char) -> bool {
    chars::is_space(c)
}

/// The delimiter ranges in one text: given ones, or runs of white space.
fn ranges(t: &[Char], delimiters: Option<&[Vec<Char>]>) -> Vec<(usize, usize)> {
    match delimiters {
        Some(d) => split::delimiter_ranges(t, d),
        None => {
            split::collapsed(t.iter().enumerate().filter(|(_, c)| is_space(**c)).map(|(k, _)| (k, k + 1)).collect())
        }
    }
}

/// Lists of parts of equal count, as an array: along the columns of a column of texts, else along a
/// new dimension.
fn spread(cx: &CallCx<'_>, list: &Texts, parts: Vec<Vec<Vec<Char>>>, scalar_kind: Kind) -> Result<Value> {
    let n = parts.first().map_or(0, Vec::len);
    if parts.iter().any(|p| p.len() != n) {
        return Err(Error::new(
            "MATLAB:string:MismatchedNumberOfSubstrings",
            "Number of delimiters or substrings must be the same for each text.",
        ));
    }
    let count = parts.len();
    let kind = if list.kind == Kind::Char { scalar_kind } else { list.kind };
    let mut flat = vec![None; n * count];
    for (i, p) in parts.into_iter().enumerate() {
        for (k, t) in p.into_iter().enumerate() {
            flat[k * count + i] = Some(t);
        }
    }
    let dims = match () {
        _ if count == 1 => Dims::col(n),
        _ if list.dims.is_col() => Dims::new(count, n),
        _ => {
            let mut sizes: Vec<usize> = list.dims.iter().copied().collect();
            sizes.push(n);
            Dims::from_slice(&sizes)
        }
    };
    Ok(texts::pack(kind, dims, flat, cx.dialect()))
}

fn split_texts(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let list = text_list(cx, &args[0])?;
    let delimiters = match args.get(1) {
        Some(v) => {
            let mut d = patterns(cx, v)?;
            d.sort_by_key(|d| std::cmp::Reverse(d.len()));
            Some(d)
        }
        None => None,
    };
    let (mut parts, mut seps) = (Vec::new(), Vec::new());
    for t in list.plain() {
        let found = ranges(t, delimiters.as_deref());
        let cut = |r: &[(usize, usize)]| r.iter().map(|&(a, b)| t[a..b].to_vec()).collect::<Vec<_>>();
        parts.push(cut(&split::between(t.len(), &found)));
        seps.push(cut(&found));
        cx.charge(t.len());
    }
    Ok(smallvec![spread(cx, &list, parts, Kind::Cell)?, spread(cx, &list, seps, Kind::Cell)?])
}

fn splitlines(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let list = text_list(cx, &args[0])?;
    let lines = |t: &[Char]| {
        let ends: Vec<Vec<Char>> = ["\r\n", "\n", "\r"].iter().map(|s| chars::from_ascii(s)).collect();
        let found = split::delimiter_ranges(t, &ends);
        split::between(t.len(), &found).into_iter().map(|(a, b)| t[a..b].to_vec()).collect::<Vec<_>>()
    };
    let parts = list.plain().into_iter().map(lines).collect();
    spread(cx, &list, parts, Kind::Cell)
}

/// Which sides an option means: (left, right).
fn sides(word: &str) -> Option<(bool, bool)> {
    match word {
        "left" => Some((true, false)),
        "right" => Some((false, true)),
        "both" => Some((true, true)),
        _ => None,
    }
}

fn pad(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let list = text_list(cx, &args[0])?;
    let mut width = list.items.iter().flatten().map(Vec::len).max().unwrap_or(0);
    let (mut left, mut right, mut fill) = (false, true, Char(b' ' as u16));
    for v in &args[1..] {
        match (v.as_text().as_deref().and_then(sides), any_chars(v, cx.dialect()), v.as_f64()) {
            (Some(s), _, _) => (left, right) = s,
            (None, Some(t), _) if !v.is_numeric() && t.len() == 1 => fill = t[0],
            (_, _, Some(n)) if n >= 0.0 && n == n.trunc() => width = n as usize,
            _ => return Err(bad(cx, "Invalid padding option.")),
        }
    }
    cx.reserve(&Dims::new(list.items.len(), width), 2)?;
    let fill_up = |t: &[Char]| {
        let space = width.saturating_sub(t.len());
        let before = match (left, right) {
            (true, true) => space / 2,
            (true, false) => space,
            _ => 0,
        };
        let mut out = vec![fill; before];
        out.extend_from_slice(t);
        out.resize(t.len() + space, fill);
        Some(out)
    };
    let v = args[0].clone();
    each(cx, &v, fill_up)
}

fn strip(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let (mut left, mut right, mut what) = (true, true, None);
    for v in &args[1..] {
        match (v.as_text().as_deref().and_then(sides), any_chars(v, cx.dialect())) {
            (Some(s), _) => (left, right) = s,
            (None, Some(t)) if t.len() == 1 => what = Some(t[0]),
            _ => return Err(bad(cx, "Invalid strip option.")),
        }
    }
    let v = args[0].clone();
    each(cx, &v, |t| {
        let gone = |c: &Char| what.map_or_else(|| is_space(*c), |w| w == *c);
        let start = if left { t.iter().position(|c| !gone(c)).unwrap_or(t.len()) } else { 0 };
        let end = if right { t.iter().rposition(|c| !gone(c)).map_or(start, |k| k + 1) } else { t.len() };
        Some(t[start.min(end)..end.max(start)].to_vec())
    })
}

/// A place in a text: a position from 1, or texts to look for.
enum Place {
    At(usize),
    Texts(Vec<Vec<Char>>),
}

fn place(cx: &CallCx<'_>, v: &Value) -> Result<Place> {
    match v.as_f64().filter(|_| v.is_numeric()) {
        Some(x) if x >= 1.0 && x == x.trunc() => Ok(Place::At(x as usize)),
        Some(_) => Err(bad(cx, "Position must be a positive integer.")),
        None => Ok(Place::Texts(patterns(cx, v)?)),
    }
}

impl Place {
    /// The first occurrence from `from` on, as a range; a position is the range of its character.
    fn find(&self, t: &[Char], from: usize) -> Option<(usize, usize)> {
        match self {
            Place::At(n) => (*n <= t.len() + 1).then_some((n - 1, (*n).min(t.len()))),
            Place::Texts(list) => {
                let first = |p: &Vec<Char>| {
                    search::positions(&t[from..], p, true).first().map(|k| (from + k, from + k + p.len()))
                };
                list.iter().filter_map(first).min_by_key(|r| r.0)
            }
        }
    }

    /// All occurrences.
    fn find_all(&self, t: &[Char]) -> Vec<(usize, usize)> {
        match self {
            Place::At(_) => self.find(t, 0).into_iter().collect(),
            Place::Texts(list) => {
                let mut sorted = list.clone();
                sorted.sort_by_key(|d| std::cmp::Reverse(d.len()));
                split::delimiter_ranges(t, &sorted)
            }
        }
    }
}

fn extract_before(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let place = place(cx, &args[1])?;
    let v = args[0].clone();
    each(cx, &v, |t| place.find(t, 0).map(|(s, _)| t[..s].to_vec()))
}

fn extract_after(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let place = place(cx, &args[1])?;
    let v = args[0].clone();
    each(cx, &v, |t| place.find(t, 0).map(|(_, e)| t[e..].to_vec()))
}

/// Whether the option `"Boundaries", "inclusive"` is on; `default` otherwise.
fn inclusive(cx: &CallCx<'_>, options: &[Value], default: bool) -> Result<bool> {
    match options {
        [] => Ok(default),
        [_, v] => match v.as_text().map(|s| s.to_ascii_lowercase()).as_deref() {
            Some("inclusive") => Ok(true),
            Some("exclusive") => Ok(false),
            _ => Err(bad(cx, "Boundaries must be 'inclusive' or 'exclusive'.")),
        },
        _ => Err(cx.invalid_call()),
    }
}

/// The ranges between two places.
fn between(t: &[Char], start: &Place, end: &Place, inclusive: bool) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut from = 0;
    while let Some((s0, s1)) = start.find(t, from) {
        let Some((e0, e1)) = end.find(t, if matches!(start, Place::At(_)) { s0 } else { s1 }) else { break };
        let (a, b) = if inclusive { (s0, e1) } else { (s1, e0) };
        if a > b {
            break;
        }
        out.push((a, b));
        from = e1;
        if matches!(start, Place::At(_)) || from >= t.len() {
            break;
        }
    }
    out
}

fn is_position(v: &Value) -> bool {
    v.is_numeric()
}

fn extract_between(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let list = text_list(cx, &args[0])?;
    let (start, end) = (place(cx, &args[1])?, place(cx, &args[2])?);
    let inclusive = inclusive(cx, &args[3..], is_position(&args[1]))?;
    let parts = list
        .plain()
        .into_iter()
        .map(|t| between(t, &start, &end, inclusive).iter().map(|&(a, b)| t[a..b].to_vec()).collect());
    spread(cx, &list, parts.collect(), Kind::Cell)
}

fn change_between(cx: &mut CallCx<'_>, args: &[Value], new: &[Char], options: &[Value]) -> Result<Value> {
    let (start, end) = (place(cx, &args[1])?, place(cx, &args[2])?);
    let inclusive = inclusive(cx, options, is_position(&args[1]))?;
    each(cx, &args[0], |t| Some(substituted(t, &between(t, &start, &end, inclusive), new)))
}

fn substituted(t: &[Char], ranges: &[(usize, usize)], new: &[Char]) -> Vec<Char> {
    let mut out = Vec::with_capacity(t.len());
    let mut at = 0;
    for &(s, e) in ranges {
        out.extend_from_slice(&t[at..s]);
        out.extend_from_slice(new);
        at = e;
    }
    out.extend_from_slice(&t[at..]);
    out
}

fn erase_between(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let (main, options) = args.split_at(3);
    change_between(cx, main, &[], options)
}

fn replace_between(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let new = any_chars(&args[3], cx.dialect()).ok_or_else(|| bad(cx, "Replacement must be text."))?.into_owned();
    let (main, options) = args.split_at(4);
    change_between(cx, main, &new, options)
}

fn insert(cx: &mut CallCx<'_>, args: &[Value], after: bool) -> Result<Value> {
    let place = place(cx, &args[1])?;
    let new = any_chars(&args[2], cx.dialect()).ok_or_else(|| bad(cx, "Inserted text must be text."))?.into_owned();
    each(cx, &args[0], |t| {
        let at: Vec<_> = place.find_all(t).iter().map(|&(s, e)| if after { (e, e) } else { (s, s) }).collect();
        Some(substituted(t, &at, &new))
    })
}

fn insert_before(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    insert(cx, args, false)
}

fn insert_after(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    insert(cx, args, true)
}

fn replace(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let (old, new) = (patterns(cx, &args[1])?, patterns(cx, &args[2])?);
    if new.len() != 1 && new.len() != old.len() {
        return Err(bad(cx, "Number of new texts must be one, or the number of old texts."));
    }
    let mut order: Vec<usize> = (0..old.len()).collect();
    order.sort_by_key(|&k| std::cmp::Reverse(old[k].len()));
    let v = args[0].clone();
    each(cx, &v, |t| {
        let (mut out, mut at) = (Vec::with_capacity(t.len()), 0);
        while at < t.len() {
            match order.iter().find(|&&k| !old[k].is_empty() && t[at..].starts_with(&old[k])) {
                Some(&k) => {
                    out.extend_from_slice(&new[if new.len() == 1 { 0 } else { k }]);
                    at += old[k].len();
                }
                None => {
                    out.push(t[at]);
                    at += 1;
                }
            }
        }
        Some(out)
    })
}

fn erase(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let mut what = patterns(cx, &args[1])?;
    if cx.octave() && matches!(&args[1], Value::Chars(a) if a.dims().rows() > 1) {
        cx.warn("", "erase: using character array for PTN is not recommended, consider cell array of strings instead")?;
    }
    what.sort_by_key(|d| std::cmp::Reverse(d.len()));
    let v = args[0].clone();
    each(cx, &v, |t| Some(substituted(t, &split::delimiter_ranges(t, &what), &[])))
}

fn fold(cx: &CallCx<'_>, options: &[Value]) -> Result<bool> {
    match options {
        [] => Ok(false),
        [_, v] => Ok(v.as_f64().is_some_and(|x| x != 0.0)),
        _ => Err(cx.invalid_call()),
    }
}

fn count(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let list = text_list(cx, &args[0])?;
    let fold = fold(cx, &args[2..])?;
    let dialect = cx.dialect();
    let norm = |s: &[Char]| if fold { chars::lower(s, dialect) } else { s.to_vec() };
    let what: Vec<Vec<Char>> = patterns(cx, &args[1])?.iter().map(|p| norm(p)).collect();
    cx.charge(args[0].numel());
    let n = |t: &[Char]| split::delimiter_ranges(&norm(t), &what).len() as f64;
    Ok(NdArray::new(list.dims.clone(), list.plain().into_iter().map(n).collect()).into())
}

fn reverse(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let v = args[0].clone();
    each(cx, &v, |t| Some(t.iter().rev().copied().collect()))
}

fn matches(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let list = text_list(cx, &args[0])?;
    let fold = fold(cx, &args[2..])?;
    let dialect = cx.dialect();
    let what = patterns(cx, &args[1])?;
    let same = |a: &[Char], b: &[Char]| if fold { chars::eq_ignore_case(a, b, dialect) } else { a == b };
    let test = |t: &Option<Vec<Char>>| t.as_ref().is_some_and(|t| what.iter().any(|p| same(t, p)));
    Ok(NdArray::new(list.dims.clone(), list.items.iter().map(test).collect()).into())
}

fn compose(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let list = text_list(cx, &args[0])?;
    let dialect = cx.dialect();
    if args.len() == 1 {
        let items = list.plain().into_iter().map(|t| text::escapes(t).map(Some)).collect::<Result<Vec<_>>>()?;
        return Ok(list.pack(items, dialect));
    }
    let rows = args[1..].iter().map(|v| v.dims().rows()).max().unwrap_or(1);
    let template = chars::row(list.plain().first().map_or_else(Vec::new, |t| t.to_vec()));
    let mut items = Vec::with_capacity(rows);
    for r in 0..rows {
        let values = args[1..].iter().map(|v| row_values(v, r)).collect::<Result<Vec<_>>>()?.concat();
        items.push(Some(super::print::formatted(cx, &template, &values)?));
    }
    let kind = if list.kind == Kind::String { Kind::String } else { Kind::Cell };
    Ok(texts::pack(kind, Dims::col(rows), items, dialect))
}

/// The elements of row `r` of an argument (its only row when it has one).
fn row_values(v: &Value, r: usize) -> Result<Vec<Value>> {
    let dims = v.dims();
    let r = if dims.rows() == 1 { 0 } else { r };
    match v {
        Value::Cell(c) => Ok(c.data().iter().skip(r).step_by(dims.rows().max(1)).cloned().collect()),
        Value::Strings(a) => {
            let one = |t: &runmat_value::Text| Value::string(t.0.as_deref().unwrap_or(""));
            Ok(a.data().iter().skip(r).step_by(dims.rows().max(1)).map(one).collect())
        }
        Value::Char(_) | Value::Chars(_) => Ok(vec![v.clone()]),
        _ => {
            let xs = convert::to_f64_vec(v)
                .ok_or_else(|| Error::new("MATLAB:compose:input", "Values must be numbers or text."))?;
            Ok(xs.into_iter().skip(r).step_by(dims.rows().max(1)).map(Value::Num).collect())
        }
    }
}
