//! Patterns as PCRE reads them, rewritten for the regex engine: what means something else there is
//! spelled out, mistakes get PCRE's words.

mod class;

use runmat_value::Dialect;

/// Options that change the meaning of a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct PatternOptions {
    /// Letters match in either case.
    pub ignore_case: bool,
    /// `^` and `$` match at lines.
    pub line_anchors: bool,
    /// `.` does not match a newline.
    pub dot_except_newline: bool,
    /// White space and comments in the pattern are skipped.
    pub free_spacing: bool,
    /// The text ends with a newline: `$` also matches before it.
    pub before_newline: bool,
}

impl PatternOptions {
    /// All of them, in order.
    pub fn flags(&self) -> [bool; 5] {
        [self.ignore_case, self.line_anchors, self.dot_except_newline, self.free_spacing, self.before_newline]
    }

    /// From [`PatternOptions::flags`].
    pub fn from_flags(flags: [bool; 5]) -> Self {
        let [ignore_case, line_anchors, dot_except_newline, free_spacing, before_newline] = flags;
        PatternOptions { ignore_case, line_anchors, dot_except_newline, free_spacing, before_newline }
    }
}

/// A rewritten pattern.
#[derive(Debug, Default)]
pub struct Translated {
    /// For the engine.
    pub pattern: String,
    /// Names in order of first appearance.
    pub names: Vec<String>,
    /// Of each group (from 1): the index of its name.
    pub group_names: Vec<Option<usize>>,
    /// Whether `$` occurs.
    pub has_dollar: bool,
}

/// What is wrong with a pattern, and after how many of its bytes.
pub type Mistake = (&'static str, usize);

const SPACE: &str = r" \t\n\x0B\x0C\r";
const VERTICAL: &str = r"\n\x0B\x0C\r";
const WORD: &str = "0-9A-Za-z_";

/// Rewrites a pattern.
pub fn translate(pattern: &str, options: PatternOptions, dialect: Dialect) -> Result<Translated, Mistake> {
    let chars: Vec<char> = pattern.chars().collect();
    let groups = count_groups(&chars, options.free_spacing);
    let mut t = Translator {
        text: &chars,
        at: 0,
        options,
        octave: dialect.is_octave(),
        groups,
        open: Vec::new(),
        repeatable: false,
        out: Translated::default(),
    };
    t.prefix();
    t.all()?;
    Ok(t.out)
}

/// Number of capturing groups.
fn count_groups(text: &[char], _free: bool) -> usize {
    let (mut n, mut k) = (0, 0);
    while k < text.len() {
        match text[k] {
            '\\' => k += 1,
            '[' => {
                let first = k + 1 + (text.get(k + 1) == Some(&'^')) as usize;
                k = first + (text.get(first) == Some(&']')) as usize;
                while k < text.len() && text[k] != ']' {
                    k += if text[k] == '\\' { 2 } else { 1 };
                }
            }
            '(' if text.get(k + 1) != Some(&'?') => n += 1,
            '(' => {
                let named = match (text.get(k + 2), text.get(k + 3)) {
                    (Some('<'), Some(c)) => !matches!(c, '=' | '!'),
                    (Some('P'), Some('<')) | (Some('\''), _) => true,
                    _ => false,
                };
                n += named as usize;
            }
            _ => {}
        }
        k += 1;
    }
    n
}

struct Translator<'a> {
    text: &'a [char],
    at: usize,
    options: PatternOptions,
    octave: bool,
    groups: usize,
    /// Open parentheses: for each, whether free spacing and line anchors were on before it.
    open: Vec<(bool, bool)>,
    /// Whether something stands before here that a quantifier can repeat.
    repeatable: bool,
    out: Translated,
}

impl Translator<'_> {
    fn prefix(&mut self) {
        let o = self.options;
        let flags: String = [(o.ignore_case, 'i'), (o.line_anchors, 'm'), (!o.dot_except_newline, 's')]
            .iter()
            .filter(|(on, _)| *on)
            .map(|(_, c)| *c)
            .collect();
        if !flags.is_empty() {
            self.out.pattern.push_str(&format!("(?{flags})"));
        }
    }

    fn peek(&self, ahead: usize) -> Option<char> {
        self.text.get(self.at + ahead).copied()
    }

    fn push(&mut self, s: &str) {
        self.out.pattern.push_str(s);
    }

    /// A literal character.
    fn literal(&mut self, c: char) {
        if c.is_ascii()
            && !c.is_ascii_alphanumeric()
            && !matches!(c, '_' | '<' | '>' | '\'' | '"' | '/' | '%' | ',' | ';' | ':' | '=' | '!' | '@' | '`')
        {
            if (c as u32) < 0x21 || c as u32 == 0x7f {
                self.out.pattern.push_str(&format!("\\x{:02X}", c as u32));
                return;
            }
            self.out.pattern.push('\\');
        }
        self.out.pattern.push(c);
    }

    fn all(&mut self) -> Result<(), Mistake> {
        while let Some(c) = self.peek(0) {
            self.item(c)?;
        }
        if !self.open.is_empty() {
            return Err(("missing )", self.text.len()));
        }
        Ok(())
    }

    fn item(&mut self, c: char) -> Result<(), Mistake> {
        if self.options.free_spacing {
            if c.is_ascii_whitespace() {
                self.at += 1;
                return Ok(());
            }
            if c == '#' {
                while self.peek(0).is_some_and(|c| c != '\n') {
                    self.at += 1;
                }
                return Ok(());
            }
        }
        match c {
            '\\' => self.escape()?,
            '[' => self.class()?,
            '(' => return self.group(),
            ')' => {
                let Some(before) = self.open.pop() else { return Err(("unmatched parentheses", self.at)) };
                (self.options.free_spacing, self.options.line_anchors) = before;
                self.at += 1;
                self.push(")");
            }
            '*' | '+' | '?' => return self.quantifier(),
            '{' if self.braces().is_some() => return self.quantifier(),
            '|' | '^' => {
                self.at += 1;
                self.push(if c == '|' { "|" } else { "^" });
                self.repeatable = c == '^';
                return Ok(());
            }
            '$' => {
                self.at += 1;
                self.out.has_dollar = true;
                let end = match (self.options.line_anchors, self.options.before_newline && self.octave) {
                    (true, _) => "$",
                    (false, true) => r"\Z",
                    (false, false) => r"\z",
                };
                self.push(end);
            }
            '.' => {
                self.at += 1;
                self.push(".");
            }
            _ => {
                self.at += 1;
                self.literal(c);
            }
        }
        self.repeatable = true;
        Ok(())
    }

    /// The text of `{n}`, `{n,}` or `{n,m}` here, with its bounds.
    fn braces(&self) -> Option<(usize, Option<u32>, Option<u32>)> {
        let end = self.text[self.at..].iter().position(|&c| c == '}')?;
        let inner: String = self.text[self.at + 1..self.at + end].iter().collect();
        let number =
            |s: &str| (!s.is_empty() && s.bytes().all(|b| b.is_ascii_digit())).then(|| s.parse().unwrap_or(u32::MAX));
        match inner.split_once(',') {
            None => number(&inner).map(|n| (end + 1, Some(n), Some(n))),
            Some((a, "")) => number(a).map(|n| (end + 1, Some(n), None)),
            Some((a, b)) => Some((end + 1, Some(number(a)?), Some(number(b)?))),
        }
    }

    fn quantifier(&mut self) -> Result<(), Mistake> {
        if !self.repeatable {
            return Err(("nothing to repeat", self.at));
        }
        let len = match self.braces().filter(|_| self.peek(0) == Some('{')) {
            Some((len, low, high)) => {
                if matches!((low, high), (Some(a), Some(b)) if a > b) {
                    return Err(("numbers out of order in {} quantifier", self.at + len - 1));
                }
                if low.max(high).is_some_and(|n| n > 65535) {
                    return Err(("number too big in {} quantifier", self.at + len - 1));
                }
                len
            }
            None => 1,
        };
        let mut text: String = self.text[self.at..self.at + len].iter().collect();
        self.at += len;
        match self.peek(0) {
            Some('?') => {
                self.at += 1;
                text.push('?');
            }
            // In braces the engine takes a plus for another repetition.
            Some('+') if len > 1 => {
                self.at += 1;
                return self.possessive(&text);
            }
            Some('+') => {
                self.at += 1;
                text.push('+');
            }
            _ => {}
        }
        self.push(&text);
        self.repeatable = false;
        Ok(())
    }

    /// `x{n,m}+` as an atomic group around what stands before.
    fn possessive(&mut self, text: &str) -> Result<(), Mistake> {
        let start = last_item(&self.out.pattern);
        self.out.pattern.insert_str(start, "(?>");
        self.push(text);
        self.push(")");
        self.repeatable = false;
        Ok(())
    }

    fn group(&mut self) -> Result<(), Mistake> {
        self.open.push((self.options.free_spacing, self.options.line_anchors));
        self.repeatable = false;
        if self.peek(1) == Some('*') {
            return Err(("nothing to repeat", self.at + 1));
        }
        if self.peek(1) != Some('?') {
            self.at += 1;
            self.out.group_names.push(None);
            self.push("(");
            return Ok(());
        }
        match (self.peek(2), self.peek(3)) {
            (Some('#'), _) => {
                let end = self.text[self.at..].iter().position(|&c| c == ')');
                self.open.pop();
                self.at += end.ok_or(("missing ) after comment", self.text.len()))? + 1;
                self.repeatable = true;
                Ok(())
            }
            (Some(c @ (':' | '=' | '!' | '>')), _) => self.open_with(3, &format!("(?{c}")),
            (Some('|'), _) => self.open_with(3, "(?:"),
            (Some('<'), Some(c @ ('=' | '!'))) => self.open_with(4, &format!("(?<{c}")),
            (Some('<'), _) => self.named(3, '>'),
            (Some('\''), _) => self.named(3, '\''),
            (Some('P'), Some('<')) => self.named(4, '>'),
            (Some('P'), Some(c @ ('=' | '>'))) => self.reference_in_group(4, c == '>'),
            (Some('&'), _) => self.reference_in_group(3, true),
            (Some('R' | '0'..='9'), _) => self.reference_in_group(2, true),
            (Some('('), _) => self.conditional(),
            _ => self.flags(),
        }
    }

    fn open_with(&mut self, len: usize, text: &str) -> Result<(), Mistake> {
        self.at += len;
        self.push(text);
        Ok(())
    }

    /// A name up to its closing character.
    fn name(&mut self, close: char) -> Result<String, Mistake> {
        let rest = &self.text[self.at..];
        let len = rest.iter().take_while(|c| c.is_ascii_alphanumeric() || **c == '_').count();
        if len == 0 || rest.get(len) != Some(&close) {
            return Err(("syntax error in subpattern name (missing terminator)", self.at + len));
        }
        self.at += len + 1;
        Ok(rest[..len].iter().collect())
    }

    fn named(&mut self, len: usize, close: char) -> Result<(), Mistake> {
        self.at += len;
        let name = self.name(close)?;
        let names = &mut self.out.names;
        let index = names.iter().position(|n| *n == name).unwrap_or_else(|| {
            names.push(name);
            names.len() - 1
        });
        self.out.group_names.push(Some(index));
        self.push("(");
        Ok(())
    }

    /// The number of the group with this name.
    fn group_of(&self, name: &str) -> Option<usize> {
        let index = self.out.names.iter().position(|n| n == name)?;
        self.out.group_names.iter().rposition(|n| *n == Some(index)).map(|k| k + 1)
    }

    fn reference_in_group(&mut self, len: usize, call: bool) -> Result<(), Mistake> {
        self.open.pop();
        self.at += len;
        let rest = &self.text[self.at..];
        let end = rest.iter().position(|&c| c == ')').ok_or(("missing )", self.text.len()))?;
        let what: String = rest[..end].iter().collect();
        let group = match what.as_str() {
            "R" => Some(0),
            w => w.parse().ok().or_else(|| self.group_of(w)),
        };
        self.at += end;
        let n = group.filter(|&n| n <= self.groups).ok_or(("reference to non-existent subpattern", self.at))?;
        self.at += 1;
        self.push(&if call { format!("\\g<{n}>") } else { format!("(?:\\{n})") });
        self.repeatable = true;
        Ok(())
    }

    fn conditional(&mut self) -> Result<(), Mistake> {
        let rest = &self.text[self.at + 3..];
        let end = rest.iter().position(|&c| c == ')').ok_or(("missing )", self.text.len()))?;
        let what: String = rest[..end].iter().collect();
        if what.starts_with('?') {
            self.at += 2;
            self.push("(?");
            return Ok(());
        }
        let bare = what.trim_matches(['<', '>', '\'']);
        let group = bare.parse().ok().or_else(|| self.group_of(bare)).filter(|&n| n <= self.groups && n > 0);
        self.at += 3 + end;
        let n = group.ok_or(("reference to non-existent subpattern", self.at))?;
        self.at += 1;
        self.push(&format!("(?({n})"));
        Ok(())
    }

    /// `(?i)`, `(?s-m:…)`.
    fn flags(&mut self) -> Result<(), Mistake> {
        let rest = &self.text[self.at + 2..];
        let len = rest.iter().take_while(|c| "imsxJUX-".contains(**c)).count();
        let close = rest.get(len).copied();
        if !matches!(close, Some(')' | ':')) {
            let at = self.at + 2 + len;
            return Err(match close {
                None => ("missing )", self.text.len()),
                Some(_) => ("unrecognized character after (? or (?-", at),
            });
        }
        let words: String = rest[..len].iter().collect();
        let (on, off) = words.split_once('-').unwrap_or((&words, ""));
        let free = if on.contains('x') { Some(true) } else { off.contains('x').then_some(false) };
        let keep = |s: &str| s.chars().filter(|c| "ims".contains(*c)).collect::<String>();
        let (on, off) = (keep(on), keep(off));
        self.options.line_anchors = (self.options.line_anchors || on.contains('m')) && !off.contains('m');
        let text = if off.is_empty() { on } else { format!("{on}-{off}") };
        self.at += 3 + len;
        self.options.free_spacing = free.unwrap_or(self.options.free_spacing);
        if close == Some(':') {
            self.push(&format!("(?{text}:"));
        } else {
            self.open.pop();
            if !text.is_empty() {
                self.push(&format!("(?{text})"));
            }
        }
        Ok(())
    }

    fn escape(&mut self) -> Result<(), Mistake> {
        let Some(c) = self.peek(1) else { return Err(("\\ at end of pattern", self.at + 1)) };
        let start = self.at;
        self.at += 2;
        let text: String = match c {
            'd' => "[0-9]".into(),
            'D' => "[^0-9]".into(),
            'w' => format!("[{WORD}]"),
            'W' => format!("[^{WORD}]"),
            's' => format!("[{SPACE}]"),
            'S' => format!("[^{SPACE}]"),
            'h' => r"[ \t]".into(),
            'H' => r"[^ \t]".into(),
            'v' => format!("[{VERTICAL}]"),
            'V' => format!("[^{VERTICAL}]"),
            'R' => format!("(?>\\r\\n|[{VERTICAL}])"),
            'N' => r"[^\n]".into(),
            'b' => r"\b".into(),
            'B' => r"\B".into(),
            'A' => r"\A".into(),
            'z' => r"\z".into(),
            'Z' => r"\Z".into(),
            'G' => r"\G".into(),
            'K' => r"\K".into(),
            '<' => format!("(?<=[^{WORD}]|^)"),
            '>' => format!("(?=[^{WORD}]|\\z)"),
            'Q' => {
                self.quoted();
                return Ok(());
            }
            'E' => String::new(),
            'g' | 'k' => self.back_reference(start)?,
            '1'..='9' => self.numbered(start)?,
            'p' | 'P' => self.property(c)?,
            'o' => match self.octal() {
                Some(c) => {
                    self.literal(c);
                    return Ok(());
                }
                None => "o".into(),
            },
            _ => {
                self.at = start;
                let c = self.character()?;
                self.literal(c);
                return Ok(());
            }
        };
        self.push(&text);
        Ok(())
    }

    /// What follows `\o`: octal digits, in braces or not.
    fn octal(&mut self) -> Option<char> {
        let braces = self.peek(0) == Some('{');
        let start = self.at + braces as usize;
        let digits: String =
            self.text[start..].iter().take_while(|c| c.is_digit(8)).take(if braces { 7 } else { 3 }).collect();
        let end = start + digits.len();
        let closed = !braces || self.text.get(end) == Some(&'}');
        let c = u32::from_str_radix(&digits, 8).ok().and_then(char::from_u32).filter(|_| closed)?;
        self.at = end + braces as usize;
        Some(c)
    }

    /// `\Q…\E`.
    fn quoted(&mut self) {
        while let Some(c) = self.peek(0) {
            if c == '\\' && self.peek(1) == Some('E') {
                self.at += 2;
                return;
            }
            self.literal(c);
            self.at += 1;
        }
    }

    fn property(&mut self, c: char) -> Result<String, Mistake> {
        let name: String = match self.peek(0) {
            Some('{') => {
                let end = self.text[self.at..].iter().position(|&c| c == '}');
                let end = end.ok_or(("malformed \\P or \\p sequence", self.at))?;
                let name = self.text[self.at + 1..self.at + end].iter().collect();
                self.at += end + 1;
                name
            }
            Some(letter) => {
                self.at += 1;
                letter.to_string()
            }
            None => return Err(("malformed \\P or \\p sequence", self.at)),
        };
        let text = format!("\\{c}{{{name}}}");
        if fancy_regex::Regex::new(&text).is_err() {
            return Err(("unknown property name after \\P or \\p", self.at - 1));
        }
        Ok(text)
    }

    /// `\1`, or an octal code where no such group is.
    fn numbered(&mut self, start: usize) -> Result<String, Mistake> {
        let digits: String = self.text[start + 1..].iter().take_while(|c| c.is_ascii_digit()).take(3).collect();
        let n: usize = digits.parse().unwrap_or(0);
        if n > 9 && n > self.groups {
            let octal: String = digits.chars().take_while(|c| *c < '8').collect();
            if let Some(c) = u32::from_str_radix(&octal, 8).ok().and_then(char::from_u32) {
                self.at = start + 1 + octal.len();
                return Ok(format!("\\x{{{:X}}}", c as u32));
            }
        }
        self.at = start + 1 + digits.len();
        if n > self.groups {
            return Err(("reference to non-existent subpattern", self.text.len()));
        }
        Ok(format!("(?:\\{n})"))
    }

    /// `\g1`, `\g{-1}`, `\k<name>`.
    fn back_reference(&mut self, start: usize) -> Result<String, Mistake> {
        let close = match self.peek(0) {
            Some('{') => '}',
            Some('<') => '>',
            Some('\'') => '\'',
            _ => {
                let digits: String =
                    self.text[self.at..].iter().take_while(|c| c.is_ascii_digit() || **c == '-').collect();
                self.at += digits.len();
                return self.group_reference(&digits, start);
            }
        };
        let rest = &self.text[self.at + 1..];
        let end = rest.iter().position(|&c| c == close).ok_or(("missing )", self.text.len()))?;
        let what: String = rest[..end].iter().collect();
        self.at += end + 2;
        self.group_reference(&what, start)
    }

    fn group_reference(&self, what: &str, _start: usize) -> Result<String, Mistake> {
        let opened = self.out.group_names.len() as i64;
        let group = match what.parse::<i64>() {
            Ok(n) if n < 0 => Some(opened + 1 + n),
            Ok(n) => Some(n),
            Err(_) => self.group_of(what).map(|n| n as i64),
        };
        match group {
            Some(n) if n > 0 && n as usize <= self.groups => Ok(format!("(?:\\{n})")),
            _ => Err(("reference to non-existent subpattern", self.text.len())),
        }
    }

    /// An escaped single character, the backslash included.
    fn character(&mut self) -> Result<char, Mistake> {
        let Some(c) = self.peek(1) else { return Err(("\\ at end of pattern", self.at + 1)) };
        self.at += 2;
        let digits = |t: &Self, radix: u32, most: usize| -> String {
            t.text[t.at..].iter().take_while(|c| c.is_digit(radix)).take(most).collect()
        };
        let code = match c {
            'a' => 7,
            'e' => 27,
            'f' => 12,
            'n' => 10,
            'r' => 13,
            't' => 9,
            'x' if self.peek(0) == Some('{') => {
                let end = self.text[self.at..].iter().position(|&c| c == '}').unwrap_or(0);
                let hex: String = self.text[self.at + 1..self.at + end.max(1)].iter().collect();
                self.at += end + 1;
                u32::from_str_radix(&hex, 16).unwrap_or(0)
            }
            'x' => {
                let hex = digits(self, 16, 2);
                self.at += hex.len();
                u32::from_str_radix(&hex, 16).unwrap_or(0)
            }
            'o' if self.octave => {
                let braces = self.peek(0) == Some('{');
                self.at += braces as usize;
                let octal = digits(self, 8, 3);
                self.at += octal.len() + (braces && self.peek(octal.len()) == Some('}')) as usize;
                u32::from_str_radix(&octal, 8).unwrap_or(0)
            }
            '0' => {
                let octal = digits(self, 8, 2);
                self.at += octal.len();
                u32::from_str_radix(&octal, 8).unwrap_or(0)
            }
            'c' => {
                let Some(letter) = self.peek(0) else { return Err(("\\c at end of pattern", self.at)) };
                self.at += 1;
                (letter.to_ascii_uppercase() as u32) ^ 64
            }
            other => return Ok(other),
        };
        Ok(char::from_u32(code).unwrap_or('\u{FFFD}'))
    }
}

/// Where the last item of a rewritten pattern starts.
fn last_item(pattern: &str) -> usize {
    let mut starts = Vec::new();
    let mut stack = Vec::new();
    let mut last = 0;
    let mut in_class = false;
    let bytes = pattern.as_bytes();
    let mut k = 0;
    while k < bytes.len() {
        match bytes[k] {
            b'\\' => {
                if !in_class {
                    last = k;
                }
                k += 1;
                if bytes.get(k) == Some(&b'x') {
                    k += if bytes.get(k + 1) == Some(&b'{') { 1 } else { 2 };
                }
            }
            b']' => in_class = false,
            _ if in_class => {}
            b'[' => {
                in_class = true;
                last = k;
            }
            b'(' => stack.push(k),
            b')' => last = stack.pop().unwrap_or(0),
            _ => last = k,
        }
        starts.push(last);
        k += 1;
    }
    last
}

#[cfg(test)]
mod tests;
