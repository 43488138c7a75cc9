//! The vocabulary the lexer gives and the parser takes.
//!
//! A token is a kind and a span; what a literal means is worked out from its text when the parser wants it.

use crate::ast::{BinaryOp, Span};
use crate::dialect::Dialect;

/// One token, with what the white-space rules need to know about its left side.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Token {
    pub kind: TokenKind,
    pub span: Span,
    /// Blanks, a continuation or a skipped newline stand before it.
    pub space_before: bool,
    /// A newline that means nothing here (inside parentheses) was skipped before it.
    pub newline_before: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TokenKind {
    Eof,
    Newline,
    Semicolon,
    Comma,
    Ident,
    Keyword(Keyword),
    Number,
    Text {
        double: bool,
        terminated: bool,
    },
    LParen,
    RParen,
    LBracket,
    RBracket,
    LBrace,
    RBrace,
    /// `=`
    Assign,
    /// `+=` and the like
    OpAssign(BinaryOp),
    /// A binary operator; `Add` and `Sub` serve as signs too.
    Op(BinaryOp),
    /// `~` or `!`
    Not,
    PlusPlus,
    MinusMinus,
    /// `'`
    CTranspose,
    /// `.'`
    Transpose,
    Dot,
    At,
    Colon,
    Question,
    /// A character that starts nothing.
    Invalid,
}

impl TokenKind {
    /// Whether a quote right behind it transposes.
    pub(crate) fn ends_operand(self) -> bool {
        use TokenKind::*;
        matches!(self, Ident | Number | Text { .. } | RParen | RBracket | RBrace | CTranspose | Transpose)
    }

    /// Whether it closes a bracket.
    pub(crate) fn closes(self) -> bool {
        matches!(self, TokenKind::RParen | TokenKind::RBracket | TokenKind::RBrace)
    }
}

/// The kinds of blocks that an `end` word closes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Block {
    If,
    While,
    For,
    Parfor,
    Switch,
    Try,
    Unwind,
    Do,
    Spmd,
    Function,
    Anonymous,
    Class,
    Properties,
    Methods,
    Events,
    Enumeration,
    Arguments,
}

/// The Octave words that end one kind of block only.
const END_WORDS: &[(&str, Block)] = &[
    ("endif", Block::If),
    ("endwhile", Block::While),
    ("endfor", Block::For),
    ("endparfor", Block::Parfor),
    ("endswitch", Block::Switch),
    ("end_try_catch", Block::Try),
    ("end_unwind_protect", Block::Unwind),
    ("endspmd", Block::Spmd),
    ("endfunction", Block::Function),
    ("endclassdef", Block::Class),
    ("endproperties", Block::Properties),
    ("endmethods", Block::Methods),
    ("endevents", Block::Events),
    ("endenumeration", Block::Enumeration),
    ("endarguments", Block::Arguments),
];

impl Block {
    /// The Octave word that ends it.
    pub(crate) fn end_word(self) -> &'static str {
        END_WORDS.iter().find(|(_, block)| *block == self).map_or("end", |(word, _)| word)
    }
}

/// Reserved words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keyword {
    Break,
    Case,
    Catch,
    Classdef,
    Continue,
    Do,
    Else,
    ElseIf,
    End,
    EndOf(Block),
    For,
    Function,
    Global,
    If,
    Otherwise,
    Parfor,
    Persistent,
    Return,
    Spmd,
    Switch,
    Try,
    Until,
    UnwindProtect,
    UnwindCleanup,
    While,
}

impl Keyword {
    /// The keyword spelled `word`.
    pub(crate) fn from_word(word: &str) -> Option<Keyword> {
        use Keyword::*;
        Some(match word {
            "break" => Break,
            "case" => Case,
            "catch" => Catch,
            "classdef" => Classdef,
            "continue" => Continue,
            "do" => Do,
            "else" => Else,
            "elseif" => ElseIf,
            "end" => End,
            "for" => For,
            "function" => Function,
            "global" => Global,
            "if" => If,
            "otherwise" => Otherwise,
            "parfor" => Parfor,
            "persistent" => Persistent,
            "return" => Return,
            "spmd" => Spmd,
            "switch" => Switch,
            "try" => Try,
            "until" => Until,
            "unwind_protect" => UnwindProtect,
            "unwind_protect_cleanup" => UnwindCleanup,
            "while" => While,
            _ if word.starts_with("end") => EndOf(END_WORDS.iter().find(|(w, _)| *w == word)?.1),
            _ => return None,
        })
    }

    /// Whether the dialect lets the word be a name as well.
    pub(crate) fn is_soft(self, dialect: Dialect) -> bool {
        use Keyword::*;
        match self {
            Spmd => true,
            Do | Until | UnwindProtect | UnwindCleanup | EndOf(_) => dialect == Dialect::Matlab,
            _ => false,
        }
    }

    /// Whether the word ends the statements before it.
    pub(crate) fn closes_block(self) -> bool {
        use Keyword::*;
        matches!(self, Case | Catch | Else | ElseIf | End | EndOf(_) | Otherwise | Until | UnwindCleanup)
    }
}
