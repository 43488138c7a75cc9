//! Text laid out in columns, and counting characters of encoded text.

use super::Texts;
use crate::args;
use runmat_ignition::{Builtin, CallCx};
use runmat_value::display;
use runmat_value::text::chars;
use runmat_value::value::decode_in;
use runmat_value::{Char, NdArray, Result, Value, convert};

/// The rows of this module.
pub const TABLE: &[Builtin] = &[
    Builtin::one("rats", (1, 2), rats)
        .doc("rats(x, len): fractions close to numbers, as text.\n\n    rats([0.5 0.25])"),
    Builtin::one("list_in_columns", (1, 3), list_in_columns)
        .doc("list_in_columns(texts, width, prefix): texts in as many columns as fit."),
    Builtin::one("unicode_idx", (1, 1), unicode_idx)
        .doc("unicode_idx(s): for each element the number of the character it belongs to."),
    Builtin::one("__unicode_length__", (1, 1), unicode_length).doc("__unicode_length__(s): number of characters."),
];

fn rats(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let xs = convert::real_f64(&args[0]).filter(|_| !args[0].is_char());
    let Some(xs) = xs else { return Err(cx.fail("MATLAB:rats:input", "X must be numeric")) };
    let dims = args[0].dims();
    if dims.is_empty() {
        return Ok(NdArray::<Char>::empty().into());
    }
    let len = match args.get(1) {
        None if cx.octave() => 9,
        None => 13,
        Some(v) => args::scalar(cx, v, "LEN")?.clamp(1.0, 1000.0) as usize,
    };
    let width = if dims.is_scalar() || !cx.octave() { len } else { len + 2 };
    cx.charge(100 * xs.len());
    let rows = dims.rows();
    let text = |x: f64| {
        let t = display::rat(x, len);
        let fits = t.len() <= len && !(t == "0" && x != 0.0);
        format!("{:>width$}", if fits { t } else { "*".into() })
    };
    let line = |r: usize| xs.iter().skip(r).step_by(rows).map(|&x| text(x)).collect::<String>();
    Ok(chars::matrix(&(0..rows).map(|r| chars::from_ascii(&line(r))).collect::<Vec<_>>()))
}

fn list_in_columns(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let list = Texts::of(&args[0], cx.dialect())
        .ok_or_else(|| cx.fail("MATLAB:list_in_columns:input", "ARG must be a cellstr or char array"))?;
    let columns = cx.session.host.columns();
    let width = match args.get(1) {
        Some(v) if !v.is_empty() => match v.as_f64().filter(|_| !v.is_char()) {
            Some(w) if w >= 0.0 && w == w.trunc() => w as usize,
            _ => return Err(cx.fail("MATLAB:list_in_columns:input", "WIDTH must be an integer")),
        },
        _ => columns,
    };
    let prefix = match args.get(2) {
        None => Vec::new(),
        Some(v) => super::row_chars(v, cx.dialect())
            .filter(|_| v.is_char())
            .ok_or_else(|| cx.fail("MATLAB:list_in_columns:input", "PREFIX must be a string"))?
            .into_owned(),
    };
    let items = list.plain();
    let cell = items.iter().map(|t| t.len()).max().unwrap_or(0) + 2;
    let fit = (width.saturating_sub(prefix.len()) / cell).max(1);
    let rows = items.len().div_ceil(fit).max(1);
    let mut out = Vec::new();
    for r in 0..rows {
        out.extend_from_slice(&prefix);
        let line: Vec<_> = items.iter().skip(r).step_by(rows).collect();
        for (k, t) in line.iter().enumerate() {
            out.extend_from_slice(t);
            if k + 1 < line.len() {
                out.extend(std::iter::repeat_n(Char(b' ' as u16), cell - t.len()));
            }
        }
        out.push(Char(b'\n' as u16));
    }
    cx.charge(out.len());
    Ok(chars::row(out))
}

/// Whether an element begins a character.
fn begins(c: &Char, octave: bool) -> bool {
    if octave { c.0 & 0xC0 != 0x80 } else { !(0xDC00..0xE000).contains(&c.0) }
}

fn unicode_idx(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let text = super::any_chars(&args[0], cx.dialect()).filter(|_| args[0].is_char());
    let text = text.ok_or_else(|| cx.fail("MATLAB:invalidInput", "STR must be a string"))?;
    let mut n = 0.0;
    let octave = cx.octave();
    let index = |c: &Char| {
        n += begins(c, octave) as u8 as f64;
        n
    };
    // The text is read row by row.
    let data: Vec<f64> = text.iter().map(index).collect();
    let (rows, cols) = (args[0].dims().rows(), args[0].dims().cols());
    if rows < 2 {
        return Ok(NdArray::new(args[0].dims(), data).into());
    }
    let by_column = (0..data.len()).map(|k| data[(k % rows) * cols + k / rows]).collect();
    Ok(NdArray::new(args[0].dims(), by_column).into())
}

fn unicode_length(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let count = |t: &[Char]| decode_in(t, cx.dialect()).chars().count() as f64;
    let bad = || cx.fail("MATLAB:invalidInput", "STR must be a character string or cell array of strings");
    if !args[0].is_char() && !args[0].is_cell() {
        return Err(bad());
    }
    let list = Texts::of(&args[0], cx.dialect()).ok_or_else(bad)?;
    let lengths: Vec<f64> = list.plain().into_iter().map(count).collect();
    if args[0].is_char() {
        return Ok(Value::Num(lengths.iter().sum()));
    }
    Ok(NdArray::new(list.dims, lengths).into())
}
