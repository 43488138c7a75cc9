//! Numbers to text: C's `%e %f %g %a` and integer conversions, exact for every precision.

use smallvec::SmallVec;
use std::fmt::Write as _;

/// Widths and precisions beyond this are refused.
pub const MAX_FIELD: usize = 1_000_000;

/// No double has more significant digits, or more digits behind the point, than this.
const MAX_EXACT: usize = 1100;

/// The flags of a conversion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Flags {
    /// `-`: pad on the right.
    pub left: bool,
    /// `+`: always a sign.
    pub plus: bool,
    /// Space: a blank where a plus sign would be.
    pub space: bool,
    /// `0`: pad with zeros.
    pub zero: bool,
    /// `#`: the alternative form.
    pub alternate: bool,
}

/// How one number is written: a conversion letter with its flags, width and precision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NumberSpec {
    /// `e f g a E G A F` for floating point, `d i u o x X` for integers.
    pub conversion: u8,
    /// Flags.
    pub flags: Flags,
    /// Least number of characters.
    pub width: usize,
    /// Digits; what is counted depends on the conversion.
    pub precision: Option<usize>,
    /// `%g` takes a number halfway between two texts to the one farther from zero, as MATLAB does.
    pub ties_away: bool,
}

impl NumberSpec {
    /// The conversion without flags, width and precision.
    pub fn new(conversion: char) -> Self {
        NumberSpec {
            conversion: conversion as u8,
            flags: Flags::default(),
            width: 0,
            precision: None,
            ties_away: false,
        }
    }

    /// With a least width.
    pub fn width(mut self, width: usize) -> Self {
        self.width = width;
        self
    }

    /// With a precision.
    pub fn precision(mut self, precision: usize) -> Self {
        self.precision = Some(precision);
        self
    }

    /// With flags.
    pub fn flags(mut self, flags: Flags) -> Self {
        self.flags = flags;
        self
    }

    fn is_upper(&self) -> bool {
        self.conversion.is_ascii_uppercase()
    }
}

/// ASCII under construction, on the stack as long as it is short.
#[derive(Debug, Default)]
pub struct Ascii(SmallVec<[u8; 64]>);

impl Ascii {
    /// Empty.
    pub fn new() -> Self {
        Ascii::default()
    }

    /// The bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    fn push(&mut self, b: u8) {
        self.0.push(b);
    }

    fn extend(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    fn repeat(&mut self, b: u8, n: usize) {
        let len = self.0.len();
        self.0.resize(len + n, b);
    }
}

impl std::fmt::Write for Ascii {
    fn write_str(&mut self, s: &str) -> std::fmt::Result {
        self.extend(s.as_bytes());
        Ok(())
    }
}

/// A number in C's notation. Infinities and NaN are `Inf` and `NaN`, never padded with zeros.
pub fn c_format_f64(spec: &NumberSpec, x: f64) -> String {
    let mut out = Ascii::new();
    write_f64(&mut out, spec, x);
    out.as_str().to_string()
}

/// [`c_format_f64`] appending to a buffer.
pub fn write_f64(out: &mut Ascii, spec: &NumberSpec, x: f64) {
    if !x.is_finite() {
        let name: &[u8] = match x {
            _ if x.to_bits() == super::render::NA_BITS => b"NA",
            _ if x.is_nan() => b"NaN",
            _ => b"Inf",
        };
        return write_special(out, spec, x.is_sign_negative() && !x.is_nan(), name);
    }
    let mut body = Ascii::new();
    let magnitude = x.abs();
    let precision = spec.precision.unwrap_or(6).min(MAX_FIELD);
    let mut prefix: &[u8] = b"";
    match spec.conversion {
        b'e' | b'E' => exponential(&mut body, magnitude, precision, spec),
        b'f' | b'F' => fixed(&mut body, magnitude, precision, spec.flags.alternate),
        b'a' | b'A' => {
            prefix = if spec.is_upper() { b"0X" } else { b"0x" };
            hexadecimal(&mut body, magnitude, spec);
        }
        _ => general(&mut body, magnitude, precision.max(1), spec),
    }
    pad(out, spec, x.is_sign_negative(), prefix, body.bytes(), spec.flags.zero);
}

/// `Inf`, `NaN`, `NA` in the field of a conversion.
pub fn write_special(out: &mut Ascii, spec: &NumberSpec, negative: bool, name: &[u8]) {
    let mut spec = *spec;
    spec.flags.space = false;
    pad(out, &spec, negative, b"", name, false);
}

/// An integer under `d i u o x X`. The sign of negative ones is written whatever the conversion.
pub fn write_integer(out: &mut Ascii, spec: &NumberSpec, negative: bool, magnitude: u64) {
    let mut body = Ascii::new();
    let mut prefix: &[u8] = b"";
    let mut buffer = [0u8; 24];
    let digits = match spec.conversion {
        b'o' => radix_digits(&mut buffer, magnitude, 3, b'a'),
        b'x' => radix_digits(&mut buffer, magnitude, 4, b'a'),
        b'X' => radix_digits(&mut buffer, magnitude, 4, b'A'),
        _ => decimal_digits(&mut buffer, magnitude),
    };
    let digits = if magnitude == 0 && spec.precision == Some(0) { &digits[..0] } else { digits };
    let mut least = spec.precision.unwrap_or(0).min(MAX_FIELD);
    if spec.flags.alternate {
        match spec.conversion {
            b'o' if magnitude != 0 || spec.precision == Some(0) => least = least.max(digits.len() + 1),
            b'x' if magnitude != 0 => prefix = b"0x",
            b'X' if magnitude != 0 => prefix = b"0X",
            _ => {}
        }
    }
    body.repeat(b'0', least.saturating_sub(digits.len()));
    body.extend(digits);
    let mut spec = *spec;
    if matches!(spec.conversion, b'u' | b'o' | b'x' | b'X') {
        spec.flags.plus = false;
        spec.flags.space = false;
    }
    pad(out, &spec, negative, prefix, body.bytes(), spec.flags.zero && spec.precision.is_none());
}

/// An integer-valued double of any size under `d i u`.
pub fn write_whole(out: &mut Ascii, spec: &NumberSpec, x: f64) {
    let magnitude = x.abs();
    if magnitude < 18446744073709551616.0 {
        return write_integer(out, spec, x < 0.0, magnitude as u64);
    }
    let mut body = Ascii::new();
    let _ = write!(body, "{magnitude:.0}");
    let zeros = spec.precision.unwrap_or(0).min(MAX_FIELD).saturating_sub(body.bytes().len());
    let mut padded = Ascii::new();
    padded.repeat(b'0', zeros);
    padded.extend(body.bytes());
    pad(out, spec, x < 0.0, b"", padded.bytes(), spec.flags.zero && spec.precision.is_none());
}

/// Shortest decimal digits that read back as the same double: `0.1`, `100`, `1e+16`, `1.5e-07`.
/// Positional from 1e-5 up to below 1e16, with an exponent of two digits at least elsewhere.
pub fn number_shortest(x: f64) -> String {
    if x.is_nan() {
        return "NaN".into();
    }
    if x.is_infinite() {
        return if x > 0.0 { "Inf".into() } else { "-Inf".into() };
    }
    if x == 0.0 || (x.abs() >= 1e-5 && x.abs() < 1e16) {
        return format!("{x}");
    }
    let text = format!("{x:e}");
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{mantissa}e{sign}{:02}", exponent.abs())
}

/// Decimal digits of `n`, written to the end of `buffer`.
pub fn decimal_digits(buffer: &mut [u8; 24], mut n: u64) -> &[u8] {
    const PAIRS: &[u8; 200] = b"0001020304050607080910111213141516171819\
2021222324252627282930313233343536373839\
4041424344454647484950515253545556575859\
6061626364656667686970717273747576777879\
8081828384858687888990919293949596979899";
    let mut at = buffer.len();
    while n >= 100 {
        let pair = (n % 100) as usize * 2;
        n /= 100;
        at -= 2;
        buffer[at..at + 2].copy_from_slice(&PAIRS[pair..pair + 2]);
    }
    if n >= 10 {
        at -= 2;
        buffer[at..at + 2].copy_from_slice(&PAIRS[n as usize * 2..n as usize * 2 + 2]);
    } else {
        at -= 1;
        buffer[at] = b'0' + n as u8;
    }
    &buffer[at..]
}

fn radix_digits(buffer: &mut [u8; 24], mut n: u64, bits: u32, letter_a: u8) -> &[u8] {
    let mut at = buffer.len();
    loop {
        let digit = (n & ((1 << bits) - 1)) as u8;
        at -= 1;
        buffer[at] = if digit < 10 { b'0' + digit } else { letter_a + digit - 10 };
        n >>= bits;
        if n == 0 {
            return &buffer[at..];
        }
    }
}

/// Sign, prefix and body in the field.
fn pad(out: &mut Ascii, spec: &NumberSpec, negative: bool, prefix: &[u8], body: &[u8], zeros: bool) {
    let sign: &[u8] = match (negative, spec.flags.plus, spec.flags.space) {
        (true, _, _) => b"-",
        (false, true, _) => b"+",
        (false, false, true) => b" ",
        _ => b"",
    };
    let len = sign.len() + prefix.len() + body.len();
    let fill = spec.width.min(MAX_FIELD).saturating_sub(len);
    if !spec.flags.left && !zeros {
        out.repeat(b' ', fill);
    }
    out.extend(sign);
    out.extend(prefix);
    if !spec.flags.left && zeros {
        out.repeat(b'0', fill);
    }
    out.extend(body);
    if spec.flags.left {
        out.repeat(b' ', fill);
    }
}

/// `10^k` for the exactly representable powers.
const POW10: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
];

/// `x * 10^shift` rounded to an integer, ties to even, unless the rounding is not certain.
fn round_scaled(x: f64, shift: i32) -> Option<u64> {
    let y = match shift {
        0..=22 => x * POW10[shift as usize],
        -22..=-1 => x / POW10[-shift as usize],
        _ => return None,
    };
    if y >= 1.1e12 {
        return None;
    }
    // `y` is off by half a unit in its last place at most, far less than the margin.
    let floor = y as u64;
    let mut above = y - floor as f64 - 0.5;
    if above.abs() < 1e-3 {
        if shift < 0 {
            return None;
        }
        above += libm::fma(x, POW10[shift as usize], -y);
        if above == 0.0 {
            return Some(floor + (floor & 1));
        }
    }
    Some(floor + (above > 0.0) as u64)
}

fn fixed(body: &mut Ascii, x: f64, precision: usize, alternate: bool) {
    if x < 9007199254740992.0 && x == x.trunc() {
        body.extend(decimal_digits(&mut [0; 24], x as u64));
        if precision > 0 || alternate {
            body.push(b'.');
        }
        return body.repeat(b'0', precision);
    }
    if precision <= 11
        && let Some(scaled) = round_scaled(x, precision as i32)
    {
        return fixed_from_scaled(body, scaled, precision, alternate);
    }
    let exact = precision.min(MAX_EXACT);
    let _ = write!(body, "{x:.exact$}");
    if precision == 0 && alternate {
        body.push(b'.');
    }
    body.repeat(b'0', precision - exact);
}

/// `scaled / 10^precision`.
fn fixed_from_scaled(body: &mut Ascii, scaled: u64, precision: usize, alternate: bool) {
    let unit = 10u64.pow(precision as u32);
    body.extend(decimal_digits(&mut [0; 24], scaled / unit));
    if precision > 0 || alternate {
        body.push(b'.');
    }
    if precision > 0 {
        let mut buffer = [0; 24];
        let digits = decimal_digits(&mut buffer, scaled % unit);
        body.repeat(b'0', precision - digits.len());
        body.extend(digits);
    }
}

/// `count` significant digits of a finite `x >= 0`, and the decimal exponent of the first.
fn significant(digits: &mut Ascii, x: f64, count: usize) -> i32 {
    if x == 0.0 {
        digits.repeat(b'0', count);
        return 0;
    }
    if let Some(exponent) = significant_quick(digits, x, count) {
        return exponent;
    }
    let exact = count.min(MAX_EXACT);
    let mut text = Ascii::new();
    let _ = write!(text, "{x:.*e}", exact - 1);
    let bytes = text.bytes();
    let e = bytes.iter().rposition(|&b| b == b'e').unwrap_or(bytes.len());
    digits.push(bytes[0]);
    digits.extend(bytes.get(2..e).unwrap_or_default());
    digits.repeat(b'0', count - exact);
    text.as_str().get(e + 1..).and_then(|s| s.parse().ok()).unwrap_or(0)
}

/// The common case by one exact scaling; declines when the rounding is not certain.
fn significant_quick(digits: &mut Ascii, x: f64, count: usize) -> Option<i32> {
    if count > 11 || !(1e-10..1e22).contains(&x) {
        return None;
    }
    let limit = 10u64.pow(count as u32);
    let binary = (x.to_bits() >> 52) as i32 - 1023;
    let mut exponent = (binary * 1233) >> 12;
    let mut n = round_scaled(x, count as i32 - 1 - exponent)?;
    if n > limit {
        exponent += 1;
        n = round_scaled(x, count as i32 - 1 - exponent)?;
    }
    if n < limit / 10 || n > limit || (n == limit / 10 && scaled_below(x, n, count as i32 - 1 - exponent)) {
        return None;
    }
    if n == limit {
        n /= 10;
        exponent += 1;
    }
    digits.extend(decimal_digits(&mut [0; 24], n));
    Some(exponent)
}

/// Whether `x` lies below `n` once scaled: its digits then begin one place further down.
fn scaled_below(x: f64, n: u64, shift: i32) -> bool {
    match shift {
        0..=22 => x * POW10[shift as usize] < n as f64,
        _ => x / POW10[(-shift).clamp(0, 22) as usize] < n as f64,
    }
}

fn exponential(body: &mut Ascii, x: f64, precision: usize, spec: &NumberSpec) {
    let mut digits = Ascii::new();
    let exponent = significant(&mut digits, x, precision + 1);
    exponential_from(body, digits.bytes(), exponent, spec);
}

fn exponential_from(body: &mut Ascii, digits: &[u8], exponent: i32, spec: &NumberSpec) {
    body.push(digits[0]);
    if digits.len() > 1 || spec.flags.alternate {
        body.push(b'.');
    }
    body.extend(&digits[1..]);
    body.push(if spec.is_upper() { b'E' } else { b'e' });
    body.push(if exponent < 0 { b'-' } else { b'+' });
    let magnitude = exponent.unsigned_abs() as u64;
    if magnitude < 10 {
        body.push(b'0');
    }
    body.extend(decimal_digits(&mut [0; 24], magnitude));
}

/// Whether `x > 0` lies exactly halfway between two numbers of `count` digits.
fn is_tie(x: f64, count: usize) -> bool {
    const ALL: usize = 60;
    if count + 1 >= MAX_EXACT.min(ALL) {
        return false;
    }
    let mut text = Ascii::new();
    let _ = write!(text, "{x:.*e}", ALL);
    let digits = text.bytes().split(|&b| b == b'e').next().unwrap_or_default();
    // The digit after the point is the second one.
    let rest = digits.get(count + 1..).unwrap_or_default();
    rest.first() == Some(&b'5') && rest[1..].iter().all(|&b| b == b'0')
}

fn general(body: &mut Ascii, x: f64, precision: usize, spec: &NumberSpec) {
    if !spec.flags.alternate && x == x.trunc() && x < POW10[precision.min(15)] {
        return body.extend(decimal_digits(&mut [0; 24], x as u64));
    }
    let mut digits = Ascii::new();
    let x = if spec.ties_away && is_tie(x, precision) { x.next_up() } else { x };
    let exponent = significant(&mut digits, x, precision);
    let mut shown = digits.bytes();
    if !spec.flags.alternate {
        let kept = shown.iter().rposition(|&b| b != b'0').unwrap_or(0) + 1;
        shown = &shown[..kept];
    }
    if exponent < -4 || exponent >= precision as i32 {
        return exponential_from(body, shown, exponent, spec);
    }
    if exponent < 0 {
        body.extend(b"0.");
        body.repeat(b'0', (-exponent - 1) as usize);
        return body.extend(shown);
    }
    let whole = exponent as usize + 1;
    body.extend(&shown[..whole.min(shown.len())]);
    body.repeat(b'0', whole.saturating_sub(shown.len()));
    if shown.len() > whole || spec.flags.alternate {
        body.push(b'.');
    }
    body.extend(shown.get(whole..).unwrap_or_default());
}

/// `%a` without sign and `0x`.
fn hexadecimal(body: &mut Ascii, x: f64, spec: &NumberSpec) {
    let bits = x.to_bits();
    let mut mantissa = bits & ((1 << 52) - 1);
    let mut exponent = (bits >> 52) as i32 - 1023;
    let mut lead = 1;
    if exponent == -1023 {
        lead = 0;
        exponent = if mantissa == 0 { 0 } else { -1022 };
    }
    let mut digits = 13;
    if let Some(p) = spec.precision.filter(|&p| p < 13) {
        let drop = 4 * (13 - p) as u32;
        let full = ((lead as u64) << 52) | mantissa;
        let (kept, rest, half) = (full >> drop, full & ((1 << drop) - 1), 1u64 << (drop - 1));
        let rounded = kept + (rest > half || (rest == half && kept & 1 == 1)) as u64;
        lead = (rounded >> (4 * p)) as i32;
        mantissa = (rounded & ((1u64 << (4 * p)) - 1)) << drop;
        digits = p;
    } else if spec.precision.is_none() {
        digits = 13 - (mantissa.trailing_zeros() as usize / 4).min(13);
    }
    body.push(b'0' + lead as u8);
    if digits > 0 || spec.flags.alternate || spec.precision.is_some_and(|p| p > 13) {
        body.push(b'.');
    }
    let a = if spec.is_upper() { b'A' } else { b'a' };
    for k in 0..digits {
        let d = ((mantissa >> (48 - 4 * k)) & 15) as u8;
        body.push(if d < 10 { b'0' + d } else { a + d - 10 });
    }
    body.repeat(b'0', spec.precision.unwrap_or(0).min(MAX_FIELD).saturating_sub(digits));
    body.push(if spec.is_upper() { b'P' } else { b'p' });
    body.push(if exponent < 0 { b'-' } else { b'+' });
    body.extend(decimal_digits(&mut [0; 24], exponent.unsigned_abs() as u64));
}
