//! `classdef` and its blocks.

use std::sync::Arc;

use super::{Parse, Parser};
use crate::ast::*;
use crate::diagnostics::Problem;
use crate::lexer::Context;
use crate::token::{Block, Keyword, TokenKind};

impl Parser<'_> {
    /// The class a class file begins with.
    pub(super) fn class_file(&mut self) -> Option<Arc<ClassDef>> {
        let class = self.class();
        self.terminator();
        Some(Arc::new(class))
    }

    /// A class; `classdef` is in hand.
    pub(super) fn class(&mut self) -> ClassDef {
        let start = self.cur.span;
        let before = self.prev_end;
        self.advance();
        let mut class = ClassDef {
            name: Ident { name: Name::from(""), span: start },
            attributes: self.attributes(),
            supers: Vec::new(),
            properties: Vec::new(),
            methods: Vec::new(),
            events: Vec::new(),
            enumeration: Vec::new(),
            doc: None,
            span: start,
        };
        let depth = self.lexer.open.len();
        if self.class_head(&mut class).is_err() {
            self.recover(depth);
        }
        class.doc = self.function_doc(before, start);
        self.blocks.push(Block::Class);
        let functions_end = std::mem::replace(&mut self.functions_end, true);
        self.members(&mut class);
        self.functions_end = functions_end;
        self.blocks.pop();
        self.end_of_block(start, Block::Class);
        class.span = self.span_from(start);
        class
    }

    /// `Name < Super & Super`.
    fn class_head(&mut self, class: &mut ClassDef) -> Parse<()> {
        class.name = self.dotted_ident()?;
        if self.take(TokenKind::Op(BinaryOp::Lt)) {
            class.supers.push(self.dotted_ident()?);
            while self.take(TokenKind::Op(BinaryOp::And)) {
                class.supers.push(self.dotted_ident()?);
            }
        }
        match self.cur.kind {
            TokenKind::Newline | TokenKind::Semicolon | TokenKind::Comma | TokenKind::Eof => Ok(()),
            _ => Err(self.unexpected()),
        }
    }

    fn members(&mut self, class: &mut ClassDef) {
        loop {
            self.skip_separators();
            if self.at(TokenKind::Eof) {
                return;
            }
            match self.closing_keyword() {
                Some(Keyword::End | Keyword::EndOf(_)) => return,
                Some(_) => self.stray_keyword(),
                None => self.member_block(class),
            }
        }
    }

    fn member_block(&mut self, class: &mut ClassDef) {
        let start = self.cur.span;
        let word = ["properties", "methods", "events", "enumeration"].into_iter().find(|word| self.at_block_word(word));
        let Some(word) = word else { return self.no_member() };
        self.advance();
        let attributes = self.attributes();
        match word {
            "properties" => {
                let properties = self.declaration_block(start, Block::Properties);
                class.properties.push(PropertiesBlock { attributes, properties });
            }
            "methods" => class.methods.push(self.methods(start, attributes)),
            "events" => {
                let events = self.member_list(start, Block::Events);
                class.events.push((attributes, events.into_iter().map(|(name, _)| name).collect()));
            }
            _ => class.enumeration.extend(self.member_list(start, Block::Enumeration)),
        }
    }

    /// Something in the class that is none of its blocks.
    fn no_member(&mut self) {
        self.report(self.cur.span, Problem::ClassMember);
        if self.at_function() {
            self.function();
        } else {
            self.advance();
            self.recover(self.lexer.open.len());
        }
    }

    fn methods(&mut self, start: Span, attributes: Vec<Attribute>) -> MethodsBlock {
        let mut block = MethodsBlock { attributes, methods: Vec::new(), signatures: Vec::new() };
        self.blocks.push(Block::Methods);
        loop {
            self.skip_separators();
            if self.at_function() {
                block.methods.push(self.function());
            } else if self.at(TokenKind::Eof) || self.closing_keyword().is_some() {
                break;
            } else {
                block.signatures.extend(self.bodiless());
            }
        }
        self.blocks.pop();
        self.end_of_block(start, Block::Methods);
        block
    }

    /// A method without a body.
    fn bodiless(&mut self) -> Option<Ident> {
        let depth = self.lexer.open.len();
        self.scopes.push(Default::default());
        let signature = self.signature();
        self.scopes.pop();
        match signature {
            Ok(signature) => {
                self.terminator();
                Some(signature.name)
            }
            Err(_) => {
                self.recover(depth);
                None
            }
        }
    }

    /// Names, with arguments in an enumeration, up to the end of the block.
    fn member_list(&mut self, start: Span, block: Block) -> Vec<(Ident, Vec<Expr>)> {
        let mut members = Vec::new();
        loop {
            self.skip_separators();
            if self.at(TokenKind::Eof) || self.closing_keyword().is_some() {
                break;
            }
            let depth = self.lexer.open.len();
            match self.member() {
                Ok(member) => members.push(member),
                Err(_) => self.recover(depth),
            }
        }
        self.end_of_block(start, block);
        members
    }

    fn member(&mut self) -> Parse<(Ident, Vec<Expr>)> {
        let name = self.ident()?;
        let mut arguments = Vec::new();
        if self.at(TokenKind::LParen) {
            self.open(Context::Index);
            arguments = self.arguments(TokenKind::RParen)?;
        }
        Ok((name, arguments))
    }

    /// `(Name, Name = value, ~Name)`, when there is one.
    pub(super) fn attributes(&mut self) -> Vec<Attribute> {
        let mut attributes = Vec::new();
        if !self.at(TokenKind::LParen) {
            return attributes;
        }
        let depth = self.lexer.open.len();
        self.open(Context::Group);
        if self.attribute_list(&mut attributes).is_err() {
            self.recover(depth);
        }
        attributes
    }

    fn attribute_list(&mut self, attributes: &mut Vec<Attribute>) -> Parse<()> {
        while !self.at(TokenKind::RParen) {
            attributes.push(self.attribute()?);
            if !self.take(TokenKind::Comma) {
                break;
            }
        }
        self.close(TokenKind::RParen)
    }

    fn attribute(&mut self) -> Parse<Attribute> {
        let sign = self.cur.span;
        if self.take(TokenKind::Not) {
            let value = Expr { kind: ExprKind::Ident(self.intern("false")), span: sign };
            return Ok(Attribute { name: self.ident()?, value: Some(value) });
        }
        let name = self.ident()?;
        let value = if self.take(TokenKind::Assign) { Some(self.operators(0)?) } else { None };
        Ok(Attribute { name, value })
    }
}
