//! `MException` values.

use crate::structs::Name;
use crate::value::Value;
use std::sync::Arc;

/// One frame of a stack report.
#[derive(Debug, Clone, PartialEq)]
pub struct StackFrame {
    /// The file, empty for text given on the command line.
    pub file: Name,
    /// The function as reports name it (`f`, `main>local`, `outer/inner`, `@<anonymous>`).
    pub name: Name,
    /// Line, 1-based.
    pub line: u32,
    /// Column, 1-based.
    pub column: u32,
}

/// A caught or constructed exception.
#[derive(Debug, Clone)]
pub struct Exception {
    /// `a:b`, or empty.
    pub identifier: Name,
    /// The message.
    pub message: Name,
    /// Innermost frame first; empty when never thrown.
    pub stack: Vec<StackFrame>,
    /// Causes added with `addCause`.
    pub causes: Vec<Arc<Exception>>,
    /// What `throwAsCaller`, `Correction` and the like carry along.
    pub extra: Option<Value>,
}

impl Exception {
    /// Moves what it holds to `waiting`.
    pub(crate) fn give_up(&mut self, waiting: &mut Vec<Value>) {
        waiting.extend(self.causes.drain(..).map(Value::Exception));
        waiting.extend(self.extra.take());
    }
}

impl Drop for Exception {
    fn drop(&mut self) {
        if !self.causes.is_empty() || self.extra.is_some() {
            let mut held = Vec::new();
            self.give_up(&mut held);
            crate::nested::take_apart(&mut held);
        }
    }
}
