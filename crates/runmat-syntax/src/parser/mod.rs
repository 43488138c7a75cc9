//! The parser: the state all productions share, brackets, limits and recovery.
//!
//! A production starts with the token in hand ([`Parser::cur`]) and leaves behind it the first token that is
//! not its own. One that cannot go on has reported why and gives [`Fail`]; statements, block heads and
//! declarations catch that and go on at the next place that makes sense. Parsing never fails as a whole.

mod class;
mod command;
mod control;
mod doc;
mod expression;
mod function;
mod matrix;
mod statement;

use std::collections::{HashMap, HashSet};

use crate::ast::*;
use crate::diagnostics::{Diagnostic, Problem};
use crate::dialect::Dialect;
use crate::lexer::{Context, Lexer, Open};
use crate::token::{Block, Keyword, Token, TokenKind};

/// How deep brackets, blocks, prefix operators and right operands may nest in one another. A bracket counts
/// twice: once itself, once for the expression in it.
pub const MAX_NESTING: usize = 256;

/// How high an expression may grow, counting the links of chains (`1+1+1…`, `a.b.c…`).
pub const MAX_HEIGHT: usize = 1000;

const MAX_DIAGNOSTICS: usize = 200;

/// What a text is read as.
#[derive(Debug, Clone)]
pub struct Options<'a> {
    /// The language.
    pub dialect: Dialect,
    /// Names that are variables already: they never begin a command (`x -1`).
    pub variables: &'a [Name],
    /// Text that was typed or given to `eval` rather than a file: always a script, functions end with `end`.
    pub interactive: bool,
}

/// The result of parsing: always a tree, with what was wrong beside it.
#[derive(Debug, Clone, PartialEq)]
pub struct Parsed {
    /// The tree; what could not be parsed stands in it as an error node.
    pub unit: Unit,
    /// What was wrong, in the order of the text.
    pub diagnostics: Vec<Diagnostic>,
    /// Every comment, marks included, in the order of the text.
    pub comments: Vec<Span>,
}

impl Parsed {
    /// Whether nothing is wrong but that the text ends too early: a prompt asks for more lines.
    pub fn is_incomplete(&self) -> bool {
        !self.diagnostics.is_empty() && self.diagnostics.iter().all(|diag| diag.incomplete)
    }
}

/// Parses a file.
pub fn parse(source: &str, dialect: Dialect) -> Parsed {
    parse_with(source, &Options { dialect, variables: &[], interactive: false })
}

/// Parses a text as `options` say.
pub fn parse_with(source: &str, options: &Options) -> Parsed {
    let (parsed, unended) = Parser::new(source, options, true).unit();
    if !unended || options.interactive {
        return parsed;
    }
    // Some function has no `end`: either all are written without, or one was forgotten.
    let (without_end, _) = Parser::new(source, options, false).unit();
    if without_end.diagnostics.len() < parsed.diagnostics.len() { without_end } else { parsed }
}

/// The tokens of a text as the parser reads it, and its comments, both in the order of the text.
pub(crate) fn tokens(source: &str, dialect: Dialect) -> (Vec<Token>, Vec<Span>) {
    let options = Options { dialect, variables: &[], interactive: false };
    let mut parser = Parser::new(source, &options, true);
    parser.lexer.record = Some(vec![parser.cur]);
    let (parsed, _) = parser.unit();
    (parser.lexer.record.unwrap_or_default(), parsed.comments)
}

/// A production could not go on, and has said so.
#[derive(Debug)]
struct Fail;

type Parse<T> = Result<T, Fail>;

struct Parser<'a> {
    source: &'a str,
    dialect: Dialect,
    interactive: bool,
    /// Functions in this file end with `end`.
    functions_end: bool,
    /// A function had no `end`.
    unended: bool,
    lexer: Lexer<'a>,
    cur: Token,
    /// Where the last token that was taken and is no newline ends.
    prev_end: usize,
    /// Where the last statement ends, its terminator left out.
    statement_end: usize,
    diagnostics: Vec<Diagnostic>,
    names: HashMap<&'a str, Name>,
    /// The variables assigned so far, per function.
    scopes: Vec<HashSet<Name>>,
    /// The blocks open around the statement.
    blocks: Vec<Block>,
    depth: usize,
    /// Height of the highest expression completed in the production at work.
    height: usize,
    /// Where to go on after a failure, when not at the next statement.
    resume_at: Option<usize>,
    /// How much text was read again after failures; bounds it.
    reread: usize,
    /// `~` read as a place holder that no assignment has claimed yet.
    tildes: Vec<Span>,
    /// The rest of the text is not looked at.
    stopped: bool,
}

impl<'a> Parser<'a> {
    fn new(source: &'a str, options: &Options, functions_end: bool) -> Self {
        let start =
            Token { kind: TokenKind::Newline, span: Span::default(), space_before: false, newline_before: false };
        let mut parser = Parser {
            source,
            dialect: options.dialect,
            interactive: options.interactive,
            functions_end,
            unended: false,
            lexer: Lexer::new(source, options.dialect),
            cur: start,
            prev_end: 0,
            statement_end: 0,
            diagnostics: Vec::new(),
            names: HashMap::new(),
            scopes: vec![options.variables.iter().cloned().collect()],
            blocks: Vec::new(),
            depth: 0,
            height: 0,
            resume_at: None,
            reread: 0,
            tildes: Vec::new(),
            stopped: false,
        };
        parser.declare("ans");
        if source.len() > u32::MAX as usize / 2 {
            parser.report(Span::default(), Problem::TooDeep);
            parser.stop();
        }
        parser.advance();
        parser
    }

    fn unit(&mut self) -> (Parsed, bool) {
        let mut body = Vec::new();
        let mut class = None;
        self.skip_separators();
        if self.cur.kind == TokenKind::Keyword(Keyword::Classdef) && !self.interactive {
            class = self.class_file();
        }
        loop {
            self.statements(&mut body);
            if self.cur.kind == TokenKind::Eof {
                break;
            }
            self.stray_keyword();
        }
        // An Octave file may end in a block comment.
        if let Some(span) = self.lexer.open_comment
            && (self.interactive || !self.dialect.is_octave())
        {
            self.report(span, Problem::OpenComment);
        }
        if self.interactive && self.lexer.continues && self.diagnostics.is_empty() {
            self.report(self.error_span(), Problem::MissingLine);
        }
        let kind = self.unit_kind(&body, class.is_some());
        let (functions, body) = match kind {
            UnitKind::Script => (Vec::new(), body),
            _ => (only_functions(body), Vec::new()),
        };
        let doc = self.file_doc();
        let unit = Unit { kind, body, functions, class, doc };
        self.diagnostics.sort_by_key(|diag| diag.span.start);
        let comments = std::mem::take(&mut self.lexer.comments);
        let diagnostics = std::mem::take(&mut self.diagnostics);
        (Parsed { unit, diagnostics, comments }, self.unended)
    }

    fn unit_kind(&self, body: &[Stmt], class: bool) -> UnitKind {
        let only_functions = body.iter().all(|stmt| matches!(stmt.kind, StmtKind::Function(_)));
        match (class, only_functions && !body.is_empty() && !self.interactive) {
            (true, _) => UnitKind::ClassFile,
            (false, true) => UnitKind::FunctionFile,
            (false, false) => UnitKind::Script,
        }
    }

    // Tokens.

    /// Takes the token in hand.
    fn advance(&mut self) {
        if !self.at(TokenKind::Newline) {
            self.prev_end = self.cur.span.end as usize;
        }
        self.cur = self.lexer.next();
    }

    fn at(&self, kind: TokenKind) -> bool {
        self.cur.kind == kind
    }

    fn take(&mut self, kind: TokenKind) -> bool {
        let found = self.at(kind);
        if found {
            self.advance();
        }
        found
    }

    fn text(&self, span: Span) -> &'a str {
        &self.source[span.start as usize..span.end as usize]
    }

    /// The text right behind the token in hand.
    fn following(&self) -> &'a [u8] {
        &self.source.as_bytes()[self.cur.span.end as usize..]
    }

    /// From `start` to the end of the last token taken.
    fn span_from(&self, start: Span) -> Span {
        Span { start: start.start, end: (self.prev_end as u32).max(start.start) }
    }

    /// Whether the token in hand is a name, reserved words that may be names included.
    fn at_name(&self) -> bool {
        match self.cur.kind {
            TokenKind::Ident => true,
            TokenKind::Keyword(keyword) => keyword.is_soft(self.dialect),
            _ => false,
        }
    }

    /// Takes a name.
    fn ident(&mut self) -> Parse<Ident> {
        if !self.at_name() {
            return Err(self.unexpected());
        }
        let span = self.cur.span;
        self.advance();
        Ok(Ident { name: self.intern(self.text(span)), span })
    }

    /// Takes `a`, `a.b`, `a.b.c`.
    fn dotted_ident(&mut self) -> Parse<Ident> {
        let first = self.ident()?;
        let mut span = first.span;
        while self.at(TokenKind::Dot) && is_name_start(self.following()) {
            self.advance();
            span = span.to(self.ident()?.span);
        }
        let text = self.text(span);
        let name = if text.contains(char::is_whitespace) {
            text.split_whitespace().collect::<String>().into()
        } else {
            self.intern(text)
        };
        Ok(Ident { name, span })
    }

    fn intern(&mut self, text: &'a str) -> Name {
        self.names.entry(text).or_insert_with(|| Name::from(text)).clone()
    }

    // Variables.

    fn declare(&mut self, name: &str) {
        let scope = self.scopes.last_mut().expect("the file has a scope");
        if !scope.contains(name) {
            scope.insert(Name::from(name));
        }
    }

    fn is_variable(&self, name: &str) -> bool {
        self.scopes.last().is_some_and(|scope| scope.contains(name))
    }

    // Brackets.

    /// Takes an opening bracket; what follows stands in `context`.
    fn open(&mut self, context: Context) {
        self.lexer.open.push(Open { context, span: self.cur.span });
        self.advance();
    }

    /// Takes the closing bracket `kind` of the innermost bracket.
    fn close(&mut self, kind: TokenKind) -> Parse<()> {
        if !self.at(kind) {
            return Err(self.unexpected());
        }
        self.lexer.open.pop();
        self.advance();
        Ok(())
    }

    /// Whether blanks separate elements here.
    fn in_matrix(&self) -> bool {
        self.lexer.context() == Some(Context::Matrix)
    }

    /// The brackets open around the token, inside the innermost block.
    fn open_here(&self) -> impl Iterator<Item = &Open> {
        self.lexer.open.iter().rev().take_while(|open| open.context != Context::Block)
    }

    // Limits.

    /// Runs a production one level deeper.
    fn nested<T>(&mut self, production: impl FnOnce(&mut Self) -> Parse<T>) -> Parse<T> {
        if self.depth >= MAX_NESTING {
            return Err(self.too_deep());
        }
        self.depth += 1;
        let outside = std::mem::take(&mut self.height);
        let result = production(self);
        self.depth -= 1;
        self.height = outside.max(self.height + 1);
        result
    }

    /// Counts one more link in a chain.
    fn grow(&mut self) -> Parse<()> {
        self.height += 1;
        if self.height > MAX_HEIGHT { Err(self.too_deep()) } else { Ok(()) }
    }

    fn too_deep(&mut self) -> Fail {
        let fail = self.fail(self.cur.span, Problem::TooDeep);
        self.stop();
        fail
    }

    /// Looks at nothing that follows.
    fn stop(&mut self) {
        self.stopped = true;
        self.lexer.open.clear();
        self.lexer.restart(self.source.len());
        self.cur = self.lexer.next();
    }

    // Errors.

    fn report(&mut self, span: Span, problem: Problem) {
        if !self.stopped && self.diagnostics.len() < MAX_DIAGNOSTICS {
            let text = self.text(span);
            self.diagnostics.push(problem.at(span, text, self.dialect));
        }
    }

    fn fail(&mut self, span: Span, problem: Problem) -> Fail {
        self.report(span, problem);
        Fail
    }

    /// The token in hand fits nothing here.
    fn unexpected(&mut self) -> Fail {
        if let Some(open) = self.forgotten_bracket() {
            let at_end = self.at(TokenKind::Eof);
            if !at_end {
                self.resume_at = Some(self.line_end(open.end as usize));
            }
            let problem = if at_end { Problem::OpenBracketAtEnd } else { Problem::OpenBracket };
            return self.fail(open, problem);
        }
        let problem = self.problem_of_token();
        let span = self.error_span();
        self.fail(span, problem)
    }

    /// The bracket that a missing bracket left open, when the token in hand tells that one is missing.
    pub(super) fn forgotten_bracket(&self) -> Option<Span> {
        let open = *self.open_here().next()?;
        let line_begins = self.cur.newline_before || self.starts_line(self.cur.span.start as usize);
        let suspect = match self.cur.kind {
            TokenKind::Eof => true,
            TokenKind::Assign | TokenKind::OpAssign(_) | TokenKind::Keyword(_) => {
                let between = open.span.end as usize..self.cur.span.start as usize;
                self.source[between].contains(['\n', '\r'])
            }
            kind => line_begins && open.context != Context::Matrix && !kind.closes(),
        };
        suspect.then_some(open.span)
    }

    fn starts_line(&self, at: usize) -> bool {
        let before = self.source.as_bytes()[..at].iter().rev();
        let first = before.take(200).find(|b| !matches!(b, b' ' | b'\t'));
        first.is_none_or(|b| matches!(b, b'\n' | b'\r'))
    }

    /// Where the newline that ends the line of `at` stands.
    fn line_end(&self, at: usize) -> usize {
        let rest = &self.source.as_bytes()[at..];
        at + rest.iter().position(|b| matches!(b, b'\n' | b'\r')).unwrap_or(rest.len())
    }

    fn problem_of_token(&self) -> Problem {
        match self.cur.kind {
            TokenKind::Assign | TokenKind::OpAssign(_) if self.dialect == Dialect::Matlab => {
                Problem::MisplacedAssignment
            }
            TokenKind::RParen | TokenKind::RBracket | TokenKind::RBrace => Problem::StrayBracket,
            TokenKind::Keyword(keyword) => Problem::keyword(keyword),
            TokenKind::Invalid => Problem::BadCharacter,
            TokenKind::Text { double: false, terminated: false } => Problem::OpenCharacters,
            TokenKind::Text { double: true, terminated: false } => Problem::OpenString,
            TokenKind::Eof if self.lexer.continues => Problem::MissingLine,
            TokenKind::Eof | TokenKind::Newline => Problem::MissingOperand,
            TokenKind::Semicolon | TokenKind::Comma => Problem::Unexpected,
            _ => Problem::Juxtaposed,
        }
    }

    /// Where an error at the token in hand is shown: at the end of a line, its last token.
    fn error_span(&self) -> Span {
        match self.cur.kind {
            TokenKind::Eof | TokenKind::Newline if self.prev_end > 0 => {
                let last = self.source[..self.prev_end].chars().next_back().map_or(0, char::len_utf8);
                Span::new(self.prev_end - last, self.prev_end)
            }
            _ => self.cur.span,
        }
    }

    /// Goes to the end of the statement in which a production failed; `depth` brackets were open before it.
    fn recover(&mut self, depth: usize) {
        self.tildes.clear();
        if self.stopped {
            return;
        }
        let resume = self.resume_at.take().or_else(|| {
            // A bracket that swallowed the newline: the statement ended before this token.
            let swallowed = self.cur.newline_before && self.lexer.open.len() > depth;
            swallowed.then_some(self.cur.span.start as usize)
        });
        match resume {
            Some(at) if self.reread <= 2 * self.source.len() => {
                self.reread += (self.cur.span.end as usize).saturating_sub(at);
                self.restart_at(at, depth);
            }
            _ => self.skip_statement(depth),
        }
    }

    fn restart_at(&mut self, at: usize, depth: usize) {
        self.lexer.open.truncate(depth);
        self.lexer.restart(at);
        self.cur = self.lexer.next();
        self.prev_end = at;
    }

    fn skip_statement(&mut self, depth: usize) {
        self.lexer.recovering = true;
        loop {
            let outside = self.lexer.open.len() <= depth;
            match self.cur.kind {
                TokenKind::Eof | TokenKind::Newline => break,
                TokenKind::Semicolon | TokenKind::Comma if outside => break,
                TokenKind::LParen | TokenKind::LBracket | TokenKind::LBrace => {
                    self.lexer.open.push(Open { context: Context::Group, span: self.cur.span });
                }
                kind if kind.closes() && !outside => {
                    self.lexer.open.pop();
                }
                _ => {}
            }
            self.advance();
        }
        self.lexer.recovering = false;
        self.lexer.open.truncate(depth);
    }
}

fn is_name_start(text: &[u8]) -> bool {
    text.first().is_some_and(|b| b.is_ascii_alphabetic() || *b == b'_')
}

fn only_functions(body: Vec<Stmt>) -> Vec<std::sync::Arc<FunctionDef>> {
    let function = |stmt: Stmt| match stmt.kind {
        StmtKind::Function(function) => Some(function),
        _ => None,
    };
    body.into_iter().filter_map(function).collect()
}
