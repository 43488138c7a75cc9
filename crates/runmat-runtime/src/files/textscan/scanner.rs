//! Reading fields.

use super::format::{Item, Kind, Options};
use runmat_value::C64;
use runmat_value::text::NA_BITS;

/// What a field held.
#[derive(Debug, Clone, PartialEq)]
pub enum Datum {
    /// A number.
    Number(C64),
    /// A whole number too large for a double, exactly.
    Whole(i128),
    /// Text.
    Text(Vec<u8>),
}

/// Reads fields from text.
pub struct Scanner<'a> {
    pub text: &'a [u8],
    pub at: usize,
    pub lines: usize,
    options: &'a Options,
}

impl<'a> Scanner<'a> {
    /// At the start of the text.
    pub fn new(text: &'a [u8], options: &'a Options) -> Self {
        Scanner { text, at: 0, lines: 0, options }
    }

    /// Nothing left.
    pub fn is_done(&self) -> bool {
        self.at >= self.text.len()
    }

    fn rest(&self) -> &'a [u8] {
        &self.text[self.at.min(self.text.len())..]
    }

    /// Length of the line end here; 0 when there is none.
    fn line_end(&self) -> usize {
        let rest = self.rest();
        match &self.options.line_end {
            Some(end) if end.is_empty() => 0,
            Some(end) => {
                if rest.starts_with(end) {
                    end.len()
                } else {
                    0
                }
            }
            None if rest.starts_with(b"\r\n") => 2,
            None => matches!(rest.first(), Some(b'\n' | b'\r')) as usize,
        }
    }

    /// Length of the delimiter here; 0 when there is none.
    fn delimiter(&self) -> usize {
        let rest = self.rest();
        let hit = |d: &&Vec<u8>| rest.starts_with(d);
        self.options.delimiters.iter().filter(hit).map(Vec::len).max().unwrap_or(0)
    }

    fn is_space(&self) -> bool {
        let blank = |b: &u8| self.options.whitespace.contains(b);
        let apart = self.delimiter() == 0 || self.options.delimiters.len() > 1;
        self.rest().first().is_some_and(blank) && apart && self.line_end() == 0
    }

    /// Whether the text goes on like this, behind blanks.
    pub fn is_here(&mut self, text: &[u8]) -> bool {
        self.skip_space(false);
        self.rest().starts_with(text)
    }

    /// Skips delimiters before the first field where runs of them count as one.
    pub fn skip_leading_delimiters(&mut self) {
        while self.options.multiple && self.delimiter() > 0 {
            self.at += self.delimiter();
            self.skip_space(true);
        }
    }

    /// Skips the lines of the head.
    pub fn skip_lines(&mut self, count: usize) {
        for _ in 0..count {
            while !self.is_done() && self.line_end() == 0 {
                self.at += 1;
            }
            self.at += self.line_end();
        }
    }

    /// Skips blanks and comments; line ends too where wanted.
    pub fn skip_space(&mut self, lines: bool) {
        loop {
            if self.is_space() {
                self.at += 1;
            } else if let Some((open, close)) =
                self.options.comment.as_ref().filter(|(open, _)| self.rest().starts_with(open))
            {
                self.at += open.len();
                match close {
                    Some(close) => {
                        while !self.is_done() && !self.rest().starts_with(close) {
                            self.at += 1;
                        }
                        self.at = (self.at + close.len()).min(self.text.len());
                    }
                    None => self.skip_lines(1),
                }
            } else if lines && self.line_end() > 0 {
                self.at += self.line_end();
                self.lines += 1;
            } else {
                return;
            }
        }
    }

    /// Skips the delimiter or line end behind a field.
    pub fn skip_delimiter(&mut self) {
        self.skip_space(false);
        let end = self.line_end();
        let len = end.max(self.delimiter());
        if len == 0 {
            return;
        }
        self.at += len;
        self.lines += (end > 0) as usize;
        while self.options.multiple {
            let end = self.line_end();
            let len = end.max(self.delimiter()).max(self.is_space() as usize);
            if len == 0 {
                return;
            }
            self.lines += (end > 0) as usize;
            self.at += len;
        }
    }

    /// Whether a field ends here.
    pub fn at_field_end(&self) -> bool {
        self.is_done()
            || self.line_end() > 0
            || self.delimiter() > 0
            || (self.options.delimiters.is_empty() && self.is_space())
    }

    /// Takes an item; `None` when it is not there, with the place unchanged.
    pub fn item(&mut self, item: &Item) -> Option<Datum> {
        self.skip_space(false);
        let start = self.at;
        let found = match item {
            Item::Literal(text) => {
                let hit = self.rest().starts_with(text);
                self.at += if hit { text.len() } else { 0 };
                hit.then(|| Datum::Text(Vec::new()))
            }
            Item::Field { kind, width, precision, .. } => self.field(kind, width.unwrap_or(usize::MAX), *precision),
        };
        if found.is_none() {
            self.at = start;
        }
        found
    }

    fn field(&mut self, kind: &Kind, width: usize, precision: Option<usize>) -> Option<Datum> {
        match kind {
            Kind::Number(class) => self.number(width, precision, class.is_integer()),
            Kind::Chars => {
                let len = if width == usize::MAX { 1 } else { width };
                let len = len.min(self.rest().len());
                let text = self.rest()[..len].to_vec();
                self.at += len;
                (len > 0).then_some(Datum::Text(text))
            }
            Kind::Set { chars, negated } => {
                let len = self.rest().iter().take(width).take_while(|b| chars.contains(b) != *negated).count();
                let text = self.rest()[..len].to_vec();
                self.at += len;
                Some(Datum::Text(text))
            }
            Kind::Quoted if self.rest().first() == Some(&b'"') => Some(self.quoted()),
            Kind::Word | Kind::Quoted => {
                let start = self.at;
                while !self.at_field_end() && self.at - start < width {
                    self.at += 1;
                }
                Some(Datum::Text(self.text[start..self.at].to_vec()))
            }
        }
    }

    fn quoted(&mut self) -> Datum {
        self.at += 1;
        let mut out = Vec::new();
        while let Some(&b) = self.rest().first() {
            self.at += 1;
            if b == b'"' {
                if self.rest().first() != Some(&b'"') {
                    break;
                }
                self.at += 1;
            }
            out.push(b);
        }
        Datum::Text(out)
    }

    /// Whether one of the texts that count as empty is here; it is skipped.
    fn empty_text(&mut self) -> bool {
        for text in self.options.empty_texts.iter().filter(|t| !t.is_empty()) {
            if self.rest().starts_with(text) {
                let start = self.at;
                self.at += text.len();
                self.skip_space(false);
                if self.at_field_end() || self.is_space() {
                    return true;
                }
                self.at = start;
            }
        }
        false
    }

    fn number(&mut self, width: usize, precision: Option<usize>, whole: bool) -> Option<Datum> {
        let empty = Datum::Number(C64::new(self.options.empty_value, 0.0));
        if self.empty_text() {
            return Some(empty);
        }
        if self.at_field_end() {
            return (!self.is_done()).then_some(empty);
        }
        let rest = self.rest();
        let limit = &rest[..rest.len().min(width)];
        if let Some((imag, used)) = imaginary_only(limit) {
            self.at += used;
            return Some(Datum::Number(C64::new(0.0, imag)));
        }
        let (real, used) = real(limit)?;
        if whole && limit[..used].iter().all(|b| b.is_ascii_digit()) && real.abs() > 9e15 {
            let exact = std::str::from_utf8(&limit[..used]).ok()?.parse().ok()?;
            self.at += used;
            return Some(Datum::Whole(exact));
        }
        let tail = &limit[used..];
        if matches!(tail.first(), Some(b'+' | b'-'))
            && let Some((imag, more)) = imaginary_only(tail)
        {
            self.at += used + more;
            return Some(Datum::Number(C64::new(real, imag)));
        }
        self.at += used;
        let real = match precision {
            Some(p) => {
                let scale = 10f64.powi(p.min(300) as i32);
                (real * scale).round() / scale
            }
            None => real,
        };
        Some(Datum::Number(C64::new(real, 0.0)))
    }
}

/// A number at the start and its length.
fn real(b: &[u8]) -> Option<(f64, usize)> {
    let signed = matches!(b.first(), Some(b'+' | b'-')) as usize;
    let sign = if b.first() == Some(&b'-') { -1.0 } else { 1.0 };
    let body = &b[signed..];
    let starts = |w: &str| body.len() >= w.len() && body[..w.len()].eq_ignore_ascii_case(w.as_bytes());
    if starts("inf") {
        return Some((sign * f64::INFINITY, signed + 3));
    }
    if starts("nan") {
        return Some((f64::NAN, signed + 3));
    }
    if body.starts_with(b"NA") {
        return Some((f64::from_bits(NA_BITS), signed + 2));
    }
    let digits = |from: usize| body[from.min(body.len())..].iter().take_while(|b| b.is_ascii_digit()).count();
    let mut end = digits(0);
    let mut count = end;
    if body.get(end) == Some(&b'.') {
        let n = digits(end + 1);
        count += n;
        end += 1 + n;
    }
    if count == 0 {
        return None;
    }
    let mut mantissa = end;
    if matches!(body.get(end), Some(b'e' | b'E' | b'd' | b'D')) {
        let signs = matches!(body.get(end + 1), Some(b'+' | b'-')) as usize;
        let n = digits(end + 1 + signs);
        if n > 0 {
            end += 1 + signs + n;
            mantissa = end;
        }
    }
    let text = String::from_utf8_lossy(&body[..mantissa]).replace(['d', 'D'], "e");
    Some((sign * text.parse::<f64>().ok()?, signed + end))
}

/// `2i`, `-i`, `+3.5j`: the number and its length.
fn imaginary_only(b: &[u8]) -> Option<(f64, usize)> {
    let unit = |k: usize| matches!(b.get(k), Some(b'i' | b'j' | b'I' | b'J'));
    let signed = matches!(b.first(), Some(b'+' | b'-')) as usize;
    // Not the first letter of "inf".
    let word = |k: usize| b.get(k + 1..k + 3).is_some_and(|w| w.eq_ignore_ascii_case(b"nf"));
    if unit(signed) && !word(signed) {
        return Some((if b[0] == b'-' { -1.0 } else { 1.0 }, signed + 1));
    }
    let (x, used) = real(b)?;
    let goes_on = b.get(used + 1).is_some_and(u8::is_ascii_alphanumeric);
    (unit(used) && !goes_on).then_some((x, used + 1))
}
