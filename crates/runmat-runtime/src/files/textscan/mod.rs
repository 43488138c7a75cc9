//! `textscan`: columns of fields from text.

mod format;
mod scanner;

use super::table;
use format::{Item, Kind, Options};
use runmat_ignition::{Builtin, CallCx, MANY, Values};
use runmat_value::text::chars;
use runmat_value::value::decode_in;
use runmat_value::{C64, Class, Dims, Error, NdArray, Result, Value, concat, convert};
use scanner::{Datum, Scanner};

/// The rows of this module.
pub const TABLE: &[Builtin] = &[Builtin::many("textscan", (1, MANY), 3, textscan).doc(
    "c = textscan(fid, format, n, options...): columns of fields of a file, a cell each.\nc = textscan(text, ...): of a text.\n\n    c = textscan('1,2\\n3,4', '%f %f', 'Delimiter', ',');",
)];

/// What is read: text, or the rest of a file.
fn source(cx: &mut CallCx<'_>, v: &Value) -> Result<(Vec<u8>, Option<u32>)> {
    let dialect = cx.dialect();
    if v.is_char() || matches!(v, Value::Strings(_)) {
        let letters = match v {
            Value::Chars(a) => a.data().to_vec(),
            v => chars::encode(&v.as_text().unwrap_or_default(), dialect),
        };
        return Ok((decode_in(&letters, dialect).into_bytes(), None));
    }
    if !matches!(v, Value::Num(_)) {
        return Err(Error::msg("file id must be a file object, std::string, or integer value"));
    }
    let id = table::file_id(cx, v)?;
    let file = table::open(cx, id)?;
    file.want(usize::MAX).map_err(|e| Error::msg(format!("textscan: {e}")))?;
    let bytes = file.waiting().to_vec();
    Ok((
        match file.is_latin() {
            true => bytes.iter().map(|&b| b as char).collect::<String>().into_bytes(),
            false => bytes,
        },
        Some(id),
    ))
}

fn textscan(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let (text, file) = source(cx, &args[0])?;
    let is_text = |v: &Value| v.is_char() || matches!(v, Value::Strings(_));
    let mut rest = args[1..].to_vec();
    let mut layout = String::new();
    if let Some(first) = rest.first() {
        if !is_text(first) {
            return Err(Error::msg("textscan: FORMAT must be a string, not <double>"));
        }
        layout = first.as_text().unwrap_or_default();
        rest.remove(0);
    }
    let mut limit = usize::MAX;
    if rest.first().is_some_and(|v| !is_text(v)) {
        let n = rest.remove(0);
        limit = match n.as_f64() {
            Some(x) if x >= 0.0 && x.is_finite() => x as usize,
            _ => usize::MAX,
        };
    }
    let options = Options::parse(cx, &rest)?;
    cx.charge(10 * text.len());
    let mut scanner = Scanner::new(&text, &options);
    scanner.skip_lines(options.header_lines);
    let items = match layout.trim().is_empty() {
        true => vec![numeric_field(); count_columns(&mut scanner)],
        false => format::parse(&layout).map_err(Error::msg)?,
    };
    let columns = read(&mut scanner, &items, &options, limit)?;
    let (position, done) = (scanner.at, scanner.is_done());
    let mut used = position;
    if let Some(id) = file {
        let file = table::open(cx, id)?;
        if file.is_latin() {
            used = String::from_utf8_lossy(&text[..position]).chars().count();
        }
        file.consume(used);
        file.at_end |= done;
        used = file.position().unwrap_or(0) as usize;
    }
    let kinds: Vec<&Kind> = items
        .iter()
        .filter_map(|i| match i {
            Item::Field { kind, skip: false, .. } => Some(kind),
            _ => None,
        })
        .collect();
    let mut out = Vec::new();
    for (kind, column) in kinds.iter().zip(columns) {
        out.push(column_value(cx, kind, column, options.empty_value)?);
    }
    if options.collect {
        out = collect(cx, out)?;
    }
    Ok([Value::cell_row(out), Value::from(used), cx.text("")].into_iter().collect())
}

fn numeric_field() -> Item {
    Item::Field { kind: Kind::Number(Class::Double), width: None, precision: None, skip: false }
}

/// The number of numbers in the first line.
fn count_columns(scanner: &mut Scanner) -> usize {
    let (start, lines) = (scanner.at, scanner.lines);
    scanner.skip_space(true);
    let line = scanner.lines;
    let mut count = 0;
    while !scanner.is_done() {
        let before = scanner.at;
        if scanner.item(&numeric_field()).is_none() {
            break;
        }
        count += 1;
        scanner.skip_delimiter();
        if scanner.lines > line || scanner.at == before {
            break;
        }
    }
    (scanner.at, scanner.lines) = (start, lines);
    count.max(1)
}

/// Reads rows until the text ends, a field is bad, or so many lines or rows have been read. A column for
/// each field that is not skipped.
fn read(scanner: &mut Scanner, items: &[Item], options: &Options, limit: usize) -> Result<Vec<Vec<Option<Datum>>>> {
    let mut columns: Vec<Vec<Option<Datum>>> = vec![Vec::new(); items.iter().filter(|i| i.is_output()).count()];
    let mut row = 0;
    scanner.lines = 0;
    while row < limit && scanner.lines < limit {
        scanner.skip_space(true);
        scanner.skip_leading_delimiters();
        if scanner.is_done() || scanner.lines >= limit {
            break;
        }
        let start = scanner.at;
        let mut column = 0;
        for (k, item) in items.iter().enumerate() {
            let found = if scanner.is_done() { None } else { scanner.item(item) };
            if found.is_none() && !scanner.is_done() && !scanner.at_field_end() {
                if !options.return_on_error {
                    return Err(Error::msg(format!("textscan: Read error in field {} of row {}", k + 1, row + 1)));
                }
                return Ok(columns);
            }
            if item.is_output() {
                columns[column].push(found);
                column += 1;
            }
            // A literal may begin with what else would be the delimiter.
            if !matches!(items.get(k + 1), Some(Item::Literal(next)) if scanner.is_here(next)) {
                scanner.skip_delimiter();
            }
        }
        if scanner.at == start {
            break;
        }
        row += 1;
    }
    Ok(columns)
}

fn column_value(cx: &CallCx<'_>, kind: &Kind, column: Vec<Option<Datum>>, empty: f64) -> Result<Value> {
    let dialect = cx.dialect();
    let n = column.len();
    let Kind::Number(class) = kind else {
        let texts: Vec<Vec<u8>> = column
            .into_iter()
            .map(|d| match d {
                Some(Datum::Text(t)) => t,
                _ => Vec::new(),
            })
            .collect();
        let encode = |t: &Vec<u8>| chars::encode(&String::from_utf8_lossy(t), dialect);
        if *kind == Kind::Chars && !dialect.is_octave() {
            return Ok(chars::matrix(&texts.iter().map(encode).collect::<Vec<_>>()));
        }
        return Ok(Value::cell_col(texts.iter().map(|t| chars::row(encode(t))).collect()));
    };
    if column.iter().any(|d| matches!(d, Some(Datum::Whole(_)))) && matches!(class, Class::Int64 | Class::Uint64) {
        let exact = |d: &Option<Datum>| match d {
            Some(Datum::Whole(x)) => *x,
            Some(Datum::Number(z)) => z.re as i128,
            _ => 0,
        };
        return Ok(match class {
            Class::Int64 => {
                NdArray::col(column.iter().map(|d| exact(d).clamp(i64::MIN as i128, i64::MAX as i128) as i64).collect())
                    .into()
            }
            _ => NdArray::col(column.iter().map(|d| exact(d).clamp(0, u64::MAX as i128) as u64).collect()).into(),
        });
    }
    let numbers: Vec<C64> = column
        .iter()
        .map(|d| match d {
            Some(Datum::Number(z)) => *z,
            Some(Datum::Whole(x)) => C64::new(*x as f64, 0.0),
            _ => C64::new(empty, 0.0),
        })
        .collect();
    let value: Value = NdArray::new(Dims::col(n), numbers).into();
    let value = convert::narrow(value);
    match class.is_integer() {
        true => convert::to_class(&convert::real_part(&value), *class, dialect),
        false => convert::to_class(&value, *class, dialect),
    }
}

/// Neighbours of one class side by side in one matrix.
fn collect(cx: &CallCx<'_>, columns: Vec<Value>) -> Result<Vec<Value>> {
    let mut groups: Vec<Vec<Value>> = Vec::new();
    for column in columns {
        match groups.last_mut() {
            Some(g) if g[0].class() == column.class() && !column.is_char() => g.push(column),
            _ => groups.push(vec![column]),
        }
    }
    groups
        .into_iter()
        .map(|g| match g.iter().all(|c| c.dims() == g[0].dims()) {
            true => concat::horzcat(&g, cx.dialect()),
            false => concat::horzcat(&level(&g)?, cx.dialect()),
        })
        .collect()
}

/// Columns cut to the shortest.
fn level(columns: &[Value]) -> Result<Vec<Value>> {
    let n = columns.iter().map(|c| c.dims().rows()).min().unwrap_or(0);
    let cut = |v: &Value| -> Value {
        match v {
            Value::Cell(c) => Value::cell_col(c.data()[..n].to_vec()),
            v => match convert::try_real_array(v) {
                Some(a) if v.class() == Class::Double => Value::col(a.data()[..n].to_vec()),
                _ => v.clone(),
            },
        }
    };
    Ok(columns.iter().map(cut).collect())
}
