//! Text to tokens, one at a time, as the parser asks.
//!
//! What a newline, a blank or a quote means depends on the bracket it stands in. The parser tells the lexer
//! which one that is by pushing and popping a [`Context`] before it asks for the next token; so the lexer is
//! never ahead of the parser by more than the token in hand.

use crate::ast::{BinaryOp, Span};
use crate::dialect::Dialect;
use crate::token::{Keyword, Token, TokenKind};

/// What surrounds the next token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Context {
    /// Statements inside an expression: `do … end` of an anonymous function.
    Block,
    /// Parentheses that group, or hold parameters.
    Group,
    /// Parentheses or braces that index: `end` means something, blanks do not.
    Index,
    /// A matrix or cell literal: blanks separate elements, newlines separate rows.
    Matrix,
    /// The body of an anonymous function in a literal (Octave): blanks mean nothing again.
    AnonBody,
}

/// A bracket that is open, and where.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Open {
    pub context: Context,
    pub span: Span,
}

pub(crate) struct Lexer<'a> {
    pub source: &'a str,
    pub pos: usize,
    pub open: Vec<Open>,
    pub comments: Vec<Span>,
    /// Newlines are tokens wherever they stand: the parser is looking for the next statement.
    pub recovering: bool,
    /// Where block comments begin that nothing ends.
    pub open_comment: Option<Span>,
    /// The text ends in a continuation.
    pub continues: bool,
    /// The tokens read, for those who want them.
    pub record: Option<Vec<Token>>,
    dialect: Dialect,
    after_operand: bool,
    after_dot: bool,
}

impl<'a> Lexer<'a> {
    pub(crate) fn new(source: &'a str, dialect: Dialect) -> Self {
        let pos = if source.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        Lexer {
            source,
            pos,
            open: Vec::new(),
            comments: Vec::new(),
            recovering: false,
            open_comment: None,
            continues: false,
            record: None,
            dialect,
            after_operand: false,
            after_dot: false,
        }
    }

    /// What the next token stands in; `None` between the statements of the file.
    pub(crate) fn context(&self) -> Option<Context> {
        self.open.last().map(|open| open.context)
    }

    /// Goes on at `pos`, forgetting what was read behind it.
    pub(crate) fn restart(&mut self, pos: usize) {
        self.pos = pos;
        self.after_operand = false;
        self.after_dot = false;
        while self.comments.last().is_some_and(|span| span.start as usize >= pos) {
            self.comments.pop();
        }
        if let Some(record) = &mut self.record {
            record.truncate(record.partition_point(|token| (token.span.start as usize) < pos));
        }
    }

    /// A quote that comes next opens a text, whatever the last token was.
    pub(crate) fn expect_operand(&mut self) {
        self.after_operand = false;
    }

    /// The byte `ahead` of the position; 0 at the end.
    pub(crate) fn peek(&self, ahead: usize) -> u8 {
        self.source.as_bytes().get(self.pos + ahead).copied().unwrap_or(0)
    }

    /// The next token.
    pub(crate) fn next(&mut self) -> Token {
        let (space_before, newline_before) = self.skip_trivia();
        let start = self.pos;
        let kind = self.scan(space_before);
        self.after_operand = match kind {
            TokenKind::Keyword(Keyword::End) => self.context().is_some_and(|context| context != Context::Block),
            TokenKind::PlusPlus | TokenKind::MinusMinus => self.after_operand,
            _ => kind.ends_operand(),
        };
        self.after_dot = kind == TokenKind::Dot;
        let token = Token { kind, span: Span::new(start, self.pos), space_before, newline_before };
        if let Some(record) = &mut self.record {
            record.push(token);
        }
        token
    }

    /// Skips blanks, comments, continuations and newlines that mean nothing.
    fn skip_trivia(&mut self) -> (bool, bool) {
        let (mut space, mut newline, mut continued) = (false, false, false);
        loop {
            match self.peek(0) {
                b' ' | b'\t' | 0x0b | 0x0c => self.pos += 1,
                b'.' if self.at("...") => {
                    self.skip_line();
                    self.continues = self.pos >= self.source.len();
                    continued = true;
                }
                b'\\' if self.backslash_continues() => self.skip_line(),
                b'%' | b'#' => {
                    self.comment();
                    // A line of comment between the parts of a statement is none of its lines.
                    if continued && (self.dialect.is_octave() || !self.after_operand) && self.pos < self.source.len() {
                        self.skip_newline();
                    }
                    continue;
                }
                b'\n' | b'\r' if self.newline_is_blank() => {
                    self.skip_newline();
                    newline = true;
                }
                _ => return (space, newline),
            }
            space = true;
        }
    }

    fn newline_is_blank(&self) -> bool {
        !self.recovering && matches!(self.context(), Some(Context::Group | Context::Index))
    }

    /// Octave's old continuation: a backslash with nothing behind it.
    fn backslash_continues(&self) -> bool {
        let rest = &self.source.as_bytes()[self.pos + 1..];
        let next = rest.iter().find(|b| !matches!(b, b' ' | b'\t'));
        matches!(next, Some(b'\n' | b'\r' | b'%' | b'#'))
    }

    fn at(&self, text: &str) -> bool {
        self.source.as_bytes()[self.pos..].starts_with(text.as_bytes())
    }

    fn skip_newline(&mut self) {
        self.pos += if self.at("\r\n") { 2 } else { 1 };
    }

    fn end_of_line(&self) -> usize {
        let rest = &self.source.as_bytes()[self.pos..];
        self.pos + rest.iter().position(|b| matches!(b, b'\n' | b'\r')).unwrap_or(rest.len())
    }

    /// Goes behind the next newline.
    fn skip_line(&mut self) {
        self.pos = self.end_of_line();
        if self.pos < self.source.len() {
            self.skip_newline();
        }
    }

    fn comment(&mut self) {
        let start = self.pos;
        if self.block_mark(b'{') {
            self.block_comment();
        } else {
            self.pos = self.end_of_line();
        }
        self.comments.push(Span::new(start, self.pos));
    }

    /// Whether the line holds nothing but a comment sign and `brace`, the sign being at the position.
    fn block_mark(&self, brace: u8) -> bool {
        if self.peek(1) != brace {
            return false;
        }
        let bytes = self.source.as_bytes();
        let blank = |b: &u8| matches!(b, b' ' | b'\t');
        let before = bytes[..self.pos].iter().rev().find(|b| !blank(b));
        let after = bytes[self.pos + 2..].iter().find(|b| !blank(b));
        before.is_none_or(|b| matches!(b, b'\n' | b'\r')) && after.is_none_or(|b| matches!(b, b'\n' | b'\r'))
    }

    /// Reads to the line that ends the block comment begun at the position.
    fn block_comment(&mut self) {
        let opening = Span::new(self.pos, self.pos + 2);
        let mut depth = 0usize;
        while self.pos < self.source.len() {
            while matches!(self.peek(0), b' ' | b'\t') {
                self.pos += 1;
            }
            if matches!(self.peek(0), b'%' | b'#') {
                depth += usize::from(self.block_mark(b'{'));
                if self.block_mark(b'}') {
                    depth -= 1;
                    if depth == 0 {
                        self.pos = self.end_of_line();
                        return;
                    }
                }
            }
            self.skip_line();
        }
        self.open_comment.get_or_insert(opening);
    }

    fn scan(&mut self, space_before: bool) -> TokenKind {
        match self.peek(0) {
            0 if self.pos >= self.source.len() => TokenKind::Eof,
            b'\n' | b'\r' => {
                self.skip_newline();
                TokenKind::Newline
            }
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => self.word(),
            b'0'..=b'9' => self.number(),
            b'.' if self.peek(1).is_ascii_digit() => self.number(),
            b'"' => self.text(b'"'),
            b'\'' if self.quote_opens_text(space_before) => self.text(b'\''),
            _ => self.punctuation(),
        }
    }

    fn quote_opens_text(&self, space_before: bool) -> bool {
        !self.after_operand || (space_before && self.context() == Some(Context::Matrix))
    }

    fn word(&mut self) -> TokenKind {
        let start = self.pos;
        while self.peek(0).is_ascii_alphanumeric() || self.peek(0) == b'_' {
            self.pos += 1;
        }
        if self.after_dot {
            return TokenKind::Ident;
        }
        Keyword::from_word(&self.source[start..self.pos]).map_or(TokenKind::Ident, TokenKind::Keyword)
    }

    fn number(&mut self) -> TokenKind {
        let radix = self.peek(1).to_ascii_lowercase();
        if self.peek(0) == b'0' && radix == b'x' && self.peek(2).is_ascii_hexdigit() {
            return self.integer(u8::is_ascii_hexdigit);
        }
        if self.peek(0) == b'0' && radix == b'b' && matches!(self.peek(2), b'0' | b'1') {
            return self.integer(|digit| matches!(digit, b'0' | b'1'));
        }
        self.digits();
        if self.peek(0) == b'.' && !self.dot_starts_operator() {
            self.pos += 1;
            self.digits();
        }
        self.exponent();
        if matches!(self.peek(0), b'i' | b'j' | b'I' | b'J') && !is_word(self.peek(1)) {
            self.pos += 1;
        }
        TokenKind::Number
    }

    fn integer(&mut self, digit: impl Fn(&u8) -> bool) -> TokenKind {
        self.pos += 2;
        while digit(&self.peek(0)) || self.peek(0) == b'_' {
            self.pos += 1;
        }
        if matches!(self.peek(0), b'u' | b's' | b'U' | b'S') {
            let width = ["8", "16", "32", "64"]
                .into_iter()
                .find(|w| self.source.as_bytes()[self.pos + 1..].starts_with(w.as_bytes()));
            self.pos += width.map_or(0, |w| 1 + w.len());
        }
        TokenKind::Number
    }

    fn digits(&mut self) {
        while self.peek(0).is_ascii_digit() || (self.peek(0) == b'_' && self.peek(1).is_ascii_digit()) {
            self.pos += 1;
        }
    }

    /// Whether the dot behind digits belongs to what follows: `5.*x`, `5.'`, `5...`.
    fn dot_starts_operator(&self) -> bool {
        match self.peek(1) {
            b'*' | b'/' | b'\\' | b'^' | b'\'' => true,
            b'.' => self.peek(2) == b'.',
            _ => false,
        }
    }

    fn exponent(&mut self) {
        if !matches!(self.peek(0), b'e' | b'E' | b'd' | b'D') {
            return;
        }
        let sign = usize::from(matches!(self.peek(1), b'+' | b'-'));
        if self.peek(1 + sign).is_ascii_digit() {
            self.pos += 1 + sign;
            self.digits();
        }
    }

    fn text(&mut self, quote: u8) -> TokenKind {
        let double = quote == b'"';
        let escapes = double && self.dialect.is_octave();
        self.pos += 1;
        loop {
            match self.peek(0) {
                b'\\' if escapes => self.skip_escape(),
                b'\n' | b'\r' => return TokenKind::Text { double, terminated: false },
                0 if self.pos >= self.source.len() => {
                    return TokenKind::Text { double, terminated: false };
                }
                byte if byte == quote => {
                    self.pos += 1;
                    if self.peek(0) != quote {
                        return TokenKind::Text { double, terminated: true };
                    }
                    self.pos += 1;
                }
                _ => self.pos += 1,
            }
        }
    }

    /// Skips a backslash and what it escapes: a character, or blanks and a newline.
    fn skip_escape(&mut self) {
        self.pos += 1;
        let blanks = self.source.as_bytes()[self.pos..].iter().take_while(|b| matches!(b, b' ' | b'\t')).count();
        if matches!(self.peek(blanks), b'\n' | b'\r') {
            self.pos += blanks;
            self.skip_newline();
        } else if self.pos < self.source.len() {
            self.pos += 1;
        }
    }

    fn punctuation(&mut self) -> TokenKind {
        let simple = match self.peek(0) {
            b'(' => TokenKind::LParen,
            b')' => TokenKind::RParen,
            b'[' => TokenKind::LBracket,
            b']' => TokenKind::RBracket,
            b'{' => TokenKind::LBrace,
            b'}' => TokenKind::RBrace,
            b',' => TokenKind::Comma,
            b';' => TokenKind::Semicolon,
            b':' => TokenKind::Colon,
            b'@' => TokenKind::At,
            b'?' => TokenKind::Question,
            b'\'' => TokenKind::CTranspose,
            _ => return self.operator(),
        };
        self.pos += 1;
        simple
    }

    fn operator(&mut self) -> TokenKind {
        let rest = &self.source.as_bytes()[self.pos..];
        let known = |text: &str| self.dialect.is_octave() || !OLD_OPERATORS.contains(&text);
        let found = OPERATORS.iter().find(|(text, _)| rest.starts_with(text.as_bytes()) && known(text));
        let Some((text, kind)) = found else {
            self.pos += self.source[self.pos..].chars().next().map_or(1, char::len_utf8);
            return TokenKind::Invalid;
        };
        if matches!(kind, TokenKind::PlusPlus | TokenKind::MinusMinus) && !self.step_operator() {
            self.pos += 1;
            let op = if *kind == TokenKind::PlusPlus { BinaryOp::Add } else { BinaryOp::Sub };
            return TokenKind::Op(op);
        }
        self.pos += text.len();
        *kind
    }

    /// Whether `++` here is one operator: always in Octave; in MATLAB only where two signs make no sense.
    fn step_operator(&self) -> bool {
        if self.dialect.is_octave() {
            return true;
        }
        let rest = &self.source.as_bytes()[self.pos + 2..];
        let next = rest.iter().find(|b| !matches!(b, b' ' | b'\t'));
        self.after_operand
            && self.open.is_empty()
            && next.is_none_or(|b| matches!(b, b';' | b',' | b'\n' | b'\r' | b'%' | b'#'))
    }
}

/// Whether the byte can stand in a name.
pub(crate) fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// Operators, longer ones before their beginnings.
pub(crate) const OPERATORS: &[(&str, TokenKind)] = {
    use BinaryOp::*;
    use TokenKind::*;
    &[
        (".^=", OpAssign(Power)),
        (".**=", OpAssign(Power)),
        (".**", Op(Power)),
        (".+=", OpAssign(Add)),
        (".-=", OpAssign(Sub)),
        ("**=", OpAssign(MPower)),
        (".*=", OpAssign(Times)),
        ("./=", OpAssign(RDivide)),
        (".\\=", OpAssign(LDivide)),
        ("++", PlusPlus),
        ("--", MinusMinus),
        ("+=", OpAssign(Add)),
        ("-=", OpAssign(Sub)),
        ("*=", OpAssign(MTimes)),
        ("/=", OpAssign(MRDivide)),
        ("\\=", OpAssign(MLDivide)),
        ("^=", OpAssign(MPower)),
        ("|=", OpAssign(Or)),
        ("&=", OpAssign(And)),
        ("==", Op(Eq)),
        ("~=", Op(Ne)),
        ("!=", Op(Ne)),
        ("<=", Op(Le)),
        (">=", Op(Ge)),
        ("&&", Op(AndAnd)),
        ("||", Op(OrOr)),
        (".*", Op(Times)),
        ("./", Op(RDivide)),
        (".\\", Op(LDivide)),
        (".^", Op(Power)),
        (".'", Transpose),
        (".+", Op(Add)),
        (".-", Op(Sub)),
        ("**", Op(MPower)),
        ("+", Op(Add)),
        ("-", Op(Sub)),
        ("*", Op(MTimes)),
        ("/", Op(MRDivide)),
        ("\\", Op(MLDivide)),
        ("^", Op(MPower)),
        ("<", Op(Lt)),
        (">", Op(Gt)),
        ("&", Op(And)),
        ("|", Op(Or)),
        ("~", Not),
        ("!", Not),
        ("=", Assign),
        (".", Dot),
    ]
};

/// Those that only Octave has, which warns of them.
const OLD_OPERATORS: &[&str] = &[".+=", ".-=", ".**=", "**=", ".+", ".-"];
