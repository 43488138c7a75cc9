//! Numbers: one width and one number of decimals for a whole array, with a scale factor taken out.

use crate::array::C64;
use crate::display::format::{Format, Style};
use crate::display::number;

/// Decimals and widths of a float class in one style.
#[derive(Debug, Clone, Copy)]
struct Metrics {
    /// Decimals in fixed form.
    decimals: usize,
    /// Width of fixed form.
    fixed: usize,
    /// Width of exponent and general form.
    wide: usize,
    /// Width of engineering form.
    engineering: usize,
    /// Significant digits of general form.
    significant: usize,
    /// Magnitudes from here on need an exponent or a scale factor.
    limit: f64,
}

const SHORT: Metrics = Metrics { decimals: 4, fixed: 10, wide: 13, engineering: 16, significant: 5, limit: 1e3 };
const LONG: Metrics = Metrics { decimals: 15, fixed: 20, wide: 26, engineering: 25, significant: 15, limit: 1e2 };
const LONG_SINGLE: Metrics = Metrics { decimals: 7, fixed: 12, wide: 16, engineering: 18, significant: 7, limit: 1e2 };

fn metrics(format: &Format, single: bool) -> Metrics {
    match (format.is_long(), single) {
        (false, _) => SHORT,
        (true, false) => LONG,
        (true, true) => LONG_SINGLE,
    }
}

/// The written form of the elements of one array.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Integer,
    Fixed(usize),
    Exponent(usize),
    General(usize),
    Engineering(usize),
    Hex,
    Rat,
    Plus,
}

/// How the elements of one array are written.
#[derive(Debug, Clone, Copy)]
pub struct Layout {
    form: Form,
    /// Columns one element takes up.
    pub width: usize,
    /// Power of ten taken out.
    pub scale: i32,
    single: bool,
}

struct Summary {
    max: f64,
    integers: bool,
}

fn summary(data: impl Iterator<Item = f64>) -> Summary {
    let (mut max, mut integers) = (0.0f64, true);
    for x in data.filter(|x| x.is_finite()) {
        max = max.max(x.abs());
        integers &= x == x.trunc();
    }
    Summary { max, integers }
}

/// The power of ten MATLAB takes out of an array whose largest magnitude is `max`.
fn scale_of(max: f64) -> i32 {
    let mut power = number::digits(max) - 1;
    if max < 10f64.powi(power) {
        power -= 1;
    }
    if max < 1.0 { power + 1 } else { power }
}

impl Layout {
    /// For real elements.
    pub fn real(data: &[f64], format: &Format, single: bool) -> Layout {
        let m = metrics(format, single);
        let s = summary(data.iter().copied());
        let (form, width, scale) = Layout::choose(&m, &s, data.len() == 1, format, single);
        Layout { form, width, scale, single }
    }

    fn choose(m: &Metrics, s: &Summary, scalar: bool, format: &Format, single: bool) -> (Form, usize, i32) {
        let decimals = if m.decimals == 15 { 14 } else { m.decimals };
        match format.style {
            Style::Bank => return (Form::Fixed(2), 14, 0),
            Style::Hex | Style::Bit => return (Form::Hex, if single { 11 } else { 19 }, 0),
            Style::Rat => return (Form::Rat, 11, 0),
            Style::Plus => return (Form::Plus, 1, 0),
            Style::ShortEng | Style::LongEng => return (Form::Engineering(decimals), m.engineering, 0),
            _ if s.integers && s.max < 1000.0 => return (Form::Integer, 6, 0),
            _ if s.integers && s.max <= 999_999_999.0 => return (Form::Integer, 12, 0),
            Style::ShortG | Style::LongG => return (Form::General(m.significant), m.wide, 0),
            Style::ShortE | Style::LongE => return (Form::Exponent(m.decimals), m.wide, 0),
            _ => {}
        }
        if scalar {
            return match s.max {
                x if x > 0.001 && x < m.limit && !s.integers => (Form::Fixed(m.decimals), m.fixed, 0),
                _ => (Form::Exponent(m.decimals), m.wide, 0),
            };
        }
        let scale = if s.max >= m.limit || s.max < 0.001 { scale_of(s.max) } else { 0 };
        (Form::Fixed(m.decimals), m.fixed, scale)
    }

    /// The number without padding.
    pub fn text(&self, x: f64) -> String {
        match self.form {
            Form::Hex if self.single => return format!("{:08x}", (x as f32).to_bits()),
            Form::Hex => return format!("{:016x}", x.to_bits()),
            Form::Plus => {
                return if x > 0.0 {
                    "+"
                } else if x < 0.0 {
                    "-"
                } else {
                    " "
                }
                .into();
            }
            Form::Rat => return number::rat(x, 9),
            Form::Fixed(2) | Form::Engineering(_) => {}
            _ if x == 0.0 => return "0".into(),
            _ => {}
        }
        if x.is_nan() {
            return "NaN".into();
        }
        let x = if self.scale == 0 { x } else { x / 10f64.powi(self.scale) };
        match self.form {
            Form::Integer => number::fixed(x, 0),
            Form::Fixed(n) => number::fixed(x, n),
            Form::Exponent(n) => number::exponent(x, n),
            Form::General(n) => number::general(x, n),
            Form::Engineering(n) => number::engineering(x, n, 3, self.single),
            Form::Hex | Form::Rat | Form::Plus => unreachable!(),
        }
    }

    /// The number in its column.
    pub fn cell(&self, x: f64) -> String {
        number::pad(&self.text(x), self.width)
    }

    /// What follows the last column of a row.
    pub fn tail(&self) -> &'static str {
        if self.form == Form::Rat { "   " } else { "" }
    }
}

/// How complex elements are written.
#[derive(Debug, Clone, Copy)]
pub struct ComplexLayout {
    part: Layout,
    real: usize,
    imag: usize,
    /// Between the sign and the imaginary part.
    gap: &'static str,
    real_only: bool,
}

impl ComplexLayout {
    /// For these elements.
    pub fn of(data: &[C64], format: &Format, single: bool) -> ComplexLayout {
        let m = metrics(format, single);
        let s = Summary { integers: false, ..summary(data.iter().flat_map(|z| [z.re, z.im])) };
        let limit = Metrics { limit: 100.0, ..m };
        let (form, width, scale) = match Layout::choose(&limit, &s, data.len() == 1, format, single) {
            // Zero needs no exponent.
            (Form::Exponent(_), _, _) if s.max == 0.0 && matches!(format.style, Style::Short | Style::Long) => {
                (Form::Fixed(m.decimals), m.fixed, 0)
            }
            other => other,
        };
        let scale = if s.max == 0.0 { 0 } else { scale };
        let part = Layout { form, width, scale, single };
        let (real, imag, gap) = match form {
            Form::Fixed(n) if n != 2 => (m.fixed - (n == 4) as usize, n + 3, ""),
            Form::Exponent(n) => (width, n + 6, " "),
            Form::General(_) => (width, width - 1, ""),
            _ => (width, width, " "),
        };
        ComplexLayout { part, real, imag, gap, real_only: format.style == Style::Bank }
    }

    /// Power of ten taken out.
    pub fn scale(&self) -> i32 {
        self.part.scale
    }

    /// Columns one element takes up.
    pub fn width(&self) -> usize {
        match self.part.form {
            Form::Plus => 1,
            _ if self.real_only => self.real,
            _ => self.real + 2 + self.gap.len() + self.imag + 1,
        }
    }

    /// The number in its column.
    pub fn cell(&self, z: C64) -> String {
        if self.real_only || self.part.form == Form::Plus {
            return number::pad(&self.part.text(z.re), self.real);
        }
        let minus = z.im < 0.0 || (z.im == 0.0 && z.im.is_sign_negative());
        let sign = if minus { '-' } else { '+' };
        let re = number::pad(&self.part_text(z.re), self.real);
        format!("{re} {sign}{}{}i", self.gap, number::pad(&self.part_text(z.im.abs()), self.imag))
    }

    /// Zero is written like the other parts.
    fn part_text(&self, x: f64) -> String {
        match self.part.form {
            Form::Fixed(n) if x == 0.0 => number::fixed(0.0, n),
            Form::Exponent(n) if x == 0.0 => number::exponent(0.0, n),
            _ => self.part.text(x),
        }
    }
}

/// One real number as it stands in a struct or cell: no padding.
pub fn scalar_text(x: f64, format: &Format, single: bool) -> String {
    Layout::real(&[x], format, single).text(x)
}

/// One complex number as it stands in a struct or cell.
pub fn complex_scalar_text(z: C64, format: &Format, single: bool) -> String {
    ComplexLayout::of(&[z], format, single).cell(z).trim().to_string()
}

/// The line that states the scale factor.
pub fn scale_line(scale: i32, format: &Format) -> String {
    if scale == 0 {
        return String::new();
    }
    let blank = if format.compact { "" } else { "\n" };
    format!("   {} *\n{blank}", number::exponent(10f64.powi(scale), 1))
}
