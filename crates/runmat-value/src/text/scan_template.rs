//! Templates of the `scanf` family, taken apart.

use super::chars;
use crate::array::Char;
use crate::error::{Error, Result};
use runmat_syntax::Dialect;

/// A piece of a template.
#[derive(Debug)]
pub enum Item {
    /// Any amount of white space.
    Space,
    /// This character.
    Literal(Char),
    /// A conversion.
    Convert(ScanConversion),
}

impl Item {
    /// Whether it gives characters (or nothing).
    pub fn is_text(&self) -> bool {
        !matches!(self, Item::Convert(c) if !matches!(c.letter, b's' | b'c' | b'['))
    }
}

/// One conversion.
#[derive(Debug)]
pub struct ScanConversion {
    /// The letter; `[` for a set.
    pub letter: u8,
    /// Most elements to read.
    pub width: Option<usize>,
    /// `*`: read, but not kept.
    pub discard: bool,
    /// `l`: integers of 64 bits.
    pub long: bool,
    /// The set of `%[…]`.
    pub set: CharSet,
}

/// A set of characters.
#[derive(Debug, Default)]
pub struct CharSet {
    negated: bool,
    ranges: Vec<(Char, Char)>,
}

impl CharSet {
    /// Whether the set has this character.
    pub fn contains(&self, c: Char) -> bool {
        self.ranges.iter().any(|&(a, b)| a <= c && c <= b) != self.negated
    }
}

/// Takes the elements of a template apart.
pub fn parse(function: &str, text: &[Char], dialect: Dialect) -> Result<Vec<Item>> {
    let mut reader = Reader { text, at: 0 };
    let mut items = Vec::new();
    while let Some(&c) = text.get(reader.at) {
        reader.at += 1;
        if chars::is_space(c) {
            items.push(Item::Space);
        } else if c.0 != b'%' as u16 {
            items.push(Item::Literal(c));
        } else if reader.peek() == b'%' {
            reader.at += 1;
            items.push(Item::Literal(c));
        } else {
            let conversion = reader.conversion().ok_or_else(|| invalid(function, dialect))?;
            items.push(Item::Convert(conversion));
        }
    }
    Ok(items)
}

fn invalid(function: &str, dialect: Dialect) -> Error {
    match dialect {
        Dialect::Octave => Error::msg(format!("{function}: invalid format specified")),
        Dialect::Matlab => Error::new("MATLAB:scanf:invalidFormat", "Invalid format."),
    }
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
        let found = self.peek() == b;
        self.at += found as usize;
        found
    }

    fn conversion(&mut self) -> Option<ScanConversion> {
        let discard = self.accept(b'*');
        let mut width = None;
        while self.peek().is_ascii_digit() {
            let digit = (self.peek() - b'0') as usize;
            width = Some(width.unwrap_or(0usize).saturating_mul(10).saturating_add(digit));
            self.at += 1;
        }
        if self.accept(b'.') {
            while self.peek().is_ascii_digit() {
                self.at += 1;
            }
        }
        let mut long = false;
        while matches!(self.peek(), b'l' | b'h' | b'L') {
            long |= self.peek() != b'h';
            self.at += 1;
        }
        let letter = self.peek();
        if !b"dioxXufegEGcs[".contains(&letter) {
            return None;
        }
        self.at += 1;
        let set = if letter == b'[' { self.set()? } else { CharSet::default() };
        Some(ScanConversion { letter, width: width.filter(|&w| w > 0), discard, long, set })
    }

    /// What stands behind `%[`, with the closing bracket.
    fn set(&mut self) -> Option<CharSet> {
        let mut set = CharSet { negated: self.accept(b'^'), ranges: Vec::new() };
        let start = self.at;
        loop {
            let c = *self.text.get(self.at)?;
            self.at += 1;
            if c.0 == b']' as u16 && self.at - 1 > start {
                return Some(set);
            }
            let upper = self.text.get(self.at + 1).copied();
            match upper {
                Some(end) if self.peek() == b'-' && end.0 != b']' as u16 => {
                    self.at += 2;
                    set.ranges.push((c.min(end), c.max(end)));
                }
                _ => set.ranges.push((c, c)),
            }
        }
    }
}
