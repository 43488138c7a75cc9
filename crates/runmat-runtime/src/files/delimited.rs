//! Tables of numbers in text files: `dlmread`, `dlmwrite` and their kin.

use super::paths::expand_tilde;
use super::table;
use crate::args;
use runmat_ignition::host::OpenMode;
use runmat_ignition::{Builtin, CallCx, MANY, Values};
use runmat_value::text::{self, NA_BITS, chars};
use runmat_value::{C64, Char, Error, NdArray, Result, Value, convert};

/// The rows of this module.
pub const TABLE: &[Builtin] = &[
    Builtin::one("dlmread", (1, 6), dlmread).impure()
        .doc("dlmread(file, separator, row, column): a table of numbers from a text file; row and column count from 0.\ndlmread(file, separator, [r0 c0 r1 c1]): a part of it.\ndlmread(..., 'emptyvalue', v): what stands for missing numbers."),
    Builtin::one("csvread", (1, 6), csvread).impure().doc("csvread(file, row, column): a table of numbers separated by commas."),
    Builtin::one("readmatrix", (1, MANY), readmatrix).impure().doc("readmatrix(file): a table of numbers from a text file; head lines are skipped, missing numbers are NaN."),
    Builtin::many("dlmwrite", (2, MANY), 0, dlmwrite)
        .doc("dlmwrite(file, x, delimiter, r, c): writes a matrix as text.\ndlmwrite(file, x, 'precision', '%.3f', 'newline', 'unix', '-append'): with options."),
    Builtin::many("csvwrite", (2, MANY), 0, dlmwrite).doc("csvwrite(file, x): writes a matrix with commas between the numbers."),
    Builtin::many("writematrix", (1, MANY), 0, writematrix).doc("writematrix(x, file): writes a matrix as text."),
];

/// The part of the table that is wanted: rows and columns from 0, ends included.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Part {
    rows: (usize, usize),
    cols: (usize, usize),
}

impl Part {
    const ALL: Part = Part { rows: (0, usize::MAX), cols: (0, usize::MAX) };

    /// From `A2..B3`, `A2:B3`, `..B3`, `A2..`.
    fn of_cells(text: &str) -> Option<Part> {
        let (from, to) = text.split_once("..").or_else(|| text.split_once(':')).unwrap_or((text, text));
        let cell = |t: &str| {
            let t = t.trim().to_ascii_uppercase();
            let letters = t.bytes().take_while(u8::is_ascii_uppercase).count();
            let col = t.bytes().take(letters.min(8)).fold(0usize, |n, b| n * 26 + (b - b'A') as usize + 1);
            let row: usize = t[letters..].parse().ok()?;
            Some((row.checked_sub(1)?, col.checked_sub(1)?))
        };
        let (r0, c0) = if from.trim().is_empty() { (0, 0) } else { cell(from)? };
        let (r1, c1) = if to.trim().is_empty() { (usize::MAX, usize::MAX) } else { cell(to)? };
        Some(Part { rows: (r0, r1), cols: (c0, c1) })
    }
}

/// The text of the file that is meant: a name, or the rest of an open file.
fn content(cx: &mut CallCx<'_>, v: &Value) -> Result<String> {
    let bytes = match v.as_text() {
        Some(name) => {
            let path = expand_tilde(cx, &name);
            cx.session.host.read_file(&path).map_err(|_| match cx.octave() {
                true => Error::msg(format!("{}: unable to open file '{name}'", cx.name)),
                false => Error::new(
                    "MATLAB:dlmread:FileNotOpened",
                    format!("The file '{name}' could not be opened because: No such file or directory"),
                ),
            })?
        }
        None if v.as_f64().is_some() => {
            let id = table::file_id(cx, v)?;
            let file = table::open(cx, id)?;
            let _ = file.want(usize::MAX);
            let bytes = file.waiting().to_vec();
            file.consume(bytes.len());
            bytes
        }
        None => return Err(cx.fail("MATLAB:dlmread:InvalidInputType", "FILE argument must be a string or file id")),
    };
    cx.charge(bytes.len());
    Ok(String::from_utf8_lossy(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes)).into_owned())
}

/// How fields are told apart.
struct Splitter {
    separators: Vec<char>,
    /// Runs of separators count as one, those at the ends not at all; empty lines are left out.
    blanks: bool,
}

impl Splitter {
    fn of(text: &str, separator: &str) -> Splitter {
        if !separator.is_empty() {
            return Splitter { separators: separator.chars().collect(), blanks: false };
        }
        let line = text.lines().find(|l| l.contains(|c: char| c.is_ascii_digit())).unwrap_or("");
        let from = line.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
        match line[from..].chars().find(|c| matches!(c, ',' | ':' | ';' | ' ' | '\t')) {
            Some(' ' | '\t') if line.contains(',') => Splitter { separators: vec![','], blanks: false },
            Some(' ' | '\t') | None => Splitter { separators: vec![' ', '\t'], blanks: true },
            Some(c) => Splitter { separators: vec![c], blanks: false },
        }
    }

    fn fields<'a>(&self, line: &'a str) -> Vec<&'a str> {
        let fields = line.split(|c| self.separators.contains(&c));
        match self.blanks {
            true => fields.filter(|f| !f.is_empty()).collect(),
            // A separator at the end of a line has no field behind it.
            false => {
                let mut fields: Vec<&str> = fields.collect();
                if fields.len() > 1 && fields.last() == Some(&"") {
                    fields.pop();
                }
                fields
            }
        }
    }
}

/// A number of a table; `None` when the field is not one.
fn parse_number(field: &str) -> Option<C64> {
    let t = field.trim();
    let (real, rest) = leading(t)?;
    if rest.is_empty() {
        return Some(C64::new(real, 0.0));
    }
    if matches!(rest, "i" | "I" | "j" | "J") {
        return Some(C64::new(0.0, real));
    }
    let (imag, tail) = leading(rest.trim_start()).filter(|_| rest.trim_start().starts_with(['+', '-']))?;
    matches!(tail, "i" | "I" | "j" | "J").then_some(C64::new(real, imag))
}

/// The number a text starts with, and what follows it.
fn leading(text: &str) -> Option<(f64, &str)> {
    let signed = text.starts_with(['+', '-']) as usize;
    let sign = if text.starts_with('-') { -1.0 } else { 1.0 };
    let body = &text[signed..];
    for (word, x) in
        [("NaN", f64::NAN), ("NA", f64::from_bits(NA_BITS)), ("Inf", f64::INFINITY), ("inf", f64::INFINITY)]
    {
        if let Some(rest) = body.strip_prefix(word) {
            return Some((if x.is_nan() { x } else { sign * x }, rest));
        }
    }
    let bytes = body.as_bytes();
    let digits = |from: usize| bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
    let whole = digits(0);
    let mut end = whole;
    let mut parts = 0;
    if bytes.get(end) == Some(&b'.') {
        parts = digits(end + 1);
        end += 1 + parts;
    }
    if whole + parts == 0 {
        return None;
    }
    if matches!(bytes.get(end), Some(b'e' | b'E' | b'd' | b'D')) {
        let signs = matches!(bytes.get(end + 1), Some(b'+' | b'-')) as usize;
        let n = digits((end + 1 + signs).min(bytes.len()));
        if n > 0 {
            end += 1 + signs + n;
        }
    }
    let number = body[..end].replace(['d', 'D'], "e").parse::<f64>().ok()?;
    Some((sign * number, &body[end..]))
}

/// The wanted part of a table.
fn read_table(text: &str, separator: &str, part: Part, missing: f64) -> Value {
    let splitter = Splitter::of(text, separator);
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let lines = text.strip_suffix('\n').unwrap_or(&text).split('\n');
    let lines = lines.filter(|l| !(splitter.blanks && l.trim().is_empty()));
    let (first, last) = part.rows;
    let count = last.saturating_sub(first).saturating_add(1);
    let mut rows: Vec<Vec<C64>> = Vec::new();
    for line in lines.skip(first).take(count) {
        let fields = splitter.fields(line);
        let wanted = fields.iter().skip(part.cols.0).take(part.cols.1.saturating_sub(part.cols.0).saturating_add(1));
        rows.push(wanted.map(|f| parse_number(f).unwrap_or(C64::new(missing, 0.0))).collect());
    }
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    if width == 0 || text.is_empty() {
        return Value::empty();
    }
    let data = (0..width)
        .flat_map(|c| rows.iter().map(move |r| r.get(c).copied().unwrap_or(C64::new(missing, 0.0))))
        .collect();
    convert::narrow(NdArray::matrix(rows.len(), width, data).into())
}

fn dlmread(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let mut list = args.to_vec();
    let mut missing = 0.0;
    if let Some(k) = list.iter().skip(1).position(|v| v.as_text().is_some_and(|t| t.eq_ignore_ascii_case("emptyvalue")))
    {
        let value = list.get(k + 2).ok_or_else(|| cx.invalid_call())?;
        missing = args::scalar(cx, value, "EMPTYVAL")?;
        list.drain(k + 1..k + 3);
    }
    let separator = match list.get(1) {
        Some(v) if v.is_empty() => String::new(),
        Some(v) => {
            let t = args::text(cx, v, "separator")?;
            let letters = chars::encode(&t, cx.dialect());
            let plain = text::escapes(&letters).unwrap_or(letters);
            runmat_value::value::decode_in(&plain, cx.dialect())
        }
        None => String::new(),
    };
    let part = part_of(cx, list.get(2..).unwrap_or_default())?;
    let text = content(cx, &list[0])?;
    Ok(read_table(&text, &separator, part, missing))
}

fn part_of(cx: &CallCx<'_>, list: &[Value]) -> Result<Part> {
    let bad =
        || cx.fail("MATLAB:dlmread:InvalidRange", if cx.octave() { "error parsing RANGE" } else { "Invalid range." });
    let at = |x: f64| {
        (x >= 0.0)
            .then_some(x as usize)
            .ok_or_else(|| cx.fail("MATLAB:dlmread:InvalidRange", "left (R0) and top (C0) must be positive"))
    };
    match list {
        [] => Ok(Part::ALL),
        [one] => match one.as_text().filter(|_| one.is_char()) {
            Some(t) => Part::of_cells(&t).ok_or_else(bad),
            None => match convert::to_f64_vec(one).as_deref() {
                Some([r0, c0, r1, c1]) => Ok(Part { rows: (at(*r0)?, at(*r1)?), cols: (at(*c0)?, at(*c1)?) }),
                _ => Err(bad()),
            },
        },
        [r, c, ..] => {
            let (r, c) = (args::scalar(cx, r, "R0")?, args::scalar(cx, c, "C0")?);
            Ok(Part { rows: (at(r)?, usize::MAX), cols: (at(c)?, usize::MAX) })
        }
    }
}

fn csvread(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let mut list = vec![args[0].clone(), cx.text(",")];
    list.extend_from_slice(&args[1..]);
    dlmread(cx, &mut list)
}

/// The value of a named option.
fn option<'a>(args: &'a [Value], name: &str) -> Option<&'a Value> {
    let named = |p: &&[Value]| p[0].as_text().is_some_and(|t| t.eq_ignore_ascii_case(name));
    args.chunks(2).find(named).and_then(|p| p.get(1))
}

/// A separator from its name or itself.
fn separator_named(text: String) -> String {
    match text.as_str() {
        "comma" => ",",
        "tab" | "\\t" => "\t",
        "space" => " ",
        "semi" => ";",
        "bar" => "|",
        _ => return text,
    }
    .into()
}

fn readmatrix(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let separator = option(&args[1..], "Delimiter").and_then(Value::as_text).map_or(String::new(), separator_named);
    let text = content(cx, &args[0])?;
    let splitter = Splitter::of(&text, &separator);
    let head = match option(&args[1..], "NumHeaderLines").and_then(Value::as_f64) {
        Some(lines) => lines.max(0.0) as usize,
        None => text.lines().take_while(|l| splitter.fields(l).iter().all(|f| parse_number(f).is_none())).count(),
    };
    let rest: String = text.lines().skip(head).filter(|l| !l.trim().is_empty()).map(|l| format!("{l}\n")).collect();
    Ok(read_table(&rest, &separator, Part::ALL, f64::NAN))
}

/// The options of `dlmwrite`.
struct Layout {
    delimiter: Vec<Char>,
    newline: String,
    rows: usize,
    cols: usize,
    precision: Option<Value>,
    append: bool,
}

impl Layout {
    fn parse(cx: &CallCx<'_>, list: &[Value]) -> Result<Layout> {
        let mut l = Layout {
            delimiter: chars::from_ascii(","),
            newline: "\n".into(),
            rows: 0,
            cols: 0,
            precision: None,
            append: false,
        };
        let count = |v: Option<&Value>| v.and_then(Value::as_f64).filter(|&x| x >= 0.0).map(|x| x as usize);
        let bad = || cx.fail("MATLAB:dlmwrite:InvalidOption", "invalid argument");
        let mut place = 0;
        let mut k = 0;
        while k < list.len() {
            let word = list[k].as_text().map(|t| t.to_ascii_lowercase());
            let next = list.get(k + 1);
            k += 2;
            match word.as_deref() {
                Some("delimiter") => l.delimiter = delimiter(next.and_then(Value::as_text).ok_or_else(bad)?.as_str()),
                Some("newline") => {
                    l.newline = match next.and_then(Value::as_text).ok_or_else(bad)?.as_str() {
                        "unix" => "\n".into(),
                        "pc" => "\r\n".into(),
                        "mac" => "\r".into(),
                        other => other.into(),
                    }
                }
                Some("roffset") => l.rows = count(next).ok_or_else(bad)?,
                Some("coffset") => l.cols = count(next).ok_or_else(bad)?,
                Some("precision") => l.precision = Some(next.ok_or_else(bad)?.clone()),
                Some("-append") => {
                    l.append = true;
                    k -= 1;
                }
                Some("append") => {
                    l.append = match next.and_then(Value::as_text).ok_or_else(bad)?.as_str() {
                        "on" => true,
                        "off" => false,
                        _ => return Err(cx.fail("MATLAB:dlmwrite:InvalidOption", "append must be \"on\" or \"off\"")),
                    }
                }
                _ => {
                    k -= 1;
                    let v = &list[k - 1];
                    match (place, &word) {
                        (0, Some(w)) => l.delimiter = delimiter(w),
                        (1, _) => l.rows = count(Some(v)).ok_or_else(bad)?,
                        (2, _) => l.cols = count(Some(v)).ok_or_else(bad)?,
                        _ => return Err(bad()),
                    }
                    place += 1;
                }
            }
        }
        Ok(l)
    }

    /// The template of one number.
    fn template(&self, octave: bool, complex: bool) -> Value {
        let plain = match &self.precision {
            Some(v) => match v.as_text() {
                Some(t) => t,
                None => format!("%.{}g", v.as_f64().unwrap_or(5.0).max(0.0)),
            },
            None if octave => "%.16g".into(),
            None => "%.5g".into(),
        };
        Value::text(&match complex {
            true => format!("{plain}{}i", plain.replacen('%', "%+", 1)),
            false => plain,
        })
    }
}

fn delimiter(text: &str) -> Vec<Char> {
    let letters = chars::from_ascii(text);
    text::escapes(&letters).unwrap_or(letters)
}

/// The matrix as text.
fn table_text(cx: &mut CallCx<'_>, m: &Value, l: &Layout) -> Result<Vec<Char>> {
    let dialect = cx.dialect();
    let m = convert::to_dense(m);
    let complex = m.is_complex();
    let template = l.template(cx.octave(), complex);
    let parts = if complex { convert::complex_f64(&m) } else { None };
    let dims = m.dims();
    let (rows, cols) = (dims.rows(), dims.numel() / dims.rows().max(1));
    let reals = convert::real_array(&convert::real_part(&m));
    let newline = chars::from_ascii(&l.newline);
    let mut out = Vec::new();
    for _ in 0..l.rows {
        (0..(l.cols + cols).saturating_sub(1)).for_each(|_| out.extend_from_slice(&l.delimiter));
        out.extend_from_slice(&newline);
    }
    for r in 0..rows {
        (0..l.cols).for_each(|_| out.extend_from_slice(&l.delimiter));
        for c in 0..cols {
            if c > 0 {
                out.extend_from_slice(&l.delimiter);
            }
            let k = c * rows + r;
            let data = match &parts {
                Some(z) => vec![Value::Num(z[k].re), Value::Num(z[k].im)],
                None => vec![Value::Num(reals.data()[k])],
            };
            out.extend(text::format("dlmwrite", &template, &data, dialect)?);
        }
        out.extend_from_slice(&newline);
    }
    cx.charge(10 * reals.len());
    Ok(out)
}

fn dlmwrite(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let mut args = args.to_vec();
    // The matrix may come first.
    if args[0].as_text().is_none() && args[1].as_text().is_some() && args[0].numel() != 1 {
        args.swap(0, 1);
    }
    let m = &args[1];
    if !(m.is_numeric() || m.is_char() || m.class() == runmat_value::Class::Logical) {
        return Err(cx.fail("MATLAB:dlmwrite:InvalidInput", "M must be a matrix of numbers"));
    }
    let layout = Layout::parse(cx, &args[2..])?;
    let text = table_text(cx, m, &layout)?;
    let Some(name) = args[0].as_text() else {
        let id = table::file_id(cx, &args[0])?;
        table::write_chars(cx, id, &text)?;
        return Ok(Values::new());
    };
    let path = expand_tilde(cx, &name);
    let append = layout.append;
    let mode = OpenMode { write: true, create: true, truncate: !append, append, ..OpenMode::default() };
    let bytes: Vec<u8> = text.iter().map(|c| c.0 as u8).collect();
    let written = cx.session.host.open(&path, mode).and_then(|mut f| f.write(&bytes));
    written.map_err(|e| cx.fail("MATLAB:dlmwrite:FileOpenFailure", &format!("{e}: {name}")))?;
    Ok(Values::new())
}

fn writematrix(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let file = args.get(1).cloned().unwrap_or_else(|| cx.text("matrix.txt"));
    let mut list = vec![file, args[0].clone(), cx.text("precision"), Value::Num(15.0)];
    let options = args.get(2..).unwrap_or_default();
    if let Some(d) = option(options, "Delimiter").and_then(Value::as_text) {
        list.extend([cx.text("delimiter"), cx.text(&separator_named(d))]);
    }
    if option(options, "WriteMode").and_then(Value::as_text).is_some_and(|m| m.eq_ignore_ascii_case("append")) {
        list.push(cx.text("-append"));
    }
    dlmwrite(cx, &mut list)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        assert_eq!(parse_number("4+4i"), Some(C64::new(4.0, 4.0)));
        assert_eq!(parse_number(" -4i"), Some(C64::new(0.0, -4.0)));
        assert_eq!(parse_number("1d2"), Some(C64::new(100.0, 0.0)));
        assert_eq!(parse_number("2jack"), None);
        assert_eq!(parse_number("Infinity"), None);
        assert_eq!(parse_number(""), None);
    }

    #[test]
    fn parts() {
        assert_eq!(Part::of_cells("A2..B3"), Some(Part { rows: (1, 2), cols: (0, 1) }));
        assert_eq!(Part::of_cells("..B3"), Some(Part { rows: (0, 2), cols: (0, 1) }));
        assert_eq!(Part::of_cells("A2.."), Some(Part { rows: (1, usize::MAX), cols: (0, usize::MAX) }));
    }
}
