//! Command syntax: `hold on`, `format long`, `cd ..`.

use super::expression::skip_blanks;
use super::{Parser, is_name_start};
use crate::ast::*;
use crate::lexer::OPERATORS;
use crate::literal::unescape;
use crate::token::TokenKind;

/// One word of a command.
struct Word {
    text: String,
    quoted: bool,
}

impl Parser<'_> {
    /// Whether the name in hand, which begins a statement, is a command with words behind it.
    pub(super) fn command_follows(&self) -> bool {
        let rest = self.following();
        let words = skip_blanks(rest);
        words.len() < rest.len()
            && !self.is_variable(self.text(self.cur.span))
            && !words.starts_with(b"...")
            && words_follow(words)
    }

    /// The command whose name is in hand.
    pub(super) fn command(&mut self) -> StmtKind {
        let span = self.cur.span;
        let name = Ident { name: self.intern(self.text(span)), span };
        let args = self.command_words().into_iter().map(|word| word.text).collect();
        StmtKind::Command { name, args, print: self.terminator() }
    }

    /// `!ls -l`: the rest of the line goes to the operating system (MATLAB).
    pub(super) fn shell_escape(&mut self) -> StmtKind {
        let span = self.cur.span;
        let name = Ident { name: self.intern("system"), span };
        let start = span.end as usize;
        let end = self.line_end(start);
        let args = vec![self.source[start..end].trim().to_string()];
        self.go_on_at(end);
        StmtKind::Command { name, args, print: self.terminator() }
    }

    /// `import a.b c.*`; the word `import` is in hand.
    pub(super) fn import(&mut self) -> StmtKind {
        let start = self.cur.span;
        let words = self.command_words();
        let span = self.span_from(start);
        let path = |word: Word| word.text.split('.').map(Name::from).collect();
        let mut imports: Vec<StmtKind> = words.into_iter().map(|word| StmtKind::Import(path(word))).collect();
        self.terminator();
        match imports.len() {
            1 => imports.remove(0),
            _ => StmtKind::Block(imports.into_iter().map(|kind| Stmt { kind, span }).collect()),
        }
    }

    /// Whether the word `import` in hand begins an import.
    pub(super) fn at_import(&self) -> bool {
        self.text(self.cur.span) == "import" && self.command_follows() && is_name_start(skip_blanks(self.following()))
    }

    fn go_on_at(&mut self, at: usize) {
        self.lexer.restart(at);
        self.advance();
        self.prev_end = at;
    }

    /// Reads the words behind the token in hand; the token that ends the command is in hand afterwards.
    fn command_words(&mut self) -> Vec<Word> {
        let mut at = self.cur.span.end as usize;
        let mut end = at;
        let mut words = Vec::new();
        loop {
            at = self.skip_command_blanks(at);
            let begin = at;
            let word = self.command_word(&mut at);
            if at == begin {
                break;
            }
            end = at;
            if word.quoted || !word.text.is_empty() {
                words.push(word);
            }
        }
        self.go_on_at(at);
        self.prev_end = end;
        words
    }

    fn skip_command_blanks(&self, mut at: usize) -> usize {
        let bytes = self.source.as_bytes();
        loop {
            at = bytes.len() - skip_blanks(&bytes[at..]).len();
            if !bytes[at..].starts_with(b"...") {
                return at;
            }
            let rest = &bytes[at + 3..];
            // Dots before a path are a word: `cd .../x` has no blank behind them.
            if !matches!(rest.first(), None | Some(b' ' | b'\t' | b'\n' | b'\r')) {
                return at;
            }
            at = (self.line_end(at) + 1).min(bytes.len());
        }
    }

    /// One word from `at` on, which moves behind it.
    fn command_word(&mut self, at: &mut usize) -> Word {
        let bytes = self.source.as_bytes();
        let mut word = Word { text: String::new(), quoted: false };
        let mut depth = 0usize;
        while let Some(&byte) = bytes.get(*at) {
            match byte {
                b'\n' | b'\r' => break,
                b' ' | b'\t' | b',' | b';' if depth == 0 => break,
                b'%' => break,
                b'#' if self.dialect.is_octave() || word.text.is_empty() => break,
                b'\'' | b'"' => {
                    self.quoted_part(at, &mut word);
                    continue;
                }
                b'(' | b'[' | b'{' => depth += 1,
                b')' | b']' | b'}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            let begin = *at;
            *at += 1;
            while !self.source.is_char_boundary(*at) {
                *at += 1;
            }
            word.text.push_str(&self.source[begin..*at]);
        }
        word
    }

    /// A quoted part of a word, from its opening quote on.
    fn quoted_part(&mut self, at: &mut usize, word: &mut Word) {
        let source = self.source;
        let quote = source.as_bytes()[*at];
        let begin = *at + 1;
        let escapes = quote == b'"' && self.dialect.is_octave();
        let Some(end) = closing_quote(source.as_bytes(), begin, escapes) else {
            let line_end = self.line_end(begin);
            word.text.push_str(&source[*at..line_end]);
            self.report(Span::new(*at, line_end), unterminated(quote));
            *at = line_end;
            return;
        };
        let inner = &source[begin..end];
        let double = [quote as char, quote as char].iter().collect::<String>();
        if escapes {
            word.text.push_str(&String::from_utf8_lossy(&unescape(inner)));
        } else {
            word.text.push_str(&inner.replace(&double, &double[..1]));
        }
        word.quoted = true;
        *at = end + 1;
    }
}

fn unterminated(quote: u8) -> crate::diagnostics::Problem {
    use crate::diagnostics::Problem;
    if quote == b'"' { Problem::OpenString } else { Problem::OpenCharacters }
}

/// Where in its line the quoted part that began before `at` ends.
fn closing_quote(text: &[u8], mut at: usize, escapes: bool) -> Option<usize> {
    let quote = text[at - 1];
    loop {
        let next = text.get(at + 1).copied().unwrap_or(b'\n');
        match *text.get(at)? {
            b'\n' | b'\r' => return None,
            b'\\' if escapes && !matches!(next, b'\n' | b'\r') => at += 2,
            byte if byte == quote && next != quote => return Some(at),
            byte if byte == quote => at += 2,
            _ => at += 1,
        }
    }
}

/// Whether what stands behind a name and blanks reads as words, not as the rest of an expression.
fn words_follow(words: &[u8]) -> bool {
    match words.first() {
        None | Some(b'\n' | b'\r' | b'%' | b'#' | b',' | b';' | b'(' | b')' | b']' | b'}') => {
            return false;
        }
        Some(b'=') if words.get(1) != Some(&b'=') => return false,
        // A quote with nothing behind it transposes.
        Some(b'\'') => return !ends_statement(&words[1..]),
        _ => {}
    }
    if words.first() == Some(&b':') {
        return !words.get(1).is_none_or(u8::is_ascii_whitespace);
    }
    let operator = OPERATORS.iter().find(|(text, _)| words.starts_with(text.as_bytes()));
    match operator {
        None | Some((_, TokenKind::Not | TokenKind::Dot)) => true,
        Some((_, TokenKind::OpAssign(_))) => false,
        Some((text, TokenKind::PlusPlus | TokenKind::MinusMinus)) => !ends_statement(&words[text.len()..]),
        // An operator at the end of the line could not go on: `cd /`.
        Some((text, TokenKind::Op(_))) => {
            let rest = &words[text.len()..];
            ends_line(rest) || !rest[0].is_ascii_whitespace()
        }
        Some((text, _)) => !words.get(text.len()).is_none_or(u8::is_ascii_whitespace),
    }
}

fn ends_line(rest: &[u8]) -> bool {
    matches!(skip_blanks(rest).first(), None | Some(b'\n' | b'\r'))
}

fn ends_statement(rest: &[u8]) -> bool {
    matches!(skip_blanks(rest).first(), None | Some(b'\n' | b'\r' | b',' | b';' | b'%' | b'#'))
}
