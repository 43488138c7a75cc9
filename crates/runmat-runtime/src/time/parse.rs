//! Moments from text.

use super::fields::{DAYS, MONTHS, Moment, days_from_civil};
use super::format::{Piece, pieces};

/// The formats that text without a given format is tried with, in order.
const STANDARD: [&str; 33] = [
    "dd-mmm-yyyy HH:MM:SS",
    "dd-mmm-yyyy",
    "mm/dd/yy",
    "mm/dd",
    "HH:MM:SS",
    "HH:MM:SS PM",
    "HH:MM",
    "HH:MM PM",
    "mm/dd/yyyy",
    "mmm-dd-yyyy HH:MM:SS",
    "mmm-dd-yyyy",
    "dd mmm yyyy HH:MM:SS",
    "dd mmm yyyy",
    "mmm dd yyyy HH:MM:SS",
    "mmm dd yyyy",
    "dd.mmm.yyyy HH:MM:SS",
    "dd.mmm.yyyy",
    "mmm.dd.yyyy HH:MM:SS",
    "mmm.dd.yyyy",
    "mm/dd/yyyy HH:MM",
    "mm/dd/yyyy HH:MM:SS",
    "mmm.dd,yyyy HH:MM:SS",
    "mmm.dd,yyyy",
    "yyyy/mm/dd HH:MM:SS",
    "yyyy/mm/dd",
    "yyyy-mm-dd HH:MM:SS",
    "yyyy-mm-dd",
    "yyyymmddTHHMMSS",
    "yyyy-mm-ddTHH:MM:SS",
    "mmmyy",
    "mmmyyyy",
    "yyyy-mm-dd HH:MM",
    "dd-mmm-yyyy HH:MM",
];

/// What was found in a text.
#[derive(Debug, Clone, Copy, Default)]
struct Found {
    year: Option<i64>,
    month: Option<i64>,
    day: Option<i64>,
    hour: i64,
    minute: i64,
    second: i64,
    fraction: f64,
    afternoon: Option<bool>,
    weekday: Option<i64>,
    yday: Option<i64>,
}

/// Text being read.
struct Reader<'a> {
    text: &'a [u8],
    at: usize,
}

impl Reader<'_> {
    fn skip_space(&mut self) {
        while self.text.get(self.at).is_some_and(u8::is_ascii_whitespace) {
            self.at += 1;
        }
    }

    /// A whole number of up to `digits` digits, after blanks.
    fn number(&mut self, digits: usize, most: i64) -> Option<i64> {
        self.skip_space();
        let part = self.text[self.at..].iter().take(digits).take_while(|b| b.is_ascii_digit()).count();
        let text = std::str::from_utf8(&self.text[self.at..self.at + part]).ok()?;
        let n: i64 = text.parse().ok()?;
        self.at += part;
        (n <= most).then_some(n)
    }

    /// One of the names, or its first three letters: its number.
    fn name(&mut self, names: &[&str]) -> Option<i64> {
        let rest = &self.text[self.at..];
        let starts = |w: &str| rest.len() >= w.len() && rest[..w.len()].eq_ignore_ascii_case(w.as_bytes());
        let k = names.iter().position(|n| starts(&n[..3]))?;
        self.at += if starts(names[k]) { names[k].len() } else { 3 };
        Some(k as i64)
    }

    fn literal(&mut self, c: char) -> Option<()> {
        if c.is_whitespace() {
            self.skip_space();
            return Some(());
        }
        let mut buf = [0; 4];
        let bytes = c.encode_utf8(&mut buf).as_bytes();
        let hit = self.text[self.at..].starts_with(bytes);
        self.at += if hit { bytes.len() } else { 0 };
        hit.then_some(())
    }

    fn fraction(&mut self) -> Option<f64> {
        let rest = &self.text[self.at..];
        let len = rest.iter().take_while(|b| b.is_ascii_digit()).count();
        let text = std::str::from_utf8(&rest[..len]).ok()?;
        self.at += len;
        format!("0.{text}").parse().ok()
    }

    fn half_day(&mut self) -> Option<bool> {
        self.skip_space();
        let afternoon = match self.text.get(self.at..self.at + 2)?.to_ascii_uppercase().as_slice() {
            b"AM" => false,
            b"PM" => true,
            _ => return None,
        };
        self.at += 2;
        Some(afternoon)
    }

    /// Reads a piece of a date format.
    fn piece(&mut self, piece: Piece, found: &mut Found, pivot: i64) -> Option<()> {
        match piece {
            Piece::Year4 => found.year = Some(self.number(4, 9999)?),
            Piece::Year2 => {
                let y = self.number(2, 99)?;
                let century = pivot - pivot.rem_euclid(100);
                found.year = Some(if century + y < pivot { century + 100 + y } else { century + y });
            }
            Piece::MonthName | Piece::MonthShort => found.month = Some(self.name(&MONTHS)? + 1),
            Piece::Month2 => found.month = Some(self.number(2, 12).filter(|&m| m > 0)?),
            Piece::DayName | Piece::DayShort => found.weekday = Some(self.name(&DAYS)?),
            Piece::Day2 => found.day = Some(self.number(2, 31).filter(|&d| d > 0)?),
            Piece::Hour => found.hour = self.number(2, 23)?,
            Piece::Minute => found.minute = self.number(2, 59)?,
            Piece::Second => found.second = self.number(2, 61)?,
            Piece::Millis => found.fraction = self.fraction()?,
            Piece::HalfDay => found.afternoon = Some(self.half_day()?),
            Piece::MonthLetter | Piece::DayLetter => self.at += 1,
            Piece::Quarter => self.at += 2,
            Piece::Code(c) => self.code(c, found)?,
            Piece::Literal(c) => self.literal(c)?,
        }
        Some(())
    }

    /// Reads what a `strptime` code stands for.
    fn code(&mut self, code: char, found: &mut Found) -> Option<()> {
        match code {
            '%' => self.literal('%')?,
            'n' | 't' => self.skip_space(),
            'a' | 'A' => found.weekday = Some(self.name(&DAYS)?),
            'b' | 'B' | 'h' => found.month = Some(self.name(&MONTHS)? + 1),
            'd' | 'e' => found.day = Some(self.number(2, 31).filter(|&d| d > 0)?),
            'm' => found.month = Some(self.number(2, 12).filter(|&m| m > 0)?),
            'Y' => found.year = Some(self.number(4, 9999)?),
            'y' => found.year = Some(self.number(2, 99).map(|y| if y < 69 { 2000 + y } else { 1900 + y })?),
            'H' | 'k' => found.hour = self.number(2, 23)?,
            'I' | 'l' => found.hour = self.number(2, 12).filter(|&h| h > 0)?,
            'M' => found.minute = self.number(2, 59)?,
            'S' => found.second = self.number(2, 61)?,
            'p' => found.afternoon = Some(self.half_day()?),
            'j' => found.yday = Some(self.number(3, 366)? - 1),
            'w' => found.weekday = Some(self.number(1, 6)?),
            'D' | 'x' => self.all("%m/%d/%y", found)?,
            'F' => self.all("%Y-%m-%d", found)?,
            'T' | 'X' => self.all("%H:%M:%S", found)?,
            'R' => self.all("%H:%M", found)?,
            'r' => self.all("%I:%M:%S %p", found)?,
            'c' => self.all("%a %b %d %H:%M:%S %Y", found)?,
            'C' | 'U' | 'W' => {
                self.number(2, 99)?;
            }
            'Z' => {
                while self.text.get(self.at).is_some_and(u8::is_ascii_alphabetic) {
                    self.at += 1;
                }
            }
            _ => return None,
        }
        Some(())
    }

    fn all(&mut self, template: &str, found: &mut Found) -> Option<()> {
        let mut chars = template.chars();
        while let Some(c) = chars.next() {
            match c {
                '%' => self.code(chars.next()?, found)?,
                c => self.literal(c)?,
            }
        }
        Some(())
    }
}

impl Found {
    fn hour(&self) -> i64 {
        match self.afternoon {
            Some(true) if self.hour < 12 => self.hour + 12,
            Some(false) if self.hour == 12 => 0,
            _ => self.hour,
        }
    }
}

/// The fields named more than once in a format.
pub fn repeated(format: &[Piece]) -> Option<&'static str> {
    let count = |of: &[Piece]| format.iter().filter(|p| of.contains(p)).count();
    let kinds: [(&[Piece], &str); 6] = [
        (&[Piece::Year4, Piece::Year2], "year"),
        (&[Piece::MonthName, Piece::MonthShort, Piece::Month2, Piece::MonthLetter], "month"),
        (&[Piece::Day2], "day"),
        (&[Piece::Hour], "hour"),
        (&[Piece::Minute], "minute"),
        (&[Piece::Second], "second"),
    ];
    kinds.iter().find(|(of, _)| count(of) > 1).map(|(_, name)| *name)
}

/// Reads a date by a format, to the end of the text. `this_year` stands in for a missing year.
pub fn by_format(text: &str, format: &[Piece], this_year: i64, pivot: i64) -> Option<[f64; 6]> {
    let mut reader = Reader { text: text.as_bytes(), at: 0 };
    let mut found = Found::default();
    for &piece in format {
        reader.piece(piece, &mut found, pivot)?;
    }
    reader.skip_space();
    if reader.at < reader.text.len() {
        return None;
    }
    let month = found.month.unwrap_or(1);
    let day = found.day.unwrap_or(1);
    let second = found.second as f64 + found.fraction;
    let year = found.year.unwrap_or(this_year);
    Some([year as f64, month as f64, day as f64, found.hour() as f64, found.minute as f64, second])
}

/// Reads a date in one of the usual formats.
pub fn by_standard(text: &str, this_year: i64, pivot: i64) -> Option<[f64; 6]> {
    STANDARD.iter().find_map(|f| by_format(text.trim_start(), &pieces(f), this_year, pivot))
}

/// Reads a moment by a `strptime` template: with the number of bytes read.
pub fn strptime(text: &str, template: &str) -> Option<(Moment, usize)> {
    let mut reader = Reader { text: text.as_bytes(), at: 0 };
    let mut found = Found::default();
    reader.all(template, &mut found)?;
    let mut m = Moment {
        sec: found.second,
        min: found.minute,
        hour: found.hour(),
        mday: found.day.unwrap_or(0),
        mon: found.month.map_or(0, |m| m - 1),
        year: found.year.map_or(0, |y| y - 1900),
        wday: found.weekday.unwrap_or(0),
        yday: found.yday.unwrap_or(0),
        zone: "UTC".into(),
        ..Moment::default()
    };
    if let (Some(y), Some(mo), Some(d)) = (found.year, found.month, found.day) {
        let days = days_from_civil(y, mo, d);
        m.wday = (days + 4).rem_euclid(7);
        m.yday = days - days_from_civil(y, 1, 1);
    }
    Some((m, reader.at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn standard_formats() {
        let read = |s: &str| by_standard(s, 2020, 1970).map(|v| v.map(|x| x as i64));
        assert_eq!(read("07-Sep-2000 15:38:09"), Some([2000, 9, 7, 15, 38, 9]));
        assert_eq!(read("09/07/00"), Some([2000, 9, 7, 0, 0, 0]));
        assert_eq!(read("03/13/1962"), Some([1962, 3, 13, 0, 0, 0]));
        assert_eq!(read("3:38:09 PM"), Some([2020, 1, 1, 15, 38, 9]));
        assert_eq!(read("foobar"), None);
    }
}
