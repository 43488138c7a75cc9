//! Date patterns of `datetime` (`dd-MMM-uuuu HH:mm:ss`): moments as text and back.

use super::fields::{DAYS, MONTHS, civil_from_days, days_from_civil};

/// Milliseconds of a day.
pub const DAY: f64 = 86_400_000.0;

/// A pattern taken apart: letters with how often they stand, and what stands between them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Field {
    /// A letter, so many times.
    Letter(char, usize),
    /// Text as it is.
    Text(String),
}

/// Takes a pattern apart; text in quotes is taken as it is.
pub fn fields(pattern: &str) -> Vec<Field> {
    let mut out: Vec<Field> = Vec::new();
    let mut chars = pattern.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, out.last_mut()) {
            ('\'', _) => {
                let mut quoted = String::new();
                if chars.peek() == Some(&'\'') {
                    chars.next();
                    quoted.push('\'');
                } else {
                    quoted.extend(chars.by_ref().take_while(|&c| c != '\''));
                }
                push_text(&mut out, &quoted);
            }
            (c, Some(Field::Letter(l, n))) if *l == c => *n += 1,
            (c, _) if c.is_ascii_alphabetic() && c != 'T' => out.push(Field::Letter(c, 1)),
            (c, _) => push_text(&mut out, c.encode_utf8(&mut [0; 4])),
        }
    }
    out
}

fn push_text(out: &mut Vec<Field>, text: &str) {
    match out.last_mut() {
        Some(Field::Text(t)) => t.push_str(text),
        _ => out.push(Field::Text(text.to_string())),
    }
}

/// How a moment lies in its time zone.
#[derive(Debug, Clone, Default)]
pub struct Zone {
    /// Seconds east of UTC.
    pub offset: i64,
    /// `CET`.
    pub short: String,
    /// `Europe/Paris`; empty without time zone.
    pub id: String,
}

/// A moment (milliseconds on its wall clock) by a pattern.
pub fn format(ms: f64, fields: &[Field], zone: &Zone) -> String {
    if !ms.is_finite() {
        return if ms.is_nan() { "NaT".into() } else { format!("{}Inf", if ms < 0.0 { "-" } else { "" }) };
    }
    // Digits of the second that are shown are the true ones: they are cut, not rounded, but for noise.
    let ms = (ms * 1e4).round() / 1e4;
    let days = (ms / DAY).floor();
    let within = ms - days * DAY;
    let (year, month, day) = civil_from_days(days as i64);
    let of_year = days as i64 - days_from_civil(year, 1, 1) + 1;
    let weekday = (days as i64 + 4).rem_euclid(7) as usize;
    let (hour, minute, second) = ((within / 3.6e6) as i64, (within / 6e4) as i64 % 60, (within / 1e3) as i64 % 60);
    let nanos = ((within % 1000.0) * 1e6).round() as u64;
    let mut out = String::new();
    for f in fields {
        let (letter, n) = match f {
            Field::Text(t) => {
                out.push_str(t);
                continue;
            }
            Field::Letter(l, n) => (*l, *n),
        };
        let number = |x: i64| format!("{x:0n$}");
        out.push_str(&match letter {
            'y' | 'u' if n == 2 => format!("{:02}", year.rem_euclid(100)),
            'y' | 'u' => number(year),
            'Q' if n <= 2 => number((month - 1) / 3 + 1),
            'Q' => format!("Q{}", (month - 1) / 3 + 1),
            'M' => match n {
                1 | 2 => number(month),
                3 => MONTHS[month as usize - 1][..3].to_string(),
                4 => MONTHS[month as usize - 1].to_string(),
                _ => MONTHS[month as usize - 1][..1].to_string(),
            },
            'd' => number(day),
            'D' => number(of_year),
            'e' | 'E' => match n {
                1 | 2 if letter == 'e' => number(weekday as i64 + 1),
                1..=3 => DAYS[weekday][..3].to_string(),
                4 => DAYS[weekday].to_string(),
                _ => DAYS[weekday][..1].to_string(),
            },
            'H' => number(hour),
            'h' => number((hour + 11) % 12 + 1),
            'm' => number(minute),
            's' => number(second),
            'S' => {
                format!("{nanos:09}").chars().take(n.min(9)).chain("0".repeat(n.saturating_sub(9)).chars()).collect()
            }
            'a' => (if hour < 12 { "AM" } else { "PM" }).to_string(),
            'G' => (if year > 0 { "CE" } else { "BCE" }).to_string(),
            'z' if !zone.id.is_empty() => zone.short.clone(),
            'V' if !zone.id.is_empty() => zone.id.clone(),
            'Z' | 'X' | 'x' if !zone.id.is_empty() => offset(zone.offset, letter, n),
            'z' | 'V' | 'Z' | 'X' | 'x' => String::new(),
            other => other.to_string().repeat(n),
        });
    }
    out
}

/// `+0100`, `+01:00`, `Z`.
fn offset(seconds: i64, letter: char, n: usize) -> String {
    if letter == 'X' && seconds == 0 {
        return "Z".into();
    }
    let sign = if seconds < 0 { '-' } else { '+' };
    let (h, m) = (seconds.abs() / 3600, seconds.abs() / 60 % 60);
    match (letter, n) {
        ('X' | 'x', 1) if m == 0 => format!("{sign}{h:02}"),
        ('X' | 'x', 3 | 5) | ('Z', 5) => format!("{sign}{h:02}:{m:02}"),
        _ => format!("{sign}{h:02}{m:02}"),
    }
}

/// What text says: milliseconds on the wall clock, and the offset from UTC if it names one.
pub type Parsed = (f64, Option<i64>);

#[derive(Default)]
struct Parts {
    year: Option<i64>,
    month: Option<i64>,
    day: Option<i64>,
    of_year: Option<i64>,
    hour: i64,
    minute: i64,
    second: i64,
    fraction: f64,
    afternoon: Option<bool>,
    offset: Option<i64>,
}

/// Reads text by a pattern. `pivot`: the first year that two digits can mean; `year`: the one meant without any.
pub fn parse(text: &str, fields: &[Field], pivot: i64, year: i64) -> Option<Parsed> {
    let text = text.trim();
    match text.to_ascii_lowercase().as_str() {
        "nat" | "" => return Some((f64::NAN, None)),
        "inf" | "+inf" => return Some((f64::INFINITY, None)),
        "-inf" => return Some((f64::NEG_INFINITY, None)),
        _ => {}
    }
    let mut rest = text;
    let mut parts = Parts::default();
    for (k, f) in fields.iter().enumerate() {
        match f {
            Field::Text(t) => rest = literal(rest, t)?,
            Field::Letter(l, n) => {
                // Without anything between two numbers each has the digits its letters tell.
                let packed = matches!(fields.get(k + 1), Some(Field::Letter(..)));
                rest = part(rest, *l, *n, packed, pivot, &mut parts)?;
            }
        }
    }
    if !rest.trim().is_empty() {
        return None;
    }
    moment(&parts, year)
}

fn literal<'t>(text: &'t str, wanted: &str) -> Option<&'t str> {
    if wanted.chars().all(char::is_whitespace) {
        let cut = text.trim_start();
        return (cut.len() < text.len()).then_some(cut);
    }
    text.strip_prefix(wanted)
}

fn digits(text: &str, least: usize, most: usize) -> Option<(i64, &str)> {
    let n = text.bytes().take(most).take_while(u8::is_ascii_digit).count();
    if n < least {
        return None;
    }
    Some((text[..n].parse().ok()?, &text[n..]))
}

/// The first of the names that the text begins with, whatever the case; its number.
fn name<'t>(text: &'t str, names: &[&str], short: bool) -> Option<(usize, &'t str)> {
    names.iter().enumerate().find_map(|(k, n)| {
        let n = if short { &n[..3] } else { n };
        let head = text.get(..n.len())?;
        head.eq_ignore_ascii_case(n).then(|| (k, &text[n.len()..]))
    })
}

fn part<'t>(text: &'t str, letter: char, n: usize, packed: bool, pivot: i64, p: &mut Parts) -> Option<&'t str> {
    let most = if packed { n } else { n.max(2) };
    let number = |least: usize, most: usize| digits(text, least, most);
    Some(match letter {
        'y' | 'u' => {
            let (negative, text) = match text.strip_prefix('-') {
                Some(t) => (true, t),
                None => (false, text),
            };
            let (y, rest) = digits(text, if n == 4 { 4 } else { 1 }, if packed { n } else { 5.max(n) })?;
            let y = if n == 2 && y < 100 { pivot + (y - pivot).rem_euclid(100) } else { y };
            p.year = Some(if negative { -y } else { y });
            rest
        }
        'M' if n >= 3 => {
            let (k, rest) = name(text, &MONTHS, n == 3)?;
            p.month = Some(k as i64 + 1);
            rest
        }
        'M' => {
            let (x, rest) = number(1, most)?;
            p.month = Some(x);
            rest
        }
        'd' => {
            let (x, rest) = number(1, most)?;
            p.day = Some(x);
            rest
        }
        'D' => {
            let (x, rest) = number(1, 3)?;
            p.of_year = Some(x);
            rest
        }
        'e' | 'E' => name(text, &DAYS, n <= 3)?.1,
        'H' | 'h' => {
            let (x, rest) = number(1, most)?;
            p.hour = x;
            rest
        }
        'm' => {
            let (x, rest) = number(1, most)?;
            p.minute = x;
            rest
        }
        's' => {
            let (x, rest) = number(1, most)?;
            p.second = x;
            rest
        }
        'S' => {
            let count = text.bytes().take_while(u8::is_ascii_digit).count();
            let count = if packed { count.min(n) } else { count };
            if count == 0 {
                return None;
            }
            p.fraction = format!("0.{}", &text[..count]).parse().ok()?;
            &text[count..]
        }
        'a' => {
            let (k, rest) = ["AM", "PM"]
                .iter()
                .enumerate()
                .find_map(|(k, w)| text.get(..2)?.eq_ignore_ascii_case(w).then(|| (k, &text[2..])))?;
            p.afternoon = Some(k == 1);
            rest
        }
        'X' | 'x' | 'Z' | 'z' => zone_offset(text, p)?,
        _ => return None,
    })
}

fn zone_offset<'t>(text: &'t str, p: &mut Parts) -> Option<&'t str> {
    for word in ["UTC", "GMT", "Z"] {
        if let Some(rest) = text.strip_prefix(word) {
            p.offset = Some(0);
            return Some(rest);
        }
    }
    let sign = match text.chars().next()? {
        '+' => 1,
        '-' => -1,
        _ => return None,
    };
    let (h, rest) = digits(&text[1..], 1, 2)?;
    let (m, rest) = digits(rest.strip_prefix(':').unwrap_or(rest), 2, 2).unwrap_or((0, rest));
    p.offset = Some(sign * (h * 3600 + m * 60));
    Some(rest)
}

fn moment(p: &Parts, this_year: i64) -> Option<Parsed> {
    let hour = match p.afternoon {
        Some(_) if !(1..=12).contains(&p.hour) => return None,
        Some(true) => p.hour % 12 + 12,
        Some(false) => p.hour % 12,
        None => p.hour,
    };
    let year = p.year.unwrap_or(this_year);
    let (month, day) = (p.month.unwrap_or(1), p.day.unwrap_or(1));
    let fits = (1..=12).contains(&month)
        && (1..=super::fields::month_days(year, month)).contains(&day)
        && (0..=24).contains(&hour)
        && p.minute < 60
        && p.second < 60;
    if !fits {
        return None;
    }
    let days = match p.of_year {
        Some(k) => days_from_civil(year, 1, 1) + k - 1,
        None => days_from_civil(year, month, day),
    };
    let ms = ((hour * 60 + p.minute) * 60 + p.second) as f64 * 1e3 + p.fraction * 1e3;
    Some((days as f64 * DAY + ms, p.offset))
}

/// The patterns that text is tried with when none is given, in order.
pub const STANDARD: &[&str] = &[
    "dd-MMM-uuuu HH:mm:ss",
    "dd-MMM-uuuu HH:mm:ss.SSS",
    "dd-MMM-uuuu HH:mm",
    "dd-MMM-uuuu",
    "uuuu-MM-dd HH:mm:ss",
    "uuuu-MM-dd HH:mm:ss.SSS",
    "uuuu-MM-dd HH:mm",
    "uuuu-MM-dd",
    "uuuu-MM-dd'T'HH:mm:ss",
    "uuuu-MM-dd'T'HH:mm:ss.SSS",
    "uuuu-MM-dd'T'HH:mm:ssX",
    "uuuu-MM-dd'T'HH:mm:ss.SSSX",
    "uuuu-MM-dd'T'HH:mm",
    "uuuu/MM/dd HH:mm:ss",
    "uuuu/MM/dd HH:mm",
    "uuuu/MM/dd",
    "MM/dd/uuuu HH:mm:ss",
    "MM/dd/uuuu HH:mm",
    "MM/dd/uuuu hh:mm:ss a",
    "MM/dd/uuuu hh:mm a",
    "MM/dd/uuuu",
    "dd/MM/uuuu HH:mm:ss",
    "dd/MM/uuuu HH:mm",
    "dd/MM/uuuu",
    "dd.MM.uuuu HH:mm:ss",
    "dd.MM.uuuu HH:mm",
    "dd.MM.uuuu",
    "dd MMM uuuu HH:mm:ss",
    "dd MMM uuuu",
    "dd-MMMM-uuuu HH:mm:ss",
    "dd-MMMM-uuuu",
    "dd MMMM uuuu",
    "MMM dd, uuuu HH:mm:ss",
    "MMM dd, uuuu",
    "MMMM dd, uuuu HH:mm:ss",
    "MMMM dd, uuuu",
    "eee MMM dd HH:mm:ss uuuu",
    "eeee, MMMM dd, uuuu",
    "uuuuMMdd'T'HHmmss",
    "HH:mm:ss",
    "HH:mm",
];
