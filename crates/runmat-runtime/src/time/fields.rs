//! Dates as numbers: days, fields of a moment, Octave's time structs.

use runmat_ignition::CallCx;
use runmat_value::{Result, StructArray, Value};

/// Day 1970-01-01 as a datenum.
pub const UNIX_DAY: f64 = 719529.0;

/// English month names.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// English names of the days of the week.
pub const DAYS: [&str; 7] = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/// Days from 1970-01-01 to a day of the Gregorian calendar; months from 1 to 12.
pub fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let y = if month <= 2 { year - 1 } else { year };
    let era = y.div_euclid(400);
    let of_era = y.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468
}

/// Year, month and day that many days after 1970-01-01.
pub fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let z = days + 719468;
    let era = z.div_euclid(146097);
    let doe = z.rem_euclid(146097);
    let yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let day = doy - (153 * mp + 2) / 5 + 1;
    let month = if mp < 10 { mp + 3 } else { mp - 9 };
    (yoe + era * 400 + (month <= 2) as i64, month, day)
}

/// Whether a year has 366 days.
pub fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// Days of a month.
pub fn month_days(year: i64, month: i64) -> i64 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// A datenum from year, month, day, hour, minute, second; all may be fractions and out of range.
pub fn datenum(v: [f64; 6]) -> f64 {
    let [year, month, day, hour, minute, second] = v;
    if !(year.is_finite() && month.is_finite()) || year.abs() > 1e9 || month.abs() > 1e9 {
        return f64::NAN;
    }
    let part_of_year = year - year.floor();
    let month = if month < 1.0 { 1.0 } else { month };
    let whole = month.floor();
    let carry = ((whole - 1.0) / 12.0).floor();
    let m = (whole - 12.0 * carry) as i64;
    let y = year.floor() as i64 + carry as i64;
    let start = days_from_civil(y, m, 1) as f64 + UNIX_DAY - 1.0;
    let part = part_of_year * if is_leap(year.floor() as i64) { 366.0 } else { 365.0 }
        + (month - whole) * month_days(y, m) as f64;
    start + part + day + (hour + (minute + second / 60.0) / 60.0) / 24.0
}

/// Year, month, day, hour, minute, second of a datenum. Seconds are rounded to what the datenum can tell.
pub fn datevec(date: f64) -> [f64; 6] {
    if !date.is_finite() {
        return [date; 6];
    }
    let whole = date.floor();
    let grain = match (f64::EPSILON * 86400.0 * date).abs() {
        0.0 => 1.0,
        g => g,
    };
    let scale = (-grain.log2()).floor().exp2();
    let seconds = (86400.0 * (date - whole) * scale).round() / scale;
    let (day, seconds) = if seconds >= 86400.0 { (whole + 1.0, seconds - 86400.0) } else { (whole, seconds) };
    let (y, m, d) = civil_from_days((day - UNIX_DAY).clamp(-1e15, 1e15) as i64);
    let hour = (seconds / 3600.0).floor();
    let seconds = seconds - 3600.0 * hour;
    let minute = (seconds / 60.0).floor();
    [y as f64, m as f64, d as f64, hour, minute, seconds - 60.0 * minute]
}

/// The datenum of a moment in seconds of local time since 1970.
pub fn datenum_of_local(seconds: f64) -> f64 {
    seconds / 86400.0 + UNIX_DAY
}

/// `dd-mmm-yyyy HH:MM:SS`.
pub fn datestr_plain(date: f64) -> String {
    let [y, m, d, h, mi, s] = datevec(date);
    format!("{d:02}-{}-{y:04} {h:02}:{mi:02}:{:02}", &MONTHS[m as usize - 1][..3], s.floor())
}

/// A moment in fields, as Octave's time structs hold it.
#[derive(Debug, Clone, PartialEq, Default)]
#[allow(missing_docs)]
pub struct Moment {
    pub usec: i64,
    pub sec: i64,
    pub min: i64,
    pub hour: i64,
    pub mday: i64,
    /// 0 is January.
    pub mon: i64,
    /// Years since 1900.
    pub year: i64,
    pub wday: i64,
    pub yday: i64,
    pub isdst: i64,
    pub gmtoff: i64,
    pub zone: String,
}

impl Moment {
    /// A moment in seconds since 1970 of a clock that is `offset` seconds ahead of UTC.
    pub fn at(time: f64, offset: i64, daylight: bool, zone: &str) -> Moment {
        let whole = time.floor();
        let local = whole as i64 + offset;
        let days = local.div_euclid(86400);
        let rest = local.rem_euclid(86400);
        let (y, m, d) = civil_from_days(days);
        Moment {
            usec: ((time - whole) * 1e6).floor() as i64,
            sec: rest % 60,
            min: rest / 60 % 60,
            hour: rest / 3600,
            mday: d,
            mon: m - 1,
            year: y - 1900,
            wday: (days + 4).rem_euclid(7),
            yday: days - days_from_civil(y, 1, 1),
            isdst: daylight as i64,
            gmtoff: offset,
            zone: zone.into(),
        }
    }

    /// Seconds since 1970 of this clock time, were it UTC.
    pub fn seconds(&self) -> i64 {
        let year = self.year + 1900 + self.mon.div_euclid(12);
        let days = days_from_civil(year, self.mon.rem_euclid(12) + 1, 1) + self.mday - 1;
        days * 86400 + self.hour * 3600 + self.min * 60 + self.sec
    }

    /// As a struct of the language.
    pub fn to_value(&self, cx: &CallCx<'_>) -> Value {
        let n = |x: i64| Value::Num(x as f64);
        StructArray::from_fields([
            ("usec", n(self.usec)),
            ("sec", n(self.sec)),
            ("min", n(self.min)),
            ("hour", n(self.hour)),
            ("mday", n(self.mday)),
            ("mon", n(self.mon)),
            ("year", n(self.year)),
            ("wday", n(self.wday)),
            ("yday", n(self.yday)),
            ("isdst", n(self.isdst)),
            ("gmtoff", n(self.gmtoff)),
            ("zone", cx.text(&self.zone)),
        ])
        .into()
    }

    /// From a struct of the language; missing fields are 0.
    pub fn from_value(cx: &CallCx<'_>, v: &Value) -> Result<Moment> {
        let Value::Struct(s) = v else {
            let article = if cx.name == "mktime" { "TM_STRUCT argument" } else { "TM_STRUCT" };
            return Err(cx.fail("MATLAB:time:InvalidInput", &format!("{article} must be a structure")));
        };
        let get = |name: &str| match s.field(name) {
            None => Ok(0),
            Some(v) => match v.as_f64().filter(|_| !v.is_char()) {
                Some(x) => Ok(x.clamp(-1e12, 1e12) as i64),
                None => Err(cx.fail("MATLAB:time:InvalidInput", "invalid TM_STRUCT argument")),
            },
        };
        Ok(Moment {
            usec: get("usec")?,
            sec: get("sec")?,
            min: get("min")?,
            hour: get("hour")?,
            mday: get("mday")?,
            mon: get("mon")?,
            year: get("year")?,
            wday: get("wday")?,
            yday: get("yday")?,
            isdst: get("isdst")?,
            gmtoff: get("gmtoff")?,
            zone: s.field("zone").and_then(Value::as_text).unwrap_or_default(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_there_and_back() {
        for days in (-1_000_000..1_000_000).step_by(997) {
            let (y, m, d) = civil_from_days(days);
            assert_eq!(days_from_civil(y, m, d), days);
        }
        assert_eq!(civil_from_days(0), (1970, 1, 1));
    }

    #[test]
    fn known_datenums() {
        assert_eq!(datenum([2001.0, 5.0, 19.0, 0.0, 0.0, 0.0]), 730990.0);
        assert_eq!(datenum([1417.0, 6.0, 12.0, 0.0, 0.0, 0.0]), 517712.0);
        assert_eq!(datenum([2001.999, 1.0, 1.0, 0.0, 0.0, 0.0]).trunc(), 731216.0);
        assert_eq!(datenum([2004.0, 2.999, 1.0, 0.0, 0.0, 0.0]).trunc(), 732006.0);
        assert_eq!(datevec(730990.5), [2001.0, 5.0, 19.0, 12.0, 0.0, 0.0]);
    }
}
