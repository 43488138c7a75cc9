//! The prompt: history, completion, several lines, and Ctrl-C that stops the run and keeps the session.

use crate::Place;
use crate::driver;
use crate::terminal::Terminal;
use runmat_core::{Candidate, Dialect, InputError, PendingInteraction, Program, SessionHandle};
use rustyline::completion::{Completer, FilenameCompleter, Pair};
use rustyline::error::ReadlineError;
use rustyline::highlight::Highlighter;
use rustyline::hint::Hinter;
use rustyline::history::DefaultHistory;
use rustyline::validate::{ValidationContext, ValidationResult, Validator};
use rustyline::{CompletionType, Config, Context, Editor, Helper};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

const PROMPT: &str = ">> ";

type LineEditor = Editor<Assistant, DefaultHistory>;

/// Reads and runs statements until the end of the input or `exit`.
pub(crate) fn run(place: &Place<'_>, args: &[String]) -> ExitCode {
    let options = place.options;
    let terminal = Arc::new(Terminal::new());
    let session = place.session(args, &terminal, "");
    let handle = session.handle();
    let assistant = Assistant {
        handle: handle.clone(),
        dialect: options.dialect,
        files: FilenameCompleter::new(),
        reads_code: true,
    };
    let mut editor = match editor(assistant) {
        Ok(editor) => editor,
        Err(e) => {
            eprintln!("runmat: {e}");
            return ExitCode::from(crate::FAILED);
        }
    };
    let history = history_file();
    if let Some(path) = &history {
        // There is none the first time.
        let _ = editor.load_history(path);
    }
    driver::cancel_on_interrupt(&handle, &terminal, place.recording.clone());
    let status = loop {
        match editor.readline(PROMPT) {
            Ok(text) if text.trim().is_empty() => continue,
            Ok(text) => {
                let _ = editor.add_history_entry(text.trim_end());
                let result =
                    driver::drive(&session, &terminal, session.execute_async(Program::text(text)), |request| {
                        ask(&mut editor, request)
                    });
                let exit = result.as_ref().ok().and_then(|r| r.exit_status);
                driver::conclude(&terminal, &result);
                place.save(&terminal);
                if options.stats {
                    terminal.report(&driver::statistics(&handle.stats()), false);
                }
                terminal.flush();
                if let Some(status) = exit {
                    break status;
                }
            }
            Err(ReadlineError::Interrupted) => continue,
            Err(ReadlineError::Eof) => break 0,
            Err(e) => {
                terminal.report(&format!("runmat: {e}\n"), true);
                break crate::FAILED as i32;
            }
        }
    };
    if let Some(path) = &history {
        let _ = path.parent().map(std::fs::create_dir_all);
        let _ = editor.save_history(path);
    }
    ExitCode::from(status as u8)
}

fn editor(assistant: Assistant) -> rustyline::Result<LineEditor> {
    let config = Config::builder()
        .history_ignore_space(true)
        .history_ignore_dups(true)?
        .max_history_size(10_000)?
        .completion_type(CompletionType::List)
        .build();
    let mut editor = Editor::with_config(config)?;
    editor.set_helper(Some(assistant));
    Ok(editor)
}

fn history_file() -> Option<PathBuf> {
    let state = std::env::var_os("XDG_STATE_HOME").map(PathBuf::from);
    let state = state.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".local/state")))?;
    Some(state.join("runmat/history"))
}

/// A question of the program, asked with the same editor.
fn ask(editor: &mut LineEditor, request: &PendingInteraction) -> Result<String, InputError> {
    let text = request.prompt().unwrap_or_default();
    // Only the last line can be edited behind; what is above it is printed.
    let (above, prompt) = text.rsplit_once('\n').unwrap_or(("", text));
    if !above.is_empty() {
        println!("{above}");
    }
    reads_code(editor, matches!(request, PendingInteraction::Keyboard { .. }));
    let line = editor.readline(prompt);
    reads_code(editor, true);
    line.map_err(|e| match e {
        ReadlineError::Interrupted => InputError::Cancelled,
        _ => InputError::Abandoned,
    })
}

fn reads_code(editor: &mut LineEditor, yes: bool) {
    if let Some(assistant) = editor.helper_mut() {
        assistant.reads_code = yes;
    }
}

/// Knows what may come next, and whether a statement is complete.
struct Assistant {
    handle: SessionHandle,
    dialect: Dialect,
    files: FilenameCompleter,
    reads_code: bool,
}

impl Helper for Assistant {}
impl Highlighter for Assistant {}

impl Hinter for Assistant {
    type Hint = String;
}

impl Validator for Assistant {
    fn validate(&self, ctx: &mut ValidationContext<'_>) -> rustyline::Result<ValidationResult> {
        let incomplete = self.reads_code && is_incomplete(ctx.input(), self.dialect);
        Ok(if incomplete { ValidationResult::Incomplete } else { ValidationResult::Valid(None) })
    }
}

/// Whether more lines could make the text right.
fn is_incomplete(text: &str, dialect: Dialect) -> bool {
    let problems = runmat_syntax::parse(text, dialect).diagnostics;
    problems.first().is_some_and(|d| d.incomplete)
}

impl Completer for Assistant {
    type Candidate = Pair;

    fn complete(&self, line: &str, pos: usize, ctx: &Context<'_>) -> rustyline::Result<(usize, Vec<Pair>)> {
        let found = self.handle.complete(line, pos);
        if found.quoted {
            return self.files.complete(line, pos, ctx);
        }
        let pair = |c: Candidate| Pair { display: c.text.clone(), replacement: c.text };
        Ok((found.start, found.candidates.into_iter().map(pair).collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn open_blocks_and_brackets_ask_for_more() {
        for text in ["for k = 1:3", "x = [1 2", "if x, y = 1;", "x = 1 + ...", "f = @(x) (x"] {
            assert!(is_incomplete(text, Dialect::Matlab), "{text}");
        }
        for text in ["x = 1", "for k = 1:3, end", "x = )", "disp('hello')"] {
            assert!(!is_incomplete(text, Dialect::Matlab), "{text}");
        }
    }
}
