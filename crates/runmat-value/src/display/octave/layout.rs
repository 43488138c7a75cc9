//! How wide and how precise Octave writes the numbers of one array.
//!
//! The rule: `p` significant digits are wanted (5 in short, 16 in long). The digits before the point of
//! the largest and of the smallest finite magnitude give the digits to the left and to the right that
//! all elements get. When both together exceed one and a half times `p` (never more than a double
//! holds), elements are written with exponents instead.

use super::super::format::{Format, Style};
use super::super::number;

/// What is laid out: they differ by a column or two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// One number on the line of its name.
    Scalar,
    /// A matrix.
    Matrix,
    /// A lazy range, which reserves a column for a sign.
    Range,
}

/// The written form of each number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// No decimals.
    Integer,
    /// So many decimals.
    Fixed(usize),
    /// Exponent, so many decimals.
    Exponent(usize),
    /// So many significant digits at most.
    General(usize),
    /// Engineering exponent: decimals, and digits of the exponent.
    Engineering(usize, usize),
    /// Bits as hexadecimal digits.
    Hex,
    /// Bits.
    Bit,
    /// A fraction of at most so many characters.
    Rat(usize),
    /// Only the sign.
    Plus,
    /// Unaligned.
    Free,
}

/// The layout of the elements of one array.
#[derive(Debug, Clone, Copy)]
pub struct Layout {
    /// Form of the numbers.
    pub form: Form,
    /// Width of a real number, or of a real part.
    pub real: usize,
    /// Width of an imaginary part.
    pub imag: usize,
    /// Power of ten taken out of all elements.
    pub scale: i32,
    /// Whether elements are of class single.
    pub single: bool,
    /// Whether exponents and hexadecimal digits are capital.
    pub uppercase: bool,
}

/// What the layout depends on.
#[derive(Debug, Clone, Copy)]
pub struct Range {
    /// Digits before the point of the largest magnitude.
    pub most: i32,
    /// The same of the smallest.
    pub least: i32,
    /// No finite element has a fraction.
    pub integers: bool,
    /// Some element is infinite or not a number.
    pub special: bool,
    /// Some element is below zero.
    pub negative: bool,
    /// Some element is infinite.
    pub infinite: bool,
}

impl Range {
    /// Of one real number.
    pub fn of_scalar(x: f64) -> Range {
        Range { integers: !x.is_finite() || x == x.trunc(), ..Range::of(&[x]) }
    }

    /// Of the elements of a real matrix.
    pub fn of(data: &[f64]) -> Range {
        let (mut max, mut min) = (0.0f64, f64::INFINITY);
        let (mut integers, mut special) = (true, false);
        for &x in data {
            if x.is_finite() {
                max = max.max(x.abs());
                min = min.min(x.abs());
                integers &= looks_whole(x);
            } else {
                special = true;
            }
        }
        Range {
            most: number::digits(max),
            least: number::digits(if min.is_finite() { min } else { 0.0 }),
            integers,
            special,
            negative: data.iter().any(|&x| x < 0.0),
            infinite: data.iter().any(|x| x.is_infinite()),
        }
    }

    /// Of a lazy range: its base and its limit as written decide.
    pub fn of_range(r: &crate::range::Range) -> Range {
        let integers = looks_whole(r.base()) && looks_whole(r.increment());
        Range { integers, ..Range::of(&[r.base(), r.limit()]) }
    }

    /// Of two parts laid out alike.
    pub fn both(a: Range, b: Range) -> Range {
        Range {
            most: a.most.max(b.most),
            least: a.least.max(b.least),
            integers: a.integers && b.integers,
            special: a.special || b.special,
            negative: a.negative || b.negative,
            infinite: a.infinite || b.infinite,
        }
    }
}

/// Whether a matrix element counts as an integer: judged after rounding to single precision.
fn looks_whole(x: f64) -> bool {
    let x = x as f32;
    (x + 0.5).floor() == x
}

/// Significant digits a class holds.
fn capacity(single: bool) -> usize {
    if single { 8 } else { 16 }
}

/// Digits left and right of the point for a number with `d` digits before it, `p` significant.
fn places(d: i32, p: usize) -> (usize, usize) {
    let p = p as i32;
    let (left, right) = match d {
        1.. => (d, if p > d { p - d } else { p }),
        0 => (1, if p > 1 { p - 1 } else { p }),
        _ => (1, p - d),
    };
    (left as usize, right as usize)
}

impl Layout {
    /// For real elements.
    pub fn real(r: Range, shape: Shape, format: &Format, single: bool) -> Layout {
        let p = format.digits(capacity(single));
        let mut layout = Layout::base(format, single);
        let scalar = shape == Shape::Scalar;
        let sign = (shape == Shape::Range) as usize;
        (layout.form, layout.real) = match format.style {
            Style::ShortE | Style::LongE => (Form::Exponent(p - 1), exponent_width(p, r) - scalar as usize + sign),
            Style::ShortG | Style::LongG => (Form::General(p), if scalar { p } else { p + 6 }),
            Style::ShortEng | Style::LongEng if scalar => (Form::Engineering(p - 1, 3), p + 6),
            Style::ShortEng | Style::LongEng => layout.engineering(p, r, sign),
            Style::Bank if scalar => (Form::Fixed(2), (r.most + 3).max(3) as usize),
            Style::Bank if sign == 1 && r.most <= 0 => (Form::Fixed(2), 4 + r.negative as usize),
            Style::Bank => (Form::Fixed(2), r.most.max(1) as usize + 4),
            Style::Rat => (Form::Rat(if scalar { 10 } else { 8 }), if scalar { 0 } else { 9 }),
            Style::Hex | Style::Bit | Style::Plus | Style::Free => layout.bits(format.style),
            Style::Short | Style::Long => layout.plain(r, p, shape, format),
        };
        layout
    }

    /// For complex elements; `r` covers both parts.
    pub fn complex(r: Range, shape: Shape, format: &Format, single: bool) -> Layout {
        let p = format.digits(capacity(single));
        let mut layout = Layout::base(format, single);
        let scalar = shape == Shape::Scalar;
        (layout.form, layout.real) = match format.style {
            Style::ShortE | Style::LongE => (Form::Exponent(p - 1), exponent_width(p, r)),
            Style::ShortG | Style::LongG => (Form::General(p), p + 6),
            Style::ShortEng | Style::LongEng => layout.engineering(p, r, 0),
            Style::Bank => (Form::Fixed(2), r.most.max(1) as usize + 4),
            Style::Rat => (Form::Rat(if scalar { 10 } else { 8 }), if scalar { 0 } else { 9 }),
            Style::Hex | Style::Bit | Style::Plus | Style::Free => layout.bits(format.style),
            // A number with a part that is not finite is written with a single digit.
            Style::Short | Style::Long if scalar && r.special && !r.integers => {
                (Form::General(1), (r.most.max(0) as usize + 1).max(4))
            }
            Style::Short | Style::Long => layout.plain(r, p, shape, format),
        };
        layout.imag = match format.style {
            Style::ShortG | Style::LongG | Style::Rat | Style::Hex | Style::Bit => layout.real,
            _ => layout.real.saturating_sub(1),
        };
        layout
    }

    fn engineering(&self, p: usize, r: Range, extra: usize) -> (Form, usize) {
        let wide = exponent_width(p, r) - p - 6;
        (Form::Engineering(p - 1, 2 + wide), p + 8 + wide + extra)
    }

    fn base(format: &Format, single: bool) -> Layout {
        Layout { form: Form::Integer, real: 0, imag: 0, scale: 0, single, uppercase: format.uppercase }
    }

    fn bits(&self, style: Style) -> (Form, usize) {
        let bytes = if self.single { 4 } else { 8 };
        match style {
            Style::Hex => (Form::Hex, 2 * bytes),
            Style::Bit => (Form::Bit, 8 * bytes),
            Style::Plus => (Form::Plus, 1),
            _ => (Form::Free, 0),
        }
    }

    fn plain(&mut self, r: Range, p: usize, shape: Shape, format: &Format) -> (Form, usize) {
        let scalar = shape == Shape::Scalar;
        let budget = (p * 3 / 2).min(capacity(self.single));
        let floor = if r.special { 4 } else { 0 };
        let fixed_point = format.fixed_point && !scalar;
        if fixed_point && r.integers {
            return (Form::General(p), p + 2);
        }
        if fixed_point {
            self.scale = if r.most == 0 { 0 } else { r.most - 1 };
            return (Form::Fixed(p - 1), p + 2);
        }
        if r.integers {
            let left = r.most.max(1) as usize;
            if left + !scalar as usize > budget {
                return self.wide(p, r, shape);
            }
            let width = (1 + left).max(floor);
            let significant = if r.special && !r.infinite && width == 4 { 3 } else { width };
            let form = if scalar { Form::Integer } else { Form::General(significant) };
            return (form, width);
        }
        let (most, least) = (places(r.most, p), places(r.least, p));
        let (left, right) = (most.0.max(least.0), most.1.max(least.1));
        if left + right > budget {
            return self.wide(p, r, shape);
        }
        let sign = (shape == Shape::Range) as usize;
        (Form::Fixed(right), (2 + left + right).max(floor) + sign)
    }

    fn wide(&self, p: usize, r: Range, shape: Shape) -> (Form, usize) {
        (Form::Exponent(p - 1), exponent_width(p, r) + (shape == Shape::Range) as usize)
    }

    /// The number as text, not padded.
    pub fn text(&self, x: f64) -> String {
        let x = if self.scale == 0 || x == 0.0 { x } else { x / 10f64.powi(self.scale) };
        match self.form {
            Form::Hex | Form::Bit => return self.bit_text(x),
            Form::Plus => {
                return if x > 0.0 {
                    "+"
                } else if x < 0.0 {
                    "-"
                } else {
                    " "
                }
                .to_string();
            }
            Form::Rat(length) => return rat_text(x, length, self.single),
            Form::Free => return number::general(x, 6).to_lowercase(),
            _ => {}
        }
        if x == 0.0 {
            return "0".into();
        }
        let s = match self.form {
            Form::Integer => number::fixed(x, 0),
            Form::Fixed(n) => number::fixed(x, n),
            Form::Exponent(n) => number::exponent(x, n),
            Form::General(n) => number::general(x, n),
            Form::Engineering(n, e) => number::engineering(x, n, e, self.single),
            _ => unreachable!(),
        };
        if self.uppercase && x.is_finite() { s.to_uppercase() } else { s }
    }

    fn bit_text(&self, x: f64) -> String {
        let s = match (self.form, self.single) {
            (Form::Hex, false) => format!("{:016x}", x.to_bits()),
            (Form::Hex, true) => format!("{:08x}", (x as f32).to_bits()),
            (_, false) => format!("{:064b}", x.to_bits()),
            (_, true) => format!("{:032b}", (x as f32).to_bits()),
        };
        if self.uppercase { s.to_uppercase() } else { s }
    }

    /// The number right-justified in `width`. In engineering form it is the mantissa that is justified.
    pub fn padded(&self, x: f64, width: usize) -> String {
        let text = self.text(x);
        let longer = match (self.form, text.split_once('e')) {
            (Form::Engineering(_, digits), Some((_, power))) => power.len() - 1 - digits,
            _ => 0,
        };
        number::pad(&text, width + longer)
    }

    /// A real number on its own line: not padded, save what the style pads.
    pub fn scalar_text(&self, x: f64) -> String {
        let s = self.text(x);
        match self.form {
            Form::General(_) => number::pad(&s, self.real),
            Form::Exponent(_) | Form::Engineering(..) | Form::Fixed(_) if x == 0.0 => number::pad(&s, self.real),
            _ if number::is_missing_number(x) => number::pad(&s, 3),
            _ => s,
        }
    }

    /// A complex number on its own line.
    pub fn complex_scalar_text(&self, re: f64, im: f64, bank: bool) -> String {
        match (self.form, re != 0.0, im != 0.0) {
            (Form::Plus, true, true) => "c".into(),
            (Form::Plus, false, true) => "i".into(),
            (Form::Plus, ..) => self.text(re),
            _ => self.complex_text(re, im, bank),
        }
    }

    /// A complex number, each part padded.
    pub fn complex_text(&self, re: f64, im: f64, bank: bool) -> String {
        match self.form {
            // As Octave orders complex numbers: by magnitude, then by argument.
            Form::Plus => {
                let above = re.hypot(im) > 0.0 || (re == 0.0 && im == 0.0 && re.is_sign_negative());
                return if above { "+" } else { " " }.into();
            }
            Form::Free => return format!("({},{})", self.text(re), self.text(im)),
            Form::Hex | Form::Bit => return format!("{}  {}i", self.text(re), self.text(im)),
            _ => {}
        }
        let real = self.padded(re, self.real);
        if bank {
            return real;
        }
        let minus = im < 0.0 || (im == 0.0 && im.is_sign_negative());
        let sign = if minus { '-' } else { '+' };
        format!("{real} {sign} {}i", self.padded(if minus { -im } else { im }, self.imag))
    }
}

/// A sign, the digits and the point, and the exponent.
fn exponent_width(p: usize, r: Range) -> usize {
    p + 6 + (r.most > 100 || (r.least < -99 && !r.integers)) as usize
}

/// In a matrix (8 characters and a sign) there is no room for a million.
fn rat_text(x: f64, length: usize, single: bool) -> String {
    if length == 8 && x.is_finite() && x.abs() >= 999_999.5 {
        return "*".into();
    }
    let length = length + (length == 8 && x < 0.0) as usize;
    if single { number::rat_single(x, length) } else { number::rat(x, length) }
}
