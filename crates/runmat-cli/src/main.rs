//! The command line: runs programs, checks them, lists their bytecode, and offers a prompt.
//!
//! A thin host: every run is a session's future, driven by `driver`; what a program asks is answered here through the
//! same requests that other hosts answer.

mod driver;
mod options;
mod repl;
mod terminal;
mod tools;

use options::{Command, Options};
use runmat_core::native::NativeHost;
use runmat_core::{
    Capabilities, ExecuteFuture, InputError, Policy, Program, RunMatSession, SessionBuilder, TimerQueue, Value,
};
use std::io::{IsTerminal, Read};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use terminal::Terminal;

/// Exit status of a failed run or check.
const FAILED: u8 = 1;
/// Exit status of a run that was saved, to go on later (`EX_TEMPFAIL` of sysexits).
const SUSPENDED: u8 = 75;
/// Exit status of a command line that makes no sense.
const USAGE: u8 = 2;

/// Room for the parser's and the displays' recursion over deeply nested text and values.
const STACK: usize = 64 << 20;

fn main() -> ExitCode {
    let main = std::thread::Builder::new().stack_size(STACK).spawn(start);
    match main.map(std::thread::JoinHandle::join) {
        Ok(Ok(code)) => code,
        _ => ExitCode::from(FAILED),
    }
}

fn start() -> ExitCode {
    let options = match Options::parse(std::env::args().skip(1)) {
        Ok(options) => options,
        Err(message) => {
            eprintln!("runmat: {message}\nTry 'runmat --help'.");
            return ExitCode::from(USAGE);
        }
    };
    match &options.command {
        Command::Help => print!("{}", options::HELP),
        Command::Version => println!("runmat {}", env!("CARGO_PKG_VERSION")),
        Command::Check(files) => return tools::check(files, options.dialect),
        Command::Bytecode(file) => return tools::bytecode(file, options.dialect),
        Command::File { path, args } => return run_file(&options, path, args),
        Command::Resume { path, args } => return resume(&options, path, args),
        Command::Code { text, args } => return run_text(&options, text.clone(), args),
        Command::Input { args } if std::io::stdin().is_terminal() => return repl::run(&options, args),
        Command::Input { args } => {
            let mut bytes = Vec::new();
            if let Err(e) = std::io::stdin().read_to_end(&mut bytes) {
                eprintln!("runmat: standard input: {e}");
                return ExitCode::from(FAILED);
            }
            return run_text(&options, String::from_utf8_lossy(&bytes).into_owned(), args);
        }
    }
    ExitCode::SUCCESS
}

/// A session for the terminal; `text` is the program that it is for.
fn session(options: &Options, args: &[String], terminal: &Arc<Terminal>, text: &str) -> RunMatSession {
    builder(options, args, terminal, text).build()
}

fn builder(options: &Options, args: &[String], terminal: &Arc<Terminal>, text: &str) -> SessionBuilder {
    let sink = terminal.clone();
    let mut policy = options.policy.clone();
    // What is wrong with a program's own policy is reported when it begins.
    policy.deterministic |= Policy::of_program(text).is_ok_and(|own| own.is_some_and(|own| own.deterministic));
    let timers = match policy.deterministic {
        true => TimerQueue::new(Arc::new(runmat_core::VirtualClock::new())),
        false => TimerQueue::system(),
    };
    let mut builder = RunMatSession::builder()
        .dialect(options.dialect)
        .capabilities(options.granted.as_ref().map_or_else(Capabilities::all, |g| g.capabilities()))
        .limits(options.limits)
        .threads(std::thread::available_parallelism().map_or(1, usize::from))
        .policy(policy)
        .host(NativeHost::on(timers.clock().clone(), args.to_vec()))
        .timers(timers)
        .network(runmat_http::Client::new())
        .output(move |stream, bytes: &[u8]| sink.write(stream, bytes));
    if let Some(room) = options::most_memory() {
        builder = builder.room(room);
    }
    if let Some(slice) = options.slice {
        builder = builder.slice(slice);
    }
    builder
}

fn run_text(options: &Options, text: String, args: &[String]) -> ExitCode {
    let terminal = Arc::new(Terminal::new());
    let session = session(options, args, &terminal, &text);
    run(options, &session, &terminal, session.execute_async(Program::text(text)))
}

fn run_file(options: &Options, path: &str, args: &[String]) -> ExitCode {
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(e) => {
            eprintln!("runmat: {path}: {e}");
            return ExitCode::from(USAGE);
        }
    };
    let full = std::fs::canonicalize(path).map_or_else(|_| path.to_string(), |p| p.to_string_lossy().into_owned());
    let terminal = Arc::new(Terminal::new());
    let text = String::from_utf8_lossy(&bytes);
    let session = session(options, args, &terminal, &text);
    if let Some(folder) = Path::new(&full).parent() {
        session.add_path(folder.to_string_lossy());
    }
    let values = args.iter().map(|a| Value::text_in(a, options.dialect)).collect();
    let program = Program::file(full, text, values);
    run(options, &session, &terminal, session.execute_async(program))
}

fn resume(options: &Options, path: &str, args: &[String]) -> ExitCode {
    let terminal = Arc::new(Terminal::new());
    let bytes = std::fs::read(path).map_err(|e| e.to_string());
    let resumed = bytes.and_then(|b| builder(options, args, &terminal, "").resume(&b).map_err(|e| e.to_string()));
    match resumed {
        Ok((session, goes_on)) => run(options, &session, &terminal, goes_on),
        Err(e) => {
            eprintln!("runmat: {path}: {e}");
            ExitCode::from(USAGE)
        }
    }
}

/// Polls a run to its end and reports how it ended.
fn run(options: &Options, session: &RunMatSession, terminal: &Arc<Terminal>, goes_on: ExecuteFuture) -> ExitCode {
    let handle = session.handle();
    driver::cancel_on_interrupt(&handle, terminal);
    let result = driver::drive(session, terminal, goes_on, |request| match (terminal.ask(request), &options.suspend) {
        (Err(InputError::Abandoned), Some(path)) => driver::suspend(&handle, terminal, path),
        (answer, _) => answer,
    });
    let code = driver::conclude(terminal, &result);
    if options.stats {
        terminal.report(&driver::statistics(&handle.stats()), false);
    }
    terminal.flush();
    // The process ends here: taking the session apart value by value would only cost time.
    std::process::exit(code)
}
