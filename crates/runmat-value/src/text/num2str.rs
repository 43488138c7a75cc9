//! `num2str` and `int2str`.

use super::columns::{self, Numbers, Style};
use super::number::{self, Ascii, NumberSpec};
use super::{chars, format};
use crate::array::{C64, Char, NdArray, Note};
use crate::class::Class;
use crate::dims::Dims;
use crate::error::{Error, Result};
use crate::value::Value;
use runmat_syntax::Dialect;

const NEWLINE: Char = Char(b'\n' as u16);

/// The text of numbers: `num2str(v)`, or with a precision or a format.
pub fn num2str(v: &Value, arg: Option<&Value>, dialect: Dialect) -> Result<Value> {
    if v.is_char() {
        return Ok(v.clone());
    }
    if let (Value::Num(x), None) = (v, arg) {
        return Ok(scalar(*x, dialect));
    }
    let Some(numbers) = columns::numbers(v) else { return Err(bad_input(dialect)) };
    let dims = v.dims();
    if dims.is_empty() {
        return Ok(NdArray::<Char>::empty().into());
    }
    if let (Some(Value::Num(p)), true, Class::Logical, Numbers::Real(xs)) =
        (arg, dialect.is_octave(), v.class(), &numbers)
    {
        let p = precision(&Value::Num(*p), dialect)?;
        return Ok(table(xs, &dims, Style::Whole(1), p, dialect));
    }
    if let Some(p) = arg.and_then(Value::as_f64).filter(|_| arg.is_some_and(|a| !a.is_char())) {
        let width = (p.clamp(0.0, 1e9) as usize).saturating_add(7);
        super::fits(width.saturating_mul(dims.numel()))?;
    }
    match arg {
        None => Ok(plain(&numbers, &dims, None, dialect)),
        Some(f) if f.is_char() || matches!(f, Value::Strings(_)) => with_format(v, &numbers, &dims, f, dialect),
        Some(p) => Ok(plain(&numbers, &dims, Some(precision(p, dialect)?), dialect)),
    }
}

/// The text of numbers rounded to integers.
pub fn int2str(v: &Value, dialect: Dialect) -> Result<Value> {
    if v.is_char() && dialect.is_octave() {
        return Ok(v.clone());
    }
    let Some(numbers) = columns::numbers(v) else {
        return Err(match dialect {
            Dialect::Octave => Error::msg("int2str: N must be a numeric, logical, or character array"),
            Dialect::Matlab => bad_input(dialect),
        });
    };
    let dims = v.dims();
    if dims.is_empty() {
        return Ok(NdArray::<Char>::empty().into());
    }
    let rounded: Vec<f64> = match numbers {
        Numbers::Whole(_) => return Ok(plain(&numbers, &dims, None, dialect)),
        Numbers::Real(xs) => xs.iter().map(|x| x.round()).collect(),
        Numbers::Complex(zs) => zs.iter().map(|z| z.re.round()).collect(),
    };
    let digits = columns::order(rounded.iter().copied()).unwrap_or(0).max(0) as usize + 1;
    Ok(table(&rounded, &dims, Style::Whole(digits), whole_width(digits, all_finite(&rounded)), dialect))
}

fn bad_input(dialect: Dialect) -> Error {
    match dialect {
        Dialect::Octave => Error::msg("num2str: X must be a numeric, logical, or character array"),
        Dialect::Matlab => Error::new("MATLAB:num2str:nonNumericInput", "Input to num2str must be numeric."),
    }
}

fn precision(p: &Value, dialect: Dialect) -> Result<usize> {
    match p.as_f64() {
        Some(n) if n >= 0.0 && n == n.trunc() && n <= number::MAX_FIELD as f64 => Ok(n as usize),
        _ if dialect.is_octave() => Err(Error::msg("num2str: PRECISION must be a scalar integer >= 0")),
        _ => Err(Error::new("MATLAB:num2str:invalidPrecision", "Invalid precision. It must be a nonnegative integer.")),
    }
}

fn ascii_row(text: &Ascii) -> Value {
    chars::row(text.bytes().iter().map(|&b| Char(b as u16)).collect())
}

fn scalar(x: f64, dialect: Dialect) -> Value {
    let mut text = Ascii::new();
    columns::write(&mut text, columns::style(std::iter::once(x)), x, dialect.is_octave());
    ascii_row(&text)
}

fn all_finite(xs: &[f64]) -> bool {
    xs.iter().all(|x| x.is_finite())
}

fn whole_width(digits: usize, finite: bool) -> usize {
    if finite { digits + 2 } else { (digits + 2).max(5) }
}

fn plain(numbers: &Numbers, dims: &Dims, precision: Option<usize>, dialect: Dialect) -> Value {
    match numbers {
        Numbers::Real(xs) => real(xs, dims, precision, dialect),
        Numbers::Whole(xs) => whole(xs, dims, precision, dialect),
        Numbers::Complex(zs) => complex(zs, dims, precision, dialect),
    }
}

fn real(xs: &[f64], dims: &Dims, precision: Option<usize>, dialect: Dialect) -> Value {
    let negative = (!dialect.is_octave() && xs.iter().any(|&x| x < 0.0)) as usize;
    let (style, width) = match precision {
        Some(p) => (Style::General(p), p + 7 + negative),
        None => match columns::style(xs.iter().copied()) {
            Style::Whole(digits) => (Style::Whole(digits), whole_width(digits, all_finite(xs))),
            Style::General(digits) => (Style::General(digits), digits + 7 + negative),
        },
    };
    table(xs, dims, style, width, dialect)
}

/// Right-aligned columns, without the blanks all rows share at their ends.
fn table(xs: &[f64], dims: &Dims, style: Style, width: usize, dialect: Dialect) -> Value {
    cells(dims, width, |text, k| columns::write(text, style, xs[k], dialect.is_octave()))
}

fn cells(dims: &Dims, width: usize, mut cell: impl FnMut(&mut Ascii, usize)) -> Value {
    let (height, count) = columns::shape(dims);
    let mut rows = vec![Vec::with_capacity(width * count); height];
    for (r, row) in rows.iter_mut().enumerate() {
        for c in 0..count {
            let mut text = Ascii::new();
            cell(&mut text, r + c * height);
            let fill = width.saturating_sub(text.bytes().len());
            row.resize(row.len() + fill, Char(b' ' as u16));
            row.extend(text.bytes().iter().map(|&b| Char(b as u16)));
        }
    }
    block(rows)
}

fn block(mut rows: Vec<Vec<Char>>) -> Value {
    columns::trim_block(&mut rows);
    match rows.len() {
        0 => NdArray::<Char>::empty().into(),
        1 => chars::row(rows.pop().unwrap_or_default()),
        _ => chars::matrix(&rows),
    }
}

/// Integer classes: exact digits, in Octave up to sixteen of them.
fn whole(xs: &[i128], dims: &Dims, precision: Option<usize>, dialect: Dialect) -> Value {
    let floats: Vec<f64> = xs.iter().map(|&x| x as f64).collect();
    let digits = xs.iter().map(|x| decimal_count(x.unsigned_abs())).max().unwrap_or(1);
    match precision {
        Some(p) if p < digits && !dialect.is_octave() => return real(&floats, dims, precision, dialect),
        None if digits > 16 && dialect.is_octave() => {
            return table(&floats, dims, Style::General(16), 23, dialect);
        }
        _ => {}
    }
    let width = precision.map_or(digits + 2, |p| if dialect.is_octave() { p } else { p + 7 });
    cells(dims, width, |text, k| {
        let magnitude = xs[k].unsigned_abs() as u64;
        number::write_integer(text, &NumberSpec::new('d'), xs[k] < 0, magnitude);
    })
}

fn decimal_count(mut n: u128) -> usize {
    let mut count = 1;
    while n >= 10 {
        n /= 10;
        count += 1;
    }
    count
}

/// Real part, signed imaginary part and `i`, each part by the rule for reals.
fn complex(zs: &[C64], dims: &Dims, precision: Option<usize>, dialect: Dialect) -> Value {
    let parts = || zs.iter().flat_map(|z| [z.re, z.im]);
    let (style, width) = match precision {
        Some(p) => (Style::General(p), p + 7),
        None if parts().all(|x| x == x.trunc() || !x.is_finite()) => {
            let digits = columns::order(parts()).unwrap_or(0) as usize + 1;
            (Style::Whole(digits), whole_width(digits, parts().all(f64::is_finite)))
        }
        None => {
            let digits = (columns::order(parts()).unwrap_or(0) + 5).clamp(5, 16) as usize;
            (Style::General(digits), digits + 7)
        }
    };
    let (height, count) = columns::shape(dims);
    let mut rows = vec![Vec::new(); height];
    for (r, row) in rows.iter_mut().enumerate() {
        for c in 0..count {
            let z = zs[r + c * height];
            complex_cell(row, z, style, width, dialect);
        }
    }
    block(rows)
}

fn complex_cell(row: &mut Vec<Char>, z: C64, style: Style, width: usize, dialect: Dialect) {
    let mut re = Ascii::new();
    columns::write(&mut re, style, z.re, dialect.is_octave());
    let mut im = Ascii::new();
    columns::write(&mut im, style, z.im, dialect.is_octave());
    let blank = Char(b' ' as u16);
    row.resize(row.len() + width.saturating_sub(re.bytes().len()), blank);
    row.extend(re.bytes().iter().map(|&b| Char(b as u16)));
    let start = row.len();
    if im.bytes().first() != Some(&b'-') {
        row.push(Char(b'+' as u16));
    }
    row.extend(im.bytes().iter().map(|&b| Char(b as u16)));
    let fill = width.saturating_sub(row.len() - start);
    row.push(Char(b'i' as u16));
    row.resize(row.len() + fill, blank);
}

/// With a format of the caller's, applied row by row.
fn with_format(v: &Value, numbers: &Numbers, dims: &Dims, f: &Value, dialect: Dialect) -> Result<Value> {
    let (height, count) = columns::shape(dims);
    let template = match (f, dialect) {
        (Value::Strings(_), _) => f.as_text().map(|s| chars::encode(&s, dialect)).unwrap_or_default(),
        _ => chars::char_rows(f).and_then(|mut r| (!r.is_empty()).then(|| r.remove(0))).unwrap_or_default(),
    };
    let text = if dialect.is_octave() {
        octave_rows(&template, f, numbers, height, count)?
    } else {
        matlab_rows(&template, v, height, count)?
    };
    let text = text.strip_suffix(&[NEWLINE]).unwrap_or(&text);
    let lines = text.split(|&c| c == NEWLINE);
    Ok(block(lines.filter(|l| !(dialect.is_octave() && l.is_empty())).map(<[Char]>::to_vec).collect()))
}

/// Element `k` as an argument of a formatted call.
fn element(numbers: &Numbers, k: usize) -> [Option<Value>; 2] {
    match numbers {
        Numbers::Real(xs) => [Some(Value::Num(xs[k])), None],
        Numbers::Whole(xs) => match i64::try_from(xs[k]) {
            Ok(n) => [Some(Value::I64(n)), None],
            Err(_) => [Some(Value::U64(xs[k] as u64)), None],
        },
        Numbers::Complex(zs) => [Some(Value::Num(zs[k].re)), Some(Value::Num(zs[k].im))],
    }
}

/// All elements row by row, as the arguments of one call.
fn transposed(numbers: &Numbers, height: usize, count: usize) -> Vec<Value> {
    let by_row = (0..height).flat_map(|r| (0..count).map(move |c| r + c * height));
    match numbers {
        Numbers::Real(xs) => vec![Value::row(by_row.map(|k| xs[k]).collect())],
        Numbers::Complex(zs) => vec![Value::row(by_row.flat_map(|k| [zs[k].re, zs[k].im]).collect())],
        Numbers::Whole(_) => by_row.flat_map(|k| element(numbers, k)).flatten().collect(),
    }
}

/// Octave repeats the format for the columns of a row and ends it with a newline.
fn octave_rows(template: &[Char], f: &Value, numbers: &Numbers, height: usize, count: usize) -> Result<Vec<Char>> {
    let is_complex = matches!(numbers, Numbers::Complex(_));
    let mut one = template.to_vec();
    if is_complex {
        one = chars::trim_end(template).to_vec();
        one.extend(chars::from_ascii("%-+"));
        one.extend_from_slice(template.get(1..).unwrap_or_default());
        one.push(Char(b'i' as u16));
    }
    let mut whole = chars::trim_end(&one.repeat(count)).to_vec();
    if !matches!(f, Value::Chars(a) if a.note() == Note::DoubleQuoted) {
        whole = super::escapes(&whole)?;
    }
    whole.push(NEWLINE);
    let template = NdArray::row(whole).with_note(Note::DoubleQuoted).into();
    let text = format("sprintf", &template, &transposed(numbers, height, count), Dialect::Octave)?;
    Ok(if is_complex { close_up(&text) } else { text })
}

/// Moves an `i` in front of the blanks before it; at the end of a line the blanks go.
fn close_up(text: &[Char]) -> Vec<Char> {
    let mut out = Vec::with_capacity(text.len());
    let mut blanks = 0;
    for (k, &c) in text.iter().enumerate() {
        if c.0 == b' ' as u16 {
            blanks += 1;
            continue;
        }
        let moves = c.0 == b'i' as u16;
        if moves {
            out.push(c);
        }
        if !(moves && text.get(k + 1) == Some(&NEWLINE)) {
            out.resize(out.len() + blanks, Char(b' ' as u16));
        }
        blanks = 0;
        if !moves {
            out.push(c);
        }
    }
    out
}

/// MATLAB formats each row on its own.
fn matlab_rows(template: &[Char], v: &Value, height: usize, count: usize) -> Result<Vec<Char>> {
    let Some(numbers) = columns::numbers(v) else { return Ok(Vec::new()) };
    let template = chars::row(template.to_vec());
    let mut text = Vec::new();
    for r in 0..height {
        let args: Vec<Value> = (0..count).flat_map(|c| element(&numbers, r + c * height)).flatten().collect();
        let row = format("num2str", &template, &args, Dialect::Matlab)?;
        text.extend_from_slice(row.strip_suffix(&[NEWLINE]).unwrap_or(&row));
        text.push(NEWLINE);
    }
    Ok(text)
}
