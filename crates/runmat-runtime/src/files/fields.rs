//! Delimited text taken apart into its fields: what `readtable` begins with.

use crate::args;
use runmat_ignition::{Builtin, CallCx};
use runmat_value::{Dims, Error, NdArray, Result, Value};

/// The rows of this module.
pub const TABLE: &[Builtin] = &[Builtin::one("__read_delimited__", (2, 2), read_delimited)];

/// Delimiters looked for when none is given, the likeliest first.
const DELIMITERS: [u8; 5] = [b',', b'\t', b';', b'|', b' '];

/// The delimiter that splits the first lines into the same number of fields, more than one.
fn guessed(text: &str) -> u8 {
    let lines: Vec<&str> = text.lines().filter(|l| !l.trim().is_empty()).take(10).collect();
    let count = |d: u8, line: &str| fields(line, d).first().map_or(0, Vec::len);
    let fits = |&d: &u8| {
        let counts: Vec<usize> = lines.iter().map(|l| count(d, l)).collect();
        counts.first().is_some_and(|&n| n > 1 && counts.iter().all(|&c| c == n))
    };
    let splits = |&d: &u8| lines.first().is_some_and(|l| count(d, l) > 1);
    let all = || DELIMITERS.into_iter();
    all().find(fits).or_else(|| all().find(splits)).unwrap_or(b',')
}

fn fields(text: &str, delimiter: u8) -> Vec<Vec<String>> {
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let rows = reader.records().filter_map(std::result::Result::ok);
    rows.map(|r| r.iter().map(|f| f.trim().to_string()).collect()).collect()
}

/// `__read_delimited__(text, delimiter)`: the fields in a cell array; short lines are filled up. An empty delimiter is
/// guessed.
fn read_delimited(cx: &mut CallCx<'_>, list: &mut [Value]) -> Result<Value> {
    let text = args::text(cx, &list[0], "text")?;
    let given = args::text(cx, &list[1], "Delimiter")?;
    let delimiter = match given.as_bytes() {
        [] => guessed(&text),
        [one] => *one,
        _ => return Err(Error::new("MATLAB:readtable:Delimiter", "A delimiter must be one character.")),
    };
    cx.charge(text.len());
    let rows = fields(text.trim_start_matches('\u{feff}'), delimiter);
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let dims = Dims::new(rows.len(), width);
    cx.reserve(&dims, 16)?;
    let cell = |r: usize, c: usize| cx.text(rows[r].get(c).map_or("", String::as_str));
    let data = (0..width).flat_map(|c| (0..rows.len()).map(move |r| (r, c))).map(|(r, c)| cell(r, c)).collect();
    Ok(NdArray::new(dims, data).into())
}
