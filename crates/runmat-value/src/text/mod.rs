//! Formatted text: `printf` templates, numbers to text and back.

mod arguments;
pub mod chars;
mod columns;
mod compare;
mod escape;
mod mat2str;
mod num2str;
mod number;
mod parse_number;
mod render;
mod scan;
mod scan_template;
mod string;
mod template;
#[cfg(test)]
mod tests;

pub use compare::{strcmp, strcmp_with, strncmp_with};
pub use escape::{escapes, escapes_until_unknown, undo_escapes, unknown_escape};
pub use mat2str::mat2str;
pub use num2str::{int2str, num2str};
pub use number::{Flags, MAX_FIELD, NumberSpec, c_format_f64, number_shortest};
pub use parse_number::str2double_text;
pub use render::NA_BITS;
pub use scan::{ScanEach, ScanResult, scan, scan_each};
pub use string::string_of;

use crate::array::Char;
use crate::dims::Dims;
use crate::error::{Error, ErrorKind, Result};
use crate::value::Value;
use arguments::{Cursor, Datum, Want};
use render::Field;
use runmat_syntax::Dialect;
use template::{Amount, Bits, Conversion, Segment, Template};

/// More characters than this are not built by one call.
const MAX_TEXT: usize = 1 << 28;

/// The text a `printf` call writes. `function` names it in error messages.
///
/// All arguments are taken as one list of elements, column by column; the template is repeated until
/// the list is used up. Escapes in the template are processed, except in Octave's double-quoted text,
/// whose escapes the parser has processed.
pub fn format(function: &str, template: &Value, args: &[Value], dialect: Dialect) -> Result<Vec<Char>> {
    let template = Template::parse(function, template, dialect)?;
    format_template(function, &template, args, dialect)
}

fn format_template(function: &str, template: &Template, args: &[Value], dialect: Dialect) -> Result<Vec<Char>> {
    let cursor = Cursor::new(function, args, dialect)?;
    let mut out = Vec::with_capacity(template.text.len() + 16);
    let no_data = if dialect.is_octave() { args.is_empty() } else { cursor.is_without_data() };
    let mut run = Run { function, dialect, template, cursor, no_data, out: &mut out };
    while run.pass()? {}
    Ok(out)
}

/// One formatted call under way.
struct Run<'a, 'o> {
    function: &'a str,
    dialect: Dialect,
    template: &'a Template<'a>,
    cursor: Cursor<'a>,
    no_data: bool,
    out: &'o mut Vec<Char>,
}

impl Run<'_, '_> {
    /// Goes through the template once; whether it has to be gone through again.
    fn pass(&mut self) -> Result<bool> {
        let template = self.template;
        for segment in &template.segments {
            match segment {
                Segment::Literal(range) => self.out.extend_from_slice(&template.text[range.clone()]),
                Segment::Stop => return Ok(false),
                Segment::Convert(_) if self.no_data && !self.dialect.is_octave() => {}
                Segment::Convert(conversion) => {
                    if !self.convert(conversion)? {
                        return Ok(false);
                    }
                }
            }
            fits(self.out.len())?;
        }
        Ok(template.converts && !template.positional && !self.no_data && !self.cursor.is_done())
    }

    /// Writes one conversion; false when there is no data left for it.
    fn convert(&mut self, conversion: &Conversion) -> Result<bool> {
        let mut spec = NumberSpec {
            conversion: conversion.letter,
            flags: conversion.flags,
            width: 0,
            precision: None,
            ties_away: self.dialect == Dialect::Matlab,
        };
        match self.amount(conversion.width)? {
            Some(Some(n)) if n < 0 => {
                spec.flags.left = true;
                spec.width = self.bounded(n.unsigned_abs() as usize)?;
            }
            Some(Some(n)) => spec.width = self.bounded(n as usize)?,
            Some(None) => {}
            None if self.dialect.is_octave() && self.no_data => return Err(missing_amount()),
            None => return Ok(false),
        }
        match self.amount(conversion.precision)? {
            Some(Some(n)) if n >= 0 => spec.precision = Some(self.bounded(n as usize)?),
            Some(_) => {}
            None if self.dialect.is_octave() && conversion.width == Amount::Star => return Err(missing_amount()),
            None => return Ok(false),
        }
        let want = if conversion.bits == Bits::Value { render::wanted(conversion) } else { Want::Number };
        let datum = match conversion.position {
            Some(n) => self.cursor.nth(n, want),
            None => self.cursor.next(want),
        };
        let Some(datum) = datum else { return Ok(false) };
        let field = Field { spec, bits: conversion.bits };
        render::render(self.out, &field, &datum, self.function, self.dialect)?;
        Ok(true)
    }

    fn bounded(&self, n: usize) -> Result<usize> {
        template::bounded(self.function, n, self.dialect)
    }

    /// A width or precision; the outer `None` when the data ran out, the inner when none is written.
    #[inline]
    fn amount(&mut self, amount: Amount) -> Result<Option<Option<i64>>> {
        let datum = match amount {
            Amount::None => return Ok(Some(None)),
            Amount::Given(n) => return Ok(Some(Some(n.min(i64::MAX as usize) as i64))),
            Amount::Star => self.cursor.next(Want::Number),
            Amount::StarAt(n) => self.cursor.nth(n, Want::Number),
        };
        let Some(datum) = datum else { return Ok(None) };
        match datum.as_f64() {
            Some(x) if x == x.trunc() && (x >= 0.0 || !self.dialect.is_octave()) => Ok(Some(Some(x as i64))),
            _ => Err(self.bad_amount(&datum)),
        }
    }

    fn bad_amount(&self, datum: &Datum) -> Error {
        let function = self.function;
        match (self.dialect, datum) {
            (Dialect::Octave, Datum::Empty) => Error::msg("invalid conversion from real matrix to real scalar"),
            (Dialect::Octave, _) => {
                Error::msg(format!("{function}: invalid field width, must be integer >= 0 and <= INT_MAX"))
            }
            (Dialect::Matlab, _) => {
                Error::new("MATLAB:printf:invalidFieldWidth", "Field width and precision must be integers.")
            }
        }
    }
}

/// Refuses text of so many characters that it is surely a mistake.
fn fits(len: usize) -> Result<()> {
    if len <= MAX_TEXT {
        return Ok(());
    }
    Err(ErrorKind::TooLarge { dims: Dims::row(len), bytes: 2 * len as u128 }.into())
}

/// Octave, when the data ends before a `*`.
fn missing_amount() -> Error {
    Error::msg("octave_base_value::double_value (): wrong type argument '<unknown type>'")
}
