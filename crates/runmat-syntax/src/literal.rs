//! What the text of a literal means.

use std::sync::Arc;

use crate::ast::{ExprKind, Name};
use crate::dialect::Dialect;

/// The number spelled `text`; `None` when it has more bits than any class or its suffix holds.
pub(crate) fn number(text: &str, dialect: Dialect) -> Option<ExprKind> {
    let bytes = text.as_bytes();
    if bytes.len() > 2 && bytes[0] == b'0' {
        match bytes[1] {
            b'x' | b'X' => return integer(text, 16, 4, dialect),
            b'b' | b'B' => return integer(text, 2, 1, dialect),
            _ => {}
        }
    }
    let imaginary = text.ends_with(['i', 'j', 'I', 'J']);
    let digits = if imaginary { &text[..text.len() - 1] } else { text };
    let plain = digits.replace('_', "").replace(['d', 'D'], "e");
    Some(ExprKind::Number { value: plain.parse().ok()?, imaginary, text: Name::from(text) })
}

const CLASSES: [(u32, &str, &str); 4] =
    [(8, "uint8", "int8"), (16, "uint16", "int16"), (32, "uint32", "int32"), (64, "uint64", "int64")];

fn integer(text: &str, radix: u32, digit_bits: u32, dialect: Dialect) -> Option<ExprKind> {
    let body = text[2..].replace('_', "");
    let (digits, suffix) = match body.find(['u', 's', 'U', 'S']) {
        Some(at) => body.split_at(at),
        None => (body.as_str(), ""),
    };
    let value = u64::from_str_radix(digits, radix).ok()?;
    let needed = 64 - value.leading_zeros();
    let width = match suffix.get(1..) {
        Some(width) => width.parse().ok()?,
        // Octave counts the digits written, MATLAB the digits needed.
        None if dialect.is_octave() => digits.len() as u32 * digit_bits,
        None => needed,
    };
    let (bits, unsigned, signed) = CLASSES.into_iter().find(|(bits, ..)| width <= *bits)?;
    let class = if suffix.starts_with(['s', 'S']) { signed } else { unsigned };
    (needed <= bits).then(|| ExprKind::Integer { value, class, text: Name::from(text) })
}

/// The text literal `literal`, quotes included (the closing one may be missing).
pub(crate) fn text(literal: &str, dialect: Dialect) -> ExprKind {
    let double = literal.starts_with('"');
    let quote = if double { '"' } else { '\'' };
    let inner = &literal[1..];
    let bytes = if double && dialect.is_octave() {
        unescape(inner.strip_suffix('"').unwrap_or(inner))
    } else {
        let inner = inner.strip_suffix(quote).unwrap_or(inner);
        inner.replace(if double { "\"\"" } else { "''" }, &literal[..1]).into_bytes()
    };
    from_bytes(bytes, double)
}

fn from_bytes(bytes: Vec<u8>, double_quoted: bool) -> ExprKind {
    match String::from_utf8(bytes) {
        Ok(value) => ExprKind::Text { value: value.into(), bytes: None, double_quoted },
        Err(error) => {
            let value = String::from_utf8_lossy(error.as_bytes()).into();
            let bytes = Some(Arc::from(error.into_bytes()));
            ExprKind::Text { value, bytes, double_quoted }
        }
    }
}

/// The bytes that Octave's double-quoted `inner` stands for.
pub(crate) fn unescape(inner: &str) -> Vec<u8> {
    let bytes = inner.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1 + escape(&bytes[at + 1..], &mut out),
            b'"' => {
                out.push(b'"');
                at += if bytes.get(at + 1) == Some(&b'"') { 2 } else { 1 };
            }
            byte => {
                out.push(byte);
                at += 1;
            }
        }
    }
    out
}

/// Appends what the escape before `rest` stands for; gives how much of `rest` it took.
fn escape(rest: &[u8], out: &mut Vec<u8>) -> usize {
    let Some(&first) = rest.first() else {
        out.push(b'\\');
        return 0;
    };
    let simple = match first {
        b'a' => 7,
        b'b' => 8,
        b'f' => 12,
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        b'v' => 11,
        b'0'..=b'7' => return digits(rest, 3, 8, out),
        b'x' => {
            let taken = digits(&rest[1..], 2, 16, out);
            if taken == 0 {
                out.push(b'x');
            }
            return 1 + taken;
        }
        b' ' | b'\t' | b'\n' | b'\r' => return continuation(rest, out),
        other => other,
    };
    out.push(simple);
    1
}

/// Appends the byte written with at most `most` digits; gives how many there are.
fn digits(rest: &[u8], most: usize, radix: u32, out: &mut Vec<u8>) -> usize {
    let value = |b: &u8| (*b as char).to_digit(radix);
    let found: Vec<u32> = rest.iter().take(most).map_while(value).collect();
    if !found.is_empty() {
        out.push(found.iter().fold(0u32, |sum, digit| sum * radix + digit) as u8);
    }
    found.len()
}

/// A backslash, blanks and a newline join two lines.
fn continuation(rest: &[u8], out: &mut Vec<u8>) -> usize {
    let blanks = rest.iter().take_while(|b| matches!(b, b' ' | b'\t')).count();
    match &rest[blanks..] {
        [b'\r', b'\n', ..] => blanks + 2,
        [b'\r' | b'\n', ..] => blanks + 1,
        _ => {
            out.push(rest[0]);
            1
        }
    }
}
