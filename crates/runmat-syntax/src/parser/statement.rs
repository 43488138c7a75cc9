//! Statements: separators, expressions, assignments, and the choice between the forms.

use super::expression::skip_blanks;
use super::{Parse, Parser};
use crate::ast::*;
use crate::diagnostics::Problem;
use crate::lexer::is_word;
use crate::token::{Block, Keyword, TokenKind};

impl Parser<'_> {
    /// Statements up to a word that ends or divides a block, a function that ends one, or the end.
    pub(super) fn block(&mut self) -> Vec<Stmt> {
        let mut body = Vec::new();
        loop {
            self.statements(&mut body);
            match self.closing_keyword() {
                Some(keyword) if !self.is_awaited(keyword) => self.stray_keyword(),
                _ => return body,
            }
        }
    }

    /// Appends statements up to any word that ends or divides a block.
    pub(super) fn statements(&mut self, body: &mut Vec<Stmt>) {
        loop {
            self.skip_separators();
            if self.at(TokenKind::Eof) || self.closing_keyword().is_some() || self.at_outer_function() {
                return;
            }
            let before = (self.cur.span, self.prev_end);
            body.push(self.statement());
            if before == (self.cur.span, self.prev_end) {
                debug_assert!(false, "no progress at byte {}", before.1);
                self.advance();
            }
        }
    }

    pub(super) fn skip_separators(&mut self) {
        while matches!(self.cur.kind, TokenKind::Newline | TokenKind::Semicolon | TokenKind::Comma) {
            self.advance();
        }
    }

    /// The keyword in hand when it ends or divides a block.
    pub(super) fn closing_keyword(&self) -> Option<Keyword> {
        match self.cur.kind {
            TokenKind::Keyword(keyword) if keyword.closes_block() && !self.is_name_here(keyword) => Some(keyword),
            _ => None,
        }
    }

    /// Whether a reserved word that may be a name is one at the beginning of this statement.
    fn is_name_here(&self, keyword: Keyword) -> bool {
        if !keyword.is_soft(self.dialect) {
            return false;
        }
        let adjacent = self.following();
        let rest = skip_blanks(adjacent);
        let assigned = rest.first() == Some(&b'=') && rest.get(1) != Some(&b'=');
        let called = keyword == Keyword::Do && adjacent.first() == Some(&b'(');
        let spmd_begins = matches!(rest.first(), None | Some(b'\n' | b'\r' | b'(' | b'%' | b'#' | b';' | b','));
        assigned
            || called
            || adjacent.first() == Some(&b'.')
            || self.is_variable(self.text(self.cur.span))
            || (keyword == Keyword::Spmd && !spmd_begins)
    }

    /// Whether some block around the statement goes on or ends with `keyword`.
    fn is_awaited(&self, keyword: Keyword) -> bool {
        use Keyword::*;
        let boundary = |block: &Block| matches!(block, Block::Function | Block::Anonymous);
        let mut inner = self.blocks.iter().rev().take_while(|block| !boundary(block));
        match keyword {
            End | EndOf(_) => true,
            Else | ElseIf => inner.any(|block| *block == Block::If),
            Case | Otherwise => inner.any(|block| *block == Block::Switch),
            Catch => inner.any(|block| *block == Block::Try),
            Until => inner.any(|block| *block == Block::Do),
            UnwindCleanup => inner.any(|block| *block == Block::Unwind),
            _ => false,
        }
    }

    /// Takes a keyword that belongs to no block.
    pub(super) fn stray_keyword(&mut self) {
        self.report(self.cur.span, Problem::StrayKeyword);
        self.advance();
    }

    /// Whether a function begins here that is not part of the block around it.
    fn at_outer_function(&self) -> bool {
        if !self.at_function() {
            return false;
        }
        match self.blocks.last() {
            None => false,
            Some(Block::Function) => true,
            _ if self.dialect.is_octave() && self.functions_end => false,
            _ => !self.dialect.is_octave() || self.blocks.contains(&Block::Function),
        }
    }

    /// Takes the `end` of a `block` that began at `start`, or reports that there is none.
    pub(super) fn end_of_block(&mut self, start: Span, block: Block) {
        match self.closing_keyword() {
            Some(Keyword::End) if block != Block::Do => self.advance(),
            Some(Keyword::EndOf(of)) if of == block => self.advance(),
            Some(Keyword::EndOf(of)) if !self.blocks.contains(&of) => {
                self.report(self.cur.span, Problem::WrongEnd(block));
                self.advance();
            }
            _ => self.missing_end(start),
        }
    }

    pub(super) fn missing_end(&mut self, start: Span) {
        // What went wrong in the block's first line may have hidden its end.
        let end = self.line_end(start.end as usize) as u32;
        let known = self.diagnostics.iter().any(|d| d.span.start >= start.start && d.span.start < end);
        if !known {
            let at_end = self.at(TokenKind::Eof);
            let problem = if at_end { Problem::MissingEndAtEnd } else { Problem::MissingEnd };
            self.report(start, problem);
        }
    }

    fn statement(&mut self) -> Stmt {
        let start = self.cur.span;
        let depth = self.lexer.open.len();
        let kind = self.nested(Self::statement_kind).unwrap_or_else(|_| {
            self.recover(depth);
            self.statement_end = self.prev_end;
            StmtKind::Error
        });
        if let Some(span) = self.tildes.first().copied() {
            self.report(span, Problem::MisplacedOperator);
            self.tildes.clear();
        }
        let end = (self.statement_end as u32).max(start.start);
        Stmt { kind, span: Span { start: start.start, end } }
    }

    fn statement_kind(&mut self) -> Parse<StmtKind> {
        if let TokenKind::Keyword(keyword) = self.cur.kind
            && !self.is_name_here(keyword)
        {
            let kind = self.keyword_statement(keyword)?;
            self.terminator();
            return Ok(kind);
        }
        if self.at_function() {
            let kind = StmtKind::Function(self.function());
            self.terminator();
            return Ok(kind);
        }
        match self.cur.kind {
            TokenKind::Not if !self.dialect.is_octave() && self.text(self.cur.span) == "!" => Ok(self.shell_escape()),
            TokenKind::Ident if self.at_task_word() => self.expression_statement(),
            TokenKind::Ident if self.at_import() => Ok(self.import()),
            TokenKind::Ident if self.command_follows() => Ok(self.command()),
            _ => self.expression_statement(),
        }
    }

    /// Whether `function` or `async function` is in hand.
    pub(super) fn at_function(&self) -> bool {
        match self.cur.kind {
            TokenKind::Keyword(Keyword::Function) => true,
            TokenKind::Ident if self.text(self.cur.span) == "async" => {
                let rest = skip_blanks(self.following());
                rest.strip_prefix(b"function").is_some_and(|rest| !rest.first().is_some_and(|b| is_word(*b)))
            }
            _ => false,
        }
    }

    /// Takes what ends a statement; gives whether its value is shown.
    pub(super) fn terminator(&mut self) -> bool {
        self.statement_end = self.prev_end;
        match self.cur.kind {
            TokenKind::Semicolon => {
                self.advance();
                return false;
            }
            TokenKind::Comma | TokenKind::Newline => self.advance(),
            TokenKind::Eof => {}
            TokenKind::Keyword(keyword) if keyword.closes_block() => {}
            // Functions that end where the next one begins.
            _ if self.stopped || (self.at_function() && !self.functions_end) => {}
            _ => {
                self.unexpected();
                self.recover(self.lexer.open.len());
                return self.terminator();
            }
        }
        true
    }

    fn expression_statement(&mut self) -> Parse<StmtKind> {
        let left = self.operators(0)?;
        let op = match self.cur.kind {
            TokenKind::Assign => None,
            TokenKind::OpAssign(op) => Some(op),
            _ => {
                let print = self.terminator();
                return Ok(self.value_statement(left, print));
            }
        };
        let (lhs, bracketed) = self.targets(left)?;
        self.advance();
        let rhs = self.nested(Self::expression)?;
        let print = self.terminator();
        Ok(StmtKind::Assign { lhs, bracketed, op, rhs, print })
    }

    /// A statement that is an expression; `x++` is an assignment unless Octave shows its value.
    fn value_statement(&mut self, expr: Expr, print: bool) -> StmtKind {
        let step = match &expr.kind {
            ExprKind::Postfix { op: PostfixOp::Increment, operand }
            | ExprKind::Unary { op: UnaryOp::Increment, operand } => Some((BinaryOp::Add, operand)),
            ExprKind::Postfix { op: PostfixOp::Decrement, operand }
            | ExprKind::Unary { op: UnaryOp::Decrement, operand } => Some((BinaryOp::Sub, operand)),
            _ => None,
        };
        match step {
            Some((op, operand)) if !(print && self.dialect.is_octave()) && is_place(operand) => {
                let one = ExprKind::Number { value: 1.0, imaginary: false, text: Name::from("1") };
                let rhs = Expr { kind: one, span: expr.span };
                let lhs = vec![LValue::Place(Expr::clone(operand))];
                StmtKind::Assign { lhs, bracketed: false, op: Some(op), rhs, print }
            }
            _ => StmtKind::Expr { expr, print },
        }
    }

    /// What stands left of `=`, which is in hand, as targets; and whether in brackets.
    pub(super) fn targets(&mut self, left: Expr) -> Parse<(Vec<LValue>, bool)> {
        let span = left.span;
        match left.kind {
            ExprKind::Matrix(mut rows) if rows.len() == 1 => {
                let mut targets = Vec::new();
                for element in rows.remove(0) {
                    self.target(element, &mut targets)?;
                }
                self.tildes.retain(|tilde| tilde.start < span.start || tilde.end > span.end);
                Ok((targets, true))
            }
            kind => {
                let mut targets = Vec::new();
                self.target(Expr { kind, span }, &mut targets)?;
                Ok((targets, false))
            }
        }
    }

    fn target(&mut self, expr: Expr, targets: &mut Vec<LValue>) -> Parse<()> {
        let problem = match expr.kind {
            ExprKind::Ident(name) if &*name == "~" => {
                targets.push(LValue::Ignore(expr.span));
                return Ok(());
            }
            // `[~ a] = f`: the blank separates.
            ExprKind::Unary { op: UnaryOp::Not, operand }
                if operand.span.start > expr.span.start + 1 && is_place(&operand) =>
            {
                let span = Span { start: expr.span.start, end: expr.span.start + 1 };
                targets.push(LValue::Ignore(span));
                return self.target(*operand, targets);
            }
            _ if is_place(&expr) => {
                if let Some(name) = base_name(&expr) {
                    self.declare(&name);
                }
                targets.push(LValue::Place(expr));
                return Ok(());
            }
            ExprKind::Number { .. } | ExprKind::Integer { .. } | ExprKind::Text { .. } => Problem::ConstantTarget,
            ExprKind::Matrix(rows) if rows.is_empty() => Problem::EmptyTarget,
            _ => Problem::Target,
        };
        Err(self.fail(self.cur.span, problem))
    }
}

/// Whether the expression is a variable or an index chain of one.
pub(super) fn is_place(expr: &Expr) -> bool {
    base_name(expr).is_some()
}

fn base_name(mut expr: &Expr) -> Option<Name> {
    loop {
        match &expr.kind {
            ExprKind::Ident(name) => return Some(name.clone()),
            ExprKind::Index { base, .. } => expr = base,
            _ => return None,
        }
    }
}
