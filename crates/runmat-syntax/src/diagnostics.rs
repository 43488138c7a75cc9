//! What can be wrong with a text, in the words of either dialect, and how it is shown.

use crate::ast::Span;
use crate::dialect::Dialect;
use crate::token::{Block, Keyword};

/// One thing wrong with a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagnostic {
    /// Where.
    pub span: Span,
    /// The message, as the dialect words it.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
    /// The identifier of the error; empty in Octave.
    pub identifier: &'static str,
    /// The text ended inside a construct; more lines may make it right.
    pub incomplete: bool,
}

/// Everything that can be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Problem {
    /// Two things stand side by side with nothing between them.
    Juxtaposed,
    /// A bracket is open where the construct must end.
    OpenBracket,
    /// A bracket is open at the end of the text.
    OpenBracketAtEnd,
    /// A bracket closes that does not match.
    StrayBracket,
    /// An operator has no left operand.
    MisplacedOperator,
    /// The line ends where an operand must stand.
    MissingOperand,
    /// The text ends where a continued line must go on.
    MissingLine,
    /// `=` where a comparison or nothing is allowed.
    MisplacedAssignment,
    /// What stands left of `=` cannot be assigned.
    Target,
    /// `[] = f`.
    EmptyTarget,
    /// A literal stands left of `=`.
    ConstantTarget,
    /// `=` in the body of an anonymous function (Octave).
    AnonymousAssignment,
    /// `function(…)(…)`, in MATLAB.
    ChainedIndex,
    /// A block has no `end` before what ends the block around it.
    MissingEnd,
    /// A block has no `end` before the text ends.
    MissingEndAtEnd,
    /// One end word too many, or another word that has no block around it.
    StrayKeyword,
    /// `endif` for a `while`.
    WrongEnd(Block),
    OpenCharacters,
    OpenString,
    OpenComment,
    BadCharacter,
    BadNumber,
    BreakOutside,
    ContinueOutside,
    FunctionLine,
    /// What stands between the parentheses of a function's inputs.
    ParameterList,
    /// The same at the end of the text.
    ParameterListAtEnd,
    FunctionPlace,
    ClassPlace,
    ClassMember,
    TooDeep,
    /// Anything else that cannot go on here.
    Unexpected,
}

const JUXTAPOSED: &str = "Invalid expression. Check for missing multiplication operator, missing or \
    unbalanced delimiters, or other syntax error. To construct matrices, use brackets instead of parentheses.";
const DELIMITERS: &str = "Invalid expression. When calling a function or indexing a variable, use \
    parentheses. Otherwise, check for mismatched delimiters.";
const ASSIGNMENT: &str = "Incorrect use of '=' operator. Assign a value to a variable using '=' and \
    compare values for equality using '=='.";

impl Problem {
    /// The diagnostic of this problem at `span`, whose text is `text`.
    pub(crate) fn at(self, span: Span, text: &str, dialect: Dialect) -> Diagnostic {
        let (message, identifier) = match dialect {
            Dialect::Matlab => self.matlab(text),
            Dialect::Octave => (self.octave(text), ""),
        };
        use Problem::*;
        let incomplete =
            matches!(self, OpenBracketAtEnd | MissingEndAtEnd | MissingLine | OpenComment | ParameterListAtEnd);
        Diagnostic { span, message, hint: self.hint(text, dialect), identifier, incomplete }
    }

    fn matlab(self, text: &str) -> (String, &'static str) {
        use Problem::*;
        let (message, identifier) = match self {
            Juxtaposed => (JUXTAPOSED, "MATLAB:m_missing_operator"),
            StrayBracket => (JUXTAPOSED, "MATLAB:m_unbalanced_delimiter"),
            OpenBracket | OpenBracketAtEnd => (DELIMITERS, "MATLAB:m_missing_delimiter"),
            MisplacedOperator => ("Invalid use of operator.", "MATLAB:m_invalid_operator"),
            MissingOperand | MissingLine => {
                ("Expression or statement is incomplete or incorrect.", "MATLAB:m_incomplete_statement")
            }
            MisplacedAssignment | AnonymousAssignment | Target | EmptyTarget | ConstantTarget => {
                (ASSIGNMENT, "MATLAB:m_equal_not_assignment")
            }
            ChainedIndex => ("Invalid array indexing.", "MATLAB:m_invalid_array_indexing"),
            MissingEnd | MissingEndAtEnd => (
                "At least one END is missing. The statement beginning here does not have a matching end.",
                "MATLAB:m_missing_end",
            ),
            StrayKeyword | WrongEnd(_) => {
                let message = format!("Illegal use of reserved keyword \"{text}\".");
                return (message, "MATLAB:m_illegal_reserved_keyword_usage");
            }
            OpenCharacters => ("Character vector is not terminated properly.", "MATLAB:m_nonterminated_string"),
            OpenString => ("String is not terminated properly.", "MATLAB:m_nonterminated_string"),
            OpenComment => ("Block comment is not terminated properly.", "MATLAB:m_open_comment"),
            BadCharacter => (
                "Invalid text character. Check for unsupported symbol, invisible character, or pasting \
                 of non-ASCII characters.",
                "MATLAB:m_invalid_text_character",
            ),
            BadNumber => ("Invalid number.", "MATLAB:m_invalid_number"),
            BreakOutside => {
                ("A BREAK statement appeared outside of a loop. Use RETURN instead.", "MATLAB:m_break_outside_loop")
            }
            ContinueOutside => (
                "A CONTINUE statement appeared outside of a loop. Use RETURN instead.",
                "MATLAB:m_continue_outside_loop",
            ),
            ParameterList | ParameterListAtEnd => {
                ("Invalid expression. Check for missing or extra characters.", "MATLAB:m_syntax")
            }
            FunctionLine => ("Unable to parse the function declaration.", "MATLAB:m_invalid_function_declaration"),
            FunctionPlace => (
                "Function definitions are not supported in this context. Functions can only be created \
                 as local or nested functions in code files.",
                "MATLAB:m_improper_function_location",
            ),
            ClassPlace => ("Illegal use of reserved keyword \"classdef\".", "MATLAB:m_improper_classdef_location"),
            ClassMember => ("Invalid syntax in class definition.", "MATLAB:m_invalid_class_member"),
            TooDeep => ("The nesting is too deep.", "MATLAB:m_nesting_too_deep"),
            Unexpected => ("Invalid expression. Check for missing or extra characters.", "MATLAB:m_syntax"),
        };
        (message.to_string(), identifier)
    }

    fn octave(self, text: &str) -> String {
        use Problem::*;
        let message = match self {
            MisplacedAssignment | Target => "invalid left hand side of assignment",
            EmptyTarget => "invalid empty left hand side of assignment",
            ConstantTarget => "invalid constant left hand side of assignment",
            AnonymousAssignment => "invalid use of operator = in anonymous function",
            WrongEnd(block) => {
                return format!("'{}' command matched by '{text}'", block.end_word());
            }
            OpenCharacters | OpenString => "unterminated character string constant",
            OpenComment => "block comment unterminated at end of input",
            BreakOutside => "break must appear within a loop",
            ContinueOutside => "continue must appear within a loop",
            ParameterList | ParameterListAtEnd => "invalid parameter list",
            TooDeep => "nesting too deep",
            FunctionPlace => "nested functions not implemented in this context",
            ClassPlace => "classdef must appear inside a file containing only a class definition",
            _ => "syntax error",
        };
        message.to_string()
    }

    fn hint(self, text: &str, dialect: Dialect) -> Option<String> {
        use Problem::*;
        Some(match self {
            MisplacedAssignment if !dialect.is_octave() => {
                "Write '==' to compare; an assignment is a statement of its own.".into()
            }
            Target | EmptyTarget | ConstantTarget => "Only a variable, an element or a field can be assigned.".into(),
            ChainedIndex => "Assign the first result to a variable and index that.".into(),
            MissingEnd | MissingEndAtEnd => "Close the block that begins here with 'end'.".into(),
            WrongEnd(block) => format!("Write '{}' or 'end'.", block.end_word()),
            StrayKeyword => format!("There is no open block that '{text}' could belong to."),
            OpenBracket | OpenBracketAtEnd => "The bracket opened here is never closed.".into(),
            StrayBracket => "No open bracket matches this one.".into(),
            OpenCharacters => "Close the text with ' on the same line; write '' for a quote.".into(),
            OpenString => "Close the text with \" on the same line.".into(),
            BadNumber => "The literal has more bits than its class holds.".into(),
            OpenComment => "End the block comment with a line that holds only %}.".into(),
            MissingOperand => "An operand is missing at the end of the line.".into(),
            TooDeep => "Split the expression or move inner blocks into functions.".into(),
            _ => return None,
        })
    }

    /// The problem of a keyword where none can stand.
    pub(crate) fn keyword(keyword: Keyword) -> Problem {
        match keyword {
            Keyword::Function => Problem::FunctionPlace,
            Keyword::Classdef => Problem::ClassPlace,
            _ => Problem::StrayKeyword,
        }
    }
}

/// Finds lines and columns of byte offsets.
#[derive(Debug, Clone)]
pub struct LineIndex {
    text: String,
    starts: Vec<usize>,
}

impl LineIndex {
    /// The lines of `source`.
    pub fn new(source: &str) -> LineIndex {
        let bytes = source.as_bytes();
        let mut starts = vec![0];
        for (at, byte) in bytes.iter().enumerate() {
            let ends = *byte == b'\n' || (*byte == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
            if ends {
                starts.push(at + 1);
            }
        }
        LineIndex { text: source.to_string(), starts }
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Line and column of a byte offset, both from 1, columns in characters.
    pub fn line_col(&self, offset: u32) -> (usize, usize) {
        let mut offset = (offset as usize).min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self.starts[line - 1];
        (line, self.text[start..offset].chars().count() + 1)
    }

    /// How many lines there are.
    pub fn line_count(&self) -> usize {
        self.starts.len()
    }

    /// The text of a line, from 1, without its newline; empty where there is none.
    pub fn line_text(&self, line: usize) -> &str {
        let Some(&start) = line.checked_sub(1).and_then(|at| self.starts.get(at)) else { return "" };
        let end = self.starts.get(line).copied().unwrap_or(self.text.len());
        self.text[start..end].trim_end_matches(['\n', '\r'])
    }
}

/// The diagnostic as the dialect shows it, with the line and a mark under the place.
///
/// `file` is empty for text that was typed. There is no newline at the end.
pub fn render(diag: &Diagnostic, file: &str, source: &str, dialect: Dialect) -> String {
    let lines = LineIndex::new(source);
    let mut out = match dialect {
        Dialect::Matlab => render_matlab(diag, file, &lines),
        Dialect::Octave => render_octave(diag, file, &lines),
    };
    if let Some(hint) = &diag.hint
        && !file.is_empty()
    {
        out.push_str("\nhint: ");
        out.push_str(hint);
    }
    out
}

fn render_matlab(diag: &Diagnostic, file: &str, lines: &LineIndex) -> String {
    let (line, column) = lines.line_col(diag.span.start);
    let text = lines.line_text(line);
    let block = format!(" {text}\n {}↑", padding(text, column));
    if file.is_empty() {
        return format!("{block}\nError: {}", diag.message);
    }
    format!("Error: File: {file} Line: {line} Column: {column}\n{}\n\n{block}", diag.message)
}

fn render_octave(diag: &Diagnostic, file: &str, lines: &LineIndex) -> String {
    let (line, first) = lines.line_col(diag.span.start);
    let (last_line, last) = lines.line_col(diag.span.end.max(diag.span.start + 1) - 1);
    // Octave's mark stands under the last character of what it could not take.
    let column = if last_line == line { last } else { first };
    let head = match file {
        "" => "parse error:".to_string(),
        _ => format!("parse error near line {line} of file {file}"),
    };
    let text = lines.line_text(line);
    format!("{head}\n\n  {}\n\n>>> {text}\n    {}^", diag.message, padding(text, column))
}

/// Blanks to bring a mark under `column`, tabs kept.
fn padding(text: &str, column: usize) -> String {
    let blank = |c| if c == '\t' { '\t' } else { ' ' };
    let mut out: String = text.chars().take(column - 1).map(blank).collect();
    out.extend(std::iter::repeat_n(' ', (column - 1).saturating_sub(text.chars().count())));
    out
}
