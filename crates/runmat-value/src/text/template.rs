//! Templates of the `printf` family, taken apart.

use super::escape;
use super::number::{Flags, MAX_FIELD};
use crate::array::{Char, Note};
use crate::error::{Error, Result};
use crate::value::Value;
use runmat_syntax::Dialect;
use smallvec::SmallVec;
use std::borrow::Cow;
use std::ops::Range;

/// A width or precision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Amount {
    /// Not written.
    None,
    /// Written as digits.
    Given(usize),
    /// `*`: the next argument.
    Star,
    /// `*n$`: the n-th argument, from 1.
    StarAt(usize),
}

/// What a MATLAB size letter asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bits {
    /// The number itself.
    Value,
    /// `b`: the bits of the double.
    Double,
    /// `t`: the bits of the single.
    Single,
}

/// One conversion.
#[derive(Debug, Clone, Copy)]
pub struct Conversion {
    /// The letter.
    pub letter: u8,
    /// Flags.
    pub flags: Flags,
    /// Least width.
    pub width: Amount,
    /// Precision.
    pub precision: Amount,
    /// `%bx`, `%tx`.
    pub bits: Bits,
    /// `%n$…`, from 1.
    pub position: Option<usize>,
}

/// A piece of a template.
#[derive(Debug, Clone)]
pub enum Segment {
    /// Elements of the template copied as they are.
    Literal(Range<usize>),
    /// A conversion.
    Convert(Conversion),
    /// Output ends here: MATLAB, at a conversion or escape it does not know.
    Stop,
}

/// A template, its escapes processed.
#[derive(Debug)]
pub struct Template<'a> {
    /// What the literal ranges refer to.
    pub text: Cow<'a, [Char]>,
    /// The pieces, in order.
    pub segments: SmallVec<[Segment; 8]>,
    /// Whether any conversion is among them.
    pub converts: bool,
    /// Whether a conversion names its argument by position.
    pub positional: bool,
}

const BACKSLASH: Char = Char(b'\\' as u16);
const PERCENT: u16 = b'%' as u16;

impl<'a> Template<'a> {
    /// Takes the template of a call apart.
    pub fn parse(function: &str, template: &'a Value, dialect: Dialect) -> Result<Self> {
        let raw = template_chars(function, template, dialect)?;
        let processed = dialect.is_octave() && matches!(template, Value::Chars(a) if a.note() == Note::DoubleQuoted);
        Template::of(function, raw, !processed, dialect)
    }

    /// The elements of a `scanf` template, its escapes processed.
    pub fn scan_text(function: &str, template: &'a Value, dialect: Dialect) -> Result<Cow<'a, [Char]>> {
        let raw = template_chars(function, template, dialect)?;
        let processed = dialect.is_octave() && matches!(template, Value::Chars(a) if a.note() == Note::DoubleQuoted);
        Ok(if processed || !raw.contains(&BACKSLASH) { raw } else { Cow::Owned(escape::escapes(&raw)?) })
    }

    /// Takes text apart; `with_escapes` when its escapes are still to be processed.
    pub fn of(function: &str, raw: Cow<'a, [Char]>, with_escapes: bool, dialect: Dialect) -> Result<Self> {
        let mut cut = false;
        let text = if !with_escapes || !raw.contains(&BACKSLASH) {
            raw
        } else if dialect.is_octave() {
            Cow::Owned(escape::escapes(&raw)?)
        } else {
            let (text, unknown) = escape::escapes_until_unknown(&raw);
            cut = unknown;
            Cow::Owned(text)
        };
        let mut parsed = Template { text, segments: SmallVec::new(), converts: false, positional: false };
        if !parsed.split(dialect) {
            if dialect.is_octave() {
                return Err(Error::msg(format!("{function}: invalid format specified")));
            }
            parsed.segments.push(Segment::Stop);
        } else if cut {
            parsed.segments.push(Segment::Stop);
        }
        Ok(parsed)
    }

    /// Fills the segments; false at a conversion that is none.
    fn split(&mut self, dialect: Dialect) -> bool {
        let text = &self.text;
        let mut start = 0;
        let mut at = 0;
        while at < text.len() {
            if text[at].0 != PERCENT {
                at += 1;
                continue;
            }
            if start < at {
                self.segments.push(Segment::Literal(start..at));
            }
            let mut reader = Reader { text, at: at + 1 };
            match reader.conversion(dialect) {
                Some(c) if c.letter == b'%' => {
                    self.segments.push(Segment::Literal(reader.at - 1..reader.at));
                }
                Some(c) => {
                    self.converts = true;
                    self.positional |= c.position.is_some();
                    self.segments.push(Segment::Convert(c));
                }
                None => return false,
            }
            at = reader.at;
            start = at;
        }
        if start < at {
            self.segments.push(Segment::Literal(start..at));
        }
        true
    }
}

/// The elements of a template: a char array, in MATLAB also a string scalar.
fn template_chars<'a>(function: &str, template: &'a Value, dialect: Dialect) -> Result<Cow<'a, [Char]>> {
    match template {
        Value::Char(c) => Ok(Cow::Borrowed(std::slice::from_ref(c))),
        Value::Chars(a) if dialect.is_octave() && a.dims().rows() > 1 => {
            Ok(a.data().iter().step_by(a.dims().rows()).copied().collect())
        }
        Value::Chars(a) => Ok(Cow::Borrowed(a.data())),
        Value::Strings(a) if a.len() == 1 => {
            let text = a.data()[0].0.as_deref().unwrap_or("<missing>");
            Ok(super::chars::encode(text, dialect).into())
        }
        _ => Err(template_error(function, template, dialect)),
    }
}

fn template_error(function: &str, template: &Value, dialect: Dialect) -> Error {
    if dialect.is_octave() {
        return Error::msg(format!("{function}: format TEMPLATE must be a string"));
    }
    if template.is_cell() {
        return Error::new("MATLAB:printf:UndefinedFunctionCell", "Function is not defined for 'cell' inputs.");
    }
    Error::new("MATLAB:printf:invalidInputType", "Invalid format.")
}

struct Reader<'a> {
    text: &'a [Char],
    at: usize,
}

impl Reader<'_> {
    fn peek(&self) -> u8 {
        self.text.get(self.at).map_or(0, |c| u8::try_from(c.0).unwrap_or(0))
    }

    fn accept(&mut self, b: u8) -> bool {
        let found = self.peek() == b && self.at < self.text.len();
        self.at += found as usize;
        found
    }

    fn digits(&mut self) -> Option<usize> {
        let mut value = None;
        while self.peek().is_ascii_digit() {
            let digit = (self.peek() - b'0') as usize;
            value = Some(value.unwrap_or(0usize).saturating_mul(10).saturating_add(digit));
            self.at += 1;
        }
        value
    }

    /// `n$`, if that is what comes.
    fn position(&mut self) -> Option<usize> {
        let start = self.at;
        match self.digits() {
            Some(n) if n > 0 && self.accept(b'$') => Some(n),
            _ => {
                self.at = start;
                None
            }
        }
    }

    fn flags(&mut self) -> Flags {
        let mut flags = Flags::default();
        loop {
            match self.peek() {
                b'-' => flags.left = true,
                b'+' => flags.plus = true,
                b' ' => flags.space = true,
                b'0' => flags.zero = true,
                b'#' => flags.alternate = true,
                _ => return flags,
            }
            self.at += 1;
        }
    }

    fn amount(&mut self, dialect: Dialect) -> Amount {
        if !self.accept(b'*') {
            return self.digits().map_or(Amount::None, Amount::Given);
        }
        match if dialect.is_octave() { None } else { self.position() } {
            Some(n) => Amount::StarAt(n),
            None => Amount::Star,
        }
    }

    /// What follows the percent sign.
    fn conversion(&mut self, dialect: Dialect) -> Option<Conversion> {
        let position = if dialect.is_octave() { None } else { self.position() };
        let flags = self.flags();
        let mut width = self.amount(dialect);
        let mut precision = Amount::None;
        if self.accept(b'.') {
            precision = match self.amount(dialect) {
                Amount::None => Amount::Given(0),
                given => given,
            };
        }
        let start = self.at;
        let bits = self.size(dialect);
        let size = &self.text[start..self.at];
        let letter = self.peek();
        let valid = if dialect.is_octave() { octave_knows(size, letter) } else { matlab_knows(bits, letter) };
        if !valid {
            return None;
        }
        self.at += 1;
        if dialect.is_octave() && precision == Amount::Star && width != Amount::Star && matches!(letter, b's' | b'c') {
            // Octave takes a lone star of a text conversion as its width, wherever it stands.
            (width, precision) = (Amount::Star, Amount::None);
        }
        Some(Conversion { letter, flags, width, precision, bits, position })
    }

    fn size(&mut self, dialect: Dialect) -> Bits {
        let mut bits = Bits::Value;
        loop {
            match self.peek() {
                b'h' | b'l' | b'L' => {}
                b'b' if !dialect.is_octave() => bits = Bits::Double,
                b't' if !dialect.is_octave() => bits = Bits::Single,
                _ => return bits,
            }
            self.at += 1;
        }
    }
}

fn octave_knows(size: &[Char], letter: u8) -> bool {
    let size = match size {
        [] => 0,
        [c] => c.0 as u8,
        _ => return false,
    };
    match letter {
        b'd' | b'i' | b'o' | b'u' | b'x' | b'X' | b'c' => size != b'L',
        b'f' | b'e' | b'E' | b'g' | b'G' => size == 0 || size == b'L',
        b's' | b'%' | b'p' => size == 0,
        _ => false,
    }
}

fn matlab_knows(bits: Bits, letter: u8) -> bool {
    match letter {
        b'o' | b'u' | b'x' | b'X' => true,
        b'd' | b'i' | b'f' | b'F' | b'e' | b'E' | b'g' | b'G' | b'a' | b'A' | b'c' | b's' | b'%' => bits == Bits::Value,
        _ => false,
    }
}

/// Refuses fields no one can mean.
pub(crate) fn bounded(function: &str, n: usize, dialect: Dialect) -> Result<usize> {
    if n <= MAX_FIELD {
        return Ok(n);
    }
    Err(match dialect {
        Dialect::Octave => Error::msg(format!("{function}: invalid field width, must be integer >= 0 and <= INT_MAX")),
        Dialect::Matlab => Error::new(
            "MATLAB:printf:invalidFieldWidth",
            format!("Field width or precision must not exceed {MAX_FIELD}."),
        ),
    })
}
