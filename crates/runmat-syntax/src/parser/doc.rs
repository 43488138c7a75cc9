//! Help texts: the comment blocks that belong to files, functions and classes.

use super::Parser;
use crate::ast::Span;

impl Parser<'_> {
    /// The comment block of what begins at `start` and whose head line was just read: the one right below
    /// the head, or above it behind `before`, where the last token before it ends.
    pub(super) fn function_doc(&mut self, before: usize, start: Span) -> Option<String> {
        let head_end = self.prev_end;
        // The comments below are known once the token behind them is.
        self.skip_separators();
        let below = self.comments_between(self.next_line(head_end), self.cur.span.start as usize);
        let above = self.comments_between(before, start.start as usize);
        let below = first_block(self.source, below);
        let above = blocks(self.source, above).into_iter().rfind(|block| self.is_help(block));
        let block = if self.dialect.is_octave() { above.or(below) } else { below.or(above) };
        block.map(|block| block_text(self.source, block))
    }

    /// The first comment block of the file, if no statement stands before it.
    pub(super) fn file_doc(&self) -> Option<String> {
        let mut comments = &self.lexer.comments[..];
        if self.source.starts_with("#!") {
            comments = comments.get(1..)?;
        }
        let blank = self.source[..comments.first()?.start as usize].trim_start_matches('\u{feff}');
        let blank = if blank.starts_with("#!") { blank.split_once('\n')?.1 } else { blank };
        if !blank.trim().is_empty() {
            return None;
        }
        // The blocks that follow belong to the head of the file while nothing but blank lines divides them.
        let head = comments
            .iter()
            .enumerate()
            .take_while(|(at, span)| *at == 0 || is_blank(self.source, comments[at - 1].end, span.start));
        let head = &comments[..head.count()];
        let block = blocks(self.source, head).into_iter().find(|block| self.is_help(block))?;
        Some(block_text(self.source, block))
    }

    /// Octave skips blocks that tell who wrote the file.
    fn is_help(&self, block: &[Span]) -> bool {
        let text = block_text(self.source, block);
        let text = text.trim_start_matches([' ', '\n', '\t', '#', '%']);
        !self.dialect.is_octave() || !(text.starts_with("Copyright") || text.starts_with("Author"))
    }

    fn comments_between(&self, from: usize, to: usize) -> &[Span] {
        let comments = &self.lexer.comments;
        let first = comments.partition_point(|span| (span.start as usize) < from);
        let last = comments.partition_point(|span| (span.start as usize) < to);
        &comments[first.min(last)..last]
    }

    fn next_line(&self, at: usize) -> usize {
        (self.line_end(at) + 1).min(self.source.len())
    }
}

fn is_blank(source: &str, from: u32, to: u32) -> bool {
    source[from as usize..to as usize].trim().is_empty()
}

/// How many of the comments stand on consecutive lines.
fn block_len(source: &str, comments: &[Span]) -> usize {
    let joined = comments.windows(2).take_while(|pair| {
        let between = &source[pair[0].end as usize..pair[1].start as usize];
        between.trim().is_empty() && between.matches('\n').count() <= 1
    });
    (1 + joined.count()).min(comments.len())
}

fn first_block<'s>(source: &str, comments: &'s [Span]) -> Option<&'s [Span]> {
    (!comments.is_empty()).then(|| &comments[..block_len(source, comments)])
}

fn blocks<'s>(source: &str, mut comments: &'s [Span]) -> Vec<&'s [Span]> {
    let mut blocks = Vec::new();
    while !comments.is_empty() {
        let (block, rest) = comments.split_at(block_len(source, comments));
        blocks.push(block);
        comments = rest;
    }
    blocks
}

/// The text of comments, without their marks.
fn block_text(source: &str, comments: &[Span]) -> String {
    let text = |span: &Span| comment_text(&source[span.start as usize..span.end as usize]);
    comments.iter().map(text).collect::<Vec<_>>().join("\n")
}

fn comment_text(comment: &str) -> String {
    let is_block = comment.lines().next().is_some_and(|line| matches!(line.trim(), "%{" | "#{"));
    if !is_block {
        return comment.trim_start_matches(['%', '#']).to_string();
    }
    let mut lines: Vec<&str> = comment.lines().skip(1).collect();
    if lines.last().is_some_and(|line| matches!(line.trim(), "%}" | "#}")) {
        lines.pop();
    }
    lines.join("\n")
}
