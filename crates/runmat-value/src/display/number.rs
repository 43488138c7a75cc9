//! Single numbers as text, the way C's `printf` writes them.

/// `%.{decimals}f`.
pub fn fixed(x: f64, decimals: usize) -> String {
    special(x).unwrap_or_else(|| format!("{x:.decimals$}"))
}

/// `%.{decimals}e`: at least two exponent digits.
pub fn exponent(x: f64, decimals: usize) -> String {
    special(x).unwrap_or_else(|| {
        let text = format!("{x:.decimals$e}");
        let (mantissa, power) = text.split_once('e').unwrap_or((&text, "0"));
        let (sign, digits) = match power.strip_prefix('-') {
            Some(d) => ('-', d),
            None => ('+', power),
        };
        format!("{mantissa}e{sign}{digits:0>2}")
    })
}

/// `%.{significant}g`.
pub fn general(x: f64, significant: usize) -> String {
    if let Some(s) = special(x) {
        return s;
    }
    if x == 0.0 {
        return if x.is_sign_negative() { "-0".into() } else { "0".into() };
    }
    let p = significant.max(1);
    let e = exponent(x, p - 1);
    let power: i32 = e.split_once('e').and_then(|(_, d)| d.parse().ok()).unwrap_or(0);
    if power < -4 || power >= p as i32 {
        let (mantissa, power) = e.split_once('e').unwrap_or((&e, "+00"));
        format!("{}e{power}", trim_zeros(mantissa))
    } else {
        trim_zeros(&format!("{x:.*}", (p as i32 - 1 - power) as usize)).to_string()
    }
}

/// Mantissa with `decimals` decimals times a power of ten that is a multiple of three.
///
/// `single`: the mantissa is rounded to single precision.
pub fn engineering(x: f64, decimals: usize, exponent_digits: usize, single: bool) -> String {
    if let Some(s) = special(x) {
        return s;
    }
    let power = if x == 0.0 { 0 } else { 3 * ((x.abs().log10() / 3.0).floor() as i32) };
    let mantissa = x / 10f64.powf(power as f64);
    let mantissa = if single { mantissa as f32 as f64 } else { mantissa };
    let sign = if power < 0 { '-' } else { '+' };
    format!("{mantissa:.decimals$}e{sign}{:0>exponent_digits$}", power.unsigned_abs())
}

/// Digits before the decimal point: 1 for 1…9.99, 0 for 0.1…0.99, negative below. 0 for zero.
pub fn digits(x: f64) -> i32 {
    if x == 0.0 || !x.is_finite() { 0 } else { x.abs().log10().floor() as i32 + 1 }
}

/// `NaN`, `Inf`, `-Inf`.
pub fn special(x: f64) -> Option<String> {
    if x.is_nan() {
        Some(if is_missing_number(x) { "NA".into() } else { "NaN".into() })
    } else if x.is_infinite() {
        Some(if x > 0.0 { "Inf".into() } else { "-Inf".into() })
    } else {
        None
    }
}

/// Octave's `NA`: one particular NaN, in double or widened from single.
pub fn is_missing_number(x: f64) -> bool {
    matches!(x.to_bits(), 0x7ff8_40f4_4000_0000 | 0x7ff0_0000_0000_07a2 | 0x7ff8_0000_0000_07a2)
}

/// Right-justified in `width`.
pub fn pad(text: &str, width: usize) -> String {
    let n = text.chars().count();
    if n >= width { text.to_string() } else { format!("{}{text}", " ".repeat(width - n)) }
}

fn trim_zeros(s: &str) -> &str {
    if s.contains('.') { s.trim_end_matches('0').trim_end_matches('.') } else { s }
}

/// A fraction close to `x` by continued fractions, no longer than `length` characters; `*` when there
/// is none but zero.
pub fn rat(x: f64, length: usize) -> String {
    fraction(x, length, |v| v)
}

/// The same with all intermediate results rounded to single precision.
pub fn rat_single(x: f64, length: usize) -> String {
    fraction(x, length, |v| v as f32 as f64)
}

fn fraction(x: f64, length: usize, round: impl Fn(f64) -> f64) -> String {
    const BIG: f64 = i32::MAX as f64;
    if x.is_nan() {
        return "0/0".into();
    }
    if x.is_infinite() {
        return if x > 0.0 { "1/0".into() } else { "-1/0".into() };
    }
    let whole = x.round() + 0.0;
    let mut best = format!("{whole:.0}");
    if whole == x {
        return best;
    }
    let (mut last, mut now) = ((1.0, 0.0), (whole, 1.0));
    let mut rest = round(x - whole);
    while rest != 0.0 {
        let flip = round(1.0 / rest);
        if flip.abs() > BIG {
            break;
        }
        let step = flip.round();
        rest = round(flip - step);
        (last, now) = (now, (round(now.0 * step + last.0), round(now.1 * step + last.1)));
        let (n, d) = if now.1 < 0.0 { (-now.0, -now.1) } else { now };
        let text = format!("{n:.0}/{d:.0}");
        if n.abs() > BIG || d > BIG || text.len() > length {
            break;
        }
        best = text;
        if rest.abs() < f64::EPSILON || n / d == x {
            break;
        }
    }
    if best == "0" { "*".into() } else { best }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printf_forms() {
        assert_eq!(general(100000.5, 5), "1e+05");
        assert_eq!(general(0.1, 16), "0.1");
        assert_eq!(general(1e-5, 5), "1e-05");
        assert_eq!(general(123.456, 5), "123.46");
        assert_eq!(exponent(1e100, 4), "1.0000e+100");
        assert_eq!(engineering(12345.678, 4, 3, false), "12.3457e+003");
    }

    #[test]
    fn fractions() {
        assert_eq!(rat(std::f64::consts::PI, 9), "355/113");
        assert_eq!(rat(0.75, 9), "3/4");
        assert_eq!(rat(-0.75, 9), "-3/4");
        assert_eq!(rat(2f64.sqrt(), 10), "8119/5741");
        assert_eq!(rat(1e-10, 10), "*");
    }
}
