//! What each piece of a text is, for those who show it in colours.

use crate::ast::Span;
use crate::dialect::Dialect;
use crate::parser;
use crate::token::TokenKind;

/// What a piece of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paint {
    /// A reserved word.
    Keyword,
    /// The name of a variable or a function.
    Name,
    /// A name that is assigned to right here.
    Assigned,
    /// The name of a field, a property or a method, behind a dot.
    Field,
    /// A number.
    Number,
    /// Text in quotes.
    Text,
    /// Words of a command: `hold on`.
    Word,
    /// A comment, or what stands behind a continuation.
    Comment,
    /// An operator.
    Operator,
    /// A parenthesis, a bracket or a brace.
    Bracket,
    /// A comma or a semicolon.
    Separator,
    /// What nothing begins with.
    Invalid,
}

/// The pieces of a text, in order; blanks between them are left out. Reads any text.
pub fn highlight(source: &str, dialect: Dialect) -> Vec<(Span, Paint)> {
    let (tokens, comments) = parser::tokens(source, dialect);
    let mut pieces: Vec<(Span, Paint)> = comments.iter().map(|&span| (span, Paint::Comment)).collect();
    let mut after_dot = false;
    for (k, token) in tokens.iter().enumerate() {
        let next = tokens.get(k + 1).map(|t| t.kind);
        let paint = match token.kind {
            TokenKind::Ident if after_dot => Some(Paint::Field),
            TokenKind::Ident if next == Some(TokenKind::Assign) => Some(Paint::Assigned),
            kind => paint(kind),
        };
        after_dot = token.kind == TokenKind::Dot;
        pieces.extend(paint.filter(|_| token.span.start < token.span.end).map(|paint| (token.span, paint)));
    }
    pieces.sort_by_key(|piece| piece.0.start);
    with_gaps(source, pieces)
}

fn paint(kind: TokenKind) -> Option<Paint> {
    use TokenKind::*;
    Some(match kind {
        Eof | Newline => return None,
        Semicolon | Comma => Paint::Separator,
        Ident => Paint::Name,
        Keyword(_) => Paint::Keyword,
        Number => Paint::Number,
        Text { .. } => Paint::Text,
        LParen | RParen | LBracket | RBracket | LBrace | RBrace => Paint::Bracket,
        Invalid => Paint::Invalid,
        Assign | OpAssign(_) | Op(_) | Not | PlusPlus | MinusMinus | CTranspose | Transpose | Dot | At | Colon
        | Question => Paint::Operator,
    })
}

/// With what stands between the tokens: the words of commands, and continuations.
fn with_gaps(source: &str, pieces: Vec<(Span, Paint)>) -> Vec<(Span, Paint)> {
    let mut all = Vec::with_capacity(pieces.len());
    let mut at = 0;
    let end = (Span::new(source.len(), source.len()), Paint::Invalid);
    for (span, paint) in pieces.into_iter().chain([end]) {
        let start = span.start as usize;
        if start < at {
            continue;
        }
        gap(source, at, start, &mut all);
        at = span.end as usize;
        if start < at {
            all.push((span, paint));
        }
    }
    all
}

fn gap(source: &str, start: usize, end: usize, out: &mut Vec<(Span, Paint)>) {
    let mut at = start;
    for line in source[start..end].split_inclusive(['\n', '\r']) {
        let word = line.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        if let (Some(offset), false) = (line.find(word), word.is_empty()) {
            let paint = if word.starts_with("...") || word.starts_with('\\') { Paint::Comment } else { Paint::Word };
            out.push((Span::new(at + offset, at + offset + word.len()), paint));
        }
        at += line.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<(&str, Paint)> {
        let all = highlight(text, Dialect::Matlab);
        all.into_iter().map(|(s, p)| (&text[s.start as usize..s.end as usize], p)).collect()
    }

    #[test]
    fn each_piece_is_what_the_parser_takes_it_for() {
        use Paint::*;
        assert_eq!(
            pieces("x = a' + 'it''s'; % done\n"),
            [
                ("x", Assigned),
                ("=", Operator),
                ("a", Name),
                ("'", Operator),
                ("+", Operator),
                ("'it''s'", Text),
                (";", Separator),
                ("% done", Comment)
            ]
        );
        assert_eq!(
            pieces("if s.end(1), hold on, end"),
            [
                ("if", Keyword),
                ("s", Name),
                (".", Operator),
                ("end", Field),
                ("(", Bracket),
                ("1", Number),
                (")", Bracket),
                (",", Separator),
                ("hold", Name),
                ("on", Word),
                (",", Separator),
                ("end", Keyword)
            ]
        );
        assert_eq!(pieces("y ... more\n + 1"), [("y", Name), ("... more", Comment), ("+", Operator), ("1", Number)]);
    }

    #[test]
    fn pieces_do_not_overlap_whatever_is_wrong() {
        for text in
            ["x = (1, 'a\nfor k = [1 2\n end end }", "%{\nx\n", "a b 'c", "\u{feff}x = \"é", "1..2 § 3", "!ls -l\n"]
        {
            for dialect in [Dialect::Matlab, Dialect::Octave] {
                let all = highlight(text, dialect);
                assert!(all.windows(2).all(|w| w[0].0.end <= w[1].0.start), "{text:?}: {all:?}");
                assert!(all.iter().all(|(s, _)| text.is_char_boundary(s.start as usize)), "{text:?}");
            }
        }
    }
}
