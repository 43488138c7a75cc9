//! Text to numbers.

use crate::array::C64;

/// The value of a decimal number written in `text` (ASCII, without sign): digits, point, exponent
/// marked by `e`, `E`, `d` or `D`.
pub fn decimal(text: &[u8]) -> Option<f64> {
    let clean: Vec<u8> = text.iter().map(|&b| if matches!(b, b'd' | b'D' | b'E') { b'e' } else { b }).collect();
    std::str::from_utf8(&clean).ok()?.parse().ok()
}

/// How many bytes of `text` form an unsigned decimal number; 0 when it does not begin with one. An
/// exponent without digits is left out.
pub fn decimal_len(text: &[u8], markers: &[u8]) -> usize {
    let digits = |from: usize| text[from..].iter().take_while(|b| b.is_ascii_digit()).count();
    let whole = digits(0);
    let mut end = whole;
    let mut fraction = 0;
    if text.get(end) == Some(&b'.') {
        fraction = digits(end + 1);
        end += 1 + fraction;
    }
    if whole + fraction == 0 {
        return 0;
    }
    if text.get(end).is_some_and(|b| markers.contains(b)) {
        let signed = matches!(text.get(end + 1), Some(b'+' | b'-')) as usize;
        let exponent = if end + 1 + signed <= text.len() { digits(end + 1 + signed) } else { 0 };
        if exponent > 0 {
            end += 1 + signed + exponent;
        }
    }
    end
}

/// The number a text stands for, as `str2double` reads it: real or complex, commas between digits
/// dropped, NaN for anything else.
pub fn str2double_text(s: &str) -> C64 {
    let nan = C64::new(f64::NAN, 0.0);
    if !s.is_ascii() {
        return nan;
    }
    let bytes: Vec<u8> = s.bytes().filter(|&b| b != b',').collect();
    if bytes.trim_ascii() == b"NA" {
        return C64::new(f64::from_bits(super::render::NA_BITS), 0.0);
    }
    let mut reader = Reader { text: bytes.trim_ascii(), at: 0 };
    reader.complex().unwrap_or(nan)
}

struct Reader<'a> {
    text: &'a [u8],
    at: usize,
}

/// A summand.
enum Term {
    Real(f64),
    Imaginary(f64),
}

impl Reader<'_> {
    fn peek(&self) -> u8 {
        self.text.get(self.at).copied().unwrap_or(0)
    }

    fn blanks(&mut self) {
        while self.peek().is_ascii_whitespace() {
            self.at += 1;
        }
    }

    fn is_done(&self) -> bool {
        self.at >= self.text.len()
    }

    /// `+` or `-`, and the blanks behind it.
    fn sign(&mut self) -> Option<f64> {
        let sign = match self.peek() {
            b'+' => 1.0,
            b'-' => -1.0,
            _ => return None,
        };
        self.at += 1;
        self.blanks();
        Some(sign)
    }

    fn complex(&mut self) -> Option<C64> {
        let sign = self.sign().unwrap_or(1.0);
        let first = self.term(sign)?;
        self.blanks();
        if self.is_done() {
            return Some(match first {
                Term::Real(x) => C64::new(x, 0.0),
                Term::Imaginary(y) => C64::new(0.0, y),
            });
        }
        let sign = self.sign()?;
        let second = self.term(sign)?;
        self.blanks();
        match (self.is_done(), first, second) {
            (true, Term::Real(x), Term::Imaginary(y)) | (true, Term::Imaginary(y), Term::Real(x)) => {
                Some(C64::new(x, y))
            }
            _ => None,
        }
    }

    /// A number, an imaginary unit, or their product.
    fn term(&mut self, sign: f64) -> Option<Term> {
        if self.unit() {
            let factor = if self.times() { self.number()? } else { 1.0 };
            return Some(Term::Imaginary(sign * factor));
        }
        let number = sign * self.number()?;
        let behind = self.at;
        self.blanks();
        if self.unit() {
            return Some(Term::Imaginary(number));
        }
        if self.times() {
            return self.unit().then_some(Term::Imaginary(number));
        }
        self.at = behind;
        Some(Term::Real(number))
    }

    /// `i` or `j`, unless a word begins there.
    fn unit(&mut self) -> bool {
        let found = matches!(self.peek(), b'i' | b'j')
            && !self.text.get(self.at + 1).is_some_and(|b| b.is_ascii_alphanumeric());
        self.at += found as usize;
        found
    }

    fn times(&mut self) -> bool {
        let start = self.at;
        self.blanks();
        if self.peek() == b'*' {
            self.at += 1;
            self.blanks();
            return true;
        }
        self.at = start;
        false
    }

    fn number(&mut self) -> Option<f64> {
        let rest = &self.text[self.at..];
        for (word, value) in [("infinity", f64::INFINITY), ("inf", f64::INFINITY), ("nan", f64::NAN)] {
            if rest.len() >= word.len() && rest[..word.len()].eq_ignore_ascii_case(word.as_bytes()) {
                self.at += word.len();
                return Some(value);
            }
        }
        let len = decimal_len(rest, b"eEdD");
        self.at += len;
        if len == 0 { None } else { decimal(&rest[..len]) }
    }
}
