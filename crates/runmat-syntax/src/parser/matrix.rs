//! Matrix and cell literals: where blanks and newlines separate.

use super::{Parse, Parser};
use crate::ast::*;
use crate::lexer::Context;
use crate::token::{Keyword, TokenKind};

impl Parser<'_> {
    /// The rows of a literal; its opening bracket is in hand. Rows without elements vanish.
    pub(super) fn rows(&mut self, close: TokenKind) -> Parse<Vec<Vec<Expr>>> {
        self.open(Context::Matrix);
        let mut rows = Vec::new();
        self.nested(|parser| {
            loop {
                let row = parser.row(close)?;
                if !row.is_empty() {
                    rows.push(row);
                }
                if !matches!(parser.cur.kind, TokenKind::Semicolon | TokenKind::Newline) {
                    return parser.close(close);
                }
                parser.advance();
            }
        })?;
        Ok(rows)
    }

    /// Elements up to the end of the row, separated by commas or blanks.
    fn row(&mut self, close: TokenKind) -> Parse<Vec<Expr>> {
        let mut row = Vec::new();
        self.take(TokenKind::Comma);
        while !self.row_ends() {
            row.push(self.element(close)?);
            if !self.take(TokenKind::Comma) && !self.row_ends() && !self.element_follows() {
                return Err(self.unexpected());
            }
        }
        Ok(row)
    }

    /// An element; in a cell of Octave's, a colon alone is the text that means all when it indexes.
    fn element(&mut self, close: TokenKind) -> Parse<Expr> {
        let span = self.cur.span;
        if close == TokenKind::RBrace && self.dialect.is_octave() && self.take(TokenKind::Colon) {
            let kind = ExprKind::Text { value: self.intern(":"), bytes: None, double_quoted: false };
            return Ok(Expr { kind, span });
        }
        self.expression()
    }

    fn row_ends(&self) -> bool {
        use TokenKind::*;
        matches!(self.cur.kind, Semicolon | Newline | RBracket | RBrace | RParen | Eof)
    }

    /// Whether the token in hand begins an element without a comma before it.
    fn element_follows(&self) -> bool {
        use TokenKind::*;
        match self.cur.kind {
            Text { .. } | LBracket | At => true,
            Ident
            | Number
            | LParen
            | LBrace
            | Not
            | Op(_)
            | PlusPlus
            | MinusMinus
            | Question
            | Keyword(self::Keyword::End | self::Keyword::EndOf(_) | self::Keyword::Do) => self.cur.space_before,
            _ => false,
        }
    }
}
