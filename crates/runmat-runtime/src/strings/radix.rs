//! Numbers in other bases.

use super::any_chars;
use crate::args;
use runmat_ignition::{Builtin, CallCx, Work};
use runmat_value::text::chars;
use runmat_value::{Char, Class, Dims, Error, NdArray, Result, Value, convert};

/// The rows of this module.
pub const TABLE: &[Builtin] = &[
    Builtin::one("dec2base", (2, 4), dec2base)
        .work(Work::Costly)
        .doc("dec2base(d, base, len): digits of numbers in a base.\n\n    dec2base(123, 3)"),
    Builtin::one("dec2bin", (1, 2), dec2bin)
        .work(Work::Costly)
        .doc("dec2bin(d, len): binary digits.\n\n    dec2bin(14)"),
    Builtin::one("dec2hex", (1, 2), dec2hex)
        .work(Work::Costly)
        .doc("dec2hex(d, len): hexadecimal digits.\n\n    dec2hex(255)"),
    Builtin::one("base2dec", (2, 2), base2dec)
        .work(Work::Costly)
        .doc("base2dec(s, base): the number that digits stand for."),
    Builtin::one("bin2dec", (1, 1), bin2dec)
        .work(Work::Costly)
        .doc("bin2dec(s): the number that binary digits stand for."),
    Builtin::one("hex2dec", (1, 1), hex2dec)
        .work(Work::Costly)
        .doc("hex2dec(s): the number that hexadecimal digits stand for."),
];

const DIGITS: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/// The numbers of an argument, cells flattened.
fn numbers(cx: &CallCx<'_>, v: &Value) -> Result<Vec<f64>> {
    let flat = match v {
        Value::Cell(c) => c.data().iter().map(Value::as_f64).collect(),
        _ if v.is_char() => None,
        _ => convert::to_f64_vec(v),
    };
    flat.ok_or_else(|| cx.fail("MATLAB:dec2base:input", "input must be real non-negative integers"))
}

fn digits_of(mut n: u128, symbols: &[Char]) -> Vec<Char> {
    let base = symbols.len() as u128;
    let mut out = Vec::new();
    loop {
        out.push(symbols[(n % base) as usize]);
        n /= base;
        if n == 0 {
            break;
        }
    }
    out.reverse();
    out
}

/// Rows of equal length, filled with the zero digit on the left.
fn table(cx: &mut CallCx<'_>, rows: Vec<Vec<Char>>, len: usize, zero: Char) -> Result<Value> {
    let width = rows.iter().map(Vec::len).max().unwrap_or(0).max(len);
    cx.reserve(&Dims::new(rows.len(), width), 2)?;
    cx.charge(rows.len() * width);
    let pad = |r: Vec<Char>| {
        let mut out = vec![zero; width - r.len()];
        out.extend(r);
        out
    };
    Ok(chars::matrix(&rows.into_iter().map(pad).collect::<Vec<_>>()))
}

fn length(cx: &CallCx<'_>, v: Option<&Value>) -> Result<usize> {
    let Some(v) = v else { return Ok(0) };
    match v.as_f64() {
        Some(n) if n >= 0.0 && n == n.trunc() && n < 1e9 => Ok(n as usize),
        _ => Err(cx.fail("MATLAB:dec2base:length", "LEN must be a non-negative integer")),
    }
}

fn dec2base(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let symbols: Vec<Char> = match any_chars(&args[1], cx.dialect()).filter(|_| args[1].is_char()) {
        Some(s) => {
            let s = s.into_owned();
            let mut sorted = s.clone();
            sorted.sort();
            sorted.dedup();
            if s.len() < 2 {
                return Err(cx.fail("MATLAB:dec2base:base", "symbols representing digits must be unique"));
            }
            if sorted.len() != s.len() {
                return Err(cx.fail("MATLAB:dec2base:base", "symbols representing digits must be unique"));
            }
            if s.iter().any(|c| chars::is_space(*c)) {
                return Err(cx.fail("MATLAB:dec2base:base", "whitespace characters are not valid digits"));
            }
            s
        }
        None => {
            if !args[1].is_scalar() {
                return Err(cx.fail("MATLAB:dec2base:base", "cannot convert from several bases at once"));
            }
            match args[1].as_f64() {
                Some(b) if (2.0..=36.0).contains(&b) && b == b.trunc() => {
                    DIGITS[..b as usize].iter().map(|&c| Char(c as u16)).collect()
                }
                _ => {
                    return Err(cx.fail(
                        "MATLAB:dec2base:base",
                        "BASE must be an integer between 2 and 36, or a string of symbols",
                    ));
                }
            }
        }
    };
    let numbers = numbers(cx, &args[0])?;
    if numbers.iter().any(|&x| x < 0.0 || x != x.trunc() || !x.is_finite()) {
        return Err(cx.fail("MATLAB:dec2base:input", "input must be real non-negative integers"));
    }
    let len = length(cx, args.get(2))?;
    let exact = exact(&args[0], &numbers);
    table(cx, exact.into_iter().map(|n| digits_of(n as u128, &symbols)).collect(), len, symbols[0])
}

/// Integer classes exactly, all else through doubles.
fn exact(v: &Value, numbers: &[f64]) -> Vec<i128> {
    match v.class() {
        Class::Int64 | Class::Uint64 => convert::exact_integers(v),
        _ => numbers.iter().map(|&x| x as i128).collect(),
    }
}

/// `dec2bin` and `dec2hex`: negative numbers in two's complement of the smallest of 8, 16, 32, 64 bits.
fn complement(cx: &mut CallCx<'_>, args: &[Value], base: usize) -> Result<Value> {
    let numbers = numbers(cx, &args[0])?;
    if numbers.iter().any(|x| !x.is_finite()) {
        return Err(cx.fail("MATLAB:dec2base:input", "input must be real non-negative integers"));
    }
    if cx.octave() && numbers.iter().any(|x| *x != x.trunc()) {
        return Err(Error::msg("dec2bin: input must be integers"));
    }
    let mut exact =
        exact(&args[0], &numbers.iter().map(|x| if *x < 0.0 { x.floor() } else { x.trunc() }).collect::<Vec<_>>());
    let lowest = exact.iter().copied().min().unwrap_or(0);
    if lowest < 0 {
        let bits = match args[0].class() {
            Class::Int8 => 8,
            Class::Int16 => 16,
            Class::Int32 => 32,
            Class::Int64 => 64,
            _ => [8, 16, 32, 64].into_iter().find(|b| lowest >= -(1i128 << (b - 1))).unwrap_or(64),
        };
        for n in exact.iter_mut().filter(|n| **n < 0) {
            *n += 1i128 << bits;
        }
    }
    let len = length(cx, args.get(1))?;
    let symbols: Vec<Char> = DIGITS[..base].iter().map(|&c| Char(c as u16)).collect();
    let rows = exact.into_iter().map(|n| digits_of(n.max(0) as u128, &symbols)).collect();
    table(cx, rows, len, symbols[0])
}

fn dec2bin(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    complement(cx, args, 2)
}

fn dec2hex(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    complement(cx, args, 16)
}

/// The value of digits; blanks inside are skipped, NaN when something else is there.
fn value_of(row: &[Char], symbols: &[Char], fold: bool) -> f64 {
    let base = symbols.len() as f64;
    let mut x = 0.0;
    let mut any = false;
    for c in row.iter().filter(|c| !chars::is_space(**c) && c.0 != 0) {
        let c = if fold && (97..=122).contains(&c.0) { Char(c.0 - 32) } else { *c };
        let Some(d) = symbols.iter().position(|s| *s == c) else { return f64::NAN };
        x = x * base + d as f64;
        any = true;
    }
    if any { x } else { f64::NAN }
}

fn parse(cx: &mut CallCx<'_>, v: &Value, symbols: &[Char], fold: bool) -> Result<Value> {
    let bad = || match cx.octave() {
        true => Error::msg("base2dec: S must be a string or cellstring"),
        false => cx.fail("MATLAB:base2dec:input", "S must be a string or cellstring"),
    };
    let list = super::Texts::of(v, cx.dialect()).ok_or_else(bad)?;
    let empty_matrix = v.is_char() && v.is_empty();
    cx.charge(v.numel());
    if empty_matrix {
        return Ok(Value::empty());
    }
    let data: Vec<f64> = list.plain().into_iter().map(|r| value_of(r, symbols, fold)).collect();
    let dims = if v.is_char() || cx.octave() { Dims::col(data.len()) } else { list.dims.clone() };
    Ok(NdArray::new(dims, data).into())
}

fn base2dec(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let v = args[0].clone();
    if args[1].is_char() {
        let symbols = any_chars(&args[1], cx.dialect()).unwrap_or_default().into_owned();
        let mut sorted = symbols.clone();
        sorted.sort();
        sorted.dedup();
        if sorted.len() != symbols.len() {
            return Err(cx.fail("MATLAB:base2dec:base", "symbols representing digits must be unique"));
        }
        if symbols.iter().any(|c| chars::is_space(*c)) {
            return Err(cx.fail("MATLAB:base2dec:base", "whitespace characters are not valid digits"));
        }
        return parse(cx, &v, &symbols, false);
    }
    if !args[1].is_scalar() {
        return Err(cx.fail("MATLAB:base2dec:base", "cannot convert from several bases at once"));
    }
    match args::scalar(cx, &args[1], "BASE")? {
        b if (2.0..=36.0).contains(&b) && b == b.trunc() => {
            let symbols: Vec<Char> = DIGITS[..b as usize].iter().map(|&c| Char(c as u16)).collect();
            parse(cx, &v, &symbols, true)
        }
        _ => Err(cx.fail("MATLAB:base2dec:base", "BASE must be an integer between 2 and 36, or a string of symbols")),
    }
}

fn fixed(cx: &mut CallCx<'_>, v: &Value, base: usize) -> Result<Value> {
    let symbols: Vec<Char> = DIGITS[..base].iter().map(|&c| Char(c as u16)).collect();
    let prefix = if base == 16 { ['x', 'X'] } else { ['b', 'B'] };
    let bare = |text: &[Char]| match text {
        [zero, mark, rest @ ..] if zero.0 == b'0' as u16 && prefix.iter().any(|&p| mark.0 == p as u16) => rest.to_vec(),
        _ => text.to_vec(),
    };
    match super::map_text(v, cx.dialect(), bare).filter(|_| !cx.octave() && (!v.is_char() || v.dims().is_row())) {
        Some(bare) => parse(cx, &bare, &symbols, true),
        None => parse(cx, v, &symbols, true),
    }
}

fn bin2dec(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let v = args[0].clone();
    fixed(cx, &v, 2)
}

fn hex2dec(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let v = args[0].clone();
    fixed(cx, &v, 16)
}
