//! Backslash escapes.

use crate::array::Char;
use crate::error::Result;

/// What follows a backslash.
enum Escape {
    /// A character, and how many elements stood for it behind the backslash.
    Known(Char, usize),
    /// No such escape.
    Unknown,
}

fn ascii(c: Option<&Char>) -> Option<u8> {
    c.and_then(|c| u8::try_from(c.0).ok())
}

/// Reads the escape whose backslash stands before `rest`.
fn read(rest: &[Char]) -> Escape {
    let Some(first) = ascii(rest.first()) else { return Escape::Unknown };
    let code = match first {
        b'a' => 7,
        b'b' => 8,
        b'f' => 12,
        b'n' => 10,
        b'r' => 13,
        b't' => 9,
        b'v' => 11,
        b'\\' | b'\'' | b'"' => first,
        b'0'..=b'7' => return octal(rest),
        b'x' => return hex(&rest[1..]),
        _ => return Escape::Unknown,
    };
    Escape::Known(Char(code as u16), 1)
}

fn octal(rest: &[Char]) -> Escape {
    let digits = rest.iter().take(3).take_while(|c| (b'0' as u16..=b'7' as u16).contains(&c.0));
    let (value, count) = digits.fold((0u16, 0), |(v, n), c| (v * 8 + c.0 - b'0' as u16, n + 1));
    Escape::Known(Char(value & 0xff), count)
}

fn hex(rest: &[Char]) -> Escape {
    let digit = |c: &Char| u8::try_from(c.0).ok().and_then(|b| (b as char).to_digit(16));
    let digits = rest.iter().take(2).map_while(digit);
    let (value, count) = digits.fold((0u32, 0), |(v, n), d| (v * 16 + d, n + 1));
    if count == 0 { Escape::Unknown } else { Escape::Known(Char(value as u16), count + 1) }
}

/// Replaces escapes by what they stand for, as Octave's `do_string_escapes` does. One that does not
/// exist stands for its character; [`unknown_escape`] finds it for a warning.
pub fn escapes(s: &[Char]) -> Result<Vec<Char>> {
    let mut out = Vec::with_capacity(s.len());
    let mut at = 0;
    while at < s.len() {
        if s[at].0 != b'\\' as u16 {
            out.push(s[at]);
            at += 1;
            continue;
        }
        match read(&s[at + 1..]) {
            Escape::Known(c, len) => {
                out.push(c);
                at += 1 + len;
            }
            Escape::Unknown if ascii(s.get(at + 1)) == Some(b'x') => {
                out.push(Char(0));
                at += 2;
            }
            Escape::Unknown => {
                out.push(*s.get(at + 1).unwrap_or(&s[at]));
                at += 2;
            }
        }
    }
    Ok(out)
}

/// Replaces escapes up to the first one that does not exist, where MATLAB's formatted output ends.
/// The flag tells whether there was one.
pub fn escapes_until_unknown(s: &[Char]) -> (Vec<Char>, bool) {
    match unknown_at(s) {
        Some(at) => (escapes(&s[..at]).unwrap_or_default(), true),
        None => (escapes(s).unwrap_or_default(), false),
    }
}

fn unknown_at(s: &[Char]) -> Option<usize> {
    let mut at = 0;
    while at < s.len() {
        if s[at].0 != b'\\' as u16 {
            at += 1;
            continue;
        }
        match read(&s[at + 1..]) {
            Escape::Known(_, len) => at += 1 + len,
            Escape::Unknown => return Some(at),
        }
    }
    None
}

/// The first escape that does not exist, as written (`\q`), for a warning.
pub fn unknown_escape(s: &[Char]) -> Option<String> {
    let at = unknown_at(s)?;
    Some(crate::value::decode(&s[at..s.len().min(at + 2)]))
}

/// Writes special characters as escapes, as Octave's `undo_string_escapes` does.
pub fn undo_escapes(s: &[Char]) -> Result<Vec<Char>> {
    let mut out: Vec<Char> = Vec::with_capacity(s.len());
    for &c in s {
        let letter = match c.0 {
            0 => b'0',
            7 => b'a',
            8 => b'b',
            9 => b't',
            10 => b'n',
            11 => b'v',
            12 => b'f',
            13 => b'r',
            34 => b'"',
            92 => b'\\',
            _ => {
                out.push(c);
                continue;
            }
        };
        out.push(Char(b'\\' as u16));
        out.push(Char(letter as u16));
    }
    Ok(out)
}
