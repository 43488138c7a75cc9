//! Functions: signatures, `arguments` blocks, bodies, nesting.

use std::sync::Arc;

use super::{Parse, Parser};
use crate::ast::*;
use crate::diagnostics::Problem;
use crate::lexer::Context;
use crate::token::{Block, Keyword, TokenKind};

/// The line of a function.
pub(super) struct Signature {
    pub name: Ident,
    pub params: Vec<Param>,
    pub outputs: Vec<Ident>,
}

impl Parser<'_> {
    /// A function; `function` or `async` is in hand.
    pub(super) fn function(&mut self) -> Arc<FunctionDef> {
        let start = self.cur.span;
        let before = self.prev_end;
        let is_async = !self.at(TokenKind::Keyword(Keyword::Function));
        if is_async {
            self.advance();
        }
        let keyword = self.cur.span;
        self.advance();
        let mut scope = match self.blocks.last() {
            Some(Block::Function) => self.scopes.last().cloned().unwrap_or_default(),
            _ => Default::default(),
        };
        scope.insert(self.intern("ans"));
        self.scopes.push(scope);
        self.blocks.push(Block::Function);
        let mut function = FunctionDef {
            name: Ident { name: Name::from(""), span: keyword },
            params: Vec::new(),
            outputs: Vec::new(),
            arguments: Vec::new(),
            body: Vec::new(),
            nested: Vec::new(),
            is_async,
            doc: None,
            span: start,
        };
        self.function_head(&mut function);
        function.doc = self.function_doc(before, start);
        self.function_body(&mut function, keyword);
        function.span = self.span_from(start);
        self.blocks.pop();
        self.scopes.pop();
        Arc::new(function)
    }

    fn function_head(&mut self, function: &mut FunctionDef) {
        let depth = self.lexer.open.len();
        match self.signature() {
            Ok(signature) => {
                function.name = signature.name;
                function.params = signature.params;
                function.outputs = signature.outputs;
            }
            Err(_) => self.recover(depth),
        }
    }

    /// `[outputs] = name(params)` in its forms.
    pub(super) fn signature(&mut self) -> Parse<Signature> {
        let mut outputs = Vec::new();
        let bracketed = self.at(TokenKind::LBracket);
        if bracketed {
            self.outputs(&mut outputs)?;
        }
        let mut name = if bracketed { None } else { Some(self.function_name()?) };
        if self.take(TokenKind::Assign) {
            outputs.extend(name.take());
            name = Some(self.function_name()?);
        }
        let name = name.ok_or_else(|| self.fail(self.cur.span, Problem::FunctionLine))?;
        let mut params = Vec::new();
        if self.at(TokenKind::LParen) {
            self.open(Context::Group);
            params = self.params()?;
            self.lexer.expect_operand();
            self.close(TokenKind::RParen)?;
        }
        for output in &outputs {
            self.declare(&output.name);
        }
        for param in &params {
            self.declare(&param.name.name);
        }
        Ok(Signature { name, params, outputs })
    }

    fn function_name(&mut self) -> Parse<Ident> {
        if self.at(TokenKind::Keyword(Keyword::End)) {
            // Classes overload `end`.
            let span = self.cur.span;
            self.advance();
            return Ok(Ident { name: self.intern("end"), span });
        }
        if !self.at_name() {
            return Err(self.fail(self.error_span(), Problem::FunctionLine));
        }
        self.dotted_ident()
    }

    fn outputs(&mut self, outputs: &mut Vec<Ident>) -> Parse<()> {
        self.open(Context::Matrix);
        while !self.at(TokenKind::RBracket) {
            if !self.take(TokenKind::Comma) {
                outputs.push(self.ident()?);
            }
        }
        self.close(TokenKind::RBracket)
    }

    /// Parameters up to the closing parenthesis, which stays in hand.
    pub(super) fn params(&mut self) -> Parse<Vec<Param>> {
        let mut params = Vec::new();
        while !self.at(TokenKind::RParen) || !params.is_empty() {
            if !self.at(TokenKind::Not) && !self.at(TokenKind::Ident) {
                return Err(self.bad_params());
            }
            params.push(self.param()?);
            if !self.take(TokenKind::Comma) {
                break;
            }
        }
        if self.at(TokenKind::RParen) { Ok(params) } else { Err(self.bad_params()) }
    }

    fn bad_params(&mut self) -> super::Fail {
        let at_end = self.at(TokenKind::Eof);
        match self.forgotten_bracket() {
            _ if !self.dialect.is_octave() => self.unexpected(),
            Some(open) if at_end => self.fail(open, Problem::ParameterListAtEnd),
            Some(_) => self.unexpected(),
            None => self.fail(self.cur.span, Problem::ParameterList),
        }
    }

    fn param(&mut self) -> Parse<Param> {
        if self.at(TokenKind::Not) {
            let span = self.cur.span;
            self.advance();
            return Ok(Param { name: Ident { name: self.intern("~"), span }, default: None });
        }
        let name = self.ident()?;
        let default = if self.take(TokenKind::Assign) { Some(self.expression()?) } else { None };
        Ok(Param { name, default })
    }

    fn function_body(&mut self, function: &mut FunctionDef, start: Span) {
        loop {
            self.skip_separators();
            if !self.at_block_word("arguments") {
                break;
            }
            function.arguments.push(self.arguments_block());
        }
        loop {
            self.function_statements(&mut function.body);
            if self.at_function() && self.functions_end {
                let nested = self.nested(|parser| Ok(parser.function()));
                function.nested.extend(nested);
                continue;
            }
            match self.closing_keyword() {
                Some(Keyword::EndOf(Block::Function)) => return self.advance(),
                Some(Keyword::End) if self.functions_end => return self.advance(),
                Some(Keyword::EndOf(_)) => {
                    self.report(self.cur.span, Problem::WrongEnd(Block::Function));
                    self.advance();
                }
                Some(_) => self.stray_keyword(),
                None => break,
            }
        }
        if self.functions_end {
            self.unended = true;
            self.missing_end(start);
        }
    }

    fn function_statements(&mut self, body: &mut Vec<Stmt>) {
        if body.is_empty() {
            *body = self.block();
        } else {
            body.extend(self.block());
        }
    }

    /// Whether the word in hand begins a block: nothing follows it in its line but an attribute list.
    pub(super) fn at_block_word(&self, word: &str) -> bool {
        if !self.at(TokenKind::Ident) || self.text(self.cur.span) != word {
            return false;
        }
        let rest = super::expression::skip_blanks(self.following());
        matches!(rest.first(), None | Some(b'\n' | b'\r' | b'%' | b'#' | b'(' | b';' | b','))
    }

    fn arguments_block(&mut self) -> ArgumentsBlock {
        let start = self.cur.span;
        self.advance();
        let attributes = self.attributes();
        let has = |name: &str| attributes.iter().any(|a| a.name.name.eq_ignore_ascii_case(name));
        let (repeating, output) = (has("Repeating"), has("Output"));
        let entries = self.declaration_block(start, Block::Arguments);
        ArgumentsBlock { repeating, output, entries, span: self.span_from(start) }
    }

    /// Declarations up to the end of the `block` that began at `start`.
    pub(super) fn declaration_block(&mut self, start: Span, block: Block) -> Vec<ArgumentDecl> {
        let mut entries = Vec::new();
        loop {
            self.skip_separators();
            if self.at(TokenKind::Eof) || self.closing_keyword().is_some() || self.at_function() {
                break;
            }
            let depth = self.lexer.open.len();
            match self.declaration() {
                Ok(entry) => {
                    entries.push(entry);
                    self.terminator();
                }
                Err(_) => self.recover(depth),
            }
        }
        self.end_of_block(start, block);
        entries
    }

    /// `name (dims) class {validators} = default`.
    fn declaration(&mut self) -> Parse<ArgumentDecl> {
        let start = self.cur.span;
        let name = if self.at(TokenKind::Not) { self.param()?.name } else { self.ident()? };
        self.declare(&name.name);
        let mut decl = ArgumentDecl {
            name,
            field: None,
            dims: None,
            class: None,
            validators: Vec::new(),
            default: None,
            span: start,
        };
        if self.take(TokenKind::Dot) {
            if self.take(TokenKind::Question) {
                decl.class = Some(self.dotted_ident()?);
            } else {
                decl.field = Some(self.ident()?);
            }
        }
        if self.at(TokenKind::LParen) {
            decl.dims = Some(self.dimensions()?);
        }
        if self.at_name() {
            decl.class = Some(self.dotted_ident()?);
        }
        if self.at(TokenKind::LBrace) {
            self.open(Context::Index);
            decl.validators = self.arguments(TokenKind::RBrace)?;
        }
        if self.take(TokenKind::Assign) {
            decl.default = Some(self.operators(0)?);
        }
        decl.span = self.span_from(start);
        Ok(decl)
    }

    fn dimensions(&mut self) -> Parse<Vec<Option<usize>>> {
        self.open(Context::Group);
        let mut dims = Vec::new();
        loop {
            let text = self.text(self.cur.span);
            match self.cur.kind {
                TokenKind::Colon => dims.push(None),
                TokenKind::Number if text.parse::<usize>().is_ok() => dims.push(text.parse().ok()),
                _ => return Err(self.unexpected()),
            }
            self.advance();
            if !self.take(TokenKind::Comma) {
                break;
            }
        }
        self.close(TokenKind::RParen)?;
        Ok(dims)
    }
}
