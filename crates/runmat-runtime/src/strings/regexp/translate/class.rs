//! Character classes: ranges, escapes and POSIX names in brackets.

use super::{Mistake, SPACE, Translator, VERTICAL, WORD};

impl Translator<'_> {
    pub(super) fn class(&mut self) -> Result<(), Mistake> {
        let begin = self.at;
        self.at += 1;
        let negated = self.peek(0) == Some('^');
        self.at += negated as usize;
        let mut out = String::from(if negated { "[^" } else { "[" });
        let mut first = true;
        let mut last: Option<char> = None;
        loop {
            let Some(c) = self.peek(0) else {
                return Err(("missing terminating ] for character class", self.text.len()));
            };
            if c == ']' && !first {
                self.at += 1;
                break;
            }
            first = false;
            let set = match c {
                '[' if self.peek(1) == Some(':') => self.posix()?,
                '\\' => self.class_escape()?,
                _ => None,
            };
            if let Some(set) = set {
                out.push_str(&set);
                last = None;
                continue;
            }
            let range = c == '-' && last.is_some() && self.peek(1).is_some_and(|n| n != ']');
            if range {
                self.range(&mut out, &mut last)?;
                continue;
            }
            let literal = self.class_character()?;
            push_class_char(&mut out, literal);
            last = Some(literal);
        }
        out.push(']');
        let _ = begin;
        self.push(&out);
        Ok(())
    }

    /// The `-z` of `a-z`; a set behind the dash makes the dash a literal.
    fn range(&mut self, out: &mut String, last: &mut Option<char>) -> Result<(), Mistake> {
        self.at += 1;
        let set_follows = self.peek(0) == Some('\\')
            && matches!(self.peek(1), Some('d' | 'D' | 'w' | 'W' | 's' | 'S' | 'p' | 'P' | 'h' | 'H'))
            || (self.peek(0) == Some('[') && self.peek(1) == Some(':'));
        if set_follows {
            push_class_char(out, '-');
            *last = None;
            return Ok(());
        }
        let high = self.class_character()?;
        if last.is_some_and(|low| low > high) {
            return Err(("range out of order in character class", self.at - 1));
        }
        out.push('-');
        push_class_char(out, high);
        *last = None;
        Ok(())
    }

    fn class_character(&mut self) -> Result<char, Mistake> {
        match self.peek(0) {
            Some('\\') if self.peek(1) == Some('b') => {
                self.at += 2;
                Ok('\u{8}')
            }
            Some('\\') if matches!(self.peek(1), Some('1'..='7')) => {
                let octal: String = self.text[self.at + 1..].iter().take_while(|c| c.is_digit(8)).take(3).collect();
                self.at += 1 + octal.len();
                Ok(u32::from_str_radix(&octal, 8).ok().and_then(char::from_u32).unwrap_or('\0'))
            }
            Some('\\') => self.character(),
            Some(c) => {
                self.at += 1;
                Ok(c)
            }
            None => Err(("missing terminating ] for character class", self.text.len())),
        }
    }

    /// A set written as an escape.
    fn class_escape(&mut self) -> Result<Option<String>, Mistake> {
        let Some(c) = self.peek(1) else { return Err(("\\ at end of pattern", self.at + 1)) };
        let text = match c {
            'd' => "0-9".into(),
            'w' => WORD.into(),
            's' => SPACE.into(),
            'h' => r" \t".into(),
            'v' => VERTICAL.into(),
            'D' => "[^0-9]".into(),
            'W' => format!("[^{WORD}]"),
            'S' => format!("[^{SPACE}]"),
            'p' | 'P' => {
                self.at += 2;
                return self.property(c).map(Some);
            }
            'E' | 'Q' => String::new(),
            _ => return Ok(None),
        };
        self.at += 2;
        Ok(Some(text))
    }

    /// `[:alpha:]`, when it is one.
    fn posix(&mut self) -> Result<Option<String>, Mistake> {
        let rest = &self.text[self.at + 2..];
        let Some(end) = rest.windows(2).position(|w| w == [':', ']']) else { return Ok(None) };
        let name: String = rest[..end].iter().collect();
        let (negated, bare) = name.strip_prefix('^').map_or((false, name.as_str()), |n| (true, n));
        if !bare.chars().all(|c| c.is_ascii_alphabetic()) {
            return Ok(None);
        }
        let set = match bare {
            "alpha" => "A-Za-z",
            "digit" => "0-9",
            "alnum" => "0-9A-Za-z",
            "upper" => "A-Z",
            "lower" => "a-z",
            "space" => SPACE,
            "blank" => r" \t",
            "punct" => r"!-/:-@\[-`{-~",
            "cntrl" => r"\x00-\x1F\x7F",
            "graph" => "!-~",
            "print" => " -~",
            "xdigit" => "0-9A-Fa-f",
            "word" => WORD,
            "ascii" => r"\x00-\x7F",
            _ => return Err(("unknown POSIX class name", self.at + 2)),
        };
        self.at += end + 4;
        Ok(Some(if negated { format!("[^{set}]") } else { set.into() }))
    }
}

fn push_class_char(out: &mut String, c: char) {
    match c {
        c if (c as u32) < 0x21 || c as u32 == 0x7f => out.push_str(&format!("\\x{:02X}", c as u32)),
        '\\' | ']' | '[' | '^' | '-' | '&' | '~' | '#' => {
            out.push('\\');
            out.push(c);
        }
        c => out.push(c),
    }
}
