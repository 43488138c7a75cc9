//! Expressions: operators by precedence, index chains, operands.

use super::{Fail, Parse, Parser, is_name_start};
use crate::ast::*;
use crate::diagnostics::Problem;
use crate::lexer::Context;
use crate::literal;
use crate::token::{Block, Keyword, TokenKind};

/// Binding strength of the range colon; comparisons bind less, sums bind more.
const RANGE: u8 = 6;

/// Binding strength of a binary operator that is no power.
fn strength(op: BinaryOp) -> Option<u8> {
    use BinaryOp::*;
    Some(match op {
        OrOr => 1,
        AndAnd => 2,
        Or => 3,
        And => 4,
        Eq | Ne | Lt | Le | Gt | Ge => 5,
        Add | Sub => 7,
        Times | MTimes | RDivide | MRDivide | LDivide | MLDivide => 8,
        Power | MPower => return None,
    })
}

/// An operator that continues an expression.
enum Infix {
    Binary(BinaryOp, u8),
    Range,
}

impl Parser<'_> {
    /// An expression; in Octave an assignment may be one.
    pub(super) fn expression(&mut self) -> Parse<Expr> {
        let start = self.cur.span;
        let left = self.operators(0)?;
        let op = match self.cur.kind {
            TokenKind::Assign => None,
            TokenKind::OpAssign(op) => Some(op),
            _ => return Ok(left),
        };
        if !self.dialect.is_octave() {
            return Err(self.unexpected());
        }
        let (lhs, _) = self.targets(left)?;
        self.advance();
        let rhs = Box::new(self.nested(Self::expression)?);
        Ok(Expr { kind: ExprKind::Assign { lhs, op, rhs }, span: self.span_from(start) })
    }

    /// An expression without assignment, of operators that bind at least as `least`.
    pub(super) fn operators(&mut self, least: u8) -> Parse<Expr> {
        self.nested(|parser| {
            let start = parser.cur.span;
            let mut left = parser.signed()?;
            while let Some(infix) = parser.infix(least) {
                parser.advance();
                let kind = match infix {
                    Infix::Range => parser.range(left)?,
                    Infix::Binary(op, strength) => {
                        let right = Box::new(parser.operators(strength + 1)?);
                        ExprKind::Binary { op, left: Box::new(left), right }
                    }
                };
                parser.grow()?;
                left = Expr { kind, span: parser.span_from(start) };
            }
            Ok(left)
        })
    }

    fn infix(&self, least: u8) -> Option<Infix> {
        let (infix, strength) = match self.cur.kind {
            TokenKind::Colon => (Infix::Range, RANGE),
            TokenKind::Op(op) => {
                let strength = strength(op)?;
                (Infix::Binary(op, strength), strength)
            }
            _ => return None,
        };
        (strength >= least && !self.begins_element()).then_some(infix)
    }

    /// In a literal, `a -b` is two elements and `a - b` is one: whether the sign in hand begins an element.
    fn begins_element(&self) -> bool {
        let sign = matches!(
            self.cur.kind,
            TokenKind::Op(BinaryOp::Add | BinaryOp::Sub) | TokenKind::PlusPlus | TokenKind::MinusMinus
        );
        // `.+` is no sign.
        let sign = sign && !self.text(self.cur.span).starts_with('.');
        sign && self.in_matrix() && self.cur.space_before && !self.space_follows()
    }

    fn space_follows(&self) -> bool {
        let rest = self.following();
        matches!(rest.first(), None | Some(b' ' | b'\t' | b'\n' | b'\r')) || rest.starts_with(b"...")
    }

    /// Behind the first colon of a range.
    fn range(&mut self, start: Expr) -> Parse<ExprKind> {
        let second = self.operators(RANGE + 1)?;
        let (step, stop) = if self.at(TokenKind::Colon) {
            self.advance();
            (Some(Box::new(second)), self.operators(RANGE + 1)?)
        } else {
            (None, second)
        };
        Ok(ExprKind::Range { start: Box::new(start), step, stop: Box::new(stop) })
    }

    fn prefix_operator(&self) -> Option<UnaryOp> {
        Some(match self.cur.kind {
            TokenKind::Op(BinaryOp::Add) => UnaryOp::Plus,
            TokenKind::Op(BinaryOp::Sub) => UnaryOp::Minus,
            TokenKind::Not => UnaryOp::Not,
            TokenKind::PlusPlus => UnaryOp::Increment,
            TokenKind::MinusMinus => UnaryOp::Decrement,
            _ => return None,
        })
    }

    /// An operand with its signs.
    fn signed(&mut self) -> Parse<Expr> {
        self.prefixed(Self::powered)
    }

    /// Prefix operators before what `operand` reads.
    fn prefixed(&mut self, operand: fn(&mut Self) -> Parse<Expr>) -> Parse<Expr> {
        let Some(op) = self.prefix_operator() else { return operand(self) };
        let start = self.cur.span;
        self.advance();
        if op == UnaryOp::Not && self.in_matrix() && self.ends_element() {
            self.tildes.push(start);
            return Ok(Expr { kind: ExprKind::Ident(self.intern("~")), span: start });
        }
        let operand = Box::new(self.nested(|parser| parser.prefixed(operand))?);
        Ok(Expr { kind: ExprKind::Unary { op, operand }, span: self.span_from(start) })
    }

    fn ends_element(&self) -> bool {
        use TokenKind::*;
        matches!(self.cur.kind, Comma | RBracket | RBrace | Semicolon | Newline)
    }

    /// An operand with transposes and powers, which bind alike, from the left.
    fn powered(&mut self) -> Parse<Expr> {
        let start = self.cur.span;
        let mut left = self.indexed()?;
        loop {
            let kind = match self.cur.kind {
                TokenKind::CTranspose => self.postfix(PostfixOp::CTranspose, left),
                TokenKind::Transpose => self.postfix(PostfixOp::Transpose, left),
                TokenKind::PlusPlus if !self.begins_element() => self.postfix(PostfixOp::Increment, left),
                TokenKind::MinusMinus if !self.begins_element() => self.postfix(PostfixOp::Decrement, left),
                TokenKind::Op(op @ (BinaryOp::Power | BinaryOp::MPower)) => {
                    self.advance();
                    let right = Box::new(self.nested(|p| p.prefixed(Self::indexed))?);
                    ExprKind::Binary { op, left: Box::new(left), right }
                }
                _ => return Ok(left),
            };
            self.grow()?;
            left = Expr { kind, span: self.span_from(start) };
            left = self.index_chain(left, start)?;
        }
    }

    fn postfix(&mut self, op: PostfixOp, operand: Expr) -> ExprKind {
        self.advance();
        ExprKind::Postfix { op, operand: Box::new(operand) }
    }

    /// An operand with its indices.
    pub(super) fn indexed(&mut self) -> Parse<Expr> {
        let start = self.cur.span;
        let operand = self.operand()?;
        self.index_chain(operand, start)
    }

    fn index_chain(&mut self, mut base: Expr, start: Span) -> Parse<Expr> {
        let mut chained = false;
        loop {
            let opens = matches!(self.cur.kind, TokenKind::LParen | TokenKind::LBrace);
            if opens && self.separates(&base) {
                return Ok(base);
            }
            if opens && !chained && self.breaks_chain(&base) {
                chained = true;
                self.report(self.cur.span, Problem::ChainedIndex);
            }
            let index = match self.cur.kind {
                TokenKind::LParen => {
                    self.open(Context::Index);
                    IndexKind::Paren(self.arguments(TokenKind::RParen)?)
                }
                TokenKind::LBrace => {
                    self.open(Context::Index);
                    IndexKind::Brace(self.arguments(TokenKind::RBrace)?)
                }
                TokenKind::Dot => self.field()?,
                TokenKind::At if self.at_superclass() && is_field_path(&base) => {
                    base = self.super_method(start)?;
                    continue;
                }
                _ => return Ok(base),
            };
            self.grow()?;
            let kind = ExprKind::Index { base: Box::new(base), index };
            base = Expr { kind, span: self.span_from(start) };
        }
    }

    /// Whether `@` in hand, right behind a name, names a superclass.
    fn at_superclass(&self) -> bool {
        !self.cur.space_before && is_name_start(self.following())
    }

    /// `@Super` behind the method or object that begins at `start`.
    fn super_method(&mut self, start: Span) -> Parse<Expr> {
        let method = self.intern(self.text(self.span_from(start)));
        self.advance();
        let class = self.dotted_ident()?.name;
        let kind = ExprKind::SuperCall { method, class };
        Ok(Expr { kind, span: self.span_from(start) })
    }

    /// Whether a blank before the bracket in hand keeps it from indexing `base`.
    fn separates(&self, base: &Expr) -> bool {
        let after_group = !self.dialect.is_octave() && matches!(base.kind, ExprKind::Paren(_));
        self.cur.space_before && (self.in_matrix() || after_group)
    }

    /// Whether MATLAB refuses to index `base` with a bracket.
    fn breaks_chain(&self, base: &Expr) -> bool {
        let indexable = match &base.kind {
            ExprKind::Ident(_) | ExprKind::SuperCall { .. } | ExprKind::Error => true,
            ExprKind::Index { index, .. } => !matches!(index, IndexKind::Paren(_)),
            _ => false,
        };
        !self.dialect.is_octave() && !indexable
    }

    /// `.name` or `.(expr)`.
    fn field(&mut self) -> Parse<IndexKind> {
        self.advance();
        if self.at(TokenKind::LParen) {
            self.open(Context::Group);
            let name = self.nested(Self::expression)?;
            self.close(TokenKind::RParen)?;
            return Ok(IndexKind::DynField(Box::new(name)));
        }
        Ok(IndexKind::Field(self.ident()?))
    }

    /// Arguments up to the closing bracket; the opening one was taken.
    pub(super) fn arguments(&mut self, close: TokenKind) -> Parse<Vec<Expr>> {
        let mut arguments = Vec::new();
        self.nested(|parser| {
            while !parser.at(close) || !arguments.is_empty() {
                parser.argument(&mut arguments)?;
                if !parser.take(TokenKind::Comma) {
                    break;
                }
            }
            parser.close(close)
        })?;
        Ok(arguments)
    }

    fn argument(&mut self, arguments: &mut Vec<Expr>) -> Parse<()> {
        let start = self.cur.span;
        if self.take(TokenKind::Colon) {
            return match self.cur.kind {
                TokenKind::Comma | TokenKind::RParen | TokenKind::RBrace => {
                    arguments.push(Expr { kind: ExprKind::Colon, span: start });
                    Ok(())
                }
                TokenKind::Eof => Err(self.unexpected()),
                _ => Err(self.fail(start, Problem::MisplacedOperator)),
            };
        }
        if self.dialect.is_octave() {
            arguments.push(self.expression()?);
            return Ok(());
        }
        let argument = self.operators(0)?;
        match argument.kind {
            ExprKind::Ident(name) if self.at(TokenKind::Assign) => {
                self.advance();
                let kind = ExprKind::Text { value: name, bytes: None, double_quoted: true };
                arguments.push(Expr { kind, span: argument.span });
                arguments.push(self.operators(0)?);
            }
            _ => arguments.push(argument),
        }
        Ok(())
    }

    fn operand(&mut self) -> Parse<Expr> {
        let span = self.cur.span;
        let kind = match self.cur.kind {
            TokenKind::Number => self.number(span)?,
            TokenKind::Text { terminated: true, .. } => {
                self.advance();
                literal::text(self.text(span), self.dialect)
            }
            TokenKind::LParen => self.group()?,
            TokenKind::LBracket => ExprKind::Matrix(self.rows(TokenKind::RBracket)?),
            TokenKind::LBrace => ExprKind::Cell(self.rows(TokenKind::RBrace)?),
            TokenKind::At => self.handle(false)?,
            TokenKind::Question => {
                self.advance();
                ExprKind::MetaClass(self.dotted_ident()?.name)
            }
            TokenKind::Keyword(Keyword::End) if self.in_index() => {
                self.advance();
                ExprKind::End
            }
            _ if self.at_name() => self.named()?,
            _ => return Err(self.no_operand()),
        };
        Ok(Expr { kind, span: self.span_from(span) })
    }

    fn in_index(&self) -> bool {
        self.open_here().any(|open| open.context == Context::Index)
    }

    /// No operand begins with the token in hand.
    fn no_operand(&mut self) -> Fail {
        let operator =
            matches!(self.cur.kind, TokenKind::Op(_) | TokenKind::CTranspose | TokenKind::Transpose | TokenKind::Colon);
        if operator {
            return self.fail(self.cur.span, Problem::MisplacedOperator);
        }
        self.unexpected()
    }

    fn number(&mut self, span: Span) -> Parse<ExprKind> {
        self.advance();
        let number = literal::number(self.text(span), self.dialect);
        number.ok_or_else(|| self.fail(span, Problem::BadNumber))
    }

    fn group(&mut self) -> Parse<ExprKind> {
        self.open(Context::Group);
        let inner = self.nested(Self::expression)?;
        self.close(TokenKind::RParen)?;
        Ok(ExprKind::Paren(Box::new(inner)))
    }

    /// An operand that begins with a name.
    fn named(&mut self) -> Parse<ExprKind> {
        let span = self.cur.span;
        let text = self.text(span);
        let task = self.at_task_word();
        self.advance();
        if task && text == "async" {
            return self.handle(true);
        }
        if task {
            let operand = self.nested(Self::powered)?;
            return Ok(ExprKind::Await(Box::new(operand)));
        }
        Ok(ExprKind::Ident(self.intern(text)))
    }

    /// Whether the word in hand makes a task of the function behind it, or waits for one.
    pub(super) fn at_task_word(&self) -> bool {
        match self.text(self.cur.span) {
            "async" => skip_blanks(self.following()).first() == Some(&b'@') && !self.is_variable("async"),
            "await" => self.at_await(),
            _ => false,
        }
    }

    /// Whether the word `await` in hand stands before the task to wait for.
    fn at_await(&self) -> bool {
        let rest = self.following();
        let operand = skip_blanks(rest);
        let begins = is_name_start(operand)
            || operand.first() == Some(&b'@')
            || (matches!(operand.first(), Some(b'(' | b'[' | b'{')) && !self.in_matrix());
        rest.len() > operand.len() && begins && !self.is_variable("await")
    }

    /// `@name` or `@(params) body`.
    fn handle(&mut self, is_async: bool) -> Parse<ExprKind> {
        self.advance();
        if !self.at(TokenKind::LParen) {
            return Ok(ExprKind::FunctionHandle(self.dotted_ident()?.name));
        }
        self.open(Context::Group);
        let params = self.params()?;
        self.lexer.open.pop();
        let in_literal = self.dialect.is_octave() && self.in_matrix();
        let close = self.cur.span;
        if in_literal {
            let context = Context::AnonBody;
            self.lexer.open.push(crate::lexer::Open { context, span: close });
        }
        self.lexer.expect_operand();
        self.advance();
        let body = self.anonymous_body(is_async)?;
        if in_literal {
            self.lexer.open.pop();
        }
        Ok(ExprKind::AnonFunction { params, body, is_async })
    }

    fn anonymous_body(&mut self, is_async: bool) -> Parse<AnonBody> {
        if self.at(TokenKind::Keyword(Keyword::Do)) && !self.do_is_name(is_async) {
            return self.nested(Self::anonymous_block).map(AnonBody::Block);
        }
        let body = self.nested(|parser| parser.operators(0))?;
        if self.dialect.is_octave() && matches!(self.cur.kind, TokenKind::Assign | TokenKind::OpAssign(_)) {
            return Err(self.fail(self.cur.span, Problem::AnonymousAssignment));
        }
        Ok(AnonBody::Expr(Box::new(body)))
    }

    /// Whether `do` in hand is the name of something in MATLAB: `@() do(1)`.
    fn do_is_name(&self, is_async: bool) -> bool {
        let next = self.following().first().copied().unwrap_or(b' ');
        let begins_block = next.is_ascii_whitespace() || next == b';' || (next == b',' && is_async);
        !self.dialect.is_octave() && !begins_block
    }

    /// `do … end` as the body of an anonymous function.
    fn anonymous_block(&mut self) -> Parse<Vec<Stmt>> {
        let start = self.cur.span;
        let scope = self.scopes.last().cloned().unwrap_or_default();
        self.scopes.push(scope);
        self.open(Context::Block);
        let outside = std::mem::take(&mut self.blocks);
        self.blocks.push(Block::Anonymous);
        let body = self.block();
        self.blocks = outside;
        self.lexer.open.pop();
        self.end_of_block(start, Block::Anonymous);
        self.scopes.pop();
        Ok(body)
    }
}

/// Whether the expression is a name, or fields of one.
fn is_field_path(mut expr: &Expr) -> bool {
    while let ExprKind::Index { base, index: IndexKind::Field(_) } = &expr.kind {
        expr = base;
    }
    matches!(expr.kind, ExprKind::Ident(_))
}

/// `text` without the blanks at its beginning.
pub(super) fn skip_blanks(text: &[u8]) -> &[u8] {
    let blanks = text.iter().take_while(|b| matches!(b, b' ' | b'\t')).count();
    &text[blanks..]
}
