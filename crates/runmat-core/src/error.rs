//! What a host learns about a failed run.

use crate::output::Printed;
use runmat_ignition::vm::functions::SyntaxError;
use runmat_value::{Dialect, Error, ErrorKind};
use std::fmt::{self, Write};

/// Why a run has failed.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum FailureKind {
    /// The text could not be parsed; nothing has been run.
    Syntax,
    /// The program raised an error and did not catch it.
    Runtime,
    /// The host cancelled the run.
    Cancelled,
    /// The fuel was used up.
    FuelExhausted,
    /// The deadline has passed.
    TimeLimit,
    /// Values held more memory than allowed, or a value is larger than can be held.
    MemoryLimit,
    /// More was printed than allowed.
    OutputLimit,
    /// More files open than allowed.
    OpenFilesLimit,
    /// Calls were nested too deeply.
    DepthLimit,
    /// The session was running something else; this run has not begun.
    Busy,
    /// A replayed run has gone another way than its journal.
    Departed,
    /// A bug of the engine, confined to this run.
    Internal,
}

impl FailureKind {
    /// Whether a limit was reached.
    pub fn is_limit(&self) -> bool {
        use FailureKind::*;
        matches!(self, FuelExhausted | TimeLimit | MemoryLimit | OutputLimit | OpenFilesLimit | DepthLimit)
    }
}

/// One call in the stack of a failed run, innermost first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallSite {
    /// The file; empty for text given by the host.
    pub file: String,
    /// The function, as reports name it.
    pub function: String,
    /// Line, from 1.
    pub line: u32,
    /// Column, from 1.
    pub column: u32,
    /// The source line, where it is known.
    pub source: Option<String>,
}

/// A problem in program text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxProblem {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1.
    pub column: usize,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
    /// More lines might make the text right.
    pub incomplete: bool,
    /// Message, line and mark, as the dialect shows them.
    pub rendered: String,
}

/// Why a run gave no result. Cheap to pass on: one pointer.
#[derive(Debug, Clone, PartialEq)]
pub struct RunMatError(Box<Failure>);

/// The content of a [`RunMatError`].
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Failure {
    /// What kind of failure.
    pub kind: FailureKind,
    /// `a:b`, or empty.
    pub identifier: String,
    /// The message, in the words of the dialect.
    pub message: String,
    /// The builtin or operator that failed, if one did.
    pub function: Option<String>,
    /// The calls that were in progress, innermost first.
    pub stack: Vec<CallSite>,
    /// Problems of the text, when it could not be parsed.
    pub syntax: Vec<SyntaxProblem>,
    /// What was printed before, in a session without a sink.
    pub printed: Printed,
    dialect: Dialect,
}

impl std::ops::Deref for RunMatError {
    type Target = Failure;

    fn deref(&self) -> &Failure {
        &self.0
    }
}

impl RunMatError {
    fn new(kind: FailureKind, identifier: &str, message: String, dialect: Dialect) -> Self {
        RunMatError(Box::new(Failure {
            kind,
            identifier: identifier.to_string(),
            message,
            function: None,
            stack: Vec::new(),
            syntax: Vec::new(),
            printed: Printed::default(),
            dialect,
        }))
    }

    pub(crate) fn busy(dialect: Dialect) -> Self {
        let message = "The session is running something else.".to_string();
        RunMatError::new(FailureKind::Busy, "RunMat:SessionBusy", message, dialect)
    }

    pub(crate) fn policy(why: &str, dialect: Dialect) -> Self {
        let message = format!("The program's policy can't be followed: {why}.");
        RunMatError::new(FailureKind::Syntax, "RunMat:InvalidPolicy", message, dialect)
    }

    pub(crate) fn internal(message: &str, dialect: Dialect) -> Self {
        let message = format!("Internal error: {message}");
        RunMatError::new(FailureKind::Internal, "RunMat:InternalError", message, dialect)
    }

    /// The error of a replay that has lost its way: `why` says where; `at` is where the program was stopped for it.
    pub(crate) fn departed(why: &str, at: Option<RunMatError>, dialect: Dialect) -> Self {
        let message = format!("The replay departs from its journal: {why}.");
        let mut error = RunMatError::new(FailureKind::Departed, "RunMat:ReplayDeparted", message, dialect);
        error.0.stack = at.map(|e| e.0.stack).unwrap_or_default();
        error
    }

    pub(crate) fn from_syntax(e: &SyntaxError, dialect: Dialect) -> Self {
        let lines = runmat_syntax::LineIndex::new(&e.text);
        let problem = |d: &runmat_syntax::Diagnostic| {
            let (line, column) = lines.line_col(d.span.start);
            SyntaxProblem {
                line,
                column,
                message: d.message.clone(),
                hint: d.hint.clone(),
                incomplete: d.incomplete,
                rendered: runmat_syntax::render(d, &e.file, &e.text, dialect),
            }
        };
        let syntax: Vec<SyntaxProblem> = e.diagnostics.iter().map(problem).collect();
        let message = syntax.first().map_or_else(String::new, |p| p.message.clone());
        let identifier = e.diagnostics.first().map_or("", |d| d.identifier);
        let mut error = RunMatError::new(FailureKind::Syntax, identifier, message, dialect);
        error.0.syntax = syntax;
        error
    }

    /// `source` gives a line of a file.
    pub(crate) fn from_run(e: &Error, dialect: Dialect, source: impl Fn(&str, u32) -> Option<String>) -> Self {
        let mut error = RunMatError::new(kind_of(e), &e.identifier(dialect), e.message(dialect), dialect);
        error.0.function = e.function().map(|f| f.to_string());
        error.0.stack = e
            .stack()
            .iter()
            .map(|f| CallSite {
                file: f.file.to_string(),
                function: f.name.to_string(),
                line: f.line,
                column: f.column,
                source: source(&f.file, f.line),
            })
            .collect();
        error
    }

    pub(crate) fn with_printed(mut self, printed: Printed) -> Self {
        self.0.printed = printed;
        self
    }

    /// The error as the dialect prints it when nobody catches it, with a newline at the end.
    pub fn report(&self) -> String {
        if !self.syntax.is_empty() {
            return self.syntax.iter().map(|p| format!("{}\n", p.rendered)).collect();
        }
        match self.dialect {
            Dialect::Octave => self.octave_report(),
            Dialect::Matlab => self.matlab_report(),
        }
    }

    fn octave_report(&self) -> String {
        let mut out = format!("error: {}\n", self.message);
        if !self.stack.is_empty() {
            out.push_str("error: called from\n");
        }
        for (frame, times) in folded(&self.stack) {
            let _ = writeln!(out, "    {} at line {} column {}", frame.function, frame.line, frame.column);
            repeated(&mut out, times);
        }
        out
    }

    fn matlab_report(&self) -> String {
        let mut stack = self.stack.as_slice();
        let mut out = String::new();
        match (self.function.as_deref(), stack) {
            (Some("error" | "throw" | "rethrow" | "assert"), [first, rest @ ..]) => {
                let _ = writeln!(out, "Error using {} (line {})", label(first), first.line);
                stack = rest;
            }
            (Some("error" | "throw" | "rethrow" | "assert") | None, _) => {}
            (Some(name), _) if operator(name).is_some() => {
                let _ = writeln!(out, "Error using  {} ", operator(name).unwrap_or_default());
            }
            (Some(name), _) if name.starts_with(|c: char| c.is_alphabetic()) => {
                let _ = writeln!(out, "Error using {name}");
            }
            (Some(operator), _) => {
                let _ = writeln!(out, "Error using  {operator} ");
            }
        }
        let _ = writeln!(out, "{}", self.message);
        for (frame, times) in folded(stack) {
            let _ = writeln!(out, "\nError in {} (line {})", label(frame), frame.line);
            if let Some(line) = &frame.source {
                let _ = writeln!(out, "{line}");
            }
            repeated(&mut out, times);
        }
        out
    }
}

impl fmt::Display for RunMatError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for RunMatError {}

fn kind_of(e: &Error) -> FailureKind {
    match e.kind() {
        ErrorKind::Cancelled => FailureKind::Cancelled,
        ErrorKind::FuelExhausted => FailureKind::FuelExhausted,
        ErrorKind::TimeLimit => FailureKind::TimeLimit,
        ErrorKind::MemoryLimit { .. } | ErrorKind::TooLarge { .. } => FailureKind::MemoryLimit,
        ErrorKind::OutputLimit { .. } => FailureKind::OutputLimit,
        ErrorKind::OpenFilesLimit { .. } => FailureKind::OpenFilesLimit,
        ErrorKind::DepthLimit { .. } => FailureKind::DepthLimit,
        ErrorKind::Internal { .. } => FailureKind::Internal,
        _ => FailureKind::Runtime,
    }
}

/// The operator that a function stands for.
fn operator(name: &str) -> Option<&'static str> {
    const OPERATORS: [(&str, &str); 10] = [
        ("plus", "+"),
        ("minus", "-"),
        ("times", ".*"),
        ("mtimes", "*"),
        ("rdivide", "./"),
        ("mrdivide", "/"),
        ("ldivide", ".\\"),
        ("mldivide", "\\"),
        ("power", ".^"),
        ("mpower", "^"),
    ];
    OPERATORS.iter().find(|o| o.0 == name).map(|o| o.1)
}

/// How MATLAB names a frame: a local function with its file before it.
fn label(frame: &CallSite) -> String {
    let leaf = frame.file.rsplit(['/', '\\']).next().unwrap_or_default();
    match leaf.strip_suffix(".m") {
        Some(stem) if frame.function.split('/').next() != Some(stem) && !frame.function.starts_with('@') => {
            format!("{stem}>{}", frame.function)
        }
        _ => frame.function.clone(),
    }
}

/// Frames with how often each stands there in a row, so that an endless recursion has a short report.
fn folded(stack: &[CallSite]) -> Vec<(&CallSite, usize)> {
    let mut out: Vec<(&CallSite, usize)> = Vec::new();
    for frame in stack {
        match out.last_mut() {
            Some((last, times)) if *last == frame => *times += 1,
            _ => out.push((frame, 1)),
        }
    }
    out
}

fn repeated(out: &mut String, times: usize) {
    if times > 1 {
        let _ = writeln!(out, "    … {} more calls of the same", times - 1);
    }
}
