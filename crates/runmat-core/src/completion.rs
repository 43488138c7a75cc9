//! What may come next in a text that is being written.

use crate::handle::SessionHandle;
use runmat_value::Value;

/// What a name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum CandidateKind {
    Variable,
    Function,
    Keyword,
    Field,
}

/// A way to go on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// What replaces the word so far.
    pub text: String,
    /// What it is.
    pub kind: CandidateKind,
}

/// The ways to go on from a place in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// Where the word that they replace begins; inside of quotes, behind the quote.
    pub start: usize,
    /// The place is inside a character vector or string, where names of files may be meant, folders included; there are
    /// no candidates then.
    pub quoted: bool,
    /// Sorted by text.
    pub candidates: Vec<Candidate>,
}

impl SessionHandle {
    /// The ways to go on from byte `at` of a line: variables, functions, reserved words, fields of structs. Waits
    /// while a poll is under way.
    pub fn complete(&self, line: &str, at: usize) -> Completion {
        let (start, word) = word_before(line, at);
        if let Some(start) = open_quote(&line[..at]) {
            return Completion { start, quoted: true, candidates: Vec::new() };
        }
        let mut candidates = match word.rsplit_once('.') {
            Some((path, _)) => self.fields(path),
            None => self.names(),
        };
        candidates.retain(|c| c.text.starts_with(word) && c.text.len() > word.len());
        candidates.sort_by(|a, b| a.text.cmp(&b.text));
        candidates.dedup_by(|later, first| later.text == first.text);
        Completion { start, quoted: false, candidates }
    }

    fn names(&self) -> Vec<Candidate> {
        let shared = self.shared();
        let candidate = |kind| move |text: String| Candidate { text, kind };
        let variables = self.variables().into_iter().map(|(name, _)| name).map(candidate(CandidateKind::Variable));
        let of_host = shared.engine().core.functions.host.keys().map(|n| n.to_string()).collect::<Vec<_>>();
        let of_library = shared.library.names(shared.dialect).into_iter().map(str::to_string);
        let functions = of_host.into_iter().chain(of_library).map(candidate(CandidateKind::Function));
        let keywords = shared.dialect.reserved_words().iter().map(|k| k.to_string());
        let keywords = keywords.map(candidate(CandidateKind::Keyword));
        variables.chain(keywords).chain(functions).collect()
    }

    /// The fields of `a.b.c`.
    fn fields(&self, path: &str) -> Vec<Candidate> {
        let mut steps = path.split('.');
        let mut value = steps.next().and_then(|name| self.variable(name));
        for step in steps {
            value = match &value {
                Some(Value::Struct(s)) => s.get(0, step).cloned(),
                _ => None,
            };
        }
        let Some(Value::Struct(s)) = value else { return Vec::new() };
        let field = |name| Candidate { text: format!("{path}.{name}"), kind: CandidateKind::Field };
        s.names().iter().map(field).collect()
    }

    /// The first line of a library function's documentation.
    pub fn summary(&self, function: &str) -> Option<&'static str> {
        let shared = self.shared();
        if let Some(id) = shared.library.find(function, shared.dialect) {
            return shared.library.builtin(id).doc.lines().next();
        }
        let source = shared.library.source(function, shared.dialect)?;
        let comment = source.lines().find_map(|l| l.trim_start().strip_prefix('%'))?;
        Some(comment.trim_start_matches('%').trim())
    }
}

/// The word that ends at `at`: letters, digits, `_` and `.`.
fn word_before(line: &str, at: usize) -> (usize, &str) {
    let part = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
    let start = line[..at].rfind(|c| !part(c)).map_or(0, |k| k + line[k..].chars().next().map_or(1, char::len_utf8));
    (start, &line[start..at])
}

/// Where the character vector or string begins that the text ends in. A quote behind an operand is a transpose.
fn open_quote(text: &str) -> Option<usize> {
    let mut open = None;
    let mut last = ' ';
    for (at, c) in text.char_indices() {
        match (open, c) {
            (Some((q, _)), c) if c == q => open = None,
            (Some(_), _) => {}
            (None, '"') => open = Some(('"', at + 1)),
            (None, '\'') if !(last.is_alphanumeric() || matches!(last, '_' | ')' | ']' | '}' | '.' | '\'')) => {
                open = Some(('\'', at + 1))
            }
            _ => {}
        }
        last = c;
    }
    open.map(|(_, start)| start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::RunMatSession;

    #[test]
    fn words_and_quotes() {
        assert_eq!(word_before("x = abs.de", 10), (4, "abs.de"));
        assert_eq!(word_before("über", 5), (0, "über"));
        assert_eq!(open_quote("load('"), Some(6));
        assert_eq!(open_quote("load('a/b.c d/e"), Some(6));
        assert_eq!(open_quote("x = a' * b"), None);
        assert_eq!(open_quote("disp(\"it"), Some(6));
    }

    #[test]
    fn names_and_fields_in_reach() {
        let session = RunMatSession::new();
        session.execute_blocking("lineup = 1; s.alpha.one = 2; s.alpha.other = 3;").unwrap();
        let handle = session.handle();
        let found = handle.complete("x = line", 8);
        let texts: Vec<&str> = found.candidates.iter().map(|c| c.text.as_str()).collect();
        assert!(found.start == 4 && texts.contains(&"lineup"), "{texts:?}");
        let fields = handle.complete("s.alpha.o", 9);
        let expected =
            ["s.alpha.one", "s.alpha.other"].map(|t| Candidate { text: t.into(), kind: CandidateKind::Field });
        assert_eq!((fields.start, fields.candidates.as_slice()), (0, &expected[..]));
        let file = handle.complete("load('sub/da", 12);
        assert_eq!((file.quoted, file.start), (true, 6));
        let whiles = handle.complete("whil", 4).candidates;
        assert_eq!(whiles, [Candidate { text: "while".into(), kind: CandidateKind::Keyword }]);
        assert!(handle.summary("sin").is_some_and(|s| !s.is_empty()));
    }
}
