//! Moments as text: `strftime` codes and MATLAB's date formats.

use super::fields::{DAYS, MONTHS, Moment, days_from_civil};

/// MATLAB's numbered date formats.
pub const FORMATS: [&str; 32] = [
    "dd-mmm-yyyy HH:MM:SS",
    "dd-mmm-yyyy",
    "mm/dd/yy",
    "mmm",
    "m",
    "mm",
    "mm/dd",
    "dd",
    "ddd",
    "d",
    "yyyy",
    "yy",
    "mmmyy",
    "HH:MM:SS",
    "HH:MM:SS PM",
    "HH:MM",
    "HH:MM PM",
    "QQ-YY",
    "QQ",
    "dd/mm",
    "dd/mm/yy",
    "mmm.dd,yyyy HH:MM:SS",
    "mmm.dd,yyyy",
    "mm/dd/yyyy",
    "dd/mm/yyyy",
    "yy/mm/dd",
    "yyyy/mm/dd",
    "QQ-YYYY",
    "mmmyyyy",
    "yyyy-mm-dd",
    "yyyymmddTHHMMSS",
    "yyyy-mm-dd HH:MM:SS",
];

/// A piece of a date format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Piece {
    Year4,
    Year2,
    MonthName,
    MonthShort,
    Month2,
    MonthLetter,
    DayName,
    DayShort,
    Day2,
    DayLetter,
    Hour,
    Minute,
    Second,
    Millis,
    HalfDay,
    Quarter,
    /// A `strftime` code.
    Code(char),
    Literal(char),
}

/// Takes a date format apart.
pub fn pieces(format: &str) -> Vec<Piece> {
    use Piece::*;
    const WORDS: [(&str, bool, Piece); 17] = [
        ("yyyy", false, Year4),
        ("yy", false, Year2),
        ("mmmm", true, MonthName),
        ("mmm", true, MonthShort),
        ("mm", true, Month2),
        ("m", true, MonthLetter),
        ("dddd", false, DayName),
        ("ddd", false, DayShort),
        ("dd", false, Day2),
        ("d", false, DayLetter),
        ("HH", true, Hour),
        ("MM", true, Minute),
        ("SS", true, Second),
        ("FFF", true, Millis),
        ("AM", true, HalfDay),
        ("PM", true, HalfDay),
        ("QQ", true, Quarter),
    ];
    let mut out = Vec::new();
    let mut rest = format;
    while let Some(c) = rest.chars().next() {
        let mut step = c.len_utf8();
        if let (true, Some(code)) = (c == '%', rest.chars().nth(1)) {
            out.push(Code(code));
            step += code.len_utf8();
        } else {
            let fits = |(w, exact, _): &&(&str, bool, Piece)| match rest.get(..w.len()) {
                Some(head) if *exact => head == *w,
                Some(head) => head.eq_ignore_ascii_case(w),
                None => false,
            };
            match WORDS.iter().find(fits) {
                Some((w, _, piece)) => {
                    out.push(*piece);
                    step = w.len();
                }
                None => out.push(Literal(c)),
            }
        }
        rest = &rest[step..];
    }
    out
}

fn short(name: &str) -> &str {
    &name[..3]
}

/// The text of a moment by a date format; `millis` are shown by `FFF`.
pub fn datestr(m: &Moment, millis: i64, format: &[Piece]) -> String {
    let half = format.contains(&Piece::HalfDay);
    let month = MONTHS[m.mon.rem_euclid(12) as usize];
    let day = DAYS[m.wday.rem_euclid(7) as usize];
    let year = m.year + 1900;
    let mut out = String::new();
    for piece in format {
        match piece {
            Piece::Year4 => out.push_str(&format!("{year:04}")),
            Piece::Year2 => out.push_str(&format!("{:02}", year.rem_euclid(100))),
            Piece::MonthName => out.push_str(month),
            Piece::MonthShort => out.push_str(short(month)),
            Piece::Month2 => out.push_str(&format!("{:02}", m.mon + 1)),
            Piece::MonthLetter => out.push_str(&month[..1]),
            Piece::DayName => out.push_str(day),
            Piece::DayShort => out.push_str(short(day)),
            Piece::Day2 => out.push_str(&format!("{:02}", m.mday)),
            Piece::DayLetter => out.push_str(&day[..1]),
            Piece::Hour if half => out.push_str(&format!("{:2}", (m.hour + 11) % 12 + 1)),
            Piece::Hour => out.push_str(&format!("{:02}", m.hour)),
            Piece::Minute => out.push_str(&format!("{:02}", m.min)),
            Piece::Second => out.push_str(&format!("{:02}", m.sec)),
            Piece::Millis => out.push_str(&format!("{millis:03}")),
            Piece::HalfDay => out.push_str(if m.hour >= 12 { "PM" } else { "AM" }),
            Piece::Quarter => out.push_str(&format!("Q{}", m.mon / 3 + 1)),
            Piece::Code(c) => code(&mut out, *c, m),
            Piece::Literal(c) => out.push(*c),
        }
    }
    out
}

/// The text of a moment by a `strftime` template.
pub fn strftime(template: &str, m: &Moment) -> String {
    let mut out = String::new();
    let mut chars = template.chars().peekable();
    while let Some(c) = chars.next() {
        if c != '%' {
            out.push(c);
            continue;
        }
        let flag = chars.next_if(|c| matches!(c, '-' | '_' | '^' | '0'));
        chars.next_if(|c| matches!(c, 'E' | 'O'));
        let Some(letter) = chars.next() else {
            out.push('%');
            break;
        };
        let mut field = String::new();
        code(&mut field, letter, m);
        match flag {
            Some('-') => out.push_str(field.trim_start_matches(['0', ' '])),
            Some('_') => {
                let bare = field.trim_start_matches('0');
                out.push_str(&format!("{bare:>width$}", width = field.len()));
            }
            Some('^') => out.push_str(&field.to_uppercase()),
            _ => out.push_str(&field),
        }
    }
    out
}

/// The ISO week and its year.
fn iso_week(m: &Moment) -> (i64, i64) {
    let year = m.year + 1900;
    let weekday = (m.wday + 6).rem_euclid(7);
    let week = (m.yday - weekday + 10) / 7;
    let length = |y: i64| {
        let first = (days_from_civil(y, 1, 1) + 3).rem_euclid(7);
        if first == 3 || (first == 2 && super::fields::is_leap(y)) { 53 } else { 52 }
    };
    match week {
        w if w < 1 => (year - 1, length(year - 1)),
        w if w > length(year) => (year + 1, 1),
        w => (year, w),
    }
}

fn code(out: &mut String, letter: char, m: &Moment) {
    let year = m.year + 1900;
    let twelve = (m.hour + 11).rem_euclid(12) + 1;
    let month = MONTHS[m.mon.rem_euclid(12) as usize];
    let day = DAYS[m.wday.rem_euclid(7) as usize];
    let half = if m.hour >= 12 { "PM" } else { "AM" };
    let text = match letter {
        '%' => "%".into(),
        'n' => "\n".into(),
        't' => "\t".into(),
        'H' => format!("{:02}", m.hour),
        'I' => format!("{twelve:02}"),
        'k' => format!("{:2}", m.hour),
        'l' => format!("{twelve:2}"),
        'M' => format!("{:02}", m.min),
        'p' => half.into(),
        'P' => half.to_lowercase(),
        'r' => format!("{twelve:02}:{:02}:{:02} {half}", m.min, m.sec),
        'R' => format!("{:02}:{:02}", m.hour, m.min),
        's' => (m.seconds() - m.gmtoff).to_string(),
        'S' => format!("{:02}", m.sec),
        'T' | 'X' => format!("{:02}:{:02}:{:02}", m.hour, m.min, m.sec),
        'Z' => m.zone.clone(),
        'z' => {
            let minutes = m.gmtoff.abs() / 60;
            format!("{}{:02}{:02}", if m.gmtoff < 0 { '-' } else { '+' }, minutes / 60, minutes % 60)
        }
        'a' => short(day).into(),
        'A' => day.into(),
        'b' | 'h' => short(month).into(),
        'B' => month.into(),
        'c' => {
            format!("{} {} {:2} {:02}:{:02}:{:02} {year}", short(day), short(month), m.mday, m.hour, m.min, m.sec)
        }
        'C' => format!("{:02}", year.div_euclid(100)),
        'd' => format!("{:02}", m.mday),
        'e' => format!("{:2}", m.mday),
        'D' | 'x' => format!("{:02}/{:02}/{:02}", m.mon + 1, m.mday, year.rem_euclid(100)),
        'F' => format!("{year}-{:02}-{:02}", m.mon + 1, m.mday),
        'j' => format!("{:03}", m.yday + 1),
        'm' => format!("{:02}", m.mon + 1),
        'U' => format!("{:02}", (m.yday + 7 - m.wday) / 7),
        'W' => format!("{:02}", (m.yday + 7 - (m.wday + 6) % 7) / 7),
        'V' => format!("{:02}", iso_week(m).1),
        'G' => iso_week(m).0.to_string(),
        'g' => format!("{:02}", iso_week(m).0.rem_euclid(100)),
        'u' => (if m.wday == 0 { 7 } else { m.wday }).to_string(),
        'w' => m.wday.to_string(),
        'y' => format!("{:02}", year.rem_euclid(100)),
        'Y' => year.to_string(),
        'q' => (m.mon / 3 + 1).to_string(),
        other => format!("%{other}"),
    };
    out.push_str(&text);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats() {
        let m = Moment::at(1_000_000_000.0, 0, false, "GMT");
        assert_eq!(datestr(&m, 0, &pieces(FORMATS[0])), "09-Sep-2001 01:46:40");
        assert_eq!(datestr(&m, 0, &pieces(FORMATS[14])), " 1:46:40 AM");
        assert_eq!(datestr(&m, 0, &pieces(FORMATS[17])), "Q3-01");
        assert_eq!(strftime("%c|%j|%U|%W|%G-%V", &m), "Sun Sep  9 01:46:40 2001|252|36|36|2001-36");
    }
}
