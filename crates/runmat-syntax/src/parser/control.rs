//! Statements that begin with a keyword: branches, loops, guards, declarations.

use super::expression::skip_blanks;
use super::{Parse, Parser};
use crate::ast::*;
use crate::diagnostics::Problem;
use crate::lexer::Context;
use crate::token::{Block, Keyword, TokenKind};

impl Parser<'_> {
    /// The statement that the keyword in hand begins.
    pub(super) fn keyword_statement(&mut self, keyword: Keyword) -> Parse<StmtKind> {
        let start = self.cur.span;
        match keyword {
            Keyword::Function => return Ok(StmtKind::Function(self.function())),
            Keyword::Classdef => {
                self.report(start, Problem::ClassPlace);
                self.class();
                return Ok(StmtKind::Error);
            }
            Keyword::Break | Keyword::Continue => return Ok(self.jump(keyword)),
            _ => self.advance(),
        }
        Ok(match keyword {
            Keyword::If => self.branches(start),
            Keyword::While => self.while_loop(start),
            Keyword::For => self.for_loop(start, Block::For),
            Keyword::Parfor => self.for_loop(start, Block::Parfor),
            Keyword::Do => self.do_loop(start),
            Keyword::Switch => self.switch(start),
            Keyword::Try => self.guarded(start),
            Keyword::UnwindProtect => self.unwind(start),
            Keyword::Spmd => self.spmd(start),
            Keyword::Global => StmtKind::Global(self.declarations()?),
            Keyword::Persistent => StmtKind::Persistent(self.declarations()?),
            Keyword::Return => StmtKind::Return,
            _ => return Err(self.fail(start, Problem::StrayKeyword)),
        })
    }

    fn jump(&mut self, keyword: Keyword) -> StmtKind {
        let boundary = |block: &&Block| !matches!(block, Block::Function | Block::Anonymous);
        let is_loop = |block: &Block| matches!(block, Block::While | Block::For | Block::Parfor | Block::Do);
        let in_loop = self.blocks.iter().rev().take_while(boundary).any(is_loop);
        let (problem, kind) = match keyword {
            Keyword::Break => (Problem::BreakOutside, StmtKind::Break),
            _ => (Problem::ContinueOutside, StmtKind::Continue),
        };
        if !in_loop {
            self.report(self.cur.span, problem);
        }
        self.advance();
        kind
    }

    /// A part of a statement's head; what cannot be parsed becomes an error node and the statement goes on.
    fn head(&mut self, part: impl FnOnce(&mut Self) -> Parse<Expr>) -> Expr {
        let start = self.cur.span;
        let depth = self.lexer.open.len();
        part(self).unwrap_or_else(|_| {
            self.recover(depth);
            let begin = (start.start as usize).min(self.prev_end);
            Expr { kind: ExprKind::Error, span: Span::new(begin, self.prev_end) }
        })
    }

    fn condition(&mut self) -> Expr {
        self.head(Self::expression)
    }

    /// In Octave, newlines, commas and semicolons may stand between `elseif` or `case` and what follows.
    fn before_condition(&mut self) {
        if self.dialect.is_octave() {
            self.skip_separators();
        }
    }

    /// The statements of a `block`.
    fn body(&mut self, block: Block) -> Vec<Stmt> {
        self.blocks.push(block);
        let body = self.block();
        self.blocks.pop();
        body
    }

    fn branches(&mut self, start: Span) -> StmtKind {
        let mut branches = vec![(self.condition(), self.body(Block::If))];
        let mut otherwise = None;
        loop {
            let word = self.cur.span;
            match self.closing_keyword() {
                Some(Keyword::ElseIf) => {
                    self.advance();
                    self.before_condition();
                    let branch = (self.condition(), self.body(Block::If));
                    self.after_else(&otherwise, word);
                    branches.push(branch);
                }
                Some(Keyword::Else) => {
                    self.advance();
                    let body = self.body(Block::If);
                    self.after_else(&otherwise, word);
                    otherwise = Some(body);
                }
                _ => break,
            }
        }
        self.end_of_block(start, Block::If);
        StmtKind::If { branches, otherwise }
    }

    /// Reports a branch, begun by the word at `word`, that follows an `else`.
    fn after_else(&mut self, otherwise: &Option<Vec<Stmt>>, word: Span) {
        if otherwise.is_some() {
            self.report(word, Problem::StrayKeyword);
        }
    }

    fn while_loop(&mut self, start: Span) -> StmtKind {
        let cond = self.condition();
        let body = self.body(Block::While);
        self.end_of_block(start, Block::While);
        StmtKind::While { cond, body }
    }

    fn do_loop(&mut self, start: Span) -> StmtKind {
        let body = self.body(Block::Do);
        if self.closing_keyword() == Some(Keyword::Until) {
            self.advance();
            return StmtKind::DoUntil { body, cond: self.condition() };
        }
        self.missing_end(start);
        StmtKind::DoUntil { body, cond: Expr { kind: ExprKind::Error, span: start } }
    }

    fn for_loop(&mut self, start: Span, block: Block) -> StmtKind {
        let depth = self.lexer.open.len();
        let (var, range) = self.for_head().unwrap_or_else(|_| {
            self.recover(depth);
            (LValue::Ignore(start), Expr { kind: ExprKind::Error, span: start })
        });
        let body = self.body(block);
        self.end_of_block(start, block);
        StmtKind::For { var, range, parallel: block == Block::Parfor, body }
    }

    /// `v = range`, `(v = range)`, `(v = range, workers)`.
    fn for_head(&mut self) -> Parse<(LValue, Expr)> {
        let parenthesised = self.at(TokenKind::LParen);
        if parenthesised {
            self.open(Context::Group);
        }
        let var = self.loop_variable()?;
        if !self.take(TokenKind::Assign) {
            return Err(self.unexpected());
        }
        let range = self.expression()?;
        if parenthesised {
            if self.take(TokenKind::Comma) {
                self.expression()?;
            }
            self.lexer.expect_operand();
            self.close(TokenKind::RParen)?;
        }
        Ok((var, range))
    }

    /// A variable, an element of one, or `[value, key]` (Octave).
    fn loop_variable(&mut self) -> Parse<LValue> {
        if self.at(TokenKind::Not) {
            let span = self.cur.span;
            self.advance();
            return Ok(LValue::Ignore(span));
        }
        let var = self.indexed()?;
        if !self.at(TokenKind::Assign) {
            return Err(self.unexpected());
        }
        let (mut targets, bracketed) = self.targets(var.clone())?;
        if bracketed { Ok(LValue::Place(var)) } else { Ok(targets.remove(0)) }
    }

    fn switch(&mut self, start: Span) -> StmtKind {
        let value = self.condition();
        let mut cases = Vec::new();
        let mut otherwise = None;
        self.before_cases();
        loop {
            match self.closing_keyword() {
                Some(Keyword::Case) => {
                    self.advance();
                    self.before_condition();
                    cases.push((self.condition(), self.body(Block::Switch)));
                }
                Some(Keyword::Otherwise) => {
                    self.advance();
                    otherwise = Some(self.body(Block::Switch));
                }
                _ => break,
            }
        }
        self.end_of_block(start, Block::Switch);
        StmtKind::Switch { value, cases, otherwise }
    }

    /// Between the head of a `switch` and its first `case` nothing may stand.
    fn before_cases(&mut self) {
        self.skip_separators();
        let first = self.cur.span;
        if !self.body(Block::Switch).is_empty() {
            self.report(first, Problem::Unexpected);
        }
    }

    fn guarded(&mut self, start: Span) -> StmtKind {
        let body = self.body(Block::Try);
        let (mut ident, mut handler) = (None, Vec::new());
        if self.closing_keyword() == Some(Keyword::Catch) {
            self.advance();
            ident = self.caught_name();
            handler = self.body(Block::Try);
        }
        self.end_of_block(start, Block::Try);
        StmtKind::Try { body, ident, handler }
    }

    /// The name right behind `catch`, when nothing else stands in its statement.
    fn caught_name(&mut self) -> Option<Ident> {
        let rest = skip_blanks(self.following());
        let alone = matches!(rest.first(), None | Some(b'\n' | b'\r' | b';' | b',' | b'%' | b'#'));
        if !self.at(TokenKind::Ident) || !alone {
            return None;
        }
        let ident = self.ident().ok()?;
        self.declare(&ident.name);
        Some(ident)
    }

    fn unwind(&mut self, start: Span) -> StmtKind {
        let body = self.body(Block::Unwind);
        let mut cleanup = Vec::new();
        if self.closing_keyword() == Some(Keyword::UnwindCleanup) {
            self.advance();
            cleanup = self.body(Block::Unwind);
        }
        self.end_of_block(start, Block::Unwind);
        StmtKind::UnwindProtect { body, cleanup }
    }

    /// `spmd`, `spmd (workers)`.
    fn spmd(&mut self, start: Span) -> StmtKind {
        if self.at(TokenKind::LParen) {
            self.head(|parser| {
                parser.open(Context::Index);
                parser.arguments(TokenKind::RParen)?;
                Ok(Expr { kind: ExprKind::Error, span: start })
            });
        }
        let body = self.body(Block::Spmd);
        self.end_of_block(start, Block::Spmd);
        StmtKind::Block(body)
    }

    /// `a b = 2`, behind `global` or `persistent`.
    fn declarations(&mut self) -> Parse<Vec<(Ident, Option<Expr>)>> {
        let mut declared = Vec::new();
        while declared.is_empty() || self.at_name() {
            let name = self.ident()?;
            self.declare(&name.name);
            let value = if self.take(TokenKind::Assign) { Some(self.expression()?) } else { None };
            declared.push((name, value));
        }
        Ok(declared)
    }
}
