//! The `scanf` family: reading values from text by a template.

use super::parse_number::{decimal, decimal_len};
use super::template::Template;
use super::{chars, scan_template};
use crate::array::{Char, NdArray};
use crate::dims::Dims;
use crate::error::{Error, Result};
use crate::value::Value;
use runmat_syntax::Dialect;
use scan_template::{Item, ScanConversion};

/// What a `scanf` call read.
#[derive(Debug, Clone)]
pub struct ScanResult {
    /// The values, shaped.
    pub values: Value,
    /// How many conversions succeeded.
    pub count: usize,
    /// Why it stopped early, or empty.
    pub errmsg: String,
    /// Index of the first element not read, from 0.
    pub position: usize,
}

/// Reads `text` by `template`, repeated until the text ends, something does not match, or as many
/// values as `size` asks for have been read.
pub fn scan(
    function: &str,
    text: &[Char],
    template: &Value,
    size: Option<&Value>,
    dialect: Dialect,
) -> Result<ScanResult> {
    let size = Size::of(function, size, dialect)?;
    let template = Template::scan_text(function, template, dialect)?;
    let items = scan_template::parse(function, &template, dialect)?;
    if items.is_empty() {
        let errmsg = if dialect.is_octave() { format!("{function}: internal format error") } else { String::new() };
        return Ok(ScanResult { values: Value::empty(), count: 0, errmsg, position: 0 });
    }
    let mut scanner = Scanner::new(text, dialect);
    if size.limit() > 0 {
        scanner.run(&items, size.limit());
    }
    let errmsg = match (scanner.failed, dialect) {
        (false, _) => String::new(),
        (true, Dialect::Octave) => format!("{function}: format failed to match"),
        (true, Dialect::Matlab) => "Matching failure in format.".into(),
    };
    let all_text = items.iter().all(Item::is_text);
    Ok(ScanResult {
        values: size.shape(scanner.values, all_text, dialect),
        count: scanner.count,
        errmsg,
        position: scanner.at,
    })
}

/// What a `scanf` call with `"C"` read: a value for each conversion.
#[derive(Debug, Clone)]
pub struct ScanEach {
    /// The values, `[]` for conversions that were not reached.
    pub values: Vec<Value>,
    /// How many conversions succeeded.
    pub count: usize,
    /// Why it stopped early, or empty.
    pub errmsg: String,
    /// Index of the first element not read, from 0.
    pub position: usize,
}

/// Goes through the template once and gives each conversion a value of its own.
pub fn scan_each(function: &str, text: &[Char], template: &Value, dialect: Dialect) -> Result<ScanEach> {
    let template = Template::scan_text(function, template, dialect)?;
    let items = scan_template::parse(function, &template, dialect)?;
    let mut scanner = Scanner::new(text, dialect);
    let mut values = Vec::new();
    let mut going = true;
    for item in &items {
        if going && !matches!(scanner.step(item), Step::Matched) {
            scanner.failed = scanner.at < text.len();
            going = false;
        }
        let read = std::mem::take(&mut scanner.values);
        match item {
            Item::Convert(c) if !c.discard => values.push(match read[..] {
                [] => Value::empty(),
                _ if item.is_text() => chars::row(read.iter().map(|&x| Char(x as u16)).collect()),
                [x, ..] => Value::Num(x),
            }),
            _ => {}
        }
    }
    let errmsg = if scanner.failed { format!("{function}: format failed to match") } else { String::new() };
    Ok(ScanEach { values, count: scanner.count, errmsg, position: scanner.at })
}

/// The size argument.
enum Size {
    All,
    Column(usize),
    Rows(usize),
    Matrix(usize, usize),
}

impl Size {
    fn of(function: &str, size: Option<&Value>, dialect: Dialect) -> Result<Size> {
        let Some(size) = size else { return Ok(Size::All) };
        let bad = || match dialect {
            Dialect::Octave => Error::msg(format!("{function}: invalid SIZE specification")),
            Dialect::Matlab => Error::new(
                "MATLAB:scanf:invalidSize",
                "Invalid size argument. The size must be Inf, N, [M,N] or [M,Inf].",
            ),
        };
        let numbers: Vec<f64> = match size {
            Value::F64(a) => a.data().to_vec(),
            Value::Range(r) => r.to_vec(),
            other => vec![other.as_f64().ok_or_else(bad)?],
        };
        let count = |x: f64| (x >= 0.0 && x == x.trunc() && x < 1e15).then_some(x as usize).ok_or_else(bad);
        match numbers[..] {
            [f64::INFINITY] => Ok(Size::All),
            [n] => Ok(Size::Column(count(n)?)),
            [f64::INFINITY, _] if dialect.is_octave() => {
                Err(Error::msg(format!("{function}: infinite value invalid as size specification")))
            }
            [m, f64::INFINITY] => Ok(Size::Rows(count(m)?)),
            [m, n] => Ok(Size::Matrix(count(m)?, count(n)?)),
            _ => Err(bad()),
        }
    }

    fn limit(&self) -> usize {
        match *self {
            Size::All => usize::MAX,
            Size::Rows(0) => 0,
            Size::Rows(_) => usize::MAX,
            Size::Column(n) => n,
            Size::Matrix(m, n) => m.saturating_mul(n),
        }
    }

    /// The size of Octave's empty text.
    fn no_text(&self) -> Dims {
        match self {
            Size::All | Size::Column(_) => Dims::new(1, 0),
            _ => Dims::new(0, 1),
        }
    }

    /// The values in their array; char when only text conversions were asked for.
    fn shape(&self, mut values: Vec<f64>, all_text: bool, dialect: Dialect) -> Value {
        if self.limit() == 0 {
            return Value::empty();
        }
        if !dialect.is_octave() {
            values.truncate(self.limit());
        }
        let n = values.len();
        if n == 0 {
            return match (all_text, dialect) {
                (true, Dialect::Octave) => NdArray::<Char>::new(self.no_text(), Vec::new()).into(),
                (true, Dialect::Matlab) => NdArray::<Char>::empty().into(),
                (false, Dialect::Octave) => NdArray::<f64>::new(Dims::new(0, 1), Vec::new()).into(),
                (false, Dialect::Matlab) => Value::empty(),
            };
        }
        let dims = match *self {
            Size::All | Size::Column(_) if all_text => Dims::row(n),
            Size::Column(m) if n > m => Dims::new(m, n.div_ceil(m)),
            Size::All | Size::Column(_) => Dims::col(n),
            Size::Rows(m) | Size::Matrix(m, _) if n < m && dialect.is_octave() => Dims::col(n),
            Size::Rows(m) | Size::Matrix(m, _) => Dims::new(m, n.div_ceil(m)),
        };
        values.resize(dims.numel(), 0.0);
        if all_text {
            NdArray::new(dims, values.iter().map(|&x| Char(x as u16)).collect()).into()
        } else {
            NdArray::new(dims, values).into()
        }
    }
}

struct Scanner<'a> {
    text: &'a [Char],
    at: usize,
    dialect: Dialect,
    values: Vec<f64>,
    count: usize,
    failed: bool,
}

/// How a step went.
enum Step {
    Matched,
    /// The text ended.
    End,
    /// The text goes on, but not as the template says.
    Mismatch,
}

impl<'a> Scanner<'a> {
    fn new(text: &'a [Char], dialect: Dialect) -> Self {
        Scanner { text, at: 0, dialect, values: Vec::new(), count: 0, failed: false }
    }

    fn run(&mut self, items: &[Item], limit: usize) {
        let repeats = items.iter().any(|i| matches!(i, Item::Convert(_)));
        loop {
            for item in items {
                match self.step(item) {
                    Step::Matched if self.is_full(item, limit) => return,
                    Step::Matched => {}
                    Step::End => return,
                    Step::Mismatch => {
                        self.failed = true;
                        return;
                    }
                }
            }
            if !repeats || self.at >= self.text.len() {
                return;
            }
        }
    }

    /// Whether the values are all after `item`. Octave counts conversions, whatever they give.
    fn is_full(&self, item: &Item, limit: usize) -> bool {
        match self.dialect {
            Dialect::Octave => matches!(item, Item::Convert(_)) && self.count >= limit,
            Dialect::Matlab => self.values.len() >= limit,
        }
    }

    fn skip_space(&mut self) {
        while self.text.get(self.at).is_some_and(|c| chars::is_space(*c)) {
            self.at += 1;
        }
    }

    fn step(&mut self, item: &Item) -> Step {
        match item {
            Item::Space => {
                self.skip_space();
                Step::Matched
            }
            Item::Literal(c) => match self.text.get(self.at) {
                None => Step::End,
                Some(x) if x == c => {
                    self.at += 1;
                    Step::Matched
                }
                Some(_) => Step::Mismatch,
            },
            Item::Convert(c) => self.convert(c),
        }
    }

    /// Nothing matched; `consumed` elements are gone all the same.
    fn refuse(&mut self, consumed: usize) -> Step {
        self.at += if self.dialect.is_octave() { consumed } else { 0 };
        if self.at >= self.text.len() { Step::End } else { Step::Mismatch }
    }

    fn convert(&mut self, c: &ScanConversion) -> Step {
        let start = self.at;
        if !matches!(c.letter, b'c' | b'[') {
            self.skip_space();
        }
        if self.at >= self.text.len() {
            return Step::End;
        }
        let width = c.width.unwrap_or(usize::MAX);
        match c.letter {
            b'c' => self.characters(c, c.width.unwrap_or(1), |_| true),
            b's' => self.characters(c, width, |x| !chars::is_space(x)),
            b'[' => self.characters(c, width, |x| c.set.contains(x)),
            b'f' | b'e' | b'g' | b'E' | b'G' => self.float(c, width),
            _ => {
                let step = self.integer(c, width);
                if matches!(step, Step::Mismatch) && c.width.is_some() && self.dialect.is_octave() {
                    self.at = start;
                }
                step
            }
        }
    }

    fn characters(&mut self, c: &ScanConversion, width: usize, wanted: impl Fn(Char) -> bool) -> Step {
        let rest = &self.text[self.at..];
        let len = rest.iter().take(width).take_while(|&&x| wanted(x)).count();
        if len == 0 {
            return Step::Mismatch;
        }
        if !c.discard {
            self.values.extend(rest[..len].iter().map(|x| x.0 as f64));
            self.count += 1;
        }
        self.at += len;
        Step::Matched
    }

    fn store(&mut self, c: &ScanConversion, x: f64, end: usize) -> Step {
        if !c.discard {
            self.values.push(x);
            self.count += 1;
        }
        self.at = end;
        Step::Matched
    }

    /// Up to `width` elements from here that can belong to a number, as bytes.
    fn number_bytes(&self, width: usize) -> Vec<u8> {
        let rest = self.text[self.at..].iter().take(width);
        let part =
            |c: &&Char| c.0 < 128 && (c.0 as u8).is_ascii_alphanumeric() || matches!(c.0 as u8, b'.' | b'+' | b'-');
        rest.take_while(part).map(|c| c.0 as u8).collect()
    }

    fn float(&mut self, c: &ScanConversion, width: usize) -> Step {
        let octave = self.dialect.is_octave();
        let bytes = self.number_bytes(if octave { usize::MAX } else { width });
        let signed = matches!(bytes.first(), Some(b'+' | b'-')) as usize;
        let sign = if bytes.first() == Some(&b'-') { -1.0 } else { 1.0 };
        let rest = &bytes[signed..];
        let word = |w: &str| rest.len() >= w.len() && rest[..w.len()].eq_ignore_ascii_case(w.as_bytes());
        if word("inf") {
            return self.store(c, sign * f64::INFINITY, self.at + signed + 3);
        }
        if word("nan") {
            return self.store(c, f64::NAN, self.at + signed + 3);
        }
        if octave && rest.starts_with(b"NA") {
            return self.store(c, f64::from_bits(super::render::NA_BITS), self.at + signed + 2);
        }
        let len = decimal_len(rest, b"eE");
        if len == 0 {
            let word = rest.first().is_some_and(|b| matches!(b, b'.'));
            return self.refuse(if word { signed + 1 } else { 0 });
        }
        if octave && matches!(rest.get(len), Some(b'e' | b'E')) {
            let signs = matches!(rest.get(len + 1), Some(b'+' | b'-')) as usize;
            return self.refuse(signed + len + 1 + signs);
        }
        match decimal(&rest[..len]) {
            Some(x) => self.store(c, sign * x, self.at + signed + len),
            None => Step::Mismatch,
        }
    }

    fn integer(&mut self, c: &ScanConversion, width: usize) -> Step {
        let bytes = self.number_bytes(width);
        let signed = matches!(bytes.first(), Some(b'+' | b'-')) as usize;
        let negative = bytes.first() == Some(&b'-');
        let rest = &bytes[signed..];
        let hex_mark =
            rest.len() > 2 && rest[0] == b'0' && matches!(rest[1], b'x' | b'X') && rest[2].is_ascii_hexdigit();
        let (radix, skip) = match c.letter {
            b'x' | b'X' => (16, if hex_mark { 2 } else { 0 }),
            b'o' => (8, 0),
            b'i' if hex_mark => (16, 2),
            b'i' if rest.first() == Some(&b'0') => (8, 0),
            _ => (10, 0),
        };
        let digits = rest[skip..].iter().map_while(|&b| (b as char).to_digit(radix));
        let (value, count) =
            digits.fold((0u128, 0), |(v, n), d| (v.saturating_mul(radix as u128).saturating_add(d as u128), n + 1));
        if count == 0 {
            return self.refuse(signed);
        }
        let x = limited(c, value, negative);
        self.store(c, x, self.at + signed + skip + count)
    }
}

/// An integer as the C type of the conversion holds it: signed ones saturate, unsigned negatives wrap.
fn limited(c: &ScanConversion, magnitude: u128, negative: bool) -> f64 {
    let bits = if c.long { 64 } else { 32 };
    if matches!(c.letter, b'd' | b'i') {
        let most = (1u128 << (bits - 1)) - !negative as u128;
        let x = magnitude.min(most) as f64;
        return if negative { -x } else { x };
    }
    let most = (1u128 << bits) - 1;
    let x = magnitude.min(most);
    if negative && x > 0 { (most + 1 - x) as f64 } else { x as f64 }
}
