//! Writing one datum under one conversion.

use super::arguments::{Datum, Want};
use super::number::{self, Ascii, NumberSpec};
use super::template::{Bits, Conversion};
use crate::array::Char;
use crate::error::{Error, Result};
use runmat_syntax::Dialect;

/// A conversion whose width and precision are known.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Letter, flags, width and precision.
    pub spec: NumberSpec,
    /// `%bx`, `%tx`.
    pub bits: Bits,
}

/// What the conversion looks for.
pub fn wanted(conversion: &Conversion) -> Want {
    match conversion.letter {
        b's' => Want::Text,
        b'c' => Want::Char,
        _ => Want::Number,
    }
}

/// Appends `datum` to `out`.
#[inline]
pub fn render(out: &mut Vec<Char>, field: &Field, datum: &Datum, function: &str, dialect: Dialect) -> Result<()> {
    let spec = &field.spec;
    match datum {
        Datum::Real(x) => real(out, field, *x, dialect),
        Datum::Int(n) => integer(out, spec, *n < 0, n.unsigned_abs(), dialect),
        Datum::Uint(n) => integer(out, spec, false, *n, dialect),
        Datum::Code(c) => real(out, field, c.0 as f64, dialect),
        Datum::Complex(x) => return complex(out, field, *x, function, dialect),
        Datum::Text(t) => text(out, spec, t),
        Datum::Str(s) => text(out, spec, &super::chars::encode(s, dialect)),
        Datum::Empty => {
            if matches!(spec.conversion, b's' | b'c') {
                text(out, spec, &[]);
            }
        }
        Datum::Nothing => {}
    }
    Ok(())
}

/// Octave prints the real part, but has no integer conversion for complex numbers.
fn complex(out: &mut Vec<Char>, field: &Field, x: f64, function: &str, dialect: Dialect) -> Result<()> {
    if dialect.is_octave() && is_integer_letter(field.spec.conversion) && x == x.trunc() && x.is_finite() {
        return Err(Error::msg(format!("{function}: wrong type argument 'complex scalar'")));
    }
    real(out, field, x, dialect);
    Ok(())
}

fn is_integer_letter(letter: u8) -> bool {
    matches!(letter, b'd' | b'i' | b'u' | b'o' | b'x' | b'X')
}

/// Text in its field, cut to the precision under `%s`.
fn text(out: &mut Vec<Char>, spec: &NumberSpec, s: &[Char]) {
    let shown = match spec.precision {
        Some(p) => &s[..p.min(s.len())],
        _ => s,
    };
    let fill = spec.width.saturating_sub(shown.len());
    if !spec.flags.left {
        blanks(out, fill);
    }
    out.extend_from_slice(shown);
    if spec.flags.left {
        blanks(out, fill);
    }
}

fn blanks(out: &mut Vec<Char>, n: usize) {
    out.resize(out.len() + n, Char(b' ' as u16));
}

/// Appends ASCII.
pub fn append(out: &mut Vec<Char>, ascii: &Ascii) {
    out.extend(ascii.bytes().iter().map(|&b| Char(b as u16)));
}

fn number(out: &mut Vec<Char>, spec: &NumberSpec, x: f64) {
    let mut ascii = Ascii::new();
    number::write_f64(&mut ascii, spec, x);
    append(out, &ascii);
}

fn real(out: &mut Vec<Char>, field: &Field, x: f64, dialect: Dialect) {
    let spec = &field.spec;
    match spec.conversion {
        b'd' | b'i' if x == x.trunc() && x.abs() < 9e15 => plain_integer(out, spec, x as i64),
        b'f' | b'g' | b'e' | b'E' | b'G' | b'F' | b'a' | b'A' if x.is_finite() => number(out, spec, x),
        _ if field.bits != Bits::Value => bits(out, field, x),
        _ if !x.is_finite() => special(out, spec, x, dialect),
        b's' | b'c' => code(out, spec, x, dialect),
        _ if dialect.is_octave() => octave_integer(out, spec, x),
        _ => matlab_integer(out, spec, x),
    }
}

/// `%d` of a number that fits.
#[inline]
fn plain_integer(out: &mut Vec<Char>, spec: &NumberSpec, n: i64) {
    if spec.width == 0 && spec.precision.is_none() && !spec.flags.plus && !spec.flags.space {
        if n < 0 {
            out.push(Char(b'-' as u16));
        }
        let mut buffer = [0; 24];
        let digits = number::decimal_digits(&mut buffer, n.unsigned_abs());
        return out.extend(digits.iter().map(|&b| Char(b as u16)));
    }
    let mut ascii = Ascii::new();
    number::write_integer(&mut ascii, spec, n < 0, n.unsigned_abs());
    append(out, &ascii);
}

/// The bits of Octave's missing value, a NaN of its own.
pub const NA_BITS: u64 = 0x7FF8_40F4_4000_0000;

fn is_na(x: f64) -> bool {
    x.to_bits() == NA_BITS
}

fn special(out: &mut Vec<Char>, spec: &NumberSpec, x: f64, dialect: Dialect) {
    let name: &[u8] = match x.is_nan() {
        true if dialect.is_octave() && is_na(x) => b"NA",
        true => b"NaN",
        false => b"Inf",
    };
    let mut ascii = Ascii::new();
    number::write_special(&mut ascii, spec, x < 0.0, name);
    append(out, &ascii);
}

/// The bits of a floating-point number as an unsigned integer.
fn bits(out: &mut Vec<Char>, field: &Field, x: f64) {
    let pattern = match field.bits {
        Bits::Single => (x as f32).to_bits() as u64,
        _ => x.to_bits(),
    };
    let mut ascii = Ascii::new();
    number::write_integer(&mut ascii, &field.spec, false, pattern);
    append(out, &ascii);
}

fn with_letter(spec: &NumberSpec, letter: u8) -> NumberSpec {
    NumberSpec { conversion: letter, ..*spec }
}

/// MATLAB: what does not fit an integer conversion is written with `%e`.
fn matlab_integer(out: &mut Vec<Char>, spec: &NumberSpec, x: f64) {
    let signed = matches!(spec.conversion, b'd' | b'i');
    if x != x.trunc() || (!signed && x < 0.0) || (matches!(spec.conversion, b'o' | b'x' | b'X') && x >= TWO64) {
        return number(out, &with_letter(spec, b'e'), x);
    }
    let mut ascii = Ascii::new();
    number::write_whole(&mut ascii, spec, x);
    append(out, &ascii);
}

const TWO64: f64 = 18446744073709551616.0;
const TWO63: f64 = 9223372036854775808.0;

/// Octave: what does not fit is written with `%g`; the limits themselves saturate.
fn octave_integer(out: &mut Vec<Char>, spec: &NumberSpec, x: f64) {
    let mut ascii = Ascii::new();
    let whole = x == x.trunc();
    match spec.conversion {
        b'd' | b'i' if whole && x <= TWO63 => {
            let n = x as i64;
            number::write_integer(&mut ascii, spec, n < 0, n.unsigned_abs());
        }
        b'u' | b'o' | b'x' | b'X' if whole && (0.0..=TWO64).contains(&x) => {
            number::write_integer(&mut ascii, spec, false, x as u64);
        }
        _ => {
            number::write_f64(&mut ascii, &with_letter(spec, b'g'), x);
        }
    }
    append(out, &ascii);
}

/// A number under `%s` or `%c`: the character with that code.
fn code(out: &mut Vec<Char>, spec: &NumberSpec, x: f64, dialect: Dialect) {
    let whole = x == x.trunc();
    if dialect.is_octave() {
        return octave_code(out, spec, x, whole);
    }
    if whole && (0.0..65536.0).contains(&x) {
        return text(out, spec, &[Char(x as u16)]);
    }
    number(out, &with_letter(spec, b'e'), x);
}

/// Octave: `%s` shows only bytes; `%c` writes larger codes as UTF-8, and other numbers as `%g` does.
fn octave_code(out: &mut Vec<Char>, spec: &NumberSpec, x: f64, whole: bool) {
    if whole && (0.0..256.0).contains(&x) {
        return text(out, spec, &[Char(x as u16)]);
    }
    if spec.conversion == b's' {
        return;
    }
    if whole && x < TWO64 {
        let unit = x as i64 as u32;
        let bytes = utf8(unit);
        if unit == 0 || !bytes.is_empty() {
            text(out, &NumberSpec { precision: None, ..*spec }, &bytes);
        }
        return;
    }
    number(out, &with_letter(spec, b'g'), x);
}

/// A code as bytes of UTF-8, in its original form of up to six bytes; none when it has no form.
fn utf8(unit: u32) -> Vec<Char> {
    if (1..0x80).contains(&unit) {
        return vec![Char(unit as u16)];
    }
    if unit == 0 || unit > 0x7fff_ffff || (0xd800..0xe000).contains(&unit) {
        return Vec::new();
    }
    let tail = match unit {
        0..0x800 => 1,
        0x800..0x1_0000 => 2,
        0x1_0000..0x20_0000 => 3,
        0x20_0000..0x400_0000 => 4,
        _ => 5,
    };
    let lead = (0xff00u32 >> (tail + 1)) & 0xff;
    let mut bytes = vec![Char((lead | (unit >> (6 * tail))) as u16)];
    bytes.extend((0..tail).rev().map(|k| Char((0x80 | ((unit >> (6 * k)) & 0x3f)) as u16)));
    bytes
}

/// An element of an integer class.
fn integer(out: &mut Vec<Char>, spec: &NumberSpec, negative: bool, magnitude: u64, dialect: Dialect) {
    let x = if negative { -(magnitude as f64) } else { magnitude as f64 };
    let fits = match spec.conversion {
        b'd' | b'i' => !dialect.is_octave() || negative || magnitude <= i64::MAX as u64,
        b'u' | b'o' | b'x' | b'X' => !negative,
        _ => false,
    };
    if !fits {
        let field = Field { spec: *spec, bits: Bits::Value };
        return match spec.conversion {
            b'd' | b'i' => number(out, &with_letter(spec, b'g'), x),
            _ => real(out, &field, x, dialect),
        };
    }
    let mut ascii = Ascii::new();
    number::write_integer(&mut ascii, spec, negative, magnitude);
    append(out, &ascii);
}
